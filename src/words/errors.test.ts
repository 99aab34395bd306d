import { expect, test } from 'vitest'
import { type ErrorCode, type ErrorFacts, errorCodes } from '../units'
import { errors as en } from './en/errors'
import { errors as nl } from './nl/errors'

/** What can be said of something that a person brings, takes out or tests: from the vault's room to the form of an address. */
const from = errorCodes.indexOf('mnemonic-length')
const to = errorCodes.indexOf('ss58-wrong-prefix')
const ofSigning: readonly ErrorCode[] = ['watch-only', 'is-hotkey', 'hashed-recipient']
const brought: readonly ErrorCode[] = [
  ...(['too-large', 'vault-full', 'internal', 'storage-failed'] as const),
  ...errorCodes.slice(from, to + 1).filter((code) => !ofSigning.includes(code)),
]
const facts: readonly ErrorFacts[] = [
  {},
  { job: 'write' },
  { job: 'test' },
  { word: 'lonley', position: '3', count: '11', path: 'x', type: 'ed25519', address: '5F', prefix: '2', most: '1000', all: '1' },
]
const sentences = (text: string) => text.split(/(?<=[.!?])\s+/).filter((each) => /\p{L}.*[.!?]$/su.test(each))

test('a refusal of what a person brings says what was found and what to do next, in at least two sentences', () => {
  for (const code of brought)
    for (const each of facts)
      for (const say of [en[code], nl[code]]) expect(sentences(say(each)).length, `${code}: ${say(each)}`).toBeGreaterThan(1)
})

test('a word is only said where it may be seen', () => {
  expect([en, nl].map((said) => said['mnemonic-word']({ position: '10' }).split('.')[0])).toEqual([
    'Word 10 is not on the word list',
    'Woord 10 staat niet op de woordenlijst',
  ])
})

test('a full vault names its limit', () => {
  expect(
    [en, nl].map(
      (said) => said['vault-full']({ most: '1000' }).includes('1,000') || said['vault-full']({ most: '1000' }).includes('1.000'),
    ),
  ).toEqual([true, true])
})

test('what stops an order of stake before it is signed says what to do next, after what happened and what it means for the money', () => {
  const stops: readonly ErrorCode[] = [
    ...(['insufficient-funds', 'call-missing', 'payload-wrong-spec', 'offline', 'shield-unavailable', 'shield-under-way'] as const),
    ...(['stake-same-place', 'subnet-closed', 'validator-unknown', 'stake-transfer-off', 'stake-not-enough', 'stake-too-small'] as const),
    ...(['stake-no-trade', 'stake-held', 'stake-rest-small', 'claim-loss', 'not-a-contact'] as const),
  ]
  for (const code of stops)
    for (const say of [en[code], nl[code]]) expect(sentences(say({})).length, `${code}: ${say({})}`).toBeGreaterThan(2)
  // One sends nothing who stakes.
  expect([en['insufficient-funds']({}), nl['insufficient-funds']({})].join()).not.toMatch(/Send less|Stuur minder/)
})
