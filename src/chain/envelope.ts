import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { Twox128 } from '@polkadot-api/substrate-bindings'
import { concat, KluisError } from '../units'

/** Bytes of an ML-KEM-768 encapsulation key, and the most that the chain takes as an envelope (chain.md 4.15). */
export const KEY_BYTES = 1_184
const MOST_BYTES = 8_192
const NONCE_BYTES = 24

/** What chance gives an envelope; only vectors choose it themselves. 32 and 24 bytes. */
export type Chances = { message?: Uint8Array; nonce?: Uint8Array }

/**
 * Seals an extrinsic for who has the other half of a key: twox_128(key) ‖ u16 LE length ‖ KEM ciphertext ‖ nonce ‖
 * XChaCha20-Poly1305(shared secret, extrinsic), as the MevShield pallet takes it (chain.md 4.15).
 * @param key 1,184 bytes of ML-KEM-768
 * @param extrinsic signed, with its length in front
 * @throws KluisError node-lied for bytes that are no such key, too-large for more than an envelope holds
 */
export function sealEnvelope(key: Uint8Array, extrinsic: Uint8Array, { message, nonce }: Chances = {}): Uint8Array {
  if (key.length !== KEY_BYTES) throw new KluisError('node-lied')
  const { cipherText, sharedSecret } = encapsulate(key, message)
  const once = nonce ?? crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = xchacha20poly1305(sharedSecret, once).encrypt(extrinsic)
  sharedSecret.fill(0)
  const length = Uint8Array.of(cipherText.length & 255, cipherText.length >> 8)
  const envelope = concat(Twox128(key), length, cipherText, once, sealed)
  if (envelope.length > MOST_BYTES) throw new KluisError('too-large')
  return envelope
}
/** A key with the right length may still be none: its numbers are checked here (FIPS 203, 7.2). */
function encapsulate(key: Uint8Array, message: Uint8Array | undefined) {
  try {
    return ml_kem768.encapsulate(key, message)
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}
