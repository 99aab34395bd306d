import { KluisError } from '../units'
import { claimedName, own } from './claims'
import type { FoundKey, Opened } from './found'
import { accountJson, type Claims, claimsOf, type Meta, openAccount } from './polkadot-account'
import { claimedAddress, fileOf, type PolkadotFile, readFile } from './polkadot-file'
import { type Opener, openerOf, type Sealer, sealerOf } from './sealed'
import { type KeySecret, publicPartOf, wipe } from './secret'

// Exports of several accounts: a sealed list of files, each with a seal of its own (keys.md 3.7).

const MOST_ACCOUNTS = 500

/** The sealed list. The list beside it in the clear is nobody's word and never read. @throws KluisError batch-not-list, file-too-large, those of Opener */
async function listOf(file: PolkadotFile, opener: Opener): Promise<unknown[]> {
  const plain = await opener.open(file.sealed)
  let list: unknown
  try {
    list = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    throw new KluisError('batch-not-list')
  } finally {
    plain.fill(0)
  }
  if (!Array.isArray(list)) throw new KluisError('batch-not-list')
  if (list.length > MOST_ACCOUNTS) throw new KluisError('file-too-large')
  return list
}

/** An account that another password opens, as a file of its own: only what opening it will read. */
function fileAlone(json: unknown, { name, address }: Claims): Opened['locked'][number] {
  const encoding = own(json, 'encoding')
  const alone = {
    encoded: own(json, 'encoded'),
    encoding: { content: own(encoding, 'content'), type: own(encoding, 'type'), version: own(encoding, 'version') },
    address: address ?? undefined,
    meta: { name: name ?? undefined },
  }
  return { path: name ?? address ?? '', bytes: new TextEncoder().encode(JSON.stringify(alone)) }
}

/**
 * Opens a list of accounts and every account in it with the same password, one after another.
 * Those that it does not open come back in `locked`, those that are not for Kluis or are damaged in `refused`.
 * @throws KluisError password-required, decrypt-failed, batch-not-list, file-too-large, too-little-memory
 */
export async function openBatch(file: PolkadotFile & { content: 'batch-pkcs8' }, opener: Opener): Promise<Opened> {
  const opened: Opened = { keys: [], oneOf: false, locked: [], refused: [] }
  try {
    for (const json of await listOf(file, opener)) await openInner(json, opener, opened)
  } catch (error) {
    for (const { secret } of opened.keys) if (secret) wipe(secret)
    throw error
  }
  return opened
}

async function openInner(json: unknown, opener: Opener, { keys, locked, refused }: Opened): Promise<void> {
  try {
    const inner = readFile(json)
    // A list in a list was never written.
    if (inner.content !== 'pkcs8') throw new KluisError('format-unsupported')
    const claims = claimsOf(json, inner.type)
    try {
      const found = await openAccount(inner, claims, opener)
      if ('key' in found) keys.push(found.key)
      else refused.push(found.refused)
    } catch (error) {
      if (!isLocked(error)) throw error
      locked.push(fileAlone(json, claims))
    }
  } catch (error) {
    if (!(error instanceof KluisError) || error.code === 'too-little-memory') throw error
    refused.push({ ...shown(json), code: error.code })
  }
}
// An open list may hold sealed accounts: then there was no password to try.
const isLocked = (error: unknown) => error instanceof KluisError && ['decrypt-failed', 'password-required'].includes(error.code)

/** What a damaged entry says of itself. */
function shown(json: unknown): { name: string | null; address: string | null } {
  const name = claimedName(own(own(json, 'meta'), 'name'))
  try {
    return { name, address: claimedAddress(json) }
  } catch {
    return { name, address: null }
  }
}

/** One account to be written. */
export type BatchItem = { secret: KeySecret } & Meta

/**
 * Writes accounts as polkadot-js exports several at once, list and accounts under one password, and opens the text again before it is given.
 * One key is made for all of them, so that 500 accounts take no longer than one.
 * @param compatible see sealerOf
 * @throws KluisError invalid-input (none), too-large (more than 500), password-required, too-little-memory, internal, those of withPair
 */
export async function writePolkadotBatch(
  items: readonly BatchItem[],
  password: string,
  { compatible }: { compatible: boolean },
): Promise<string> {
  if (items.length === 0) throw new KluisError('invalid-input')
  if (items.length > MOST_ACCOUNTS) throw new KluisError('too-large')
  const sealer = await sealerOf(password, compatible)
  let text: string
  try {
    text = await batchText(items, sealer)
  } finally {
    sealer.close()
  }
  await checkBatch(text, items, password)
  return text
}

async function batchText(items: readonly BatchItem[], sealer: Sealer): Promise<string> {
  const accounts = []
  for (const { secret, ...meta } of items) accounts.push(await accountJson(secret, meta, sealer))
  const list = new TextEncoder().encode(JSON.stringify(accounts))
  const clear = accounts.map(({ address, meta }) => ({ address, meta }))
  return JSON.stringify({ ...fileOf(sealer.seal(list), ['batch-pkcs8']), accounts: clear })
}

/** @throws KluisError internal, where the text does not give back what went in */
async function checkBatch(text: string, items: readonly BatchItem[], password: string): Promise<void> {
  const opener = openerOf(password)
  let keys: FoundKey[] = []
  try {
    const file = readFile(JSON.parse(text))
    if (file.content === 'batch-pkcs8') keys = (await openBatch(file, opener)).keys
    for (const [i, { secret }] of items.entries()) {
      const wanted = await publicPartOf(secret)
      if (keys[i]?.publicKey !== wanted.publicKey || keys[i]?.type !== wanted.type) throw new KluisError('internal')
    }
  } finally {
    opener.close()
    for (const { secret } of keys) if (secret) wipe(secret)
  }
}
