import { base64 } from '@scure/base'
import * as v from 'valibot'
import { concat, fromHex, KluisError, toHex } from '../units'
import { type Container, containerSchema, newDek, newVaultId, openRecord, purposeKey, sealRecord, unwrap, wrap } from './container'
import { inMemory } from './memory'
import { type KeySecret, publicPartOf, secretFrom, wipe } from './secret'

// A whole wallet in one file, format kluis-backup/3: a container of its own with its own password, and beside it, sealed under the
// same data key, what is not secret but nobody's business: accounts, contacts, sites, whom it pays and which nodes it may ask.
// Both older versions are still read: the second knew no blocked sites, and the first neither those nor the last two.

/** What a backup's password costs: it is asked for once in a long while, and its file may lie anywhere (keys.md 6.3). */
export const BACKUP_KDF = { memoryKiB: 262_144, passes: 4 }

const hex = v.pipe(v.string(), v.regex(/^0x(?:[0-9a-f]{2})*$/))
const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const text = (most: number) => v.pipe(v.string(), v.maxLength(most))
const entry = v.strictObject({
  id,
  name: text(256),
  note: text(1024),
  publicKey: hex,
  type: v.nullable(v.picklist(['sr25519', 'ed25519', 'ecdsa'])),
  role: v.picklist(['coldkey', 'hotkey', 'watch']),
  watch: v.nullable(v.picklist(['address', 'external', 'hardware', 'multisig', 'hashed'])),
  hidden: v.boolean(),
  /** Which record its secret is made from, and the path from it; null where it is only watched. */
  recordId: v.nullable(hex),
  path: v.nullable(text(512)),
})
const account = v.pipe(
  entry,
  // What signs has a record, and what is watched has none: an address alone must never pass for a key that was saved.
  v.check(({ role, recordId }) => (role === 'watch') === (recordId === null)),
)
export type BackupAccount = v.InferOutput<typeof account>
/** `operator` null: one that the network's own list names. */
const nodes = v.pipe(v.array(v.strictObject({ url: text(256), operator: v.nullable(text(256)), enabled: v.boolean() })), v.maxLength(64))
/** What protects the wallet: whether it pays contacts only, and the nodes of each public network, on and off. */
const settings = v.strictObject({ contactsOnly: v.boolean(), nodes: v.strictObject({ finney: nodes, testnet: nodes }) })
const first = {
  accounts: v.pipe(v.array(account), v.maxLength(20_000)),
  contacts: v.array(v.strictObject({ id, name: text(256), note: text(1024) })),
  sites: v.array(v.strictObject({ origin: text(2048), accounts: v.array(id), grantedAt: v.number(), lastUsedAt: v.number() })),
}
const contentsSchema = v.strictObject({ ...first, settings, /** Origins. */ blocked: v.array(text(2048)) })
/** What the contents were in each version. */
const contentsOf = {
  'kluis-backup/1': v.strictObject(first),
  'kluis-backup/2': v.strictObject({ ...first, settings }),
  'kluis-backup/3': contentsSchema,
}
const NOW = 'kluis-backup/3'
/** What is in a backup beside the secrets, in the person's order. */
export type BackupContents = v.InferOutput<typeof contentsSchema>
const fileSchema = v.strictObject({
  format: v.picklist(['kluis-backup/1', 'kluis-backup/2', NOW]),
  /** Milliseconds since 1970, and how many accounts: shown before the password, and bound to it. */
  createdAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  accounts: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20_000)),
  container: containerSchema,
  contents: v.strictObject({ nonce: v.pipe(hex, v.length(26)), ciphertext: v.string() }),
})
type BackupFile = v.InferOutput<typeof fileSchema>

const utf8 = (value: string) => new TextEncoder().encode(value)
function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value))
  return bytes
}

/** What the contents are bound to: the whole header, and every record that there is, so that none can be taken away. */
async function seal({ format, container, createdAt, accounts }: Omit<BackupFile, 'contents'>, dek: Uint8Array) {
  const info = concat(utf8(`${format}/contents`), u64(container.epoch))
  const key = await purposeKey(dek, fromHex(container.vaultId), info)
  const records = container.records.map(({ recordId }) => fromHex(recordId))
  const aad = concat(utf8(format), Uint8Array.of(0), fromHex(container.vaultId), u64(createdAt), u64(accounts), ...records)
  return { key, aad: aad as BufferSource }
}

/**
 * Writes a backup, and opens it again from the password on before it is returned: every key in it is computed anew.
 * @param records as the vault opened them; the caller wipes the payloads
 * @param at milliseconds since 1970
 * @param told how many accounts of how many have proved themselves
 * @returns the text of the file, UTF-8
 * @throws KluisError too-little-memory, backup-damaged {names: of accounts that it would not bring back}
 */
export async function writeBackup(
  records: readonly { recordId: string; kindCode: number; payload: Uint8Array }[],
  contents: BackupContents,
  password: string,
  at: number,
  told: (done: number, of: number) => void = () => undefined,
): Promise<Uint8Array> {
  const known = new Set(records.map(({ recordId }) => recordId))
  refuse(contents.accounts.filter((each) => !v.is(account, each) || (each.recordId !== null && !known.has(each.recordId))))
  const parsed = v.safeParse(contentsSchema, contents)
  if (!parsed.success) throw new KluisError('backup-damaged')
  const written = await write(records, parsed.output, password, at)
  const again = await openBackup(written, password)
  try {
    const { accounts, contacts, sites, settings, blocked } = again
    if (JSON.stringify({ accounts, contacts, sites, settings, blocked }) !== JSON.stringify(parsed.output))
      throw new KluisError('backup-damaged')
    const wrong: BackupAccount[] = []
    for (const [i, each] of accounts.entries()) {
      if (!(await provesItself(again, each))) wrong.push(each)
      told(i + 1, accounts.length)
    }
    refuse(wrong)
    return written
  } finally {
    again.close()
  }
}

