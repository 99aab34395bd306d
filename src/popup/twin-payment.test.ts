import { expect, test } from 'vitest'
import type { EntryView } from '../messaging'
import { twinPayment } from './twin-payment'

const NOW = 1_700_000_000_000
const [from, to, other] = ['0x01', '0x02', '0x03']
const block = { block: 5, ok: true, error: null, part: false }
const payment = (status: EntryView['status'], over: Partial<EntryView> = {}): EntryView => ({
  ...{ kind: 'own', id: 'e', account: from, network: 'finney', origin: null, at: NOW - 60_000, hash: '0xaa', status, replaced: false },
  ...{ fee: null, eraEnd: 9, extrinsic: null },
  calls: [
    {
      call: 'Balances.transfer_keep_alive',
      fact: { kind: 'transfer', to: { id: to, address: '5x' }, amount: '7', keepAlive: true },
      ran: true,
    },
  ],
  ...over,
})
const planned = { from, to, amount: 7n, network: 'finney' } as const
const isTwin = (entry: EntryView, change: Partial<Parameters<typeof twinPayment>[1]> = {}) =>
  twinPayment([entry], { ...planned, ...change }, NOW) !== undefined

test('the same payment is found while it is on its way, whatever is known of it, and for ten minutes after it is final', () => {
  for (const phase of ['signed', 'sent', 'unknown'] as const) expect(isTwin(payment({ phase }, { at: NOW - 86_400_000 })), phase).toBe(true)
  expect(isTwin(payment({ phase: 'included', ...block }))).toBe(true)
  expect(isTwin(payment({ phase: 'refused', code: 'tx-dropped', facts: {} }))).toBe(true)
  expect(isTwin(payment({ phase: 'final', ...block }))).toBe(true)
  expect(isTwin(payment({ phase: 'final', ...block }, { at: NOW - 600_001 }))).toBe(false)
})

test('one that certainly did not happen is none; one that failed in a block that can be undone still may', () => {
  expect(isTwin(payment({ phase: 'lost' }))).toBe(false)
  expect(isTwin(payment({ phase: 'final', ...block, ok: false }))).toBe(false)
  expect(isTwin(payment({ phase: 'included', ...block, ok: false }))).toBe(true)
})

test('another amount, recipient, sender or network is another payment; everything is only everything', () => {
  const sent = payment({ phase: 'sent' })
  for (const change of [{ amount: 8n }, { amount: null }, { to: other }, { from: other }, { network: 'local' }] as const)
    expect(isTwin(sent, change), JSON.stringify(Object.keys(change))).toBe(false)
  const all = payment(
    { phase: 'sent' },
    {
      calls: [
        {
          call: 'Balances.transfer_all',
          fact: { kind: 'transfer-all', to: { id: to, address: '5x' }, amountNow: null, keepAlive: false },
          ran: true,
        },
      ],
    },
  )
  expect([isTwin(all), isTwin(all, { amount: null })]).toEqual([false, true])
})
