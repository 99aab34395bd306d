import { decodeAddress, encodeReceiving, fromHex, KluisError, readPhrase, sameBytes } from '../units'
import { claimedName } from './claims'
import { miniSecret } from './derive'
import type { Finding, FoundKey, Opened } from './found'
import { descriptorOf, type HashedKind, hashedAccountId, hashedKind, isDescriptor } from './hashed'
import { field, type Json, readJson } from './json'
import { bareBytes, foundKey, isPhrase, keyReadings, opened, partOf, type Whose, watchedKey } from './raw'
import { type KeySecret, type PublicPart, wipe } from './secret'
import { readText } from './text'
import { placeOf } from './wallets'

// What stands in a btcli keyfile once it is not encrypted: keys.md 2.2.

const SECRETS = ['secretPhrase', 'secretSeed', 'privateKey']
const PUBLIC = ['ss58Address', ' ss58Address', 'accountId', 'publicKey']

/** Name and role that the place of a file gives its key: the wallet's name for a coldkey, its own for a hotkey. */
export function whoseAt(path: string): Whose {
  const { wallet, part, name } = placeOf(path)
  if (part === 'hotkey' || part === 'hotkeypub') return { name: claimedName(name), role: 'hotkey' }
  return { name: claimedName(wallet), role: part === 'coldkey' || part === 'coldkeypub' ? 'coldkey' : null }
}

/** What a keyfile in JSON says of itself. @throws KluisError keyfile-no-key */
export function findingOfKeyfile(json: Json, path: string): Finding {
  const has = (keys: string[]) => keys.some((key) => field(json, key) !== undefined)
  const secret = has(SECRETS)
  if (!secret && !has(PUBLIC)) throw new KluisError('keyfile-no-key')
  const address = field(json, 'ss58Address') ?? field(json, ' ss58Address')
  const claim = { address: typeof address === 'string' && address.length <= 128 ? address : null, name: whoseAt(path).name }
  const claims = claim.address === null && claim.name === null ? [] : [claim]
  return { format: secret ? 'btcli-plain' : 'btcli-public', locked: false, claims }
}

/**
 * Reads the content of a keyfile that is not, or no longer, encrypted.
 * JSON, or what stood there before it was JSON: a bare phrase is sr25519 without a path, a bare key has all the readings of a text.
 * @param path its place: gives name and role, and a bare key in a file whose name ends in pub.txt is a public one
 * @throws KluisError keyfile-*, those of readText, mnemonic-*, seed-length, address-mismatch, public-key-mismatch, crypto-type-unsupported,
 * hashed-descriptor-mismatch, ss58-*, format-unsupported
 */
export async function readKeyfile(text: string, path: string): Promise<Opened> {
  const content = text.trim()
  const whose = whoseAt(path)
  if (content.startsWith('{')) return opened(await keyOfJson(readJson(content), whose))
  const bytes = isPublicFile(path) ? bareBytes(content) : undefined
  if (bytes) return opened(watchedKey(bytes, 'address', whose))
  if (isPhrase(content)) {
    const secret: KeySecret = { kind: 'phrase', phrase: readPhrase(content), passphrase: '', path: '', type: 'sr25519' }
    return opened(foundKey(secret, await partOf(secret), whose))
  }
  const read = await readText(content)
  return { ...read, keys: read.keys.map((key) => ({ ...key, role: whose.role, name: key.name ?? whose.name })) }
}

/** Whether a file's name says that what is in it is public (keys.md 0.10). */
export const isPublicFile = (path: string): boolean => /pub\.txt$/i.test(path)

/** The one key of a keyfile in JSON, every claim of it compared. */
export async function keyOfJson(json: Json, whose: Whose): Promise<FoundKey> {
  const { type, kind } = typeOf(json)
  const claims = claimsOf(json)
  const secrets = secretsOf(json)
  try {
    if (kind) return await hashedOf(json, kind, claims, secrets, whose)
    if (!secrets.phrase && !secrets.seed && !secrets.privateKey) {
      if (secrets.damaged) throw new KluisError('keyfile-bad-hex')
      return watchedOf(claims, type, whose)
    }
    return await spendingOf(type, claims, secrets, whose)
  } finally {
    secrets.seed?.fill(0)
    secrets.privateKey?.fill(0)
  }
}

type Plain = 'sr25519' | 'ed25519'

