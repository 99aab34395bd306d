import * as v from 'valibot'
import { KluisError, oneLine } from '../units'
import { addressOf, idIn } from './address'

export const roles = ['coldkey', 'hotkey', 'watch'] as const
/** What an account can be asked for: to hold and move TAO, to mine and validate, or only to be looked at. */
export type Role = (typeof roles)[number]
/** What a person can take out of the vault of it: words, a seed of 32 bytes, or only the key itself. null: watched. */
export const holdings = ['phrase', 'seed', 'key'] as const
/** Why an account can only be watched. */
export const watchReasons = ['address', 'external', 'hardware', 'multisig', 'hashed'] as const

const account = v.strictObject({
  /** Account id, hex. */
  id: v.string(),
  name: v.string(),
  /** The person's own words about it. */
  note: v.string(),
  publicKey: v.string(),
  /** null: a watched account whose kind of key nobody said. */
  type: v.nullable(v.picklist(['sr25519', 'ed25519', 'ecdsa'])),
  role: v.picklist(roles),
  /** Where the vault finds the secret: a record and a derivation path. Public, and worthless without the vault. null: watched. */
  source: v.nullable(v.strictObject({ recordId: v.string(), path: v.string() })),
  holds: v.nullable(v.picklist(holdings)),
  watch: v.nullable(v.picklist(watchReasons)),
  /** Not offered to sites, and not told to those that had it. */
  hidden: v.boolean(),
  /** When it was last known that the person can restore it without this browser; null: never. */
  savedAt: v.nullable(v.number()),
  addedAt: v.number(),
})
export type Account = v.InferOutput<typeof account>
/** In the person's order. `revision` rises with every change, so that a page of a long list knows when it is old. */
export type Accounts = { list: Account[]; chosen: string | null; revision: number }

const MOST = 20_000
const LONGEST_NAME = 64
const LONGEST_NOTE = 280

