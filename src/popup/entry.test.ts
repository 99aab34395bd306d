import { expect, test } from 'vitest'
import type { EntryView } from '../messaging'
import { loadFailures, loadWords } from '../words'
import { isBad, leftBy, outcomeOf, sayOutcome } from './entry'

const words = await loadWords('en')
const failures = await loadFailures('en')
const to = { id: '0x11', address: '5x' } as const
const entry = (status: EntryView['status'], origin: string | null = null): EntryView => ({
  kind: 'own',
  id: 'e',
  account: '0x22',
  network: 'local',
  origin,
  at: 0,
  hash: '0x33',
  calls: [{ call: 'Balances.transfer_keep_alive', fact: { kind: 'transfer', to, amount: '5', keepAlive: true }, ran: true }],
  status,
  replaced: false,
  fee: '2',
  eraEnd: 164,
  extrinsic: null,
})
const say = (each: EntryView) => sayOutcome(words, each, String)

test('a batch of which a part ran is neither done nor undone; what left by it is what ran, as far as that is known', () => {
  const batch = entry({ phase: 'final', block: 5, ok: false, error: 'Token.FundsUnavailable', part: true }, 'https://good.test')
  const [call] = batch.calls as [EntryView['calls'][number]]
  const of = (...ran: (boolean | null)[]) => ({ ...batch, calls: ran.map((each) => ({ ...call, ran: each })) })
  expect([of(true, false, true), of(false), of(true, null)].map(leftBy)).toEqual([10n, 0n, undefined])
  const part = of(null)
  expect([outcomeOf(part), isBad(outcomeOf(part)), leftBy(part)]).toEqual(['part', false, undefined])
  expect(outcomeOf({ ...part, status: { ...part.status, ok: true } as EntryView['status'] })).toBe('part')
  expect(say(part)).toBe('Some of its calls ran, others did not: Token.FundsUnavailable. Look at your balance.')
  const failed = entry({ phase: 'final', block: 5, ok: false, error: 'Token.FundsUnavailable', part: false })
  expect([outcomeOf(failed), leftBy(failed)]).toEqual(['failed', 2n])
  const done = entry({ phase: 'final', block: 5, ok: true, error: null, part: false })
  expect([outcomeOf(done), leftBy(done)]).toEqual(['final', 5n])
})

test('of alternatives what left is that of the one that ran, and of what nobody remembers nothing is said', () => {
  const final = entry({ phase: 'final', block: 5, ok: true, error: null, part: false })
  const [call] = final.calls as [EntryView['calls'][number]]
  const of = (status: EntryView['status'], ...ran: (boolean | null)[]) =>
    leftBy({ ...final, status, calls: ran.map((each) => ({ ...call, ran: each })) })
  expect([of(final.status, false, true), of(final.status, null, null), of({ phase: 'sent' }, null, null)]).toEqual([
    5n,
    undefined,
    undefined,
  ])
  const unknown = entry({ phase: 'unknown' })
  expect([outcomeOf(unknown), isBad(outcomeOf(unknown)), leftBy(unknown)]).toEqual(['unknown', false, undefined])
  expect(say(unknown)).toMatch(/It may have happened\..*before you do it again/)
  expect(say({ ...unknown, extrinsic: { block: 7, index: 2 } })).toMatch(
    /^It is in block 7, .* look at your balance, before you do it again/,
  )
  for (const text of [say(unknown), say({ ...unknown, extrinsic: { block: 7, index: 2 } })]) expect(text).not.toMatch(/safe|never happen/)
})

