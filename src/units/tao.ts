export const RAO_PER_TAO = 1_000_000_000n

/** What a chain counts its money in: what a whole one is called, and with how many decimals it is written. */
export type Token = { symbol: string; decimals: number }
export const TAO: Token = { symbol: 'TAO', decimals: 9 }
export const isTao = ({ symbol, decimals }: Token): boolean => symbol === TAO.symbol && decimals === TAO.decimals

/** What alpha is worth at the spot price, rounded down. @param priceRao rao of TAO for a whole alpha @returns rao */
export const spotOf = (alphaRao: bigint, priceRao: bigint): bigint => (alphaRao * priceRao) / RAO_PER_TAO

/** All the digits that an amount has: '1.5', '0', '-0.000000001'. @param rao any size, may be negative */
export function formatTao(rao: bigint): string {
  const { sign, whole, fraction } = partsOf(rao)
  const short = fraction.replace(/0+$/, '')
  return `${sign}${whole}${short && `.${short}`}`
}

/**
 * An amount in parts for display: grouped integer and exactly `decimals` digits, cut off, never rounded up.
 * `tiny` says that something is there but smaller than the last decimal: print "<0.0001", never zero (look/README, Amounts).
 * @param of how many decimals a whole one has
 */
export function displayTao(
  rao: bigint,
  decimals: number,
  of = TAO.decimals,
): { sign: string; whole: string; fraction: string; tiny: boolean } {
  const { sign, whole, fraction } = partsOf(rao, of)
  const shown = fraction.slice(0, decimals)
  const tiny = rao !== 0n && whole === '0' && /^0*$/.test(shown)
  return { sign: sign && '−', whole: whole.replace(/\B(?=(\d{3})+$)/g, ','), fraction: shown, tiny }
}

/**
 * Reads what a person typed: digits with one decimal point or comma, at most nine decimals, no signs, no thousands.
 * @returns rao, or undefined for anything that is not exactly one non-negative amount of at most 12 integer digits
 */
export function parseTao(text: string): bigint | undefined {
  const match = /^(\d{1,12})(?:[.,](\d{1,9}))?$/.exec(text.trim())
  if (!match) return undefined
  return BigInt(match[1] as string) * RAO_PER_TAO + BigInt((match[2] ?? '').padEnd(9, '0'))
}

/** Whether it could also be thousands, as some write them: `1,500` or `1.500`, but not `0.500`. `parseTao` reads a decimal sign. */
export const maybeThousands = (text: string): boolean => /^(?!0+[.,])\d{1,3}[.,]\d{3}$/.test(text.trim())

function partsOf(rao: bigint, of = TAO.decimals): { sign: string; whole: string; fraction: string } {
  const digits = (rao < 0n ? -rao : rao).toString().padStart(of + 1, '0')
  const point = digits.length - of
  return { sign: rao < 0n ? '-' : '', whole: digits.slice(0, point), fraction: digits.slice(point) }
}
