import type { EntryView } from '../messaging'
import type { Words } from '../words'

/** What became of a transaction, as one word: a failure is told from a success. */
export type Outcome = 'signed' | 'sent' | 'included' | 'final' | 'failed' | 'lost' | 'refused'
export function outcomeOf({ status }: EntryView): Outcome {
  if ((status.phase === 'included' || status.phase === 'final') && !status.ok) return 'failed'
  return status.phase
}

/** The sentence for it: what happened, and what it means for the money. */
export function sayOutcome({ activity, errors }: Words, { status }: EntryView): string {
  switch (status.phase) {
    case 'included':
    case 'final':
      return status.ok ? activity.statusText[status.phase] : activity.statusText.failed({ error: status.error ?? '' })
    case 'refused':
      return errors[status.code](status.facts)
    default:
      return activity.statusText[status.phase]
  }
}

/** Whether it did not do what it should: it failed, was refused, or never reached a block. */
export const isBad = (outcome: Outcome): boolean => outcome === 'failed' || outcome === 'refused' || outcome === 'lost'

/** What its calls move out of the account, in rao, without the fee; undefined where that is not known in advance. */
export function amountOf({ calls }: EntryView): bigint | undefined {
  let sum = 0n
  for (const { fact } of calls) {
    if (fact.kind === 'transfer' || fact.kind === 'burn') sum += BigInt(fact.amount)
    else if (fact.kind === 'transfer-all') return undefined
  }
  return sum
}

/** What left the account: what a transaction moves, only the fee of one that failed, nothing of one that never happened. */
export function leftBy(entry: EntryView): bigint | undefined {
  const outcome = outcomeOf(entry)
  if (outcome === 'failed') return BigInt(entry.fee ?? 0)
  return isBad(outcome) ? 0n : amountOf(entry)
}
