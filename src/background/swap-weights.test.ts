import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { type Judged, judgeAdd, judgeMove, judgeRemove } from '../../e2e/localnet/pallets/subtensor/checks'
import { type Pool, priceOf } from '../../e2e/localnet/pallets/subtensor/pool'
import { quote } from '../../e2e/localnet/pallets/subtensor/stake'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, TradeEstimate } from '../messaging'
import { movedOf, protectionOf } from '../popup/journeys/moves/judging'
import { fitOf, movedBy, partThatFits } from '../popup/journeys/stake/tolerance'
import { resultOf } from './fixtures/computer'
import { hotkeyOn, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 600_000, hookTimeout: 240_000 })

// Pools weigh their TAO and their alpha as the chain has it, from 0.01 to 0.99, and what it holds a swap's limit against does not know of
// that: what the wallet promises of an order within a limit comes true all the same.

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO] = [66, 67] as const
const ALPHA = 300n * TAO
let node: Localnet
let stakes: Stakes
let world: World
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
  world = await createWorld(node)
})
afterAll(() => node.close())

const at = () => node.chain.at(node.chain.best)
const set = (netuid: number, { tao, alpha, quote }: Required<Pool>) => {
  node.chain.overwrite('SubtensorModule', 'SubnetTAO', [netuid], tao)
  node.chain.overwrite('SubtensorModule', 'SubnetAlphaIn', [netuid], alpha)
  node.chain.overwrite('Swap', 'SwapBalancer', [netuid], quote)
}
/** In hundredths: how much larger a pool is than what moves it by the tolerance, what it holds of one for the other, and its weight. */
const shapes = fc.record({
  size: fc.bigInt({ min: 20n, max: 800n }),
  ratio: fc.bigInt({ min: 5n, max: 300n }),
  weight: fc.oneof(fc.bigInt({ min: 1n, max: 99n }), fc.bigInt({ min: 45n, max: 55n })),
})
const tolerances = fc.constantFrom(100, 1_000, 5_000, 20_000, 200_000)
const large = (size: bigint, of: bigint, tolerance: number) => (of * 10_000n * size) / BigInt(tolerance)
const quoteOf = (weight: bigint) => weight * 10n ** 16n
/** Far enough from a tolerance that what prices and shares are cut off to does not decide. */
const isNear = (moved: number, tolerance: number) => Math.abs(moved - tolerance) <= tolerance / 50 + 2
const isDust = () => false

/** What an amount brings on the other subnet as the chain carries it out now. */
function brings(netuid: number, toNetuid: number, amount: bigint): bigint {
  const sold = quote(at(), { side: 'sell', netuid, amount, free: netuid === 0 })
  if (typeof sold === 'string') throw new Error(sold)
  const bought = quote(at(), { side: 'buy', netuid: toNetuid, amount: sold.out, free: netuid !== 0 })
  if (typeof bought === 'string') throw new Error(bought)
  return bought.out
}

test('a swap brings at least what was promised, whatever others traded: what fits is done, and all else is refused or worse', async () => {
  const { id, address, popup } = world
  const held = { [ONE]: stakes.give(world, ONE, ALPHA), 0: stakes.give(world, 0, 10n * TAO) }
  const sides = fc.constantFrom<readonly [0 | typeof ONE, number]>([ONE, TWO], [ONE, TWO], [0, TWO], [ONE, 0])
  const count = { done: 0, refused: 0, worse: 0, later: 0, part: 0 }
  await fc.assert(
    fc.asyncProperty(
      shapes,
      shapes,
      sides,
      tolerances,
      fc.double({ min: -1, max: 1, noNaN: true }),
      async (here, there, way, tolerance, drift) => {
        const [netuid, toNetuid] = way
        const amount = held[netuid]
        const alpha = large(here.size, amount, tolerance)
        const one = { tao: (alpha * here.ratio) / 100n, alpha, quote: quoteOf(here.weight) }
        const value = netuid === 0 ? amount : (amount * priceOf(one)) / TAO
        const tao = large(there.size, value, tolerance)
        const two = { tao, alpha: (tao * 100n) / there.ratio, quote: quoteOf(there.weight) }
        set(ONE, one)
        set(TWO, two)
        node.produce()
        await stakes.seen(world)
        const place = { from: id, hotkey: hotkeyOn(netuid), netuid, toHotkey: hotkeyOn(netuid), toNetuid }
        const ask = async (rao: bigint) =>
          resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...place, amount: String(rao), tolerance }))
        const told = await ask(amount)
        if (told.problem !== null) return
        const both = { netuid, toNetuid, amount }
        const keys = { coldkey: address, hotkey: largeOn(netuid) }
        const route = { from: { ...keys, netuid }, to: { ...keys, netuid: toNetuid }, limit: BigInt(told.limit ?? 0) }
        const judge = (amount: bigint, partial = false) => judgeMove(at(), { ...route, amount, partial })
        const label = fc.stringify({ told, here, there, tolerance, way })
        const keeps = (rao: bigint, least: string | null) =>
          expect(brings(netuid, toNetuid, rao), label).toBeGreaterThanOrEqual(BigInt(least ?? -1))
        // Whether or not the wallet says that it fits: where the chain does it whole, no less comes than was promised.
        const judged = judge(amount)
        if (judged.refused === undefined) keeps(amount, told.least)
        const moved = movedOf(told, both)
        if (!isNear(moved, tolerance)) {
          const fits = protectionOf(told, moved, { tolerance, partial: false, unlimited: false }) !== undefined
          const worse = told.impact > tolerance
          if (fits) expect(judged.refused, label).toBeUndefined()
          else if (!worse) expect(judged.refused, label).toBe('SubtensorModule.SlippageTooHigh')
          count[fits ? 'done' : worse && judged.refused === undefined ? 'worse' : 'refused']++
        }
        // What fits is done to the last, and brings what was told of it.
        const kind = netuid === 0 || toNetuid === 0 ? 'sell' : 'swap'
        const part = await partThatFits({ rao: amount, told }, { kind, tolerance, movedOf: (told) => movedOf(told, both), isDust, ask })
        if (part.rao < amount && part.told.problem === null) {
          expect(judge(part.rao, true), label).toEqual({ amount: part.rao })
          expect(String(brings(netuid, toNetuid, part.rao)), label).toBe(part.told.receives)
          keeps(part.rao, part.told.least)
          count.part++
        }
        // Others trade meanwhile, up to half as much as the tolerance.
        const by = 1 + (drift * tolerance) / 4_000_000
        const shifted = (value: bigint) => BigInt(Math.floor(Number(value) * by))
        set(ONE, { ...one, tao: shifted(one.tao), alpha: (one.alpha * one.tao) / shifted(one.tao) })
        node.produce()
        if (judge(amount).refused !== undefined) return
        keeps(amount, told.least)
        count.later++
      },
    ),
    { numRuns: 100 },
  )
  expect(Math.min(...Object.values(count)), JSON.stringify(count)).toBeGreaterThan(3)
})

