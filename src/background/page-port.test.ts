import { expect, test, vi } from 'vitest'
import type { Reply } from '../messaging'
import { KluisError } from '../units'
import { fakePort, sender, settle, us } from './fixtures/port'
import { createPageSide, readSender } from './page-port'

/** Everything of the side that answers with nothing. */
const emptySide = () => {
  const empty = async () => []
  return createPageSide(
    { accounts: empty, subscribe: empty } as never,
    us,
    async () => undefined,
    () => undefined,
    Date.now,
  )
}

test('origin comes from the browser only: a page has the authority of its sender, and of nothing else (MSG-02)', () => {
  expect(readSender(sender({}), us)).toEqual({ origin: 'https://good.test', tabId: 7, documentId: 'd1' })
  expect(readSender(sender({ documentLifecycle: undefined, origin: 'http://127.0.0.1:39295' }), us).origin).toBe('http://127.0.0.1:39295')
  for (const wrong of [
    { origin: 'null', url: 'https://good.test/x' }, // a sandboxed frame keeps its parent's url
    { origin: undefined },
    { origin: 'http://good.test' },
    { frameId: 1 },
    { frameId: undefined },
    { documentLifecycle: 'prerender' },
    { documentLifecycle: 'cached' },
    { documentId: undefined },
    { tab: undefined },
    { id: 'another extension' },
    { id: undefined },
    { origin: 'http://192.168.1.2' },
    { origin: 'http://localhost.evil.test' },
    { origin: 'file://' },
    { origin: 'https://good.test/' },
    { origin: 'https://good.test:443' },
    { origin: 'https://user@good.test' },
    { origin: 'chrome-extension://abc' },
    { documentLifecycle: 'pending_deletion' },
    { frameId: '0' },
  ])
    expect(() => readSender(sender(wrong), us), JSON.stringify(wrong)).toThrow('unauthorized')
  expect(() => readSender(undefined, us)).toThrow('unauthorized')
})

test('a page is answered under its own id, bad envelopes get an error, and a flood is slowed (MSG-12)', async () => {
  const left: string[] = []
  const handlers = {
    connect: async () => undefined,
    accounts: async () => [],
    subscribe: async () => [],
    signPayload: async () => ({ signature: '0x' }),
    signRaw: async () => ({ signature: '0x' }),
  }
  const side = createPageSide(
    handlers,
    us,
    async () => undefined,
    (documentId) => left.push(documentId),
    Date.now,
  )
  const stranger = fakePort({ origin: 'null' })
  side.serve(stranger.port)
  stranger.say({ id: 'a', json: '{"name":"accounts"}' })
  await settle()
  expect([stranger.disconnected, stranger.posted]).toEqual([true, []])

  const good = fakePort()
  side.serve(good.port)
  const codes = async (messages: unknown[]) => {
    good.posted.length = 0
    for (const each of messages) good.say(each)
    await settle()
    return good.posted.map((each) => (each as { reply: { ok: boolean; error?: { code: string } } }).reply.error?.code ?? 'ok')
  }
  expect(await codes([{ id: 'a', json: '{"name":"accounts"}' }])).toEqual(['ok'])
  expect(
    await codes([
      { id: 'b', json: '{' },
      { id: 'c', json: 'null' },
      { id: 'd', json: '{"name":"vault.export"}' },
      { id: 'e', json: 7 },
    ]),
  ).toEqual(['invalid-input', 'invalid-input', 'unknown-request', 'unknown-request'].sort())
  expect(await codes([{ id: 'f', json: `"${'x'.repeat(300_000)}"` }])).toEqual(['too-large'])
  const ids = [9, Number.NaN, {}, ['a'], null, 'x'.repeat(65), 'x'.repeat(10_000_000)]
  expect(await codes([null, 7, {}, ...ids.map((id) => ({ id, json: '{"name":"accounts"}' }))])).toEqual([])
  const flood = await codes(Array.from({ length: 200 }, (_, n) => ({ id: `n${n}`, json: '{"name":"accounts"}' })))
  expect(flood.filter((each) => each === 'ok').length).toBeLessThanOrEqual(60)
  expect(flood.filter((each) => each === 'rate-limited').length).toBeGreaterThanOrEqual(140)

  expect(await side.present('d1', 5)).toBe(true)
  good.drop()
  expect(left).toEqual(['d1'])
  expect(await side.present('d1', 5)).toBe(false)
})

test('a slow page is never limited, and time refills what a fast one spent', async () => {
  vi.useFakeTimers()
  try {
    const side = emptySide()
    const good = fakePort()
    side.serve(good.port)
    const ask = async (count: number) => {
      good.posted.length = 0
      for (let n = 0; n < count; n++) good.say({ id: `i${n}`, json: '{"name":"accounts"}' })
      await vi.advanceTimersByTimeAsync(1)
      return good.posted.filter((each) => (each as { reply: Reply }).reply.ok).length
    }
    expect(await ask(61)).toBe(60)
    expect(await ask(1)).toBe(0)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ask(40)).toBe(20)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(await ask(100)).toBe(60)
    for (let n = 0; n < 100; n++) {
      await vi.advanceTimersByTimeAsync(50)
      expect(await ask(1)).toBe(1)
    }
  } finally {
    vi.useRealTimers()
  }
})

