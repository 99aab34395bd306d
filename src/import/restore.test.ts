import { expect, test, vi } from 'vitest'
import { type BackupAccount, type KeySecret, openBackup, publicPartOf, recordOf, writeBackup } from '../keyfiles'
import { encodeAddress, fromHex, toHex } from '../units'
import { drilled, lacking, restored } from './restore'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const password = 'a password of its own'
const id = (byte: number) => toHex(new Uint8Array(32).fill(byte))
const recordId = (n: number) => toHex(new Uint8Array(16).fill(n))
const secretOf = (n: number): KeySecret => ({ kind: 'seed', seed: new Uint8Array(32).fill(n), path: '', type: 'sr25519' })
const common = { note: '', hidden: false } as const

async function signing(n: number): Promise<BackupAccount> {
  const { accountId, publicKey, type } = await publicPartOf(secretOf(n))
  return { ...common, id: accountId, publicKey, type, name: `Key ${n}`, role: 'coldkey', watch: null, recordId: recordId(n), path: '' }
}
const watched = (n: number, more: Partial<BackupAccount> = {}): BackupAccount => ({
  ...{ ...common, id: id(n), publicKey: id(n), type: null, name: `Watched ${n}` },
  ...{ role: 'watch', watch: 'address', recordId: null, path: null },
  ...more,
})
const settings = { contactsOnly: false, nodes: { finney: [], testnet: [] } }
const records = [1, 2].map((n) => ({ recordId: recordId(n), ...recordOf(secretOf(n)) }))
async function backupOf(accounts: BackupAccount[]) {
  const bytes = await writeBackup(records, { accounts, contacts: [], sites: [], settings, blocked: [] }, password, 5)
  return openBackup(bytes, password)
}

test('an account of which a backup has only the address is missing in it where this wallet signs with it', async () => {
  const key = await signing(1)
  const found = await drilled(await backupOf([watched(0, { id: key.id, publicKey: key.publicKey, name: 'Cold' }), await signing(2)]))
  expect(found).toEqual({ createdAt: 5, signing: [(await signing(2)).id], watching: [key.id], wrong: [] })
  const mine = (holds: 'seed' | null) => [{ id: key.id, name: 'Cold', holds }]
  expect(lacking(found, mine('seed'))).toEqual(['Cold'])
  expect(lacking(found, mine(null))).toEqual([])
  expect(lacking(found, [{ id: id(7), name: 'Nowhere', holds: null }])).toEqual(['Nowhere'])
  const whole = await drilled(await backupOf([key]))
  expect(lacking(whole, mine('seed'))).toEqual([])
})

test('a drill tells by name what would not come back, and does not count it as being there', async () => {
  const [key, other] = [await signing(1), await signing(2)]
  const backup = await backupOf([key, other])
  const found = await drilled({
    ...backup,
    accounts: [
      { ...key, id: other.id },
      { ...other, recordId: recordId(9) },
    ],
  })
  expect(found.wrong.map(({ name }) => name)).toEqual(['Key 1', 'Key 2'])
  expect(found.signing).toEqual([])
})

test('every key of a backup is computed anew: one that is another than the backup says is refused with its name', async () => {
  const [key, other] = [await signing(1), await signing(2)]
  const backup = await backupOf([key, other, watched(9)])
  const bring = (accounts: BackupAccount[]) => restored({ ...backup, accounts })
  const good = await bring(backup.accounts)
  expect(good.keys.map(({ address, watch }) => [address, watch])).toEqual([
    [encodeAddress(fromHex(key.id)), null],
    [encodeAddress(fromHex(other.id)), null],
    [encodeAddress(fromHex(id(9))), 'address'],
  ])
  const swapped = await bring([{ ...key, id: other.id }, other])
  expect(swapped.keys.map(({ name }) => name)).toEqual(['Key 2'])
  expect(swapped.refused).toEqual([{ name: 'Key 1', reason: { code: 'address-mismatch', facts: {} } }])
  const borrowed = await bring([{ ...key, publicKey: other.publicKey }])
  expect(borrowed.refused).toEqual([{ name: 'Key 1', reason: { code: 'address-mismatch', facts: {} } }])
  const gone = await bring([{ ...key, recordId: recordId(9) }, other])
  expect(gone.refused).toEqual([{ name: 'Key 1', reason: { code: 'backup-damaged', facts: { one: '1' } } }])
  expect(gone.keys.map(({ name }) => name)).toEqual(['Key 2'])
})

