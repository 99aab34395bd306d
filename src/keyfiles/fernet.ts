import { base64urlnopad } from '@scure/base'
import { KluisError } from '../units'

// Fernet, in which the first btcli kept coldkeys (keys.md 2.3): 80 ‖ 8 time ‖ 16 IV ‖ ciphertext ‖ 32 MAC, url-safe base64.

const SALT = new TextEncoder().encode('Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins')
const HEAD = 25
const MAC = 32

/** Whether a text is such a token, whole or cut. */
export const isFernet = (text: string): boolean => /^gAAAAA[A-Za-z0-9_-]*={0,2}$/.test(text)

/** @throws KluisError keyfile-truncated */
export function readFernet(text: string): Uint8Array {
  let token: Uint8Array
  try {
    token = base64urlnopad.decode(text.replace(/=+$/, ''))
  } catch {
    throw new KluisError('keyfile-truncated')
  }
  const sealed = token.length - HEAD - MAC
  if (sealed < 16 || sealed % 16) throw new KluisError('keyfile-truncated')
  return token
}

/**
 * Opens a token, however old it is: 10,000,000 rounds of PBKDF2 (about 2 s), the MAC first, then the cipher. The caller wipes what comes out.
 * @throws KluisError keyfile-truncated before any work, decrypt-failed
 */
export async function openFernet(text: string, password: string): Promise<Uint8Array> {
  const token = readFernet(text)
  const key = await fernetKey(password)
  try {
    const end = token.length - MAC
    const macKey = await crypto.subtle.importKey('raw', key.subarray(0, 16) as BufferSource, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'verify',
    ])
    const mac = token.subarray(end) as BufferSource
    if (!(await crypto.subtle.verify('HMAC', macKey, mac, token.subarray(0, end) as BufferSource))) throw new KluisError('decrypt-failed')
    const aes = await crypto.subtle.importKey('raw', key.subarray(16) as BufferSource, 'AES-CBC', false, ['decrypt'])
    const iv = token.subarray(9, HEAD) as BufferSource
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, aes, token.subarray(HEAD, end) as BufferSource))
  } catch (error) {
    throw error instanceof KluisError ? error : new KluisError('decrypt-failed')
  } finally {
    key.fill(0)
  }
}

/** The 32 bytes of a password: 16 for the MAC, 16 for the cipher. The caller wipes them. */
export async function fernetKey(password: string): Promise<Uint8Array> {
  const secret = new TextEncoder().encode(password)
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']).finally(() => secret.fill(0))
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt: SALT, iterations: 10_000_000 }, base, 256))
}
