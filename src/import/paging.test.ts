import { expect, test } from 'vitest'
import { nextPage, PAGE, spelledOut } from './paging'

const keys = (count: number, reading = '') => Array.from({ length: count }, () => ({ readingOf: reading || null }))

test('every address can be reached before it is kept', () => {
  const all = keys(2_000)
  let most = PAGE
  let presses = 0
  while (spelledOut(all, most).hidden) {
    most = nextPage(most)
    presses++
  }
  expect(spelledOut(all, most).shown).toEqual(all)
  expect(presses).toBeLessThan(8)
  expect(spelledOut(all, PAGE)).toMatchObject({ hidden: 1_950 })
})

test('readings of a text all stand there, wherever they are in the list', () => {
  const { shown, hidden } = spelledOut([...keys(60), ...keys(3, '0'), ...keys(10)], PAGE)
  expect(shown.filter(({ readingOf }) => readingOf !== null)).toHaveLength(3)
  expect([shown.length, hidden]).toEqual([53, 20])
})
