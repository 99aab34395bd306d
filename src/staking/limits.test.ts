import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../../e2e/localnet/fixtures/chain-vectors.json' with { type: 'json' }
import { most, mostMoved, type Pool, priceOf, type Trade, trade } from '../../e2e/localnet/pallets/subtensor/pool'
import {
  buyLimit,
  isLimit,
  leastBought,
  leastSold,
  leastSwapped,
  limitDistance,
  MILLION,
  priceImpact,
  sellLimit,
  swapImpact,
  swapLimit,
  swapTerms,
  TOLERANCE,
} from '.'

const WHOLE = 1_000_000_000n
const reserve = fc.bigInt({ min: 1_000_000n, max: 10n ** 17n })
const pools = fc.record({ tao: reserve, alpha: reserve }).filter((pool) => priceOf(pool) > 1_000n && priceOf(pool) < 10n ** 15n)
const amounts = fc.bigInt({ min: 1n, max: 10n ** 16n })
const rates = fc.bigInt({ min: 0n, max: 10_000n })
const tolerances = fc.bigInt({ min: 0n, max: MILLION })
const prices = fc.bigInt({ min: 1n, max: 10n ** 15n })
const sides = fc.constantFrom<'buy' | 'sell'>('buy', 'sell')

/** What an order does that is done whole or not at all, as the chain judges it; undefined where it is refused. */
function whole(pool: Pool, side: 'buy' | 'sell', amount: bigint, limit: bigint, rate: bigint): Trade | undefined {
  const largest = most(pool, side, limit, rate)
  if (typeof largest === 'string' || amount > largest) return undefined
  const done = trade(pool, side, amount, limit, rate)
  return typeof done === 'string' ? undefined : done
}
const after = (pool: Pool, side: 'buy' | 'sell', { paid, out }: Trade): Pool =>
  side === 'buy' ? { tao: pool.tao + paid, alpha: pool.alpha - out } : { tao: pool.tao - out, alpha: pool.alpha + paid }

describe('a limit', () => {
  test('is what the chain’s vectors say for five percent', () => {
    const [, , buy, sell, swap] = vectors.priceConversions
    expect(buyLimit(80_000_000n, 50_000n)).toBe(BigInt(buy?.limit_price ?? 0))
    expect(sellLimit(80_000_000n, 50_000n)).toBe(BigInt(sell?.limit_price ?? 0))
    expect(swapLimit(40_000_000n, 80_000_000n, 50_000n)).toBe(BigInt(swap?.limitWith5pctTolerance ?? 0))
    expect(swapLimit(1n, 0n)).toBeUndefined()
  })

  test('is half a percent from the price where nothing else was said', () => {
    expect(TOLERANCE).toBe(5_000n)
    expect([buyLimit(WHOLE), sellLimit(WHOLE), swapLimit(WHOLE, 2n * WHOLE)]).toEqual([1_005_000_000n, 995_000_000n, 497_500_000n])
  })

  test('is never looser than was allowed, and less than one rao tighter', () => {
    fc.assert(
      fc.property(prices, prices, tolerances, (price, other, tolerance) => {
        const buy = buyLimit(price, tolerance)
        expect(buy * MILLION).toBeLessThanOrEqual(price * (MILLION + tolerance))
        expect((buy + 1n) * MILLION).toBeGreaterThan(price * (MILLION + tolerance))
        const sell = sellLimit(price, tolerance)
        expect(sell * MILLION).toBeGreaterThanOrEqual(price * (MILLION - tolerance))
        expect((sell - 1n) * MILLION).toBeLessThan(price * (MILLION - tolerance))
        const swap = swapLimit(price, other, tolerance) as bigint
        expect(swap * other * MILLION).toBeGreaterThanOrEqual(price * WHOLE * (MILLION - tolerance))
        expect((swap - 1n) * other * MILLION).toBeLessThan(price * WHOLE * (MILLION - tolerance))
      }),
    )
  })

  test('stands as far from the price as was allowed, and beyond it is less than nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 10n ** 7n, max: 10n ** 15n }), tolerances, (price, tolerance) => {
        for (const side of ['buy', 'sell'] as const) {
          const distance = limitDistance(side, (side === 'buy' ? buyLimit : sellLimit)(price, tolerance), price) as bigint
          expect(distance).toBeLessThanOrEqual(tolerance)
          expect(distance).toBeGreaterThanOrEqual(tolerance - 1n)
        }
        expect(limitDistance('buy', price - 1n, price)).toBeLessThan(0n)
        expect(limitDistance('sell', price + 1n, price)).toBeLessThan(0n)
        expect(limitDistance('swap', price + 1n, price)).toBeLessThan(0n)
      }),
    )
    expect(limitDistance('buy', 1n, 0n)).toBeUndefined()
  })

  test('protects from nothing where no trade ever goes', () => {
    expect([isLimit('buy', 2n ** 64n - 1n), isLimit('buy', 10n ** 15n), isLimit('buy', 10n ** 15n - 1n)]).toEqual([false, false, true])
    expect([isLimit('sell', 0n), isLimit('sell', 1_000n), isLimit('sell', 1_001n)]).toEqual([false, false, true])
    expect([isLimit('swap', 0n), isLimit('swap', 1n)]).toEqual([false, true])
  })
})

