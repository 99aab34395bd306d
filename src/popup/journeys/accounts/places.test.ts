import { expect, test } from 'vitest'
import { sourceAt } from './places'

const shown = (from: number, to: number) => ['a', 'b', 'c', 'd', 'e'].map((_, index, all) => all[sourceAt(index, { from, to })]).join('')

test('a list that nobody moves anything in stands as it is', () => {
  expect([0, 1, 2].map((index) => sourceAt(index, undefined))).toEqual([0, 1, 2])
  expect(shown(2, 2)).toBe('abcde')
})
test('what is lifted stands where it is held, and the others close up', () => {
  expect([shown(0, 4), shown(4, 0), shown(1, 3), shown(3, 1)]).toEqual(['bcdea', 'eabcd', 'acdbe', 'adbce'])
})
