import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ground, ranksOf, subnetRisks } from './subnets'
import { yearlyYield } from './yields'

const TAO = 1_000_000_000n
const ground = (netuid: number, over: Partial<Ground> = {}): Ground => ({
  ...{ netuid, averageRao: TAO, poolTaoRao: 5_000n * TAO, registeredAt: 0, open: true },
  ...over,
})
const OLD = 1_000_000

describe('what speaks against a subnet', () => {
  test('is a closed market, a thin pool, youth and a low rank; on root nothing', () => {
    expect(subnetRisks(ground(1), OLD, 1, 128)).toEqual([])
    expect(subnetRisks(ground(1, { open: false, poolTaoRao: 999n * TAO, registeredAt: OLD - 215_999 }), OLD, 121, 128)).toEqual([
      ...['closed', 'thin', 'young', 'last'],
    ])
    expect(subnetRisks(ground(1), OLD, 120, 128)).toEqual([])
    // Of so few none is removed before the others.
    expect(subnetRisks(ground(1), OLD, 8, 8)).toEqual([])
    expect(subnetRisks(ground(0, { open: false, poolTaoRao: 0n }), OLD, 1, 1)).toEqual([])
  })
  test('ranks are by average price, and what is equal shares a place', () => {
    const all = [
      ground(0),
      ground(1, { averageRao: 3n }),
      ground(2, { averageRao: 9n }),
      ground(3, { averageRao: 3n }),
      ground(4, { averageRao: 1n }),
    ]
    expect([...ranksOf(all)]).toEqual([
      [2, 1],
      [1, 2],
      [3, 2],
      [4, 4],
    ])
  })
})

describe('what a year would bring', () => {
  test('is dividend over stake times the payments in a year', () => {
    // One part in ten thousand for each of 7,280 payments.
    expect(yearlyYield(TAO, 10_000n * TAO, 360)).toBe((TAO * 2_628_000n * 1_000_000n) / (10_000n * TAO * 361n))
    expect(yearlyYield(TAO, 0n, 360)).toBeUndefined()
    expect(yearlyYield(TAO, TAO, 0)).toBeUndefined()
  })
  test('grows with the dividend and shrinks with the stake', () => {
    const some = fc.bigInt(1n, 10n ** 18n)
    fc.assert(
      fc.property(some, some, some, (dividend, stake, more) => {
        const [less = 0n, greater = 0n] = [yearlyYield(dividend, stake + more, 360), yearlyYield(dividend + more, stake, 360)]
        const here = yearlyYield(dividend, stake, 360) ?? 0n
        expect(less <= here && here <= greater).toBe(true)
      }),
    )
  })
})
