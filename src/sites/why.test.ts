import fc from 'fast-check'
import { expect, test } from 'vitest'
import { block, grant, sitesBox } from './grants'
import { type Around, why } from './why'

const none = sitesBox.initial()
const connected = ['https://good.test', 'http://localhost:3000'].reduce((all, each) => grant(all, each, ['0xa', '0xb'], 1), none)
const around = (over: Partial<Around> = {}): Around => ({
  ...{ sites: connected, silencedUntil: () => 0, waits: () => false, offered: new Set(['0xa', '0xb', '0xc']), now: 1_000 },
  ...over,
})
const ids = (typed: string, over?: Partial<Around>) => why(typed, around(over)).causes.map(({ id }) => id)

test('a site that sees accounts is told with how many, however its address is written', () => {
  for (const typed of ['https://good.test', ' good.test ', 'GOOD.test/x?y#z', 'https://good.test:443/', 'https://evil.test@good.test/x'])
    expect(why(typed, around()), typed).toEqual({ origin: 'https://good.test', causes: [{ id: 'sees', count: 2 }] })
  for (const typed of ['http://localhost:3000/app', 'localhost:3000'])
    expect(why(typed, around()).causes).toEqual([{ id: 'sees', count: 2 }])
})

test('a site that is not connected is told, with those that one may take for it', () => {
  const near = ['https://good.test']
  for (const typed of ['https://good.test:8443', 'https://app.good.test', 'app.good.test:8443/x'])
    expect(why(typed, around()).causes, typed).toEqual([{ id: 'not-connected', near }])
  expect(why('http://localhost:5173', around()).causes).toEqual([{ id: 'not-connected', near: ['http://localhost:3000'] }])
  expect(why('http://127.0.0.1:3000', around()).causes).toEqual([{ id: 'not-connected', near: [] }])
  expect(why('https://evil-good.test', around()).causes).toEqual([{ id: 'not-connected', near: [] }])
})

test('a page that no site of Kluis can be is told with why, and whether its encrypted sister is connected', () => {
  expect(why('http://good.test/x', around())).toEqual({
    origin: 'http://good.test',
    causes: [{ id: 'not-served', how: 'plain', near: ['https://good.test'] }],
  })
  for (const typed of ['file:///home/me/dapp.html', 'about:blank', 'data:text/html,x', 'ftp://good.example'])
    expect(ids(typed), typed).toEqual(['not-served'])
  for (const typed of ['', '   ', 'no spaces here', 'https://', 'https://%%%']) expect(ids(typed), typed).toEqual(['no-address'])
})

test('a block, a silence, a question that waits, hidden accounts and a wallet without any are each told, and together where they are', () => {
  expect(why('good.test', around({ sites: block(connected, 'https://good.test', 7) })).causes).toEqual([{ id: 'blocked', at: 7 }])
  expect(why('new.test', around({ silencedUntil: () => 5_000 })).causes).toEqual([{ id: 'silenced', until: 5_000 }])
  expect(ids('new.test', { silencedUntil: () => 1_000 })).toEqual(['not-connected'])
  expect(ids('new.test', { waits: (origin) => origin === 'https://new.test' })).toEqual(['waits'])
  expect(why('good.test', around({ offered: new Set(['0xc']) })).causes).toEqual([{ id: 'hidden', count: 2 }])
  expect(why('good.test', around({ offered: new Set(['0xb']) })).causes).toEqual([{ id: 'sees', count: 1 }])
  expect(ids('new.test', { offered: new Set() })).toEqual(['no-accounts'])
  const sites = block(connected, 'https://new.test', 7)
  expect(ids('new.test', { sites, silencedUntil: () => 5_000, offered: new Set() })).toEqual(['blocked', 'silenced', 'no-accounts'])
})

test('whatever is typed has an answer, and only a site that sees accounts is told to', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (typed) => {
      const { origin, causes } = why(typed, around())
      expect(causes.length).toBeGreaterThan(0)
      if (causes.some(({ id }) => id === 'sees')) expect(Object.keys(connected.granted)).toContain(origin)
    }),
  )
})
