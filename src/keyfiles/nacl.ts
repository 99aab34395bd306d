import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { argon2i } from 'hash-wasm'
import { concat, fromHex, KluisError } from '../units'

// The container of every btcli keyfile since 2023: $NACL ‖ 24 nonce ‖ 16 tag ‖ ciphertext (keys.md 2.3).

const MAGIC = new TextEncoder().encode('$NACL')
const NONCE = 24
const TAG = 16
/** One constant for all users of Bittensor: two files with the same password have the same key. */
const SALT = fromHex('0x137183dff15a09bc9c90b5518739e9b1')

/** The 32-byte key of a password. Who asked for it wipes it, so it is never the only copy of anything. */
export type Stretch = (password: string) => Promise<Uint8Array>

/**
 * Argon2i over 512 MiB, 5 to 20 s: for a worker that ends afterwards, one at a time.
 * @param password not empty; UTF-8, in the spelling as typed
 * @throws KluisError too-little-memory
 */
export const naclKey: Stretch = async (password) => {
  const secret = new TextEncoder().encode(password)
  try {
    return await argon2i({
      password: secret,
      salt: SALT,
      memorySize: 524_288,
      iterations: 8,
      parallelism: 1,
      hashLength: 32,
      outputType: 'binary',
    })
  } catch (error) {
    // No memory shows as RangeError where it does not grow, as WebAssembly's own error where the engine gives up.
    if (error instanceof RangeError || error instanceof WebAssembly.RuntimeError || /memory|alloc|abort/i.test(String(error)))
      throw new KluisError('too-little-memory', {}, error)
    throw error
  } finally {
    secret.fill(0)
  }
}

/** Keys that are computed once for all files of one password: their salt is the same. `close` wipes them; give each run of work its own. */
export function keptKeys(stretch: Stretch = naclKey): { stretch: Stretch; close(): void } {
  const kept = new Map<string, Uint8Array>()
  return {
    async stretch(password) {
      const key = kept.get(password) ?? (await stretch(password))
      kept.set(password, key)
      return Uint8Array.from(key)
    },
    close() {
      for (const key of kept.values()) key.fill(0)
      kept.clear()
    },
  }
}

/** Whether bytes begin as such a container does. */
export const isNacl = (bytes: Uint8Array): boolean => MAGIC.every((byte, i) => bytes[i] === byte)

/** Takes a container apart. @throws KluisError keyfile-truncated, before anything is asked of anybody */
function partsOf(bytes: Uint8Array): { nonce: Uint8Array; sealed: Uint8Array } {
  const from = MAGIC.length + NONCE
  if (bytes.length < from + TAG) throw new KluisError('keyfile-truncated')
  return { nonce: bytes.subarray(MAGIC.length, from), sealed: bytes.subarray(from) }
}
/** @throws KluisError keyfile-truncated */
export function checkNacl(bytes: Uint8Array): void {
  partsOf(bytes)
}

/**
 * Opens a container. The caller wipes what comes out.
 * @throws KluisError keyfile-truncated (before the key is computed), decrypt-failed (wrong password or altered: nobody can tell), too-little-memory
 */
export async function openNacl(bytes: Uint8Array, password: string, stretch: Stretch): Promise<Uint8Array> {
  const { nonce, sealed } = partsOf(bytes)
  const key = await stretch(password)
  try {
    for (const each of [sealed, withoutNewline(sealed)]) {
      try {
        return xsalsa20poly1305(key, nonce).decrypt(each)
      } catch {
        // Not this one.
      }
    }
  } finally {
    key.fill(0)
  }
  throw new KluisError('decrypt-failed')
}

/** An editor or a copy over a terminal may have put a line's end after the last byte. */
const withoutNewline = (sealed: Uint8Array) => sealed.subarray(0, sealed.at(-1) !== 10 ? 0 : sealed.at(-2) === 13 ? -2 : -1)

/** Seals bytes under a password and a fresh nonce. The bytes stay the caller's to wipe. @throws KluisError too-little-memory */
export async function sealNacl(plain: Uint8Array, password: string, stretch: Stretch): Promise<Uint8Array> {
  const key = await stretch(password)
  try {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE))
    return concat(MAGIC, nonce, xsalsa20poly1305(key, nonce).encrypt(plain))
  } finally {
    key.fill(0)
  }
}
