import type { Context } from '../../pallet'
import { of } from './acting'
import { availableOn, reduceLock } from './locks'
import { WHOLE } from './pool'
import { changeStake, stakeOf } from './shares'
import { type Position, spotOf, toBalance } from './stake'
import { sell } from './trading'

/**
 * As clear_small_nomination_if_required: what a sale leaves with a hotkey of somebody else, and is worth less than the chain's minimum at the
 * price after it, is sold too, at whatever price; what cannot be sold is gone for nothing. Only sales look: moves and gifts leave any rest.
 */
export function clearSmall(context: Context, position: Position): void {
  const { hotkey, coldkey, netuid } = position
  if (of<string>(context, 'Owner', hotkey) === coldkey) return
  const alpha = stakeOf(context, hotkey, coldkey, netuid)
  const spot = spotOf(context, netuid)
  const least = spot === 0n ? 0n : (of<bigint>(context, 'NominatorMinRequiredStake') * WHOLE) / spot
  if (alpha === 0n || alpha >= least) return
  if (alpha > availableOn(context, coldkey, netuid)) changeStake(context, hotkey, coldkey, netuid, -alpha)
  else toBalance(context, coldkey, sell(context, position, alpha).out)
  reduceLock(context, coldkey, netuid, alpha)
}
