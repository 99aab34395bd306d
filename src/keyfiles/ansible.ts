import { fromHex, KluisError } from '../units'

// Ansible Vault 1.1 and 1.2, in which btcli of 2022 kept coldkeys (keys.md 2.3).

/** Whether a text means to be an Ansible vault, of whatever version. */
export const isAnsible = (text: string): boolean => text.startsWith('$ANSIBLE_VAULT')

type Vault = { salt: Uint8Array; mac: Uint8Array; sealed: Uint8Array }

/** @throws KluisError format-unsupported (another version or cipher), keyfile-truncated */
export function readAnsible(text: string): Vault {
  const [header = '', ...lines] = text.split(/\r?\n/)
  if (!/^\$ANSIBLE_VAULT;(?:1\.1;AES256|1\.2;AES256;[^;]+)\s*$/.test(header)) throw new KluisError('format-unsupported')
  const inner = asciiFrom(lines.join('').replace(/\s/g, ''))
  const [salt, mac, sealed, ...more] = inner.split('\n').map(bytesFrom)
  // PKCS7 always fills a block, so a length between two blocks is a file that was cut.
  if (!salt?.length || mac?.length !== 32 || !sealed?.length || sealed.length % 16 || more.length) throw new KluisError('keyfile-truncated')
  return { salt, mac, sealed }
}
const asciiFrom = (hex: string) => new TextDecoder().decode(bytesFrom(hex))
function bytesFrom(hex: string): Uint8Array {
  if (!/^(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new KluisError('keyfile-truncated')
  return fromHex(`0x${hex}`)
}

/**
 * Opens a vault: 10,000 rounds of PBKDF2, the MAC first, then the cipher. The caller wipes what comes out.
 * @throws KluisError those of readAnsible before any work, decrypt-failed
 */
export async function openAnsible(text: string, password: string): Promise<Uint8Array> {
  const { salt, mac, sealed } = readAnsible(text)
  const secret = new TextEncoder().encode(password)
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits']).finally(() => secret.fill(0))
  const rounds = { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: 10_000 }
  const keys = new Uint8Array(await crypto.subtle.deriveBits(rounds, base, 640))
  try {
    const macKey = await crypto.subtle.importKey('raw', keys.subarray(32, 64), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
    if (!(await crypto.subtle.verify('HMAC', macKey, mac as BufferSource, sealed as BufferSource))) throw new KluisError('decrypt-failed')
    const key = await crypto.subtle.importKey('raw', keys.subarray(0, 32), 'AES-CTR', false, ['decrypt'])
    const counter = { name: 'AES-CTR', counter: keys.slice(64), length: 128 }
    return unpadded(new Uint8Array(await crypto.subtle.decrypt(counter, key, sealed as BufferSource)))
  } finally {
    keys.fill(0)
  }
}

/** Without its PKCS7 padding; the padded bytes are wiped. */
function unpadded(padded: Uint8Array): Uint8Array {
  try {
    const length = padded.at(-1) ?? 0
    if (length < 1 || length > 16 || padded.subarray(-length).some((byte) => byte !== length)) throw new KluisError('decrypt-failed')
    return padded.slice(0, -length)
  } finally {
    padded.fill(0)
  }
}
