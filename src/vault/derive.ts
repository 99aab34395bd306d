import { blake2b } from '@noble/hashes/blake2.js'
import { Keyring } from '@polkadot/keyring'
import { ed25519PairFromSeed, keyExtractPath, keyFromPath, secp256k1PairFromSeed, sr25519PairFromSeed } from '@polkadot/util-crypto'
import { type KeyType, phraseEntropy, readPath } from '../units'

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

const fromSeed = { sr25519: sr25519PairFromSeed, ed25519: ed25519PairFromSeed, ecdsa: secp256k1PairFromSeed }

/** Derives a pair. @throws KluisError suri-path, soft-junction-unsupported */
export function pairFrom(seed: Uint8Array, path: string, type: KeyType): Pair {
  readPath(path, type)
  const root = fromSeed[type](seed)
  if (!path) return root
  try {
    return keyFromPath(root, keyExtractPath(path.normalize('NFC')).path, type)
  } finally {
    root.secretKey.fill(0)
  }
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
