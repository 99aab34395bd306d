import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authorize, grant, grantedTo, merge, readOrigin, revoke, type Site, type Sites, used, without } from './grants'

test('origin comes from the browser only: what is not a page of its own has none', () => {
  for (const origin of [
    'https://good.test',
    'https://good.test:8443',
    'http://localhost',
    'http://localhost:3000',
    'http://127.0.0.1:39295',
  ])
    expect(readOrigin(origin)).toBe(origin)
  const bad = [
    undefined,
    '',
    'null',
    'http://good.test',
    'https://good.test/',
    'https://good.test/x',
    'file://',
    'ftp://good.test',
    'blob:https://good.test',
    'data:text/html,x',
    'http://localhost.evil.test',
    'http://127.0.0.1.evil.test',
    'https://good.test@evil.test',
    'chrome-extension://abc',
    'about:blank',
    'https://GOOD.test',
  ]
  for (const origin of bad) expect(() => readOrigin(origin), String(origin)).toThrow('unauthorized')
})

test('a grant is for one origin and for its accounts only', () => {
  const sites = grant({}, 'https://good.test', ['0xa', '0xb'], 1)
  expect(() => authorize(sites, 'https://good.test', '0xa')).not.toThrow()
  for (const [origin, account] of [
    ['https://good.test', '0xc'],
    ['http://good.test', '0xa'],
    ['https://good.test:8443', '0xa'],
    ['https://a.good.test', '0xa'],
    ['constructor', '0xa'],
    ['__proto__', '0xa'],
  ] as const)
    expect(() => authorize(sites, origin, account), origin).toThrow('unauthorized')
})

test('revoking, or granting nothing, leaves no entry behind', () => {
  const sites = grant({}, 'https://good.test', ['0xa'], 1)
  expect(revoke(sites, 'https://good.test')).toEqual({})
  expect(grant(sites, 'https://good.test', [], 2)).toEqual({})
  expect(grantedTo({}, 'https://good.test')).toBeUndefined()
})

test('an account is authorised exactly when the last grant of its origin had it', () => {
  const act = fc.record({
    origin: fc.constantFrom('https://a.test', 'https://b.test'),
    accounts: fc.subarray(['0xa', '0xb', '0xc']),
    revoke: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      let sites: Sites = {}
      const last = new Map<string, string[]>()
      for (const each of acts) {
        sites = used(each.revoke ? revoke(sites, each.origin) : grant(sites, each.origin, each.accounts, 1), each.origin, 2)
        last.set(each.origin, each.revoke ? [] : each.accounts)
      }
      for (const [origin, accounts] of last)
        for (const account of ['0xa', '0xb', '0xc']) {
          const allowed = accounts.includes(account)
          if (allowed) expect(() => authorize(sites, origin, account)).not.toThrow()
          else expect(() => authorize(sites, origin, account)).toThrow('unauthorized')
        }
    }),
  )
})

test('a grant keeps when it began and the order that was given, each account once', () => {
  const first = grant({}, 'https://good.test', ['0xb', '0xa', '0xb'], 1)
  expect(first).toEqual({ 'https://good.test': { accounts: ['0xb', '0xa'], grantedAt: 1, lastUsedAt: 1 } })
  const second = grant(used(first, 'https://good.test', 5), 'https://good.test', ['0xc'], 9)
  expect(second).toEqual({ 'https://good.test': { accounts: ['0xc'], grantedAt: 1, lastUsedAt: 5 } })
  // Being granted more is no use: a site that never had a signature stays a new one.
  expect(grant(first, 'https://good.test', ['0xc'], 9)['https://good.test']).toMatchObject({ grantedAt: 1, lastUsedAt: 1 })
  expect(grantedTo(second, 'https://good.test')).toEqual(['0xc'])
  expect(first['https://good.test']?.accounts).toEqual(['0xb', '0xa'])
})

