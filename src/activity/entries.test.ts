import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  type Activity,
  activityBox,
  add,
  change,
  type Entry,
  handed,
  hiddenIn,
  own,
  pending,
  ranOf,
  reseal,
  type Status,
  unsettled,
} from './entries'

const entry = (n: number): Entry => ({
  kind: 'own',
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
  wrappers: [],
  status: { phase: 'sent' },
  fee: null,
  worst: '1',
  extrinsic: null,
  cursor: null,
  hidden: null,
})

test('the same transaction is noted once', () => {
  expect(add(add([], entry(1)), { ...entry(1), id: 'other' })).toHaveLength(1)
})

test('what is over stays over', () => {
  const done = change([entry(1)], 'e1', { status: { phase: 'final', block: 5, ok: true, error: null, part: false, ran: [] } })
  expect(change(done, 'e1', { status: { phase: 'lost' } })).toEqual(done)
  expect(pending(done)).toEqual([])
})

const over = ['final', 'lost']
const statuses: Status[] = [
  { phase: 'signed' },
  { phase: 'sent' },
  { phase: 'included', block: 5, ok: true, error: null, part: false, ran: [] },
  { phase: 'final', block: 5, ok: false, error: 'Balances.InsufficientBalance', part: false, ran: [] },
  { phase: 'lost' },
  { phase: 'unknown' },
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
          if (known && !over.includes(known.phase)) wanted.set(id, status)
        }
      }
      expect(own(activity).map(({ id, status }) => [id, status])).toEqual([...wanted])
      const open = [...wanted].filter(([, { phase }]) => !over.includes(phase))
      expect(unsettled(activity).map(({ id }) => id)).toEqual(open.map(([id]) => id))
      expect(pending(activity).map(({ id }) => id)).toEqual(open.filter(([, { phase }]) => phase !== 'unknown').map(([id]) => id))
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

test('a change that changes nothing is none: the box it is in is not written for it', () => {
  const cursor = { next: 5, found: null }
  const before = change([entry(1)], 'e1', { status: { phase: 'sent' }, cursor, extrinsic: null })
  expect(change(before, 'e1', { status: { phase: 'sent' }, cursor: { ...cursor }, extrinsic: null, fee: null })).toBe(before)
  expect(change(before, 'nobody', { status: { phase: 'lost' } })).toBe(before)
})

test('every phase is one that can be stored, and no other is', () => {
  for (const status of statuses) expect(v.is(activityBox.schema, [{ ...entry(1), status }]), status.phase).toBe(true)
  for (const status of [{ phase: 'done' }, { phase: 'sent', extra: 1 }, { phase: 'final', block: 5 }, null])
    expect(v.is(activityBox.schema, [{ ...entry(1), status }]), JSON.stringify(status)).toBe(false)
})

test('what a node refused is looked for until its era is over: it may have been passed on all the same', () => {
  const refused = change([entry(1)], 'e1', { status: { phase: 'refused', code: 'tx-bad-proof', facts: {} } })
  expect(pending(refused)).toHaveLength(1)
  const status: Status = { phase: 'included', block: 5, ok: true, error: null, part: false, ran: [] }
  expect(own(change(refused, 'e1', { status }))[0]?.status).toEqual(status)
  expect(pending(change(refused, 'e1', { status: { phase: 'lost' } }))).toEqual([])
})

test('the answer of a node does not take back what the chain has shown meanwhile', () => {
  const signed = { ...entry(1), status: { phase: 'signed' } as Status }
  const refused = { phase: 'refused', code: 'tx-already', facts: {} } as const
  expect(own(handed([signed], 'e1', refused))[0]?.status).toEqual(refused)
  const included = change([signed], 'e1', { status: { phase: 'included', block: 5, ok: true, error: null, part: false, ran: [] } })
  expect(handed(included, 'e1', refused)).toBe(included)
  expect(handed(included, 'e1', { phase: 'sent' })).toBe(included)
})

