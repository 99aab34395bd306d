import { blake2b } from '@noble/hashes/blake2.js'
import { base58 } from '@scure/base'
import { KluisError } from './errors'
import { concat, sameBytes } from './hex'
import { decodeReceiving } from './receiving'

/** Bittensor's prefix on every network (chain.md 1). */
export const BITTENSOR_PREFIX = 42
const CONTEXT = new TextEncoder().encode('SS58PRE')

function prefixBytes(prefix: number): Uint8Array {
  if (prefix < 64) return Uint8Array.of(prefix)
  return Uint8Array.of(((prefix & 0xfc) >> 2) | 0x40, (prefix >> 8) | ((prefix & 3) << 6))
}
const checksum = (body: Uint8Array) => blake2b(concat(CONTEXT, body), { dkLen: 64 }).subarray(0, 2)

/** SS58 text of a 32-byte account id. @param prefix 0 to 16383 */
export function encodeAddress(accountId: Uint8Array, prefix: number = BITTENSOR_PREFIX): string {
  const body = concat(prefixBytes(prefix), accountId)
  return base58.encode(concat(body, checksum(body)))
}

/**
 * Reads an address of any network.
 * @returns its prefix and the 32-byte account id
 * @throws KluisError ss58-base58, ss58-length, ss58-checksum
 */
export function decodeAddress(text: string): { prefix: number; accountId: Uint8Array } {
  let bytes: Uint8Array
  if (text.length > 128) throw new KluisError('ss58-length')
  try {
    bytes = base58.decode(text)
  } catch {
    throw new KluisError('ss58-base58')
  }
  const first = bytes[0] ?? 255
  const wide = first >= 64
  const size = (wide ? 2 : 1) + 32
  if (first >= 128 || bytes.length !== size + 2) throw new KluisError('ss58-length')
  const body = bytes.subarray(0, size)
  if (!sameBytes(checksum(body), bytes.subarray(size))) throw new KluisError('ss58-checksum')
  const second = bytes[1] ?? 0
  const prefix = wide ? ((first & 0x3f) << 2) | (second >> 6) | ((second & 0x3f) << 8) : first
  // A small prefix in the two-byte form is a second spelling of the same address: refused, addresses have one spelling.
  if (wide && prefix < 64) throw new KluisError('ss58-length')
  return { prefix, accountId: body.slice(size - 32) }
}

/**
 * Reads an address that money may go to: only Bittensor's own prefix. Another network's address of the same key comes back
 * in the failure's facts, to be shown and chosen openly. A receiving address of a hashed account is read as what it is, never as
 * anything else (keys.md 5): no chain that Kluis speaks to knows such accounts yet.
 * @throws KluisError ss58-wrong-prefix {address, prefix}, hashed-recipient {address}, bth-* and those of decodeAddress
 */
export function readAddress(text: string): Uint8Array {
  // An address of another network may begin with these three letters, but none has a line in it.
  if (/^\s*bth\d*_/i.test(text))
    throw new KluisError('hashed-recipient', { address: encodeAddress(decodeReceiving(text.trim()).accountId) })
  const { prefix, accountId } = decodeAddress(text.trim())
  if (prefix !== BITTENSOR_PREFIX) throw new KluisError('ss58-wrong-prefix', { address: encodeAddress(accountId), prefix: String(prefix) })
  return accountId
}