test('use is noted of a site that was granted something, and makes no entry for another', () => {
  const sites = grant({}, 'https://good.test', ['0xa'], 1)
  expect(used(sites, 'https://good.test', 7)['https://good.test']?.lastUsedAt).toBe(7)
  for (const origin of ['https://evil.test', 'constructor', '__proto__']) {
    expect(used(sites, origin, 7)).toEqual(sites)
    expect(revoke(sites, origin)).toEqual(sites)
    expect(grantedTo(sites, origin)).toBeUndefined()
  }
})

const ids = ['0xa', '0xb', '0xc', '0xd']
const origins = ['https://a.test', 'https://b.test', 'http://localhost:3000']
const anySite = fc
  .record({ accounts: fc.subarray(ids, { minLength: 1 }), grantedAt: fc.nat(100), used: fc.nat(100) })
  .map(({ accounts, grantedAt, used }): Site => ({ accounts, grantedAt, lastUsedAt: grantedAt + used }))
const anySites = fc.dictionary(fc.constantFrom(...origins), anySite, { noNullPrototype: true })

test('an account that is gone is granted to nobody, and nobody loses another', () => {
  fc.assert(
    fc.property(anySites, fc.constantFrom(...ids, '0xe'), (sites, gone) => {
      const after = without(sites, gone)
      for (const [origin, site] of Object.entries(sites)) {
        const left = site.accounts.filter((each) => each !== gone)
        // What else is known of the site stays; one that saw only this account is forgotten.
        expect(after[origin]).toEqual(left.length ? { ...site, accounts: left } : undefined)
      }
      expect(Object.keys(sites)).toEqual(expect.arrayContaining(Object.keys(after)))
      expect(without(after, gone)).toEqual(after)
      if (!Object.values(sites).some(({ accounts }) => accounts.includes(gone))) expect(after).toEqual(sites)
    }),
  )
})

test('sites of a backup join those that are here: nothing is lost, and only what is here is granted', () => {
  const restored = fc.array(
    fc.tuple(fc.constantFrom(...origins, 'https://new.test'), anySite).map(([origin, site]) => ({ origin, ...site })),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(anySites, restored, fc.subarray(ids), (sites, all, known) => {
      const here = new Set(known)
      const after = merge(sites, all, here, 77)
      for (const origin of new Set([...Object.keys(sites), ...all.map((each) => each.origin)])) {
        const before = sites[origin]
        const told = all.filter((each) => each.origin === origin).flatMap(({ accounts }) => accounts.filter((each) => here.has(each)))
        const wanted = new Set([...(before?.accounts ?? []), ...told])
        expect(new Set(after[origin]?.accounts ?? [])).toEqual(wanted)
        expect(after[origin]?.accounts.length ?? 0).toBe(wanted.size)
        // What is here knows better when it began and was used; what is new begins today, whatever the file says.
        const { grantedAt = 77, lastUsedAt = 77 } = before ?? {}
        if (after[origin]) expect(after[origin]).toMatchObject({ grantedAt, lastUsedAt })
      }
      // Once more changes nothing.
      expect(merge(after, all, here, 78)).toEqual(after)
    }),
  )
})

test('a backup grants nothing to what could never be served, and makes no strange keys', () => {
  const site = { accounts: ['0xa'], grantedAt: 1, lastUsedAt: 2 }
  const strange = [
    'http://good.test',
    'https://good.test/',
    'https://GOOD.test',
    'null',
    '',
    'constructor',
    '__proto__',
    'file://',
    'chrome-extension://abc',
  ]
  const before = grant({}, 'https://good.test', ['0xb'], 9)
  const after = merge(
    before,
    [...strange.map((origin) => ({ origin, ...site })), { origin: 'https://a.test', ...site }],
    new Set(['0xa', '0xb']),
    77,
  )
  expect(after).toEqual({ ...before, 'https://a.test': { accounts: ['0xa'], grantedAt: 77, lastUsedAt: 77 } })
  expect(Object.getPrototypeOf(after)).toBe(Object.prototype)
  expect(merge(before, [{ origin: 'https://a.test', ...site, accounts: [] }], new Set(['0xa']), 77)).toEqual(before)
})
