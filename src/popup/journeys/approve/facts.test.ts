import { expect, test } from 'vitest'
import { daily, leaf, message, rao, risk, stranger, transaction, transferTo } from '../../../../e2e/gallery/data'
import { stakingAsked } from '../../../../e2e/gallery/scenes/approve-staking'
import type { RequestView } from '../../../messaging'
import { shortAddress } from '../../../ui'
import { loadWords } from '../../../words'
import { fingerprint, isLong, leavesAtMost, type Message, sayFact, shortRisk, type Transaction } from './facts'

const pays = leaf('Balances.transfer_keep_alive', transferTo(stranger, '1'), [risk('first-time-recipient')])
const asked = (change: Partial<Transaction> = {}): Transaction => ({
  ...transaction(0, 'one', { leaves: [pays], outflow: '1' }),
  ...change,
})

test('whatever is shown anew begins the ceremony again, though the bytes to sign are the same (UIX-01)', () => {
  const before = fingerprint(asked())
  expect(fingerprint(asked())).toBe(before)
  const { explanation } = asked()
  const others: Transaction[] = [
    asked({ fee: '83105' }),
    asked({ fee: null }),
    asked({ free: rao('148.209321341') }),
    asked({ after: null }),
    asked({ verified: 'trusted-local' }),
    asked({ firstTime: true }),
    asked({ origin: 'https://another.example' }),
    asked({ account: { ...daily, name: 'Another name' } }),
    asked({ explanation: { ...explanation, risks: [risk('site-new')] } }),
    asked({ explanation: { ...explanation, leaves: [{ ...pays, risks: [] }] } }),
    asked({ explanation: { ...explanation, outflow: null } }),
    asked({ hash: `0x${'00'.repeat(32)}` }),
  ]
  expect(new Set([before, ...others.map(fingerprint)]).size).toBe(others.length + 1)
  const said = (change: Partial<Extract<RequestView, { kind: 'message' }>>) => fingerprint(message(0, 'Sign in', change))
  expect(said({ firstTime: true })).not.toBe(said({}))
})

test('what is not shown begins nothing: which one it is among those that wait, and since when', () => {
  expect(fingerprint(asked({ id: 'request-two', openedAt: 7, expiresAt: 9 }))).toBe(fingerprint(asked()))
})

test('the line above the buttons is the gravest risk in few words, and fits beside the level', async () => {
  for (const language of ['en', 'nl'] as const) {
    const words = await loadWords(language)
    const say = words.approve
    expect(shortRisk(words, asked({ explanation: { ...asked().explanation, risks: [risk('site-new')] } }))).toBe(
      say.shortRisks['first-time-recipient'],
    )
    expect(shortRisk(words, asked({ explanation: { ...asked().explanation, risks: [risk('most-of-balance')] } }))).toBe(
      say.shortRisks['most-of-balance'],
    )
    expect(shortRisk(words, message(0, null) as Extract<RequestView, { kind: 'message' }>)).toBe(say.shortRisks['not-text'])
    expect(shortRisk(words, message(0, 'Sign in') as Extract<RequestView, { kind: 'message' }>)).toBe('')
    for (const line of Object.values(say.shortRisks)) expect(line.length, line).toBeLessThanOrEqual(28)
  }
})

test('a text that may be longer than the screen, like several calls, is read to its end; a short one is not', () => {
  const remark = (text: string | null, hex = '0x00') =>
    asked({ explanation: { ...asked().explanation, leaves: [leaf('System.remark', { kind: 'remark', hex, text })] } })
  const hex = (bytes: number) => `0x${'61'.repeat(bytes)}`
  expect([asked(), remark('Paid.'), remark(null, hex(100)), message(0, 'Sign in') as Message].map(isLong)).toEqual([
    false,
    false,
    false,
    false,
  ])
  const several = asked({ explanation: { ...asked().explanation, leaves: [pays, pays] } })
  const lines = 'a line\n'.repeat(60)
  const bytes = { ...(message(0, null) as Message), bytes: hex(1_000) } as Message
  expect([several, remark(lines), remark(null, hex(1_000)), message(0, lines) as Message, bytes].map(isLong)).toEqual(Array(5).fill(true))
})

test('where sending everything is among the calls, nothing bounds what leaves', () => {
  expect(leavesAtMost(asked())).toBe(BigInt(rao('1')) + 83_104n)
  expect(leavesAtMost(asked({ explanation: { ...asked().explanation, outflow: null } }))).toBeUndefined()
  expect(leavesAtMost(asked({ fee: null }))).toBeUndefined()
})

test('every staking call has its sentence in both languages, with what it names and nothing that is missing', async () => {
  const amount = (rao: bigint, decimals = 4, unit = 'τ') => `${(Number(rao) / 1e9).toFixed(decimals)} ${unit}`
  const facts = stakingAsked.flatMap(({ ask }) => ask(0).explanation.leaves.map((each) => each.fact))
  const said = await Promise.all((['en', 'nl'] as const).map(async (language) => [language, await loadWords(language)] as const))
  for (const [language, words] of said) {
    // Every kind that has a sentence is among them.
    expect(new Set(facts.map(({ kind }) => kind))).toEqual(new Set(Object.keys(words.staking.facts)))
    for (const fact of facts) {
      const text = sayFact(words, fact, amount)
      expect(text, fact.kind).not.toMatch(/undefined|NaN|null| {2}|^\s|\s$|^[a-z]/)
      if ('amount' in fact) expect(text).toContain(amount(BigInt(fact.amount), 9))
      if ('to' in fact) expect(text).toContain(shortAddress(fact.to.address))
      // An amount of alpha says its subnet itself.
      if ('alpha' in fact && fact.alpha !== null) expect(text).toContain(amount(BigInt(fact.alpha), 9, `SN${fact.netuid}`))
      else if ('netuid' in fact && fact.netuid !== null && fact.kind !== 'move-stake')
        expect(text, language).toContain(words.staking.subnet(fact.netuid))
    }
    expect(sayFact(words, { kind: 'unstake', hotkey: stranger, netuid: 0, alpha: '5', limit: null, partial: false }, amount)).toMatch(
      /0\.000000005 τ .*root/,
    )
  }
})
