import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { blockEmission } from './pallets/subtensor/emission'
import { alphaFor, feeOf, isqrt, most, type Pool, PRICES, priceOf, type Side, type Trade, trade } from './pallets/subtensor/pool'
import { changeStake, endow, type Ledger, NOTHING, type SafeFloat, safe, stakeOf, totalOf } from './pallets/subtensor/shares'
import { subnetAccount } from './pallets/subtensor/subnet-account'

const RATE = 33n
const reserve = fc.bigInt({ min: 1_000_000n, max: 10n ** 16n })
const pools = fc.record({ tao: reserve, alpha: reserve }).filter((pool) => priceOf(pool) > PRICES.least && priceOf(pool) < PRICES.most)
const sides = fc.constantFrom<Side>('buy', 'sell')
const amounts = fc.bigInt({ min: 1n, max: 10n ** 15n })
const whole = (pool: Pool, side: Side, amount: bigint) => trade(pool, side, amount, side === 'buy' ? PRICES.most : PRICES.least, RATE)
const moved = ({ tao, alpha }: Pool, side: Side, { paid, out }: Trade): Pool =>
  side === 'buy' ? { tao: tao + paid, alpha: alpha - out } : { tao: tao - out, alpha: alpha + paid }

describe('the pool', () => {
  test('never loses by a trade: the product of its reserves does not fall', () => {
    fc.assert(
      fc.property(pools, sides, amounts, (pool, side, amount) => {
        const done = whole(pool, side, amount)
        if (typeof done === 'string') return
        const then = moved(pool, side, done)
        expect(then.tao * then.alpha).toBeGreaterThanOrEqual(pool.tao * pool.alpha)
        expect(then.tao > 0n && then.alpha > 0n).toBe(true)
      }),
    )
  })

  test('takes an amount whole, with the fee out of it, or stops at the limit and leaves the rest', () => {
    fc.assert(
      fc.property(pools, sides, amounts, fc.integer({ min: 50, max: 200 }), (pool, side, amount, percent) => {
        const limit = (priceOf(pool) * BigInt(percent)) / 100n
        const done = trade(pool, side, amount, limit, RATE)
        if (typeof done === 'string') return
        expect(done.paid + done.fee).toBeLessThanOrEqual(amount)
        const largest = most(pool, side, limit, RATE) as bigint
        if (amount <= largest) expect([done.paid + done.fee, done.fee]).toEqual([amount, feeOf(amount, RATE)])
        else expect(largest - (done.paid + done.fee)).toBeLessThanOrEqual(1n)
        // Where it ends, by the reserves as they would be without rounding, is not past the limit.
        const input = side === 'buy' ? pool.tao : pool.alpha
        const square = (input + done.paid) ** 2n
        if (side === 'buy') expect(square * 1_000_000_000n).toBeLessThanOrEqual(limit * pool.tao * pool.alpha)
        else expect(square * limit).toBeLessThanOrEqual(pool.tao * pool.alpha * 1_000_000_000n)
      }),
    )
  })

  test('a limit on the wrong side of the price is refused, in either direction', () => {
    fc.assert(
      fc.property(pools, amounts, (pool, amount) => {
        expect(trade(pool, 'buy', amount, priceOf(pool) - 1n, RATE)).toBe('PriceLimitExceeded')
        expect(trade(pool, 'sell', amount, priceOf(pool) + 1n, RATE)).toBe('PriceLimitExceeded')
      }),
    )
  })

  test('more is never worth less, and two halves never bring more than the whole', () => {
    fc.assert(
      fc.property(pools, sides, amounts, amounts, (pool, side, one, other) => {
        const [first, both] = [whole(pool, side, one), whole(pool, side, one + other)]
        if (typeof first === 'string' || typeof both === 'string') return
        expect(both.out).toBeGreaterThanOrEqual(first.out)
        const second = whole(moved(pool, side, first), side, other)
        // Two fees, each cut off, may be a unit less than one: that is worth a unit of input.
        if (typeof second === 'string' || both.paid + both.fee < one + other) return
        const slack = 2n + (side === 'buy' ? pool.alpha / pool.tao : pool.tao / pool.alpha)
        expect(first.out + second.out).toBeLessThanOrEqual(both.out + slack)
      }),
    )
  })

  test('there and back costs at least both fees', () => {
    fc.assert(
      fc.property(pools, amounts, (pool, amount) => {
        const bought = whole(pool, 'buy', amount)
        if (typeof bought === 'string' || bought.out === 0n) return
        const sold = whole(moved(pool, 'buy', bought), 'sell', bought.out)
        if (typeof sold !== 'string') expect(sold.out).toBeLessThanOrEqual(bought.paid)
      }),
    )
  })

  test('by hand: 1,000 TAO for 2,000 alpha, and 10 TAO more', () => {
    const pool = { tao: 1_000_000_000_000n, alpha: 2_000_000_000_000n }
    expect(priceOf(pool)).toBe(500_000_000n)
    // 33/65535 of ten TAO is 5,035,477 rao, cut off.
    const bought = { fee: 5_035_477n, paid: 9_994_964_523n, out: 19_792_107_632n }
    expect(whole(pool, 'buy', 10_000_000_000n)).toEqual(bought)
    // A limit of a hundredth more than the price: the root of 1.01 more TAO, and no more.
    const limited = trade(pool, 'buy', 100_000_000_000n, 505_000_000n, RATE) as Trade
    expect(limited.paid).toBe(4_987_562_112n)
    expect(most(pool, 'buy', 505_000_000n, RATE)).toBe(limited.paid + limited.fee)
  })

  test('refuses a pool that is too thin, an input that is too large, and an output of nothing', () => {
    expect(whole({ tao: 999_999n, alpha: 10n ** 9n }, 'sell', 1_000n)).toBe('ReservesTooLow')
    expect(whole({ tao: 0n, alpha: 10n ** 9n }, 'buy', 1_000n)).toBe('ReservesTooLow')
    expect(whole({ tao: 10n ** 6n, alpha: 10n ** 9n }, 'buy', 2n * 10n ** 9n)).toBe('SwapInputTooLarge')
    expect(whole({ tao: 10n ** 12n, alpha: 2n * 10n ** 6n }, 'buy', 10n)).toBe('ReservesTooLow')
  })

  test('the alpha that brings an amount is the least that does', () => {
    fc.assert(
      fc.property(pools, amounts, (pool, wanted) => {
        const alpha = alphaFor(pool, wanted)
        if (alpha === undefined) {
          expect(wanted).toBeGreaterThanOrEqual(pool.tao)
          return
        }
        const out = (sold: bigint) => (pool.tao * sold) / (pool.alpha + sold)
        expect(out(alpha)).toBeGreaterThanOrEqual(wanted)
        expect(out(alpha - 1n)).toBeLessThan(wanted)
      }),
    )
  })

  test('a whole root', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (value) => {
        const root = isqrt(value)
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true)
      }),
    )
  })
})

