import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { judgeAdd } from '../../e2e/localnet/pallets/subtensor/checks'
import { largeOn } from '../../e2e/localnet/world'
import type { TradeEstimate } from '../messaging'
import { failsOfFee } from '../popup/journeys/moves/judging'
import { codeOf, resultOf } from './fixtures/computer'
import { movePrice, press } from './fixtures/stage'
import { hotkeyOn, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Orders at both ends: the least that the chain takes, and all that there is.

const [ONE, TWO, THREE, FOUR, FIVE] = [66, 67, 70, 71, 74] as const
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

const order = (side: 'buy' | 'sell', netuid: number, amount: bigint | null) => ({
  ...{ from: world.id, side, hotkey: hotkeyOn(netuid), netuid },
  amount: amount === null ? null : String(amount),
})
type Order = ReturnType<typeof order>
const estimate = async (of: Order): Promise<TradeEstimate> => {
  await stakes.seen(world)
  return resultOf(await world.popup.ask('estimateTrade', { ...of, tolerance: 5_000 }))
}
const limit = ({ limit }: TradeEstimate, partial = false) => ({ kind: 'limit' as const, limit, partial })
const prepared = (of: Order, protection: object) =>
  prepare(world, 'prepareTrade', { ...of, protection: protection as never, hidden: false })
const leaf = async () => (await shown(world.popup, 'transaction')).explanation.leaves[0]

test('the least purchase that is told is the least that the chain takes, whatever the fee of the pool is', async () => {
  const taken = (netuid: number, amount_staked: bigint) =>
    judgeAdd(node.chain.at(node.chain.best), world.address, { hotkey: largeOn(netuid), netuid, amount_staked }).refused
  for (const [netuid, rate] of [
    [ONE, 0],
    [ONE, 33],
    [ONE, 10_000],
    [0, 33],
  ] as const) {
    node.chain.overwrite('Swap', 'FeeRate', [netuid], rate)
    node.produce()
    const least = BigInt((await estimate(order('buy', netuid, TAO))).minimum ?? 0)
    expect([taken(netuid, least), taken(netuid, least - 1n)], `${netuid} ${rate}`).toEqual([undefined, 'SubtensorModule.AmountTooLow'])
  }
  const told = await estimate(order('buy', 0, TAO))
  expect(told.minimum).toBe('2000000')

  node.chain.overwrite('Swap', 'FeeRate', [ONE], 33)
  node.produce()
  const least = BigInt((await estimate(order('buy', ONE, TAO))).minimum ?? 0)
  expect(least).toBe(2_001_007n)
  const small = await estimate(order('buy', ONE, least))
  resultOf(await prepared(order('buy', ONE, least), limit(small)))
  expect((await press(world)).status).toMatchObject({ phase: 'final', ok: true })
  expect(stakes.held(world.address, ONE)).toBe(BigInt(small.receives ?? 0))
})

test('of a position that is worth less than the chain’s minimum no part can be sold, and all of it can', async () => {
  const all = stakes.give(world, TWO, TAO / 100n)
  const half = await estimate(order('sell', TWO, all / 2n))
  expect(BigInt(half.receives ?? 0)).toBeLessThan(2_000_000n)
  expect(half).toMatchObject({ minimum: '2000000', whole: false })
  expect(codeOf(await prepared(order('sell', TWO, all / 2n), limit(half)))).toBe('stake-too-small')
  // By its amount, for what fits, and as what there is.
  const exact = await estimate(order('sell', TWO, all))
  expect(exact).toMatchObject({ minimum: null, whole: false, most: String(all) })
  resultOf(await prepared(order('sell', TWO, all), limit(exact, true)))
  expect(await leaf()).toMatchObject({ call: 'SubtensorModule.remove_stake_limit', fact: { alpha: String(all), partial: true } })
  await world.popup.ask('reject', { id: (await shown(world.popup, 'transaction')).id })
  const told = await estimate(order('sell', TWO, null))
  expect(told).toMatchObject({ minimum: null, whole: true, receives: exact.receives, least: exact.least })
  const free = stakes.free(world)
  resultOf(await prepared(order('sell', TWO, null), limit(told)))
  const { status, fee } = await press(world)
  expect(status).toMatchObject({ phase: 'final', ok: true })
  expect(stakes.free(world) - free + fee).toBe(BigInt(told.receives ?? 0))
  expect(told.fee).toBe(String(fee))
  expect(stakes.held(world.address, TWO)).toBe(0n)
})

test('all of a position leaves no dust: what it earns between the look and the block goes with it', async () => {
  const all = stakes.give(world, THREE, ALPHA)
  const told = await estimate(order('sell', THREE, null))
  expect(told).toMatchObject({ whole: true, most: String(all) })
  const free = stakes.free(world)
  resultOf(await prepared(order('sell', THREE, null), limit(told)))
  expect(await leaf()).toMatchObject({
    call: 'SubtensorModule.remove_stake_full_limit',
    fact: { kind: 'unstake', netuid: THREE, alpha: null, limit: told.limit, partial: false },
  })
  const more = TAO / 2n
  stakes.give(world, THREE, more)
  const { status, fee } = await press(world)
  expect(status).toMatchObject({ phase: 'final', ok: true })
  expect(stakes.held(world.address, THREE)).toBe(0n)
  expect(stakes.free(world) - free + fee).toBeGreaterThan(BigInt(told.receives ?? 0))
  // What is told afterwards is what went, and what it brought.
  const [entry] = world.popup.views.activity.first
  expect(entry?.trades).toMatchObject([
    { bought: false, netuid: THREE, alpha: String(all + more), tao: String(stakes.free(world) - free + fee) },
  ])
})

test('all of it goes whole or not at all: in part, at any price, bought or locked there is no such order', async () => {
  const all = stakes.give(world, FOUR, ALPHA)
  const told = await estimate(order('sell', FOUR, null))
  const ask = async (protection: object, of = order('sell', FOUR, null)) => codeOf(await prepared(of, protection))
  expect(await ask(limit(told, true))).toBe('invalid-input')
  expect(await ask({ kind: 'none', sure: 'unprotected' })).toBe('invalid-input')
  expect(await ask(limit(told), order('buy', FOUR, null))).toBe('invalid-input')
  expect(world.popup.views.requests.items).toEqual([])
  // Beyond its limit nothing of it is sold.
  resultOf(await prepared(order('sell', FOUR, null), limit(told)))
  const { status } = await press(world, () => movePrice(node, FOUR, -20_000))
  expect(status).toMatchObject({ phase: 'final', ok: false, error: expect.stringMatching(/\.(SlippageTooHigh|PriceLimitExceeded)$/) })
  expect(stakes.held(world.address, FOUR)).toBe(all)
  // With a lock on a part it is told of what can be sold, by its amount.
  stakes.lock(world, FOUR, 100n * TAO)
  const rest = String(all - 100n * TAO)
  const bound = await estimate(order('sell', FOUR, null))
  expect(bound).toMatchObject({ whole: false, most: rest, minimum: '2000000' })
  expect(await ask(limit(bound))).toBe('stake-not-enough')
  expect(bound.receives).toBe((await estimate(order('sell', FOUR, BigInt(rest)))).receives)
})

test('where free TAO does not pay the fee, what is told to fail of it does and loses it, and what is told to leave enough for it is done', async () => {
  const poor = await createWorld(node)
  const { address } = poor
  const rest = 100n * TAO
  const all = stakes.give(poor, FIVE, ALPHA)
  const place = { from: poor.id, side: 'sell' as const, hotkey: hotkeyOn(FIVE), netuid: FIVE }
  const sell = async (amount: bigint | null) => {
    node.control({ balance: { address, rao: '1000' } })
    node.produce()
    await stakes.seen(poor)
    const trade = { ...place, amount: amount === null ? null : String(amount) }
    const told = resultOf<TradeEstimate>(await poor.popup.ask('estimateTrade', { ...trade, tolerance: 20_000 }))
    expect(told).toMatchObject({ enough: false, whole: amount === null })
    const partial = amount !== null
    resultOf(await prepare(poor, 'prepareTrade', { ...trade, protection: limit(told, partial), hidden: false }))
    const fails = !told.whole && failsOfFee(told, amount ?? 0n, told.price)
    const { ok, error, alphaFee, fee } = await stakes.carryOut(poor)
    expect([fee, alphaFee?.netuid]).toEqual([0n, FIVE])
    return { fails, ok, error }
  }
  const error = (name: string) => ({ fails: true, ok: false, error: `SubtensorModule.${name}` })
  expect(await sell(all)).toEqual(error('NotEnoughStakeToWithdraw'))
  // The rest of what is locked in part, and a little less of it.
  const lock = stakes.held(address, FIVE) - rest
  stakes.lock(poor, FIVE, lock)
  expect(await sell(rest)).toEqual(error('StakeUnavailable'))
  const left = stakes.held(address, FIVE) - lock
  expect(left).toBeLessThan(rest)
  expect(await sell(left - 10n * TAO)).toEqual({ fails: false, ok: true, error: null })
  stakes.lock(poor, FIVE, 0n)
  expect(await sell(null)).toEqual({ fails: false, ok: true, error: null })
  expect(stakes.held(address, FIVE)).toBe(0n)
})
