import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Account, type Accounts, accountsBox, add, byId, choose, cleanName, nextName, rename } from './accounts'

const account = (id: string, name = `Name of ${id}`): Account => ({
  id,
  name,
  publicKey: id,
  type: 'sr25519',
  source: { recordId: '0x00', path: `//${id}` },
  addedAt: 1,
})
const none: Accounts = { list: [], chosen: null }
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

test('a name is kept as it looks: no control characters, no marks of direction, single spaces, at most 64 characters', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, fc.string({ unit: fc.constantFrom('a', ' ', '\t', '\u202e', '\u200b', '\u0301', '🔑', '\ud83d', '\u2028') })),
      (text) => {
        const name = cleanName(text)
        expect(name).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u)
        expect(name).not.toMatch(/\s\s|^\s|\s$/)
        expect(name.replaceAll(' ', '')).not.toMatch(/\s/)
        expect(Array.from(name).length).toBeLessThanOrEqual(64)
        expect(cleanName(name)).toBe(name)
      },
    ),
  )
  for (const [text, name] of [
    ['  My   wallet\n', 'My wallet'],
    ['Ünï \u00a0 cøde 🔑', 'Ünï cøde 🔑'],
    ['cafe\u0301', 'caf\u00e9'],
    // What would be written backwards, or would look like another name.
    ['Sav\u202egnis', 'Sav gnis'],
    ['Sav\u200bings', 'Sav ings'],
    ['\u0000\u200b\ufeff', ''],
    ['a'.repeat(65), 'a'.repeat(64)],
    ['🔑'.repeat(65), '🔑'.repeat(64)],
    [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
  ] as const)
    expect(cleanName(text)).toBe(name)
})

test('the next name is free, and counts the accounts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 10 }), (numbers) => {
      const accounts: Accounts = { list: numbers.map((n, i) => account(`0x${i}`, `Account ${n}`)), chosen: null }
      const name = nextName(accounts, 'Account')
      const n = Number(name.slice('Account '.length))
      expect(n).toBeGreaterThan(numbers.length)
      expect(numbers).not.toContain(n)
      // The first that is free.
      for (let before = numbers.length + 1; before < n; before++) expect(numbers).toContain(before)
    }),
  )
  expect(nextName(none, 'Rekening')).toBe('Rekening 1')
})

test('an account is added at the end and chosen, and one without a name gets the next', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 20 }), anyText, (ids, text) => {
      const all = ids.reduce((accounts, id) => add(accounts, account(`0x${id}`, text)), none)
      expect(all.list.map(({ id }) => id)).toEqual(ids.map((id) => `0x${id}`))
      expect(all.chosen).toBe(`0x${ids.at(-1)}`)
      for (const [n, { name }] of all.list.entries()) expect(name).toBe(cleanName(text) || `Account ${n + 1}`)
    }),
  )
})

test('no account appears twice', () => {
  const accounts = add(add(none, account('0xa', 'First')), account('0xb'))
  expect(() => add(accounts, account('0xa', 'Again'))).toThrow(
    expect.objectContaining({ code: 'duplicate-account', facts: { name: 'First' } }),
  )
})

test('a name is changed, and nothing else', () => {
  const accounts = ['0xa', '0xb', '0xc'].reduce((all, id) => add(all, account(id)), none)
  fc.assert(
    fc.property(fc.constantFrom('0xa', '0xb', '0xc'), anyText, (id, text) => {
      if (!cleanName(text)) {
        expect(() => rename(accounts, id, text)).toThrow('invalid-input')
        return
      }
      const after = rename(accounts, id, text)
      expect(after).toEqual({
        ...accounts,
        list: accounts.list.map((each) => (each.id === id ? { ...each, name: cleanName(text) } : each)),
      })
    }),
  )
})

test('the chosen account is one that is there', () => {
  const accounts = ['0xa', '0xb'].reduce((all, id) => add(all, account(id)), none)
  expect(choose(accounts, '0xa')).toEqual({ ...accounts, chosen: '0xa' })
  for (const id of ['0xc', '', 'constructor', '__proto__']) {
    expect(() => choose(accounts, id)).toThrow('unknown-account')
    expect(() => rename(accounts, id, 'x')).toThrow('unknown-account')
    expect(byId(accounts, id)).toBeUndefined()
  }
})

test('nothing changes the list that it was given', () => {
  const accounts = add(none, account('0xa'))
  const before = JSON.stringify(accounts)
  add(accounts, account('0xb'))
  rename(accounts, '0xa', 'Other')
  choose(accounts, '0xa')
  expect(JSON.stringify(accounts)).toBe(before)
})

test('20,000 accounts fit, and the next is refused', () => {
  const list = Array.from({ length: 19_999 }, (_, n) => account(`0x${n}`))
  const full = add({ list, chosen: null }, account('0xlast'))
  expect(v.is(accountsBox.schema, full)).toBe(true)
  expect(() => add(full, account('0xmore'))).toThrow('too-large')
  expect(v.is(accountsBox.schema, { ...full, list: [...full.list, account('0xmore')] })).toBe(false)
})