describe('what is promised', () => {
  test('is what a whole order brings at least, however the pool has moved since', () => {
    let done = 0
    fc.assert(
      fc.property(
        pools,
        sides,
        amounts,
        rates,
        fc.bigInt({ min: 0n, max: 500_000n }),
        sides,
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        (pool, side, amount, rate, tolerance, otherSide, otherAmount) => {
          const limit = (side === 'buy' ? buyLimit : sellLimit)(priceOf(pool), tolerance)
          const other = trade(pool, otherSide, otherAmount, otherSide === 'buy' ? 10n ** 15n : 1_000n, rate)
          const then = typeof other === 'string' ? pool : after(pool, otherSide, other)
          const order = whole(then, side, amount, limit, rate)
          if (!order) return
          done++
          expect(order.out).toBeGreaterThanOrEqual((side === 'buy' ? leastBought : leastSold)(amount, limit, rate))
        },
      ),
      { numRuns: 5_000 },
    )
    // A law about orders that are all refused says nothing.
    expect(done).toBeGreaterThan(500)
  })

  test('is close to what comes where the limit is just met', () => {
    const pool = { tao: 10n ** 13n, alpha: 10n ** 14n }
    for (const side of ['buy', 'sell'] as const) {
      const limit = (side === 'buy' ? buyLimit : sellLimit)(priceOf(pool))
      const amount = most(pool, side, limit, 33n) as bigint
      const order = whole(pool, side, amount, limit, 33n) as Trade
      const least = (side === 'buy' ? leastBought : leastSold)(amount, limit, 33n)
      expect(order.out).toBeGreaterThanOrEqual(least)
      // Half of the tolerance: the average of an order lies between the price before and after it.
      expect((order.out - least) * MILLION).toBeLessThanOrEqual(order.out * (TOLERANCE / 2n + 10n))
    }
  })

  test('holds in a pool of unequal weights too: it says nothing of the pool’s shape', () => {
    const unit = fc.double({ min: 0.05, max: 0.95, noNaN: true })
    fc.assert(
      fc.property(unit, unit, fc.double({ min: 0.1, max: 10, noNaN: true }), (weight, part, depth) => {
        const [tao, alpha, power] = [1e5 * depth, 1e6, (1 - weight) / weight]
        const sold = part * alpha
        // Balancer, chain.md 6.1: what comes, and the price that stands afterwards.
        const out = tao * (1 - (alpha / (alpha + sold)) ** power)
        const price = (power * (tao - out)) / (alpha + sold)
        const least = Number(leastSold(BigInt(Math.floor(sold * 1e9)), BigInt(Math.floor(price * 1e9)), 0n)) / 1e9
        expect(least).toBeLessThanOrEqual(out * (1 + 1e-9))
      }),
    )
  })

  test('is nothing without a limit', () => {
    expect([leastBought(WHOLE, 0n, 33n), leastSold(WHOLE, 0n, 33n)]).toEqual([0n, 0n])
  })
})

