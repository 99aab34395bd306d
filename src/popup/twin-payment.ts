import type { EntryView } from '../messaging'
import { isBad, outcomeOf } from './entry'

/** For so long a payment that was made counts as one that the person may have forgotten, in milliseconds. */
const RECENT = 600_000

/** A payment that is about to be made. @param to account id, hex @param amount in rao, null for everything */
export type Planned = { from: string; to: string; amount: bigint | null; network: EntryView['network'] }

/**
 * The same payment, made a while ago: still on its way, or done within ten minutes. Whoever lost sight of it is told before it goes out
 * twice. What certainly did not happen is none.
 */
export function twinPayment(
  entries: readonly { kind: string }[],
  { from, to, amount, network }: Planned,
  now: number,
): EntryView | undefined {
  const isSame = ({ fact }: EntryView['calls'][number]) =>
    fact.kind === 'transfer'
      ? fact.to.id === to && amount !== null && BigInt(fact.amount) === amount
      : fact.kind === 'transfer-all' && fact.to.id === to && amount === null
  return entries.find((each): each is EntryView => {
    if (each.kind !== 'own') return false
    const entry = each as EntryView
    if (entry.account !== from || entry.network !== network || !entry.calls.some(isSame)) return false
    const outcome = outcomeOf(entry)
    if (isBad(outcome) && (outcome === 'lost' || entry.status.phase === 'final')) return false
    return outcome !== 'final' || Math.abs(now - entry.at) < RECENT
  })
}
