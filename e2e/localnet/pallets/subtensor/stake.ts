import type { Context } from '../../pallet'
import { issueAlpha } from '../alpha-assets'
import { accountOf, setFree } from '../balances'
import { farthest, feeOf, most, type Pool, priceOf, type Side, type Trade, trade, WHOLE } from './pool'
import { changeStake, type Ledger, type Reader } from './shares'

export const ROOT = 0
/** The account that nobody has: what stands where a hotkey has no owner. */
export const NOBODY = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'

export const exists = ({ read }: Reader, netuid: number) => read<boolean>('SubtensorModule', 'NetworksAdded', netuid)
export const isOpen = ({ read }: Reader, netuid: number) => read<boolean>('SubtensorModule', 'SubtokenEnabled', netuid)
export const hasOwner = ({ read }: Reader, hotkey: string) => read<string>('SubtensorModule', 'Owner', hotkey) !== NOBODY
export const netuids = ({ read }: Reader): number[] =>
  Array.from({ length: read<number>('SubtensorModule', 'TotalNetworks') }, (_, netuid) => netuid)

export const poolOf = ({ read }: Reader, netuid: number): Pool => ({
  tao: read<bigint>('SubtensorModule', 'SubnetTAO', netuid),
  alpha: read<bigint>('SubtensorModule', 'SubnetAlphaIn', netuid),
  quote: read<bigint>('Swap', 'SwapBalancer', netuid),
})
/** Root, and subnets without a mechanism of their own, are TAO for TAO. */
const isStable = ({ read }: Reader, netuid: number) => netuid === ROOT || read<number>('SubtensorModule', 'SubnetMechanism', netuid) === 0
const rateOf = ({ read }: Reader, netuid: number) => BigInt(read<number>('Swap', 'FeeRate', netuid))
/** Rao for a whole alpha. */
export const spotOf = (reader: Reader, netuid: number): bigint => (isStable(reader, netuid) ? WHOLE : priceOf(poolOf(reader, netuid)))
/** What alpha is worth at that price, in rao. */
export const worth = (reader: Reader, netuid: number, alpha: bigint): bigint => (alpha * spotOf(reader, netuid)) / WHOLE
export const swapFee = (reader: Reader, netuid: number, amount: bigint) =>
  isStable(reader, netuid) ? 0n : feeOf(amount, rateOf(reader, netuid))

const beyond = (side: Side, limit: bigint) => (side === 'buy' ? limit < WHOLE : limit > WHOLE)
type Order = { side: Side; netuid: number; amount: bigint; limit?: bigint | undefined; free?: boolean }
/** What an order would do now; the name of an error of Swap where it would do nothing. `free` takes no fee. */
export function quote(reader: Reader, { side, netuid, amount, limit = farthest(side), free }: Order): Trade | string {
  if (isStable(reader, netuid)) return beyond(side, limit) ? 'PriceLimitExceeded' : { paid: amount, fee: 0n, out: amount }
  return trade(poolOf(reader, netuid), side, amount, limit, free ? 0n : rateOf(reader, netuid))
}
/** The largest amount that a limit lets through whole. */
export function mostOf(reader: Reader, side: Side, netuid: number, limit: bigint): bigint | string {
  if (isStable(reader, netuid)) return beyond(side, limit) ? 'PriceLimitExceeded' : 2n ** 64n - 1n
  return most(poolOf(reader, netuid), side, limit, rateOf(reader, netuid))
}

export const add = ({ read, write }: Ledger, pallet: string, item: string, keys: unknown[], by: bigint) =>
  write(pallet, item, keys, read<bigint>(pallet, item, ...keys) + by)
export const settled = (context: Context, order: Order): Trade => {
  const done = quote(context, order)
  if (typeof done === 'string') throw context.refuse('Swap', done)
  return done
}
/** Moves a pool's reserves. The fee is in neither: finney gives it to the author of the block, and here there is none, so it is gone. */
export function moveReserves(context: Context, netuid: number, tao: bigint, alphaIn: bigint, alphaOut: bigint): void {
  add(context, 'SubtensorModule', 'SubnetTAO', [netuid], tao)
  add(context, 'SubtensorModule', 'TotalStake', [], tao)
  if (alphaIn !== 0n) add(context, 'SubtensorModule', 'SubnetAlphaIn', [netuid], alphaIn)
  add(context, 'SubtensorModule', 'SubnetAlphaOut', [netuid], alphaOut)
  if (netuid !== ROOT) issueAlpha(context, netuid, alphaIn + alphaOut)
  add(context, 'SubtensorModule', 'SubnetVolume', [netuid], tao < 0n ? -tao : tao)
}

export type Position = { hotkey: string; coldkey: string; netuid: number }
/** A hotkey is among those that a coldkey stakes with, once it is, for good. */
export function noteHotkey({ read, write }: Ledger, coldkey: string, hotkey: string): void {
  const known = read<string[]>('SubtensorModule', 'StakingHotkeys', coldkey)
  if (!known.includes(hotkey)) write('SubtensorModule', 'StakingHotkeys', [coldkey], [...known, hotkey])
}
/** Alpha into a position. */
export function credit(context: Context, { hotkey, coldkey, netuid }: Position, alpha: bigint): void {
  changeStake(context, hotkey, coldkey, netuid, alpha)
  noteHotkey(context, coldkey, hotkey)
}
/** TAO from a coldkey's balance into stake, or back: it stays in the issuance of TAO, and leaves or enters that of Balances. */
export function toBalance(context: Context, coldkey: string, tao: bigint): void {
  add(context, 'Balances', 'TotalIssuance', [], tao)
  setFree(context, coldkey, accountOf(context, coldkey).data.free + tao)
}
