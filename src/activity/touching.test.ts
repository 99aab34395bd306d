import { expect, test } from 'vitest'
import type { Fact } from '../units'
import type { Entry, Status } from './entries'
import { touching } from './touching'

const key = (n: number) => ({ id: `0x${String(n).padStart(64, '0')}`, address: `5${n}` })
const [hotkey, other] = [key(1), key(2)]
const spot = { hotkey: hotkey.id, netuid: 4 }
const final: Status = { phase: 'final', block: 50, ok: true, error: null, part: false, ran: null }
function entry(facts: readonly Fact[], rest: Partial<Entry> = {}): Entry {
  return {
    ...{ kind: 'own', id: 'e', account: key(9).id as Entry['account'], network: 'local', genesisHash: '0xa', origin: null, at: 1 },
    ...{ hash: '0x1', nonce: 0, eraBegin: 40, eraEnd: 104 },
    calls: facts.map((fact, n) => ({ call: 'a.b', path: [n], fact })),
    ...{ wrappers: [], status: final, fee: '5', worst: null, extrinsic: { block: 50, index: 1 }, cursor: null, hidden: null },
    ...rest,
  }
}
const touched = (each: Entry, id = key(9).id) => touching([each], '0xa', id, spot)

const stake = { hotkey, netuid: 4, alpha: '1', limit: null, partial: false }
const moves: [string, Fact, boolean][] = [
  ['a purchase here', { kind: 'stake', hotkey, netuid: 4, amount: '1', limit: null, partial: false }, true],
  ['a purchase on another subnet', { kind: 'stake', hotkey, netuid: 5, amount: '1', limit: null, partial: false }, false],
  ['a purchase with another hotkey', { kind: 'stake', hotkey: other, netuid: 4, amount: '1', limit: null, partial: false }, false],
  ['a sale here', { kind: 'unstake', ...stake }, true],
  ['a sale of everything with the hotkey', { kind: 'unstake-all', hotkey, restake: false }, true],
  ['a sale of everything with another', { kind: 'unstake-all', hotkey: other, restake: true }, false],
  ['a move away', { kind: 'move-stake', ...stake, toHotkey: other, toNetuid: 4 }, true],
  ['a move to it', { kind: 'move-stake', ...stake, hotkey: other, netuid: 5, toHotkey: hotkey, toNetuid: 4 }, true],
  ['a move past it', { kind: 'move-stake', ...stake, netuid: 5, toHotkey: hotkey, toNetuid: 6 }, false],
  ['a gift of it', { kind: 'give-stake', to: other, hotkey, netuid: 4, toHotkey: hotkey, toNetuid: 4, alpha: null }, true],
  ['its destruction', { kind: 'destroy-stake', hotkey, netuid: 4, alpha: '1' }, true],
  ['a swap of its hotkey on all subnets', { kind: 'swap-hotkey', hotkey, toHotkey: other, netuid: null, keepStake: false }, true],
  ['a swap to its hotkey on another subnet', { kind: 'swap-hotkey', hotkey: other, toHotkey: hotkey, netuid: 5, keepStake: false }, false],
  ['a lock, which moves nothing', { kind: 'lock', hotkey, netuid: 4, alpha: '1' }, false],
  ['a payment', { kind: 'transfer', to: other, amount: '1', keepAlive: true }, false],
]
test.each(moves)('%s touches the stake: %#', (_, fact, does) => {
  expect(touched(entry([fact]))).toEqual(does ? [[49, 50]] : [])
})

test('stake that another account here gave to it touches it, and what that did with its own does not', () => {
  const given: Fact = { kind: 'give-stake', to: key(9), hotkey, netuid: 4, toHotkey: hotkey, toNetuid: 4, alpha: null }
  const theirs = { account: key(8).id as Entry['account'] }
  expect(touched(entry([given], theirs))).toEqual([[49, 50]])
  expect(touched(entry([{ ...given, to: key(7) }], theirs))).toEqual([])
  expect(touched(entry([{ kind: 'unstake', ...stake }], theirs))).toEqual([])
})

test('of what is under way, or whose end nobody knows, any block of its era may have done it', () => {
  for (const phase of ['signed', 'sent', 'unknown'] as const)
    expect(touched(entry([{ kind: 'unstake', ...stake }], { status: { phase }, extrinsic: null }))).toEqual([[39, 104]])
})

test('what failed, was lost, did not run or is of another chain touches nothing', () => {
  const sale: Fact = { kind: 'unstake', ...stake }
  expect(touched(entry([sale], { status: { phase: 'lost' } }))).toEqual([])
  expect(touched(entry([sale], { status: { ...final, ok: false, error: 'a' } as Status }))).toEqual([])
  expect(touched(entry([sale], { status: { ...final, ran: [false] } as Status }))).toEqual([])
  expect(touched(entry([sale], { genesisHash: '0xb' }))).toEqual([])
  expect(
    touched(entry([sale, { kind: 'remark', hex: '0x00', text: null }], { status: { ...final, part: true, ok: false } as Status })),
  ).toEqual([[49, 50]])
})

const failed = { ...final, ok: false, error: 'a', ran: [false] } as Status
/** The wallet keeps a fee of no TAO where the stake paid it, and none where the chain told of such a fee in words that it cannot read. */
const fromStake: [string, Fact, boolean][] = [
  ['a sale here', { kind: 'unstake', ...stake }, true],
  ['a sale of everything with the hotkey', { kind: 'unstake-all', hotkey, restake: false }, true],
  ['a move away', { kind: 'move-stake', ...stake, toHotkey: other, toNetuid: 4 }, true],
  ['a gift of it', { kind: 'give-stake', to: other, hotkey, netuid: 4, toHotkey: hotkey, toNetuid: 4, alpha: null }, true],
  ['a swap of its hotkey', { kind: 'swap-hotkey', hotkey, toHotkey: other, netuid: null, keepStake: false }, true],
  ['a sale on another subnet', { kind: 'unstake', ...stake, netuid: 5 }, false],
  ['a move to it', { kind: 'move-stake', ...stake, hotkey: other, netuid: 5, toHotkey: hotkey, toNetuid: 4 }, false],
]
test.each(fromStake)('%s that failed touches the stake where its fee came from it: %#', (_, fact, does) => {
  for (const fee of ['0', null]) expect(touched(entry([fact], { status: failed, fee }))).toEqual(does ? [[49, 50]] : [])
  expect(touched(entry([fact], { status: failed, fee: '5' }))).toEqual([])
  expect(touched(entry([fact], { status: failed, fee: '0', account: key(8).id as Entry['account'] }))).toEqual([])
})

test('a failure of which no call could be shown may have taken its fee from any stake of its account', () => {
  expect([touched(entry([], { status: failed, fee: '0' })), touched(entry([], { status: failed, fee: '5' }))]).toEqual([[[49, 50]], []])
})

test('a transaction of which no call could be shown may have been anything', () => {
  expect(touched(entry([]))).toEqual([[49, 50]])
})
