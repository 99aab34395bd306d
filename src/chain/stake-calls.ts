import { encodeAddress, fromHex, KluisError } from '../units'
import type { OwnCall } from './calls'
import type { Live } from './live'
import { u64 } from './money'
import { readValues } from './reads'
import { addressOf, hasItem, idFrom, readItem } from './root'
import { encodeCall } from './transfer'

/**
 * An order for stake of a coldkey with one hotkey (id in hex) on one subnet. Amounts in rao: of TAO where it is bought, of alpha where it
 * is sold. `limitRao`: the dearest price that is paid, or the cheapest that is taken, in rao of TAO for a whole alpha; null asks for no
 * protection. `partial`: what fits within the limit is done, and the rest stays; otherwise it is all or nothing.
 */
export type TradeOrder = {
  side: 'buy' | 'sell'
  hotkey: string
  netuid: number
  amountRao: bigint
  limitRao: bigint | null
  partial: boolean
}
/**
 * Stake of a coldkey that goes to another hotkey, another subnet, or both. `amountRao`: alpha where it is now, on root TAO. Within a subnet
 * no pool has a part in it, and `limitRao` is null; across subnets it is the least alpha there, × 10⁹, for a whole one here (on root a TAO),
 * and null asks for no protection. `partial` as above.
 */
export type MoveOrder = {
  side: 'move'
  hotkey: string
  netuid: number
  toHotkey: string
  toNetuid: number
  amountRao: bigint
  limitRao: bigint | null
  partial: boolean
}
/** Stake that is given to another coldkey (`to`, id in hex): with the same hotkey and on the same subnet, so that no pool has a part in it. */
export type GiftOrder = { side: 'give'; to: string; hotkey: string; netuid: number; amountRao: bigint }
/** One sale of several. `alphaRao` null: all that is there when it runs. */
export type SaleLeg = { hotkey: string; netuid: number; alphaRao: bigint | null; limitRao: bigint }
/** Several sales in this order, each whole or not at all. `together`: one that fails undoes all; otherwise it alone is left out. */
export type SalesOrder = { side: 'sell-all'; legs: readonly SaleLeg[]; together: boolean }
/** Everything with one hotkey, by the chain's own call for it, which knows no limit. */
export type DumpOrder = { side: 'dump'; hotkey: string }
export type StakeOrder = TradeOrder | MoveOrder | GiftOrder | SalesOrder | DumpOrder

/**
 * Whether an order trades: pools have a part in it, so that who sees it before it runs could trade first. On root there is none, and what
 * stays on its subnet, with whomever, touches none.
 */
export function trades(order: StakeOrder): boolean {
  switch (order.side) {
    case 'give':
      return false
    case 'move':
      return order.netuid !== order.toNetuid
    case 'sell-all':
      return order.legs.some(({ netuid }) => netuid !== 0)
    case 'dump':
      return true
    default:
      return order.netuid !== 0
  }
}

type Named = { name: OwnCall; args: Record<string, unknown> }
const address = (id: string) => encodeAddress(fromHex(id))

function tradeCall({ side, hotkey, netuid, amountRao, limitRao, partial }: TradeOrder): Named {
  const amount = side === 'buy' ? { amount_staked: amountRao } : { amount_unstaked: amountRao }
  const args = { hotkey: address(hotkey), netuid, ...amount }
  const name = side === 'buy' ? 'add_stake' : 'remove_stake'
  if (limitRao === null) return { name, args }
  return { name: `${name}_limit`, args: { ...args, limit_price: limitRao, allow_partial: partial } }
}

function moveCall({ hotkey, netuid, toHotkey, toNetuid, amountRao, limitRao, partial }: MoveOrder): Named {
  const way = { origin_netuid: netuid, destination_netuid: toNetuid, alpha_amount: amountRao }
  const same = hotkey === toHotkey
  const name = same ? 'swap_stake' : 'move_stake'
  const keys = same ? { hotkey: address(hotkey) } : { origin_hotkey: address(hotkey), destination_hotkey: address(toHotkey) }
  if (limitRao === null) return { name, args: { ...keys, ...way } }
  return { name: `${name}_limit`, args: { ...keys, ...way, limit_price: limitRao, allow_partial: partial } }
}

function saleCall({ hotkey, netuid, alphaRao, limitRao }: SaleLeg): Named {
  if (alphaRao !== null) return tradeCall({ side: 'sell', hotkey, netuid, amountRao: alphaRao, limitRao, partial: false })
  return { name: 'remove_stake_full_limit', args: { hotkey: address(hotkey), netuid, limit_price: limitRao } }
}

