import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { concat, fromHex, KluisError, toHex } from '../units'
import { checkScrypt, type ScryptCost, scryptKey } from './scrypt'

// The outer shell of polkadot-js files, of single accounts and of batches (keys.md 3.1).

const SALT = 32
const NONCE = 24
const TAG = 16

/** Bytes as a file holds them: open, under a password as it is, or under a key made from it. `box`: tag ‖ ciphertext. */
export type Sealed =
  | { cipher: 'none'; box: Uint8Array }
  | { cipher: 'xsalsa'; nonce: Uint8Array; box: Uint8Array }
  | { cipher: 'scrypt'; salt: Uint8Array; cost: ScryptCost; nonce: Uint8Array; box: Uint8Array }

/**
 * Takes the bytes of a file apart, and judges their costs before any work.
 * @throws KluisError json-truncated, kdf-invalid, kdf-too-expensive
 */
export function readSealed(bytes: Uint8Array, cipher: Sealed['cipher']): Sealed {
  if (cipher === 'none') return { cipher, box: bytes }
  const head = cipher === 'scrypt' ? SALT + 12 : 0
  if (bytes.length < head + NONCE + TAG) throw new KluisError('json-truncated')
  const [nonce, box] = [bytes.subarray(head, head + NONCE), bytes.subarray(head + NONCE)]
  if (cipher === 'xsalsa') return { cipher, nonce, box }
  const view = new DataView(bytes.buffer, bytes.byteOffset + SALT, 12)
  const cost = { n: view.getUint32(0, true), p: view.getUint32(4, true), r: view.getUint32(8, true) }
  checkScrypt(cost)
  return { cipher, salt: bytes.subarray(0, SALT), cost, nonce, box }
}

const utf8 = (text: string) => new TextEncoder().encode(text)
/** The bytes that a password may have been taken for: as it stands, then trimmed. polkadot-js takes one that looks like hex for those bytes. */
function spellings(password: string): Uint8Array[] {
  const texts = [...new Set([password, password.trim()])].filter((text) => text !== '')
  return texts.flatMap((text) => (/^0x(?:[0-9a-f]{2})*$/i.test(text) ? [fromHex(text), utf8(text)] : [utf8(text)]))
}

/** Opens what one password has sealed. */
export type Opener = {
  /**
   * The plain bytes; the caller wipes them.
   * @throws KluisError password-required, decrypt-failed (wrong password or altered: nobody can tell), too-little-memory
   */
  open(sealed: Sealed): Promise<Uint8Array>
  /** Forgets password and keys. */
  close(): void
}

/** An opener for a password as it was typed. Keys are made one at a time, and once for the same salt. The caller closes it. */
export function openerOf(password: string): Opener {
  const tries = spellings(password).map((bytes) => ({ bytes, salt: '', key: new Uint8Array(0) }))
  type Try = (typeof tries)[number]

  async function keyFor(each: Try, sealed: Exclude<Sealed, { cipher: 'none' }>): Promise<Uint8Array> {
    if (sealed.cipher === 'xsalsa') {
      // Cut or filled with zeros to 32 bytes, as it was done then.
      const key = new Uint8Array(32)
      key.set(each.bytes.subarray(0, 32))
      return key
    }
    const salt = `${toHex(sealed.salt)} ${sealed.cost.n} ${sealed.cost.p}`
    if (each.salt !== salt) {
      const key = await scryptKey(each.bytes, sealed.salt, sealed.cost)
      each.key.fill(0)
      Object.assign(each, { salt, key })
    }
    return Uint8Array.from(each.key)
  }

  return {
    async open(sealed) {
      if (sealed.cipher === 'none') return sealed.box
      if (password === '') throw new KluisError('password-required')
      for (const each of tries) {
        const key = await keyFor(each, sealed)
        try {
          const plain = xsalsa20poly1305(key, sealed.nonce).decrypt(sealed.box)
          // What opened one part of a file most likely opens the next.
          tries.unshift(...tries.splice(tries.indexOf(each), 1))
          return plain
        } catch {
          // The next spelling.
        } finally {
          key.fill(0)
        }
      }
      throw new KluisError('decrypt-failed')
    },
    close() {
      for (const each of tries.splice(0)) {
        each.bytes.fill(0)
        each.key.fill(0)
      }
    },
  }
}

/** Seals with one key under one fresh salt. */
export type Sealer = {
  /** Salt, costs, a fresh nonce, and what was sealed: the bytes of a file. `plain` stays the caller's to wipe. */
  seal(plain: Uint8Array): Uint8Array
  close(): void
}

/**
 * A sealer for a password. The caller closes it.
 * @param compatible 2^15 rounds instead of 2^17: opens in wallets from before July 2025 as well, and costs an attacker a quarter
 * @throws KluisError password-required, too-little-memory
 */
export async function sealerOf(password: string, compatible: boolean): Promise<Sealer> {
  const [bytes] = spellings(password)
  if (!bytes) throw new KluisError('password-required')
  const salt = crypto.getRandomValues(new Uint8Array(SALT))
  const cost = { n: compatible ? 2 ** 15 : 2 ** 17, p: 1, r: 8 }
  const head = new Uint8Array(SALT + 12)
  head.set(salt)
  const view = new DataView(head.buffer, SALT)
  view.setUint32(0, cost.n, true)
  view.setUint32(4, cost.p, true)
  view.setUint32(8, cost.r, true)
  const key = await scryptKey(bytes, salt, cost)
  bytes.fill(0)
  return {
    seal(plain) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE))
      return concat(head, nonce, xsalsa20poly1305(key, nonce).encrypt(plain))
    },
    close: () => void key.fill(0),
  }
}
