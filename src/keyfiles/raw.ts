import { fromHex, KluisError, readPhrase, sameBytes } from '../units'
import { watched } from './claims'
import { canonicalOf, pairFrom } from './derive'
import type { FoundKey, Opened, WatchReason } from './found'
import { type KeySecret, type PublicPart, publicPartOf } from './secret'

// What several readers of files need to know of keys.

/** What the place of a file says of a key in it. */
export type Whose = Pick<FoundKey, 'name' | 'role'>

/** A key whose public part was computed from its secret. */
export const foundKey = (secret: KeySecret, part: PublicPart, whose: Whose): FoundKey => ({
  ...part,
  ...whose,
  secret,
  watch: null,
  foreignPrefix: null,
})
/** An account of which only the id is known, 32 bytes. */
export const watchedKey = (accountId: Uint8Array, watch: WatchReason, whose: Whose): FoundKey => ({
  ...watched(accountId, watch, null, null),
  ...whose,
})
export const opened = (...keys: FoundKey[]): Opened => ({ keys, oneOf: keys.length > 1, locked: [], refused: [] })

/** The public part of bytes that may be no key at all. @throws KluisError format-unsupported (no key of the curve), those of publicPartOf */
export async function partOf(secret: KeySecret): Promise<PublicPart> {
  try {
    return await publicPartOf(secret)
  } catch (error) {
    throw error instanceof KluisError ? error : new KluisError('format-unsupported')
  }
}

/** 32 bytes written as hex, with or without 0x, broken into lines or not; undefined for any other text. */
export function bareBytes(text: string): Uint8Array | undefined {
  const [, digits] = /^(?:0[xX])?([0-9a-fA-F]{64})$/.exec(text.replace(/\s+/g, '')) ?? []
  return digits ? fromHex(`0x${digits}`) : undefined
}

/** Whether a text is a valid phrase and nothing else. */
export function isPhrase(text: string): boolean {
  if (text.length > 1_024) return false
  try {
    return readPhrase(text) !== ''
  } catch {
    return false
  }
}

// Below the group's order, 2^252 and a little: what sp-core accepts as the scalar of a key.
const isScalar = (key: Uint8Array) => (key[31] ?? 255) <= 0x10

/**
 * What 64 bytes can be: an sr25519 key in the canonical form, the same in polkadot-js's form, or seed ‖ public key of ed25519.
 * @returns copies, sr25519 canonical, the likeliest first; none where the bytes are no key. The caller wipes them
 */
export function keyReadings(bytes: Uint8Array): KeySecret[] {
  const seed = bytes.slice(0, 32)
  const pair = pairFrom(seed, '', 'ed25519')
  pair.secretKey.fill(0)
  if (sameBytes(pair.publicKey, bytes.subarray(32))) return [{ kind: 'seed', seed, path: '', type: 'ed25519' }]
  seed.fill(0)
  const forms = [Uint8Array.from(bytes), canonicalOf(bytes)]
  return forms.flatMap((key) => (key && isScalar(key) ? [{ kind: 'key', key, path: '', type: 'sr25519' } as const] : []))
}
