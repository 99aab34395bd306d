import { createContext, type ReactNode, useContext } from 'react'
import { displayTao, formatTao, isTao, RAO_PER_TAO, TAO, type Token } from '../units'

/** How numbers are written in the language in use, what the chain counts in, and whether amounts are covered. The shell sets it once. */
export type AmountStyle = { group: string; point: string; covered: boolean; coveredWord: string; token: Token }
const style = createContext<AmountStyle>({ group: ',', point: '.', covered: false, coveredWord: 'Hidden', token: TAO })
export const AmountStyleProvider = style.Provider
/** Amounts of a chain that may be another than the connected one. */
export const InToken = ({ token, children }: { token: Token; children: ReactNode }) => (
  <style.Provider value={{ ...useContext(style), token }}>{children}</style.Provider>
)

/** How an amount is written: an own unit has nine decimals, as TAO; the whole of an amount has all that its chain counts with. */
function written(token: Token, decimals: number, unit: string | undefined) {
  const of = unit === undefined ? token : TAO
  const places = decimals === TAO.decimals ? of.decimals : Math.min(decimals, of.decimals)
  return { places, of, mark: unit ?? (isTao(of) ? 'τ' : of.symbol) }
}

/** From seven digits on an amount takes its own line in a row: a number never squeezes a name out. */
export const isLong = (rao: bigint | undefined): boolean => rao !== undefined && (rao < 0n ? -rao : rao) >= 1_000_000n * RAO_PER_TAO

/**
 * An amount of TAO, or of what else the chain counts in, or of alpha with its own symbol. Cut off, never rounded up; smaller than the last decimal reads "<0.0001".
 * @param rao any size, may be negative
 * @param decimals 4 in lists; 9, which is all that there are, wherever something is signed
 * @param coverable whether "Hide amounts" hides this one. Never where something is signed.
 */
export function Amount({
  rao,
  decimals = 4,
  look,
  unit,
  spoken,
  coverable = false,
  plus = false,
}: {
  rao: bigint
  decimals?: number
  look?: 'hero' | 'lead' | 'col'
  unit?: string
  spoken?: string
  coverable?: boolean
  /** Says that it came, by a sign before it. */
  plus?: boolean
}) {
  const { group, point, covered, coveredWord, token } = useContext(style)
  const { places, of, mark: shown } = written(token, decimals, unit)
  const { sign: minus, whole, fraction, tiny } = displayTao(rao, places, of.decimals)
  const sign = plus && rao > 0n ? '+' : minus
  const many = whole.replaceAll(',', '').length > 6
  const long = look === 'hero' && many
  const classes = ['amt', look && `amt--${look}`, long && 'amt--long', many && (long || look === 'lead') && 'amt--wrap']
    .filter(Boolean)
    .join(' ')
  const mark = (
    <span className="amt-u">
      <span aria-hidden="true">{shown}</span>
      <span className="vh"> {spoken ?? of.symbol}</span>
    </span>
  )
  if (coverable && covered)
    return (
      <span className={classes}>
        <span className="amt-i" aria-hidden="true">
          •••
        </span>
        <span className="vh">{coveredWord}</span>
        {mark}
      </span>
    )
  if (tiny)
    return (
      <span className={classes}>
        <span className="amt-i">
          {sign}&lt;0{point}
          {'0'.repeat(Math.max(places - 1, 0))}1
        </span>
        {mark}
      </span>
    )
  return (
    <span className={classes}>
      <span className="amt-i">
        {sign}
        {whole.replaceAll(',', group)}
      </span>
      {places > 0 && (
        <span className="amt-f">
          {point}
          {fraction}
        </span>
      )}
      {mark}
    </span>
  )
}

/**
 * The same as plain text with its unit, for a sentence or a label: "1,462.7447 τ".
 * @param coverable as of Amount
 */
export function useAmountText({ coverable = false } = {}): (rao: bigint, decimals?: number, unit?: string) => string {
  const { group, point, covered, token } = useContext(style)
  return (rao, decimals = 4, unit) => {
    const { places, of, mark } = written(token, decimals, unit)
    if (coverable && covered) return `•••\u00a0${mark}`
    const { sign, whole, fraction, tiny } = displayTao(rao, places, of.decimals)
    if (tiny) return `${sign}<0${point}${'0'.repeat(Math.max(places - 1, 0))}1\u00a0${mark}`
    return `${sign}${whole.replaceAll(',', group)}${places > 0 ? point + fraction : ''}\u00a0${mark}`
  }
}

/** How many decimals an amount really has, so that "12.5" need not be written with nine. */
export const decimalsOf = (rao: bigint): number => formatTao(rao).split('.')[1]?.length ?? 0
