import { KluisError } from '../units'
import type { Live } from './live'
import { askRuntime, knows, u64 } from './money'

/**
 * What the chain says that a sale would return at a block. `taoRao`: what arrives, fee and slippage taken off. `feeAlphaRao` is part of
 * the alpha that is sold; `slippageRao` is what arrives less than at the spot price, the fee included.
 */
export type Sale = { taoRao: bigint; feeAlphaRao: bigint; slippageRao: bigint }

/**
 * Asks the chain to simulate a sale. Nothing about its pools is computed here: they have changed before (chain.md 6.1).
 * @param hash of the block
 * @returns null where it cannot be sold: the simulation failed, which a runtime says with nothing but zeros. undefined: nobody can tell
 * @throws KluisError offline, node-lied
 */
export async function readSale(live: Live, hash: string, netuid: number, alphaRao: bigint): Promise<Sale | null | undefined> {
  if (!knows(live, 'SwapRuntimeApi', 'sim_swap_alpha_for_tao')) return undefined
  const answer = await askRuntime(live, hash, 'SwapRuntimeApi', 'sim_swap_alpha_for_tao', [netuid, alphaRao])
  if (answer === undefined) return undefined
  const told = answer as Record<string, unknown> | null
  const [tao, sold, fee, slippage] = [told?.tao_amount, told?.alpha_amount, told?.alpha_fee, told?.tao_slippage].map(u64) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  if (tao === 0n && sold === 0n && fee === 0n) return null
  // Of another amount, or a fee that is more than what is sold.
  if (sold + fee > alphaRao || fee > alphaRao) throw new KluisError('node-lied')
  return { taoRao: tao, feeAlphaRao: fee, slippageRao: slippage }
}
