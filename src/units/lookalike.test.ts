import fc from 'fast-check'
import { expect, test } from 'vitest'
import { probablyMeant } from './lookalike'
import { encodeAddress } from './ss58'

const people = Array.from({ length: 50 }, (_, n) => ({ name: `${n}`, address: encodeAddress(new Uint8Array(32).fill(n)) }))
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

test('up to three letters that were changed, put in or left out still mean the same person', () => {
  const slip = fc.record({ at: fc.nat(47), kind: fc.constantFrom('change', 'add', 'drop'), letter: fc.constantFrom(...LETTERS) })
  fc.assert(
    fc.property(fc.constantFrom(...people), fc.array(slip, { maxLength: 3 }), (person, slips) => {
      const text = slips.reduce(
        (all, { at, kind, letter }) => all.slice(0, at) + (kind === 'drop' ? '' : letter) + all.slice(kind === 'add' ? at : at + 1),
        person.address,
      )
      expect(probablyMeant(text, people)?.name).toBe(person.name)
    }),
  )
})

test('the middle that was changed by a forger means the one with the same ends', () => {
  const [{ address } = { address: '' }] = people
  expect(probablyMeant(`${address.slice(0, 8)}${'x'.repeat(32)}${address.slice(-8)}`, people)?.address).toBe(address)
})

test('what is far from everybody means nobody', () => {
  for (const text of ['', 'x', 'hello there', 'x'.repeat(48), encodeAddress(new Uint8Array(32).fill(200)), 'y'.repeat(5_000)])
    expect(probablyMeant(text, people)).toBeUndefined()
  expect(probablyMeant(people[0]?.address ?? '', [])).toBeUndefined()
})
