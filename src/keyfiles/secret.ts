import { encodeAddress, fromHex, type KeyType, KluisError, readPhrase, toHex } from '../units'
import { accountIdOf, miniSecret, type Pair, pairFrom, pairFromKey, payloadOf, secretOf } from './derive'

/**
 * What one account signs with. The holder wipes the bytes.
 * phrase: words, with passphrase and path. seed: 32 bytes, the mini-secret of sr25519 or the seed of ed25519 and ecdsa.
 * key: 64 bytes of sr25519 in the canonical form (scalar ‖ nonce), from which no seed can be computed.
 */
export type KeySecret =
  | { kind: 'phrase'; phrase: string; passphrase: string; path: string; type: KeyType }
  | { kind: 'seed'; seed: Uint8Array; path: string; type: KeyType }
  | { kind: 'key'; key: Uint8Array; path: string; type: 'sr25519' }

/** What may be known of an account by everybody. */
export type PublicPart = { accountId: string; publicKey: string; address: string; type: KeyType }

/**
 * Runs `use` with the pair of a secret and wipes the pair.
 * @throws KluisError mnemonic-*, suri-path, soft-junction-unsupported, seed-length
 */
export async function withPair<T>(secret: KeySecret, use: (pair: Pair) => T): Promise<T> {
  const pair = await pairOf(secret)
  try {
    return use(pair)
  } finally {
    pair.secretKey.fill(0)
  }
}

/** The pair of a secret; the caller wipes it. */
async function pairOf(secret: KeySecret): Promise<Pair> {
  if (secret.kind === 'key') return pairFromKey(secret.key, secret.path)
  if (secret.kind === 'seed') return pairFrom(secret.seed, secret.path, secret.type)
  const seed = await miniSecret(readPhrase(secret.phrase), secret.passphrase)
  try {
    return pairFrom(seed, secret.path, secret.type)
  } finally {
    seed.fill(0)
  }
}

/** The public part of a secret, computed anew. @throws those of withPair */
export const publicPartOf = (secret: KeySecret): Promise<PublicPart> =>
  withPair(secret, ({ publicKey }) => {
    const accountId = accountIdOf(publicKey, secret.type)
    return { accountId: toHex(accountId), publicKey: toHex(publicKey), address: encodeAddress(accountId), type: secret.type }
  })

/** Kinds of records in a container (keys.md 6.3). */
const KIND = { phrase: 1, 'seed sr25519': 2, key: 3, 'seed ed25519': 4, 'seed ecdsa': 5 } as const

/** How a secret stands in a record: its kind and payload. Path and, for a phrase, the type stand with the account. The caller wipes the payload. */
export function recordOf(secret: KeySecret): { kindCode: number; payload: Uint8Array } {
  if (secret.kind === 'phrase') return { kindCode: KIND.phrase, payload: payloadOf(readPhrase(secret.phrase), secret.passphrase) }
  if (secret.kind === 'key') return { kindCode: KIND.key, payload: Uint8Array.from(secret.key) }
  if (secret.seed.length !== 32) throw new KluisError('seed-length')
  return { kindCode: KIND[`seed ${secret.type}`], payload: Uint8Array.from(secret.seed) }
}

/**
 * A record's payload as the secret of one account. Seeds and keys are copied; the caller wipes them, and the payload.
 * @throws KluisError vault-damaged (no such kind, or not this type)
 */
export function secretFrom(kindCode: number, payload: Uint8Array, path: string, type: KeyType): KeySecret {
  if (kindCode === KIND.phrase) return { kind: 'phrase', ...secretOf(payload), path, type }
  if (kindCode === KIND.key && type === 'sr25519' && payload.length === 64)
    return { kind: 'key', key: Uint8Array.from(payload), path, type }
  if (kindCode === KIND[`seed ${type}`] && payload.length === 32) return { kind: 'seed', seed: Uint8Array.from(payload), path, type }
  throw new KluisError('vault-damaged')
}

/** Wipes what of a secret can be wiped: bytes. A phrase is text, which JavaScript cannot wipe. */
export function wipe(secret: KeySecret): void {
  if (secret.kind === 'seed') secret.seed.fill(0)
  if (secret.kind === 'key') secret.key.fill(0)
}

/** A secret as text, bytes in hex: for a wire that carries JSON, and for nothing that is kept. */
export type SecretText =
  | Extract<KeySecret, { kind: 'phrase' }>
  | (Omit<Extract<KeySecret, { kind: 'seed' }>, 'seed'> & { seed: string })
  | (Omit<Extract<KeySecret, { kind: 'key' }>, 'key'> & { key: string })
export function textOfSecret(secret: KeySecret): SecretText {
  if (secret.kind === 'phrase') return secret
  if (secret.kind === 'seed') return { ...secret, seed: toHex(secret.seed) }
  return { ...secret, key: toHex(secret.key) }
}
/** The secret of such a text. The caller wipes it. @throws KluisError invalid-input */
export function secretOfText(text: SecretText): KeySecret {
  if (text.kind === 'phrase') return text
  if (text.kind === 'seed') return { ...text, seed: fromHex(text.seed) }
  return { ...text, key: fromHex(text.key) }
}
