import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { judgeMove, judgeRemove } from '../../e2e/localnet/pallets/subtensor/checks'
import { NEXT } from '../../e2e/localnet/runtimes'
import { largeOn } from '../../e2e/localnet/world'
import type { MoveEstimate, PositionView, SalesEstimate, StakeTransferEstimate, TradeEstimate } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, funds, rest, shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
// A subnet that neither an epoch nor emission touches in these blocks.
const ELSEWHERE = 70
const INTERVAL = 40
/** Root stake with the first came a while ago, with the second just now. */
const [FREE, HELD] = [otherHotkey(20), largeOn(0)]
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

const interval = (blocks: number) => {
  node.chain.overwrite('SubtensorModule', 'RootStakeUnlockInterval', [], BigInt(blocks))
  node.produce()
}
const at = () => node.chain.at(node.chain.best)
const held = (hotkey: string) => stakes.held(world.address, 0, hotkey)
/** What the chain itself would say to an order on root stake. */
const refusals = (hotkey: string) => {
  const from = { coldkey: world.address, hotkey, netuid: 0 }
  const amount = TAO
  return [
    judgeRemove(at(), world.address, { hotkey, netuid: 0, amount_unstaked: amount }),
    judgeMove(at(), { from, to: { ...from, netuid: ELSEWHERE }, amount }),
    judgeMove(at(), { from, to: { ...from, coldkey: BOB }, amount, gift: true }),
  ].map(({ refused }) => refused)
}
const LOCKED = 'SubtensorModule.RootStakeLocked'

type Over = { amount?: bigint; toNetuid?: number; toHotkey?: string }
const order = (hotkey: string, { amount = TAO }: Over = {}) => ({ from: world.id, hotkey: idOf(hotkey), netuid: 0, amount: String(amount) })
const way = (hotkey: string, over: Over = {}) => ({
  ...order(hotkey, over),
  ...{ toHotkey: idOf(over.toHotkey ?? hotkey), toNetuid: over.toNetuid ?? ELSEWHERE },
})
/** The wallet has seen the newest block, and what it says of it. */
const seen = async () => {
  await stakes.seen(world)
  await until(() => world.popup.views.balances.block === node.chain.best.number)
}
const ask = async <T>(name: 'estimateTrade' | 'estimateMove' | 'estimateStakeTransfer' | 'estimateUnstakeAll', input: object) => {
  await seen()
  return resultOf<T>(await world.popup.ask(name, input as never))
}
const trade = (hotkey: string, over?: Over) =>
  ask<TradeEstimate>('estimateTrade', { ...order(hotkey, over), side: 'sell', tolerance: 5_000 })
const move = (hotkey: string, over?: Over) => ask<MoveEstimate>('estimateMove', { ...way(hotkey, over), tolerance: 5_000 })
const gift = (hotkey: string, over?: Over) => ask<StakeTransferEstimate>('estimateStakeTransfer', { ...order(hotkey, over), to: BOB })
const all = (hotkey: string | null = null) =>
  ask<SalesEstimate>('estimateUnstakeAll', { from: world.id, hotkey: hotkey && idOf(hotkey), tolerance: 5_000 })
const limit = { kind: 'limit' as const, limit: '5', partial: false }
/** What becomes of an order: the code that it is refused with, or ok. No request of it is left. */
async function prepared(reply: ReturnType<typeof prepare>): Promise<string> {
  const told = await reply
  if (told.ok) {
    resultOf(await world.popup.ask('reject', { id: (told.value as { id: string }).id }))
    await rest(world)
  }
  return codeOf(told)
}
const sells = async (hotkey: string, over?: Over) =>
  prepared(
    prepare(world, 'prepareTrade', { ...order(hotkey, over), side: 'sell', protection: { ...limit, limit: String(TAO) }, hidden: false }),
  )
const moves = async (hotkey: string, over: Over = {}) =>
  prepared(
    prepare(world, 'prepareMove', { ...way(hotkey, over), protection: over.toNetuid === 0 ? { kind: 'exact' } : limit, hidden: false }),
  )