test('activity never holds what no page can show: what does not fit is dropped or cut when it is written', () => {
  const fits = (activity: Activity) => v.is(activityBox.schema, activity)
  const endless = 'x'.repeat(10_000)
  const failed = change([entry(1)], 'e1', {
    status: { phase: 'final', block: 5, ok: false, error: endless, part: false, ran: [] },
    fee: endless,
  })
  expect([fits(failed), own(failed)[0]?.fee]).toEqual([true, null])
  expect(fits(change([entry(1)], 'e1', { fee: '-1' }))).toBe(true)
  expect(fits(change([entry(1)], 'e1', { status: { phase: 'refused', code: 'tx-refused', facts: { message: endless } } }))).toBe(true)
  const burn = { call: 'Balances.burn', path: [], fact: { kind: 'burn', amount: '5', keepAlive: true } } satisfies Entry['calls'][number]
  const added = add([], { ...entry(1), calls: [burn, { call: 'Balances.burn', path: [], fact: { ...burn.fact, amount: '-5' } }] })
  expect([fits(added), own(added)[0]?.calls]).toEqual([true, [burn]])
  expect(v.is(activityBox.schema, [{ ...entry(1), fee: endless }])).toBe(false)
})

test('a transaction whose end nobody remembers waits for nothing, and may be told all the same', () => {
  const unknown = change([entry(1)], 'e1', { status: { phase: 'unknown' } })
  expect([pending(unknown), unsettled(unknown).length]).toEqual([[], 1])
  const status: Status = { phase: 'final', block: 5, ok: true, error: null, part: false, ran: [] }
  expect(own(change(unknown, 'e1', { status }))[0]?.status).toEqual(status)
})

test('of each call it is known whether it runs, but of alternatives before one of them ran, and where nobody knows', () => {
  const call = (...path: number[]) => ({ call: 'System.remark', path, fact: { kind: 'remark', hex: '0x', text: null } as const })
  const calls = [call(0), call(1, 0), call(1, 1, 0), call(2)]
  const either = { path: [1], call: 'Utility.if_else' }
  const wrappers = [{ path: [], call: 'Utility.batch_all' }, either, { path: [1, 1], call: 'Utility.batch' }]
  const ran = (status: Status) => ranOf({ ...entry(1), calls, wrappers, status })
  const block = { phase: 'final', block: 5, ok: true, error: null, part: false } as const
  expect(ran({ phase: 'sent' })).toEqual([true, null, null, true])
  expect(ran({ phase: 'lost' })).toEqual([false, false, false, false])
  expect(ran({ phase: 'unknown' })).toEqual([null, null, null, null])
  expect(ran({ ...block, ran: [true, false, true, true] })).toEqual([true, false, true, true])
  expect(ran({ ...block, ran: null })).toEqual([null, null, null, null])
  expect(ranOf({ ...entry(1), calls: [call(0)], wrappers: [{ path: [], call: 'Utility.if_else' }] })).toEqual([null])
})

test('a hidden order that was lost goes into its next envelope under the same entry, and what the one before cost is kept', () => {
  const envelope = { hash: '0xe0' as const, nonce: 3 }
  const hidden = { ...hiddenIn(envelope), envelope: { ...hiddenIn(envelope).envelope, fee: '70', status: { phase: 'lost' } as const } }
  const before = [{ ...entry(1), hidden, fee: '5', cursor: 'x', extrinsic: { block: 4, index: 1 } }]
  const next = { hash: '0x9' as const, nonce: 5, eraBegin: 10, eraEnd: 18, envelope: { hash: '0xe1' as const, nonce: 4 } }
  const after = reseal(before, 'e1', next)
  expect(own(after)).toEqual([
    {
      ...entry(1),
      ...{ hash: '0x9', nonce: 5, eraBegin: 10, eraEnd: 18, status: { phase: 'signed' } },
      hidden: { ...hiddenIn(next.envelope), tries: 2, spent: '70' },
    },
  ])
  expect(own(reseal(after, 'e1', next))[0]?.hidden).toMatchObject({ tries: 3, spent: '70' })
  expect(v.is(activityBox.schema, after)).toBe(true)
  // What is over, what is unknown here and what went openly is never sealed.
  const over = change(before, 'e1', { status: { phase: 'lost' } })
  for (const same of [over, [entry(1)], []]) expect(reseal(same, 'e1', next)).toBe(same)
})