type First = { list: { source: object; addedAt: number }[]; chosen: string | null }
export const accountsBox = {
  name: 'accounts',
  area: 'durable',
  version: 2,
  schema: v.strictObject({ list: v.pipe(v.array(account), v.maxLength(MOST)), chosen: v.nullable(v.string()), revision: v.number() }),
  initial: (): Accounts => ({ list: [], chosen: null, revision: 0 }),
  migrations: {
    // All that there was came from words that the person had: written down and checked, or typed in.
    1: (old: unknown) => {
      const { list, chosen } = old as First
      const more = { note: '', role: 'coldkey', holds: 'phrase', watch: null, hidden: false } as const
      return { list: list.map((each) => ({ ...each, ...more, savedAt: each.addedAt })), chosen, revision: 0 }
    },
  },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

export const byId = ({ list }: Accounts, id: string): Account | undefined => list.find((each) => each.id === id)
/** Whether it can sign at all. */
export const canSign = ({ source }: Account): boolean => source !== null

/** A name as it is kept: one line of at most 64 characters. '' if nothing is left. */
export const cleanName = (name: string): string => oneLine(name, LONGEST_NAME)
/** A note as it is kept: one line of at most 280 characters. */
export const cleanNote = (note: string): string => oneLine(note, LONGEST_NOTE)

/** 'Account 3' for the third: the first number that is free. @param stem the word in the person's language */
export function nextName({ list }: Pick<Accounts, 'list'>, stem: string): string {
  const names = new Set(list.map((each) => each.name))
  for (let n = list.length + 1; ; n++) if (!names.has(`${stem} ${n}`)) return `${stem} ${n}`
}

/**
 * Adds accounts at the end; where none that can sign is chosen yet, the first that moves TAO is. One that was only watched gets its secret where it stands,
 * and keeps the name and note that it has.
 * @throws KluisError duplicate-account {name}, too-large (20,000 are there already)
 */
export function add(accounts: Accounts, made: readonly Account[]): Accounts {
  const places = new Map(accounts.list.map(({ id }, i) => [id, i]))
  const list = [...accounts.list]
  for (const each of made) {
    const at = places.get(each.id)
    const twin = at === undefined ? undefined : list[at]
    if (at !== undefined && twin) {
      if (canSign(twin) || !canSign(each)) throw new KluisError('duplicate-account', { name: twin.name })
      list[at] = { ...each, name: twin.name, note: twin.note || cleanNote(each.note), hidden: twin.hidden }
      continue
    }
    places.set(each.id, list.length)
    list.push({ ...each, name: cleanName(each.name) || nextName({ list }, 'Account'), note: cleanNote(each.note) })
  }
  if (list.length > MOST) throw new KluisError('too-large')
  // What is brought takes the place of nothing that the person works with; a hotkey least of all.
  const worked = list.find(({ id }) => id === accounts.chosen)
  const chosen = worked && canSign(worked) ? worked : (list.find((each) => belongs.moving(each)) ?? worked ?? list[0])
  return { list, chosen: chosen?.id ?? null, revision: accounts.revision + 1 }
}

/** What a person may change of an account. */
export type Change = { name?: string; note?: string; hidden?: boolean; role?: 'coldkey' | 'hotkey'; savedAt?: number }

/** @throws KluisError unknown-account, invalid-input (an empty name, or a role for what is only watched) */
export function change(accounts: Accounts, id: string, { name, note, ...rest }: Change): Accounts {
  const before = byId(accounts, id)
  if (!before) throw new KluisError('unknown-account')
  const after: Account = {
    ...before,
    ...rest,
    ...(name === undefined ? {} : { name: cleanName(name) }),
    ...(note === undefined ? {} : { note: cleanNote(note) }),
  }
  if (!after.name || (rest.role && !canSign(before))) throw new KluisError('invalid-input')
  return { ...accounts, list: accounts.list.map((each) => (each.id === id ? after : each)), revision: accounts.revision + 1 }
}

/** The person can restore these without this browser now. Accounts that are not here are passed over. @param at milliseconds since 1970 */
export function saved(accounts: Accounts, ids: readonly string[], at: number): Accounts {
  const now = new Set(ids)
  const list = accounts.list.map((each) => (now.has(each.id) ? { ...each, savedAt: at } : each))
  return { ...accounts, list, revision: accounts.revision + 1 }
}

/** Puts an account at another place of the order. @param to its index afterwards, from 0; past the end is the end. @throws KluisError unknown-account */
export function move(accounts: Accounts, id: string, to: number): Accounts {
  const moved = byId(accounts, id)
  if (!moved) throw new KluisError('unknown-account')
  const list = accounts.list.filter((each) => each !== moved)
  list.splice(to, 0, moved)
  return { ...accounts, list, revision: accounts.revision + 1 }
}

/**
 * Takes an account out; where it was chosen, the first that can sign is chosen.
 * @returns `orphan`: the record that no other account needs, null if there is none
 * @throws KluisError unknown-account
 */
export function remove(accounts: Accounts, id: string): { accounts: Accounts; orphan: string | null } {
  const gone = byId(accounts, id)
  if (!gone) throw new KluisError('unknown-account')
  const list = accounts.list.filter((each) => each !== gone)
  const chosen = accounts.chosen === id ? ((list.find(canSign) ?? list[0])?.id ?? null) : accounts.chosen
  const record = gone.source?.recordId ?? null
  const orphan = record !== null && !list.some(({ source }) => source?.recordId === record) ? record : null
  return { accounts: { list, chosen, revision: accounts.revision + 1 }, orphan }
}

/** @throws KluisError unknown-account */
export function choose(accounts: Accounts, id: string): Accounts {
  if (!byId(accounts, id)) throw new KluisError('unknown-account')
  return { ...accounts, chosen: id, revision: accounts.revision + 1 }
}

/** Which accounts a list is of. signing: those that can sign; moving: those that transfers are offered from, which hotkeys are not; site: those that sites may be given. */
export type Only = 'all' | 'signing' | 'moving' | 'site'
const belongs: Record<Only, (account: Account) => boolean> = {
  all: () => true,
  signing: canSign,
  moving: (each) => canSign(each) && each.role === 'coldkey',
  site: (each) => canSign(each) && !each.hidden,
}

/** What a piece of an address looks like in small letters. */
const PIECE = /^[1-9a-z]{1,48}$/

/** The accounts whose name, note or address has this text in it, in the person's order; all of `only` for ''. */
export function search({ list }: Accounts, query: string, only: Only = 'all'): Account[] {
  const text = query.normalize('NFC').trim().toLowerCase()
  const id = text && idIn(query.trim())
  // To compute ten thousand addresses takes a moment, the first time: only for what may be a piece of one.
  const piece = !id && PIECE.test(text)
  const found = (each: Account) =>
    !text ||
    each.id === id ||
    each.name.toLowerCase().includes(text) ||
    each.note.toLowerCase().includes(text) ||
    (piece && addressOf(each.id).toLowerCase().includes(text))
  return list.filter((each) => belongs[only](each) && found(each))
}
