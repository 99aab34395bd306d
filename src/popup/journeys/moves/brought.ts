import type { EntryView } from '../../../messaging'
import type { Fact, Trade } from '../../../units'
import { outcomeOf } from '../../entry'

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
  if (ran !== true || !['included', 'final', 'part'].includes(outcomeOf(entry))) return undefined
  const only = (bought: boolean, hotkey: string, netuid: number): Trade | undefined => {
    const there = entry.trades?.filter((each) => each.bought === bought && each.hotkey === hotkey && each.netuid === netuid) ?? []
    return there.length === 1 ? there[0] : undefined
  }
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
