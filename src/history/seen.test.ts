import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type History, historyBox, lastSeen, type Seen, see } from './seen'

const seen = (block: number, at: number, genesisHash = '0xa'): Seen => ({ genesisHash, block, at, byAccount: {} })

test('the newest block wins, and another chain never passes for this one', () => {
  let history = see({}, 'local', seen(10, 0))
  history = see(history, 'local', seen(9, 1_000))
  expect(lastSeen(history, 'local')?.block).toBe(10)
  history = see(history, 'local', seen(9, 61_000))
  expect(lastSeen(history, 'local')?.block).toBe(9)
  history = see(history, 'local', seen(1, 62_000, '0xb'))
  expect(lastSeen(history, 'local')?.genesisHash).toBe('0xb')
  expect(lastSeen(history, 'finney')).toBeUndefined()
  expect(lastSeen(history, 'constructor')).toBeUndefined()
})

test('what was seen is kept with its block and time, and other networks are left alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ network: fc.constantFrom('finney', 'local'), block: fc.nat(20), wait: fc.nat(40_000) }), { maxLength: 30 }),
      (reads) => {
        let history: History = {}
        let at = 0
        const last = new Map<string, Seen>()
        for (const { network, block, wait } of reads) {
          at += wait
          history = see(history, network, seen(block, at))
          // An older block is believed only when nothing newer was seen for a minute: a node that lags is no news.
          const before = last.get(network)
          if (!before || block >= before.block || at - before.at >= 60_000) last.set(network, seen(block, at))
        }
        for (const network of ['finney', 'local']) expect(lastSeen(history, network)).toEqual(last.get(network))
      },
    ),
  )
})

test('a balance is digits of rao, and nothing that a float could have touched', () => {
  const held = (free: unknown) => ({ local: { ...seen(1, 1), byAccount: { '0xa': { free, reserved: '0', frozen: '0' } } } })
  for (const good of ['0', '1', '21000000000000000', '9'.repeat(39)]) expect(v.is(historyBox.schema, held(good))).toBe(true)
  for (const bad of [1, '', '-1', '1.5', '1e9', ' 1', '9'.repeat(40), null])
    expect(v.is(historyBox.schema, held(bad)), String(bad)).toBe(false)
})
