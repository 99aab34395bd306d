import { blake2b } from '@noble/hashes/blake2.js'
import { Keyring } from '@polkadot/keyring'
import { ed25519PairFromSeed, keyExtractPath, keyFromPath, secp256k1PairFromSeed, sr25519PairFromSeed } from '@polkadot/util-crypto'
import { getPublicKey } from '@scure/sr25519'
import { type KeyType, KluisError, phraseEntropy, readPath } from '../units'

/** A key pair in bytes. `secretKey`: sr25519 64 bytes expanded, ed25519 64 bytes seed‖public, ecdsa 32 bytes. The caller wipes it. */
export type Pair = { publicKey: Uint8Array; secretKey: Uint8Array }

/**
 * The 32-byte mini-secret of a phrase (Substrate's rule: PBKDF2 over the entropy, not over the words; keys.md 1.1). The caller wipes it.
 * @param passphrase changes the key; there is no way to tell a wrong one
 */
export async function miniSecret(phrase: string, passphrase: string): Promise<Uint8Array> {
  const entropy = phraseEntropy(phrase)
  try {
    const base = await crypto.subtle.importKey('raw', entropy as BufferSource, 'PBKDF2', false, ['deriveBits'])
    const salt = new TextEncoder().encode(`mnemonic${passphrase}`)
    const bits = new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-512', salt, iterations: 2048 }, base, 512))
    const seed = bits.slice(0, 32)
    bits.fill(0)
    return seed
  } finally {
    entropy.fill(0)
  }
}

const fromSeed = {
  sr25519: sr25519PairFromSeed,
  ed25519: ed25519PairFromSeed,
  // Without WebAssembly it gives the seed itself back as the secret key: whoever wipes the pair would wipe the seed, and the other way round.
  ecdsa: (seed: Uint8Array) => secp256k1PairFromSeed(Uint8Array.from(seed)),
}

/** Derives a pair from 32 bytes. @throws KluisError suri-path, soft-junction-unsupported, seed-length */
export function pairFrom(seed: Uint8Array, path: string, type: KeyType): Pair {
  readPath(path, type)
  if (seed.length !== 32) throw new KluisError('seed-length')
  return along(fromSeed[type](seed), path, type)
}

/**
 * Derives a pair from the 64 bytes of an sr25519 key, canonical.
 * @throws KluisError seed-length (not 64 bytes), format-unsupported (not the canonical form of any key), suri-path
 */
export function pairFromKey(key: Uint8Array, path: string): Pair {
  readPath(path, 'sr25519')
  if (key.length !== 64) throw new KluisError('seed-length')
  const secretKey = expandedOf(key)
  if (!secretKey) throw new KluisError('format-unsupported')
  return along({ publicKey: getPublicKey(secretKey), secretKey }, path, 'sr25519')
}

/** Follows a path from a pair; the root's secret is wiped when it is left. */
function along(root: Pair, path: string, type: KeyType): Pair {
  if (!path) return root
  try {
    return keyFromPath(root, keyExtractPath(path.normalize('NFC')).path, type)
  } finally {
    root.secretKey.fill(0)
  }
}

/** The expanded form (polkadot-js: scalar × 8 ‖ nonce) of a canonical sr25519 key, a copy; undefined where the scalar has no room. */
export function expandedOf(canonical: Uint8Array): Uint8Array | undefined {
  if (canonical.length !== 64 || (canonical[31] ?? 255) > 0x1f) return undefined
  const key = Uint8Array.from(canonical)
  for (let i = 31; i >= 0; i--) key[i] = (((canonical[i] ?? 0) << 3) | (i ? (canonical[i - 1] ?? 0) >> 5 : 0)) & 255
  return key
}
/** The canonical form (sp-core, btcli: scalar ‖ nonce) of an expanded sr25519 key, a copy; undefined where the scalar is no multiple of 8. */
export function canonicalOf(expanded: Uint8Array): Uint8Array | undefined {
  if (expanded.length !== 64 || (expanded[0] ?? 255) & 7) return undefined
  const key = Uint8Array.from(expanded)
  for (let i = 0; i < 32; i++) key[i] = ((expanded[i] ?? 0) >> 3) | (i < 31 ? ((expanded[i + 1] ?? 0) << 5) & 255 : 0)
  return key
}

/** The 32 bytes that the chain knows an account by: the public key, for ecdsa its BLAKE2b-256. */
export function accountIdOf(publicKey: Uint8Array, type: KeyType): Uint8Array {
  return type === 'ecdsa' ? blake2b(publicKey, { dkLen: 32 }) : publicKey
}

const keyring = new Keyring()

/** A MultiSignature: one byte for the type (0 ed25519, 1 sr25519, 2 ecdsa) and the signature, 64 or 65 bytes. sr25519 with context "substrate". */
export function signWith({ publicKey, secretKey }: Pair, type: KeyType, message: Uint8Array): Uint8Array {
  return keyring.createFromPair({ publicKey, secretKey }, {}, type).sign(message, { withType: true })
}

/** What a record holds of a phrase: `phrase` or `phrase///passphrase`, UTF-8. The caller wipes it. */
export const payloadOf = (phrase: string, passphrase: string) => new TextEncoder().encode(passphrase ? `${phrase}///${passphrase}` : phrase)
export function secretOf(payload: Uint8Array): { phrase: string; passphrase: string } {
  const text = new TextDecoder().decode(payload)
  const at = text.indexOf('///')
  return at < 0 ? { phrase: text, passphrase: '' } : { phrase: text.slice(0, at), passphrase: text.slice(at + 3) }
}
