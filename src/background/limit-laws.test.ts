import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { judgeMove, judgeRemove } from '../../e2e/localnet/pallets/subtensor/checks'
import { priceOf } from '../../e2e/localnet/pallets/subtensor/pool'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, SalesEstimate } from '../messaging'
import { movedOf, protectionOf, stopOf } from '../popup/journeys/moves/judging'
import { buyLimit, sellLimit, swapLimit } from '../staking'
import { codeOf, resultOf } from './fixtures/computer'
import { press } from './fixtures/stage'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 })

// What the wallet says of a limit is what the chain does with it: an order that fits is done, and one that does not is refused.

// Subnets that neither an epoch nor emission touches in these blocks.
const [ONE, TWO, THREE, FOUR] = [66, 67, 70, 71] as const
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
const pool = (netuid: number, tao: bigint, alpha: bigint) => {
  node.chain.overwrite('SubtensorModule', 'SubnetTAO', [netuid], tao)
  node.chain.overwrite('SubtensorModule', 'SubnetAlphaIn', [netuid], alpha)
}
/** How much larger a pool is than what would move it by the tolerance, and its price, each in hundredths. */
const shapes = fc.record({ size: fc.bigInt({ min: 20n, max: 800n }), price: fc.bigInt({ min: 1n, max: 300n }) })
const tolerances = fc.constantFrom(100, 1_000, 5_000, 20_000, 200_000)
/** Far enough from a tolerance that what prices and shares are cut off to does not decide. */
const isNear = (moved: number, tolerance: number) => Math.abs(moved - tolerance) <= tolerance / 50 + 2

test('a swap fits exactly where the chain does it: by its average between subnets, by the price in the end from root and to it', async () => {
  const { id, address, popup } = world
  const held = { [ONE]: stakes.give(world, ONE, ALPHA), 0: stakes.give(world, 0, 10n * TAO) }
  const sides = fc.constantFrom<readonly [0 | typeof ONE, number]>([ONE, TWO], [0, TWO], [ONE, 0])
  const count = { done: 0, refused: 0, average: 0 }
  await fc.assert(
    fc.asyncProperty(shapes, shapes, sides, tolerances, async (here, there, way, tolerance) => {
      const [netuid, toNetuid] = way
      const amount = held[netuid]
      const large = (size: bigint, of: bigint) => (of * 10_000n * size) / BigInt(tolerance)
      const alpha = large(here.size, amount)
      const one = { tao: (alpha * here.price) / 100n, alpha }
      const tao = large(there.size, netuid === 0 ? amount : (amount * here.price) / 100n)
      const two = { tao, alpha: (tao * 100n) / there.price }
      pool(ONE, one.tao, one.alpha)
      pool(TWO, two.tao, two.alpha)
      node.produce()
      await stakes.seen(world)
      const place = { from: id, hotkey: hotkeyOn(netuid), netuid, toHotkey: hotkeyOn(netuid), toNetuid, amount: String(amount) }
      const told = resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...place, tolerance }))
      // Whatever the pools are, the limit is as far from the prices as was allowed.
      const price = (netuid: number, { tao, alpha }: typeof one) => (netuid === 0 ? TAO : priceOf({ tao, alpha }))
      expect(told.limit).toBe(String(swapLimit(price(netuid, one), price(toNetuid, two), BigInt(tolerance))))
      if (told.problem !== null) return
      const moved = movedOf(told, { netuid, toNetuid })
      if (isNear(moved, tolerance)) return
      const fits = protectionOf(told, moved, { tolerance, partial: false, unlimited: false }) !== undefined
      const keys = { coldkey: address, hotkey: largeOn(netuid) }
      const limit = BigInt(told.limit ?? 0)
      const judged = judgeMove(at(), { from: { ...keys, netuid }, to: { ...keys, netuid: toNetuid }, amount, limit })
      expect(judged.refused, JSON.stringify(told)).toBe(fits ? undefined : 'SubtensorModule.SlippageTooHigh')
      count[fits ? 'done' : 'refused']++
      if (fits && 2 * moved > tolerance && netuid !== 0 && toNetuid !== 0) count.average++
    }),
    { numRuns: 200 },
  )
  expect(Math.min(count.done, count.refused)).toBeGreaterThan(10)
  expect(count.average).toBeGreaterThan(3)
})