test.each(vectors.priceConversions)('a limit in rao for a whole alpha: $case', (each) => {
  if ('ratio' in each && each.originPrice) {
    const limit = (BigInt(Math.round(Number(each.originPrice) * 1e9)) * 10n ** 9n) / BigInt(Math.round(Number(each.destPrice) * 1e9))
    expect((limit * 95n) / 100n).toBe(BigInt(each.limitWith5pctTolerance as number))
  } else if ('priceTaoPerAlpha' in each && each.priceTaoPerAlpha) {
    const tao = BigInt(Math.round(Number(each.priceTaoPerAlpha) * 1e9))
    expect(priceOf({ tao, alpha: 10n ** 9n })).toBe(BigInt(each.limit_price as number))
  }
})

/** Storage of these three items alone. */
function ledger(): Ledger {
  const values = new Map<string, unknown>()
  return {
    read: <T>(_pallet: string, item: string, ...keys: unknown[]) =>
      (values.get([item, ...keys].join()) ?? (item === 'TotalHotkeyAlpha' ? 0n : NOTHING)) as T,
    write: (_pallet, item, keys, value) => void values.set([item, ...keys].join(), value),
  }
}

describe('shares', () => {
  test('are kept to 21 digits, rounded up, in one form', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (above, below) => {
        const { mantissa, exponent } = safe(above, below)
        expect(mantissa > 10n ** 20n && mantissa <= 10n ** 21n).toBe(true)
        const [up, down] = exponent < 0n ? [1n, 10n ** -exponent] : [10n ** exponent, 1n]
        const error = mantissa * up * below - above * down
        expect(error >= 0n && error * 10n ** 20n <= above * down).toBe(true)
      }),
    )
    const { value } = vectors.share
    expect(safe(123_456_000n)).toEqual({ mantissa: BigInt(value.mantissa), exponent: BigInt(value.exponent) } satisfies SafeFloat)
  })

  test('what is put in comes out to the unit, and nobody else notices', () => {
    const steps = fc.array(fc.tuple(fc.nat(3), fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })), { maxLength: 40 })
    fc.assert(
      fc.property(steps, (changes) => {
        const at = ledger()
        endow(at, 'hotkey', 1, [['0', 5_000_000_000n]])
        const has = [5_000_000_000n, 0n, 0n, 0n]
        for (const [who, asked] of changes) {
          const by = asked < -(has[who] as bigint) ? -(has[who] as bigint) : asked
          changeStake(at, 'hotkey', String(who), 1, by)
          has[who] = (has[who] as bigint) + by
          expect(has.map((_, index) => stakeOf(at, 'hotkey', String(index), 1))).toEqual(has)
        }
        expect(totalOf(at, 'hotkey', 1)).toBe(has.reduce((sum, each) => sum + each, 0n))
      }),
    )
  })
})

test('a block emits a whole TAO, and half of that for every half that was issued', () => {
  const tao = (whole: number) => BigInt(whole) * 1_000_000_000n
  expect([0, 10_499_999, 10_500_000, 15_749_999, 15_750_000, 18_375_000].map((issued) => blockEmission(tao(issued)))).toEqual([
    1_000_000_000n,
    1_000_000_000n,
    500_000_000n,
    500_000_000n,
    250_000_000n,
    125_000_000n,
  ])
  expect(blockEmission(tao(21_000_000))).toBe(0n)
})

test.each(vectors.subnetAccounts)('the account of subnet $netuid', ({ netuid, address }) => expect(subnetAccount(netuid)).toBe(address))