function typeOf(json: Json): { type: Plain; kind: HashedKind | undefined } {
  const said = field(json, 'cryptoType') ?? 1
  const code = typeof said === 'string' && /^\d{1,3}$/.test(said) ? Number(said) : said
  const kind = typeof code === 'number' ? hashedKind(code) : undefined
  if (!kind && code !== 0 && code !== 1) throw new KluisError('crypto-type-unsupported')
  // The other members must not tell of another account than the number does: as sr25519 it would be a wrong one.
  if (!kind && (field(json, 'hashedDescriptor') !== undefined || field(json, 'accountType') === 'hashed'))
    throw new KluisError('hashed-descriptor-mismatch')
  if (!kind && field(json, 'signingScheme') === 'mldsa') throw new KluisError('crypto-type-unsupported')
  return { type: code === 0 ? 'ed25519' : 'sr25519', kind }
}

type Secrets = { phrase: string | undefined; seed: Uint8Array | undefined; privateKey: Uint8Array | undefined; damaged: boolean }

/** The secrets of a file, as they stand. btwallet wrote some seeds as raw text: `damaged`, and the private key is tried instead. */
function secretsOf(json: Json): Secrets {
  const words = field(json, 'secretPhrase')
  if (words !== undefined && typeof words !== 'string') throw new KluisError('format-unsupported')
  const phrase = words === undefined ? undefined : readPhrase(words)
  const [seed, privateKey] = ['secretSeed', 'privateKey'].map((key) => {
    const value = field(json, key)
    return value === undefined ? undefined : (hexOf(value) ?? 'damaged')
  })
  const damaged = seed === 'damaged' || privateKey === 'damaged'
  const bytes = { seed: seed === 'damaged' ? undefined : seed, privateKey: privateKey === 'damaged' ? undefined : privateKey }
  if (bytes.seed && bytes.seed.length !== 32) {
    bytes.seed.fill(0)
    bytes.privateKey?.fill(0)
    throw new KluisError('seed-length')
  }
  return { phrase, ...bytes, damaged }
}

/** Bytes written as hex, with or without 0x. */
function hexOf(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'string') return undefined
  const digits = value.replace(/^0x/i, '')
  return /^(?:[0-9a-fA-F]{2})+$/.test(digits) ? fromHex(`0x${digits}`) : undefined
}

/** What a file says of its public side. `address` is text until it is known whether it must be a good one. */
type Claims = { address: string | undefined; keys: Uint8Array[] }

function claimsOf(json: Json): Claims {
  const address = field(json, 'ss58Address') ?? field(json, ' ss58Address')
  if (address !== undefined && typeof address !== 'string') throw new KluisError('format-unsupported')
  const keys = ['publicKey', 'accountId'].flatMap((key) => {
    const value = field(json, key)
    const bytes = hexOf(value)
    if (value !== undefined && bytes?.length !== 32) throw new KluisError('keyfile-bad-hex')
    return bytes ? [bytes] : []
  })
  return { address: address?.trim(), keys }
}

/** The account id that the claims agree on; undefined where there are none. @throws KluisError ss58-*, and `conflict` */
function agreed({ address, keys }: Claims, conflict: 'public-key-mismatch' | 'hashed-descriptor-mismatch') {
  const read = address === undefined ? undefined : decodeAddress(address)
  const accountId = read?.accountId ?? keys[0]
  if (accountId && keys.some((key) => !sameBytes(key, accountId))) throw new KluisError(conflict)
  return accountId ? { accountId, foreignPrefix: read && read.prefix !== 42 ? read.prefix : null } : undefined
}

function watchedOf(claims: Claims, type: Plain, whose: Whose): FoundKey {
  const said = agreed(claims, 'public-key-mismatch')
  if (!said) throw new KluisError('keyfile-no-key')
  return { ...watchedKey(said.accountId, 'address', whose), type, foreignPrefix: said.foreignPrefix }
}

/** Everything that a file can mean by its secrets in one type, in the order of preference. The caller wipes them. */
function candidates({ phrase, seed, privateKey }: Secrets, type: Plain): KeySecret[] {
  const all: KeySecret[] = []
  if (phrase) all.push({ kind: 'phrase', phrase, passphrase: '', path: '', type })
  if (seed) all.push({ kind: 'seed', seed: Uint8Array.from(seed), path: '', type })
  if (privateKey && type === 'sr25519' && privateKey.length === 64) {
    const readings = keyReadings(privateKey)
    all.push(...readings.filter((each) => each.type === 'sr25519'))
    for (const each of readings) if (each.type !== 'sr25519') wipe(each)
  }
  if (privateKey && type === 'ed25519' && (privateKey.length === 32 || privateKey.length === 64))
    all.push({ kind: 'seed', seed: privateKey.slice(0, 32), path: '', type })
  return all
}