test('a swap that takes up nearly all of its tolerance as a whole goes out and is done', async () => {
  const { id, popup, address } = world
  pool(ONE, 10n ** 13n, 10n ** 14n)
  pool(TWO, 10n ** 13n, 10n ** 14n)
  node.produce()
  await stakes.seen(world)
  const amount = stakes.held(address, ONE)
  const place = { from: id, hotkey: hotkeyOn(ONE), netuid: ONE, toHotkey: hotkeyOn(ONE), toNetuid: TWO, amount: String(amount) }
  const tolerance = 6_200
  await stakes.seen(world)
  const told = resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...place, tolerance }))
  expect(told.impact).toBeGreaterThan(tolerance * 0.9)
  const protection = protectionOf(told, movedOf(told, { netuid: ONE, toNetuid: TWO }), {
    tolerance,
    partial: false,
    unlimited: false,
  })
  expect(protection).toEqual({ kind: 'limit', limit: told.limit, partial: false })
  resultOf(await prepare(world, 'prepareMove', { ...place, protection: protection as never, hidden: false }))
  const before = stakes.held(address, TWO, largeOn(ONE))
  expect((await press(world)).status).toMatchObject({ phase: 'final', ok: true })
  expect(stakes.held(address, TWO, largeOn(ONE)) - before).toBe(BigInt(told.receives ?? 0))
})

const estimateAll = async (tolerance: number, netuid: number) => {
  await stakes.seen(world)
  const told = resultOf<SalesEstimate>(await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: null, tolerance }))
  const sales = told.sales.filter((each) => each.netuid === netuid)
  return { ...told, sales }
}
const limits = ({ sales }: Pick<SalesEstimate, 'sales'>, together: boolean) => ({
  kind: 'limits' as const,
  sales: sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit })),
  together,
})

test('a later sale to one pool fits exactly where the chain does it after those before it', async () => {
  const { address } = world
  for (const [alpha, hotkey] of [
    [ALPHA, largeOn(THREE)],
    [ALPHA / 2n, otherHotkey()],
  ] as const)
    stakes.give(world, THREE, alpha, hotkey)
  const count = { both: 0, one: 0, none: 0 }
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 13_400, max: 16_000 }), fc.constantFrom(1_000, 5_000, 20_000), async (size, tolerance) => {
      const alpha = BigInt(Math.round(10 ** (size / 1_000)))
      pool(THREE, alpha / 20n, alpha)
      node.produce()
      const told = await estimateAll(tolerance, THREE)
      const { sales } = told
      expect(sales.map(({ sells }) => BigInt(sells))).toEqual([stakes.held(address, THREE), stakes.held(address, THREE, otherHotkey())])
      for (const { limit, price } of sales) expect(limit).toBe(String(sellLimit(BigInt(price), BigInt(tolerance))))
      const stops = sales.map((sale) => stopOf({ ...told, sales: [sale] }, { tolerance, together: false }))
      // The chain, one after the other: what is refused leaves the pool as it is.
      let state = { tao: alpha / 20n, alpha }
      const done = sales.map(({ hotkey, sells, limit }) => {
        pool(THREE, state.tao, state.alpha)
        node.produce()
        const key = hotkey === hotkeyOn(THREE) ? largeOn(THREE) : otherHotkey()
        const order = { hotkey: key, netuid: THREE, amount_unstaked: BigInt(sells), limit_price: BigInt(limit) }
        if (judgeRemove(at(), address, order).refused !== undefined) return false
        const paid = BigInt(sells) - (BigInt(sells) * 33n) / 65_535n
        state = { tao: state.tao - (state.tao * paid) / (state.alpha + paid), alpha: state.alpha + paid }
        return true
      })
      const moved = sales.map(({ impact }) => 1_000_000 - (1_000_000 - impact) ** 2 / 1_000_000)
      if (moved.some((each) => isNear(each, tolerance))) return
      expect(stops, JSON.stringify(sales)).toEqual(done.map((each) => (each ? undefined : 'none-fits')))
      count[done.every(Boolean) ? 'both' : done.some(Boolean) ? 'one' : 'none']++
    }),
    { numRuns: 80 },
  )
  expect(Math.min(count.both, count.one, count.none)).toBeGreaterThan(3)
})

