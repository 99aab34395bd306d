import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { NEXT } from '../../e2e/localnet/runtimes'
import { openCall } from '../explain/call'
import { explain } from '../explain/explain'
import type { Context } from '../explain/risks'
import { openRuntime } from '../explain/runtime'
import { encodeAddress, KluisError, toHex } from '../units'
import { type HoldingOrder, holdingCall } from './holding-calls'
import { type HotkeyOrder, hotkeyCall, hotkeyMeans } from './hotkeys'
import type { Live } from './live'
import { makeRuntime } from './metadata'
import { missingCall, type StakeOrder, stakeCall, trades } from './stake-calls'
import { batchCall, transferCall } from './transfer'

// With every runtime that finney had, and with the localnet's before and after its upgrade: each order either becomes a call that is
// explained as what was ordered, or it is said which call the chain lacks.

const person = (fill: number) => ({ id: toHex(new Uint8Array(32).fill(fill)), address: encodeAddress(new Uint8Array(32).fill(fill)) })
const [me, friend, hot, other] = [person(1), person(2), person(3), person(4)]
const at = { hotkey: hot.id, netuid: 1 }
const limited = { amountRao: 7n, limitRao: 5n, partial: false }
const move = (toHotkey: string, toNetuid: number, limitRao: bigint | null): StakeOrder => ({
  ...{ side: 'move', ...at, toHotkey, toNetuid, amountRao: 7n, limitRao, partial: false },
})
const swapped = { side: 'move', ...at, toHotkey: hot.id, ...limited } as const
type Order =
  | { of: 'stake'; order: StakeOrder }
  | { of: 'holding'; order: HoldingOrder }
  | { of: 'hotkey'; order: HotkeyOrder }
  | { of: 'money'; call: (live: Live) => Uint8Array }
