import { KluisError } from '../units'
import type { OwnCall } from './calls'
import type { Child } from './families'
import type { Live } from './live'
import { addressOf, hasCall } from './root'
import { encodeCall } from './transfer'

/**
 * An order about what a coldkey holds that is no trade. Families are ids in hex, amounts rao of a subnet's alpha.
 * `claim`: root dividends with all validators, on these subnets where the chain asks which; `claim-one`: with one validator.
 * `claim-type`: what becomes of them. `lock`: adds to the lock on a subnet, and gives the conviction of it to a hotkey; `move-lock`: to
 * another one; `keep-lock`: whether it stays whole. `reject-locked`: whether locked stake of others is refused. `auto-stake`: with whom
 * rewards of mining on a subnet are staked. `take`: parts of 65,535 that a hotkey keeps (`up`: more than before), on one subnet of its
 * parents where there is a netuid. `children`: who gets which part of its weight on a subnet, in place of those before.
 */
export type HoldingOrder =
  | { kind: 'claim'; netuids: readonly number[] }
  | { kind: 'claim-one'; hotkey: string }
  | { kind: 'claim-type'; type: 'Swap' | 'Keep' }
  | { kind: 'lock'; hotkey: string; netuid: number; amountRao: bigint }
  | { kind: 'move-lock' | 'auto-stake'; hotkey: string; netuid: number }
  | { kind: 'keep-lock'; netuid: number; on: boolean }
  | { kind: 'reject-locked'; on: boolean }
  | { kind: 'take'; hotkey: string; netuid: number | null; take: number; up: boolean }
  | { kind: 'children'; hotkey: string; netuid: number; children: readonly Child[] }
  | { kind: 'auto-parent'; hotkey: string; on: boolean }

type Call = [name: OwnCall, args: Record<string, unknown>]
function callOf(order: HoldingOrder): Call {
  switch (order.kind) {
    case 'claim':
      return ['claim_root', { subnets: [...order.netuids].sort((one, other) => one - other) }]
    case 'claim-one':
      return ['claim_root_with_hotkey', { hotkey: addressOf(order.hotkey) }]
    case 'claim-type':
      return ['set_root_claim_type', { new_root_claim_type: { type: order.type, value: undefined } }]
    case 'lock':
      return ['lock_stake', { hotkey: addressOf(order.hotkey), netuid: order.netuid, amount: order.amountRao }]
    case 'move-lock':
      return ['move_lock', { destination_hotkey: addressOf(order.hotkey), netuid: order.netuid }]
    case 'auto-stake':
      return ['set_coldkey_auto_stake_hotkey', { netuid: order.netuid, hotkey: addressOf(order.hotkey) }]
    case 'keep-lock':
      return ['set_perpetual_lock', { netuid: order.netuid, enabled: order.on }]
    case 'reject-locked':
      return ['set_reject_locked_alpha', { enabled: order.on }]
    case 'take': {
      const args = { hotkey: addressOf(order.hotkey), take: order.take }
      if (order.netuid !== null) return ['set_childkey_take', { ...args, netuid: order.netuid }]
      return [order.up ? 'increase_take' : 'decrease_take', args]
    }
    case 'children': {
      const children = order.children.map(({ hotkey, part }) => [part, addressOf(hotkey)])
      return ['set_children', { hotkey: addressOf(order.hotkey), netuid: order.netuid, children }]
    }
    case 'auto-parent':
      return ['set_auto_parent_delegation_enabled', { hotkey: addressOf(order.hotkey), enabled: order.on }]
  }
}

/** Bytes of the call that does this. @throws KluisError not-supported where the connected chain has no such call */
export function holdingCall(live: Live, order: HoldingOrder): Uint8Array {
  const [name, args] = callOf(order)
  if (!hasCall(live, name)) throw new KluisError('not-supported')
  return encodeCall(live, 'SubtensorModule', name, args)
}
