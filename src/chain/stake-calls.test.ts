import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createKept, createNode, createSockets, type InProcessNode } from '../../e2e/localnet/in-process'
import { largeOn, validators } from '../../e2e/localnet/world'
import { decodeAddress, KluisError, toHex } from '../units'
import { linkTo, url } from './fixtures/subtensor'
import type { Live } from './live'
import { hasCall, missingCall, type StakeOrder, stakeCall } from './stake-calls'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
let node: InProcessNode
let live: Live
beforeAll(async () => {
  node = await createNode()
  node.chain.produce()
})
beforeEach(async () => {
  const link = await linkTo(node, createSockets({ [url]: node }).Socket, createKept())
  live = link.live
  return link.close
})

const idOf = (address: string) => toHex(decodeAddress(address).accountId)
const [one, other] = [largeOn(1), validators()[20]?.hotkey as string]
const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const at = { hotkey: idOf(one), netuid: 1 }
const limited = { amountRao: 7n, limitRao: 5n, partial: true }
const open = { amountRao: 7n, limitRao: null, partial: false }
const within = { limit_price: 5n, allow_partial: true }
const way = { origin_netuid: 1, destination_netuid: 2, alpha_amount: 7n }
const leg = { ...at, alphaRao: 7n, limitRao: 5n }
/** Every order that there is: the calls that it becomes, and what they take. */
const orders: readonly [name: string, order: StakeOrder, calls: readonly [string, object][]][] = [
  ['buy', { side: 'buy', ...at, ...limited }, [['add_stake_limit', { hotkey: one, netuid: 1, amount_staked: 7n, ...within }]]],
  ['buy, open', { side: 'buy', ...at, ...open }, [['add_stake', { hotkey: one, netuid: 1, amount_staked: 7n }]]],
  ['sell', { side: 'sell', ...at, ...limited }, [['remove_stake_limit', { hotkey: one, netuid: 1, amount_unstaked: 7n, ...within }]]],
  ['sell, open', { side: 'sell', ...at, ...open }, [['remove_stake', { hotkey: one, netuid: 1, amount_unstaked: 7n }]]],
  [
    'swap',
    { side: 'move', ...at, toHotkey: idOf(one), toNetuid: 2, ...limited },
    [['swap_stake_limit', { hotkey: one, ...way, ...within }]],
  ],
  ['swap, open', { side: 'move', ...at, toHotkey: idOf(one), toNetuid: 2, ...open }, [['swap_stake', { hotkey: one, ...way }]]],
  [
    'move',
    { side: 'move', ...at, toHotkey: idOf(other), toNetuid: 1, ...open },
    [['move_stake', { origin_hotkey: one, destination_hotkey: other, ...way, destination_netuid: 1 }]],
  ],
  [
    'gift',
    { side: 'give', to: idOf(bob), ...at, amountRao: 7n },
    [['transfer_stake', { destination_coldkey: bob, hotkey: one, ...way, destination_netuid: 1 }]],
  ],
  [
    'one sale',
    { side: 'sell-all', together: true, legs: [{ ...leg, alphaRao: null }] },
    [['remove_stake_full_limit', { hotkey: one, netuid: 1, limit_price: 5n }]],
  ],
  [
    'sales',
    { side: 'sell-all', together: false, legs: [leg, { ...leg, netuid: 2, alphaRao: null }] },
    [
      ['remove_stake_limit', { hotkey: one, netuid: 1, amount_unstaked: 7n, limit_price: 5n, allow_partial: false }],
      ['remove_stake_full_limit', { hotkey: one, netuid: 2, limit_price: 5n }],
    ],
  ],
  ['dump', { side: 'dump', hotkey: idOf(one) }, [['unstake_all', { hotkey: one }]]],
]
const codeOf = (make: () => unknown) => {
  try {
    make()
    return 'fine'
  } catch (error) {
    if (error instanceof KluisError) return `${error.code} ${error.facts.call ?? ''}`.trim()
    throw error
  }
}
/** The same chain without one of its calls. */
const without = (pallet: string, call: string): Live => ({
  ...live,
  runtime: {
    ...live.runtime,
    builder: {
      ...live.runtime.builder,
      buildCall: (...name: [string, string]) => {
        if (name[0] === pallet && name[1] === call) throw new Error('no such call')
        return live.runtime.builder.buildCall(...name)
      },
    },
  },
})

describe('the call of an order', () => {
  test('is what the chain reads in it', () => {
    const call = node.chain.built.builder.buildDefinition(node.chain.built.types.call)
    for (const [name, order, calls] of orders) {
      const inner = calls.map(([type, value]) => ({ type: 'SubtensorModule', value: { type, value } }))
      const batch = { type: 'Utility', value: { type: 'force_batch', value: { calls: inner } } }
      expect(call.dec(stakeCall(live, order)), name).toEqual(calls.length === 1 ? inner[0] : batch)
      expect(missingCall(live, order), name).toBeNull()
    }
  })

  test('is missing by its name where the chain’s metadata has none such', () => {
    for (const [name, order, calls] of orders) {
      for (const [call] of calls) {
        const poor = without('SubtensorModule', call)
        expect(hasCall(poor, 'SubtensorModule', call), name).toBe(false)
        expect(missingCall(poor, order), name).toBe(`SubtensorModule.${call}`)
        expect(
          codeOf(() => stakeCall(poor, order)),
          name,
        ).toBe(`call-missing SubtensorModule.${call}`)
      }
      expect(missingCall(without('SubtensorModule', 'burn_alpha'), order), name).toBeNull()
    }
  })

  test('several sales that belong together are one call that is done whole or not at all, where the chain has it', () => {
    const order: StakeOrder = { side: 'sell-all', together: true, legs: [leg, { ...leg, netuid: 2 }] }
    expect(hasCall(live, 'Utility', 'batch_all')).toBe(true)
    expect(missingCall(without('Utility', 'batch_all'), order)).toBe('Utility.batch_all')
    expect(codeOf(() => stakeCall(without('Utility', 'batch_all'), order))).toBe('call-missing Utility.batch_all')
    expect(missingCall(without('Utility', 'force_batch'), order)).toBeNull()
  })

  test('moves to another validator and another subnet within a limit wait for a chain that has a call for it', () => {
    const order: StakeOrder = { side: 'move', ...at, toHotkey: idOf(other), toNetuid: 2, ...limited }
    expect(codeOf(() => stakeCall(live, order))).toBe('call-missing SubtensorModule.move_stake_limit')
  })

  test('takes no sales for none, and no number that the chain could not hold', () => {
    expect(codeOf(() => stakeCall(live, { side: 'sell-all', together: true, legs: [] }))).toBe('invalid-input')
    for (const over of [{ amountRao: 2n ** 64n }, { limitRao: 2n ** 64n + 5n }])
      expect(codeOf(() => stakeCall(live, { side: 'sell', ...at, ...limited, ...over }))).toBe('invalid-input')
    expect(codeOf(() => stakeCall(live, { side: 'sell', ...at, ...limited, amountRao: 2n ** 64n - 1n }))).toBe('fine')
  })
})