const gives = async (hotkey: string) => prepared(prepare(world, 'prepareStakeTransfer', { ...order(hotkey), to: BOB }))
const sellsAll = (protection: object) =>
  prepare(world, 'prepareUnstakeAll', { from: world.id, hidden: false, protection: protection as never })
const leg = (hotkey: string) => ({ hotkey: idOf(hotkey), netuid: 0, alpha: null, limit: String(TAO) })
const limits = (...hotkeys: string[]) => ({ kind: 'limits', sales: hotkeys.map(leg), together: false })

const positions = async () => {
  await seen()
  const page = resultOf<{ items: PositionView[] }>(
    await world.popup.ask('positionsPage', { account: world.id, from: 0, count: 9, place: null }),
  )
  const of = (hotkey: string) => page.items.find((each) => each.netuid === 0 && each.hotkey === idOf(hotkey))
  return [of(FREE), of(HELD)] as const
}

test('before the upgrade, and after it where the chain holds nothing, all root stake is offered', async () => {
  stakes.give(world, 0, 60n * TAO, FREE)
  node.produce(INTERVAL)
  stakes.give(world, 0, 100n * TAO, HELD)
  for (const specVersion of [424, NEXT]) {
    if (specVersion === NEXT) {
      node.chain.upgrade(NEXT)
      node.produce(3)
      await until(() => world.popup.views.network?.specVersion === NEXT)
    }
    for (const [part, hotkey] of (await positions()).map((each, index) => [each, [FREE, HELD][index] as string] as const)) {
      const whole = String(held(hotkey))
      expect(part).toMatchObject({ alpha: whole, sellable: whole, heldBlocks: 0 })
      for (const told of [await trade(hotkey), await move(hotkey), await gift(hotkey)])
        expect(told).toMatchObject({ most: whole, heldBlocks: 0 })
    }
    expect((await all()).sales.map(({ hotkey }) => hotkey).sort()).toEqual([FREE, HELD].map(idOf).sort())
    expect(refusals(HELD)).toEqual([undefined, undefined, undefined])
  }
})

test('what the chain holds is not counted as sold, and is told of the position, the account and the sum', async () => {
  interval(INTERVAL)
  const [free, stuck] = await positions()
  const left = (stuck?.heldBlocks ?? 0) - 1
  expect(left).toBeGreaterThan(10)
  expect(left).toBeLessThan(INTERVAL)
  expect([refusals(FREE), refusals(HELD)]).toEqual([
    [undefined, undefined, undefined],
    [LOCKED, LOCKED, LOCKED],
  ])
  expect(free).toMatchObject({ sellable: String(held(FREE)), heldBlocks: 0 })
  expect(stuck).toMatchObject({ alpha: String(held(HELD)), sellable: '0', spot: String(held(HELD)) })
  const { popup } = world
  const balance = popup.views.balances.byAccount[world.id]
  expect(balance).toMatchObject({
    ...{ staked: String(held(FREE) + held(HELD)), locked: String(held(HELD)) },
    ...{ exit: String(stakes.free(world) + held(FREE)), exitSpot: String(stakes.free(world) + held(FREE) + held(HELD)) },
  })
  const { money } = popup.views.portfolio
  expect(money).toMatchObject({ locked: String(held(HELD)), sold: { stuck: 1, known: 2, of: 2 } })
  expect(BigInt(money?.sold.rao ?? 0)).toBe(BigInt(money?.total ?? 0) - held(HELD))
})

test('no form offers what is held: none of it is the most that may go, and how long it stays is said', async () => {
  const blocks = async () => (await positions())[1]?.heldBlocks
  for (const told of [await trade(HELD), await move(HELD), await move(HELD, { toNetuid: 0, toHotkey: FREE }), await gift(HELD)])
    expect(told).toMatchObject({ most: '0', heldBlocks: await blocks() })
  for (const told of [await trade(FREE), await move(FREE), await gift(FREE)])
    expect(told).toMatchObject({ most: String(held(FREE)), heldBlocks: 0 })
})

test('a move of nothing is still estimated where all is held', async () => {
  for (const over of [{ amount: 0n }, { amount: 0n, toNetuid: 0, toHotkey: FREE }])
    expect(await move(HELD, over)).toMatchObject({ most: '0', receives: null, back: null, least: null, problem: null, free: String(funds) })
})

