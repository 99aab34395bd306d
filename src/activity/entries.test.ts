import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Activity, add, change, type Entry, newest, pending } from './entries'

const entry = (n: number): Entry => ({
  id: `e${n}`,
  account: '0xa',
  network: 'local',
  genesisHash: '0x0',
  origin: null,
  at: n,
  hash: `0x${n}`,
  nonce: n,
  eraBegin: 0,
  eraEnd: 64,
  calls: [],
  status: { phase: 'sent' },
  fee: null,
  cursor: null,
  proof: null,
})

test('the same transaction is noted once', () => {
  expect(add(add([], entry(1)), { ...entry(1), id: 'other' })).toHaveLength(1)
})

test('what is over stays over', () => {
  const done = change([entry(1)], 'e1', { status: { phase: 'final', block: 5, ok: true, error: null } })
  expect(change(done, 'e1', { status: { phase: 'lost' } })).toEqual(done)
  expect(pending(done)).toEqual([])
})

test('pages go through all entries once, newest first', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 20 }), (total, size) => {
      const all: Activity = Array.from({ length: total }, (_, n) => entry(n))
      const read: Entry[] = []
      for (let from = 0; from < total; from += size) read.push(...newest(all, from, size))
      expect(read).toEqual([...all].reverse())
    }),
  )
})