describe('the impact on the price', () => {
  test('is nothing at the spot price, all where nothing comes, and never rounded down', () => {
    expect(priceImpact('buy', 100n * WHOLE, 50n * WHOLE, 2n * WHOLE)).toBe(0n)
    expect(priceImpact('sell', 99n * WHOLE, 50n * WHOLE, 2n * WHOLE)).toBe(10_000n)
    expect(priceImpact('sell', 100n * WHOLE - 1n, 50n * WHOLE, 2n * WHOLE)).toBe(1n)
    expect([priceImpact('buy', WHOLE, 0n, WHOLE), priceImpact('sell', 0n, WHOLE, WHOLE), priceImpact('buy', 0n, 0n, WHOLE)]).toEqual([
      ...[MILLION, MILLION, 0n],
    ])
  })
  test('grows with the amount, and stays below the tolerance of a limit that lets the order through', () => {
    fc.assert(
      fc.property(pools, sides, amounts, fc.bigInt({ min: 1n, max: 500_000n }), (pool, side, amount, tolerance) => {
        const price = priceOf(pool)
        // Where few units are traded, cutting off a unit is more than any movement of the price.
        if (price < 10n ** 7n) return
        const order = whole(pool, side, amount, (side === 'buy' ? buyLimit : sellLimit)(price, tolerance), 0n)
        if (!order || order.out < MILLION || order.paid < MILLION) return
        const [tao, alpha] = side === 'buy' ? [order.paid, order.out] : [order.out, order.paid]
        expect(priceImpact(side, tao, alpha, price)).toBeLessThanOrEqual(tolerance + 4n)
      }),
    )
  })
})

