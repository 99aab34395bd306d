import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { decodeAddress, encodeAddress, fromHex, toHex } from '../units'
import { type Accounts, search } from './accounts'
import { addressOf, idIn } from './address'
import { account, anyAccounts, idOf, listOf, watched } from './fixtures/account'

vi.mock('./address', async (original) => {
  const real = await original<typeof import('./address')>()
  return { ...real, addressOf: vi.fn(real.addressOf) }
})

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

test('nothing typed is the whole list, in the person’s order', () => {
  fc.assert(
    fc.property(anyAccounts, fc.constantFrom('', ' ', '\t\n'), (accounts, text) => {
      expect(search(accounts, text)).toEqual(accounts.list)
    }),
  )
})

test('any part of a name, a note or the address finds it, in any case', () => {
  fc.assert(
    fc.property(anyAccounts, fc.nat(), fc.nat(), fc.boolean(), (accounts, from, length, upper) => {
      for (const each of accounts.list)
        for (const text of [each.name, each.note, addressOf(each.id)]) {
          const letters = Array.from(text)
          const start = from % Math.max(letters.length, 1)
          const part = letters.slice(start, start + 1 + (length % 12)).join('')
          expect(ids(search(accounts, upper ? part.toUpperCase() : part)), part).toContain(each.id)
        }
    }),
  )
})

test('what is found has the text in it, and what has it is found', () => {
  fc.assert(
    fc.property(
      anyAccounts,
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🔑', '5', 'n', 'o', 't'), minLength: 1, maxLength: 3 }),
      (accounts, text) => {
        const has = ({ name, note, id }: { name: string; note: string; id: string }) =>
          [name, note, addressOf(id)].some((each) => each.toLowerCase().includes(text))
        expect(search(accounts, text)).toEqual(accounts.list.filter(has))
      },
    ),
  )
})

test('an address of any network and the id itself find their one account', () => {
  const accounts = listOf(account(1, { name: 'a' }), account(2, { name: 'b' }), account(3, { name: 'c' }))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16_383 }), fc.constantFrom(1, 2, 3), (prefix, n) => {
      const address = encodeAddress(fromHex(idOf(n)), prefix)
      expect(idIn(address)).toBe(idOf(n))
      expect(ids(search(accounts, ` ${address} `))).toEqual([idOf(n)])
    }),
  )
  expect(ids(search(accounts, idOf(2)))).toEqual([idOf(2)])
  expect(ids(search(accounts, idOf(0xab).toUpperCase().replace('0X', '0x')))).toEqual([])
  // Somebody else's address finds nobody, and neither does a text that is almost one.
  expect(search(accounts, encodeAddress(fromHex(idOf(9))))).toEqual([])
  expect(search(accounts, `${encodeAddress(fromHex(idOf(1)), 0)}x`)).toEqual([])
  for (const text of ['', 'x', '0x', `${idOf(1)}00`, '5'.repeat(500)]) expect(idIn(text)).toBeUndefined()
})

test('an address is that of its account, also after forty thousand others', () => {
  for (let n = 0; n < 40_100; n++) addressOf(idOf(n))
  for (const n of [0, 39_999, 40_000, 40_099]) {
    expect(addressOf(idOf(n))).toBe(encodeAddress(fromHex(idOf(n))))
    expect(toHex(decodeAddress(addressOf(idOf(n))).accountId)).toBe(idOf(n))
  }
})

test('each list has the accounts that it is of, with any text', () => {
  fc.assert(
    fc.property(anyAccounts, fc.constantFrom('', 'a', '5', 'n'), (accounts, text) => {
      const found = search(accounts, text)
      const rule = {
        all: () => true,
        signing: ({ role }) => role !== 'watch',
        moving: ({ role }) => role === 'coldkey',
        site: ({ role, hidden }) => role !== 'watch' && !hidden,
      } satisfies Record<string, (each: { role: string; hidden: boolean }) => boolean>
      for (const only of ['all', 'signing', 'moving', 'site'] as const)
        expect(search(accounts, text, only)).toEqual(found.filter(rule[only]))
    }),
  )
})

test('a hidden account is not for sites, a hotkey not for sending, a watched one for neither', () => {
  const accounts = listOf(
    account(1),
    account(2, { hidden: true }),
    account(3, { role: 'hotkey' }),
    watched(4),
    watched(5, { hidden: true }),
  )
  const found = (only: 'all' | 'signing' | 'moving' | 'site') => ids(search(accounts, '', only)).map((id) => Number(id))
  expect(found('all')).toEqual([1, 2, 3, 4, 5])
  expect(found('signing')).toEqual([1, 2, 3])
  expect(found('moving')).toEqual([1, 2])
  expect(found('site')).toEqual([1, 3])
})

test('ten thousand accounts are searched by any text', () => {
  const list = Array.from({ length: 10_000 }, (_, n) => account(n, { name: `Validator ${n}`, note: n % 100 ? '' : 'payroll' }))
  const accounts: Accounts = { list, chosen: null, revision: 1 }
  expect(search(accounts, 'validator 9999')).toEqual([list[9_999]])
  expect(search(accounts, 'PAYROLL')).toHaveLength(100)
  expect(search(accounts, addressOf(idOf(1_234)))).toEqual([list[1_234]])
  expect(search(accounts, encodeAddress(fromHex(idOf(4_321)), 0))).toEqual([list[4_321]])
  expect(search(accounts, 'nobody', 'site')).toEqual([])
  // As somebody types, letter by letter.
  for (let end = 1; end <= 'validator 77'.length; end++) expect(search(accounts, 'validator 77'.slice(0, end)).length).toBeGreaterThan(100)
})

test('addresses are computed only for what may be a piece of one', () => {
  const accounts = listOf(...Array.from({ length: 20 }, (_, n) => account(n)))
  const computed = (text: string) => {
    vi.mocked(addressOf).mockClear()
    search(accounts, text)
    return vi.mocked(addressOf).mock.calls.length
  }
  for (const text of ['name of 7', 'n/a', 'é', '0', '鑰', addressOf(idOf(3)), idOf(4), encodeAddress(fromHex(idOf(99)), 0), 'x'.repeat(49)])
    expect(computed(text), text).toBe(0)
  for (const text of ['q', '5C', addressOf(idOf(3)).slice(4)]) expect(computed(text), text).toBe(20)
})
