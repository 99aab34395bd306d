/** A share as percent, cut off and not rounded. What a float adds to a decimal number is taken off first: 0.29 × 100 is 28.999…96. */
export function percentText(tag: string, share: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, roundingMode: 'trunc' } as const
  return `${new Intl.NumberFormat(tag, digits).format(Number((share * 100).toFixed(9)))}\u00a0%`
}

/** By how much of itself an amount grew or shrank, as percent with its sign. @param before in rao, more than nothing */
export function grownText(tag: string, before: bigint, after: bigint): string {
  const more = after - before
  const size = more < 0n ? -more : more
  // Cut off like every amount: a loss never looks smaller than it is by more than the last decimal.
  return `${more > 0n ? '+' : more < 0n ? '−' : ''}${percentText(tag, Number((size * 10_000n) / before) / 10_000, 2)}`
}

/** A part of a whole as percent. @param tenths as `tenthsOf` gives them @param small it is there, and is less than one tenth */
export function tenthsText(tag: string, tenths: number, small: boolean): string {
  return `${small ? '<' : ''}${percentText(tag, (small ? 1 : tenths) / 1_000, 1)}`
}
