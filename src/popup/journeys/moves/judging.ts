import type { EntryView, Input, MoveEstimate, PopupContract, PositionView, SalesEstimate, StakeProblem } from '../../../messaging'
import { parseTao, RAO_PER_TAO } from '../../../units'
import { isBad, outcomeOf } from '../../entry'
import { type Leaving, sumOrNull } from '../root/leaving'
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

/**
 * How far a move goes towards its limit, in millionths: what the chain holds against it. From root and to it there is one pool, of which
 * it is the price in the end; of two the estimate tells.
 */
export const movedOf = (
  { impact, moved }: Pick<MoveEstimate, 'impact' | 'moved'>,
  { netuid, toNetuid }: { netuid: number; toNetuid: number },
): number => (netuid === 0 || toNetuid === 0 ? movedBy('sell', impact) : moved)

/** Whether less than was allowed is sure, by more than a hundredth: pools do not weigh both sides alike. @param tolerance millionths */
export const isLoose = ({ receives, least }: Pick<MoveEstimate, 'receives' | 'least'>, tolerance: number): boolean =>
  receives !== null && least !== null && BigInt(least) * 100_000_000n < BigInt(receives) * BigInt(1_000_000 - tolerance) * 99n

/** What of an amount goes, in rao: the part that fits, where that is told of exactly this amount. */
export const goesOf = (typed: bigint, part: { told?: { rao: bigint } | undefined; current: boolean } | undefined): bigint =>
  part?.current && part.told ? part.told.rao : typed

/** What leaves root for that: nothing from elsewhere. @param rao as typed, undefined where that is no amount @param goes as goesOf */
export const leavingRoot = ({ hotkey, netuid }: { hotkey: string; netuid: number }, rao: bigint | undefined, goes: bigint): Leaving[] =>
  netuid === 0 && rao !== undefined ? [{ hotkey, amount: goes < rao ? goes : rao }] : []

type Protection = Input<PopupContract, 'prepareMove'>['protection']
/**
 * With what a move is asked for; undefined while it cannot be: nothing protects it, and no word was typed.
 * @param moved as `movedOf` @param partial whether less of it goes where the price moved since @param unlimited the word is there
 */
export function protectionOf(
  { way, limit, ...told }: Pick<MoveEstimate, 'way' | 'limit' | 'receives' | 'least'>,
  moved: number,
  { tolerance, partial, unlimited }: { tolerance: number; partial: boolean; unlimited: boolean },
): Protection | undefined {
  if (way === 'exact') return { kind: 'exact' }
  if (unlimited) return { kind: 'none', sure: 'unprotected' }
  if (way === 'unprotected' || limit === null) return undefined
  return fitOf(told, moved, tolerance) !== 'not' ? { kind: 'limit', limit, partial } : undefined
}

/**
 * Whether an order of an amount that the chain neither takes whole nor cuts down fails of its fee: free TAO does not pay it, so it is taken
 * from the stake first, and no longer as much is left. @param amount what goes, in rao @param price rao of TAO for a whole one; null: untold
 */
export function failsOfFee(
  { enough, fee, most }: Pick<MoveEstimate, 'enough' | 'fee' | 'most'>,
  amount: bigint,
  price: string | null,
): boolean {
  if (enough || fee === null) return false
  const left = BigInt(most) - amount
  // Twice the fee: its pool gives less than its price.
  return price === null ? left === 0n : left * BigInt(price) < 2n * BigInt(fee) * RAO_PER_TAO
}

/**
 * Why sales cannot be asked for as they stand: none can be done, one of several that go together, or nobody pays the fee: of several the
 * chain takes none from the stake, and of the rest of a position that is locked in part it would take it from what is to be sold.
 */
export type SalesStop = 'nothing' | 'none-fits' | 'together' | 'fee' | 'fee-rest'
type Sale = SalesEstimate['sales'][number]
type Choice = { tolerance: number; together: boolean }
/** Whether a sale would stay out as things are now: it is beyond its limit. @param tolerance millionths */
export const staysOut = (sale: Pick<Sale, 'receives' | 'least' | 'impact'>, tolerance: number): boolean =>
  fitOf(sale, movedBy('sell', sale.impact), tolerance) === 'not'
export function stopOf({ sales, enough }: Pick<SalesEstimate, 'sales' | 'enough'>, { tolerance, together }: Choice): SalesStop | undefined {
  if (sales.length === 0) return 'nothing'
  if (!enough && sales.length > 1) return 'fee'
  if (!enough && sales[0]?.alpha !== null) return 'fee-rest'
  const beyond = sales.filter((sale) => staysOut(sale, tolerance)).length
  if (beyond === sales.length) return 'none-fits'
  return together && beyond > 0 ? 'together' : undefined
}
/**
 * What those of the sales bring that go as things are now: none of them where one stays out and all or none goes.
 * @returns how many go, and in rao of TAO what comes of them, as the one (null: nobody can tell) and at the worst
 */
export function broughtOf(
  sales: readonly Sale[],
  { tolerance, together }: Choice,
): { goes: number; receives: bigint | null; least: bigint } {
  const fitting = sales.filter((sale) => !staysOut(sale, tolerance))
  const going = together && fitting.length < sales.length ? [] : fitting
  return {
    goes: going.length,
    receives: sumOrNull(going.map(({ receives }) => (receives === null ? null : BigInt(receives)))),
    least: going.reduce((all, { least }) => all + BigInt(least), 0n),
  }
}
type Told = Pick<SalesEstimate, 'sales' | 'stuck' | 'later'>
/** A sale at any price, as far as it is told; `problem`: why none within a limit. And what cannot be sold, why: a lock on a part, or a problem. */
export type Leg = SalesEstimate['later'][number] & { receives: string | null; problem?: StakeProblem }
export type StuckLeg = Omit<SalesEstimate['stuck'][number], 'problem'> & { problem: StakeProblem | 'locked-part' }
/** What keeps a position from a sale within a limit only. */
const limitOnly: readonly StakeProblem[] = ['price-untold', 'call-missing']
/** What goes where all with one validator does at any price, and what does not: the chain sells whole positions, and all at once. */
export function dumpedOf({ sales, stuck, later }: Told): { sales: Leg[]; stuck: StuckLeg[] } {
  const freed = stuck.filter(({ problem }) => limitOnly.includes(problem))
  const all: Leg[] = [...sales, ...[...later, ...freed].map((each) => ({ ...each, receives: null }))]
  const bound = all.filter(({ sells, holds }) => sells !== holds)
  return {
    sales: all.filter((each) => !bound.includes(each)),
    stuck: [
      ...bound.map(({ hotkey, netuid, sells, holds }) => ({
        hotkey,
        netuid,
        sells,
        holds,
        problem: 'locked-part' as const,
        heldBlocks: 0,
      })),
      ...stuck.filter((each) => !freed.includes(each)),
    ],
  }
}
/** The same as stopOf where all with one validator goes at any price: every position that it has on an open subnet counts, sold or not. */
export function dumpStopOf({ dump, ...told }: Told & Pick<SalesEstimate, 'dump'>): Extract<SalesStop, 'nothing' | 'fee'> | undefined {
  const { sales, stuck } = dumpedOf(told)
  if (sales.length === 0) return 'nothing'
  const open = sales.length + stuck.filter(({ problem }) => problem !== 'subnet-closed').length
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
