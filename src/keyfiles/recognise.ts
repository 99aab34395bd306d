import { KluisError } from '../units'
import { isAnsible, openAnsible, readAnsible } from './ansible'
import { findingOfKeyfile, isPublicFile, keyOfJson, readKeyfile, whoseAt } from './btcli'
import { isFernet, openFernet, readFernet } from './fernet'
import type { Finding, Format, KeyFile, Opened } from './found'
import { field, type Json, readJson } from './json'
import { checkNacl, isNacl, naclKey, openNacl, type Stretch } from './nacl'
import { findingOfPolkadot, openPolkadot } from './polkadot'
import { bareBytes, opened } from './raw'
import { findingOfText, readText } from './text'

const MEBIBYTE = 1_048_576
const MOST_KEYFILE = MEBIBYTE
const MOST_BATCH = 8 * MEBIBYTE
const MOST_BACKUP = 32 * MEBIBYTE
/** Ten times a keyfile sealed as text; every byte of it is hex of hex. */
const MOST_SEALED = 65_536
/** Longer than any phrase, address or code. */
const MOST_TEXT = 4_096
const BACKUPS = ['kluis-backup/1', 'kluis-backup/2', 'kluis-backup/3'] as const
const BACKUP = BACKUPS.map((format) => new TextEncoder().encode(`{"format":"${format}"`))
/** The same where an editor has laid it out anew, or sorted its members. */
const BACKUP_ANYHOW = /"format"\s*:\s*"kluis-backup\/[123]"/
const HEAD = 4_096
const BOM = [0xef, 0xbb, 0xbf]
const BRACE = 0x7b

/** What a file is, with as much of it read as that took. */
type Seen =
  | { is: 'backup' }
  | { is: 'nacl'; bytes: Uint8Array }
  | { is: 'ansible'; text: string }
  | { is: 'fernet'; text: string }
  | { is: 'text'; text: string }
  | { is: 'polkadot'; json: Json }
  | { is: 'btcli'; json: Json }

/**
 * Tells what a file is from its content; its name only settles whether a bare key is public (keys.md 0.10). Costs no key derivation.
 * @throws KluisError file-too-large, keyfile-unknown, keyfile-truncated, keyfile-no-key, ethereum-key, format-unsupported, and those of
 * findingOfPolkadot and findingOfText
 */
export function recognise(file: KeyFile): Finding {
  const seen = look(file)
  const { name } = whoseAt(file.path)
  const finding = (format: Format, locked: boolean): Finding => ({ format, locked, claims: name === null ? [] : [{ address: null, name }] })
  if (seen.is === 'backup') return { format: 'kluis-backup', locked: true, claims: [] }
  if (seen.is === 'nacl') return finding('btcli-nacl', true)
  if (seen.is === 'ansible') return finding('btcli-ansible', true)
  if (seen.is === 'fernet') return finding('btcli-fernet', true)
  if (seen.is === 'polkadot') return polkadotFinding(file, seen.json)
  if (seen.is === 'btcli') return findingOfKeyfile(seen.json, file.path)
  if (isPublicFile(file.path) && bareBytes(seen.text)) return finding('btcli-public', false)
  const { format, claims } = findingOfText(seen.text)
  return claims.length ? { format, locked: false, claims } : finding(format, false)
}

/** Only an export of many accounts may be that large. */
function polkadotFinding({ bytes }: KeyFile, json: Json): Finding {
  const finding = findingOfPolkadot(json)
  if (bytes.length > MOST_KEYFILE && finding.format !== 'polkadot-batch') throw new KluisError('file-too-large')
  return finding
}

