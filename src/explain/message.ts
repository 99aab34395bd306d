import { compactNumber } from '@polkadot-api/substrate-bindings'
import { concat, fromHex, KluisError, sameBytes } from '../units'
import { openCall } from './call'
import { mayBeOrder } from './order'
import type { RuntimeView } from './runtime'
import { readSignIn, type SignIn } from './sign-in'

/** A raw message: what will be signed, what a person can read of it, and where it signs in. Level 1 for text, 3 for bytes that are no text. */
export type ReadMessage = { wrapped: Uint8Array; text: string | undefined; level: 1 | 3; signIn: SignIn | undefined }

const OPEN = new TextEncoder().encode('<Bytes>')
const CLOSE = new TextEncoder().encode('</Bytes>')
const MAX_BYTES = 16_384

/**
 * Reads what a page wants signed as a message. A complete `<Bytes>…</Bytes>` stays as it is, all else is wrapped, so that no
 * signature over a message can be one over a transaction.
 * @param data text, or bytes as 0x-hex
 * @param runtime where a chain is connected, data that is a payload or an extrinsic of it is refused
 * @throws KluisError too-large, message-is-extrinsic, message-is-order
 */
export function readMessage(data: string, runtime: RuntimeView | undefined): ReadMessage {
  const bytes = /^0x(?:[0-9a-fA-F]{2})+$/.test(data) ? fromHex(data) : new TextEncoder().encode(data)
  if (bytes.length > MAX_BYTES) throw new KluisError('too-large')
  const whole =
    bytes.length >= OPEN.length + CLOSE.length && startsWith(bytes, OPEN) && sameBytes(bytes.subarray(bytes.length - CLOSE.length), CLOSE)
  const inside = whole ? bytes.subarray(OPEN.length, bytes.length - CLOSE.length) : bytes
  if (runtime && looksLikeTransaction(runtime, inside)) throw new KluisError('message-is-extrinsic')
  if (mayBeOrder(inside)) throw new KluisError('message-is-order')
  const text = textOf(inside)
  return {
    wrapped: whole ? bytes : concat(OPEN, bytes, CLOSE),
    text,
    level: text === undefined ? 3 : 1,
    signIn: text === undefined ? undefined : readSignIn(text),
  }
}

const startsWith = (bytes: Uint8Array, start: Uint8Array) => sameBytes(bytes.subarray(0, start.length), start)

/** More combining marks than this on one letter are no writing: they would paint over the lines around them. */
const PILE = /\p{M}{5,}/gu
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const written = (each: string) => `‹U+${(each.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}›`

/**
 * The text, with control characters, marks of direction, whatever takes no space, and piles of combining marks written out as ‹U+202E›;
 * undefined if it is not UTF-8.
 */
export function textOf(bytes: Uint8Array): string | undefined {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
  if (/\p{Cn}|\p{Co}/u.test(text)) return undefined
  return text.replace(HIDDEN, (each) => (each === '\n' ? each : written(each))).replace(PILE, (pile) => Array.from(pile, written).join(''))
}

/** Whether bytes are a signed extrinsic, or begin with a whole call followed by what a payload has behind it. */
function looksLikeTransaction(runtime: RuntimeView, bytes: Uint8Array): boolean {
  const opens = (call: Uint8Array) => {
    try {
      openCall(runtime, call)
      return true
    } catch {
      return false
    }
  }
  // A payload ends with genesis hash, birth hash and Option<digest>: 65 or 97 bytes; before them come era, nonce, tip, mode, versions: 11 to 28.
  for (const tail of [65, 97])
    for (let extra = 11; extra <= 28; extra++)
      if (bytes.length > tail + extra && opens(bytes.subarray(0, bytes.length - tail - extra))) return true
  if (bytes.length < 40) return false
  let body = bytes
  try {
    const length = compactNumber.dec(bytes)
    const prefix = compactNumber.enc(length).length
    if (length === bytes.length - prefix) body = bytes.subarray(prefix)
  } catch {
    // No length in front.
  }
  // Signed, of version 4, for one of five kinds of address; or general, of version 5, with the only version of extensions.
  const [version = 0, next = 255] = body
  return (version === 0x84 && next <= 4) || (version === 0x45 && next === 0) || opens(bytes)
}
