import { afterEach, expect, test } from 'vitest'
import type { FoundKey, KeySecret, Opened } from '../keyfiles'
import { letGo, secretOf } from './hand'
import type { Piece } from './pieces'
import { emptyTray, put, restored, withOpened } from './tray'

afterEach(() => letGo())

const id = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const seed = (n: number): KeySecret => ({ kind: 'seed', seed: new Uint8Array(32).fill(n), path: '', type: 'ed25519' })
const key = (n: number, secret: KeySecret | null, name: string | null = null): FoundKey => ({
  ...{ accountId: id(n), publicKey: id(n), address: `5${n}`, type: secret ? 'ed25519' : null },
  ...{ secret, watch: secret ? null : 'address', name, role: null, foreignPrefix: null },
})
const opened = (...keys: FoundKey[]): Opened => ({ keys, oneOf: false, locked: [], refused: [] })
const piece = { ref: 1, name: 'miner', finding: { format: 'btcli-plain', locked: false, claims: [] } } as unknown as Piece

test('an account that is found twice stands there once, and the one that can sign counts', () => {
  let tray = withOpened(emptyTray, null, opened(key(1, null), key(2, seed(2), 'Two')))
  tray = withOpened(tray, null, opened(key(1, seed(1)), key(2, null)))
  expect(tray.keys.map(({ accountId, holds }) => [accountId, holds])).toEqual([
    [id(2), 'seed'],
    [id(1), 'seed'],
  ])
  const readings = withOpened(emptyTray, null, { ...opened(key(1, seed(1)), key(1, null)), oneOf: true })
  expect(readings.keys).toHaveLength(2)
})

test('no secret is in what the page keeps, and what is let go is wiped', () => {
  const mine = seed(7)
  const tray = withOpened(emptyTray, piece, opened(key(7, mine)))
  expect(JSON.stringify(tray)).not.toContain('7,7,7')
  expect(tray.keys[0]).toMatchObject({ name: 'miner', holds: 'seed' })
  expect(tray.plain).toBe(true)
  const ref = tray.keys[0]?.ref ?? ''
  expect(secretOf(ref)).toBe(mine)
  letGo()
  expect(secretOf(ref)).toBeUndefined()
  expect(mine.kind === 'seed' && mine.seed.every((byte) => byte === 0)).toBe(true)
})

test('what a file refused is said with its name', () => {
  const tray = put(emptyTray, piece, { ok: false, error: { code: 'ethereum-key', facts: {} } })
  expect(tray.refused).toEqual([{ name: 'miner', reason: { code: 'ethereum-key', facts: {} } }])
  expect(put(tray, piece, { ok: true, value: null })).toBe(tray)
})

test('a backup brings its names, notes and what is hidden', () => {
  const tray = restored(emptyTray, {
    createdAt: 5,
    contacts: [],
    sites: [],
    keys: [{ ...key(3, seed(3), 'Three'), note: 'boat', hidden: true }],
  })
  expect(tray.backup).toEqual({ createdAt: 5, contacts: [], sites: [] })
  expect(tray.keys[0]).toMatchObject({ name: 'Three', note: 'boat', hidden: true })
})
