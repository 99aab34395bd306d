import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import type { MoveEstimate, SalesEstimate, TradeEstimate } from '../messaging'
import { codeOf, resultOf } from './fixtures/computer'
import { hotkeyOn, prepare, stakesOn, TAO } from './fixtures/staking'
import { createWorld } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let node: Localnet
beforeAll(async () => {
  node = await startLocalnet({ blockTimeMs: 'manual' })
  node.produce(3)
})
afterAll(() => node.close())

test('a limit of an old price is refused: it would be further away than what was chosen', async () => {
  const world = await createWorld(node)
  const stakes = stakesOn(node)
  stakes.give(world, 68, 300n * TAO)
  await stakes.seen(world)
  const tolerance = 5_000
  for (const side of ['sell', 'buy'] as const) {
    const ask = { from: world.id, side, hotkey: hotkeyOn(68), netuid: 68, amount: String((side === 'buy' ? 2n : 100n) * TAO) }
    const { limit, price } = resultOf<TradeEstimate>(await world.popup.ask('estimateTrade', { ...ask, tolerance }))
    const asked = (away: bigint) => {
      const moved = (BigInt(price) * away) / 1_000_000n
      const text = String(BigInt(limit) + (side === 'buy' ? moved : -moved))
      return prepare(world, 'prepareTrade', {
        ...{ ...ask, protection: { kind: 'limit', limit: text, partial: false }, tolerance, hidden: false },
      })
    }
    expect([codeOf(await asked(0n)), codeOf(await asked(4_900n)), codeOf(await asked(5_200n))]).toEqual(['ok', 'ok', 'changed'])
  }
})

test('so is one of a move to another subnet', async () => {
  const world = await createWorld(node)
  const stakes = stakesOn(node)
  stakes.give(world, 69, 300n * TAO)
  await stakes.seen(world)
  const tolerance = 5_000
  for (const toNetuid of [70, 0]) {
    const hotkey = hotkeyOn(69)
    const way = { from: world.id, hotkey, netuid: 69, toHotkey: hotkey, toNetuid, amount: String(100n * TAO) }
    const { limit } = resultOf<MoveEstimate>(await world.popup.ask('estimateMove', { ...way, tolerance }))
    const asked = (away: bigint, chosen: object = { tolerance }) => {
      // The limit is half a percent away from what is the price of both pools together.
      const text = String((BigInt(limit ?? 0) * (995_000n - away)) / 995_000n)
      return prepare(world, 'prepareMove', { ...way, protection: { kind: 'limit', limit: text, partial: false }, ...chosen, hidden: false })
    }
    expect([codeOf(await asked(0n)), codeOf(await asked(4_900n)), codeOf(await asked(5_200n))]).toEqual(['ok', 'ok', 'changed'])
    expect(codeOf(await asked(5_200n, {}))).toBe('ok')
  }
})

test('between pools of weights it is held against what such a limit would be now, not against the prices', async () => {
  const world = await createWorld(node)
  const stakes = stakesOn(node)
  // Alpha is dearer here than what the pool holds says, by more than an eighth: the chain lets nothing go at a limit near the price.
  node.chain.overwrite('Swap', 'SwapBalancer', [73], 47n * 10n ** 16n)
  stakes.give(world, 73, 300n * TAO)
  await stakes.seen(world)
  const [tolerance, hotkey] = [5_000, hotkeyOn(73)]
  const way = { from: world.id, hotkey, netuid: 73, toHotkey: hotkey, toNetuid: 74, amount: String(100n * TAO) }
  const { limit, problem } = resultOf<MoveEstimate>(await world.popup.ask('estimateMove', { ...way, tolerance }))
  expect(problem).toBeNull()
  const asked = (away: bigint) => {
    const protection = { kind: 'limit' as const, limit: String((BigInt(limit ?? 0) * (995_000n - away)) / 995_000n), partial: false }
    return prepare(world, 'prepareMove', { ...way, protection, tolerance, hidden: false })
  }
  expect([codeOf(await asked(0n)), codeOf(await asked(4_900n)), codeOf(await asked(5_200n))]).toEqual(['ok', 'ok', 'changed'])
})

test('and where everything is sold, one such limit among them is enough', async () => {
  const world = await createWorld(node)
  const stakes = stakesOn(node)
  for (const netuid of [71, 72]) stakes.give(world, netuid, 300n * TAO)
  await stakes.seen(world)
  const tolerance = 5_000
  const all = { from: world.id, hotkey: null, tolerance }
  const told = resultOf<SalesEstimate>(await world.popup.ask('estimateUnstakeAll', all))
  expect(told.sales.length).toBeGreaterThan(1)
  const asked = (away: bigint, chosen: object = { tolerance }) => {
    const sales = told.sales.map(({ hotkey, netuid, alpha, limit, price }, at) => ({
      ...{ hotkey, netuid, alpha },
      limit: at === 1 ? String(BigInt(limit) - (BigInt(price) * away) / 1_000_000n) : limit,
    }))
    const protection = { kind: 'limits' as const, sales, together: false }
    return prepare(world, 'prepareUnstakeAll', { from: world.id, protection, ...chosen, hidden: false })
  }
  expect([codeOf(await asked(0n)), codeOf(await asked(4_900n)), codeOf(await asked(5_200n))]).toEqual(['ok', 'ok', 'changed'])
  expect(codeOf(await asked(5_200n, {}))).toBe('ok')
})