test('a watched account shows the address of its id, and the key of nobody else', async () => {
  const victim = await signing(1)
  const { keys } = await restored(await backupOf([watched(8, { publicKey: victim.publicKey, type: 'sr25519', watch: null })]))
  expect(keys).toMatchObject([{ accountId: id(8), publicKey: id(8), type: null, watch: 'address', secret: null }])
  expect(keys[0]?.address).toBe(encodeAddress(fromHex(id(8))))
  const ecdsa = await publicPartOf({ kind: 'seed', seed: new Uint8Array(32).fill(3), path: '', type: 'ecdsa' })
  const honest = watched(0, { id: ecdsa.accountId, publicKey: ecdsa.publicKey, type: 'ecdsa', watch: 'hardware' })
  expect((await restored(await backupOf([honest]))).keys).toMatchObject([{ publicKey: ecdsa.publicKey, type: 'ecdsa', watch: 'hardware' }])
  const shorter = watched(6, { publicKey: '0x', type: 'ecdsa' })
  expect((await restored(await backupOf([shorter]))).keys).toMatchObject([{ publicKey: id(6), type: null }])
})

test('names of a backup are shown on one line, without marks of direction', async () => {
  const { keys } = await restored(await backupOf([watched(8, { name: 'Main\u202egnivas\n' })]))
  expect(keys[0]?.name).toBe('Main gnivas')
})

test('both say how far they are', async () => {
  const backup = await backupOf([await signing(1), await signing(2)])
  const told: [number, number][] = []
  await drilled(backup, (done, of) => told.push([done, of]))
  await restored(backup, (done, of) => told.push([done, of]))
  expect(told.filter(([done, of]) => done === of)).toEqual([
    [2, 2],
    [2, 2],
  ])
})

test('a contact of a backup without a name that can be shown is left out, and takes no other with it', async () => {
  const contacts = [
    { id: id(4), name: '\u0000\u200b', note: 'x' },
    { id: id(5), name: ' Ada\u202e ', note: '' },
  ]
  const bytes = await writeBackup(records, { accounts: [await signing(1)], contacts, sites: [], settings, blocked: [] }, password, 5)
  expect((await restored(await openBackup(bytes, password))).contacts).toEqual([{ id: id(5), name: 'Ada', note: '' }])
})

test('of its nodes a backup tells those of somebody’s own and those that were off, and nothing that is no node', async () => {
  const own = { url: 'wss://mine.example:443', operator: 'my VPS', enabled: true }
  const off = { url: 'wss://listed.example:443', operator: null, enabled: false }
  const finney = [
    own,
    off,
    { ...off, url: 'wss://also.listed:443', enabled: true },
    { ...own, url: 'ws://far.example:80' },
    { ...own, url: 'wss://MINE.example' },
    { ...own, url: 'wss://nameless.example:443', operator: '\u202e' },
  ]
  const bytes = await writeBackup(
    records,
    {
      accounts: [await signing(1)],
      contacts: [],
      sites: [],
      settings: { contactsOnly: true, nodes: { finney, testnet: [own] } },
      blocked: ['https://evil.test'],
    },
    password,
    5,
  )
  const { nodes, contactsOnly } = await restored(await openBackup(bytes, password))
  expect(contactsOnly).toBe(true)
  expect(nodes).toEqual([
    { network: 'finney', url: own.url, operator: 'my VPS' },
    { network: 'finney', url: off.url, operator: null },
    { network: 'testnet', url: own.url, operator: 'my VPS' },
  ])
})
