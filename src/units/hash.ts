import { blake2b } from '@noble/hashes/blake2.js'

/** BLAKE2b-256, Substrate's hash. */
export function blake256(bytes: Uint8Array): Uint8Array {
  return blake2b(bytes, { dkLen: 32 })
}
