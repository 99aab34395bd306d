import type { Opened } from '../keyfiles'
import { type HeldKey, letGo, type Source, take } from './hand'
import type { BackupNode, Restored } from './jobs'
import type { Outcome, Refusal } from './outcome'
import type { Piece, Refused } from './pieces'
import { shownAddress } from './shown'

/** What was opened so far. */
export type Tray = {
  keys: HeldKey[]
  refused: { name: string; reason: Refusal }[]
  backup: Pick<Restored, 'contacts' | 'sites' | 'blocked' | 'nodes' | 'contactsOnly' | 'createdAt'> | null
  /** What the person should know of the files that these came from. */
  old: boolean
  plain: boolean
  weak: boolean
  /** How many texts with several readings there were. */
  readings: number
}
export const emptyTray: Tray = { keys: [], refused: [], backup: null, old: false, plain: false, weak: false, readings: 0 }

/** Of two of one account the one that can sign counts, otherwise the one that can be had again. */
const better = (a: { secret: unknown }, source: Source, b: HeldKey | undefined) =>
  !b ||
  (a.secret !== null && b.holds === null) ||
  (source === 'backup' && b.source !== 'backup' && (a.secret === null) === (b.holds === null))

/** Adds found accounts, each once; readings of one text all, because only the person knows which is meant. */
function withKeys(
  tray: Tray,
  keys: readonly (Parameters<typeof take>[0] & { name: string | null })[],
  source: Source,
  oneOf: boolean,
): Pick<Tray, 'keys' | 'readings'> {
  const settled = tray.keys.filter(({ readingOf }) => readingOf === null)
  const known = new Map(settled.map((each) => [each.accountId, each]))
  const fresh = keys.filter((each) => oneOf || better(each, source, known.get(each.accountId)))
  const ids = new Set(oneOf ? [] : fresh.map(({ accountId }) => accountId))
  const replaced = new Set(settled.filter(({ accountId }) => ids.has(accountId)))
  letGo([...replaced].map(({ ref }) => ref))
  const taken = fresh.map((each) => take(each, source, oneOf ? `${tray.readings}` : null))
  return {
    keys: [...tray.keys.filter((each) => !replaced.has(each)), ...taken],
    readings: tray.readings + (oneOf ? 1 : 0),
  }
}

/** Adds what opening gave to what there is. */
export function withOpened(tray: Tray, piece: Piece | null, { keys, oneOf, refused }: Opened, source: Source): Tray {
  const named = keys.map((each) => ({ ...each, name: each.name ?? piece?.name ?? null }))
  return {
    ...tray,
    ...withKeys(tray, named, source, oneOf),
    refused: [
      ...tray.refused,
      ...refused.map((each) => ({
        name: each.name ?? shownAddress(each.address) ?? piece?.name ?? '',
        reason: { code: each.code, facts: {} },
      })),
    ],
    old: tray.old || piece?.finding.format === 'btcli-nacl',
    plain: tray.plain || (piece !== null && !piece.finding.locked && keys.some(({ secret }) => secret)),
    weak: tray.weak || (piece?.finding.weak === true && keys.some(({ secret }) => secret)),
  }
}

/** Adds what became of one file. */
export function put(tray: Tray, piece: Piece, outcome: Outcome<Opened | null>): Tray {
  if (outcome.ok) return outcome.value ? withOpened(tray, piece, outcome.value, 'file') : tray
  return { ...tray, refused: [...tray.refused, { name: piece.name, reason: outcome.error }] }
}
/** Adds what was left out before anything was opened. */
export const withRefused = (tray: Tray, refused: readonly Refused[]): Tray => ({
  ...tray,
  refused: [...tray.refused, ...refused.map(({ path, reason }) => ({ name: path, reason }))],
})

/** What tells a node of a backup from every other. */
export const nodeKey = ({ network, url }: BackupNode) => `${network} ${url}`

/** Adds what a backup holds; of two backups the newer one's sites, contacts and nodes count where both have them, every block, and the stricter switch. */
export function restored(tray: Tray, { keys, refused, contacts, sites, blocked, nodes, contactsOnly, createdAt }: Restored): Tray {
  const mine = { contacts, sites, nodes }
  const [newer, older] = tray.backup && tray.backup.createdAt > createdAt ? [tray.backup, mine] : [mine, tray.backup]
  const has = <T>(list: readonly T[], same: (each: T) => string) => new Set(list.map(same))
  const people = has(newer.contacts, ({ id }) => id)
  const places = has(newer.sites, ({ origin }) => origin)
  const asked = has(newer.nodes, nodeKey)
  return {
    ...tray,
    ...withKeys(tray, keys, 'backup', false),
    refused: [...tray.refused, ...refused],
    backup: {
      createdAt: Math.max(createdAt, tray.backup?.createdAt ?? 0),
      contacts: [...newer.contacts, ...(older?.contacts ?? []).filter(({ id }) => !people.has(id))],
      sites: [...newer.sites, ...(older?.sites ?? []).filter(({ origin }) => !places.has(origin))],
      nodes: [...newer.nodes, ...(older?.nodes ?? []).filter((each) => !asked.has(nodeKey(each)))],
      blocked: [...new Set([...blocked, ...(tray.backup?.blocked ?? [])])],
      contactsOnly: contactsOnly || (tray.backup?.contactsOnly ?? false),
    },
  }
}