test('two sales to one pool that move its price within the limit together go out all or none, and bring what was told', async () => {
  pool(THREE, 10n ** 13n, 2n * 10n ** 14n)
  node.produce()
  const told = await estimateAll(5_000, THREE)
  expect(told.sales).toHaveLength(2)
  expect(stopOf(told, { tolerance: 5_000, together: true })).toBeUndefined()
  const brings = told.sales.reduce((sum, { receives }) => sum + BigInt(receives ?? 0), 0n)
  const free = stakes.free(world)
  resultOf(await prepare(world, 'prepareUnstakeAll', { from: world.id, protection: limits(told, true), hidden: false }))
  const { status, fee } = await press(world)
  expect(status).toMatchObject({ phase: 'final', ok: true })
  const came = stakes.free(world) - free + fee
  expect(came - brings === 0n || came - brings === 1n).toBe(true)
})

test('whatever a node makes up of what trades bring, no limit is further from the prices of its block than was allowed', async () => {
  const { id, popup, address } = world
  stakes.give(world, THREE, ALPHA)
  const price = BigInt(priceOf({ tao: 10n ** 13n, alpha: 10n ** 14n }))
  for (const netuid of [THREE, TWO]) pool(netuid, 10n ** 13n, 10n ** 14n)
  node.produce()
  await stakes.seen(world)
  const u64 = fc.oneof(
    fc.constantFrom(0n, 1n, 2n ** 64n - 1n),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    fc.bigInt({ min: 0n, max: 10n ** 12n }),
  )
  const word = (value: bigint) => Buffer.from(BigUint64Array.of(value).buffer).toString('hex')
  const answers = fc.tuple(u64, u64, u64, u64, u64, u64).map((all) => `0x${all.map(word).join('')}`)
  let [told, round] = [0, 0n]
  await fc.assert(
    fc.asyncProperty(answers, answers, tolerances, async (sells, buys, tolerance) => {
      node.faults.stateCalls = { SwapRuntimeApi_sim_swap_alpha_for_tao: sells, SwapRuntimeApi_sim_swap_tao_for_alpha: buys }
      // Another amount each time: of one block nothing is asked twice.
      round += 1n
      const amount = String(stakes.held(address, THREE) - round)
      const place = { from: id, hotkey: hotkeyOn(THREE), netuid: THREE, amount, tolerance }
      const [buy, sell, swap] = [
        await popup.ask('estimateTrade', { ...place, side: 'buy', amount: String(TAO + round) }),
        await popup.ask('estimateTrade', { ...place, side: 'sell' }),
        await popup.ask('estimateMove', { ...place, toHotkey: hotkeyOn(THREE), toNetuid: TWO }),
      ]
      const expected = [buyLimit(price, BigInt(tolerance)), sellLimit(price, BigInt(tolerance)), swapLimit(price, price, BigInt(tolerance))]
      for (const [at, reply] of [buy, sell, swap].entries()) {
        if (!reply.ok) expect(codeOf(reply)).toBe('node-lied')
        else expect((reply.value as { limit: string }).limit).toBe(String(expected[at]))
        told += Number(reply.ok)
      }
    }),
    { numRuns: 60 },
  )
  node.faults.stateCalls = {}
  expect(told).toBeGreaterThan(10)
})

test('a sale that would drive the price to the last of all is none that can be done, not a lie', async () => {
  stakes.give(world, FOUR, ALPHA)
  // A price of 2,000 rao, and half of what the pool holds to sell: it ends below the 1,000 where every trade ends.
  pool(FOUR, 1_200_000n, 600n * TAO)
  node.produce()
  await stakes.seen(world)
  const told = resultOf<SalesEstimate>(
    await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: idOf(largeOn(FOUR)), tolerance: 5_000 }),
  )
  expect(told.stuck).toMatchObject([{ netuid: FOUR, problem: 'stake-no-trade' }])
})
