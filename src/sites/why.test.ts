import fc from 'fast-check'
import { expect, test } from 'vitest'
import { block, grant, sitesBox } from './grants'
import { type Around, why } from './why'

const none = sitesBox.initial()
const connected = ['https://good.test', 'http://localhost:3000'].reduce((all, each) => grant(all, each, ['0xa', '0xb'], 1), none)
const around = (over: Partial<Around> = {}): Around => ({
  ...{
    sites: connected,
    silencedUntil: () => 0,
    waits: () => false,
    refuses: async () => false,
    offered: new Set(['0xa', '0xb', '0xc']),
    now: 1_000,
  },
  ...over,
})
const causesOf = async (typed: string, over?: Partial<Around>) => (await why(typed, around(over))).causes
const ids = async (typed: string, over?: Partial<Around>) => (await causesOf(typed, over)).map(({ id }) => id)

test('a site that sees accounts is told with how many, however its address is written', async () => {
  for (const typed of ['https://good.test', ' good.test ', 'GOOD.test/x?y#z', 'https://good.test:443/', 'https://evil.test@good.test/x'])
    expect(await why(typed, around()), typed).toEqual({ origin: 'https://good.test', causes: [{ id: 'sees', count: 2 }] })
  for (const typed of ['http://localhost:3000/app', 'localhost:3000']) expect(await causesOf(typed)).toEqual([{ id: 'sees', count: 2 }])
})

test('a site that is not connected is told, with those that one may take for it', async () => {
  const near = ['https://good.test']
  for (const typed of ['https://good.test:8443', 'https://app.good.test', 'app.good.test:8443/x'])
    expect(await causesOf(typed), typed).toEqual([{ id: 'not-connected', near }])
  expect(await causesOf('http://localhost:5173')).toEqual([{ id: 'not-connected', near: ['http://localhost:3000'] }])
  expect(await causesOf('http://127.0.0.1:3000')).toEqual([{ id: 'not-connected', near: [] }])
  expect(await causesOf('https://evil-good.test')).toEqual([{ id: 'not-connected', near: [] }])
})

test('a page that no site of Kluis can be is told with why, and whether its encrypted sister is connected', async () => {
  expect(await why('http://good.test/x', around())).toEqual({
    origin: 'http://good.test',
    causes: [{ id: 'not-served', how: 'plain', near: ['https://good.test'] }],
  })
  for (const typed of ['file:///home/me/dapp.html', 'about:blank', 'data:text/html,x', 'ftp://good.example'])
    expect(await ids(typed), typed).toEqual(['not-served'])
  for (const typed of ['', '   ', 'no spaces here', 'https://', 'https://%%%']) expect(await ids(typed), typed).toEqual(['no-address'])
})

test('a block, a silence, a question that waits, hidden accounts and a wallet without any are each told, and together where they are', async () => {
  expect(await causesOf('good.test', { sites: block(connected, 'https://good.test', 7) })).toEqual([{ id: 'blocked', at: 7 }])
  expect(await causesOf('new.test', { silencedUntil: () => 5_000 })).toEqual([{ id: 'silenced', until: 5_000 }])
  expect(await ids('new.test', { silencedUntil: () => 1_000 })).toEqual(['not-connected'])
  expect(await ids('new.test', { waits: (origin) => origin === 'https://new.test' })).toEqual(['waits'])
  expect(await causesOf('good.test', { offered: new Set(['0xc']) })).toEqual([{ id: 'hidden', count: 2 }])
  expect(await causesOf('good.test', { offered: new Set(['0xb']) })).toEqual([{ id: 'sees', count: 1 }])
  expect(await ids('new.test', { offered: new Set() })).toEqual(['no-accounts'])
  expect(await ids('good.test', { refuses: async (origin) => origin === 'https://good.test' })).toEqual(['listed'])
  const sites = block(connected, 'https://new.test', 7)
  expect(await ids('new.test', { sites, silencedUntil: () => 5_000, offered: new Set() })).toEqual(['blocked', 'silenced', 'no-accounts'])
})

test('whatever is typed has an answer, and only a site that sees accounts is told to', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), async (typed) => {
      const { origin, causes } = await why(typed, around())
      expect(causes.length).toBeGreaterThan(0)
      if (causes.some(({ id }) => id === 'sees')) expect(Object.keys(connected.granted)).toContain(origin)
    }),
  )
})
