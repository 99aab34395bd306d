const PARTS = 65_535n
/** A claim is worth its fee where that takes at most this part of it: one in twenty. */
const FEE_SHARE = 20n

/**
 * How much of something would have to be sold so that this much of it is left when the pool took its fee: what a claim sells goes without
 * that fee, and the chain's simulation of a sale takes it.
 * @param rate parts of 65,535 that the pool takes
 * @returns rao; undefined where no amount comes out exactly so
 */
export function beforeFee(amountRao: bigint, rate: bigint): bigint | undefined {
  if (rate >= PARTS || amountRao < 0n) return undefined
  const near = (amountRao * PARTS) / (PARTS - rate)
  for (const gross of [near, near + 1n, near + 2n]) if (gross - (gross * rate) / PARTS === amountRao) return gross
  return undefined
}

/**
 * Whether claiming is worth it now. `nothing`: there is nothing to claim; `dust`: the chain passes over so little; `loss`: as isLoss;
 * `poor`: the fee cannot be paid; `costly`: the fee takes more than a twentieth; `fine`; `unknown`: nobody tells what it brings.
 */
type ClaimAdvice = 'nothing' | 'dust' | 'loss' | 'poor' | 'costly' | 'fine' | 'unknown'

/**
 * Whether a claim surely costs more than it brings; false where one of the two is not told. Amounts in rao of TAO.
 * @param yieldsRao what it brings, and `leastFeeRao` what of its fee is never given back; null: not told
 */
export const isLoss = (yieldsRao: bigint | null, leastFeeRao: bigint | null): boolean =>
  yieldsRao !== null && leastFeeRao !== null && leastFeeRao > yieldsRao

/**
 * What to advise. Amounts in rao of TAO.
 * @param accrued whether anything waits, and `claimable` whether the chain would not pass over all of it
 * @param yieldsRao what a claim brings, and `leastFeeRao` what of the fee is never given back; null: not told
 * @param feeRao the most that the network may take, and `payableRao` what can be spent on it
 */
export function claimAdvice({
  accrued,
  claimable,
  yieldsRao,
  leastFeeRao,
  feeRao,
  payableRao,
}: {
  accrued: boolean
  claimable: boolean
  yieldsRao: bigint | null
  leastFeeRao: bigint | null
  feeRao: bigint
  payableRao: bigint
}): ClaimAdvice {
  if (!accrued) return 'nothing'
  if (!claimable) return 'dust'
  if (isLoss(yieldsRao, leastFeeRao)) return 'loss'
  if (feeRao > payableRao) return 'poor'
  if (yieldsRao === null) return 'unknown'
  return worthFrom(feeRao) > yieldsRao ? 'costly' : 'fine'
}
/** From how much on a claim is worth a fee, in rao of TAO. */
export const worthFrom = (feeRao: bigint): bigint => feeRao * FEE_SHARE
