import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'
import { blake256, concat, KluisError } from '../units'
import { pairFrom } from './derive'

// Accounts whose address is the hash of a descriptor, not a key (keys.md 5). Kluis tells them apart and does not sign for them.

const SCHEME = { sr25519: 1, mldsa: 2, ed25519: 3 } as const
type Scheme = keyof typeof SCHEME
export type HashedKind = { accountType: 'hashed' | 'standard'; scheme: Scheme; version: 1 | 2 }

const KINDS: ReadonlyMap<number, HashedKind> = new Map([
  [4, { accountType: 'hashed', scheme: 'sr25519', version: 1 }],
  [5, { accountType: 'hashed', scheme: 'mldsa', version: 1 }],
  [6, { accountType: 'hashed', scheme: 'ed25519', version: 1 }],
  [7, { accountType: 'standard', scheme: 'mldsa', version: 2 }],
])
/** What a btcli cryptoType of 4 to 7 means; undefined for the others. */
export const hashedKind = (cryptoType: number): HashedKind | undefined => KINDS.get(cryptoType)

const text = (value: string) => new TextEncoder().encode(value)
const TAG = 'bittensor/hashed/v1/'

/** The seed of one generation, 32 bytes; the caller wipes it. @param generation 64 bits; the kind with a fixed key has only one */
export function generationSeed(master: Uint8Array, kind: HashedKind, generation: bigint): Uint8Array {
  const info = new Uint8Array(10)
  info.set([kind.version, SCHEME[kind.scheme]])
  new DataView(info.buffer).setBigUint64(2, kind.accountType === 'standard' ? 0n : generation, true)
  return hkdf(sha256, master, text(`${TAG}derive`), info, 32)
}

/** The public key of one generation: 32 bytes, 1,952 for ML-DSA-65. @param master 32 bytes @throws KluisError seed-length */
export function generationKey(master: Uint8Array, kind: HashedKind, generation: bigint): Uint8Array {
  if (master.length !== 32) throw new KluisError('seed-length')
  const seed = generationSeed(master, kind, generation)
  try {
    const pair = kind.scheme === 'mldsa' ? ml_dsa65.keygen(seed) : pairFrom(seed, '', kind.scheme)
    pair.secretKey.fill(0)
    return pair.publicKey
  } finally {
    seed.fill(0)
  }
}

/** What binds a key before it is shown, 32 bytes. The byte after the tag is 1 for every kind. */
export const commitmentOf = (kind: HashedKind, publicKey: Uint8Array): Uint8Array =>
  blake256(concat(text(`${TAG}key`), Uint8Array.of(1, SCHEME[kind.scheme]), publicKey))

/** The 34 bytes that an account is made of: version ‖ scheme ‖ commitment of its first key. @throws KluisError seed-length */
export const descriptorOf = (master: Uint8Array, kind: HashedKind): Uint8Array =>
  concat(Uint8Array.of(kind.version, SCHEME[kind.scheme]), commitmentOf(kind, generationKey(master, kind, 0n)))

/** Whether a descriptor has the form of this kind. */
export const isDescriptor = (descriptor: Uint8Array, kind: HashedKind): boolean =>
  descriptor.length === 34 && descriptor[0] === kind.version && descriptor[1] === SCHEME[kind.scheme]

/** The account id of a descriptor, 32 bytes. */
export const hashedAccountId = (descriptor: Uint8Array): Uint8Array => blake256(concat(text(`${TAG}account`), descriptor))
