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

/** What certainly left the account by its calls, in rao, without the fee; undefined where that is not known in advance. */
export function amountOf({ calls }: EntryView): bigint | undefined {
  let sum = 0n
  for (const { fact } of calls) {
    if (fact.kind === 'transfer' || fact.kind === 'burn') sum += BigInt(fact.amount)
    else if (fact.kind === 'transfer-all') return undefined
  }
  return sum
}
