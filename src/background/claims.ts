import { type Activity, own } from '../activity'
import type { Queue } from '../requests'
import type { Card, TransactionCard } from './cards'

/** Rao that others may take from an account; 'all' when one of them has no bound. */
export type Claim = bigint | 'all'

/** The most that a card takes, with fees and tip; null without a bound. Decimal rao. */
export function worstOf({ explanation, fee, tip, hidden }: Pick<TransactionCard, 'explanation' | 'fee' | 'tip' | 'hidden'>): string | null {
  const fees = BigInt(fee ?? 0) + BigInt(hidden?.fee ?? 0)
  return explanation.outflow === null ? null : (BigInt(explanation.outflow) + fees + BigInt(tip)).toString()
}

/**
 * What an account has promised beside the request `except`: all that was agreed to or signed and that no block shows yet (a block's
 * balances have it in them), and `waiting`, what is only asked for.
 */
export function claimsOn(
  account: string,
  genesisHash: string,
  activity: Activity,
  queue: Queue,
  except: string | undefined,
): { agreed: Claim; waiting: Claim } {
  const open = own(activity).filter(
    ({ status, ...each }) =>
      each.account === account &&
      each.genesisHash === genesisHash &&
      (status.phase === 'signed' || status.phase === 'sent' || status.phase === 'refused'),
  )
  const noted = new Set(activity.map(({ id }) => id))
  let agreed: Claim = open.reduce<Claim>((sum, each) => (each.id === except ? sum : plus(sum, each.worst)), 0n)
  let waiting: Claim = 0n
  for (const { id, state, card } of queue.items) {
    const asked = card as Card | null
    if (id === except || noted.has(id) || asked?.kind !== 'transaction' || asked.account.id !== account) continue
    if (state === 'waiting') waiting = plus(waiting, worstOf(asked))
    else agreed = plus(agreed, worstOf(asked))
  }
  return { agreed, waiting }
}

const plus = (sum: Claim, worst: string | null): Claim => (sum === 'all' || worst === null ? 'all' : sum + BigInt(worst))

/** What is left of `free` when the claims are met. */
export function lessClaims(free: bigint, claims: readonly Claim[]): bigint {
  return claims.reduce<bigint>((left, each) => (each === 'all' || each > left ? 0n : left - each), free)
}
/** Whether an account has promised more than before. */
export const isMore = (now: Claim, before: Claim): boolean => before !== 'all' && (now === 'all' || now > before)
