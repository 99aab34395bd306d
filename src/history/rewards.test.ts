import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spotOf } from '../units'
import { record } from './recording'
import { isExplained, rewardsOf, splitChange } from './rewards'
import { thinned } from './thinning'
import { type Day, type Position, type Values, valuesBox } from './values'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.UTC(2026, 0, 1)
const BLOCKS = 7_200
const ALPHA = 1_000_000_000n
const hotkey = `0x${'aa'.repeat(32)}`
const place = { network: 'finney', genesisHash: '0xa' }
const spot = { netuid: 4, hotkey }

type Seen = { alphaRao: bigint; priceRao?: bigint; paid?: bigint | null; others?: Position[] }
/** What one account has at one time: alpha with one hotkey, none where it is 0. */
function look(values: Values, at: number, block: number, { alphaRao, priceRao = ALPHA, paid = ALPHA, others = [] }: Seen): Values {
  const payout = paid === null ? {} : { payout: { alphaRao: paid, tempo: 360 } }
  const mine = alphaRao > 0n ? [{ ...spot, alphaRao, priceRao, ...payout }] : []
  const positions = [...mine, ...others]
  const totalRao = positions.reduce((sum, each) => sum + spotOf(each.alphaRao, each.priceRao), 0n)
  const staked = { totalRao, exitRao: null, positions }
  const byAccount = new Map([['one', { freeRao: BigInt(block), reservedRao: 0n, staked }]])
  return record(values, 'finney', { genesisHash: '0xa', block, at, byAccount })
}
/** One look a day. */
const daily = (all: readonly Seen[]) =>
  all.reduce((values, each, n) => look(values, START + n * DAY + HOUR, 1 + n * BLOCKS, each), {} as Values)
const never = () => false
const told = (values: Values, touched: (after: number, until: number) => boolean = never) =>
  rewardsOf(values, place, 'one', spot, touched, START + 1_000 * DAY)
const daysOf = (values: Values): Day[] => values.finney?.[0]?.accounts.one?.days ?? []

const amount = fc.bigInt({ min: 0n, max: 10n ** 18n })
const held = fc.record({ alphaRao: amount, priceRao: amount })

test('more alpha and a better price sum up to the whole change, to the rao', () => {
  fc.assert(
    fc.property(held, held, (before, after) => {
      const { alphaPartRao, pricePartRao } = splitChange(before, after)
      const whole = spotOf(after.alphaRao, after.priceRao) - spotOf(before.alphaRao, before.priceRao)
      expect(alphaPartRao + pricePartRao).toBe(whole)
      if (before.alphaRao === after.alphaRao) expect(alphaPartRao).toBe(0n)
      if (before.priceRao === after.priceRao) expect(pricePartRao).toBe(0n)
      expect(alphaPartRao * (after.alphaRao - before.alphaRao) >= 0n).toBe(true)
      expect(pricePartRao * (after.priceRao - before.priceRao) >= 0n).toBe(true)
    }),
  )
})

test('the value at the end is that at the beginning and all parts, whatever came, went, was traded or was not told', () => {
  const seen = fc.record({
    alphaRao: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 20n * ALPHA })),
    priceRao: fc.bigInt({ min: 1n, max: 3n * ALPHA }),
    paid: fc.option(fc.bigInt({ min: 0n, max: ALPHA })),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(seen, fc.boolean()), { minLength: 2, maxLength: 20 }), (all) => {
      const values = daily(all.map(([each]) => each))
      const rewards = told(values, (_, until) => all[(until - 1) / BLOCKS]?.[1] ?? false)
      if (!rewards) return
      expect(rewards.beforeRao + rewards.rewardRao + rewards.priceRao + rewards.ownRao + rewards.unknownRao).toBe(rewards.afterRao)
      const sum = rewards.stretches.reduce((all, { alphaPartRao, pricePartRao }) => all + alphaPartRao + pricePartRao, 0n)
      expect(rewards.beforeRao + sum).toBe(rewards.afterRao)
    }),
  )
})

test('what epochs paid is a reward, at the price of that time, and the price is told apart from it', () => {
  const rewards = told(daily([{ alphaRao: 100n * ALPHA }, { alphaRao: 102n * ALPHA, priceRao: ALPHA / 2n }, { alphaRao: 102n * ALPHA }]))
  expect(rewards).toMatchObject({ rewardAlphaRao: 2n * ALPHA, rewardRao: ALPHA, ownRao: 0n, unknownRao: 0n })
  // Half of 100 lost, and half of 102 won back.
  expect(rewards?.priceRao).toBe(-50n * ALPHA + 51n * ALPHA)
  expect(rewards?.stretches.map(({ kind }) => kind)).toEqual(['rewards', 'rewards'])
  expect([rewards?.fromAt, rewards?.at]).toEqual([START + HOUR, START + 2 * DAY + HOUR])
})

test('what was signed here meanwhile is no reward, whatever it brought', () => {
  const values = daily([{ alphaRao: 100n * ALPHA }, { alphaRao: 101n * ALPHA }, { alphaRao: 102n * ALPHA }])
  const rewards = told(values, (after, until) => after < 5 && until >= 5)
  expect(rewards?.stretches.map(({ kind }) => kind)).toEqual(['own', 'rewards'])
  expect(rewards).toMatchObject({ rewardAlphaRao: ALPHA, rewardRao: ALPHA, ownRao: ALPHA, unknownRao: 0n })
})

