import { expect, test, vi } from 'vitest'
import type { Views } from '../messaging'
import type { Runtime } from '../platform/browser'
import { createApprovalWindow } from './approval-window'
import { createPageSide, readSender } from './page-port'
import { isOurs } from './popup-port'
import { createPublisher } from './publisher'

const us = 'abcdefghijklmnopabcdefghijklmnop'
const page = {
  id: us,
  origin: 'https://good.test',
  url: 'https://good.test/x',
  frameId: 0,
  documentId: 'd1',
  documentLifecycle: 'active',
  tab: { id: 7 },
}
const sender = (over: object) => ({ ...page, ...over }) as unknown as Runtime.MessageSender

test('origin comes from the browser only: a page has the authority of its sender, and of nothing else', () => {
  expect(readSender(sender({}), us)).toEqual({ origin: 'https://good.test', tabId: 7, documentId: 'd1' })
  expect(readSender(sender({ documentLifecycle: undefined, origin: 'http://127.0.0.1:39295' }), us).origin).toBe('http://127.0.0.1:39295')
  for (const wrong of [
    { origin: 'null' }, // a sandboxed frame keeps its parent's url
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
  ])
    expect(() => readSender(sender(wrong), us), JSON.stringify(wrong)).toThrow('unauthorized')
  expect(() => readSender(undefined, us)).toThrow('unauthorized')
})

test('only our own page opens the privileged channel, whatever a port calls itself', () => {
  const base = `chrome-extension://${us}/`
  const ours = { id: us, url: `${base}src/popup/index.html#/approve`, origin: `chrome-extension://${us}`, tab: { id: 1 } }
  const given = (over: object) => ({ ...ours, ...over }) as unknown as Runtime.MessageSender
  expect(isOurs(given({}), us, base)).toBe(true)
  expect(isOurs(given({ origin: undefined }), us, base)).toBe(true)
  for (const wrong of [
    { url: 'https://good.test/src/popup/index.html' },
    { url: `${base}icons/icon-16.png` },
    { url: `${base}src/popup/../popup/index.html/x` },
    { url: `chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/src/popup/index.html` },
    { url: undefined },
    { url: 'not a url' },
    { origin: 'https://good.test' },
    { id: 'another extension' },
  ])
    expect(isOurs(given(wrong), us, base), JSON.stringify(wrong)).toBe(false)
  expect(isOurs(undefined, us, base)).toBe(false)
  expect(isOurs(sender({ url: `${base}src/popup/index.html` }), us, base)).toBe(false) // a content script with our page's url
})

function fakePort(from: object = {}) {
  const posted: unknown[] = []
  const on = { message: [] as ((message: unknown) => void)[], disconnect: [] as (() => void)[] }
  let disconnected = false
  const port = {
    sender: sender(from),
    postMessage: (message: unknown) => posted.push(message),
    disconnect: () => {
      disconnected = true
    },
    onMessage: { addListener: (each: (message: unknown) => void) => on.message.push(each) },
    onDisconnect: { addListener: (each: () => void) => on.disconnect.push(each) },
  } as unknown as Runtime.Port
  return {
    port,
    posted,
    say: (message: unknown) => on.message.map((each) => each(message)),
    drop: () => on.disconnect.map((each) => each()),
    get disconnected() {
      return disconnected
    },
  }
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

test('a page is answered under its own id, bad envelopes get an error, and a flood is slowed', async () => {
  const left: string[] = []
  const handlers = {
    connect: async () => undefined,
    accounts: async () => [],
    subscribe: async () => [],
    signPayload: async () => ({ signature: '0x' }),
    signRaw: async () => ({ signature: '0x' }),
  }
  const side = createPageSide(handlers, us, Promise.resolve(), (documentId) => left.push(documentId))
  const stranger = fakePort({ origin: 'null' })
  side.serve(stranger.port)
  expect(stranger.disconnected).toBe(true)

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
  expect(await codes([null, 7, {}, { id: 9, json: '{}' }, { id: 'x'.repeat(65), json: '{}' }])).toEqual([])
  const flood = await codes(Array.from({ length: 200 }, (_, n) => ({ id: `n${n}`, json: '{"name":"accounts"}' })))
  expect(flood.filter((each) => each === 'ok').length).toBeLessThanOrEqual(60)
  expect(flood.filter((each) => each === 'rate-limited').length).toBeGreaterThanOrEqual(140)

  expect(await side.present('d1', 5)).toBe(true)
  good.drop()
  expect(left).toEqual(['d1'])
  expect(await side.present('d1', 5)).toBe(false)
})

test('pages of ours get every slice at first and afterwards only what changed, with rising revisions', async () => {
  let views = { session: { status: 'empty' }, settings: { theme: 'dark' } } as unknown as Views
  const publisher = createPublisher(async () => views)
  const posted: { slice: string; revision: number }[] = []
  const detach = await publisher.attach({ postMessage: (message) => posted.push(message) })
  expect(posted.map((each) => each.slice).sort()).toEqual(['session', 'settings'])
  posted.length = 0
  await publisher.publish()
  expect(posted).toEqual([])
  views = { ...views, session: { status: 'locked', waitUntil: null } }
  await Promise.all([publisher.publish(), publisher.publish(), publisher.publish()])
  expect(posted.map((each) => each.slice)).toEqual(['session'])
  detach()
  views = { ...views, session: { status: 'empty' } }
  await publisher.publish()
  expect(posted).toHaveLength(1)
})

test('there is one approval window; closing it by hand is an answer', async () => {
  let id: number | null = null
  const open = new Set<number>()
  const create = vi.fn(async () => {
    open.add(open.size + 1)
    return { id: open.size }
  })
  const windows = {
    create,
    get: async (each: number) => (open.has(each) ? { id: each } : Promise.reject(new Error('gone'))),
    update: vi.fn(async () => ({})),
    remove: async (each: number) => void open.delete(each),
  }
  const closed = vi.fn(async () => undefined)
  const memory = {
    read: async () => id,
    write: async (next: number | null) => {
      id = next
    },
  }
  const browser = { windows, runtime: { getURL: (path: string) => `x://${path}` } } as never
  const make = () => createApprovalWindow(browser, memory, closed)
  const approval = make()
  await Promise.all([approval.show(), approval.show(), approval.show()])
  expect(create).toHaveBeenCalledTimes(1)
  await make().show() // a new background finds the old window
  expect(create).toHaveBeenCalledTimes(1)
  await approval.removed(99)
  expect(closed).not.toHaveBeenCalled()
  open.clear()
  await approval.removed(1)
  expect(closed).toHaveBeenCalledTimes(1)
  await approval.show()
  expect(create).toHaveBeenCalledTimes(2)
  await approval.close()
  await approval.removed(id ?? 1) // our own closing is no answer
  expect(closed).toHaveBeenCalledTimes(1)
})
