import * as v from 'valibot'
import { KluisError } from '../units'

const account = v.strictObject({
  /** Account id, hex. */
  id: v.string(),
  name: v.string(),
  publicKey: v.string(),
  type: v.picklist(['sr25519', 'ed25519', 'ecdsa']),
  /** Where the vault finds the secret: a record and a derivation path. Public, and worthless without the vault. */
  source: v.strictObject({ recordId: v.string(), path: v.string() }),
  addedAt: v.number(),
})
export type Account = v.InferOutput<typeof account>
/** In the person's order. */
export type Accounts = { list: Account[]; chosen: string | null }

const MOST = 20_000
const LONGEST_NAME = 64

export const accountsBox = {
  name: 'accounts',
  area: 'durable',
  version: 1,
  schema: v.strictObject({ list: v.pipe(v.array(account), v.maxLength(MOST)), chosen: v.nullable(v.string()) }),
  initial: (): Accounts => ({ list: [], chosen: null }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

export const byId = ({ list }: Accounts, id: string): Account | undefined => list.find((each) => each.id === id)

/** A name as it is kept: without control characters and marks of direction, single spaces, at most 64 characters. '' if nothing is left. */
export function cleanName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return Array.from(plain).slice(0, LONGEST_NAME).join('').trim()
}

/** 'Account 3' for the third: the first number that is free. @param stem the word in the person's language */
export function nextName({ list }: Accounts, stem: string): string {
  const names = new Set(list.map((each) => each.name))
  for (let n = list.length + 1; ; n++) if (!names.has(`${stem} ${n}`)) return `${stem} ${n}`
}

/** Adds an account at the end and chooses it. @throws KluisError duplicate-account {name}, too-large (20,000 are there already) */
export function add(accounts: Accounts, made: Account): Accounts {
  const twin = byId(accounts, made.id)
  if (twin) throw new KluisError('duplicate-account', { name: twin.name })
  if (accounts.list.length >= MOST) throw new KluisError('too-large')
  return { list: [...accounts.list, { ...made, name: cleanName(made.name) || nextName(accounts, 'Account') }], chosen: made.id }
}

/** @throws KluisError unknown-account, invalid-input for an empty name */
export function rename(accounts: Accounts, id: string, name: string): Accounts {
  if (!byId(accounts, id)) throw new KluisError('unknown-account')
  const clean = cleanName(name)
  if (!clean) throw new KluisError('invalid-input')
  return { ...accounts, list: accounts.list.map((each) => (each.id === id ? { ...each, name: clean } : each)) }
}

/** @throws KluisError unknown-account */
export function choose(accounts: Accounts, id: string): Accounts {
  if (!byId(accounts, id)) throw new KluisError('unknown-account')
  return { ...accounts, chosen: id }
}