describe('stake that goes to another subnet', () => {
  /** A sale with its fee, and a purchase without one. */
  function across(one: Pool, other: Pool, amount: bigint, rate: bigint): bigint | undefined {
    const sold = trade(one, 'sell', amount, 1_000n, rate)
    const bought = typeof sold === 'string' ? sold : trade(other, 'buy', sold.out, 10n ** 15n, 0n)
    return typeof bought === 'string' || typeof sold === 'string' || bought.paid < sold.out ? undefined : bought.out
  }

  /** What the wallet reads of a pool. */
  const seen = (pool: Pool) => ({ taoRao: pool.tao, alphaRao: pool.alpha, priceRao: priceOf(pool) })
  /** Half and half, or anything from 0.01 to 0.99, as the chain has them. */
  const quote = fc.oneof(fc.constant(5n * 10n ** 17n), fc.bigInt({ min: 10n ** 16n, max: 99n * 10n ** 16n }))
  const weighed = fc.record({ tao: reserve, alpha: reserve, quote }).filter((pool) => priceOf(pool) > 1_000n && priceOf(pool) < 10n ** 15n)
  const isEven = ({ quote }: Pool) => quote === 5n * 10n ** 17n

  test('brings no less than the least where the chain lets it go whole, whatever the weights of its pools and their prices since', () => {
    const count = { even: 0, other: 0 }
    fc.assert(
      fc.property(
        weighed,
        weighed,
        fc.bigInt({ min: 1n, max: MILLION }),
        tolerances,
        rates,
        sides,
        fc.double({ min: -0.3, max: 0.3, noNaN: true }),
        (one, other, part, tolerance, rate, side, drift) => {
          const terms = swapTerms(seen(one), seen(other), 1n, tolerance)
          if (!terms || terms.limitRao === 0n) return
          // Somebody trades on one pool before.
          const into = side === 'buy' ? one.tao : one.alpha
          const before =
            drift > 0 ? trade(one, side, BigInt(Math.floor(Number(into) * drift)), side === 'buy' ? 10n ** 15n : 1_000n, 0n) : 'none'
          const then = typeof before === 'string' ? one : { ...one, ...after(one, side, before) }
          const most = mostMoved(then, other, terms.limitRao)
          if (typeof most === 'string') return
          const amount = (most * part) / MILLION
          if (amount <= 0n || amount - (amount * rate) / 65_535n > then.alpha * 1_000n) return
          const out = across(then, other, amount, rate)
          if (out === undefined) return
          count[isEven(one) && isEven(other) ? 'even' : 'other']++
          expect(out).toBeGreaterThanOrEqual(leastSwapped(amount, terms.sureRao, rate, priceOf(other)))
        },
      ),
      { numRuns: 3_000 },
    )
    expect(Math.min(count.even, count.other)).toBeGreaterThan(50)
  })

  test('goes exactly as far towards its limit as the chain says, and the limit is never above the prices', () => {
    const count = { goes: 0, stays: 0 }
    fc.assert(
      fc.property(weighed, weighed, fc.double({ min: 1e-7, max: 1, noNaN: true }), tolerances, (one, other, part, tolerance) => {
        const amount = BigInt(Math.floor(Number(one.alpha) * part))
        const terms = swapTerms(seen(one), seen(other), amount, tolerance)
        if (!terms || tolerance < 100n || tolerance === MILLION || terms.limitRao < 10n ** 7n) return
        const { limitRao, moved, sureRao } = terms
        expect(limitRao).toBeLessThanOrEqual(swapLimit(priceOf(one), priceOf(other), tolerance) as bigint)
        expect(sureRao).toBeLessThanOrEqual(limitRao)
        if (isEven(one) && isEven(other))
          expect([limitRao, sureRao]).toEqual(Array(2).fill(swapLimit(priceOf(one), priceOf(other), tolerance)))
        // Prices are told cut off to whole rao.
        const cut = 2n + (3n * MILLION) / (priceOf(one) < priceOf(other) ? priceOf(one) : priceOf(other))
        if (moved <= tolerance + cut && moved + cut >= tolerance) return
        const most = mostMoved(one, other, limitRao)
        expect(typeof most === 'bigint' && amount <= most).toBe(moved < tolerance)
        count[moved < tolerance ? 'goes' : 'stays']++
      }),
      { numRuns: 3_000 },
    )
    expect(Math.min(count.goes, count.stays)).toBeGreaterThan(100)
  })

  test('is promised by hand: where alpha is cheaper here than its pool holds, or dearer there, less than the limit', () => {
    const pool = (priceRao: bigint) => ({ taoRao: 10n ** 13n, alphaRao: 10n ** 13n, priceRao })
    const of = (here: bigint, there: bigint) => swapTerms(pool(here), pool(there), 10n ** 11n, 10_000n)
    // Two pools that are alike: a hundredth of one goes, which is a fiftieth of both as the chain counts.
    expect(of(WHOLE, WHOLE)).toEqual({ limitRao: 990_000_000n, sureRao: 990_000_000n, moved: 19_608n })
    // Alpha that is a quarter dearer here: the chain would refuse a limit of that, so it is what the pools hold, and sure.
    expect(of(1_250_000_000n, WHOLE)).toEqual({ limitRao: 990_000_000n, sureRao: 990_000_000n, moved: 19_608n })
    // A fifth cheaper: the limit is that, the chain lets more go than that, and a fifth of it may be missing.
    expect(of(800_000_000n, WHOLE)).toEqual({ limitRao: 792_000_000n, sureRao: 633_600_000n, moved: 0n })
    expect(of(WHOLE, 1_250_000_000n)).toEqual({ limitRao: 792_000_000n, sureRao: 633_599_999n, moved: 0n })
    expect([swapTerms(pool(0n), pool(WHOLE), 1n), swapTerms({ ...pool(WHOLE), alphaRao: 0n }, pool(WHOLE), 1n)]).toEqual([
      undefined,
      undefined,
    ])
  })

  test('is told with what it loses to the spot prices, rounded up, and with no least that nobody has a price for', () => {
    expect(swapImpact(100n, 2n * WHOLE, 200n, WHOLE)).toBe(0n)
    expect(swapImpact(100n, 2n * WHOLE, 199n, WHOLE)).toBe(5_000n)
    expect(swapImpact(3_000_000n, WHOLE, 2_999_999n, WHOLE)).toBe(1n)
    expect(swapImpact(100n, WHOLE, 300n, WHOLE)).toBe(0n)
    expect(leastSwapped(100n * WHOLE, WHOLE, 0n, WHOLE)).toBe(100n * WHOLE - 3n)
    expect(leastSwapped(2n, WHOLE, 0n, WHOLE)).toBe(0n)
    expect(leastSwapped(WHOLE, WHOLE, 0n, 0n)).toBe(0n)
  })
})