const stake = (order: StakeOrder): Order => ({ of: 'stake', order })
const holding = (order: HoldingOrder): Order => ({ of: 'holding', order })
const hotkey = (order: HotkeyOrder): Order => ({ of: 'hotkey', order })
/** Every order that there is, with what it has to be explained as. */
const orders: Readonly<Record<string, [Order, kind: string, facts: object]>> = {
  pay: [{ of: 'money', call: (live) => transferCall(live, friend.id, 7n, true) }, 'transfer', { amount: '7', to: friend }],
  empty: [{ of: 'money', call: (live) => transferCall(live, friend.id, null, false) }, 'transfer-all', { to: friend }],
  payMany: [{ of: 'money', call: (live) => batchCall(live, [{ to: friend.id, amountRao: 7n }]) }, 'transfer', { amount: '7', to: friend }],
  buy: [stake({ side: 'buy', ...at, ...limited }), 'stake', { netuid: 1, amount: '7', limit: '5' }],
  sell: [stake({ side: 'sell', ...at, ...limited }), 'unstake', { netuid: 1, alpha: '7', limit: '5' }],
  sellAll: [
    stake({ side: 'sell-all', together: false, legs: [{ ...at, alphaRao: null, limitRao: 5n }] }),
    'unstake',
    { alpha: null, limit: '5' },
  ],
  buyRoot: [stake({ side: 'buy', ...at, netuid: 0, ...limited }), 'stake', { netuid: 0 }],
  sellRoot: [stake({ side: 'sell', ...at, netuid: 0, ...limited }), 'unstake', { netuid: 0 }],
  sellAllRoot: [
    stake({ side: 'sell-all', together: false, legs: [{ ...at, netuid: 0, alphaRao: null, limitRao: 5n }] }),
    'unstake',
    { netuid: 0 },
  ],
  dump: [stake({ side: 'dump', hotkey: hot.id }), 'unstake-all', { hotkey: hot }],
  fromRoot: [stake({ ...swapped, netuid: 0, toNetuid: 2 }), 'move-stake', { netuid: 0, toNetuid: 2 }],
  toRoot: [stake({ ...swapped, netuid: 1, toNetuid: 0 }), 'move-stake', { netuid: 1, toNetuid: 0 }],
  moveWithin: [stake(move(other.id, 1, null)), 'move-stake', { netuid: 1, toNetuid: 1, alpha: '7' }],
  swap: [stake(move(hot.id, 2, 5n)), 'move-stake', { netuid: 1, toNetuid: 2, alpha: '7', limit: '5' }],
  moveAcross: [stake(move(other.id, 2, 5n)), 'move-stake', { netuid: 1, toNetuid: 2, alpha: '7', limit: '5' }],
  give: [stake({ side: 'give', ...at, to: friend.id, amountRao: 7n }), 'give-stake', { netuid: 1, alpha: '7', to: friend }],
  claim: [holding({ kind: 'claim', netuids: [1] }), 'claim', { hotkey: null }],
  claimOne: [holding({ kind: 'claim-one', hotkey: hot.id }), 'claim', { hotkey: hot }],
  claimType: [holding({ kind: 'claim-type', type: 'Keep' }), 'claim-type', { type: 'Keep' }],
  lock: [holding({ kind: 'lock', ...at, amountRao: 7n }), 'lock', { netuid: 1, alpha: '7' }],
  moveLock: [holding({ kind: 'move-lock', ...at }), 'move-lock', { netuid: 1 }],
  keepLock: [holding({ kind: 'keep-lock', netuid: 1, on: true }), 'keep-lock', { netuid: 1, on: true }],
  rejectLocked: [holding({ kind: 'reject-locked', on: true }), 'reject-locked', { on: true }],
  autoStake: [holding({ kind: 'auto-stake', ...at }), 'auto-stake', { netuid: 1 }],
  takeDown: [holding({ kind: 'take', hotkey: hot.id, netuid: null, take: 9, up: false }), 'take', { take: 9 }],
  takeUp: [holding({ kind: 'take', hotkey: hot.id, netuid: null, take: 9, up: true }), 'take', { take: 9 }],
  childTake: [holding({ kind: 'take', hotkey: hot.id, netuid: 1, take: 9, up: true }), 'take', { take: 9, netuid: 1 }],
  children: [holding({ kind: 'children', ...at, children: [{ hotkey: other.id, part: 1n << 63n }] }), 'children', { netuid: 1 }],
  autoParent: [holding({ kind: 'auto-parent', hotkey: hot.id, on: false }), 'auto-parent', { on: false }],
  associate: [hotkey({ kind: 'associate', hotkey: hot.id }), 'associate', {}],
  register: [hotkey({ kind: 'register', ...at, limitRao: 5n }), 'register', { netuid: 1, limit: '5' }],
  swapHotkey: [
    hotkey({ kind: 'swap', hotkey: hot.id, newHotkey: other.id, netuid: null, keepStake: false }),
    'swap-hotkey',
    { toHotkey: other },
  ],
  swapHotkeyOnly: [hotkey({ kind: 'swap', hotkey: hot.id, newHotkey: other.id, netuid: 1, keepStake: true }), 'swap-hotkey', { netuid: 1 }],
}
const context: Context = {
  ...{ from: me, freeRao: 10n ** 12n, existentialDepositRao: 500n, feeRao: 100n, tipRao: 0n, eraPeriod: 64, known: [friend] },
  ...{ siteKnown: true, siteAsksHotkey: false, local: false, spots: new Map(), swapHotkeyRao: { all: 1n, one: 1n } },
}

/** For each order the call that it became, or what is said of it. */
function walk(bytes: Uint8Array, specVersion: number): Record<string, string> {
  const runtime = makeRuntime(`0x${'11'.repeat(32)}`, { specName: 'node-subtensor', specVersion, transactionVersion: 1 }, bytes)
  const live = { runtime } as unknown as Live
  const view = openRuntime(bytes)
  return Object.fromEntries(
    Object.entries(orders).map(([name, [order, kind, wanted]]) => {
      if (order.of === 'stake') {
        const missing = missingCall(live, order.order)
        if (missing !== null) return [name, `no ${missing}`]
      }
      if (order.of === 'hotkey') {
        const means = hotkeyMeans(live)
        if (order.order.kind === 'associate' && !means.associate) return [name, 'no means']
        if (order.order.kind === 'register' && means.register !== 'limit') return [name, `only ${means.register}`]
        if (order.order.kind === 'swap' && order.order.keepStake && means.swap !== 'keep') return [name, `only ${means.swap}`]
      }
      let call: Uint8Array
      try {
        call =
          order.of === 'money'
            ? order.call(live)
            : order.of === 'stake'
              ? stakeCall(live, order.order)
              : order.of === 'holding'
                ? holdingCall(live, order.order)
                : hotkeyCall(live, order.order)
      } catch (error) {
        if (error instanceof KluisError && error.code === 'not-supported') return [name, 'not supported']
        throw error
      }
      const [leaf, more] = explain(openCall(view, call), context).leaves
      expect(more, name).toBeUndefined()
      expect(leaf?.fact, name).toMatchObject({ kind, ...wanted })
      return [name, leaf?.call.replace('SubtensorModule.', '') ?? '']
    }),
  )
}

