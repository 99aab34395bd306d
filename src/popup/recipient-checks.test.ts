import { expect, test } from 'vitest'
import type { RecipientFacts } from '../messaging'
import { encodeAddress, fromHex, toHex } from '../units'
import { readRecipient } from './recipient'
import { type AskedOfRecipient, type Named, recipientChecks } from './recipient-checks'

const idOf = (fill: number) => toHex(new Uint8Array(32).fill(fill))
const addressOf = (fill: number, prefix = 42) => encodeAddress(new Uint8Array(32).fill(fill), prefix)
const person = (fill: number, name: string): Named => ({ id: idOf(fill), name, address: addressOf(fill) })
const workshop = person(2, 'Workshop')
const SUBNET = '0x6d6f646c73756274656e73720100000000000000000000000000000000000000'
const OWNER = addressOf(9)

const kept = { name: 'Workshop', alike: false }
const facts = (fill: number, change: Partial<RecipientFacts> = {}): RecipientFacts => ({
  ...{ id: idOf(fill), free: '1000', exists: true, hotkeyOf: null, paid: 0, paidAt: null, twin: null },
  ...change,
})
const ask = (text: string, change: Partial<AskedOfRecipient> = {}) =>
  recipientChecks({
    ...{ text, read: readRecipient(text), from: idOf(1), own: undefined, contact: undefined, book: [workshop], told: undefined },
    ...{ amount: 1_000_000_000n, existentialDeposit: 500n, contactsOnly: false },
    ...change,
  })
const said = (...given: Parameters<typeof ask>) => ask(...given).map(({ id, tone }) => `${id} ${tone}`)
const savings = { name: 'Savings', role: 'coldkey' } as const
const changed = (address: string, at: number) => address.slice(0, at) + (address[at] === 'x' ? 'y' : 'x') + address.slice(at + 1)

test.each<[string, string, Partial<AskedOfRecipient>, string[]]>([
  ['nothing is typed yet', '', {}, []],
  ['not an address at all', 'nonsense', {}, []],
  ['a letter of a known address is wrong', changed(workshop.address, 20), {}, ['typo stop']],
  ['a letter of a known address is missing', workshop.address.slice(0, 30) + workshop.address.slice(31), {}, ['typo stop']],
  ['the end of a known address is missing', workshop.address.slice(0, -3), {}, ['typo stop']],
  ['an unknown address with a mistake', changed(addressOf(5), 20), {}, []],
  ['somebody unknown, before the chain has said anything', addressOf(3), {}, ['checksum plain']],
  ['somebody unknown', addressOf(3), { told: facts(3) }, ['checksum plain', 'first-time caution']],
  ['an answer about somebody else is none', addressOf(3), { told: facts(4, { hotkeyOf: OWNER, paid: 3 }) }, ['checksum plain']],
  ['somebody who was paid', addressOf(3), { told: facts(3, { paid: 6, paidAt: 1 }) }, ['checksum plain', 'paid good']],
  [
    'nobody is there',
    addressOf(3),
    { told: facts(3, { exists: false, free: '0' }) },
    ['checksum plain', 'first-time caution', 'new-account plain'],
  ],
  [
    'nobody is there, and gets too little',
    addressOf(3),
    { told: facts(3, { exists: false, free: '0' }), amount: 499n },
    ['checksum plain', 'first-time caution', 'too-little stop'],
  ],
  [
    'nobody is there, and gets just enough',
    addressOf(3),
    { told: facts(3, { free: '0' }), amount: 500n },
    ['checksum plain', 'first-time caution'],
  ],
  ['a little to somebody who has something', addressOf(3), { told: facts(3), amount: 1n }, ['checksum plain', 'first-time caution']],
  ['oneself', addressOf(1), { own: savings, told: facts(1, { hotkeyOf: OWNER }) }, ['self caution']],
  ['oneself, to whom the chain gives no stake', addressOf(1), { own: savings, told: facts(1), stake: true }, ['self stop']],
  ['an own account', addressOf(3), { own: savings, told: facts(3) }, ['own good']],
  [
    'an own account that is new to the chain',
    addressOf(3),
    { own: savings, told: facts(3, { exists: false }) },
    ['own good', 'new-account plain'],
  ],
  [
    'an own hotkey',
    addressOf(3),
    { own: { name: 'Miner', role: 'hotkey' }, told: facts(3, { hotkeyOf: OWNER }) },
    ['own good', 'own-hotkey caution'],
  ],
  ['a contact who was paid', workshop.address, { contact: kept, told: facts(2, { paid: 1, paidAt: 1 }) }, ['contact good', 'paid good']],
  ['a contact who was never paid', workshop.address, { contact: kept, told: facts(2) }, ['contact good', 'first-time plain']],
  [
    'a contact who was never paid, and whom the chain does not know',
    workshop.address,
    { contact: kept, told: facts(2, { exists: false, free: '0' }) },
    ['contact good', 'never-seen caution'],
  ],
  [
    'a hotkey',
    addressOf(3),
    { told: facts(3, { hotkeyOf: OWNER, paid: 1, paidAt: 1 }) },
    ['checksum plain', 'hotkey caution', 'paid good'],
  ],
  [
    'an address of another network',
    addressOf(3, 0),
    { told: facts(3, { paid: 1, paidAt: 1 }) },
    ['checksum plain', 'foreign caution', 'paid good'],
  ],
  ['a contact, by his address of another network', addressOf(2, 0), { contact: kept }, ['contact good', 'foreign caution']],
  ['a subnet', encodeAddress(fromHex(SUBNET)), {}, ['checksum plain', 'keyless caution']],
  [
    'a look-alike, as the background tells it',
    addressOf(3),
    { told: facts(3, { twin: workshop.address }) },
    ['checksum plain', 'lookalike stop', 'first-time caution'],
  ],
  ['a look-alike that was paid before', addressOf(3), { told: facts(3, { paid: 1, paidAt: 1 }) }, ['checksum plain', 'paid good']],
  [
    'a look-alike that is a contact, kept by hand when this was said',
    addressOf(3),
    { contact: { name: 'Other', alike: true }, told: facts(3, { twin: workshop.address }) },
    ['contact good', 'lookalike caution', 'first-time plain'],
  ],
  [
    'a look-alike that is a contact, of which nothing was said: of a file, or from before the other was known',
    addressOf(3),
    { contact: { name: 'Other', alike: false }, told: facts(3, { twin: workshop.address }) },
    ['contact good', 'lookalike stop', 'first-time plain'],
  ],
  [
    'a look-alike that is a contact and was paid',
    addressOf(3),
    { contact: { name: 'Other', alike: false }, told: facts(3, { paid: 1, paidAt: 1, twin: workshop.address }) },
    ['contact good', 'paid good'],
  ],
  ['contacts only, and no contact', addressOf(3), { contactsOnly: true }, ['checksum plain', 'not-contact stop']],
  ['contacts only, and a contact', workshop.address, { contactsOnly: true, contact: kept }, ['contact good']],
  ['contacts only, and an own account', addressOf(3), { contactsOnly: true, own: savings }, ['own good']],
])('%s', (_, text, change, expected) => {
  expect(said(text, change)).toEqual(expected)
})

