import * as v from 'valibot'
import { expect, test } from 'vitest'
import activity from '../storage/fixtures/activity.2.json' with { type: 'json' }
import { type Fact, fact, isFact, movesMoney } from './fact'

const to = { id: `0x${'11'.repeat(32)}`, address: '5Gx' }
/** As they have been stored since there is an activity: these shapes stay. */
const stored: Fact[] = [
  { kind: 'transfer', to, amount: '5', keepAlive: true },
  { kind: 'transfer-all', to, keepAlive: false, amountNow: '7' },
  { kind: 'transfer-all', to, keepAlive: false, amountNow: null },
  { kind: 'burn', amount: '5', keepAlive: true },
  { kind: 'remark', hex: '0x00ff', text: null },
  { kind: 'remark', hex: '0x41', text: 'A' },
  { kind: 'upgrade-accounts', count: 3 },
  { kind: 'root-only' },
]

test.each(stored)('a stored $kind reads as it was written, and with nothing more or less in it', (each) => {
  expect(v.parse(fact, JSON.parse(JSON.stringify(each)))).toEqual(each)
  expect(isFact({ ...each, more: 1 })).toBe(false)
  for (const key of Object.keys(each))
    expect(isFact(Object.fromEntries(Object.entries(each).filter(([name]) => name !== key))), key).toBe(false)
})

test('the facts of an activity that an older version kept are facts', () => {
  const kept = (JSON.stringify(activity).match(/"fact":/g) ?? []).length
  const facts: unknown[] = []
  JSON.parse(JSON.stringify(activity), (key, value) => {
    if (key === 'fact') facts.push(value)
    return value
  })
  expect(kept).toBeGreaterThan(0)
  expect(facts).toHaveLength(kept)
  for (const each of facts) expect(isFact(each)).toBe(true)
})

test('no amount is a float, negative or hexadecimal, and no subnet beyond what the chain can name', () => {
  const at = { hotkey: to, netuid: 1, limit: null, partial: false }
  const stake = (over: object) => isFact({ kind: 'stake', ...at, amount: '5', ...over })
  expect(stake({})).toBe(true)
  for (const amount of ['-5', '5.0', '0x5', '5e3', '', 5, null]) expect(stake({ amount }), String(amount)).toBe(false)
  for (const netuid of [-1, 65_536, 1.5, '1', null]) expect(stake({ netuid }), String(netuid)).toBe(false)
})

test('notes and settings move nothing; whatever kind is not known to be one of those does', () => {
  expect(stored.map((each) => [each.kind, movesMoney(each)])).toEqual(
    stored.map(({ kind }) => [kind, ['transfer', 'transfer-all', 'burn'].includes(kind)]),
  )
  expect(movesMoney({ kind: 'something-new' } as never)).toBe(true)
})
