import type { Context } from '../../pallet'
import { countBurnt, countRecycled } from '../alpha-assets'
import { blockNumber, ensure, of, put, type Runs, refusal, signer, tell } from './acting'
import { judgeAdd, judgeBurn } from './checks'
import { changeStake } from './shares'
import { toBalance } from './stake'
import { buy } from './trading'

type Burn = { hotkey: string; amount: bigint; netuid: number }

/** Ends alpha of a position, at most what is there: burnt it still counts as out, recycled it does not. @returns how much */
function end(context: Context, asked: Burn, recycled: boolean): bigint {
  const coldkey = signer(context)
  const { hotkey, netuid } = asked
  const { refused, amount } = judgeBurn(context, coldkey, asked)
  if (refused !== undefined) throw refusal(context, refused)
  changeStake(context, hotkey, coldkey, netuid, -amount)
  if (recycled) {
    put(context, 'SubnetAlphaOut', [netuid], of<bigint>(context, 'SubnetAlphaOut', netuid) - amount)
    countRecycled(context, netuid, amount)
  } else countBurnt(context, netuid, amount)
  tell(context, recycled ? 'AlphaRecycled' : 'AlphaBurned', [coldkey, hotkey, amount, netuid])
  return amount
}

type Purchase = { hotkey: string; netuid: number; amount: bigint; limit?: bigint }
/** Buys alpha and burns it: of a subnet once in the blocks of its tempo, whoever does it. */
function buyAndBurn(context: Context, { hotkey, netuid, amount: asked, limit }: Purchase): void {
  const coldkey = signer(context)
  const key = { type: 'AddStakeBurn', value: netuid }
  const last = of<bigint>(context, 'LastRateLimitedBlock', key)
  const now = BigInt(blockNumber(context))
  ensure(context, last === 0n || now - last >= BigInt(of<number>(context, 'Tempo', netuid)), 'AddStakeBurnRateLimitExceeded')
  const order = { hotkey, netuid, amount_staked: asked, ...(limit === undefined ? {} : { limit_price: limit }) }
  const { refused, amount } = judgeAdd(context, coldkey, order)
  if (refused !== undefined) throw refusal(context, refused)
  const { paid, fee, out } = buy(context, { hotkey, netuid, coldkey }, amount, { limit })
  toBalance(context, coldkey, -(paid + fee))
  const alpha = end(context, { hotkey, netuid, amount: out }, false)
  put(context, 'LastRateLimitedBlock', [key], now)
  tell(context, 'AddStakeBurn', { netuid, hotkey, amount: asked, alpha })
}

export const burning: Runs = {
  recycle_alpha: (context, args: Burn) => void end(context, args, true),
  burn_alpha: (context, args: Burn) => void end(context, args, false),
  add_stake_burn: buyAndBurn,
}