/** How many names a sentence bears. */
const NAMED = 5

/** @throws KluisError backup-damaged {names, more?: how many besides} of those that would not come back */
function refuse(wrong: readonly BackupAccount[]): void {
  if (!wrong.length) return
  const names = wrong.slice(0, NAMED).map(({ name }) => name)
  const more = wrong.length > NAMED ? { more: `${wrong.length - NAMED}` } : {}
  throw new KluisError('backup-damaged', { names: names.join(', '), ...more })
}

async function write(
  records: readonly { recordId: string; kindCode: number; payload: Uint8Array }[],
  contents: BackupContents,
  password: string,
  at: number,
): Promise<Uint8Array> {
  const dek = newDek()
  const head = { vaultId: newVaultId(), epoch: 1 }
  try {
    const sealed = []
    for (const { recordId, kindCode, payload } of records) sealed.push(await sealRecord(head, dek, kindCode, payload, recordId))
    const wrapped = await inMemory(() => wrap(password, dek, head.vaultId, head.epoch, BACKUP_KDF))
    const container: Container = { format: 'taovault/1', ...head, ...wrapped, records: sealed }
    const header = { format: NOW, createdAt: at, accounts: contents.accounts.length, container } as const
    const { key, aad } = await seal(header, dek)
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = JSON.stringify(contents)
    const ciphertext = new Uint8Array(
      await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, key, utf8(plain) as BufferSource),
    )
    const file: BackupFile = { ...header, contents: { nonce: toHex(iv), ciphertext: base64.encode(ciphertext) } }
    return utf8(`${JSON.stringify(file)}\n`)
  } finally {
    dek.fill(0)
  }
}

/** Reads a backup's header, without its password. @throws KluisError format-unsupported, file-too-large */
export function readBackup(bytes: Uint8Array): BackupFile {
  if (bytes.length > MOST_BYTES) throw new KluisError('file-too-large')
  try {
    return v.parse(fileSchema, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch (error) {
    throw new KluisError('format-unsupported', {}, error)
  }
}
const MOST_BYTES = 32 * 1_048_576

/** An opened backup. */
export type OpenedBackup = Omit<BackupContents, 'settings'> & {
  createdAt: number
  /** null: a backup of version 1, which says nothing of it. */
  settings: BackupContents['settings'] | null
  /** The secret of an account, anew each time; the caller wipes it. null: watched. @throws KluisError backup-damaged (its record) */
  secretOf(account: BackupAccount): KeySecret | null
  /** Wipes what was opened. */
  close(): void
}

/**
 * Opens a backup, with every record in it. A record that does not open takes only its own accounts with it: secretOf says so.
 * @throws KluisError format-unsupported, password-required, decrypt-failed (wrong password, or an altered header), kdf-too-expensive,
 * too-little-memory, backup-damaged (the password is right, and the list of what is in it was changed or cut off)
 */
export async function openBackup(bytes: Uint8Array, password: string): Promise<OpenedBackup> {
  const file = readBackup(bytes)
  if (!password) throw new KluisError('password-required')
  const dek = await inMemory(() => unwrap(password, file.container))
  const payloads = new Map<string, { kindCode: number; payload: Uint8Array }>()
  const close = () => {
    for (const { payload } of payloads.values()) payload.fill(0)
  }
  try {
    const contents = await openContents(file, dek)
    for (const record of file.container.records) {
      const payload = await openRecord(file.container, dek, record).catch(() => undefined)
      if (payload) payloads.set(record.recordId, { kindCode: record.kindCode, payload })
    }
    const secretOf = ({ recordId, path, type }: BackupAccount) => {
      if (recordId === null) return null
      const held = payloads.get(recordId)
      if (!held || path === null || type === null) throw new KluisError('backup-damaged')
      try {
        return secretFrom(held.kindCode, held.payload, path, type)
      } catch (error) {
        throw new KluisError('backup-damaged', {}, error)
      }
    }
    return { ...contents, createdAt: file.createdAt, secretOf, close }
  } catch (error) {
    close()
    throw error instanceof KluisError && error.code === 'too-little-memory' ? error : new KluisError('backup-damaged', {}, error)
  } finally {
    dek.fill(0)
  }
}

/** Whether an account of an opened backup is what it says: its key is computed again. Watched ones have nothing to compute. */
export async function provesItself(backup: OpenedBackup, account: BackupAccount): Promise<boolean> {
  let secret: KeySecret | null = null
  try {
    secret = backup.secretOf(account)
    if (!secret) return true
    const { accountId, publicKey } = await publicPartOf(secret)
    return accountId === account.id && publicKey === account.publicKey
  } catch {
    // No record, or one that no key can be made from: it would not come back.
    return false
  } finally {
    if (secret) wipe(secret)
  }
}

async function openContents(file: BackupFile, dek: Uint8Array): Promise<Omit<OpenedBackup, 'createdAt' | 'secretOf' | 'close'>> {
  const { format, contents } = file
  const { key, aad } = await seal(file, dek)
  const iv = fromHex(contents.nonce) as BufferSource
  const plain = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv, additionalData: aad },
    key,
    base64.decode(contents.ciphertext) as BufferSource,
  )
  return { settings: null, blocked: [], ...v.parse(contentsOf[format], JSON.parse(new TextDecoder().decode(plain))) }
}
