import { concat, KluisError, sameBytes } from '../units'

// What a polkadot-js file holds once it is open: HEAD ‖ secret ‖ DIVIDER ‖ public key [‖ DIVIDER ‖ entropy] (keys.md 3.2).

const HEAD = Uint8Array.of(0x30, 0x53, 2, 1, 1, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20)
const DIVIDER = Uint8Array.of(0xa1, 0x23, 3, 0x21, 0)
/** Lengths of secrets, in the order in which they are looked for: keys, seeds, none (watched). */
const SECRETS = [64, 32, 0]

/** Views into the plain bytes: wiping those wipes these. `secret`: 64, 32 or 0 bytes. `entropy`: that of a phrase, where SubWallet left it. */
export type Body = { secret: Uint8Array; publicKey: Uint8Array; entropy: Uint8Array | null }

/**
 * Takes the plain bytes apart.
 * @param keyLength bytes of a public key: 32, or 33 for ecdsa and Ethereum
 * @throws KluisError pkcs8-header, pkcs8-divider
 */
export function readBody(plain: Uint8Array, keyLength: 32 | 33): Body {
  const divided = (at: number) => sameBytes(plain.subarray(at, at + DIVIDER.length), DIVIDER)
  if (!sameBytes(plain.subarray(0, HEAD.length), HEAD)) throw new KluisError('pkcs8-header')
  const length = SECRETS.find((each) => divided(HEAD.length + each))
  if (length === undefined) throw new KluisError('pkcs8-divider')
  const start = HEAD.length + length + DIVIDER.length
  // A watched ecdsa account may have no more than its account id.
  const end = length === 0 && plain.length === start + 32 ? plain.length : start + keyLength
  const entropy = plain.subarray(end + DIVIDER.length)
  return {
    secret: plain.subarray(HEAD.length, HEAD.length + length),
    publicKey: plain.subarray(start, end),
    entropy: divided(end) && [16, 20, 24, 28, 32].includes(entropy.length) ? entropy : null,
  }
}

/** The plain bytes of a secret in polkadot-js' forms: sr25519 64 bytes expanded, ed25519 64 bytes seed‖public, ecdsa 32. The caller wipes them. */
export const writeBody = (secret: Uint8Array, publicKey: Uint8Array): Uint8Array => concat(HEAD, secret, DIVIDER, publicKey)
