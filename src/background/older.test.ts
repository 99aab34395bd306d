import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn, SUBNETS } from '../../e2e/localnet/world'
import type { MoveEstimate, SalesEstimate, StakeTransferEstimate, TradeEstimate } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// Not every runtime, and not every node, has what the wallet likes to ask: it asks otherwise, or says what nobody tells.
const [ONE, TWO, GONE] = [66, 67, 4_000] as const
const ALL = 'SwapRuntimeApi_current_alpha_price_all'
const SINGLE = 'SwapRuntimeApi_current_alpha_price'
const STAKES = 'StakeInfoRuntimeApi_get_stake_info_for_coldkeys'
const tolerance = 50_000
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual', specVersion: 365 })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())
const become = (specVersion: number) => () => {
  if (node.chain.info.specVersion !== specVersion) node.chain.upgrade(specVersion)
  node.produce(3)
}

const orders = ({ id: from }: World) => {
  const buy = { from, side: 'buy' as const, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(2n * TAO) }
  const move = { from, hotkey: hotkeyOn(ONE), netuid: ONE, toHotkey: hotkeyOn(ONE), toNetuid: TWO, amount: String(50n * TAO) }
  const within = { ...move, toHotkey: idOf(otherHotkey()), toNetuid: ONE }
  const gift = { from, to: largeOn(3), hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(7n * TAO) }
  return { buy, sell: { ...buy, side: 'sell' as const, amount: String(10n * TAO) }, move, within, gift }
}
const limit = (told: { limit: string | null }) => ({ kind: 'limit' as const, limit: told.limit ?? '', partial: false })
const hidden = false

/** Every order that touches stake, estimated, asked for and done. @returns the calls that ran */
async function everything(world: World): Promise<string[]> {
  const { popup, id: from } = world
  stakes.give(world, ONE, 300n * TAO)
  const calls: string[] = []
  const done = async () => {
    const { explanation } = await shown(popup, 'transaction')
    expect(JSON.stringify(explanation)).not.toContain('limit-unknown')
    calls.push(...explanation.leaves.map(({ call }) => call.replace('SubtensorModule.', '')))
    expect((await stakes.carryOut(world)).ok).toBe(true)
    await stakes.seen(world)
  }
  const { buy, sell, move, within, gift } = orders(world)
  for (const each of [buy, sell]) {
    await stakes.seen(world)
    const told = resultOf<TradeEstimate>(await popup.ask('estimateTrade', { ...each, tolerance }))
    expect([told.receives, told.least].map((rao) => BigInt(rao ?? 0) > 0n)).toEqual([true, true])
    resultOf(await prepare(world, 'prepareTrade', { ...each, protection: limit(told), hidden }))
    await done()
  }
  for (const each of [move, within]) {
    const told = resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...each, tolerance }))
    expect([told.problem, BigInt(told.receives ?? 0) > 0n]).toEqual([null, true])
    const protection = told.way === 'exact' ? { kind: 'exact' as const } : limit(told)
    resultOf(await prepare(world, 'prepareMove', { ...each, protection, hidden }))
    await done()
  }
  const given = resultOf<StakeTransferEstimate>(await popup.ask('estimateStakeTransfer', gift))
  expect([given.problem, BigInt(given.spot ?? 0) > 0n, BigInt(given.worth ?? 0) > 0n]).toEqual([null, true, true])
  resultOf(await prepare(world, 'prepareStakeTransfer', gift))
  await done()
  const all = resultOf<SalesEstimate>(await popup.ask('estimateUnstakeAll', { from, hotkey: null, tolerance }))
  expect([all.problem, all.stuck, all.later]).toEqual([null, [], []])
  const sales = all.sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit }))
  resultOf(await prepare(world, 'prepareUnstakeAll', { from, protection: { kind: 'limits', sales, together: true }, hidden }))
  await done()
  expect(popup.views.portfolio).toBeDefined()
  return calls
}
const every = [
  ...['add_stake_limit', 'remove_stake_limit', 'swap_stake_limit', 'move_stake', 'transfer_stake'],
  ...['remove_stake_full_limit', 'remove_stake_full_limit', 'remove_stake_full_limit'],
]

type Told = { subnets: { netuid: number; price: string | null }[] }
const market = async ({ popup, id }: World) => resultOf<Told>(await popup.ask('market', { account: id }))

