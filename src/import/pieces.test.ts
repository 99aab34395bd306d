import { expect, test } from 'vitest'
import type { Format } from '../keyfiles'
import { placeOf } from '../keyfiles'
import type { Recognised } from './jobs'
import { byWallet, sortPieces, tickedFirst } from './pieces'

const found = (path: string, format: Format = 'btcli-plain', locked = false): Recognised => ({
  file: { path, bytes: new Uint8Array() },
  finding: { ok: true, value: { format, locked, claims: [] } },
  place: placeOf(path),
})
const folder = [
  found('wallets/zoo/coldkey', 'btcli-nacl', true),
  found('wallets/zoo/coldkeypub.txt', 'btcli-public'),
  found('wallets/zoo/hotkeys/miner'),
  found('wallets/zoo/hotkeys/minerpub.txt', 'btcli-public'),
  found('wallets/zoo/hotkeys/otherpub.txt', 'btcli-public'),
  found('wallets/ape/coldkeypub.txt', 'btcli-public'),
  found('Alpha.json', 'polkadot', true),
]

test('a public part is left away where its secret part lies beside it, and kept where it stands alone', () => {
  const { pieces } = sortPieces(folder)
  expect(pieces.map(({ file }) => file.path)).toEqual([
    'wallets/zoo/coldkey',
    'wallets/zoo/hotkeys/miner',
    'wallets/zoo/hotkeys/otherpub.txt',
    'wallets/ape/coldkeypub.txt',
    'Alpha.json',
  ])
})

test('wallets stand in the order of their names, and what lies in none comes last', () => {
  const groups = byWallet(sortPieces(folder).pieces)
  expect(groups.map(([wallet, inside]) => [wallet, inside.length])).toEqual([
    ['ape', 1],
    ['zoo', 3],
    [null, 1],
  ])
})

test('everything is ticked at first but hotkeys', () => {
  const ticked = sortPieces(folder).pieces.filter(tickedFirst)
  expect(ticked.map(({ name }) => name)).toEqual(['zoo', 'ape', 'Alpha'])
})

test('what is no key keeps its reason', () => {
  const reason = { code: 'keyfile-unknown', facts: {} } as const
  const { pieces, refused } = sortPieces([{ ...found('notes.txt'), finding: { ok: false, error: reason } }])
  expect(pieces).toEqual([])
  expect(refused).toEqual([{ path: 'notes.txt', reason }])
})
