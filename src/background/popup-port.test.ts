import { expect, test, vi } from 'vitest'
import type { Handlers, PopupContract, Reply, Views } from '../messaging'
import type { Runtime } from '../platform/browser'
import { KluisError } from '../units'
import { fakePort, sender, settle, us } from './fixtures/port'
import { createOnce, isOurs, servePopup } from './popup-port'
import { createPublisher } from './publisher'

test('only our own page opens the privileged channel, whatever a port calls itself (MSG-07)', () => {
  const base = `chrome-extension://${us}/`
  const ours = { id: us, url: `${base}src/popup/index.html#/approve`, origin: `chrome-extension://${us}`, tab: { id: 1 } }
  const given = (over: object) => ({ ...ours, ...over }) as unknown as Runtime.MessageSender
  expect(isOurs(given({}), us, base)).toBe(true)
  expect(isOurs(given({ origin: undefined }), us, base)).toBe(true)
  for (const wrong of [
    { url: 'https://good.test/src/popup/index.html' },
    { url: `${base}icons/icon-16.png` },
    { url: `${base}assets/licence.html` },
    { url: `${base}index.html` },
    { url: `${base}src/popup/../popup/index.html/x` },
    { url: `chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba/src/popup/index.html` },
    { url: undefined },
    { url: 'not a url' },
    { url: `${base}src/popup/index.html.evil` },
    { url: `${base}SRC/popup/index.html` },
    { url: `${base}src/popup/index.html%2f` },
    { url: `moz-extension://${us}/src/popup/index.html` },
    { url: `https://good.test/?${base}src/popup/index.html` },
    { origin: 'null' },
    { origin: `chrome-extension://${us}.evil` },
    { origin: 'https://good.test' },
    { id: 'another extension' },
  ])
    expect(isOurs(given(wrong), us, base), JSON.stringify(wrong)).toBe(false)
  expect(isOurs(undefined, us, base)).toBe(false)
  expect(isOurs(sender({ url: `${base}src/popup/index.html` }), us, base)).toBe(false) // a content script with our page's url
})

/** Memory of commands, which can fail and be looked into. */
function commandMemory() {
  let kept: [string, unknown][] = []
  const fault = { fails: false }
  return {
    fault,
    kept: () => kept,
    read: async () => kept,
    write: async (change: (old: [string, unknown][]) => [string, unknown][]) => {
      if (fault.fails) throw new Error('disk')
      kept = change(kept)
    },
  }
}

test('a command runs once, while it runs and afterwards; a failure is not remembered', async () => {
  const memory = commandMemory()
  const once = createOnce(memory)
  let runs = 0
  const run = async (): Promise<Reply> => {
    await settle()
    return { ok: true, value: ++runs }
  }
  expect(await Promise.all([once('a', run), once('a', run)])).toEqual([
    { ok: true, value: 1 },
    { ok: true, value: 1 },
  ])
  expect(await once('a', run)).toEqual({ ok: true, value: 1 })
  expect(await createOnce(memory)('a', run)).toEqual({ ok: true, value: 1 }) // another life
  expect(await once('b', run)).toEqual({ ok: true, value: 2 })
  const fails = async (): Promise<Reply> => ({ ok: false, error: { code: 'offline', facts: { n: String(++runs) } } })
  await once('c', fails)
  expect(await once('c', run)).toEqual({ ok: true, value: 4 })
  // What was done is told also where it cannot be remembered, and nothing hangs.
  memory.fault.fails = true
  expect(await once('d', run)).toEqual({ ok: true, value: 5 })
  expect(await once('d', run)).toEqual({ ok: true, value: 6 })
  memory.fault.fails = false
  for (let n = 0; n < 60; n++) await once(`e${n}`, async () => ({ ok: true, value: n }))
  expect(memory.kept()).toHaveLength(50)
})

test('answers that are long push out older ones, so that what shares their place has room', async () => {
  const memory = commandMemory()
  const once = createOnce(memory)
  // As two hundred accounts with full names and notes, in a script of three bytes a letter.
  const long = Array.from({ length: 200 }, (_, n) => ({ id: n, note: '鑰'.repeat(600) }))
  let runs = 0
  const run = async (): Promise<Reply> => ({ ok: true, value: { run: ++runs, long } })
  for (let n = 0; n < 60; n++) await once(`bring ${n}`, run)
  expect(new TextEncoder().encode(JSON.stringify(memory.kept())).length).toBeLessThan(4_000_000)
  // The last one is remembered, however long it is: it is the one that is brought again.
  expect(await once('bring 59', run)).toEqual({ ok: true, value: { run: 60, long } })
  const huge: Reply = { ok: true, value: 'x'.repeat(3_000_000) }
  await once('huge', async () => huge)
  expect(memory.kept()).toEqual([['huge', huge]])
})

