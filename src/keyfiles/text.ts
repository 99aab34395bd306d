import { ethereumEncode, secp256k1Expand } from '@polkadot/util-crypto'
import { decodeAddress, decodeReceiving, fromHex, type KeyType, KluisError, normalisePhrase, readPath, readSuri, wordsFrom } from '../units'
import { claimedName, watched } from './claims'
import type { Finding, FoundKey, Opened } from './found'
import { keyReadings } from './raw'
import { type KeySecret, publicPartOf, wipe } from './secret'

// What a person pastes, and what a code holds (keys.md 1.2, 4.2, 5): phrases, seeds, keys, addresses.

const FINNEY = '2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03'
const BITTENSOR_PREFIX = 42
const LONGEST = 4_096
const TYPES: readonly KeyType[] = ['sr25519', 'ed25519', 'ecdsa']

/** What to call a text that is nothing of this: it depends on where it came from. */
export type Unknown = 'keyfile-unknown' | 'qr-unknown'

type Meant =
  | { is: 'phrase'; phrase: string; passphrase: string; path: string; name: string | null }
  /** 32 bytes, hex. `secret`: said to be one, so that it is no public key. */
  | { is: 'seed'; hex: string; path: string; secret: boolean; name: string | null }
  /** 64 bytes, hex. */
  | { is: 'key'; hex: string; path: string; name: string | null }
  | { is: 'address'; written: string; account: FoundKey }
  | { is: 'ethereum'; address: string; name: string | null }

/**
 * What a text is. Nothing is derived, so that 64 bytes that are no key are found out by readText only.
 * @param unknown the code for a text that is nothing of this
 * @throws KluisError keyfile-unknown or qr-unknown, mnemonic-*, suri-*, soft-junction-unsupported, ss58-*, bth-*, qr-wrong-network
 */
export function findingOfText(text: string, unknown: Unknown = 'keyfile-unknown'): Finding {
  const meant = read(text, unknown)
  if (meant.is === 'address') return { format: 'address', locked: false, claims: [{ address: meant.written, name: meant.account.name }] }
  if (meant.is === 'ethereum') return { format: 'address', locked: false, claims: [{ address: meant.address, name: meant.name }] }
  return { format: meant.is, locked: false, claims: meant.name === null ? [] : [{ address: null, name: meant.name }] }
}

/** What was entered beside a text, in fields of its own. '' and null: nothing. */
export type Beside = { path: string; passphrase: string; type: KeyType | null }
const nothingBeside: Beside = { path: '', passphrase: '', type: null }

/**
 * Every account that a text can mean; several are readings of the same text, the most usual first. Bytes that may be somebody's
 * public key are always offered as that too. The caller wipes the secrets.
 * @param beside counts for whatever the text is: it is used, or it is refused
 * @throws those of findingOfText, invalid-input {because} (what stands beside contradicts the text or does not belong to it)
 */
export async function readText(text: string, unknown: Unknown = 'keyfile-unknown', beside: Beside = nothingBeside): Promise<Opened> {
  const meant = joined(read(text, unknown), beside)
  const opened: Opened = { keys: [], oneOf: false, locked: [], refused: [] }
  if (meant.is === 'ethereum') return { ...opened, refused: [{ name: meant.name, address: meant.address, code: 'ethereum-key' }] }
  if (meant.is === 'address') return { ...opened, keys: [meant.account] }
  const keys: FoundKey[] = []
  for (const secret of secretsOf(meant, beside.type)) {
    try {
      const part = await publicPartOf(secret)
      keys.push({ ...part, secret, watch: null, name: meant.name, role: null, foreignPrefix: null })
    } catch (error) {
      // Bytes that are no key of this curve; words are one of every curve.
      wipe(secret)
      if (meant.is === 'phrase') throw error
    }
  }
  if (meant.is === 'seed' && !meant.secret && !meant.path && !beside.type)
    keys.push(watched(fromHex(meant.hex), 'address', meant.name, null))
  if (!keys.length) throw beside.type ? new KluisError('invalid-input', { because: 'type', type: beside.type }) : new KluisError(unknown)
  return { ...opened, keys, oneOf: keys.length > 1 }
}

