import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FoundKey, KeySecret, Opened } from '../keyfiles'
import { isSaved, letGo, letGoOfAll, openHand, secretOf } from './hand'
import type { Piece } from './pieces'
import { emptyTray, put, restored, withOpened } from './tray'

beforeEach(() => openHand())
afterEach(() => letGoOfAll())

const id = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const seed = (n: number): KeySecret => ({ kind: 'seed', seed: new Uint8Array(32).fill(n), path: '', type: 'ed25519' })
const phrase: KeySecret = { kind: 'phrase', phrase: 'a b c', passphrase: '', path: '', type: 'sr25519' }
const key = (n: number, secret: KeySecret | null, name: string | null = null): FoundKey => ({
  ...{ accountId: id(n), publicKey: id(n), address: `5${n}`, type: secret ? 'ed25519' : null },
  ...{ secret, watch: secret ? null : 'address', name, role: null, foreignPrefix: null },
})
const opened = (...keys: FoundKey[]): Opened => ({ keys, oneOf: false, locked: [], refused: [] })
const backup = (...keys: FoundKey[]) => ({
  ...{ createdAt: 5, contacts: [], sites: [], blocked: [], nodes: [], contactsOnly: false, refused: [] },
  keys: keys.map((each) => ({ ...each, note: 'boat', hidden: true })),
})
const piece = { ref: 1, name: 'miner', finding: { format: 'btcli-plain', locked: false, claims: [] } } as unknown as Piece

test('an account that is found twice stands there once, and the one that can sign counts', () => {
  let tray = withOpened(emptyTray, null, opened(key(1, null), key(2, seed(2), 'Two')), 'file')
  tray = withOpened(tray, null, opened(key(1, seed(1)), key(2, null)), 'file')
  expect(tray.keys.map(({ accountId, holds }) => [accountId, holds])).toEqual([
    [id(2), 'seed'],
    [id(1), 'seed'],
  ])
  const readings = withOpened(emptyTray, null, { ...opened(key(1, seed(1)), key(1, null)), oneOf: true }, 'file')
  expect(readings.keys).toHaveLength(2)
})

test('two texts with several readings are two questions', () => {
  const several = () => ({ ...opened(key(1, seed(1)), key(2, seed(2))), oneOf: true })
  let tray = withOpened(emptyTray, null, several(), 'file')
  tray = withOpened(tray, null, opened(key(3, seed(3))), 'file')
  tray = withOpened(tray, null, several(), 'file')
  expect(tray.keys.map(({ readingOf }) => readingOf)).toEqual(['0', '0', null, '1', '1'])
})

test('no secret is in what the page keeps, and what is let go is wiped', () => {
  const mine = seed(7)
  const tray = withOpened(emptyTray, piece, opened(key(7, mine)), 'file')
  expect(JSON.stringify(tray)).not.toContain('7,7,7')
  expect(tray.keys[0]).toMatchObject({ name: 'miner', holds: 'seed' })
  expect(tray.plain).toBe(true)
  const ref = tray.keys[0]?.ref ?? ''
  expect(secretOf(ref)).toBe(mine)
  letGo()
  expect(secretOf(ref)).toBeUndefined()
  expect(mine.kind === 'seed' && mine.seed.every((byte) => byte === 0)).toBe(true)
})

test('a weakly locked file is remembered, whatever is brought beside it', () => {
  const weak = { ...piece, finding: { format: 'polkadot', locked: true, claims: [], weak: true } } as unknown as Piece
  let tray = withOpened(emptyTray, piece, opened(key(1, seed(1))), 'file')
  expect(tray.weak).toBe(false)
  tray = withOpened(tray, weak, opened(key(2, seed(2))), 'file')
  tray = withOpened(tray, piece, opened(key(3, seed(3))), 'file')
  expect([tray.weak, tray.plain]).toEqual([true, true])
  expect(withOpened(emptyTray, weak, opened(key(4, seed(4))), 'file')).toMatchObject({ weak: true, plain: false })
  // What holds no secret can leak none.
  expect(withOpened(emptyTray, weak, opened(key(5, null)), 'file').weak).toBe(false)
})

test('work that ends when nobody is there any more leaves no secret behind', () => {
  letGoOfAll()
  const late = seed(7)
  expect(() => withOpened(emptyTray, piece, opened(key(7, late)), 'file')).toThrow('cancelled')
  expect(late.kind === 'seed' && late.seed.every((byte) => byte === 0)).toBe(true)
})

test('what a file refused is said with its name', () => {
  const tray = put(emptyTray, piece, { ok: false, error: { code: 'ethereum-key', facts: {} } })
  expect(tray.refused).toEqual([{ name: 'miner', reason: { code: 'ethereum-key', facts: {} } }])
  expect(put(tray, piece, { ok: true, value: null })).toBe(tray)
})

test('a backup brings its names, notes and what is hidden, and says what it could not bring', () => {
  const lost = { name: 'Four', reason: { code: 'backup-damaged', facts: { one: '1' } } } as const
  const tray = restored(emptyTray, { ...backup(key(3, seed(3), 'Three')), refused: [lost] })
  expect(tray.backup).toEqual({ createdAt: 5, contacts: [], sites: [], blocked: [], nodes: [], contactsOnly: false })
  expect(tray.keys[0]).toMatchObject({ name: 'Three', note: 'boat', hidden: true })
  expect(tray.refused).toEqual([lost])
})

test('saved are words that were typed and what came out of a backup, and nothing that lay beside it', () => {
  const saved = (tray: { keys: Parameters<typeof isSaved>[0][] }) => tray.keys.map(isSaved)
  let tray = withOpened(emptyTray, null, opened(key(1, phrase)), 'file')
  tray = withOpened(tray, null, opened(key(2, phrase)), 'code')
  tray = restored(tray, backup(key(3, seed(3))))
  tray = withOpened(tray, piece, opened(key(4, seed(4))), 'file')
  expect(saved(tray)).toEqual([false, false, true, false])
  expect(saved(withOpened(emptyTray, null, opened(key(1, phrase), key(2, seed(2))), 'typed'))).toEqual([true, false])
  // The same account in both: the backup is what brings it back.
  const both = restored(withOpened(emptyTray, piece, opened(key(3, seed(3))), 'file'), backup(key(3, seed(3))))
  expect(saved(both)).toEqual([true])
})

test('of two backups everything is brought once, the newer first', () => {
  const site = (origin: string, grantedAt: number) => ({ origin, accounts: [], grantedAt, lastUsedAt: 0 })
  const node = (network: 'finney' | 'testnet', operator: string) => ({ network, url: 'wss://mine.example:443', operator })
  const older = {
    ...{ ...backup(), createdAt: 1, sites: [site('https://a.test', 1), site('https://b.test', 1)] },
    ...{ nodes: [node('finney', 'old'), node('testnet', 'old')], blocked: ['https://c.test'], contactsOnly: true },
  }
  const newer = { ...backup(), createdAt: 9, sites: [site('https://a.test', 9)], nodes: [node('finney', 'new')] }
  for (const [first, second] of [
    [older, newer],
    [newer, older],
  ] as const)
    expect(restored(restored(emptyTray, first), second).backup).toEqual({
      createdAt: 9,
      contacts: [],
      sites: [site('https://a.test', 9), site('https://b.test', 1)],
      nodes: [node('finney', 'new'), node('testnet', 'old')],
      // The stricter counts, whichever is newer.
      blocked: ['https://c.test'],
      contactsOnly: true,
    })
})
