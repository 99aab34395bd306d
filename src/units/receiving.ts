import { base64urlnopad } from '@scure/base'
import { KluisError } from './errors'
import { blake256 } from './hash'
import { concat, sameBytes } from './hex'

// Receiving addresses of hashed accounts (keys.md 5) and accounts without a key (keys.md 4.4).

const PREFIX = 'bth1_'
const LENGTH = 104
const tagged = (tag: string, bytes: Uint8Array) => blake256(concat(new TextEncoder().encode(`bittensor/hashed/v1/${tag}`), bytes))
const checksum = (body: Uint8Array) => tagged('receiving', body).subarray(0, 8)

/** btcli's cryptoType by the first two bytes of a descriptor, version and scheme: no other pair exists. */
const CRYPTO_TYPES: Readonly<Record<string, 4 | 5 | 6 | 7>> = { '1 1': 4, '1 2': 5, '1 3': 6, '2 2': 7 }

/** @throws KluisError bth-descriptor */
function cryptoTypeOf(descriptor: Uint8Array): 4 | 5 | 6 | 7 {
  const type = CRYPTO_TYPES[`${descriptor[0]} ${descriptor[1]}`]
  if (descriptor.length !== 34 || !type || !descriptor.subarray(2).some((byte) => byte)) throw new KluisError('bth-descriptor')
  return type
}

/** What a receiving address says. */
export type Receiving = {
  /** 34 bytes: version ‖ scheme ‖ commitment of the first key. */
  descriptor: Uint8Array
  /** The 32 bytes that the chain knows the account by. */
  accountId: Uint8Array
  /** As btcli numbers them: 4 sr25519, 5 ML-DSA, 6 ed25519, all with changing keys; 7 ML-DSA with one key. */
  cryptoType: 4 | 5 | 6 | 7
}

/**
 * Reads a receiving address, `bth1_` and 99 letters; strict in every letter, nothing is trimmed.
 * @throws KluisError bth-length, bth-prefix, bth-encoding, bth-checksum, bth-descriptor — checked in this order
 */
export function decodeReceiving(text: string): Receiving {
  if (text.length !== LENGTH) throw new KluisError('bth-length')
  if (!text.startsWith(PREFIX)) throw new KluisError('bth-prefix')
  let bytes: Uint8Array
  try {
    // Refuses padding and spare bits: there is one spelling.
    bytes = base64urlnopad.decode(text.slice(PREFIX.length))
  } catch {
    throw new KluisError('bth-encoding')
  }
  if (!sameBytes(checksum(bytes.subarray(0, 66)), bytes.subarray(66))) throw new KluisError('bth-checksum')
  // The first 32 bytes once named a network; what stands there is passed over.
  const descriptor = bytes.slice(32, 66)
  const cryptoType = cryptoTypeOf(descriptor)
  return { descriptor, accountId: tagged('account', descriptor), cryptoType }
}

/** The receiving address of a descriptor, 34 bytes. @throws KluisError bth-descriptor */
export function encodeReceiving(descriptor: Uint8Array): string {
  cryptoTypeOf(descriptor)
  const body = concat(new Uint8Array(32), descriptor)
  return PREFIX + base64urlnopad.encode(concat(body, checksum(body)))
}

/** An account that belongs to the chain itself. `palletId`: its eight letters, null where they are none. `index`: of the subnet or crowdloan. */
export type PalletAccount = {
  kind: 'subnet' | 'burn' | 'crowdloan' | 'swap' | 'other'
  palletId: string | null
  index: number | null
}
/** Pallets by their eight letters, and how many bytes of a number follow, little-endian. */
const PALLETS: Readonly<Record<string, readonly [kind: PalletAccount['kind'], size: number]>> = {
  subtensr: ['subnet', 2],
  burntnsr: ['burn', 0],
  'bt/cloan': ['crowdloan', 4],
  'ten/swap': ['swap', 0],
}

/** Whom 32 bytes belong to, if they begin with `modl` and so can have no key; null for all others. */
export function palletAccountOf(accountId: Uint8Array): PalletAccount | null {
  const letters = String.fromCharCode(...accountId.subarray(0, 12))
  if (accountId.length !== 32 || !letters.startsWith('modl')) return null
  const palletId = letters.slice(4)
  const [kind, size] = (Object.hasOwn(PALLETS, palletId) && PALLETS[palletId]) || (['other', 0] as const)
  if (kind === 'other' || accountId.subarray(12 + size).some((byte) => byte))
    return { kind: 'other', palletId: /^[ -~]{8}$/.test(palletId) ? palletId : null, index: null }
  const index = accountId.subarray(12, 12 + size).reduceRight((sum, byte) => sum * 256 + byte, 0)
  return { kind, palletId, index: size ? index : null }
}
