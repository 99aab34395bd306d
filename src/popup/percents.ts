/** A share as percent, cut off and not rounded. What a float adds to a decimal number is taken off first: 0.29 × 100 is 28.999…96. */
export function percentText(tag: string, share: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, roundingMode: 'trunc' } as const
  return `${new Intl.NumberFormat(tag, digits).format(Number((share * 100).toFixed(9)))}\u00a0%`
}

/** A part of a whole as percent. @param tenths as `tenthsOf` gives them @param small it is there, and is less than one tenth */
export function tenthsText(tag: string, tenths: number, small: boolean): string {
  return `${small ? '<' : ''}${percentText(tag, (small ? 1 : tenths) / 1_000, 1)}`
}
