import { KluisError, spotOf } from '../units'
import type { Live } from './live'
import { askRuntime, knows, u64 } from './money'

/**
 * What the chain says that a sale would return at a block. `taoRao`: what arrives, fee and slippage taken off. `feeAlphaRao` is part of
 * the alpha that is sold; `slippageRao` is what arrives less than at the spot price, the fee included.
 */
export type Sale = { taoRao: bigint; feeAlphaRao: bigint; slippageRao: bigint }

/**
 * Asks the chain to simulate a sale. Nothing about its pools is computed here: they have changed before (chain.md 6.1). But a sale only
 * lowers the price, so it never returns more than the spot value, and all of the amount is sold or goes as the fee.
 * @param hash of the block
 * @param priceRao rao of TAO for a whole alpha in that block
 * @returns null where it cannot be sold: the simulation failed, which a runtime says with nothing but zeros, or nothing would come of it.
 *   undefined: nobody can tell
 * @throws KluisError offline, node-lied
 */
export async function readSale(
  live: Live,
  hash: string,
  { netuid, alphaRao, priceRao }: { netuid: number; alphaRao: bigint; priceRao: bigint },
): Promise<Sale | null | undefined> {
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
  if (tao === 0n) return null
  const taken = sold + fee
  // A price is told in whole rao, rounded down: the true one is less than one more.
  const most = spotOf(alphaRao, priceRao + 1n) + 1n
  if (taken > alphaRao || taken + 1n < alphaRao || tao + slippage > most) throw new KluisError('node-lied')
  return { taoRao: tao, feeAlphaRao: fee, slippageRao: slippage }
}

/** What the chain says that a purchase would bring at a block. `alphaRao`: what arrives; `feeTaoRao` is part of the TAO that is given. */
export type Purchase = { alphaRao: bigint; feeTaoRao: bigint }

/**
 * Asks the chain to simulate a purchase of alpha. A purchase only raises the price, so it never brings more than the spot price gives.
 * @param priceRao rao of TAO for a whole alpha in that block
 * @returns null where it cannot be bought (all zeros), undefined where nobody can tell
 * @throws KluisError offline, node-lied
 */
export async function readPurchase(
  live: Live,
  hash: string,
  { netuid, taoRao, priceRao }: { netuid: number; taoRao: bigint; priceRao: bigint },
): Promise<Purchase | null | undefined> {
  if (!knows(live, 'SwapRuntimeApi', 'sim_swap_tao_for_alpha')) return undefined
  const answer = await askRuntime(live, hash, 'SwapRuntimeApi', 'sim_swap_tao_for_alpha', [netuid, taoRao])
  if (answer === undefined) return undefined
  const told = answer as Record<string, unknown> | null
  const [given, bought, fee] = [told?.tao_amount, told?.alpha_amount, told?.tao_fee].map(u64) as [bigint, bigint, bigint]
  if (bought === 0n) return null
  // The price is told in whole rao, rounded down, so that alpha can only look cheaper than it is.
  const taken = given + fee
  if (taken > taoRao || taken + 1n < taoRao || spotOf(bought, priceRao) > taoRao) throw new KluisError('node-lied')
  return { alphaRao: bought, feeTaoRao: fee }
}
