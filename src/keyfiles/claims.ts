import { encodeAddress, oneLine, toHex } from '../units'
import { accountIdOf } from './derive'
import type { FoundKey, WatchReason } from './found'

// What files say of themselves. All of it is a stranger's text.

/** A value's own member: nothing that a prototype lends. undefined where there is none. */
export const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined

/** A name as it may be shown: one line without control characters and marks of direction, at most 64 characters. null if nothing is left. */
export function claimedName(name: unknown): string | null {
  if (typeof name !== 'string') return null
  // What is longer than any name is not worth the work.
  return oneLine(name.slice(0, 1024), 64) || null
}

/** An account that can only be watched. @param publicKey 32 bytes, or the 33 of an ecdsa key */
export function watched(publicKey: Uint8Array, watch: WatchReason, name: string | null, foreignPrefix: number | null): FoundKey {
  const type = publicKey.length === 33 ? 'ecdsa' : null
  const accountId = type ? accountIdOf(publicKey, type) : publicKey
  return {
    accountId: toHex(accountId),
    publicKey: toHex(publicKey),
    address: encodeAddress(accountId),
    type,
    secret: null,
    watch,
    name,
    role: null,
    foreignPrefix,
  }
}
