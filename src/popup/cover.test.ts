import { expect, test } from 'vitest'
import { secondsLeft } from './cover'

const PRESSED = 1_764_000_000_000
const after = (ms: number) => secondsLeft(PRESSED, PRESSED + ms)

test('a secret is seen for a minute, and the seconds say how much of it is left', () => {
  expect([0, 1, 999, 1_000, 30_500, 59_999].map(after)).toEqual([60, 60, 60, 59, 30, 1])
})
test('after the minute it is covered, however late the clock is looked at: after a night of sleep too', () => {
  expect([60_000, 60_001, 8 * 3_600_000].map(after)).toEqual([0, 0, 0])
})
test('a time that was read a moment before the press does not cover it', () => {
  expect([-1, -500].map(after)).toEqual([60, 60])
})
test('a clock that went back covers it, instead of showing it until that hour comes again', () => {
  expect([-1_001, -3_600_000].map(after)).toEqual([0, 0])
})
