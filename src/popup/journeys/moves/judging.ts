import type { EntryView, Input, MoveEstimate, PopupContract, PositionView, SalesEstimate } from '../../../messaging'
import { parseTao } from '../../../units'
import { isBad, outcomeOf } from '../../entry'
import { fitOf, movedBy } from '../stake/tolerance'

/** What a typed amount comes to in rao, and what is wrong with it; nothing is wrong with none. @param max the most that can go */
export function readAmount(
  text: string,
  max: bigint | undefined,
): { rao: bigint | undefined; problem?: 'not-amount' | 'zero' | 'too-much' } {
  if (!text) return { rao: undefined }
  const rao = parseTao(text)
  if (rao === undefined) return { rao, problem: 'not-amount' }
  if (rao === 0n) return { rao, problem: 'zero' }
  return max !== undefined && rao > max ? { rao, problem: 'too-much' } : { rao }
}

type Protection = Input<PopupContract, 'prepareMove'>['protection']
/**
 * With what a move is asked for; undefined while it cannot be: nothing protects it, and no word was typed.
 * @param partial whether what fits goes @param unlimited the word is there
 */
export function protectionOf(
  { way, limit, ...told }: Pick<MoveEstimate, 'way' | 'limit' | 'receives' | 'least' | 'impact'>,
  { tolerance, partial, unlimited }: { tolerance: number; partial: boolean; unlimited: boolean },
): Protection | undefined {
  if (way === 'exact') return { kind: 'exact' }
  if (unlimited) return { kind: 'none', sure: 'unprotected' }
  if (way === 'unprotected' || limit === null) return undefined
  return fitOf(told, movedBy('sell', told.impact), tolerance) !== 'not' || partial ? { kind: 'limit', limit, partial } : undefined
}

/**
 * Why sales cannot be asked for as they stand: none can be done, one of several that go together, or nobody pays the fee: of several the
 * chain takes none from the stake, and of the rest of a position that is locked in part it would take it from what is to be sold.
 */
export type SalesStop = 'nothing' | 'none-fits' | 'together' | 'fee' | 'fee-rest'
export function stopOf(
  { sales, enough }: Pick<SalesEstimate, 'sales' | 'enough'>,
  { tolerance, together }: { tolerance: number; together: boolean },
): SalesStop | undefined {
  if (sales.length === 0) return 'nothing'
  if (!enough && sales.length > 1) return 'fee'
  if (!enough && sales[0]?.alpha !== null) return 'fee-rest'
  const beyond = sales.filter((sale) => fitOf(sale, movedBy('sell', sale.impact), tolerance) === 'not').length
  if (beyond === sales.length) return 'none-fits'
  return together && beyond > 0 ? 'together' : undefined
}
/** The same where all with one validator goes at any price: every position that it has on an open subnet counts, sold or not. */
export function dumpStopOf({
  sales,
  stuck,
  later,
  dump,
}: Pick<SalesEstimate, 'sales' | 'stuck' | 'later' | 'dump'>): Extract<SalesStop, 'nothing' | 'fee'> | undefined {
  if (sales.length === 0) return 'nothing'
  const open = sales.length + later + stuck.filter(({ problem }) => problem !== 'subnet-closed').length
  return dump?.enough === false && open > 1 ? 'fee' : undefined
}

export type Several = Pick<PositionView, 'hotkey' | 'address' | 'validator'> & { count: number }
/** Validators with more than one position, in the order in which they come. */
export function severalOf(positions: readonly PositionView[]): Several[] {
  const found = new Map<string, Several>()
  for (const { hotkey, address, validator } of positions) {
    const { count } = found.get(hotkey) ?? { count: 0 }
    found.set(hotkey, { hotkey, address, validator, count: count + 1 })
  }
  return [...found.values()].filter(({ count }) => count > 1)
}

/** What became of one call of several. pending: it may still be done. */
export type LegState = 'done' | 'not' | 'unknown' | 'pending'
export function legStateOf(entry: EntryView, ran: boolean | null): LegState {
  const outcome = outcomeOf(entry)
  if (isBad(outcome)) return 'not'
  if (outcome === 'unknown') return 'unknown'
  if (outcome !== 'included' && outcome !== 'final' && outcome !== 'part') return 'pending'
  return ran === null ? 'unknown' : ran ? 'done' : 'not'
}