/** The address decides between the two types and the forms of a private key; all the rest must agree with it. */
async function spendingOf(type: Plain, claims: Claims, secrets: Secrets, whose: Whose): Promise<FoundKey> {
  const { goal, foreignPrefix } = goalOf(claims)
  const types: Plain[] = goal ? [type, type === 'sr25519' ? 'ed25519' : 'sr25519'] : [type]
  let tried = false
  for (const each of types) {
    const all = candidates(secrets, each)
    let kept: KeySecret | undefined
    try {
      const [secret, part] = (await chosenFrom(all, secrets, goal)) ?? []
      tried ||= all.length > 0
      if (!secret || !part) continue
      await checkOthers(all, secret, secrets, part)
      if (claims.keys.some((key) => !sameBytes(key, fromHex(part.accountId)))) throw new KluisError('public-key-mismatch')
      kept = secret
      return { ...foundKey(secret, part, whose), foreignPrefix }
    } finally {
      for (const other of all) if (other !== kept) wipe(other)
    }
  }
  throw new KluisError(!tried ? 'seed-length' : claims.address === undefined ? 'public-key-mismatch' : 'address-mismatch')
}

/** What the key must come to, by address if there is one. */
function goalOf(claims: Claims): { goal: Uint8Array | undefined; foreignPrefix: number | null } {
  if (claims.address === undefined) return { goal: claims.keys[0], foreignPrefix: null }
  try {
    const { prefix, accountId } = decodeAddress(claims.address)
    return { goal: accountId, foreignPrefix: prefix === 42 ? null : prefix }
  } catch {
    // No key has an address that is none.
    throw new KluisError('address-mismatch')
  }
}

/** The best kind of secret of a file, in the form that comes to the goal; without a goal the first form that is a key. */
async function chosenFrom(all: KeySecret[], secrets: Secrets, goal: Uint8Array | undefined): Promise<[KeySecret, PublicPart] | undefined> {
  const best = secrets.phrase || secrets.seed ? all.slice(0, 1) : all
  for (const secret of best) {
    const part = await partOf(secret)
    if (!goal || sameBytes(fromHex(part.accountId), goal)) return [secret, part]
  }
  return undefined
}

/** A seed and a private key that stand beside must be of the same key. @throws KluisError address-mismatch */
async function checkOthers(all: KeySecret[], chosen: KeySecret, { phrase, seed }: Secrets, part: PublicPart): Promise<void> {
  const same = async (secret: KeySecret | undefined) => !secret || (await partOf(secret)).publicKey === part.publicKey
  if (phrase && seed && !(await same(all[1]))) throw new KluisError('address-mismatch')
  const keys = phrase || seed ? all.slice(phrase && seed ? 2 : 1).filter((each) => each !== chosen) : []
  if (!keys.length) return
  for (const key of keys) if (await same(key).catch(() => false)) return
  throw new KluisError('address-mismatch')
}

/** An account of kind 4 to 7: never a secret, and every part of the file must come to one descriptor. */
async function hashedOf(json: Json, kind: HashedKind, claims: Claims, secrets: Secrets, whose: Whose): Promise<FoundKey> {
  const wrong = () => new KluisError('hashed-descriptor-mismatch')
  const said = { accountType: field(json, 'accountType') ?? kind.accountType, scheme: field(json, 'signingScheme') ?? kind.scheme }
  if (said.accountType !== kind.accountType || said.scheme !== kind.scheme) throw wrong()
  const written = field(json, 'hashedDescriptor')
  const descriptors: Uint8Array[] = []
  if (written !== undefined) {
    const descriptor = hexOf(written)
    if (!descriptor || !isDescriptor(descriptor, kind)) throw wrong()
    descriptors.push(descriptor)
  }
  const masters = [secrets.phrase ? await miniSecret(secrets.phrase, '') : undefined, secrets.seed, secrets.privateKey]
  try {
    for (const master of masters) if (master) descriptors.push(descriptorOf(master, kind))
  } finally {
    masters[0]?.fill(0)
  }
  const ids = descriptors.map(hashedAccountId)
  const claimed = agreed(claims, 'hashed-descriptor-mismatch')
  const accountId = ids[0] ?? claimed?.accountId
  if (!accountId) throw new KluisError('keyfile-no-key')
  if ([...ids, ...(claimed ? [claimed.accountId] : [])].some((id) => !sameBytes(id, accountId))) throw wrong()
  // Its address looks like any other: what tells more of it is kept where the person can read it.
  const [descriptor] = descriptors
  const note = descriptor ? { note: encodeReceiving(descriptor) } : {}
  return { ...watchedKey(accountId, 'hashed', whose), ...note, foreignPrefix: claimed?.foreignPrefix ?? null }
}
