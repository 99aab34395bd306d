import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { fromHex, KluisError, toHex } from '../units'
import { type BackupAccount, type BackupContents, openBackup, provesItself, readBackup, writeBackup } from './backup'
import { ending } from './fixtures/ending'
import { type KeySecret, publicPartOf, recordOf } from './secret'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

const phrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
const secrets: KeySecret[] = [
  { kind: 'phrase', phrase, passphrase: 'ünïcode /// x', path: '//kluis/soft', type: 'sr25519' },
  { kind: 'seed', seed: new Uint8Array(32).fill(7), path: '', type: 'ed25519' },
  { kind: 'seed', seed: new Uint8Array(32).fill(8), path: '//a', type: 'ecdsa' },
]
const password = 'a password of its own'

async function made(): Promise<{ bytes: Uint8Array; contents: BackupContents }> {
  const { records, contents } = await parts()
  return { bytes: await writeBackup(records, contents, password, 1_764_000_000_000), contents }
}
async function parts() {
  const records = secrets.map((each, i) => ({ recordId: toHex(new Uint8Array(16).fill(i + 1)), ...recordOf(each) }))
  const accounts: BackupAccount[] = []
  for (const [i, secret] of secrets.entries()) {
    const { accountId, publicKey, type } = await publicPartOf(secret)
    const common = { name: `Account ${i}`, note: 'for the boat', role: 'coldkey', watch: null, hidden: i === 1 } as const
    accounts.push({ ...common, id: accountId, publicKey, type, recordId: records[i]?.recordId ?? '', path: secret.path })
  }
  const watched = toHex(new Uint8Array(32).fill(9))
  accounts.push({
    ...{ id: watched, publicKey: watched, name: 'Grandmother', note: '', hidden: false },
    ...{ type: null, role: 'watch', watch: 'address', recordId: null, path: null },
  })
  const contents: BackupContents = {
    accounts,
    contacts: [{ id: watched, name: 'Exchange', note: 'memo 12' }],
    sites: [{ origin: 'https://good.test', accounts: [watched], grantedAt: 1, lastUsedAt: 2 }],
    settings: {
      contactsOnly: true,
      nodes: { finney: [{ url: 'wss://mine.example:443', operator: 'my VPS', enabled: true }], testnet: [] },
    },
    blocked: ['https://evil.test'],
  }
  return { records, contents }
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const changed = (bytes: Uint8Array, change: (file: ReturnType<typeof readBackup>) => void) => {
  const file = structuredClone(readBackup(bytes))
  change(file)
  return new TextEncoder().encode(JSON.stringify(file))
}

test('what was written is opened again: accounts, contacts, sites and settings in order, and every secret proves itself', async () => {
  const { bytes, contents } = await made()
  expect(readBackup(bytes)).toMatchObject({ createdAt: 1_764_000_000_000, accounts: 4 })
  const backup = await openBackup(bytes, password)
  const { accounts, contacts, sites, settings, blocked } = backup
  expect({ accounts, contacts, sites, settings, blocked }).toEqual(contents)
  for (const [i, account] of backup.accounts.entries()) {
    expect(backup.secretOf(account)).toEqual(secrets[i] ?? null)
    expect(await provesItself(backup, account)).toBe(true)
  }
  const [first, second] = backup.accounts as [BackupAccount, BackupAccount]
  expect(await provesItself(backup, { ...first, id: second.id })).toBe(false)
})

test('without its password a backup shows its date and how many accounts, and nothing else', async () => {
  const { bytes, contents } = await made()
  const file = text(bytes)
  for (const hidden of [
    ...phrase.split(' '),
    'good.test',
    'Exchange',
    'Grandmother',
    'boat',
    'contactsOnly',
    'mine.example',
    password,
    toHex(new Uint8Array(32).fill(7)).slice(2),
  ])
    expect(file).not.toContain(hidden)
  for (const { id, publicKey } of contents.accounts) for (const each of [id, publicKey]) expect(file).not.toContain(each.slice(2))
})

test('a wrong password, none, and a file that was changed or cut off are told apart as far as can be', async () => {
  const { bytes } = await made()
  expect(await ending(openBackup(bytes, 'another password'))).toBe('decrypt-failed')
  expect(await ending(openBackup(bytes, ''))).toBe('password-required')
  expect(await ending(openBackup(bytes.slice(0, -20), password))).toBe('format-unsupported')
  expect(await ending(openBackup(new TextEncoder().encode('{"format":"kluis-backup/3"}'), password))).toBe('format-unsupported')
  const damaged: ((file: ReturnType<typeof readBackup>) => void)[] = [
    (file) => void file.createdAt++,
    (file) => void file.accounts--,
    // Of another version: what protects the wallet cannot be taken away from it by saying that it is older.
    (file) => {
      file.format = 'kluis-backup/1'
    },
    (file) => void file.container.records.pop(),
    (file) => void file.container.records.reverse(),
    (file) => {
      file.contents.nonce = toHex(fromHex(file.contents.nonce).map((byte) => byte ^ 1))
    },
  ]
  for (const damage of damaged) expect(await ending(openBackup(changed(bytes, damage), password))).toBe('backup-damaged')
})

test('a record that was damaged takes its own account with it, by name, and no other', async () => {
  const { bytes } = await made()
  const torn = changed(bytes, (file) => {
    const record = file.container.records[0]
    if (record) record.ciphertext = `${record.ciphertext.slice(0, -2)}${record.ciphertext.endsWith('00') ? '01' : '00'}`
  })
  const backup = await openBackup(torn, password)
  const proven = []
  for (const account of backup.accounts) proven.push([account.name, await provesItself(backup, account)])
  expect(proven).toEqual([
    ['Account 0', false],
    ['Account 1', true],
    ['Account 2', true],
    ['Grandmother', true],
  ])
  expect(() => backup.secretOf(backup.accounts[0] as BackupAccount)).toThrow('backup-damaged')
})

test('a backup that would not bring every account back is never given out', async () => {
  const { records, contents } = await parts()
  const write = (change: Partial<BackupAccount>) => {
    const other = structuredClone(contents)
    Object.assign(other.accounts[0] as BackupAccount, change)
    return writeBackup(records, other, password, 1).then(
      () => 'written',
      (error: KluisError) => [error.code, error.facts],
    )
  }
  expect(await write({})).toBe('written')
  expect(await write({ recordId: `0x${'11'.repeat(16)}` })).toEqual(['backup-damaged', { names: 'Account 0' }])
  expect(await write({ path: '//another' })).toEqual(['backup-damaged', { names: 'Account 0' }])
  expect(await write({ path: `//${'a'.repeat(600)}` })).toEqual(['backup-damaged', { names: 'Account 0' }])
  expect(await write({ id: contents.accounts[1]?.id ?? '' })).toEqual(['backup-damaged', { names: 'Account 0' }])
})

test('nothing that signs is without a record, and nothing that is watched has one', async () => {
  const { records, contents } = await parts()
  const write = (change: Partial<BackupAccount>, at: number) =>
    ending(
      writeBackup(
        records,
        { ...contents, accounts: contents.accounts.map((each, i) => (i === at ? { ...each, ...change } : each)) },
        password,
        1,
      ),
    )
  expect(await write({ recordId: null }, 0)).toBe('backup-damaged')
  expect(await write({ role: 'coldkey' }, 3)).toBe('backup-damaged')
  expect(await write({ role: 'watch' }, 0)).toBe('backup-damaged')
})

test('what was written is opened from the password on, and says how far it is', async () => {
  const { records, contents } = await parts()
  const told: [number, number][] = []
  await writeBackup(records, contents, password, 1, (done, of) => told.push([done, of]))
  expect(told.at(-1)).toEqual([4, 4])
})

test('no bytes at all make it do anything but refuse', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array(),
        fc.json().map((each) => new TextEncoder().encode(each)),
      ),
      async (bytes) => {
        await expect(openBackup(bytes, password)).rejects.toBeInstanceOf(KluisError)
      },
    ),
  )
})
