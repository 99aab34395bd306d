import { encodeAddress, fromHex, KluisError } from '../units'
import type { Live } from './live'
import { u64 } from './money'
import { encodeCall } from './transfer'

/**
 * An order for stake of a coldkey with one hotkey (id in hex) on one subnet. Amounts in rao: of TAO where it is bought, of alpha where it
 * is sold. `limitRao`: the dearest price that is paid, or the cheapest that is taken, in rao of TAO for a whole alpha; null asks for no
 * protection. `partial`: what fits within the limit is done, and the rest stays; otherwise it is all or nothing.
 */
export type StakeOrder = {
  side: 'buy' | 'sell'
  hotkey: string
  netuid: number
  amountRao: bigint
  limitRao: bigint | null
  partial: boolean
}

/** Bytes of the call that does this. @throws KluisError node-lied where the chain has no such call */
export function stakeCall(live: Live, { side, hotkey, netuid, amountRao, limitRao, partial }: StakeOrder): Uint8Array {
  const amount = side === 'buy' ? { amount_staked: amountRao } : { amount_unstaked: amountRao }
  const args = { hotkey: encodeAddress(fromHex(hotkey)), netuid, ...amount }
  const name = side === 'buy' ? 'add_stake' : 'remove_stake'
  if (limitRao === null) return encodeCall(live, 'SubtensorModule', name, args)
  return encodeCall(live, 'SubtensorModule', `${name}_limit`, { ...args, limit_price: limitRao, allow_partial: partial })
}

/** What the fee of a pool is: parts of 65,535 of what is given. @param hash of the block. @throws KluisError offline, node-lied */
export async function readFeeRate(live: Live, hash: string, netuid: number): Promise<bigint> {
  const item = live.runtime.storage('Swap', 'FeeRate')
  const answer = await live.rpc.call('state_getStorage', [item.key(netuid), hash])
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
