import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authorize, grant, grantedTo, readOrigin, revoke, type Sites, used } from './grants'

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
