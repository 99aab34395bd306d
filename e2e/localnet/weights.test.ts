import fc from 'fast-check'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createStaking, fields, names, ONE, OTHER, type Staking, TAO } from './fixtures/staking'
import { alphaAt, alphaFor, EVEN, most, mostMoved, type Pool, PRICES, priceOf, type Side, taoAt, trade } from './pallets/subtensor/pool'
import { ONE as ALL, power } from './pallets/subtensor/power'
import { largeOn } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

// Pools whose TAO and alpha do not weigh alike, as Swap.SwapBalancer has it for a subnet (chain.md 6.1).

const RATE = 33n
const reserve = fc.bigInt({ min: 10n ** 9n, max: 10n ** 16n })
/** From 0.01 to 0.99, as the chain has them. */
const quote = fc.bigInt({ min: ALL / 100n, max: (99n * ALL) / 100n })
const pools = fc
  .record({ tao: reserve, alpha: reserve, quote })
  .filter((pool) => priceOf(pool) > 1_000_000n && priceOf(pool) < PRICES.most / 1_000n)
const sides = fc.constantFrom<Side>('buy', 'sell')
const weightOf = ({ quote = EVEN }: Pool) => Number(quote) / Number(ALL)
const near = (found: number, wanted: number, part = 1e-9) => expect(Math.abs(found - wanted)).toBeLessThanOrEqual(Math.abs(wanted) * part)

test('powers have eighteen digits, and whole ones are whole', () => {
  expect([power(4n, 1n, 1n, 2n), power(1n, 4n, 1n, 2n), power(9n, 3n, 3n, 1n), power(7n, 7n, 5n, 3n)]).toEqual([
    ...[2n * ALL, ALL / 2n, 27n * ALL, ALL],
  ])
  const number = fc.bigInt({ min: 1n, max: 10n ** 12n })
  fc.assert(
    fc.property(number, number, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 }), (above, below, up, down) => {
      const wanted = (Number(above) / Number(below)) ** (up / down)
      if (wanted < 1e-6 || wanted > 1e30) return
      near(Number(power(above, below, BigInt(up), BigInt(down))) / 1e18, wanted, 1e-10)
    }),
  )
})