test('more than epochs pay, less than there was, and what nobody told are unknown, never rewards', () => {
  const kinds = (all: readonly Seen[]) => told(daily(all))?.stretches.map(({ kind }) => kind)
  // An epoch paid one alpha to it, and a day has 20 and a part of one.
  expect(kinds([{ alphaRao: 100n * ALPHA }, { alphaRao: 163n * ALPHA }])).toEqual(['rewards'])
  expect(kinds([{ alphaRao: 100n * ALPHA }, { alphaRao: 164n * ALPHA }])).toEqual(['unknown'])
  expect(kinds([{ alphaRao: 100n * ALPHA }, { alphaRao: 99n * ALPHA }])).toEqual(['unknown'])
  expect(kinds([{ alphaRao: 100n * ALPHA }, { alphaRao: 0n }, { alphaRao: 5n * ALPHA }])).toEqual(['unknown', 'unknown'])
  expect(
    kinds([
      { alphaRao: 100n * ALPHA, paid: null },
      { alphaRao: 101n * ALPHA, paid: null },
    ]),
  ).toEqual(['unknown'])
  // Nothing came, so nobody has to tell anything.
  expect(
    kinds([
      { alphaRao: 100n * ALPHA, paid: null },
      { alphaRao: 100n * ALPHA, paid: null },
    ]),
  ).toEqual(['rewards'])
})

test('the rounding of the chain’s shares is nothing that came or went', () => {
  const kept = (alpha: bigint): Day['positions'][number] => [4, 0, String(alpha), '1', '0', 360]
  expect(isExplained(kept(100n), kept(90n), 1)).toBe('yes')
  expect(isExplained(kept(100n), kept(89n), 1)).toBe('no')
  expect(isExplained(kept(100n), kept(110n), 1)).toBe('yes')
  expect(isExplained(kept(100n), kept(111n), 1)).toBe('no')
  expect(isExplained(undefined, undefined, 1)).toBe('yes')
})

test('a trade takes only the minutes around it from the rewards, not the day: what was seen right before and after it is kept', () => {
  let values: Values = {}
  const at = (hours: number) => START + hours * HOUR
  const step = (hours: number, alpha: bigint) => {
    values = look(values, at(hours), 1 + hours * 300, { alphaRao: alpha * ALPHA })
  }
  step(0, 100n)
  for (const [hours, alpha] of [
    [5, 101n],
    [9, 102n],
    [10, 502n],
    [15, 503n],
    [23, 504n],
  ] as const)
    step(hours, alpha)
  // Of the day that only got rewards before 9 and after 10 nothing but the edges and its last look is kept.
  expect(daysOf(values).map(({ at: seen, edge }) => [(seen - START) / HOUR, edge])).toEqual([
    [9, true],
    [10, true],
    [23, false],
  ])
  step(30, 505n)
  const rewards = told(values, (after, until) => after < 3_000 && until >= 3_000)
  expect(rewards?.stretches.map(({ kind }) => kind)).toEqual(['own', 'rewards', 'rewards'])
  expect(rewards).toMatchObject({ rewardAlphaRao: 3n * ALPHA, ownRao: 400n * ALPHA })
})

test('edges are forgotten like days: no more of them than days are kept, the oldest first, and what is newest stays', () => {
  let values: Values = {}
  for (let n = 0; n < 500; n++)
    values = look(values, START + n * 2 * HOUR, 1 + n * 600, { alphaRao: (n % 2 ? 900n : 100n) * ALPHA, priceRao: ALPHA })
  const edges = daysOf(values).filter(({ edge }) => edge)
  expect(edges).toHaveLength(400)
  expect(daysOf(values).at(-1)?.at).toBe(START + 499 * 2 * HOUR)
  expect(thinned(values)).toBe(values)
  const blocks = daysOf(values).map(({ block }) => block)
  expect(blocks).toEqual(blocks.toSorted((a, b) => a - b))
})

test('a position too small to be kept by itself for a while is not one that was sold', () => {
  const large = Array.from({ length: 32 }, (_, n) => ({ netuid: 10 + n, hotkey, alphaRao: 1_000n * ALPHA, priceRao: ALPHA }))
  const rewards = told(daily([{ alphaRao: 100n * ALPHA }, { alphaRao: 101n * ALPHA, others: large }, { alphaRao: 102n * ALPHA }]))
  expect(rewards?.stretches).toHaveLength(1)
  expect(rewards).toMatchObject({ rewardAlphaRao: 2n * ALPHA, unknownRao: 0n })
})

test('a clock that went back, another chain, root, and what was seen once tell no rewards', () => {
  const values = daily([{ alphaRao: 100n * ALPHA }, { alphaRao: 101n * ALPHA }])
  expect(rewardsOf(values, place, 'one', spot, never, START + 2 * HOUR)).toBeNull()
  expect(rewardsOf(values, { ...place, genesisHash: '0xb' }, 'one', spot, never, START + 9 * DAY)).toBeNull()
  expect(rewardsOf(values, place, 'two', spot, never, START + 9 * DAY)).toBeNull()
  expect(rewardsOf(values, place, 'one', { netuid: 0, hotkey }, never, START + 9 * DAY)).toBeNull()
  expect(told(daily([{ alphaRao: 100n * ALPHA }]))).toBeNull()
})

test('of values of the first version nobody knows what epochs paid, and nothing else of them changes', () => {
  const old = {
    finney: [
      {
        ...{ genesisHash: '0xa', hotkeys: [hotkey], names: { 4: 'four' } },
        accounts: {
          one: {
            points: [[1, 1, '5', null, null]],
            days: [{ at: 1, block: 1, free: '5', positions: [[4, 0, '7', '8']], rest: null }],
          },
        },
      },
    ],
  }
  const [chain] = old.finney
  expect(valuesBox.migrations[1](old)).toEqual({
    finney: [
      {
        ...chain,
        accounts: {
          one: {
            points: [[1, 1, '5', null, null]],
            days: [{ at: 1, block: 1, free: '5', edge: false, positions: [[4, 0, '7', '8', null, null]], rest: null }],
          },
        },
      },
    ],
  })
})
