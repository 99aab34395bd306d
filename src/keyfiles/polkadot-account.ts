import { createKeyMulti, decodeAddress as decodeAnyAddress, ethereumEncode, secp256k1PairFromSeed } from '@polkadot/util-crypto'
import { entropyToMnemonic } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { decodeAddress, encodeAddress, fromHex, type KeyType, KluisError, sameBytes, toHex } from '../units'
import { claimedName, own, watched } from './claims'
import { canonicalOf } from './derive'
import type { FoundKey, Opened, WatchReason } from './found'
import { type Body, readBody, writeBody } from './pkcs8'
import { claimedAddress, fileOf, type PolkadotFile } from './polkadot-file'
import type { Opener, Sealer } from './sealed'
import { type KeySecret, type PublicPart, publicPartOf, wipe, withPair } from './secret'

// One account of a polkadot-js file: opened and checked, or written.

type Refused = Opened['refused'][number]
const MOST_MEMBERS = 256
const TYPES: readonly string[] = ['sr25519', 'ed25519', 'ecdsa', 'ethereum'] satisfies (KeyType | 'ethereum')[]

/**
 * What an account's file says before it is opened. `type` is checked to be known, `address` only to be a text.
 * `multisig`: the account id of the members that it lists, 32 bytes; null where it lists none.
 */
export type Claims = {
  type: KeyType | 'ethereum'
  address: string | null
  name: string | null
  watch: WatchReason
  multisig: Uint8Array | null
}

/** @throws KluisError crypto-type-unsupported, format-unsupported */
export function claimsOf(json: unknown, type: string): Claims {
  if (!TYPES.includes(type)) throw new KluisError('crypto-type-unsupported')
  const meta = own(json, 'meta')
  const watch = own(meta, 'isMultisig') === true ? 'multisig' : own(meta, 'isHardware') === true ? 'hardware' : 'external'
  return {
    type: type as Claims['type'],
    address: claimedAddress(json),
    name: claimedName(own(meta, 'name')),
    watch,
    multisig: multisigOf(meta),
  }
}

function multisigOf(meta: unknown): Uint8Array | null {
  const [who, threshold] = [own(meta, 'who'), own(meta, 'threshold')]
  if (!Array.isArray(who) || who.length > MOST_MEMBERS || !Number.isInteger(threshold)) return null
  const members = who.map((each: unknown) => (typeof each === 'string' && each.length <= 256 ? bytesOfAddress(each)?.bytes : undefined))
  if (!members.every((each) => each?.length === 32) || (threshold as number) < 1 || (threshold as number) > who.length) return null
  return createKeyMulti(members as Uint8Array[], threshold as number)
}

/**
 * Opens one account and compares its key with all that the file says of it.
 * @returns the account, whose secret the caller wipes; for an Ethereum key its address, in what is refused
 * @throws KluisError password-required, decrypt-failed, crypto-type-unsupported, pkcs8-header, pkcs8-divider,
 * public-key-mismatch, address-mismatch, too-little-memory
 */
export async function openAccount(
  file: PolkadotFile & { content: 'pkcs8' },
  claims: Claims,
  opener: Opener,
): Promise<{ key: FoundKey } | { refused: Refused }> {
  const { type, address, name } = claims
  const plain = await opener.open(file.sealed)
  try {
    const body = readBody(plain, type === 'ecdsa' || type === 'ethereum' ? 33 : 32)
    if (type === 'ethereum') return { refused: { name, address: ethereumAddress(body, address), code: 'ethereum-key' } }
    if (body.secret.length === 0) return { key: watchedOf(body.publicKey, claims) }
    const { secret, part } = await secretOf(body, type)
    try {
      const foreignPrefix = prefixOf(address, [body.publicKey, fromHex(part.accountId)])
      return { key: { ...part, secret, watch: null, name, role: null, foreignPrefix } }
    } catch (error) {
      wipe(secret)
      throw error
    }
  } finally {
    plain.fill(0)
  }
}

/** @throws KluisError pkcs8-divider, address-mismatch */
function watchedOf(publicKey: Uint8Array, { address, name, watch, multisig }: Claims): FoundKey {
  // A multisig has no key: what stands in the place of one says nothing, its members say all.
  const named = watch === 'multisig' && address !== null ? bytesOfAddress(address)?.bytes : publicKey
  if (named !== publicKey && named?.length !== 32) throw new KluisError('address-mismatch')
  if (![32, 33].includes(named.length)) throw new KluisError('pkcs8-divider')
  const found = watched(named, watch, name, null)
  const accountId = fromHex(found.accountId)
  if (watch === 'multisig' && multisig && !sameBytes(multisig, accountId)) throw new KluisError('address-mismatch')
  return { ...found, foreignPrefix: prefixOf(address, [named, accountId]) }
}

