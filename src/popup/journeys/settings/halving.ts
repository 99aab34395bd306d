/** Milliseconds between two blocks of the public networks (chain.md 1). */
const BLOCK_MS = 12_000n
/** Further than that no calendar of ours goes: the year 9999. */
const LATEST_MS = 253_370_764_800_000n

/** When so many blocks have passed at the earliest, in milliseconds since 1970; null for what is further away than dates go. */
export function earliestAt(blocks: bigint, now: number): number | null {
  const at = BigInt(Math.trunc(now)) + blocks * BLOCK_MS
  return at > LATEST_MS ? null : Number(at)
}

/** What part of a whole, in hundredths of a per cent, cut off. @returns 0 to 10,000 */
export function partOf(amount: bigint, whole: bigint): number {
  return whole <= 0n ? 0 : Number((amount * 10_000n) / whole)
}