test('an order of what is held is refused in words, before there is anything to sign, as the chain would refuse it', async () => {
  expect([(await move(HELD)).problem, (await move(HELD, { toNetuid: 0, toHotkey: FREE })).problem, (await gift(HELD)).problem]).toEqual(
    Array.from({ length: 3 }, () => 'stake-held'),
  )
  const blocks = String((await positions())[1]?.heldBlocks)
  const refused = await prepare(world, 'prepareMove', { ...way(HELD), protection: limit, hidden: false })
  expect(refused).toMatchObject({ ok: false, error: { code: 'stake-held', facts: { blocks } } })
  expect([await sells(HELD), await moves(HELD, { toNetuid: 0, toHotkey: FREE }), await gives(HELD)]).toEqual(
    Array.from({ length: 3 }, () => 'stake-held'),
  )
  expect([await sells(FREE), await moves(FREE), await gives(FREE)]).toEqual(['ok', 'ok', 'ok'])
  // More than there is of what is free is no question of time.
  expect(await sells(FREE, { amount: held(FREE) + 1n })).toBe('stake-not-enough')
  expect(refusals(HELD)).toEqual([LOCKED, LOCKED, LOCKED])
  expect(world.popup.views.requests.items).toEqual([])
})

test('of all that is sold only what may leave is listed, what is held stays out with its reason, and where nothing else is there nothing is sold', async () => {
  const told = await all()
  const [, stuck] = await positions()
  expect(told.sales).toMatchObject([
    { hotkey: idOf(FREE), netuid: 0, alpha: null, sells: String(held(FREE)), receives: String(held(FREE)) },
  ])
  expect(told.problem).toBeNull()
  expect(told.stuck).toEqual([
    { hotkey: idOf(HELD), netuid: 0, sells: '0', holds: String(held(HELD)), problem: 'stake-held', heldBlocks: stuck?.heldBlocks },
  ])
  expect(await all(HELD)).toMatchObject({ sales: [], problem: 'stake-held', fee: null })
  const word = { kind: 'none', sure: 'unprotected' }
  expect([
    await prepared(sellsAll(limits(FREE, HELD))),
    await prepared(sellsAll(limits(HELD))),
    await prepared(sellsAll({ ...word, hotkey: idOf(HELD) })),
    await prepared(sellsAll({ ...word, hotkey: idOf(FREE) })),
  ]).toEqual(['stake-held', 'stake-held', 'stake-held', 'ok'])
  resultOf(
    await sellsAll({
      kind: 'limits',
      sales: told.sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit })),
      together: false,
    }),
  )
  const { explanation } = await shown(world.popup, 'transaction')
  expect(explanation.leaves.map(({ fact }) => fact)).toMatchObject([{ kind: 'unstake', netuid: 0, hotkey: { id: idOf(FREE) } }])
  const [before, stays] = [stakes.free(world), held(HELD)]
  const { ok, fee } = await stakes.carryOut(world)
  expect([ok, stakes.free(world) - before + fee, held(FREE), held(HELD)]).toEqual([true, BigInt(told.sales[0]?.receives ?? 0), 0n, stays])
})

test('when the time is over it is offered again, and leaves', async () => {
  const [, stuck] = await positions()
  node.produce(stuck?.heldBlocks)
  expect(refusals(HELD)).toEqual([undefined, undefined, undefined])
  const whole = held(HELD)
  expect((await positions())[1]).toMatchObject({ sellable: String(whole), heldBlocks: 0 })
  expect(await trade(HELD)).toMatchObject({ most: String(whole), heldBlocks: 0 })
  resultOf(
    await prepare(world, 'prepareMove', {
      ...way(HELD, { amount: whole, toNetuid: 0, toHotkey: FREE }),
      protection: { kind: 'exact' },
      hidden: false,
    }),
  )
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect([held(HELD), held(FREE)]).toEqual([0n, whole])
  // What came there with it is held from now on.
  expect((await positions())[0]?.heldBlocks).toBeGreaterThan(INTERVAL - 10)
  expect(hotkeyOn(0)).toBe(idOf(HELD))
})