test('a page of ours asks, is answered by number, and hears views; what is no question is no answer', async () => {
  const publisher = createPublisher(async () => ({ session: { status: 'empty' } }) as unknown as Views)
  const handlers = { lock: async () => undefined, touch: async () => Promise.reject(new Error('a secret')) } as unknown as Handlers<
    PopupContract,
    null
  >
  const events = { opened: vi.fn(), heard: vi.fn(), closed: vi.fn() }
  const popup = fakePort()
  servePopup(popup.port, handlers, publisher, createOnce(commandMemory()), async () => undefined, events)
  await settle()
  expect(popup.posted).toEqual([{ slice: 'session', revision: expect.any(Number), value: { status: 'empty' } }])
  popup.posted.length = 0
  for (const message of ['ping', null, 7, {}, { id: '1', name: 'lock' }, { name: 'lock' }]) popup.say(message)
  popup.say({ id: 1, name: 'lock' })
  popup.say({ id: 2, name: 'touch' })
  popup.say({ id: 3, name: 'toString' })
  popup.say({ id: 4, name: 'lock', input: { commandId: 'of no command' } })
  await settle()
  expect((popup.posted as { id: number }[]).sort((a, b) => a.id - b.id)).toEqual([
    { id: 1, reply: { ok: true, value: undefined } },
    { id: 2, reply: { ok: false, error: { code: 'internal', facts: {} } } },
    { id: 3, reply: { ok: false, error: { code: 'unknown-request', facts: {} } } },
    { id: 4, reply: { ok: false, error: { code: 'invalid-input', facts: {} } } },
  ])
  popup.drop()
  expect(publisher.readers).toBe(0)
  expect([events.opened.mock.calls.length, events.closed.mock.calls.length]).toEqual([1, 1])
  // One that closes before the background is ready is never attached; one whose background cannot start hears nothing.
  const early = fakePort()
  servePopup(early.port, handlers, publisher, createOnce(commandMemory()), settle, events)
  early.drop()
  servePopup(
    fakePort().port,
    handlers,
    createPublisher(() => Promise.reject(new Error('storage'))),
    createOnce(commandMemory()),
    async () => undefined,
    events,
  )
  await settle()
  await settle()
  expect(publisher.readers).toBe(0)
})

test('a lock needs nothing that could not start', async () => {
  const popup = fakePort()
  let locks = 0
  servePopup(
    popup.port,
    { lock: async () => void locks++ } as never,
    createPublisher(async () => ({}) as Views),
    createOnce(commandMemory()),
    () => Promise.reject(new KluisError('storage-failed')),
    { opened: () => undefined, heard: () => undefined, closed: () => undefined },
  )
  popup.say({ id: 1, name: 'lock' })
  await settle()
  expect([locks, popup.posted]).toEqual([1, [{ id: 1, reply: { ok: true, value: undefined } }]])
})

test('where the background could not start, our pages are told so', async () => {
  const broken = () => Promise.reject(new KluisError('storage-failed'))
  const popup = fakePort()
  const events = { opened: () => undefined, heard: () => undefined, closed: () => undefined }
  servePopup(
    popup.port,
    {} as never,
    createPublisher(async () => ({}) as Views),
    createOnce(commandMemory()),
    broken,
    events,
  )
  popup.say({ id: 1, name: 'touch' })
  await settle()
  expect(popup.posted).toEqual([{ id: 1, reply: { ok: false, error: { code: 'storage-failed', facts: {} } } }])
})

test('a page that came while the background could not start hears views once it can: whatever it says, a ping for example, tries again', async () => {
  let starts = false
  const ready = async () => {
    if (!starts) throw new KluisError('storage-failed')
  }
  const popup = fakePort()
  const events = { opened: vi.fn(), heard: vi.fn(), closed: vi.fn() }
  const publisher = createPublisher(async () => ({ session: { status: 'locked' } }) as unknown as Views)
  servePopup(popup.port, {} as never, publisher, createOnce(commandMemory()), ready, events)
  popup.say({ ping: true })
  await settle()
  expect([popup.posted, publisher.readers]).toEqual([[], 0])
  starts = true
  popup.say({ ping: true })
  await settle()
  expect(popup.posted).toEqual([{ slice: 'session', revision: expect.any(Number), value: { status: 'locked' } }])
  for (let n = 0; n < 3; n++) popup.say({ ping: true })
  await settle()
  expect([popup.posted.length, publisher.readers, events.opened.mock.calls.length, events.heard.mock.calls.length]).toEqual([1, 1, 1, 5])
})