/** The secret of an opened account and its public part, which is the one that stands beside it. @throws KluisError public-key-mismatch */
async function secretOf(body: Body, type: KeyType): Promise<{ secret: KeySecret; part: PublicPart }> {
  // Words give more than a key: what can be written down. They count only if the key is theirs.
  for (const reading of [phraseOf, keyOf]) {
    const secret = reading(body, type)
    const part = secret && (await publicPartOf(secret).catch(() => null))
    if (secret && part?.publicKey === toHex(body.publicKey)) return { secret, part }
    if (secret) wipe(secret)
  }
  throw new KluisError('public-key-mismatch')
}

const phraseOf = ({ entropy }: Body, type: KeyType): KeySecret | null =>
  entropy && { kind: 'phrase', phrase: entropyToMnemonic(entropy, wordlist), passphrase: '', path: '', type }

/** What the bytes of a secret can be for this type; null if nothing. */
function keyOf({ secret: bytes, publicKey }: Body, type: KeyType): KeySecret | null {
  if (bytes.length === 32) return { kind: 'seed', seed: Uint8Array.from(bytes), path: '', type }
  const key = type === 'sr25519' ? canonicalOf(bytes) : undefined
  if (key) return { kind: 'key', key, path: '', type: 'sr25519' }
  if (type === 'ed25519' && sameBytes(bytes.subarray(32), publicKey)) return { kind: 'seed', seed: bytes.slice(0, 32), path: '', type }
  return null
}

/** The 0x address of an Ethereum account; null of a watched one that does not tell. @throws KluisError public-key-mismatch, address-mismatch */
function ethereumAddress({ secret, publicKey }: Body, address: string | null): string | null {
  if (secret.length === 0) return address && /^0x[0-9a-f]{40}$/i.test(address) ? ethereumEncode(address) : null
  let pair: ReturnType<typeof secp256k1PairFromSeed>
  try {
    pair = secp256k1PairFromSeed(secret)
  } catch {
    throw new KluisError('public-key-mismatch')
  }
  pair.secretKey.fill(0)
  if (!sameBytes(pair.publicKey, publicKey)) throw new KluisError('public-key-mismatch')
  const found = ethereumEncode(publicKey)
  prefixOf(address, [publicKey, fromHex(found)])
  return found
}

/**
 * Compares the address that a file names with the keys that it may mean: the bytes, not the text.
 * @returns its prefix, if it is another network's; null for Bittensor's, for hex, and for no address at all
 * @throws KluisError address-mismatch
 */
function prefixOf(address: string | null, keys: readonly Uint8Array[]): number | null {
  if (address === null) return null
  const meant = bytesOfAddress(address)
  if (!meant || !keys.some((key) => sameBytes(key, meant.bytes))) throw new KluisError('address-mismatch')
  return meant.prefix === 42 ? null : meant.prefix
}

function bytesOfAddress(address: string): { bytes: Uint8Array; prefix: number | null } | null {
  try {
    if (address.startsWith('0x')) return { bytes: fromHex(address), prefix: null }
    const { accountId, prefix } = decodeAddress(address)
    return { bytes: accountId, prefix }
  } catch {
    // Some old files hold 33 bytes in the form of an address.
  }
  try {
    return { bytes: decodeAnyAddress(address), prefix: null }
  } catch {
    return null
  }
}

/** What a file says of an account when it is written. `whenCreated` in milliseconds of Unix time, `genesisHash` null for every network. */
export type Meta = { name: string; whenCreated: number; genesisHash: string | null }

/** The JSON of one account. @throws KluisError those of withPair */
export const accountJson = (secret: KeySecret, { name, whenCreated, genesisHash }: Meta, sealer: Sealer): Promise<AccountJson> =>
  withPair(secret, ({ publicKey, secretKey }) => {
    const body = writeBody(secretKey, publicKey)
    try {
      // An ecdsa address is a hash, so that its place holds the key itself.
      const address = secret.type === 'ecdsa' ? toHex(publicKey) : encodeAddress(publicKey)
      return { ...fileOf(sealer.seal(body), ['pkcs8', secret.type]), address, meta: { genesisHash, name, whenCreated } }
    } finally {
      body.fill(0)
    }
  })
export type AccountJson = ReturnType<typeof fileOf> & { address: string; meta: Meta }
