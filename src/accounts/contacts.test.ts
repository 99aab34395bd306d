import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { cleanName, cleanNote } from './accounts'
import { type Contact, contactsBox, dropContact, joinContacts, keepContacts } from './contacts'

const keepContact = (contacts: readonly Contact[], each: Contact) => keepContacts(contacts, [each])

import { idOf } from './fixtures/account'

const contact = (n: number, over: Partial<Contact> = {}): Contact => ({
  id: idOf(n),
  name: `Name ${n}`,
  note: '',
  addedAt: n,
  alike: false,
  ...over,
})
const anyContact = fc.record({
  id: fc.nat(8).map(idOf),
  name: fc.string({ unit: 'grapheme', minLength: 1 }),
  note: fc.string({ unit: 'binary', maxLength: 600 }),
  addedAt: fc.nat(),
  alike: fc.boolean(),
})

test('contacts stand in the order of their names, each account once, as the last one said', () => {
  fc.assert(
    fc.property(
      fc.array(
        anyContact.filter(({ name }) => cleanName(name) !== ''),
        { maxLength: 20 },
      ),
      (all) => {
        const kept = all.reduce<Contact[]>(keepContact, [])
        const last = new Map(all.map((each) => [each.id, each]))
        expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(last.keys()))
        expect(kept).toHaveLength(last.size)
        expect(kept.map(({ name }) => name)).toEqual(kept.map(({ name }) => name).toSorted())
        for (const { id, name, note, addedAt, alike } of kept) {
          expect(name).toBe(cleanName(last.get(id)?.name ?? ''))
          expect(note).toBe(cleanNote(last.get(id)?.note ?? ''))
          expect(Array.from(note).length).toBeLessThanOrEqual(280)
          expect(note).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
          // When it was first kept, whatever was said of it later.
          const first = all.find((each) => each.id === id)
          expect([addedAt, alike]).toEqual([first?.addedAt, first?.alike])
        }
        expect(v.is(contactsBox.schema, kept)).toBe(true)
      },
    ),
  )
})

test('of the contacts of before nobody knows what was said when they were kept', () => {
  const { alike: _, ...first } = contact(1)
  expect(contactsBox.migrations[1]([first])).toEqual([contact(1)])
})

test('a contact needs a name, and dropping one leaves the others', () => {
  for (const name of ['', ' ', '\u200b']) expect(() => keepContact([], contact(1, { name }))).toThrow('invalid-input')
  const two = [contact(1), contact(2)].reduce<Contact[]>(keepContact, [])
  expect(dropContact(two, idOf(1))).toEqual([contact(2)])
  expect(dropContact(two, idOf(3))).toEqual(two)
  expect(two).toHaveLength(2)
})

test('five thousand contacts fit, one of them can still be changed, and the next is refused', () => {
  const full = Array.from({ length: 5_000 }, (_, n) => contact(n))
  expect(keepContact(full, contact(7, { name: 'Other' }))).toHaveLength(5_000)
  expect(() => keepContact(full, contact(5_000))).toThrow('too-large')
})

test('what is brought joins what is here: who is here stays as he is, and nobody without a name, or beyond the room, takes the others with him', () => {
  const here = [contact(1, { name: 'Mine' })]
  const brought = [contact(1, { name: 'Theirs' }), contact(2, { name: '\u0000\u200b' }), contact(3)]
  expect(joinContacts(here, brought)).toEqual([contact(1, { name: 'Mine' }), contact(3)])
  expect(joinContacts(here, brought.slice(0, 2))).toBe(here)
  const many = Array.from({ length: 6_000 }, (_, n) => contact(n))
  const full = joinContacts(here, many)
  expect([full.length, v.is(contactsBox.schema, full)]).toEqual([5_000, true])
  expect(joinContacts(full, [contact(9_999)])).toBe(full)
})