/** A text with what was entered beside it: one of both may say a thing, not each its own. @throws KluisError invalid-input, suri-path */
function joined(meant: Meant, { path, passphrase, type }: Beside): Meant {
  const refuse = (because: string) => {
    throw new KluisError('invalid-input', { because })
  }
  if (meant.is === 'address' || meant.is === 'ethereum')
    return path || passphrase ? refuse(path ? 'path-no-key' : 'passphrase-no-words') : meant
  if (path && meant.path) refuse('path-twice')
  if (passphrase && meant.is !== 'phrase') refuse('passphrase-no-words')
  if (passphrase && meant.is === 'phrase' && meant.passphrase) refuse('passphrase-twice')
  const whole = { ...meant, path: meant.path || path }
  readPath(whole.path, type ?? 'sr25519')
  return whole.is === 'phrase' ? { ...whole, passphrase: whole.passphrase || passphrase } : whole
}

/** The secrets that a text can mean. @param only the kind of key, where the person knows it */
function secretsOf(meant: Exclude<Meant, { is: 'address' | 'ethereum' }>, only: KeyType | null): KeySecret[] {
  const { path } = meant
  if (meant.is === 'key') return keysOf(meant.hex, path, only)
  const types = TYPES.filter((type) => (only ?? type) === type && hasPath(path, type))
  if (meant.is === 'seed') return types.map((type) => ({ kind: 'seed', seed: fromHex(meant.hex), path, type }))
  return types.map((type) => ({ kind: 'phrase', phrase: meant.phrase, passphrase: meant.passphrase, path, type }))
}

function keysOf(hex: string, path: string, only: KeyType | null): KeySecret[] {
  const bytes = fromHex(hex)
  try {
    return keyReadings(bytes)
      .filter(({ type }) => (only ?? type) === type && hasPath(path, type))
      .map((secret) => ({ ...secret, path }))
  } finally {
    bytes.fill(0)
  }
}

/** Whether a type has such junctions: ed25519 and ecdsa have hard ones only. */
function hasPath(path: string, type: KeyType): boolean {
  try {
    readPath(path, type)
    return true
  } catch {
    return false
  }
}

/** Tells a text's kind by how it is written. @throws those of findingOfText */
function read(text: string, unknown: Unknown): Meant {
  const trimmed = text.trim()
  if (!trimmed || text.length > LONGEST) throw new KluisError(unknown)
  // Whatever begins so is a receiving address or a wrong one (keys.md 5); no other address does.
  if (/^bth/i.test(trimmed)) {
    const account = { ...watched(decodeReceiving(trimmed).accountId, 'hashed', null, null), note: trimmed }
    return { is: 'address', written: trimmed, account }
  }
  // At the end of a passphrase a space belongs to it.
  const whole = text.trimStart()
  const [, scheme, rest = ''] = /^(substrate|secret|ethereum):(.*)$/s.exec(whole) ?? []
  if (!scheme) {
    const meant = readSecret(whole, false, null) ?? readBare(trimmed) ?? readBroken(trimmed)
    if (!meant) throw new KluisError(unknown)
    return meant
  }
  const [content = '', genesis = '', ...names] = rest.split(':')
  const name = claimedName(names.join(':'))
  const meant = scheme === 'ethereum' ? readEthereum(content, name) : readCode(scheme, content, genesis, name)
  if (!meant) throw new KluisError(unknown)
  return meant
}

