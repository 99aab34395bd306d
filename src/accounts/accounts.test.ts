import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { accountsBox, add, byId, canSign, change, choose, cleanName, cleanNote, move, nextName, remove, saved } from './accounts'
import { account, anyAccounts, idOf, listOf, none, watched } from './fixtures/account'

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
      const name = nextName({ list: numbers.map((n, i) => account(i, { name: `Account ${n}` })) }, 'Account')
      const n = Number(name.slice('Account '.length))
      expect(n).toBeGreaterThan(numbers.length)
      expect(numbers).not.toContain(n)
      // The first that is free.
      for (let before = numbers.length + 1; before < n; before++) expect(numbers).toContain(before)
    }),
  )
  expect(nextName(none, 'Rekening')).toBe('Rekening 1')
})

test('accounts are added at the end, and one without a name gets the next', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 20 }), fc.nat(20), anyText, (ids, cut, text) => {
      // All at once or in two parts: the same list.
      const made = ids.map((id) => account(id, { name: text, note: text }))
      const all = add(add(none, made.slice(0, cut)), made.slice(cut))
      expect(all.list.map(({ id }) => id)).toEqual(ids.map(idOf))
      for (const [n, { name, note }] of all.list.entries()) {
        expect(name).toBe(cleanName(text) || `Account ${n + 1}`)
        expect(note).toBe(cleanNote(text))
        expect(Array.from(note).length).toBeLessThanOrEqual(280)
      }
      expect(add(none, made).list).toEqual(all.list)
    }),
  )
})

test('the first added account that can sign is chosen; one that is watched only where nothing else is there', () => {
  expect(listOf(watched(1), account(2), account(3)).chosen).toBe(idOf(2))
  expect(listOf(watched(1), watched(2)).chosen).toBe(idOf(1))
  expect(add(listOf(account(1)), [watched(2)]).chosen).toBe(idOf(1))
  expect(add(listOf(watched(1)), [account(2)]).chosen).toBe(idOf(2))
  expect(add(listOf(account(1)), []).chosen).toBe(idOf(1))
})

test('no account appears twice, neither with one that is there nor within what is added', () => {
  const accounts = listOf(account(1, { name: 'First' }), account(2))
  for (const twins of [[account(1)], [account(3), watched(1)]])
    expect(() => add(accounts, twins)).toThrow(expect.objectContaining({ code: 'duplicate-account', facts: { name: 'First' } }))
  expect(() => add(accounts, [account(3, { name: 'x' }), account(3)])).toThrow(
    expect.objectContaining({ code: 'duplicate-account', facts: { name: 'x' } }),
  )
})

