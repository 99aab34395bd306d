import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Activity, activityBox, add, change, type Entry, newest, pending, type Status } from './entries'

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

const statuses: Status[] = [
  { phase: 'signed' },
  { phase: 'sent' },
  { phase: 'included', block: 5, ok: true, error: null },
  { phase: 'final', block: 5, ok: false, error: 'Balances.InsufficientBalance' },
  { phase: 'lost' },
  { phase: 'refused', code: 'tx-payment', facts: {} },
]

test('a transaction is forgotten by nothing, and is pending until its end is known', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ n: fc.nat(5), status: fc.option(fc.constantFrom(...statuses)) }), { maxLength: 40 }), (acts) => {
      let activity: Activity = []
      const wanted = new Map<string, Status>()
      for (const { n, status } of acts) {
        const { id } = entry(n)
        const known = wanted.get(id)
        if (!status) {
          activity = add(activity, entry(n))
          if (!known) wanted.set(id, { phase: 'sent' })
        } else {
          activity = change(activity, id, { status })
          if (known && !['final', 'lost', 'refused'].includes(known.phase)) wanted.set(id, status)
        }
      }
      expect(activity.map(({ id, status }) => [id, status])).toEqual([...wanted])
      expect(pending(activity).map(({ id }) => id)).toEqual(
        [...wanted].filter(([, { phase }]) => phase === 'signed' || phase === 'sent' || phase === 'included').map(([id]) => id),
      )
    }),
  )
})

test('a change is to one entry, and to what was given only', () => {
  const before = [entry(1), entry(2)]
  const after = change(before, 'e2', { fee: '124000', cursor: { block: 7 } })
  expect(after).toEqual([entry(1), { ...entry(2), fee: '124000', cursor: { block: 7 } }])
  expect(before).toEqual([entry(1), entry(2)])
  expect(change(before, 'e3', { fee: '1' })).toEqual(before)
})

test('every phase is one that can be stored, and no other is', () => {
  for (const status of statuses) expect(v.is(activityBox.schema, [{ ...entry(1), status }]), status.phase).toBe(true)
  for (const status of [{ phase: 'done' }, { phase: 'sent', extra: 1 }, { phase: 'final', block: 5 }, null])
    expect(v.is(activityBox.schema, [{ ...entry(1), status }]), JSON.stringify(status)).toBe(false)
})