test('a purchase and a sale that fit are done and bring at least what was promised, and what fits is done to the last', async () => {
  const { id, address, popup } = world
  const held = stakes.give(world, ONE, ALPHA)
  const count = { done: 0, refused: 0, part: 0 }
  await fc.assert(
    fc.asyncProperty(
      shapes,
      fc.constantFrom<'buy' | 'sell'>('buy', 'sell'),
      tolerances,
      async ({ size, ratio, weight }, side, tolerance) => {
        const amount = side === 'buy' ? 10n * TAO : held
        const into = large(size, amount, tolerance)
        const one = side === 'buy' ? { tao: into, alpha: (into * 100n) / ratio } : { tao: (into * ratio) / 100n, alpha: into }
        set(ONE, { ...one, quote: quoteOf(weight) })
        node.produce()
        await stakes.seen(world)
        const place = { from: id, side, hotkey: hotkeyOn(ONE), netuid: ONE, tolerance }
        const ask = async (rao: bigint) => resultOf<TradeEstimate>(await popup.ask('estimateTrade', { ...place, amount: String(rao) }))
        const told = await ask(amount)
        if (told.receives === null) return
        const order = { hotkey: largeOn(ONE), netuid: ONE, limit_price: BigInt(told.limit) }
        const judge = (rao: bigint, allow_partial = false): Judged =>
          side === 'buy'
            ? judgeAdd(at(), address, { ...order, amount_staked: rao, allow_partial })
            : judgeRemove(at(), address, { ...order, amount_unstaked: rao, allow_partial })
        const label = fc.stringify({ told, size, ratio, weight, side, tolerance })
        const keeps = (rao: bigint, { receives, least }: TradeEstimate) => {
          const done = quote(at(), { side, netuid: ONE, amount: rao, limit: order.limit_price })
          expect(typeof done === 'string' ? done : String(done.out), label).toBe(receives)
          expect(BigInt(receives ?? 0), label).toBeGreaterThanOrEqual(BigInt(least ?? -1))
        }
        const judged = judge(amount)
        if (judged.refused === undefined) keeps(amount, told)
        const moved = movedBy(side, told.impact)
        if (!isNear(moved, tolerance)) {
          const fits = fitOf(told, moved, tolerance) !== 'not'
          expect(judged.refused, label).toBe(fits ? undefined : 'SubtensorModule.SlippageTooHigh')
          count[fits ? 'done' : 'refused']++
        }
        const part = await partThatFits(
          { rao: amount, told },
          { kind: side, tolerance, movedOf: ({ impact }) => movedBy(side, impact), isDust, ask },
        )
        if (part.rao === amount || part.told.receives === null) return
        expect(judge(part.rao, true), label).toEqual({ amount: part.rao })
        keeps(part.rao, part.told)
        count.part++
      },
    ),
    { numRuns: 100 },
  )
  expect(Math.min(...Object.values(count)), JSON.stringify(count)).toBeGreaterThan(3)
})
