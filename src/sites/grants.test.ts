import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  authorize,
  block,
  grant,
  grantedTo,
  isBlocked,
  merge,
  readOrigin,
  revoke,
  revokeAll,
  type Site,
  type Sites,
  signedMessage,
  sitesBox,
  unblock,
  used,
  without,
} from './grants'

const none = sitesBox.initial()
const only = (granted: Sites['granted']): Sites => ({ ...none, granted })
const good = 'https://good.test'

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

test('a grant is for one origin and for its accounts only (MSG-18)', () => {
  const sites = grant(none, 'https://good.test', ['0xa', '0xb'], 1)
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
  const sites = grant(none, 'https://good.test', ['0xa'], 1)
  expect(revoke(sites, 'https://good.test')).toEqual(none)
  expect(grant(sites, 'https://good.test', [], 2)).toEqual(none)
  expect(grantedTo(none, 'https://good.test')).toBeUndefined()
})

test('an account is authorised exactly when the last grant of its origin had it', () => {
  const act = fc.record({
    origin: fc.constantFrom('https://a.test', 'https://b.test'),
    accounts: fc.subarray(['0xa', '0xb', '0xc']),
    revoke: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      let sites: Sites = none
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
  const first = grant(none, 'https://good.test', ['0xb', '0xa', '0xb'], 1)
  expect(first.granted).toEqual({ 'https://good.test': { accounts: ['0xb', '0xa'], grantedAt: 1, lastUsedAt: 1 } })
  const second = grant(used(first, 'https://good.test', 5), 'https://good.test', ['0xc'], 9)
  expect(second.granted).toEqual({ 'https://good.test': { accounts: ['0xc'], grantedAt: 1, lastUsedAt: 5 } })
  // Being granted more is no use: a site that never had a signature stays a new one.
  expect(grant(first, 'https://good.test', ['0xc'], 9).granted['https://good.test']).toMatchObject({ grantedAt: 1, lastUsedAt: 1 })
  expect(grantedTo(second, 'https://good.test')).toEqual(['0xc'])
  expect(grantedTo(first, 'https://good.test')).toEqual(['0xb', '0xa'])
})

test('use is noted of a site that was granted something, and makes no entry for another', () => {
  const sites = grant(none, 'https://good.test', ['0xa'], 1)
  expect(used(sites, 'https://good.test', 7).granted['https://good.test']?.lastUsedAt).toBe(7)
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
const anySites = fc.dictionary(fc.constantFrom(...origins), anySite, { noNullPrototype: true }).map(only)

test('an account that is gone is granted to nobody, and nobody loses another', () => {
  fc.assert(
    fc.property(anySites, fc.constantFrom(...ids, '0xe'), (sites, gone) => {
      const after = without(sites, gone)
      for (const [origin, site] of Object.entries(sites.granted)) {
        const left = site.accounts.filter((each) => each !== gone)
        // What else is known of the site stays; one that saw only this account is forgotten.
        expect(after.granted[origin]).toEqual(left.length ? { ...site, accounts: left } : undefined)
      }
      expect(Object.keys(sites.granted)).toEqual(expect.arrayContaining(Object.keys(after.granted)))
      expect(without(after, gone)).toEqual(after)
      if (!Object.values(sites.granted).some(({ accounts }) => accounts.includes(gone))) expect(after).toEqual(sites)
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
      const after = merge(sites, { sites: all, blocked: [] }, here, 77)
      for (const origin of new Set([...Object.keys(sites.granted), ...all.map((each) => each.origin)])) {
        const before = sites.granted[origin]
        const told = all.filter((each) => each.origin === origin).flatMap(({ accounts }) => accounts.filter((each) => here.has(each)))
        const wanted = new Set([...(before?.accounts ?? []), ...told])
        expect(new Set(after.granted[origin]?.accounts ?? [])).toEqual(wanted)
        expect(after.granted[origin]?.accounts.length ?? 0).toBe(wanted.size)
        // What is here knows better when it began and was used; what is new begins today, whatever the file says.
        const { grantedAt = 77, lastUsedAt = 77 } = before ?? {}
        if (after.granted[origin]) expect(after.granted[origin]).toMatchObject({ grantedAt, lastUsedAt })
      }
      // Once more changes nothing.
      expect(merge(after, { sites: all, blocked: [] }, here, 78)).toEqual(after)
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
  const before = grant(none, 'https://good.test', ['0xb'], 9)
  const after = merge(
    before,
    { sites: [...strange.map((origin) => ({ origin, ...site })), { origin: 'https://a.test', ...site }], blocked: strange },
    new Set(['0xa', '0xb']),
    77,
  )
  expect(after).toEqual(only({ ...before.granted, 'https://a.test': { accounts: ['0xa'], grantedAt: 77, lastUsedAt: 77 } }))
  for (const part of [after.granted, after.blocked]) expect(Object.getPrototypeOf(part)).toBe(Object.prototype)
  const nobody = { sites: [{ origin: 'https://a.test', ...site, accounts: [] }], blocked: [] }
  expect(merge(before, nobody, new Set(['0xa']), 77)).toEqual(before)
})

test('a blocked site has nothing and is granted nothing, and unblocked it has nothing either', () => {
  const origin = 'https://good.test'
  const sites = block(grant(none, origin, ['0xa'], 1), origin, 5)
  expect(sites).toEqual({ ...none, blocked: { [origin]: 5 } })
  expect(() => authorize(sites, origin, '0xa')).toThrow('unauthorized')
  expect(() => grant(sites, origin, ['0xa'], 6)).toThrow('site-blocked')
  expect(block(sites, origin, 9)).toBe(sites)
  for (const same of [used(sites, origin, 9), without(sites, '0xa'), revoke(sites, origin)]) expect(same).toEqual(sites)
  for (const other of ['http://good.test', 'https://good.test:8443', 'https://a.good.test', 'constructor', '__proto__'])
    expect(isBlocked(sites, other)).toBe(false)
  expect(unblock(sites, origin)).toEqual(none)
})

test('all grants go at once, and blocks stay', () => {
  const sites = block(grant(grant(none, 'https://a.test', ['0xa'], 1), 'https://b.test', ['0xb'], 1), 'https://c.test', 2)
  expect(revokeAll(sites)).toEqual({ ...none, blocked: { 'https://c.test': 2 } })
})

test('whatever happens, an origin is granted or blocked and never both, and no entry of a grant is empty', () => {
  const act = fc.record({
    origin: fc.constantFrom(...origins),
    accounts: fc.subarray(ids),
    act: fc.constantFrom('grant', 'revoke', 'block', 'unblock', 'without', 'merge'),
  })
  fc.assert(
    fc.property(fc.array(act), (acts) => {
      let sites = none
      for (const { act, origin, accounts } of acts) {
        if (act === 'grant') sites = isBlocked(sites, origin) ? sites : grant(sites, origin, accounts, 1)
        else if (act === 'merge') sites = merge(sites, { sites: [{ origin, accounts }], blocked: [origins[0] ?? ''] }, new Set(ids), 1)
        else if (act === 'without') sites = without(sites, accounts[0] ?? '0xe')
        else sites = { revoke, unblock, block: (all: Sites) => block(all, origin, 1) }[act](sites, origin)
        for (const [name, { accounts }] of Object.entries(sites.granted)) {
          expect(isBlocked(sites, name)).toBe(false)
          expect(accounts.length).toBeGreaterThan(0)
        }
      }
    }),
  )
})

test('a backup may block a site, and lifts no block that is here', () => {
  const here = block(grant(none, 'https://a.test', ['0xa'], 1), 'https://b.test', 2)
  const sites = ['https://a.test', 'https://b.test'].map((origin) => ({ origin, accounts: ['0xa'] }))
  expect(merge(here, { sites, blocked: ['https://a.test'] }, new Set(['0xa']), 77)).toEqual({
    ...none,
    blocked: { 'https://a.test': 77, 'https://b.test': 2 },
  })
  expect(merge(here, { sites, blocked: [] }, new Set(['0xa']), 77).blocked).toEqual(here.blocked)
})

test('a signed message is noted with how it begins, the newest hundred are kept, and it counts as use', () => {
  const sites = signedMessage(grant(none, good, ['0xa'], 1), good, '0xa', '😀'.repeat(500), 7)
  expect(sites.signed).toEqual([{ origin: good, account: '0xa', at: 7, text: '😀'.repeat(120) }])
  expect(sites.granted[good]?.lastUsedAt).toBe(7)
  let many = sites
  for (let n = 1; n <= 120; n++) many = signedMessage(many, good, '0xa', n % 2 ? null : `message ${n}`, 7 + n)
  expect(many.signed.map(({ at }) => at)).toEqual(Array.from({ length: 100 }, (_, n) => 28 + n))
  expect(v.is(sitesBox.schema, many)).toBe(true)
  // A site that was removed meanwhile is not there again for it.
  expect(signedMessage(none, good, '0xa', 'x', 9)).toMatchObject({ granted: {}, signed: [{ origin: good }] })
})

test('what an account signed goes with it, and stays where its site is removed or blocked', () => {
  const sites = ['0xa', '0xb'].reduce((all, id) => signedMessage(all, good, id, id, 2), grant(none, good, ['0xa', '0xb'], 1))
  expect(without(sites, '0xa').signed).toEqual([{ origin: good, account: '0xb', at: 2, text: '0xb' }])
  for (const after of [revoke(sites, good), revokeAll(sites), block(sites, good, 3)]) expect(after.signed).toEqual(sites.signed)
})