describe('a pool of weights', () => {
  test('is, half and half, the pool that keeps the product of its reserves', () => {
    const uneven = { tao: 10n ** 13n, alpha: 10n ** 14n, quote: EVEN + 1n }
    const even = { tao: 10n ** 13n, alpha: 10n ** 14n }
    for (const side of ['buy', 'sell'] as const) {
      const limit = (priceOf(even) * (side === 'buy' ? 102n : 98n)) / 100n
      const [one, other] = [uneven, even].map((pool) => trade(pool, side, 10n ** 13n, limit, RATE)) as { paid: bigint; out: bigint }[]
      near(Number(one?.paid), Number(other?.paid))
      near(Number(one?.out), Number(other?.out))
    }
  })

  test('has its price, and gives of a trade, what the formulas of the chain say', () => {
    fc.assert(
      fc.property(pools, sides, fc.double({ min: 1e-4, max: 2, noNaN: true }), (pool, side, part) => {
        const [tao, alpha, w] = [Number(pool.tao), Number(pool.alpha), weightOf(pool)]
        near(Number(priceOf(pool)), ((1 - w) * tao * 1e9) / (w * alpha), 1e-5)
        near(Number(taoAt(pool, alphaAt(pool, 10n ** 15n))), 1e15, 1e-4)
        const into = side === 'buy' ? tao : alpha
        const done = trade(pool, side, BigInt(Math.floor(into * part)), side === 'buy' ? PRICES.most : PRICES.least, 0n)
        if (typeof done === 'string' || done.paid < BigInt(Math.floor(into * part))) return
        const left = (into / (into + Number(done.paid))) ** (side === 'buy' ? w / (1 - w) : (1 - w) / w)
        const wanted = (side === 'buy' ? alpha : tao) * (1 - left)
        expect(Math.abs(Number(done.out) - wanted)).toBeLessThanOrEqual(2 + (side === 'buy' ? alpha : tao) * 1e-12)
      }),
    )
  })

  test('stops where its price stands at the limit, and tells the most that goes there whole', () => {
    let stopped = 0
    fc.assert(
      fc.property(pools, sides, fc.bigInt({ min: 1n, max: 500_000n }), (pool, side, parts) => {
        const [price, million] = [priceOf(pool), 1_000_000n]
        const limit = side === 'buy' ? (price * (million + parts)) / million + 1n : (price * (million - parts)) / million
        const largest = most(pool, side, limit, 0n)
        if (typeof largest === 'string' || largest < 10n ** 6n) return
        const done = trade(pool, side, largest + 10n ** 9n, limit, 0n)
        // So much may come of it that the pool has no more: of weights that are far apart.
        if (typeof done === 'string') return
        const then =
          side === 'buy'
            ? { tao: pool.tao + done.paid, alpha: pool.alpha - done.out }
            : { tao: pool.tao - done.out, alpha: pool.alpha + done.paid }
        if (then.tao < 10n ** 7n || then.alpha < 10n ** 7n) return
        expect(done.paid).toBe(largest)
        near(Number(priceOf({ ...pool, ...then })), Number(limit), 1e-5)
        stopped++
      }),
    )
    expect(stopped).toBeGreaterThan(20)
  })

  test('tells the least alpha that brings an amount', () => {
    fc.assert(
      fc.property(pools, fc.double({ min: 1e-6, max: 0.5, noNaN: true }), (pool, part) => {
        const wanted = BigInt(Math.ceil(Number(pool.tao) * part))
        const alpha = alphaFor(pool, wanted) as bigint
        if (alpha > pool.alpha * 500n) return
        const out = (sold: bigint) => (trade(pool, 'sell', sold, 0n, 0n) as { out: bigint }).out
        expect(out(alpha)).toBeGreaterThanOrEqual(wanted)
        if (alpha > 10n) expect(out(alpha - 4n)).toBeLessThanOrEqual(wanted)
      }),
    )
  })

  test('lets go to another pool what two of equal weights would give within the limit, if it is not past the prices', () => {
    const [one, other] = [
      { tao: 10n ** 13n, alpha: 10n ** 14n },
      { tao: 3n * 10n ** 13n, alpha: 10n ** 14n },
    ]
    // A third of an alpha for one, and a hundredth less: (a2·t1 / L − a1·t2) / (t1 + t2).
    const limit = 330_000_000n
    const even = (10n ** 27n * TAO - limit * 3n * 10n ** 27n) / (limit * 4n * 10n ** 13n)
    expect(mostMoved(one, other, limit)).toBe(even)
    const weighed = (here: bigint, there: bigint) =>
      mostMoved({ ...one, quote: (here * ALL) / 100n }, { ...other, quote: (there * ALL) / 100n }, limit)
    // Alpha of more weight here is dearer here: more comes, and no more goes.
    expect([weighed(40n, 50n), weighed(49n, 49n), weighed(50n, 60n)]).toEqual([even, even, even])
    // And where it is cheaper the limit stands beyond the prices.
    expect([weighed(51n, 50n), weighed(50n, 49n)]).toEqual(['PriceLimitExceeded', 'PriceLimitExceeded'])
    expect(mostMoved({ ...one, quote: ALL / 10n }, other, 340_000_000n)).toBe('PriceLimitExceeded')
  })
})

describe('a subnet whose pool has weights', () => {
  let at: Staking
  beforeAll(async () => {
    at = await createStaking()
    at.chain.overwrite('Swap', 'SwapBalancer', [ONE], (3n * ALL) / 10n)
    at.chain.overwrite('Swap', 'SwapBalancer', [OTHER], (6n * ALL) / 10n)
    at.chain.produce()
  })

  test('tells prices by them, alone and among all', () => {
    const of = (netuid: number) => at.chain.at(at.chain.best).read<bigint>('SubtensorModule', 'SubnetTAO', netuid)
    const alpha = at.chain.at(at.chain.best).read<bigint>('SubtensorModule', 'SubnetAlphaIn', ONE)
    expect(at.price(ONE)).toBe((of(ONE) * TAO * 7n) / (alpha * 3n))
  })

  test('gives of a purchase, a sale and a swap what was simulated', () => {
    const bought = at.buying(ONE, 5n * TAO)
    const told = at.run(at.alice, 'add_stake', { hotkey: largeOn(ONE), netuid: ONE, amount_staked: 5n * TAO })
    expect(fields(told, 'StakeAdded')?.slice(2)).toEqual([5n * TAO, bought.alpha_amount, ONE, bought.tao_fee])
    const held = at.stake(at.alice, ONE)
    const sold = at.selling(ONE, held / 2n)
    const sale = at.run(at.alice, 'remove_stake', { hotkey: largeOn(ONE), netuid: ONE, amount_unstaked: held / 2n })
    expect(fields(sale, 'StakeRemoved')?.[2]).toBe(sold.tao_amount)
    const rest = at.stake(at.alice, ONE)
    const next = at.selling(ONE, rest)
    const swap = { hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: OTHER, alpha_amount: rest }
    const swapped = at.run(at.alice, 'swap_stake', swap)
    expect(names(swapped).at(-1)).toBe('System.ExtrinsicSuccess')
    expect(fields(swapped, 'StakeSwapped')?.[4]).toBe(next.tao_amount)
  })
})