test('a look-alike and a mistake come with the address that is meant, and its name', () => {
  const meant = { name: 'Workshop', address: workshop.address }
  expect(ask(changed(workshop.address, 20))[0]?.facts).toEqual(meant)
  expect(ask(addressOf(3), { told: facts(3, { twin: workshop.address }) })[1]?.facts).toEqual(meant)
  // Somebody who was paid, and has no name.
  expect(ask(addressOf(3), { told: facts(3, { twin: OWNER }) })[1]?.facts).toEqual({ name: '', address: OWNER })
})

test('a look-alike of a name that is known here is told without the background', () => {
  const twin = { ...workshop, address: `${addressOf(3).slice(0, 5)}${workshop.address.slice(5, 44)}${addressOf(3).slice(-4)}` }
  expect(said(addressOf(3), { book: [twin] })).toEqual(['checksum plain', 'lookalike stop'])
})

test('what the sentences need stands in the facts: the subnet, the owner of a hotkey, how often and when', () => {
  const fact = (id: string, ...given: Parameters<typeof ask>) => ask(...given).find((each) => each.id === id)?.facts
  expect(fact('keyless', encodeAddress(fromHex(SUBNET)))).toEqual({ kind: 'subnet', index: '1' })
  expect(fact('hotkey', addressOf(3), { told: facts(3, { hotkeyOf: OWNER }) })).toEqual({ owner: OWNER })
  expect(fact('paid', addressOf(3), { told: facts(3, { paid: 6, paidAt: 99 }) })).toEqual({ times: '6', at: '99' })
  expect(fact('foreign', addressOf(3, 2))).toEqual({ prefix: '2' })
})

test('of stake that is given every check says so, and of TAO none', () => {
  const told = facts(3, { hotkeyOf: OWNER })
  const marks = (stake: boolean) => ask(addressOf(3), { told, stake }).map((each) => each.stake === true)
  expect([marks(true), marks(false)]).toEqual([
    [true, true, true],
    [false, false, false],
  ])
})