/** What finney of spec 424 has for each. */
const usual = {
  ...{ pay: 'Balances.transfer_keep_alive', empty: 'Balances.transfer_all', payMany: 'Balances.transfer_keep_alive' },
  ...{ buy: 'add_stake_limit', sell: 'remove_stake_limit', sellAll: 'remove_stake_full_limit', dump: 'unstake_all' },
  ...{ buyRoot: 'add_stake_limit', sellRoot: 'remove_stake_limit', sellAllRoot: 'remove_stake_full_limit' },
  ...{ fromRoot: 'swap_stake_limit', toRoot: 'swap_stake_limit' },
  ...{ moveWithin: 'move_stake', swap: 'swap_stake_limit', moveAcross: 'no SubtensorModule.move_stake_limit', give: 'transfer_stake' },
  ...{ claim: 'claim_root', claimOne: 'not supported', claimType: 'set_root_claim_type' },
  ...{ lock: 'lock_stake', moveLock: 'move_lock', keepLock: 'set_perpetual_lock', rejectLocked: 'set_reject_locked_alpha' },
  autoStake: 'set_coldkey_auto_stake_hotkey',
  ...{ takeDown: 'decrease_take', takeUp: 'increase_take', childTake: 'set_childkey_take', children: 'set_children' },
  autoParent: 'set_auto_parent_delegation_enabled',
  ...{ associate: 'try_associate_hotkey', register: 'register_limit' },
  ...{ swapHotkey: 'swap_hotkey_v2', swapHotkeyOnly: 'swap_hotkey_v2' },
}
const none = 'not supported'
const noLocks = { lock: none, moveLock: none, keepLock: none, rejectLocked: none }
const before = { ...usual, ...noLocks, autoParent: none, register: 'only open' }
const localnet = (specVersion: number) => buildMetadata({ specName: 'node-subtensor', specVersion, transactionVersion: 1 }).bytes[16]

test('only orders in which pools have a part are trades, which others could come before', () => {
  const traded = Object.entries(orders).flatMap(([name, [order]]) => (order.of === 'stake' && trades(order.order) ? [name] : []))
  expect(traded).toEqual(['buy', 'sell', 'sellAll', 'dump', 'fromRoot', 'toRoot', 'swap', 'moveAcross'])
  // Of several sales one is enough.
  const legs = [0, 1].map((netuid) => ({ ...at, netuid, alphaRao: null, limitRao: 5n }))
  expect(trades({ side: 'sell-all', together: true, legs })).toBe(true)
})
test('the localnet has what finney has', () => {
  expect(walk(localnet(424), 424)).toEqual(usual)
})
test('after its upgrade it moves stake across subnets within a limit and claims with one validator, and dividends have no form to choose', () => {
  const later = { moveAcross: 'move_stake_limit', claimOne: 'claim_root_with_hotkey', claimType: none }
  expect(walk(localnet(NEXT), NEXT)).toEqual({ ...usual, ...later })
})
describe('finney', () => {
  for (const [spec, calls] of [
    [365, { ...before, swapHotkey: 'swap_hotkey', swapHotkeyOnly: 'only all' }],
    [393, before],
    [424, usual],
  ] as const) {
    // Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
    const file = `../shared/data/metadata-finney-${spec}.scale`
    const there = existsSync(file)
    test.skipIf(!there)(`of spec ${spec}${there ? '' : ' (skipped: the yardstick is not here)'}`, () => {
      expect(walk(new Uint8Array(readFileSync(file)), spec)).toEqual(calls)
    })
  }
})
