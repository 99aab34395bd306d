import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movedBy, parsePercent } from './tolerance'

test('an order moves the price as far as a pool that keeps its product says, to a millionth', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 0.2, noNaN: true }), fc.constantFrom('buy' as const, 'sell' as const), (share, side) => {
      // A share of what the pool holds is paid in: the whole is so much worse than the price, the price at the end is the square away.
      const impact = share / (1 + share)
      const end = side === 'buy' ? (1 + share) ** 2 - 1 : 1 - 1 / (1 + share) ** 2
      const told = movedBy(side, Math.round(impact * 1_000_000))
      expect(Math.abs(told - end * 1_000_000)).toBeLessThanOrEqual(3)
    }),
  )
  expect([movedBy('buy', 0), movedBy('sell', 0)]).toEqual([0, 0])
})

test('half of the tolerance as a whole is all of it in the end', () => {
  expect(movedBy('sell', 2_500)).toBeGreaterThan(4_900)
  expect(movedBy('buy', 2_500)).toBeGreaterThan(5_000)
})

test('a percentage is read as a person writes it, within its bounds', () => {
  expect(['0.5', '0,5', '50', '0.01', ' 2 '].map(parsePercent)).toEqual([5_000, 5_000, 500_000, 100, 20_000])
  for (const wrong of ['', '0', '0.001', '51', '-1', 'x', '1.234']) expect(parsePercent(wrong), wrong).toBeUndefined()
})
