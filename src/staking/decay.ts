/** ln 2 and ln 10, in thousandths. */
const HALF = 693n
const TENTH = 2_303n

/**
 * How long a lock takes that opens by itself, in blocks: until half of it is left, and until a tenth is. What is locked falls to 1/e of
 * itself in `rate` blocks, for ever (chain.md 4.3). Rounded up.
 */
export function openingOf(rate: bigint): { half: bigint; tenth: bigint } {
  const after = (thousandths: bigint) => (rate * thousandths + 999n) / 1_000n
  return { half: after(HALF), tenth: after(TENTH) }
}