describe.each([365, 393])('at spec %i', (specVersion) => {
  beforeAll(become(specVersion))

  test('stake is bought, sold, moved, given and sold all at once, each at prices that are asked for it', async () => {
    const world = await createWorld(node)
    expect(await everything(world)).toEqual(every)
    expect(codeOf(await world.popup.ask('estimateTrade', { ...orders(world).buy, netuid: GONE, tolerance }))).toBe('price-untold')
  })
  test(specVersion < 393 ? 'no order is hidden, and that is told before' : 'orders are hidden', async () => {
    const world = await createWorld(node)
    await stakes.seen(world)
    resultOf(await world.popup.ask('changeSettings', { shieldAbove: String(TAO) }))
    const { buy } = orders(world)
    const told = resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...buy, tolerance }))
    const fee = specVersion < 393 ? null : expect.any(String)
    expect(told.shield).toEqual({ fee, enough: true, wanted: true })
    const asked = await prepare(world, 'prepareTrade', { ...buy, protection: limit(told), hidden: true })
    expect(codeOf(asked)).toBe(specVersion < 393 ? 'shield-unavailable' : 'ok')
    expect(world.popup.views.requests.items.length).toBe(specVersion < 393 ? 0 : 1)
  })
  test('subnets are told with their prices, and hotkeys with their subnets', async () => {
    const world = await createWorld(node)
    const { popup } = world
    const { subnets } = await market(world)
    expect([subnets.length, subnets.filter(({ price }) => price === null)]).toEqual([SUBNETS + 1, []])
    const account = world.id
    node.chain.overwrite('SubtensorModule', 'Owner', [largeOn(2)], world.address)
    node.chain.overwrite('SubtensorModule', 'OwnedHotkeys', [world.address], [largeOn(2)])
    node.produce()
    await stakes.seen(world)
    type Hotkeys = { all: { hotkey: string; places: { netuid: number }[] }[]; able: object } | null
    const hotkeys = resultOf<Hotkeys>(await popup.ask('hotkeys', { account }))
    const found = hotkeys?.all.find(({ hotkey }) => hotkey === hotkeyOn(2))
    expect(found?.places.some(({ netuid }) => netuid === 2)).toBe(true)
    expect(hotkeys?.able).toEqual({ associate: true, register: 'open', swap: specVersion === 365 ? 'all' : 'keep' })
    expect(resultOf(await popup.ask('hotkeyFacts', { account, hotkey: hotkeyOn(2) }))).toMatchObject({ owner: 'mine' })
    type Family = { subnets: object[]; hotkey: { autoParent: boolean | null } } | null
    const family = resultOf<Family>(await popup.ask('family', { account, hotkey: hotkeyOn(2) }))
    expect([family?.subnets.length, family?.hotkey.autoParent]).toEqual([SUBNETS, null])
  })
})

describe('a node that refuses', () => {
  beforeAll(become(424))
  const refuse = (...names: string[]) => node.control({ faults: { stateCalls: Object.fromEntries(names.map((name) => [name, null])) } })

  test('all prices at once is asked for those that matter, and everything is done as before', async () => {
    const world = await createWorld(node)
    refuse(ALL)
    expect(await everything(world)).toEqual(every)
    expect((await market(world)).subnets.filter(({ price }) => price === null)).toEqual([])
  })

  test('every price is said to tell none, and what needs no price is done', async () => {
    const world = await createWorld(node)
    const { popup, id: from } = world
    stakes.give(world, ONE, 300n * TAO)
    const { buy, sell, move, within, gift } = orders(world)
    await stakes.seen(world)
    const before = resultOf<TradeEstimate>(await popup.ask('estimateTrade', { ...sell, tolerance }))
    refuse(ALL, SINGLE)
    // What a node told of a block is not asked again.
    node.produce()
    await stakes.seen(world)
    for (const each of [buy, sell]) {
      const told = await popup.ask('estimateTrade', { ...each, tolerance })
      expect([codeOf(told), (told as { error: { facts: object } }).error.facts]).toEqual(['price-untold', { netuid: String(ONE) }])
    }
    const moved = resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...move, tolerance }))
    expect(moved).toMatchObject({ problem: 'price-untold', price: null, toPrice: null, limit: null, receives: null, least: null })
    const protection = { kind: 'limit' as const, limit: String(TAO), partial: false }
    expect(codeOf(await prepare(world, 'prepareMove', { ...move, protection, hidden }))).toBe('price-untold')
    const all = resultOf<SalesEstimate>(await popup.ask('estimateUnstakeAll', { from, hotkey: null, tolerance }))
    expect(all).toMatchObject({ problem: 'price-untold', sales: [], stuck: [{ netuid: ONE, problem: 'price-untold' }] })
    const { subnets } = await market(await createWorld(node))
    expect([subnets.length, subnets.filter(({ price }) => price !== null)]).toEqual([SUBNETS + 1, []])
    // An order whose limit was told before, a move within a subnet and a gift need none.
    resultOf(await prepare(world, 'prepareTrade', { ...sell, protection: limit(before), hidden }))
    expect((await stakes.carryOut(world)).ok).toBe(true)
    await stakes.seen(world)
    const exact = resultOf<MoveEstimate>(await popup.ask('estimateMove', { ...within, tolerance }))
    expect(exact).toMatchObject({ problem: null, way: 'exact', receives: within.amount, price: null, now: null })
    const given = resultOf<StakeTransferEstimate>(await popup.ask('estimateStakeTransfer', gift))
    expect(given).toMatchObject({ problem: null, spot: null, worth: null })
    resultOf(await prepare(world, 'prepareStakeTransfer', gift))
    expect((await stakes.carryOut(world)).ok).toBe(true)
    // At any price the chain sells all that is left: whole, as it is told.
    await stakes.seen(world)
    const whole = String(stakes.held(world.address, ONE))
    const rest = resultOf<SalesEstimate>(await popup.ask('estimateUnstakeAll', { from, hotkey: hotkeyOn(ONE), tolerance }))
    expect(rest).toMatchObject({ sales: [], stuck: [{ sells: whole, holds: whole, problem: 'price-untold' }], dump: { enough: true } })
    const dump = { kind: 'none' as const, sure: 'unprotected' as const, hotkey: hotkeyOn(ONE) }
    resultOf(await prepare(world, 'prepareUnstakeAll', { from, protection: dump, hidden }))
    expect([(await stakes.carryOut(world)).ok, stakes.held(world.address, ONE)]).toEqual([true, 0n])
  })

  test('to tell what is staked is said to', async () => {
    const world = await createWorld(node)
    refuse(STAKES)
    const { move, gift } = orders(world)
    expect(codeOf(await world.popup.ask('estimateMove', { ...move, tolerance }))).toBe('stake-untold')
    expect(codeOf(await world.popup.ask('estimateStakeTransfer', gift))).toBe('stake-untold')
    node.control({ honest: true })
    await until(async () => codeOf(await world.popup.ask('estimateStakeTransfer', gift)) === 'ok')
  })
})
