import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import { largeOn } from '../../e2e/localnet/world'
import type { Input, PopupContract, SalesEstimate, TradeEstimate } from '../messaging'
import { codeOf, resultOf } from './fixtures/computer'
import { hotkeyOn, idOf, otherHotkey, prepare, type Stakes, stakesOn, TAO } from './fixtures/staking'
import { createWorld, type World } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

// What a sale leaves with somebody else's hotkey, and is worth less than the chain's minimum, the chain sells too: at any price.
const [ONE, TWO] = [66, 67] as const
const ALPHA = 300n * TAO
const LEAST = TAO / 10n
const tolerance = 10_000
let node: Localnet
let stakes: Stakes
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
  stakes = stakesOn(node)
})
afterAll(() => node.close())
const minimum = (rao: bigint) => {
  node.chain.overwrite('SubtensorModule', 'NominatorMinRequiredStake', [], rao)
  node.produce()
}

type Protection = Input<PopupContract, 'prepareTrade'>['protection']
/** Asks for a sale of a part. */
const sale = (world: World, alpha: bigint, protection: Protection) =>
  prepare(world, 'prepareTrade', {
    ...{ from: world.id, side: 'sell', hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(alpha), protection, hidden: false },
  })
const factsOf = (reply: unknown) => (reply as { error: { facts: Record<string, string> } }).error.facts

test('a part of which the rest would be sold too is refused, and says how much has to stay; that much stays, where the price falls to the limit', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  minimum(LEAST)
  await stakes.seen(world)
  const ask = { from: world.id, side: 'sell' as const, hotkey: hotkeyOn(ONE), netuid: ONE, amount: String(100n * TAO), tolerance }
  const { limit } = resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', ask))
  const within = { kind: 'limit' as const, limit, partial: false }
  const refused = await sale(world, all - TAO / 1_000n, within)
  expect(codeOf(refused)).toBe('stake-rest-small')
  const rest = BigInt(factsOf(refused).rest ?? 0)
  expect((rest * BigInt(limit)) / TAO).toBeGreaterThanOrEqual(LEAST)
  expect((rest * BigInt(limit)) / TAO).toBeLessThan(LEAST + TAO / 500n)
  expect(codeOf(await sale(world, all - rest + 1n, within))).toBe('stake-rest-small')
  // Less of it is sold than was asked where the price moves: then any rest may stay, of all of it too.
  expect(codeOf(await sale(world, all, { ...within, partial: true }))).toBe('stake-rest-small')
  expect(codeOf(await sale(world, all - TAO, { kind: 'none', sure: 'unprotected' }))).toBe('stake-rest-small')
  expect(codeOf(await sale(world, all, within))).toBe('ok')
  resultOf(await sale(world, all - rest, within))
  // As far as the limit lets it: then the rest is worth the least that it may be.
  stakes.sell(ONE, 20n * TAO)
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(stakes.held(world.address, ONE)).toBe(rest)
})

test('with an own hotkey, and where the chain has no minimum, any rest may stay', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  const within = { kind: 'limit' as const, limit: '5000', partial: false }
  minimum(0n)
  await stakes.seen(world)
  expect(codeOf(await sale(world, all - 1n, within))).toBe('ok')
  minimum(LEAST)
  const owner = node.chain.at(node.chain.best).read<string>('SubtensorModule', 'Owner', largeOn(ONE))
  node.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], world.address)
  node.produce()
  await stakes.seen(world)
  expect(codeOf(await sale(world, all - 1n, within))).toBe('ok')
  node.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], owner)
  node.produce()
})

test('among all that is sold a part whose locked rest the chain would take is left out, and no part of it can be asked for', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, TWO, ALPHA)
  stakes.lock(world, TWO, TAO / 1_000n)
  minimum(LEAST)
  await stakes.seen(world)
  const told = resultOf<SalesEstimate>(await world.popup.ask('estimateUnstakeAll', { from: world.id, hotkey: null, tolerance }))
  expect(told.sales.some(({ netuid }) => netuid === TWO)).toBe(false)
  expect(told.stuck.map(({ netuid, problem }) => [netuid, problem])).toEqual([[TWO, 'stake-rest-small']])
  const sales = [{ hotkey: hotkeyOn(TWO), netuid: TWO, alpha: String(all - TAO / 1_000n), limit: '5000' }]
  const asked = await prepare(world, 'prepareUnstakeAll', {
    from: world.id,
    hidden: false,
    protection: { kind: 'limits', sales, together: false },
  })
  expect(codeOf(asked)).toBe('stake-rest-small')
})

test('a move and a gift of a part leave any rest, as the chain has it', async () => {
  const world = await createWorld(node)
  const all = stakes.give(world, ONE, ALPHA)
  minimum(LEAST)
  await stakes.seen(world)
  const [rest, half] = [TAO / 1_000n, all / 2n]
  const from = { from: world.id, hotkey: hotkeyOn(ONE), netuid: ONE }
  resultOf(await prepare(world, 'prepareStakeTransfer', { ...from, to: largeOn(3), amount: String(half) }))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  await stakes.seen(world)
  const way = { ...from, toHotkey: idOf(otherHotkey()), toNetuid: ONE, amount: String(all - half - rest) }
  resultOf(await prepare(world, 'prepareMove', { ...way, protection: { kind: 'exact' }, hidden: false }))
  expect((await stakes.carryOut(world)).ok).toBe(true)
  expect(stakes.held(world.address, ONE)).toBe(rest)
})
