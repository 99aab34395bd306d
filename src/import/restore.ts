import { accountIdOf, type BackupAccount, claimedName, type OpenedBackup, provesItself, publicPartOf, wipe } from '../keyfiles'
import { encodeAddress, fromHex, KluisError, readNodeUrl, toHex } from '../units'
import type { BackupNode, Drilled, Restored, RestoredKey } from './jobs'
import type { Refusal } from './outcome'

type Told = (done: number, of: number) => void
const nobody: Told = () => undefined

/**
 * What comes out of an opened backup: every key computed anew, and what does not come to what the backup says of it by name.
 * @returns the secrets are the caller's to wipe
 */
export async function restored(backup: OpenedBackup, told: Told = nobody): Promise<Restored> {
  const { accounts, contacts, sites, blocked, settings, createdAt } = backup
  const keys: RestoredKey[] = []
  const refused: Restored['refused'] = []
  for (const [i, account] of accounts.entries()) {
    try {
      keys.push(account.recordId === null ? watchedFrom(account) : await keyFrom(backup, account))
    } catch (error) {
      refused.push({ name: claimedName(account.name) ?? '', reason: reasonOf(error) })
    }
    told(i + 1, accounts.length)
  }
  // Who has no name that can be shown is nobody's contact.
  const known = contacts.flatMap((each) => {
    const name = claimedName(each.name)
    return name === null ? [] : { ...each, name }
  })
  return {
    createdAt,
    keys,
    refused,
    contacts: known,
    sites,
    blocked,
    contactsOnly: settings?.contactsOnly ?? false,
    nodes: nodesIn(settings),
  }
}

/** The nodes of which a backup has something to say. What is no address of a node, or is called nothing that can be shown, is left out. */
const nodesIn = (settings: OpenedBackup['settings']): BackupNode[] =>
  (['finney', 'testnet'] as const).flatMap((network) =>
    (settings?.nodes[network] ?? []).flatMap(({ url, operator, enabled }): BackupNode[] => {
      if (operator === null) return enabled ? [] : [{ network, url, operator }]
      const name = claimedName(operator)
      return name !== null && isNodeUrl(url) ? [{ network, url, operator: name }] : []
    }),
  )
function isNodeUrl(url: string): boolean {
  try {
    return readNodeUrl(url) === url
  } catch {
    return false
  }
}

const reasonOf = (error: unknown): Refusal => {
  if (!(error instanceof KluisError)) return { code: 'internal', facts: {} }
  return { code: error.code, facts: error.code === 'backup-damaged' ? { one: '1' } : error.facts }
}

/** @throws KluisError address-mismatch, backup-damaged */
async function keyFrom(backup: OpenedBackup, account: BackupAccount): Promise<RestoredKey> {
  const secret = backup.secretOf(account)
  if (!secret) throw new KluisError('backup-damaged')
  try {
    const part = await publicPartOf(secret)
    if (part.accountId !== account.id || part.publicKey !== account.publicKey) throw new KluisError('address-mismatch')
    return { ...part, ...saidOf(account), secret, watch: null, role: account.role === 'hotkey' ? 'hotkey' : 'coldkey' }
  } catch (error) {
    wipe(secret)
    throw error
  }
}

/** A watched account is its id. What else is said of its key counts only where it comes to that. */
function watchedFrom(account: BackupAccount): RestoredKey {
  const { id, publicKey, type, watch } = account
  const length = type === 'ecdsa' ? 33 : 32
  const key = fromHex(publicKey)
  const holds = type !== null && key.length === length && toHex(accountIdOf(key, type)) === id
  return {
    ...saidOf(account),
    ...{ accountId: id, publicKey: holds ? publicKey : id, address: encodeAddress(fromHex(id)), type: holds ? type : null },
    ...{ secret: null, watch: watch ?? 'address', role: null },
  }
}

const saidOf = ({ name, note, hidden }: BackupAccount) => ({ name: claimedName(name), note, hidden, foreignPrefix: null })

/** What a test of a backup finds: which accounts it brings back with their keys, which only to be watched, and which not at all. */
export async function drilled(backup: OpenedBackup, told: Told = nobody): Promise<Drilled> {
  const found: Drilled = { createdAt: backup.createdAt, signing: [], watching: [], wrong: [] }
  for (const [i, account] of backup.accounts.entries()) {
    if (!(await provesItself(backup, account))) found.wrong.push({ id: account.id, name: claimedName(account.name) ?? '' })
    else if (account.recordId === null) found.watching.push(account.id)
    else found.signing.push(account.id)
    told(i + 1, backup.accounts.length)
  }
  return found
}

/** Names of the accounts of this wallet that a backup would not bring back as they are: what signs here has to be in it with its secret. */
export function lacking(
  { signing, watching, wrong }: Pick<Drilled, 'signing' | 'watching' | 'wrong'>,
  here: readonly { id: string; name: string; holds: unknown }[],
): string[] {
  const [keys, all] = [new Set(signing), new Set([...signing, ...watching])]
  // Told already, as what comes back wrong.
  const said = new Set(wrong.map(({ id }) => id))
  return here.filter(({ id, holds }) => !said.has(id) && !(holds === null ? all : keys).has(id)).map(({ name }) => name)
}
