import { createHash } from 'node:crypto'
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { keyHash, parseEnvelope } from './pallets/mev-shield'

type Pair = { publicKey: Uint8Array; secretKey: Uint8Array }
/** Authors take turns, and each has one pair of keys: so every block's key is another, and soon all of them are made. */
const AUTHORS = 32
const made = new Map<string, Pair>()
/** The keys of who makes block `number`, once for every process. */
function keysOf(number: number, generation: number): Pair {
  const name = `localnet shield ${generation} ${number % AUTHORS}`
  const pair = made.get(name) ?? ml_kem768.keygen(new Uint8Array(createHash('sha512').update(name).digest()))
  made.set(name, pair)
  return pair
}

/** What an envelope holds; undefined where this key does not open it. */
export function openEnvelope(envelope: Uint8Array, { publicKey, secretKey }: Pair): Uint8Array | undefined {
  const parsed = parseEnvelope(envelope)
  if (!parsed || Buffer.compare(keyHash(publicKey), parsed.keyHash) !== 0) return undefined
  try {
    return xchacha20poly1305(ml_kem768.decapsulate(parsed.kem, secretKey), parsed.nonce).decrypt(parsed.sealed)
  } catch {
    return undefined
  }
}

/** The keys of a chain's authors. */
export function createShield() {
  let generation = 0
  return {
    /** What the author of a block announces. */
    keyOf: (number: number) => keysOf(number, generation).publicKey,
    /** What the author of a block makes of an envelope. */
    open: (envelope: Uint8Array, number: number) => openEnvelope(envelope, keysOf(number, generation)),
    /** From now on every author has other keys: what is on its way to one of them is not opened any more. */
    rotate(): void {
      generation++
    },
  }
}
