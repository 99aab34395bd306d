import { readPhrase } from './bip39'
import { KluisError } from './errors'

export type KeyType = 'sr25519' | 'ed25519' | 'ecdsa'
export type Junction = { hard: boolean; name: string }

/**
 * Reads a derivation path: `//hard` and `/soft` junctions, '' for none.
 * @throws KluisError suri-path {path}, soft-junction-unsupported {type} (ed25519 and ecdsa know hard junctions only)
 */
export function readPath(path: string, type: KeyType): Junction[] {
  const text = path.normalize('NFC')
  // A third slash would begin a passphrase; a name is anything without a slash.
  if (!/^(?:\/{1,2}[^/]+)*$/.test(text)) throw new KluisError('suri-path', { path })
  const junctions = [...text.matchAll(/(\/{1,2})([^/]+)/g)].map(
    (match): Junction => ({ hard: match[1] === '//', name: match[2] as string }),
  )
  if (type !== 'sr25519' && junctions.some((each) => !each.hard)) throw new KluisError('soft-junction-unsupported', { type })
  return junctions
}

/**
 * Takes a secret URI apart: `phrase[/path][///passphrase]` (keys.md 1.2). The phrase must be a real one: the public development
 * phrase that some tools add silently, and padded text, are refused.
 * @throws KluisError suri-dev-phrase, mnemonic-*, suri-path, soft-junction-unsupported
 */
export function readSuri(text: string, type: KeyType): { phrase: string; path: string; passphrase: string } {
  const whole = text.normalize('NFC')
  // A space at the end of a passphrase belongs to it: without it, it would be another account.
  const match = /^([^/]*)((?:\/{1,2}[^/]+)*)(?:\/\/\/(.*))?$/su.exec(whole.includes('///') ? whole : whole.trim())
  if (!match) throw new KluisError('suri-path', { path: text.slice(text.indexOf('/')) })
  const [, phrase = '', path = '', passphrase = ''] = match
  if (!phrase.trim()) throw new KluisError('suri-dev-phrase')
  readPath(path, type)
  return { phrase: readPhrase(phrase), path, passphrase }
}