test('a change changes what it names and nothing else, and a bad one nothing at all', () => {
  const change_ = fc.record(
    {
      name: anyText,
      note: anyText,
      hidden: fc.boolean(),
      role: fc.constantFrom('coldkey', 'hotkey' as const),
      savedAt: fc.nat(),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(anyAccounts, fc.nat(40), change_, (accounts, n, given) => {
      const before = byId(accounts, idOf(n))
      const bad = !before ? 'unknown-account' : (given.name !== undefined && !cleanName(given.name)) || (given.role && !canSign(before))
      if (bad) {
        expect(() => change(accounts, idOf(n), given)).toThrow(bad === true ? 'invalid-input' : String(bad))
        return
      }
      const after = change(accounts, idOf(n), given)
      const { name, note, ...rest } = given
      const cleaned = { ...(name === undefined ? {} : { name: cleanName(name) }), ...(note === undefined ? {} : { note: cleanNote(note) }) }
      expect(after.list).toEqual(accounts.list.map((each) => (each === before ? { ...each, ...rest, ...cleaned } : each)))
      expect(after.chosen).toBe(accounts.chosen)
    }),
  )
  // Nobody makes a key out of what is only watched, nor the other way round.
  expect(() => change(listOf(watched(1)), idOf(1), { role: 'hotkey' })).toThrow('invalid-input')
})

test('an order is always a permutation: what is moved is where it was put, and the rest stays in its order', () => {
  fc.assert(
    fc.property(anyAccounts, fc.nat(40), fc.nat(50), (accounts, n, to) => {
      const id = idOf(n)
      if (!byId(accounts, id)) {
        expect(() => move(accounts, id, to)).toThrow('unknown-account')
        return
      }
      const { list, chosen } = move(accounts, id, to)
      expect(list.findIndex((each) => each.id === id)).toBe(Math.min(to, list.length - 1))
      expect(list.filter((each) => each.id !== id)).toEqual(accounts.list.filter((each) => each.id !== id))
      expect(chosen).toBe(accounts.chosen)
      // And back again.
      const from = accounts.list.findIndex((each) => each.id === id)
      expect(move({ ...accounts, list }, id, from).list).toEqual(accounts.list)
    }),
  )
})

test('a removed account leaves its record exactly when no other account needs it', () => {
  fc.assert(
    fc.property(anyAccounts, fc.nat(40), (accounts, n) => {
      const gone = byId(accounts, idOf(n))
      if (!gone) {
        expect(() => remove(accounts, idOf(n))).toThrow('unknown-account')
        return
      }
      const { accounts: after, orphan } = remove(accounts, gone.id)
      expect(after.list).toEqual(accounts.list.filter((each) => each !== gone))
      const needed = new Set(after.list.flatMap(({ source }) => source?.recordId ?? []))
      expect(orphan).toBe(gone.source && !needed.has(gone.source.recordId) ? gone.source.recordId : null)
      // The chosen one is there, and can sign where any can.
      if (accounts.chosen !== gone.id) expect(after.chosen).toBe(accounts.chosen)
      else if (!after.list.length) expect(after.chosen).toBeNull()
      else
        expect(byId(after, after.chosen ?? '')).toSatisfy((each) =>
          after.list.some(canSign) ? canSign(each as never) : each !== undefined,
        )
    }),
  )
})

test('one after the other all are removed, and each record is left exactly once', () => {
  fc.assert(
    fc.property(anyAccounts, (accounts) => {
      const records = new Set(accounts.list.flatMap(({ source }) => source?.recordId ?? []))
      const left: string[] = []
      let now = accounts
      for (const { id } of accounts.list) {
        const { accounts: after, orphan } = remove(now, id)
        if (orphan !== null) left.push(orphan)
        now = after
      }
      expect(left.toSorted()).toEqual([...records].toSorted())
      expect([now.list, now.chosen]).toEqual([[], null])
    }),
  )
})

test('what was saved is known of exactly those, and who is not here is passed over', () => {
  fc.assert(
    fc.property(anyAccounts, fc.array(fc.nat(60)), fc.nat(), (accounts, numbers, at) => {
      const ids = numbers.map(idOf)
      expect(saved(accounts, ids, at).list).toEqual(accounts.list.map((each) => (ids.includes(each.id) ? { ...each, savedAt: at } : each)))
    }),
  )
})

test('the chosen account is one that is there', () => {
  const accounts = listOf(account(1), account(2))
  expect(choose(accounts, idOf(2))).toMatchObject({ list: accounts.list, chosen: idOf(2) })
  for (const id of [idOf(3), '', 'constructor', '__proto__']) {
    for (const step of [
      () => choose(accounts, id),
      () => change(accounts, id, { name: 'x' }),
      () => move(accounts, id, 0),
      () => remove(accounts, id),
    ])
      expect(step).toThrow('unknown-account')
    expect(byId(accounts, id)).toBeUndefined()
  }
})

test('every step makes another revision of a list that the box takes, and changes nothing of the one it was given', () => {
  fc.assert(
    fc.property(anyAccounts, fc.nat(20), (accounts, to) => {
      const before = JSON.stringify(accounts)
      const [first] = accounts.list
      if (!first) return
      const steps = [
        add(accounts, [account(99)]),
        change(accounts, first.id, { note: 'x' }),
        move(accounts, first.id, to),
        saved(accounts, [first.id], 9),
        choose(accounts, first.id),
        remove(accounts, first.id).accounts,
      ]
      for (const after of steps) {
        expect(after.revision).toBe(accounts.revision + 1)
        expect(v.is(accountsBox.schema, after)).toBe(true)
      }
      expect(JSON.stringify(accounts)).toBe(before)
    }),
  )
})

test('20,000 accounts fit, and the next is refused', () => {
  const list = Array.from({ length: 19_999 }, (_, n) => account(n))
  const full = add({ list, chosen: null, revision: 0 }, [account(20_000)])
  expect(v.is(accountsBox.schema, full)).toBe(true)
  expect(() => add(full, [account(20_001)])).toThrow('too-large')
  expect(v.is(accountsBox.schema, { ...full, list: [...full.list, account(20_001)] })).toBe(false)
})
