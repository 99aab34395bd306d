import { expect, test } from 'vitest'
import type { Entry } from './entries'
import { dropOver, keepSigned } from './outbox'

const entry = (id: string, status: Entry['status']): Entry => ({
  ...{ id, status, account: '0xa', network: 'local', genesisHash: '0x0', origin: null, at: 0, hash: `0x${id.length}`, nonce: 0 },
  ...{
    kind: 'own' as const,
    extrinsic: null,
    eraBegin: 0,
    eraEnd: 64,
    calls: [],
    wrappers: [],
    fee: null,
    worst: '1',
    cursor: null,
    hidden: null,
  },
})

test('what was signed is kept until its end is known, or a node refused it', () => {
  const phases = ['signed', 'sent', 'included', 'final', 'lost', 'unknown', 'refused'] as const
  const block = { block: 7, ok: true, error: null, part: false, ran: [] }
  const status = (phase: (typeof phases)[number]) =>
    phase === 'included' || phase === 'final'
      ? { phase, ...block }
      : phase === 'refused'
        ? { phase, code: 'tx-stale' as const, facts: {} }
        : { phase }
  const activity = phases.map((phase) => entry(phase, status(phase)))
  const outbox = phases.reduce((all, phase) => keepSigned(all, phase, '0x00'), {})
  const left = dropOver(outbox, activity)
  expect(Object.keys(left)).toEqual(['signed', 'sent', 'included'])
  // Nothing to drop is nothing to write.
  expect(dropOver(left, activity)).toBe(left)
  expect(dropOver(left, [])).toEqual({})
})