/** The calls that do it, in order. */
function callsOf(order: StakeOrder): Named[] {
  switch (order.side) {
    case 'move':
      return [moveCall(order)]
    case 'give': {
      const { to, hotkey, netuid, amountRao } = order
      const keys = { destination_coldkey: address(to), hotkey: address(hotkey) }
      const args = { ...keys, origin_netuid: netuid, destination_netuid: netuid, alpha_amount: amountRao }
      return [{ name: 'transfer_stake', args }]
    }
    case 'sell-all':
      return order.legs.map(saleCall)
    case 'dump':
      return [{ name: 'unstake_all', args: { hotkey: address(order.hotkey) } }]
    default:
      return [tradeCall(order)]
  }
}
/** What holds them where there are several. */
const batchOf = (order: StakeOrder) => (order.side === 'sell-all' && order.together ? 'batch_all' : 'force_batch')

/** Whether the connected chain's metadata has a call of this name. */
export function hasCall({ runtime }: Live, pallet: string, name: string): boolean {
  try {
    runtime.builder.buildCall(pallet, name)
    return true
  } catch {
    return false
  }
}

/** The first call that an order takes and the connected chain does not have, as 'Pallet.call'; null where it has them all. */
export function missingCall(live: Live, order: StakeOrder): string | null {
  const [calls, batch] = [callsOf(order), batchOf(order)]
  if (calls.length > 1 && !hasCall(live, 'Utility', batch)) return `Utility.${batch}`
  const missing = calls.find(({ name }) => !hasCall(live, 'SubtensorModule', name))
  return missing ? `SubtensorModule.${missing.name}` : null
}

/**
 * Bytes of the call that does this. A single sale of several goes by itself: the chain can take its fee from the stake then.
 * @throws KluisError call-missing {call} where the chain has no such call, node-lied where it has another one of that name, invalid-input
 *   for no sales at all, and for an amount that the chain has no number for
 */
export function stakeCall(live: Live, order: StakeOrder): Uint8Array {
  const missing = missingCall(live, order)
  if (missing) throw new KluisError('call-missing', { call: missing })
  const calls = callsOf(order)
  const [only, ...more] = calls
  // Its codec would cut off what does not fit into 64 bits, and make another amount of it.
  const fits = calls.every(({ args }) => Object.values(args).every((each) => typeof each !== 'bigint' || each < 2n ** 64n))
  if (!only || !fits) throw new KluisError('invalid-input')
  if (!more.length) return encodeCall(live, 'SubtensorModule', only.name, only.args)
  return encodeCall(live, 'Utility', batchOf(order), {
    calls: calls.map(({ name, args }) => ({ type: 'SubtensorModule', value: { type: name, value: args } })),
  })
}

/** What the fee of a pool is: parts of 65,535 of what is given. @param hash of the block. @throws KluisError offline, node-lied */
export async function readFeeRate(live: Live, hash: string, netuid: number): Promise<bigint> {
  const item = live.runtime.storage('Swap', 'FeeRate')
  const key = item.key(netuid)
  const answer = (await readValues(live, hash, [key])).get(key)
  const pallet = live.runtime.metadata.pallets.find(({ name }) => name === 'Swap')
  const usual = pallet?.storage?.items.find(({ name }) => name === 'FeeRate')?.fallback
  const held = answer ?? usual
  if (typeof held !== 'string') throw new KluisError('node-lied')
  const rate = u64(item.decode(held))
  if (rate > 65_535n) throw new KluisError('node-lied')
  return rate
}

/** The least TAO that an order must be worth, in rao, where the chain's metadata says so; else nothing is known. */
export function leastStake({ runtime }: Live): bigint | null {
  try {
    return u64(runtime.constant('SubtensorModule', 'InitialMinStake'))
  } catch {
    return null
  }
}

const LEAST_REST = 'NominatorMinRequiredStake'
/**
 * What a sale must leave of a coldkey's stake with a hotkey of somebody else, in rao of TAO at the price after it: the chain sells less than
 * that too, at any price (chain.md 2.2; its clear_small_nomination_if_required, which moves and gifts do not call). 0n: any rest may stay.
 * @param hash of the block @param coldkey account id, hex, as `hotkey` @throws KluisError offline, node-answer, node-lied
 */
export async function readLeastRest(live: Live, hash: string, coldkey: string, hotkey: string): Promise<bigint> {
  if (!hasItem(live, LEAST_REST)) return 0n
  const [least, owner] = await Promise.all([readItem(live, hash, LEAST_REST), readItem(live, hash, 'Owner', addressOf(hotkey))])
  return idFrom(owner) === coldkey ? 0n : u64(least)
}
