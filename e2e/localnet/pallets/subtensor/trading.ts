import type { Context } from '../../pallet'
import { countRecycled } from '../alpha-assets'
import { basketStakeChanged } from './baskets'
import type { Trade } from './pool'
import { rootStakeChanged } from './root-claim'
import { changeStake } from './shares'
import { add, credit, moveReserves, type Position, ROOT, settled, toBalance, worth } from './stake'

/** Root stake that came or went, to what it earned: rates, or shares of baskets where the runtime has those. */
function rootChanged(context: Context, hotkey: string, coldkey: string, by: bigint): void {
  context.write('SubtensorModule', 'LastColdkeyHotkeyStakeBlock', [coldkey, hotkey], BigInt(context.read<number>('System', 'Number')))
  if (context.has('SubtensorModule', 'BasketRate')) basketStakeChanged(context, hotkey, coldkey, by)
  else rootStakeChanged(context, hotkey, coldkey, by)
}
type Terms = { limit?: bigint | undefined; free?: boolean }
/** Buys alpha for TAO that is in nobody's hands any more. @returns what the trade took, of which the fee is gone for good */
export function buy(context: Context, { hotkey, coldkey, netuid }: Position, amount: bigint, terms: Terms = {}): Trade {
  const done = settled(context, { side: 'buy', netuid, amount, ...terms })
  moveReserves(context, netuid, done.paid, netuid === ROOT ? 0n : -done.out, done.out)
  add(context, 'SubtensorModule', 'TotalIssuance', [], -done.fee)
  credit(context, { hotkey, coldkey, netuid }, done.out)
  if (netuid === ROOT) rootChanged(context, hotkey, coldkey, done.out)
  context.deposit('SubtensorModule', 'StakeAdded', [coldkey, hotkey, done.paid + done.fee, done.out, netuid, done.fee])
  return done
}
/** Sells alpha. @returns the trade; its TAO is in nobody's hands yet */
export function sell(context: Context, { hotkey, coldkey, netuid }: Position, amount: bigint, terms: Terms = {}): Trade {
  const done = settled(context, { side: 'sell', netuid, amount, ...terms })
  const taken = done.paid + done.fee
  changeStake(context, hotkey, coldkey, netuid, -taken)
  if (netuid === ROOT) rootChanged(context, hotkey, coldkey, -taken)
  moveReserves(context, netuid, -done.out, netuid === ROOT ? 0n : done.paid, -taken)
  context.deposit('SubtensorModule', 'StakeRemoved', [coldkey, hotkey, done.out, taken, netuid, done.fee])
  return done
}

/** Stake from one position to another of the same subnet, without a pool: told like a sale and a purchase at the spot price. @returns that, in rao */
export function shift(context: Context, from: Position, to: Position, alpha: bigint): bigint {
  changeStake(context, from.hotkey, from.coldkey, from.netuid, -alpha)
  if (from.netuid === ROOT) rootChanged(context, from.hotkey, from.coldkey, -alpha)
  credit(context, to, alpha)
  if (to.netuid === ROOT) rootChanged(context, to.hotkey, to.coldkey, alpha)
  const tao = worth(context, from.netuid, alpha)
  context.deposit('SubtensorModule', 'StakeRemoved', [from.coldkey, from.hotkey, tao, alpha, from.netuid, 0n])
  context.deposit('SubtensorModule', 'StakeAdded', [to.coldkey, to.hotkey, tao, alpha, to.netuid, 0n])
  return tao
}
/** Pays TAO into a pool, and ends the alpha that it buys. @throws Refusal by the pool */
export function burnForAlpha(context: Context, coldkey: string, netuid: number, tao: bigint): void {
  const done = settled(context, { side: 'buy', netuid, amount: tao })
  moveReserves(context, netuid, done.paid, -done.out, done.out)
  add(context, 'SubtensorModule', 'TotalIssuance', [], -done.fee)
  add(context, 'SubtensorModule', 'SubnetAlphaOut', [netuid], -done.out)
  countRecycled(context, netuid, done.out)
  toBalance(context, coldkey, -(done.paid + done.fee))
}
