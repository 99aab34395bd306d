import type { Opened } from '../keyfiles'
import { type HeldKey, take } from './hand'
import type { Outcome, Refusal, Restored } from './jobs'
import type { Piece } from './pieces'

/** What was opened so far. */
export type Tray = {
  keys: HeldKey[]
  refused: { name: string; reason: Refusal }[]
  backup: Pick<Restored, 'contacts' | 'sites' | 'createdAt'> | null
  /** What the person should know of the files that these came from. */
  old: boolean
  plain: boolean
}
export const emptyTray: Tray = { keys: [], refused: [], backup: null, old: false, plain: false }

/** Adds what opening gave to what there is. */
export function withOpened(tray: Tray, piece: Piece | null, { keys, oneOf, refused }: Opened): Tray {
  // Of two files of one account the one that can sign counts.
  const better = (a: { secret: unknown }, b: { holds: unknown } | undefined) => !b || (a.secret !== null && b.holds === null)
  const fresh = keys.filter(
    (each) =>
      oneOf ||
      better(
        each,
        tray.keys.find(({ accountId }) => accountId === each.accountId),
      ),
  )
  const replaced = new Set(oneOf ? [] : fresh.map(({ accountId }) => accountId))
  const readingOf = oneOf ? `${tray.keys.length}` : null
  return {
    ...tray,
    keys: [
      ...tray.keys.filter(({ accountId }) => !replaced.has(accountId)),
      ...fresh.map((each) => take({ ...each, name: each.name ?? piece?.name ?? null }, readingOf)),
    ],
    refused: [
      ...tray.refused,
      ...refused.map((each) => ({ name: each.name ?? each.address ?? piece?.name ?? '', reason: { code: each.code, facts: {} } })),
    ],
    old: tray.old || piece?.finding.format === 'btcli-nacl',
    plain: tray.plain || (piece !== null && !piece.finding.locked && keys.some(({ secret }) => secret)),
  }
}

/** Adds what became of one file. */
export function put(tray: Tray, piece: Piece, outcome: Outcome<Opened | null>): Tray {
  if (outcome.ok) return outcome.value ? withOpened(tray, piece, outcome.value) : tray
  return { ...tray, refused: [...tray.refused, { name: piece.name, reason: outcome.error }] }
}
/** Adds what a backup holds. */
export function restored(tray: Tray, { keys, contacts, sites, createdAt }: Restored): Tray {
  return { ...tray, keys: [...tray.keys, ...keys.map((each) => take(each))], backup: { contacts, sites, createdAt } }
}