/** What stands in a code of Bittensor. @throws KluisError ss58-*, qr-wrong-network, those of readSecret */
function readCode(scheme: string, content: string, genesis: string, name: string | null): Meant | null {
  const isFinney = genesis === '' || genesis.toLowerCase().replace(/^0x/, '').trim() === FINNEY
  if (scheme === 'secret') {
    if (!isFinney) throw new KluisError('qr-wrong-network')
    return readSecret(content, true, name)
  }
  const written = genesis === '' ? content.trim() : content
  const { prefix, accountId } = decodeAddress(written)
  if (!isFinney || prefix !== BITTENSOR_PREFIX) throw new KluisError('qr-wrong-network')
  return { is: 'address', written, account: watched(accountId, 'address', name, null) }
}

/** A phrase, a seed or a key, each with its path. @throws KluisError mnemonic-*, suri-path, suri-dev-phrase, soft-junction-unsupported */
function readSecret(text: string, secret: boolean, name: string | null): Meant | null {
  const [, digits, after = ''] = /^(?:0x)?((?:[0-9a-f]{64}){1,2})(\/.*|\s*)$/is.exec(text) ?? []
  if (digits) {
    const path = after.trim()
    readPath(path, 'sr25519')
    const hex = `0x${digits.toLowerCase()}`
    return digits.length === 64 ? { is: 'seed', hex, path, secret, name } : { is: 'key', hex, path, name }
  }
  const isPath = /^(?=\/)(?:\/{1,2}[^/]+)*(?:\/\/\/.*)?\s*$/s.test(text)
  return isPath || isLikePhrase(text) ? { is: 'phrase', ...readSuri(text, 'sr25519'), name } : null
}

/** Whether a text was meant as words, so that it is better told which of them is wrong. */
function isLikePhrase(text: string): boolean {
  const words = normalisePhrase(text.split('/', 1)[0] ?? '').split(' ')
  if (words.length < 3) return false
  const known = words.filter((word) => wordsFrom(word, 1)[0] === word)
  return known.length * 2 >= words.length || (words.length >= 12 && words.every((word) => /^\p{L}+$/u.test(word)))
}

/** Addresses and public keys without anything around them. @throws KluisError ss58-* of what looks like an address and is none */
function readBare(text: string): Meant | null {
  if (/^[1-9A-HJ-NP-Za-km-z]{32,52}$/.test(text)) {
    try {
      const { prefix, accountId } = decodeAddress(text)
      const account = watched(accountId, 'address', null, prefix === BITTENSOR_PREFIX ? null : prefix)
      return { is: 'address', written: text, account }
    } catch (error) {
      if (text.length >= 46 && text.length <= 50) throw error
      return null
    }
  }
  const [, digits] = /^(?:0x)?(0[23][0-9a-f]{64})$/i.exec(text) ?? []
  if (!digits) return /^0x/i.test(text) ? readEthereum(text, null) : null
  const publicKey = fromHex(`0x${digits}`)
  try {
    secp256k1Expand(publicKey)
  } catch {
    return null
  }
  return { is: 'address', written: text, account: watched(publicKey, 'address', null, null) }
}

/** A seed, a key or an address that was broken into lines, or set in groups; null where it could be several of them below each other. */
function readBroken(text: string): Meant | null {
  const pieces = text.split(/\s+/)
  const whole = pieces.join('')
  const isHex = /^(?:0x)?(?:[0-9a-f]{64}){1,2}$/i.test(whole)
  if (pieces.length < 2 || pieces.some((each) => /^(?:0x)?[0-9a-f]{64}$/i.test(each))) return null
  if (isHex) return readSecret(whole, false, null)
  try {
    return readBare(whole)
  } catch {
    // Put together it is no address: then it was none that was broken.
    return null
  }
}

/** An address of Ethereum, in a code or alone; null with a letter in the wrong case. */
function readEthereum(text: string, name: string | null): Meant | null {
  const [, digits] = /^0x([0-9a-f]{40})(?:[@/?].*|\s*)$/is.exec(text) ?? []
  if (!digits) return null
  const address = ethereumEncode(`0x${digits.toLowerCase()}`)
  const isOneCase = digits === digits.toLowerCase() || digits === digits.toUpperCase()
  return isOneCase || address === `0x${digits}` ? { is: 'ethereum', address, name } : null
}
