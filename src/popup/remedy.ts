import type { EntryView } from '../messaging'
import { formatTao } from '../units'
import { outcomeOf } from './entry'
import type { Transfer } from './send-route'

/** What helps and can be done here: the same transfer again, another amount to the same recipient, or another node. */
export type Remedy = { kind: 'again' | 'amount'; transfer: Transfer } | { kind: 'node' }

/** Errors of which the amount is the reason; by name, as in the metadata. */
const ofTheAmount: ReadonlySet<string> = new Set([
  ...['FundsUnavailable', 'OnlyProvider', 'BelowMinimum', 'CannotCreate', 'Frozen', 'NotExpendable'].map((each) => `Token.${each}`),
  ...['InsufficientBalance', 'Expendability', 'ExistentialDeposit', 'LiquidityRestrictions', 'VestingBalance'].map(
    (each) => `Balances.${each}`,
  ),
  'Arithmetic.Underflow',
])
/** Errors that stay as long as the account or the chain is as it is. */
const lasting: ReadonlySet<string> = new Set([
  ...['ColdkeySwapAnnounced', 'ColdkeySwapDisputed', 'CallDisabled', 'Deprecated'].map((each) => `SubtensorModule.${each}`),
  ...['BadOrigin', 'Corruption', 'Token.Blocked', 'Token.Unsupported', 'System.CallFiltered'],
])
/** Refusals that another node may not make. */
const ofTheNode: ReadonlySet<string> = new Set([
  ...['tx-cannot-lookup', 'tx-banned', 'tx-dropped', 'indeterminate-implicit', 'unknown-validity', 'unreadable'],
])

/**
 * What can be done here about a transaction that did not do what it should. A transfer is only offered once more when the first can
 * certainly no longer happen: it failed in a final block, or its time is over; and only on its own network.
 */
export function remedyOf(entry: EntryView, network: EntryView['network'] | undefined): Remedy | undefined {
  const { status, origin, calls } = entry
  const outcome = outcomeOf(entry)
  if (entry.network !== network) return undefined
  // Another node may remember. Nothing is offered once more: neither a nonce nor a balance says that it did not happen.
  if (outcome === 'unknown') return { kind: 'node' }
  if (origin !== null) return undefined
  if (status.phase === 'refused') return ofTheNode.has(status.facts.as ?? status.code) ? { kind: 'node' } : undefined
  // What took its place may be the same payment, made already.
  if (entry.replaced) return undefined
  const over = outcome === 'lost' || (outcome === 'failed' && status.phase === 'final')
  const fact = calls.length === 1 ? calls[0]?.fact : undefined
  if (!over || (fact?.kind !== 'transfer' && fact?.kind !== 'transfer-all')) return undefined
  const error = ('error' in status && status.error) || ''
  if (lasting.has(error)) return undefined
  const to = fact.to.address
  if (ofTheAmount.has(error)) return { kind: 'amount', transfer: { to, amount: '', everything: false } }
  const everything = fact.kind === 'transfer-all'
  return { kind: 'again', transfer: { to, amount: everything ? '' : formatTao(BigInt(fact.amount)), everything } }
}
