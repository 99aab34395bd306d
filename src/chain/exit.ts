import { KluisError, spotOf } from '../units'
import type { Live } from './live'
import { askRuntime, knows, u64 } from './money'
import { hasItem, readItems } from './root'

/**
 * What the chain says that a sale would return at a block. `taoRao`: what arrives, fee and slippage taken off. `feeAlphaRao` is part of
 * the alpha that is sold; `slippageRao` is what arrives less than at the spot price, the fee included.
 */
export type Sale = { taoRao: bigint; feeAlphaRao: bigint; slippageRao: bigint }

/**
 * Asks the chain to simulate a sale. Nothing about its pools is computed here: they have changed before (chain.md 6.1). But a sale only
 * lowers the price, so it never returns more than the spot value, and no more of the amount is taken than there is.
 * @param hash of the block
 * @param priceRao rao of TAO for a whole alpha in that block
 * @returns null where it cannot be sold whole: the simulation failed, which a runtime says with nothing but zeros, or nothing would come of it.
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
  const [tao, sold, fee] = [told?.tao_amount, told?.alpha_amount, told?.alpha_fee].map(u64) as [bigint, bigint, bigint]
  // Spec 365 did not tell it apart.
  const missing = spotOf(alphaRao, priceRao) - tao
  const slippage = told && 'tao_slippage' in told ? u64(told.tao_slippage) : missing > 0n ? missing : 0n
  if (tao === 0n) return null
  const taken = sold + fee
  // A price is told in whole rao, rounded down: the true one is less than one more.
  const most = spotOf(alphaRao, priceRao + 1n) + 1n
  if (taken > alphaRao || tao + slippage > most) throw new KluisError('node-lied')
  // A pool that takes only a part of it stands at the last of all prices: no order goes through it whole.
  if (taken + 1n < alphaRao) return null
  return { taoRao: tao, feeAlphaRao: fee, slippageRao: slippage }
}

/** What the chain says that a purchase would bring at a block. `alphaRao`: what arrives; `feeTaoRao` is part of the TAO that is given. */
export type Purchase = { alphaRao: bigint; feeTaoRao: bigint }

/**
 * Asks the chain to simulate a purchase of alpha. A purchase only raises the price, so it never brings more than the spot price gives.
 * @param priceRao rao of TAO for a whole alpha in that block
 * @returns null where it cannot be bought for all of it (all zeros, or a part), undefined where nobody can tell
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
  if (taken > taoRao || spotOf(bought, priceRao) > taoRao) throw new KluisError('node-lied')
  if (taken + 1n < taoRao) return null
  return { alphaRao: bought, feeTaoRao: fee }
}

/** What stake would become on another subnet. `feeRao` is part of what is given; `taoRao` is what it is worth in between. */
export type Swap = { receivesRao: bigint; feeRao: bigint; taoRao: bigint }
type Place = { netuid: number; priceRao: bigint }
const ROOT = 0
const FEE_PARTS = 65_535n

/** The least amount of which this much is left when a pool has had its fee. @param rate parts of 65,535, less than all of them */
function beforeFee(rest: bigint, rate: bigint): bigint {
  let amount = (rest * FEE_PARTS) / (FEE_PARTS - rate)
  while (amount - (amount * rate) / FEE_PARTS < rest) amount++
  return amount
}

/**
 * Asks the chain to simulate that stake goes from one subnet to another: a sale, and a purchase for what it brings. Only one of the two pools
 * takes a fee (chain.md 2.4), the first one unless that is root: so the second is asked about as much more as its fee would take.
 * @param rate what the destination's pool would take of a purchase, in parts of 65,535
 * @returns null where it cannot be done, undefined where nobody can tell
 * @throws KluisError offline, node-lied
 */
export async function readSwap(
  live: Live,
  hash: string,
  { from, to, amountRao, rate }: { from: Place; to: Place; amountRao: bigint; rate: bigint },
): Promise<Swap | null | undefined> {
  const fromRoot = from.netuid === ROOT
  const sale = fromRoot
    ? { taoRao: amountRao, feeAlphaRao: 0n }
    : await readSale(live, hash, { netuid: from.netuid, alphaRao: amountRao, priceRao: from.priceRao })
  if (!sale) return sale
  const { taoRao, feeAlphaRao } = sale
  if (to.netuid === ROOT) return { receivesRao: taoRao, feeRao: feeAlphaRao, taoRao }
  if (rate >= FEE_PARTS) return undefined
  const given = fromRoot ? taoRao : beforeFee(taoRao, rate)
  const bought = await readPurchase(live, hash, { netuid: to.netuid, taoRao: given, priceRao: to.priceRao })
  if (!bought) return bought
  // Its own idea of the fee would make it another trade than this one.
  if (!fromRoot && given - bought.feeTaoRao > taoRao + 1n) return undefined
  return { receivesRao: bought.alphaRao, feeRao: fromRoot ? bought.feeTaoRao : feeAlphaRao, taoRao }
}

/**
 * What the pools of subnets hold at a block, in rao, in their order. That is not yet their price: their sides may weigh differently.
 * @param hash of the block @returns undefined where the chain does not tell it @throws KluisError offline, node-answer, node-lied
 */
export async function readReserves(
  live: Live,
  hash: string,
  netuids: readonly number[],
): Promise<{ taoRao: bigint; alphaRao: bigint }[] | undefined> {
  const names = ['SubnetTAO', 'SubnetAlphaIn']
  if (!names.every((name) => hasItem(live, name))) return undefined
  const keys = netuids.map((netuid) => [netuid])
  const [taos = [], alphas = []] = await Promise.all(names.map((name) => readItems(live, hash, name, keys)))
  return netuids.map((_, at) => ({ taoRao: u64(taos[at]), alphaRao: u64(alphas[at]) }))
}
