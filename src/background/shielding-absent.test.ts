import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { SHIELDED } from '../../e2e/localnet/runtimes'
import type { TradeEstimate } from '../messaging'
import { codeOf, resultOf, until } from './fixtures/computer'
import { first, hiddenOn, mortalWorld, overhear } from './fixtures/hidden'
import { hotkeyOn, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { shown, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// A chain of before the shield: it has no such pallet.
const [ONE, TWO] = [66, 67] as const
let node: Localnet
let stakes: Stakes
let said: string[]
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual', specVersion: SHIELDED - 1 })
  node.produce(3)
  stakes = stakesOn(node)
})
beforeEach(() => {
  said = overhear()
})
afterAll(() => node.close())

const none = { fee: null, enough: true, wanted: true }
/** An order of each kind that trades: what is told of hiding it, and how it is asked for. */
async function orders(world: World) {
  const { popup, id: from } = world
  await stakes.seen(world)
  resultOf(await popup.ask('changeSettings', { shieldAbove: String(TAO / 100n) }))
  const tolerance = 50_000
  const buy = { from, side: 'buy' as const, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(2n * TAO) }
  const sell = { ...buy, side: 'sell' as const, amount: String(100n * TAO) }
  const move = { from, hotkey: hotkeyOn(ONE), netuid: ONE, toHotkey: hotkeyOn(ONE), toNetuid: TWO, amount: String(100n * TAO) }
  const trades = await Promise.all(
    [buy, sell].map(async (each) => ({ each, told: resultOf<TradeEstimate>(await popup.ask('estimateTrade', { ...each, tolerance })) })),
  )
  const moved = resultOf<TradeEstimate>(await popup.ask('estimateMove', { ...move, tolerance }))
  const all = resultOf<{
    sales: { hotkey: string; netuid: number; alpha: string | null; limit: string }[]
    shield: TradeEstimate['shield']
  }>(await popup.ask('estimateUnstakeAll', { from, hotkey: null, tolerance }))
  const limit = (told: { limit: string }) => ({ kind: 'limit' as const, limit: told.limit, partial: false })
  const sales = all.sales.map(({ hotkey, netuid, alpha, limit }) => ({ hotkey, netuid, alpha, limit }))
  return [
    ...trades.map(({ each, told }) => ({
      shield: told.shield,
      ask: (hidden: boolean) => prepare(world, 'prepareTrade', { ...each, protection: limit(told), hidden }),
    })),
    { shield: moved.shield, ask: (hidden: boolean) => prepare(world, 'prepareMove', { ...move, protection: limit(moved), hidden }) },
    {
      shield: all.shield,
      ask: (hidden: boolean) =>
        prepare(world, 'prepareUnstakeAll', { from, protection: { kind: 'limits', sales, together: false }, hidden }),
    },
  ]
}

test('where the chain has no shield every order that trades is told to be unable to hide, and none that is to be hidden goes openly instead', async () => {
  const world = await mortalWorld(node)
  const { popup } = world
  stakes.give(world, ONE, 300n * TAO)
  const all = await orders(world)
  expect(all.map(({ shield }) => shield)).toEqual([none, none, none, none])
  for (const { ask } of all) {
    const refused = await ask(true)
    expect(codeOf(refused)).toBe('shield-unavailable')
    expect(popup.views.requests.items).toEqual([])
  }
  expect(said.filter((each) => each.includes('author_submit'))).toEqual([])
  expect(first(world)).toBeUndefined()
  // Openly only where the person said so, and then the review says nothing of an envelope.
  for (const { ask } of all) {
    const { id } = resultOf<{ id: string }>(await ask(false))
    const request = await shown(popup, 'transaction')
    expect([request.id, request.hidden, request.eraPeriod]).toEqual([id, undefined, 64])
    resultOf(await popup.ask('reject', { id }))
    await until(() => popup.views.requests.items.length === 0)
  }
})

test('from the upgrade on that brings the shield the same orders are hidden by their size', async () => {
  const world = await mortalWorld(node)
  stakes.give(world, ONE, 300n * TAO)
  node.chain.upgrade(424)
  node.produce(4)
  // What is asked while the link still learns of the upgrade is refused.
  const [, , move] = await until(async () => {
    const all = await orders(world).catch(() => undefined)
    return all?.every(({ shield }) => shield?.fee != null) ? all : undefined
  })
  expect(move?.shield).toEqual({ ...none, fee: expect.any(String) })
  resultOf((await move?.ask(true)) as never)
  const { id, hash } = await shown(world.popup, 'transaction')
  resultOf(await world.popup.ask('approve', { id, hash }))
  await until(() => node.chain.pending.length === 1)
  node.produce(2)
  expect(hiddenOn(node).ran(world).slice(-2).map(hiddenOn(node).nameOf)).toEqual([
    ...['MevShield.submit_encrypted', 'SubtensorModule.swap_stake_limit'],
  ])
})
