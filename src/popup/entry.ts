import { type EntryView, envelopeFees } from '../messaging'
import type { Failures, Words } from '../words'

/** What became of a transaction, as one word: a failure is told from a success, and either from what ran only in part. */
export type Outcome = EntryView['status']['phase'] | 'signedOwn' | 'failed' | 'part'
export function outcomeOf({ status, origin }: EntryView): Outcome {
  if (status.phase === 'signed' && origin === null) return 'signedOwn'
  if (status.phase !== 'included' && status.phase !== 'final') return status.phase
  return status.part ? 'part' : status.ok ? status.phase : 'failed'
}

/**
 * The sentence for it: what happened, what it means for the money, and what to do.
 * @param block text of a block number
 * @param failures the sentences for reasons, once they are loaded
 */
export function sayOutcome(
  { activity, errors, shield }: Words,
  entry: EntryView,
  block: (number: number) => string,
  failures?: Failures,
): string {
  const { status, eraEnd } = entry
  const outcome = outcomeOf(entry)
  if (entry.doubt === 'disputed') return activity.statusText.disputed
  switch (outcome) {
    case 'failed':
    case 'part': {
      const error = ('error' in status && status.error) || ''
      const text = failures?.[outcome](error) ?? activity.statusText[outcome]({ error })
      return status.phase === 'final' ? text : `${text} ${entry.doubt ? activity.statusText.alone : activity.statusText.notYet}`
    }
    case 'refused': {
      const { code, facts } = status as Extract<EntryView['status'], { phase: 'refused' }>
      return (
        failures?.refused(code, facts, block(eraEnd)) ?? activity.statusText.refused({ said: errors[code](facts), block: block(eraEnd) })
      )
    }
    case 'unknown':
      return entry.extrinsic ? activity.statusText.unknownIn({ block: block(entry.extrinsic.block) }) : activity.statusText.unknown
    case 'lost':
      if (entry.hidden) return sayLost(shield, entry.hidden)
      return entry.replaced ? activity.statusText.replaced : activity.statusText.lost
    default:
      if (entry.doubt) return `${activity.statusText.overAlone} ${activity.statusText.alone}`
      return activity.statusText[outcome]
  }
}

/** What is said of a hidden order that never ran: why it was not sealed again, and that only the person can ask for it once more. */
function sayLost(say: Words['shield'], { ended }: NonNullable<EntryView['hidden']>): string {
  return [say.lost, ended && say.ended[ended], say.askAgain].filter(Boolean).join(' ')
}

/** Whether it certainly did not do what it should: it failed, or never reached a block. */
export const isBad = (outcome: Outcome): boolean => outcome === 'failed' || outcome === 'lost'
/** Whether what it did cannot be said in a word: it ran in part, may go in all the same, or nobody remembers. */
export const isDoubtful = (outcome: Outcome): boolean => ['part', 'refused', 'signedOwn', 'unknown'].includes(outcome)
/** The block it is in, as far as that is known. */
export const blockOf = ({ status, extrinsic }: EntryView): number | undefined => ('block' in status ? status.block : extrinsic?.block)

type Call = EntryView['calls'][number]
/** What these calls move out of the account, in rao, without the fee; undefined where one of them is to move everything. */
function sumOf(calls: readonly Call[]): bigint | undefined {
  let sum = 0n
  for (const { fact } of calls) {
    // What a price or a limit decides is known only afterwards.
    if (['transfer-all', 'register', 'swap-hotkey'].includes(fact.kind) || ('partial' in fact && fact.partial)) return undefined
    if ('amount' in fact) sum += BigInt(fact.amount)
  }
  return sum
}
/** What a payment of one's own is to move, whatever becomes of it. In rao; undefined where it is everything. */
export const plannedBy = ({ calls }: EntryView): bigint | undefined => sumOf(calls)

/**
 * What left the account: what the calls move that ran, only the fee of one that failed, nothing of one that never happened, and
 * undefined for one of which that is not known.
 */
export function leftBy(entry: EntryView): bigint | undefined {
  const outcome = outcomeOf(entry)
  if (outcome === 'failed') return BigInt(entry.fee ?? 0)
  // What was lost in its envelope cost that all the same.
  if (outcome === 'lost') return envelopeFees(entry)
  if ((isDoubtful(outcome) && outcome !== 'part') || entry.calls.some(({ ran }) => ran === null)) return undefined
  return sumOf(entry.calls.filter(({ ran }) => ran))
}
