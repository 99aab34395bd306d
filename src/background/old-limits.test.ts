import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Localnet, startLocalnet } from '../../e2e/localnet'
import type { TradeEstimate } from '../messaging'
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
