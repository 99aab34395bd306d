import type { Fact, Trade } from '../units'
import type { EntryView } from './views'

type Call = EntryView['calls'][number]
type Sale = Extract<Fact, { kind: 'unstake' }>
export type Leg = Call & { fact: Sale }
/** The sales of a transaction that sells several positions and does nothing else. */
export function legsOf({ calls }: EntryView): Leg[] | undefined {
  const legs = calls.filter((call): call is Leg => call.fact.kind === 'unstake')
  return legs.length > 1 && legs.length === calls.length ? legs : undefined
}

/** What went and what came, in rao: TAO, or alpha of a subnet. `fromNetuid`, `netuid` 0: TAO. */
export type Brought = { gave: bigint; fromNetuid: number; got: bigint; netuid: number }
/**
 * What one call of a transaction that is in a block really brought, by the events of that block.
 * @returns undefined where it brings nothing, did not run, or other calls were about the same place, so that nobody can tell which did what
 */
export function broughtBy(entry: EntryView, { fact, ran }: Call): Brought | undefined {
  if (ran !== true || !isDone(entry)) return undefined
  const only = (bought: boolean, hotkey: string, netuid: number) => onlyTrade(entry, bought, hotkey, netuid)
  switch (fact.kind) {
    case 'unstake': {
      const sold = only(false, fact.hotkey.id, fact.netuid)
      return sold && { gave: BigInt(sold.alpha), fromNetuid: fact.netuid, got: BigInt(sold.tao), netuid: 0 }
    }
    case 'stake': {
      const bought = only(true, fact.hotkey.id, fact.netuid)
      return bought && { gave: BigInt(bought.tao), fromNetuid: 0, got: BigInt(bought.alpha), netuid: fact.netuid }
    }
    case 'move-stake': {
      if (fact.netuid === fact.toNetuid) return undefined
      const [sold, bought] = [only(false, fact.hotkey.id, fact.netuid), only(true, fact.toHotkey.id, fact.toNetuid)]
      return sold && bought && { gave: BigInt(sold.alpha), fromNetuid: fact.netuid, got: BigInt(bought.alpha), netuid: fact.toNetuid }
    }
    default:
      return undefined
  }
}

const isDone = ({ status }: EntryView) => 'ok' in status && (status.ok || status.part)
function onlyTrade({ trades = [] }: EntryView, bought: boolean, hotkey: string, netuid: number): Trade | undefined {
  const there = trades.filter((each) => each.bought === bought && each.hotkey === hotkey && each.netuid === netuid)
  return there.length === 1 ? there[0] : undefined
}

/** What went of a position, in rao of alpha of `netuid` (0: TAO). `less`: the chain took less than was ordered, because no more was left. */
export type Went = { rao: bigint; netuid: number; less: boolean }
/** What one call moved within its subnet or gave away, by the events of its block. @returns undefined as of `broughtBy` */
export function wentBy(entry: EntryView, { fact, ran }: Call): Went | undefined {
  if (ran !== true || !isDone(entry)) return undefined
  if (fact.kind !== 'give-stake' && (fact.kind !== 'move-stake' || fact.netuid !== fact.toNetuid)) return undefined
  const gone = onlyTrade(entry, false, fact.hotkey.id, fact.netuid)
  if (!gone) return undefined
  const rao = BigInt(gone.alpha)
  return { rao, netuid: fact.netuid, less: fact.alpha !== null && rao < BigInt(fact.alpha) }
}

/** What a claim of dividends brought to root, in rao of TAO; undefined where the chain does not tell. */
export function claimedBy(entry: EntryView, { fact, ran }: Call): bigint | undefined {
  if (fact.kind !== 'claim' || entry.calls.length !== 1 || ran !== true || !isDone(entry) || !entry.trades) return undefined
  return entry.trades.reduce((sum, { bought, netuid, tao }) => (bought && netuid === 0 ? sum + BigInt(tao) : sum), 0n)
}

/** What several sales brought together, in rao of TAO; undefined unless it is known of each that was done, and one was. */
export function broughtByAll(entry: EntryView, legs: readonly Leg[]): bigint | undefined {
  const done = legs.filter(({ ran }) => ran !== false).map((leg) => broughtBy(entry, leg)?.got)
  return done.length > 0 && done.every((got) => got !== undefined) ? done.reduce((sum, got) => sum + got, 0n) : undefined
}

/** What was sold where all with one validator was, each by its subnet; nothing where another call may have sold it. */
export const soldByAll = ({ calls, trades = [], ...entry }: EntryView): Trade[] => {
  const [only] = calls
  if (calls.length !== 1 || only?.fact.kind !== 'unstake-all' || !('block' in entry.status)) return []
  const { id } = only.fact.hotkey
  return trades.filter(({ bought, hotkey }) => !bought && hotkey === id)
}
