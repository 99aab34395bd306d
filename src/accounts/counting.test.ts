import { expect, test } from 'vitest'
import { countedOf, counts } from './counting'

const account = (id: string, role: 'coldkey' | 'hotkey' | 'watch') => ({ id, role })
const [cold, hot, seen] = [account('0x1', 'coldkey'), account('0x2', 'hotkey'), account('0x3', 'watch')]

test('coldkeys and hotkeys count, watched accounts do not, until the person chooses otherwise', () => {
  expect(countedOf([cold, hot, seen], {})).toEqual({ counted: [cold, hot], left: [seen], watched: false })
  expect(countedOf([cold, hot, seen], { '0x2': false, '0x3': true })).toEqual({ counted: [cold, seen], left: [hot], watched: false })
  expect(counts({ constructor: true } as never, account('toString', 'watch'))).toBe(false)
})

test('where all are watched they are all there is; where the person took the last one out, nothing counts', () => {
  expect(countedOf([seen], {})).toEqual({ counted: [seen], left: [], watched: true })
  expect(countedOf([cold], { '0x1': false })).toEqual({ counted: [], left: [cold], watched: false })
  expect(countedOf([], {})).toEqual({ counted: [], left: [], watched: false })
})
