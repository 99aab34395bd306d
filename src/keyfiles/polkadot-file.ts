import { base64 } from '@scure/base'
import { fromHex, KluisError } from '../units'
import { own } from './claims'
import { readSealed, type Sealed } from './sealed'

// The JSON of polkadot-js and of the wallets that grew from it, before anything is opened (keys.md 3.1, 3.3, 3.4).

const MOST_SINGLE = 1024 * 1024
const MOST_BATCH = 8 * MOST_SINGLE

/** What one file seals. `type` as the file writes it. */
export type PolkadotFile = { content: 'pkcs8'; type: string; sealed: Sealed } | { content: 'batch-pkcs8'; sealed: Sealed }

/** How the content of a file is called, for each version. Version 0 knew one type and did not write it. */
function contentOf(version: unknown, content: unknown): { content: 'pkcs8'; type: string } | { content: 'batch-pkcs8' } {
  if (version === '0' && content === 'pkcs8') return { content, type: 'ed25519' }
  if (!Array.isArray(content)) throw new KluisError('format-unsupported')
  const [kind, type] = content as unknown[]
  if (version === '3' && kind === 'batch-pkcs8' && content.length === 1) return { content: kind }
  if ((version === '1' || version === '2' || version === '3') && kind === 'pkcs8' && typeof type === 'string')
    return { content: kind, type: type.slice(0, 64) }
  throw new KluisError('format-unsupported')
}

/** How it is locked; old files write a bare name. */
function cipherOf(type: unknown): Sealed['cipher'] {
  const names = (Array.isArray(type) ? type : [type]) as unknown[]
  if (names.length === 1 && names[0] === 'none') return 'none'
  if (names.length === 1 && names[0] === 'xsalsa20-poly1305') return 'xsalsa'
  if (names.length === 2 && names[0] === 'scrypt' && names[1] === 'xsalsa20-poly1305') return 'scrypt'
  throw new KluisError('format-unsupported')
}

/** Bytes written as base64, or as hex with 0x. @throws KluisError json-bad-base64 */
function bytesOf(encoded: string): Uint8Array {
  try {
    // One base64 text of four thousand begins with 0x as well.
    if (/^0x[0-9a-f]*$/i.test(encoded)) return fromHex(encoded)
    const text = atob(encoded)
    const bytes = new Uint8Array(text.length)
    for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i)
    return bytes
  } catch {
    throw new KluisError('json-bad-base64')
  }
}

/**
 * Reads the outside of a file, whatever value it is.
 * @throws KluisError format-unsupported, file-too-large, json-bad-base64, json-truncated, kdf-invalid, kdf-too-expensive
 */
export function readFile(json: unknown): PolkadotFile {
  const [encoded, encoding] = [own(json, 'encoded'), own(json, 'encoding')]
  if (typeof encoded !== 'string') throw new KluisError('format-unsupported')
  const kind = contentOf(own(encoding, 'version'), own(encoding, 'content'))
  const cipher = cipherOf(own(encoding, 'type'))
  if (encoded.length > (kind.content === 'pkcs8' ? MOST_SINGLE : MOST_BATCH)) throw new KluisError('file-too-large')
  return { ...kind, sealed: readSealed(bytesOf(encoded), cipher) }
}

/** What a file says of its account. @throws KluisError format-unsupported (an address that is no text) */
export function claimedAddress(json: unknown): string | null {
  const address = own(json, 'address') ?? null
  if (address === null) return null
  if (typeof address !== 'string' || address.length > 256) throw new KluisError('format-unsupported')
  return address
}

/** The JSON around sealed bytes, as polkadot-js writes it since 2020. */
export const fileOf = (sealed: Uint8Array, content: string[]) => ({
  encoded: base64.encode(sealed),
  encoding: { content, type: ['scrypt', 'xsalsa20-poly1305'], version: '3' },
})
