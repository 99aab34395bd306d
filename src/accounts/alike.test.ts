import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeAddress, fromHex, lookalike, toHex } from '../units'
import type { Account, Accounts } from './accounts'
import { alike, resembling } from './alike'

const idOf = (n: number) => toHex(Uint8Array.from({ length: 32 }, (_, i) => (n * 7 + i * 13 + ((n >> (i % 8)) & 255)) & 255))
const list = Array.from({ length: 2_000 }, (_, n) => ({ id: idOf(n), name: `Account ${n}` }) as Account)
const accounts = { list } as unknown as Accounts
const addressAt = (n: number) => encodeAddress(fromHex(list[n]?.id ?? ''))

test('a text with a few wrong letters is taken for the own account that was meant, however far down the list it is', () => {
  fc.assert(
    fc.property(fc.nat(1_999), fc.integer({ min: 5, max: 40 }), fc.boolean(), (n, at, left) => {
      const address = addressAt(n)
      // A letter that no address has, or one that is missing.
      const typed = `${address.slice(0, at)}${left ? '' : '0'}${address.slice(at + 1)}`
      expect(alike(accounts, typed)?.id).toBe(list[n]?.id)
    }),
    { numRuns: 25 },
  )
})

test('an address of the same beginning and end is taken for the own account; the account itself and a stranger are not', () => {
  const [one] = list
  expect(alike(accounts, addressAt(1_500))).toBeUndefined()
  expect(alike(accounts, encodeAddress(new Uint8Array(32).fill(201)))).toBeUndefined()
  expect(alike(accounts, 'nothing of the kind')).toBeUndefined()
  expect(alike({ ...accounts, list: [] }, addressAt(3))).toBeUndefined()
  // Of the same first bytes, and by trial of the same last letters.
  const address = addressAt(0)
  const twin = `${address.slice(0, 5)}${'1'.repeat(address.length - 9)}${address.slice(-4)}`
  expect(alike(accounts, twin)?.id).toBe(one?.id)
})

test('who is new may be taken for whoever has his name, or is told by the address as one look-alike is told of many', () => {
  const person = fc.record({ n: fc.nat(6), name: fc.constantFrom('', 'Exchange', ' exchange', '\uff25xchange', 'Workshop', 'W') })
  const addressOf = (n: number) => encodeAddress(fromHex(idOf(n)))
  // Of real addresses the ends meet in one of millions of millions: those who are known get ends that meet.
  const known = fc.record({ of: fc.nat(6), itself: fc.boolean(), name: fc.constantFrom('', 'Exchange', 'Savings') })
  fc.assert(
    fc.property(fc.uniqueArray(person, { selector: ({ n }) => n, maxLength: 6 }), fc.array(known, { maxLength: 6 }), (people, here) => {
      const fresh = people.map(({ n, name }) => ({ id: idOf(n), name }))
      const book = here.map(({ of, itself, name }) => {
        const address = addressOf(of)
        return { name, address: itself ? address : `${address.slice(0, 5)}${'1'.repeat(address.length - 9)}${address.slice(-4)}` }
      })
      const found = new Map(resembling(fresh, book).map(({ id, ...each }) => [id, each]))
      const all = [...book, ...people.map(({ n, name }) => ({ name, address: addressOf(n) }))]
      const folded = (name: string) => name.normalize('NFKC').trim().toLowerCase()
      for (const { n, name } of people) {
        const address = addressOf(n)
        const twin = book.some((each) => each.address === address) ? undefined : lookalike(address, all)
        const namesake = folded(name) && all.some((each) => each.address !== address && folded(each.name) === folded(name))
        expect(found.get(idOf(n))?.by).toBe(twin ? 'address' : namesake ? 'name' : undefined)
        if (twin) expect(found.get(idOf(n))?.like.address).toBe(twin)
      }
    }),
  )
})