/** Which of the forms a file has. @throws KluisError those of recognise */
function look(file: KeyFile): Seen {
  const { length } = file.bytes
  if (length > MOST_BACKUP) throw new KluisError('file-too-large')
  const bytes = BOM.every((byte, i) => file.bytes[i] === byte) ? file.bytes.subarray(BOM.length) : file.bytes
  if (BACKUP.some((start) => start.every((byte, i) => bytes[i] === byte))) return { is: 'backup' }
  const most = bytes[0] !== BRACE ? MOST_KEYFILE : isLaidOutBackup(bytes) ? MOST_BACKUP : MOST_BATCH
  if (length > most) throw new KluisError('file-too-large')
  if (isNacl(bytes)) {
    checkNacl(bytes)
    return { is: 'nacl', bytes }
  }
  const text = textOf(bytes)
  if (text.startsWith('{')) return lookAtJson(text, length)
  if (text.length > MOST_SEALED) throw new KluisError('file-too-large')
  if (isAnsible(text)) {
    readAnsible(text)
    return { is: 'ansible', text }
  }
  if (isFernet(text)) {
    readFernet(text).fill(0)
    return { is: 'fernet', text }
  }
  if (text.length > MOST_TEXT) throw new KluisError('keyfile-unknown')
  return { is: 'text', text }
}

const isLaidOutBackup = (bytes: Uint8Array) => BACKUP_ANYHOW.test(new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)))

/** @throws KluisError keyfile-unknown: not UTF-8, empty, or with control characters that no text has */
function textOf(bytes: Uint8Array): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim()
  } catch {
    throw new KluisError('keyfile-unknown')
  }
  if (!text || /[^\P{Cc}\t\r\n]/u.test(text)) throw new KluisError('keyfile-unknown')
  return text
}

function lookAtJson(text: string, length: number): Seen {
  if (BACKUP_ANYHOW.test(text) && BACKUPS.some((format) => field(readJson(text), 'format') === format)) return { is: 'backup' }
  // Looked at before the parser is: megabytes of anything else are not worth its time.
  if (length > MOST_KEYFILE && !text.includes('"batch-pkcs8"')) throw new KluisError('file-too-large')
  const json = readJson(text)
  if (field(json, 'encoded') !== undefined || field(json, 'encoding') !== undefined) return { is: 'polkadot', json }
  if (length > MOST_KEYFILE) throw new KluisError('file-too-large')
  if (field(json, 'crypto') !== undefined || field(json, 'Crypto') !== undefined) throw new KluisError('ethereum-key')
  if (String(field(json, 'format')).startsWith('kluis-backup/')) throw new KluisError('format-unsupported')
  return { is: 'btcli', json }
}

/**
 * Opens a file. What has a password is tried with it as typed, then once without the spaces around it (btcli's prompt takes them away).
 * @param stretch makes the key of a btcli file; of one password always the same, so a worker that opens many may keep it for them
 * @throws KluisError those of recognise, password-required, decrypt-failed, too-little-memory, those of readKeyfile, openPolkadot and
 * readText; format-unsupported for a backup of Kluis, which its own reader opens
 */
export async function open(file: KeyFile, password: string, stretch: Stretch = naclKey): Promise<Opened> {
  const seen = look(file)
  if (seen.is === 'backup') throw new KluisError('format-unsupported')
  if (seen.is === 'btcli') return opened(await keyOfJson(seen.json, whoseAt(file.path)))
  // Lying where btcli keeps keys it is one of btcli's; anywhere else it may be a key of any kind.
  if (seen.is === 'text')
    return whoseAt(file.path).role || isPublicFile(file.path) ? readKeyfile(seen.text, file.path) : readText(seen.text)
  if (seen.is === 'polkadot') {
    polkadotFinding(file, seen.json)
    return openPolkadot(seen.json, password)
  }
  return withPassword(password, async (each) => {
    const plain =
      seen.is === 'nacl'
        ? await openNacl(seen.bytes, each, stretch)
        : await (seen.is === 'ansible' ? openAnsible : openFernet)(seen.text, each)
    try {
      return await readKeyfile(textOf(plain), file.path)
    } finally {
      plain.fill(0)
    }
  })
}

async function withPassword<T>(password: string, attempt: (password: string) => Promise<T>): Promise<T> {
  if (!password) throw new KluisError('password-required')
  try {
    return await attempt(password)
  } catch (error) {
    const trimmed = password.trim()
    if (!(error instanceof KluisError) || error.code !== 'decrypt-failed' || !trimmed || trimmed === password) throw error
    return attempt(trimmed)
  }
}