test('what one node alone says invites nobody to repeat, and where two contradict nobody is said to have forgotten', () => {
  const { statusText } = words.activity
  const failed = entry({ phase: 'included', block: 5, ok: false, error: 'Token.FundsUnavailable', part: false })
  expect(say({ ...failed, doubt: 'alone' })).toBe(`${statusText.failed({ error: 'Token.FundsUnavailable' })} ${statusText.alone}`)
  expect(say({ ...entry({ phase: 'sent' }), doubt: 'alone' })).toBe(`${statusText.overAlone} ${statusText.alone}`)
  const disputed = say({ ...entry({ phase: 'unknown' }), doubt: 'disputed', extrinsic: { block: 7, index: 2 } })
  expect(disputed).toMatch(/^Two nodes contradict each other .* It may have happened\..* before you do it again/)
  expect(disputed).not.toMatch(/remember|safe|never happen/)
})

test('a refusal says what the node said, until when it may still go in, and nothing of what left', () => {
  const refused = entry({ phase: 'refused', code: 'tx-dropped', facts: {} })
  expect(say(refused)).toBe('The node dropped it because it was full. Until block 164 it may still go in; look here before you send again.')
  expect([isBad(outcomeOf(refused)), leftBy(refused)]).toEqual([false, undefined])
})

test('the reason has its own sentence as soon as the sentences for reasons are there; until then a general one stands in its place', () => {
  const inBlock = { phase: 'final', block: 5, ok: false, error: 'Token.FundsUnavailable' } as const
  const told = (status: EntryView['status']) => [say(entry(status)), sayOutcome(words, entry(status), String, failures)]
  const [general, whole] = told({ ...inBlock, part: false })
  expect(general).toMatch(/^Token\.FundsUnavailable\. .* the network fee is gone\.$/)
  expect(whole).toMatch(/^There was not enough free TAO\. .* only the network fee is gone\. Send less/)
  // Before its block is final that is no reason to do it again.
  expect(told({ ...inBlock, phase: 'included', part: false })).toEqual([
    `${general} ${words.activity.statusText.notYet}`,
    `${whole} ${words.activity.statusText.notYet}`,
  ])
  const [partly, partlyWhole] = told({ ...inBlock, part: true })
  expect(partly).toContain('Token.FundsUnavailable')
  expect(partlyWhole).toMatch(/There was not enough free TAO\..* the calls before it stay done/)
  const [refused, refusedWhole] = told({ phase: 'refused', code: 'tx-custom', facts: { number: '8' } })
  expect(refused).toMatch(/code 8\. Until block 164/)
  expect(refusedWhole).toMatch(/past your limit.* costs nothing\..* Until block 164 it may still go in/)
  // What was no refusal of a node has only the general sentence.
  const [offline, offlineWhole] = told({ phase: 'refused', code: 'offline', facts: {} })
  expect(offlineWhole).toBe(offline)
})

test('what is staked leaves the free balance, what is unstaked does not, and what a limit decides is not known', () => {
  const done = { phase: 'final', block: 5, ok: true, error: null, part: false } as const
  const at = { hotkey: to, netuid: 1, limit: '7' }
  const by = (...facts: EntryView['calls'][number]['fact'][]) =>
    leftBy({ ...entry(done), calls: facts.map((fact) => ({ call: 'x', fact, ran: true })) })
  expect(by({ kind: 'stake', ...at, amount: '5', partial: false }, { kind: 'unstake', ...at, alpha: '9', partial: false })).toBe(5n)
  expect(by({ kind: 'stake', ...at, amount: '5', partial: true })).toBeUndefined()
  expect(by({ kind: 'register', ...at })).toBeUndefined()
  expect(by({ kind: 'associate', hotkey: to })).toBe(0n)
})

test('what is signed and has no answer yet is told apart: for a site, and of one’s own', () => {
  expect(outcomeOf(entry({ phase: 'signed' }, 'https://good.test'))).toBe('signed')
  expect(outcomeOf(entry({ phase: 'signed' }))).toBe('signedOwn')
  expect(say(entry({ phase: 'signed' }))).toMatch(/may still go in; look here before you send again/)
})

test('one that another replaced is not said to be safe to do again', () => {
  const lost = entry({ phase: 'lost' })
  expect(say(lost)).toContain('safe to do it again')
  expect(say({ ...lost, replaced: true })).not.toContain('safe')
})
