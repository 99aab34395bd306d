/** Blocks of twelve seconds in a year of 365 days. */
export const BLOCKS_A_YEAR = 2_628_000n
const MILLION = 1_000_000n

/**
 * What a validator's last payment would come to in a year, in alpha, without interest on interest and whatever the price does:
 * dividend ÷ stake × payments in a year (chain.md 6.3). Rounded down.
 * @param dividendRao alpha that the last payment gave to all who stake with it, after its take
 * @param stakeRao alpha staked with it
 * @param tempo blocks from one payment to the next are one more than this
 * @returns millionths of the stake; undefined where there is nothing to count with
 */
export function yearlyYield(dividendRao: bigint, stakeRao: bigint, tempo: number): bigint | undefined {
  if (stakeRao <= 0n || tempo <= 0) return undefined
  return (dividendRao * BLOCKS_A_YEAR * MILLION) / (stakeRao * BigInt(tempo + 1))
}
