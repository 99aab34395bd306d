import { describe, expect, test } from 'vitest'
import type { EntryView } from '../messaging'
import { remedyOf } from './remedy'

const to = { id: '0x11', address: '5x' } as const
const failed = (error: string, phase: 'final' | 'included' = 'final') => ({ phase, block: 5, ok: false, error, part: false }) as const
const entry = (status: EntryView['status'], change: Partial<EntryView> = {}): EntryView => ({
  kind: 'own',
  extrinsic: null,
  id: 'e',
  account: '0x22',
  network: 'local',
  origin: null,
  at: 0,
  hash: '0x33',
  calls: [{ call: 'Balances.transfer_keep_alive', fact: { kind: 'transfer', to, amount: '1500000000', keepAlive: true }, ran: true }],
  status,
  replaced: false,
  fee: '2',
  eraEnd: 164,
  ...change,
})
const remedy = (status: EntryView['status'], change?: Partial<EntryView>) => remedyOf(entry(status, change), 'local')
const again = { kind: 'again', transfer: { to: '5x', amount: '1.5', everything: false } }

describe('what can be done about a transaction', () => {
  test('where nobody remembers what became of it, another node is offered and never the same once more, whoever asked for it', () => {
    expect(remedy({ phase: 'unknown' })).toEqual({ kind: 'node' })
    expect(remedy({ phase: 'unknown' }, { origin: 'https://good.test' })).toEqual({ kind: 'node' })
    expect(remedyOf(entry({ phase: 'unknown' }), 'finney')).toBeUndefined()
  })

  test('where the amount is the reason, another one is asked for', () => {
    for (const error of ['Token.FundsUnavailable', 'Token.NotExpendable', 'Balances.InsufficientBalance'])
      expect(remedy(failed(error))).toEqual({ kind: 'amount', transfer: { to: '5x', amount: '', everything: false } })
  })

  test('what failed for another reason, or never happened, can be sent again as it was', () => {
    expect(remedy(failed('Exhausted'))).toEqual(again)
    expect(remedy(failed('Novelty.NeverSeen'))).toEqual(again)
    expect(remedy({ phase: 'lost' })).toEqual(again)
    const fact = { kind: 'transfer-all', to, keepAlive: false, amountNow: '5' } as const
    const all = [{ call: 'Balances.transfer_all', fact, ran: false }]
    expect(remedy({ phase: 'lost' }, { calls: all })).toEqual({
      kind: 'again',
      transfer: { to: '5x', amount: '', everything: true },
    })
  })

  test('nothing is sent a second time that may still happen, or has happened', () => {
    const refused = { phase: 'refused', code: 'tx-payment', facts: {} } as const
    const part = { ...failed('Token.FundsUnavailable'), part: true }
    const done = { phase: 'final', block: 5, ok: true, error: null, part: false } as const
    for (const status of [
      failed('Token.FundsUnavailable', 'included'),
      refused,
      part,
      done,
      { phase: 'sent' },
      { phase: 'signed' },
    ] as const)
      expect(remedy(status)).toBeUndefined()
  })

  test('only a transfer of one’s own, on the network where it was made', () => {
    const lost = { phase: 'lost' } as const
    expect(remedy(lost, { origin: 'https://good.test' })).toBeUndefined()
    expect(remedy(lost, { network: 'finney' })).toBeUndefined()
    expect(remedyOf(entry(lost), undefined)).toBeUndefined()
    expect(remedy(lost, { calls: [] })).toBeUndefined()
    expect(remedy(lost, { calls: [...entry(lost).calls, ...entry(lost).calls] })).toBeUndefined()
    expect(
      remedy(lost, { calls: [{ call: 'Balances.burn', fact: { kind: 'burn', amount: '5', keepAlive: true }, ran: true }] }),
    ).toBeUndefined()
  })

  test('what another transaction replaced is not offered once more: that one may be the same payment', () => {
    expect(remedy({ phase: 'lost' })).toMatchObject({ kind: 'again' })
    expect(remedy({ phase: 'lost' }, { replaced: true })).toBeUndefined()
  })

  test('a frozen account is not asked to try again, and a node that cannot answer is left for another', () => {
    expect(remedy(failed('SubtensorModule.ColdkeySwapAnnounced'))).toBeUndefined()
    expect(remedy({ phase: 'refused', code: 'tx-dropped', facts: {} })).toEqual({ kind: 'node' })
    expect(remedy({ phase: 'refused', code: 'tx-refused', facts: { as: 'unreadable' } })).toEqual({ kind: 'node' })
    expect(remedy({ phase: 'refused', code: 'tx-refused', facts: { message: 'no' } })).toBeUndefined()
  })
})