test('a document and a site have one allowance each, whatever they open anew: another port, another tab; another site has its own', async () => {
  vi.useFakeTimers()
  try {
    const side = emptySide()
    const ask = async (from: object, count: number) => {
      const page = fakePort(from)
      side.serve(page.port)
      page.posted.length = 0
      for (let n = 0; n < count; n++) page.say({ id: `i${n}`, json: '{"name":"accounts"}' })
      await vi.advanceTimersByTimeAsync(0)
      page.drop()
      return page.posted.filter((each) => (each as { reply: Reply }).reply.ok).length
    }
    expect(await ask({}, 50)).toBe(50)
    expect(await ask({}, 50)).toBe(10)
    expect(await ask({}, 50)).toBe(0)
    for (const n of [2, 3, 4, 5]) expect(await ask({ documentId: `d${n}`, tab: { id: 8 } }, 100)).toBe(60)
    expect(await ask({ documentId: 'd6' }, 100)).toBe(0)
    expect(await ask({ documentId: 'd7', origin: 'https://other.test' }, 100)).toBe(60)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ask({ documentId: 'd1' }, 50)).toBe(20)
    for (const n of [8, 9]) expect(await ask({ documentId: `d${n}` }, 100)).toBe(n === 8 ? 60 : 20)
  } finally {
    vi.useRealTimers()
  }
})

test('after a death every document of a site has its subscription again, however many come at once; more of them are asked like all else', async () => {
  const side = emptySide()
  const pages = Array.from({ length: 1_000 }, (_, n) => fakePort({ documentId: `d${n}`, tab: { id: n } }))
  for (const { port } of pages) side.serve(port)
  for (const { say } of pages) say({ id: 's', json: '{"name":"subscribe"}' })
  await settle()
  expect(pages.filter(({ posted }) => (posted.at(-1) as { keep?: true }).keep)).toHaveLength(1_000)
  await side.tellAccounts(async () => [])
  expect(pages.filter(({ posted }) => JSON.stringify(posted.at(-1)) === '{"id":"s","event":[]}')).toHaveLength(1_000)

  const one = fakePort({ documentId: 'one', origin: 'https://other.test' })
  side.serve(one.port)
  one.posted.length = 0
  for (let n = 0; n < 500; n++) one.say({ id: `s${n}`, json: '{"name":"subscribe"}' })
  await settle()
  expect(one.posted.filter((each) => (each as { reply: Reply }).reply.ok)).toHaveLength(61)
})

test('a page that subscribed is told changes by its own id, over its newest port only', async () => {
  const side = createPageSide(
    { subscribe: async () => [] } as never,
    us,
    async () => undefined,
    () => undefined,
    Date.now,
  )
  const [old, fresh, other] = [fakePort(), fakePort(), fakePort({ documentId: 'd2', origin: 'https://other.test' })]
  side.serve(old.port)
  old.say({ id: 's', json: '{"name":"subscribe"}' })
  await settle()
  expect(old.posted.at(-1)).toMatchObject({ id: 's', keep: true, reply: { ok: true } })
  side.serve(fresh.port)
  side.serve(other.port)
  fresh.say({ id: 's', json: '{"name":"subscribe"}' })
  await settle()
  old.drop() // the old port of a document that is still there
  expect(await side.present('d1', 1)).toBe(true)
  const asked: string[] = []
  await side.tellAccounts(async (origin) => {
    asked.push(origin)
    return []
  })
  expect(asked).toEqual(['https://good.test'])
  expect(fresh.posted.at(-1)).toEqual({ id: 's', event: [] })
  expect(JSON.stringify([old.posted, other.posted])).not.toContain('event')
})

test('an approval that waits for its page goes on as soon as the page is there', async () => {
  const side = createPageSide(
    {} as never,
    us,
    async () => undefined,
    () => undefined,
    Date.now,
  )
  const waits = [side.present('d1', 10_000), side.present('d1', 10_000)]
  side.serve(fakePort().port)
  expect(await Promise.all(waits)).toEqual([true, true])
  expect(side.has('d1')).toBe(true)
})

test('where the background could not start, pages are told so', async () => {
  const broken = () => Promise.reject(new KluisError('storage-failed'))
  const side = createPageSide({ accounts: async () => [] } as never, us, broken, () => undefined, Date.now)
  const good = fakePort()
  side.serve(good.port)
  good.say({ id: 'a', json: '{"name":"accounts"}' })
  await settle()
  expect(good.posted.at(-1)).toEqual({ id: 'a', reply: { ok: false, error: { code: 'storage-failed', facts: {} } } })
})
