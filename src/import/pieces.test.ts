import { expect, test } from 'vitest'
import { type Format, placeOf } from '../keyfiles'
import type { Recognised } from './jobs'
import { byWallet, sortPieces, tickedFirst, wipeFiles } from './pieces'

type Claimed = { locked?: boolean; address?: string; archive?: string }
const found = (path: string, format: Format = 'btcli-plain', { locked = false, address, archive }: Claimed = {}): Recognised => ({
  file: { path, bytes: Uint8Array.of(1, 2, 3) },
  finding: { ok: true, value: { format, locked, claims: address ? [{ address, name: null }] : [] } },
  place: placeOf(path),
  archive: archive ?? null,
})
const folder = [
  found('wallets/zoo/coldkey', 'btcli-nacl', { locked: true }),
  found('wallets/zoo/coldkeypub.txt', 'btcli-public'),
  found('wallets/zoo/hotkeys/miner'),
  found('wallets/zoo/hotkeys/minerpub.txt', 'btcli-public'),
  found('wallets/zoo/hotkeys/otherpub.txt', 'btcli-public'),
  found('wallets/ape/coldkeypub.txt', 'btcli-public'),
  found('Alpha.json', 'polkadot', { locked: true }),
]
const told = (all: Recognised[]) => byWallet(sortPieces(all).pieces).map(({ wallet, where, inside }) => [wallet, where, inside.length])

test('a public part is left away where its secret part lies beside it, and kept where it stands alone', () => {
  const { pieces } = sortPieces(folder)
  expect(pieces.map(({ file }) => file.path)).toEqual([
    'wallets/zoo/coldkey',
    'wallets/zoo/hotkeys/miner',
    'wallets/zoo/hotkeys/otherpub.txt',
    'wallets/ape/coldkeypub.txt',
    'Alpha.json',
  ])
  expect(pieces.map(({ beside }) => beside?.path ?? null)).toEqual([
    'wallets/zoo/coldkeypub.txt',
    'wallets/zoo/hotkeys/minerpub.txt',
    null,
    null,
    null,
  ])
})

test('another wallet of the same name neither vanishes nor lends its address', () => {
  const { pieces } = sortPieces([
    found('wallets/default/coldkey', 'btcli-nacl', { locked: true, archive: 'laptop.zip' }),
    found('wallets/default/coldkeypub.txt', 'btcli-public', { address: '5Server', archive: 'server.zip' }),
    found('old/default/coldkey', 'btcli-nacl', { locked: true }),
    found('old/default/coldkeypub.txt', 'btcli-public', { address: '5Aged' }),
    found('wallets/default/hotkeys/miner', 'btcli-plain', { archive: 'laptop.zip' }),
    found('wallets/default/hotkeys/minerpub.txt', 'btcli-public', { address: '5Miner', archive: 'server.zip' }),
  ])
  expect(pieces.map(({ part, address, where }) => [part, address, where])).toEqual([
    ['coldkey', null, 'laptop.zip/wallets'],
    ['coldkeypub', '5Server', 'server.zip/wallets'],
    ['coldkey', '5Aged', 'old'],
    ['hotkey', null, 'laptop.zip/wallets'],
    ['hotkeypub', '5Miner', 'server.zip/wallets'],
  ])
  expect(byWallet(pieces).map(({ wallet, where, inside }) => [wallet, where, inside.length])).toEqual([
    ['default', 'laptop.zip/wallets', 2],
    ['default', 'old', 1],
    ['default', 'server.zip/wallets', 2],
  ])
})

test('loose files that were chosen together belong together', () => {
  const { pieces } = sortPieces([
    found('coldkey', 'btcli-nacl', { locked: true }),
    found('coldkeypub.txt', 'btcli-public', { address: '5Mine' }),
  ])
  expect(pieces.map(({ part, address, wallet }) => [part, address, wallet])).toEqual([['coldkey', '5Mine', null]])
})

test('wallets stand in the order of their names, and what lies in none comes last', () => {
  expect(told(folder)).toEqual([
    ['ape', null, 1],
    ['zoo', null, 3],
    [null, null, 1],
  ])
})

test('everything is ticked at first but hotkeys', () => {
  const ticked = sortPieces(folder).pieces.filter(tickedFirst)
  expect(ticked.map(({ name }) => name)).toEqual(['zoo', 'ape', 'Alpha'])
})

test('what is no key keeps its reason, and the zip that it came out of', () => {
  const reason = { code: 'keyfile-unknown', facts: {} } as const
  const { pieces, refused } = sortPieces([{ ...found('notes.txt', 'seed', { archive: 'all.zip' }), finding: { ok: false, error: reason } }])
  expect(pieces).toEqual([])
  expect(refused).toEqual([{ path: 'all.zip/notes.txt', reason }])
})

test('names and paths are shown on one line, without marks of direction', () => {
  const reason = { code: 'keyfile-unknown', facts: {} } as const
  const all = sortPieces([
    found('a\u202eb/coldkey'),
    found('x\u2066.json', 'polkadot'),
    { ...found('no\u202etes.txt'), finding: { ok: false, error: reason } },
  ])
  expect(all.pieces.map(({ wallet, name, path }) => [wallet, name, path])).toEqual([
    ['a b', 'a b', 'a b/coldkey'],
    [null, 'x', 'x .json'],
  ])
  expect(all.refused[0]?.path).toBe('no tes.txt')
})

test('an address that a file claims is shown only where it has the form of one', () => {
  const claimed = (address: string) => sortPieces([found('a.json', 'polkadot', { address })]).pieces[0]?.address
  expect(claimed('5Grw\u202eva')).toBeNull()
  expect(claimed('five words, none an address')).toBeNull()
  expect(claimed('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')).toBe('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')
})

test('what is left keeps no bytes of the files', () => {
  const { pieces } = sortPieces(folder)
  wipeFiles(pieces)
  for (const { file, beside } of pieces)
    for (const each of [file, beside]) expect(each?.bytes.every((byte) => byte === 0) ?? true).toBe(true)
})
