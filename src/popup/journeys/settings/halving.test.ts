import fc from 'fast-check'
import { expect, test } from 'vitest'
import { earliestAt, partOf } from './halving'

const now = Date.UTC(2026, 10, 29)
test('ten and a half million blocks of twelve seconds are four years', () => {
  expect(new Date(earliestAt(10_500_000n, now) ?? 0).getUTCFullYear()).toBe(2030)
  expect(earliestAt(0n, now)).toBe(now)
  expect(earliestAt(1n, now)).toBe(now + 12_000)
})

test('what no calendar reaches has no date, and every date that is told is one', () => {
  expect(earliestAt(10n ** 16n, now)).toBeNull()
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 17n), (blocks) => {
      const at = earliestAt(blocks, now)
      if (at !== null) expect(Number.isNaN(new Date(at).getTime())).toBe(false)
    }),
  )
})

test('a part of a whole is cut off, never rounded up', () => {
  const most = 21_000_000n * 1_000_000_000n
  expect([0n, most - 1n, most].map((each) => partOf(each, most))).toEqual([0, 9_999, 10_000])
  expect(partOf(10_812_345n * 1_000_000_000n, most)).toBe(5_148)
  expect(partOf(5n, 0n)).toBe(0)
})
