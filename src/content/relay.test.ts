import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MAX_ENVELOPE } from '../messaging'

type Told = { id: string; reply?: { ok: boolean; error?: { code: string } }; event?: unknown; channel: string; to: string }

/** A page with its relay in it, and what the browser gives to a content script. */
async function openPage({ prerendering = false } = {}) {
  vi.resetModules()
  const listeners = new Map<string, ((event: object) => void)[]>()
  const passing = new Set<(event: object) => void>()
  const on = (name: string, told: (event: object) => void, once?: { once?: boolean }) => {
    const known = listeners.get(name) ?? []
    if (known.includes(told)) return
    listeners.set(name, [...known, told])
    if (once?.once) passing.add(told)
  }
  const fire = (name: string, event: object = {}) => {
    const known = listeners.get(name) ?? []
    listeners.set(
      name,
      known.filter((told) => !passing.has(told)),
    )
    for (const told of known) told(event)
  }
  const told: Told[] = []
  const window = {
    addEventListener: on,
    postMessage: (message: Told, origin: string) => {
      expect(origin).toBe('https://good.test')
      told.push(message)
    },
  }
  const document = { addEventListener: on, visibilityState: 'visible', prerendering }
  const ports: ReturnType<typeof makePort>[] = []
  const makePort = () => {
    const sent: { id: string; json: string }[] = []
    let hear = (_: object) => {}
    let closed = () => {}
    let dead = false
    return {
      sent,
      port: {
        postMessage: (message: { id: string; json: string }) => {
          if (dead) throw new Error('disconnected')
          sent.push(message)
        },
        onMessage: {
          addListener: (each: typeof hear) => {
            hear = each
          },
        },
        onDisconnect: {
          addListener: (each: typeof closed) => {
            closed = each
          },
        },
        disconnect: () => {
          dead = true
        },
      },
      isDead: () => dead,
      say: (message: object) => hear(message),
      drop: () => closed(),
      /** Gone without an event, as in the back-forward cache. */
      vanish: () => {
        dead = true
      },
    }
  }
  const chrome = {
    invalid: false,
    runtime: {
      id: 'ours' as string | undefined,
      connect: ({ name }: { name: string }) => {
        if (chrome.invalid) throw new Error('Extension context invalidated.')
        expect(name).toBe('page')
        const made = makePort()
        ports.push(made)
        return made.port
      },
      onMessage: { addListener: (each: (message: unknown) => void) => on('runtime', (event) => each((event as { data: unknown }).data)) },
    },
  }
  for (const [name, value] of Object.entries({ window, document, chrome, location: { origin: 'https://good.test' } }))
    vi.stubGlobal(name, value)
  await import('./relay.iife')
  return {
    told,
    ports,
    chrome,
    document,
    fire,
    get port() {
      return ports.at(-1) as (typeof ports)[number]
    },
    ask: (id: unknown, json: unknown = '{"name":"accounts"}', over: object = {}) =>
      fire('message', { source: window, data: { channel: 'kluis', to: 'relay', id, json }, ...over }),
  }
}
const codes = (told: Told[]) => told.map(({ id, reply }) => `${id} ${reply?.error?.code ?? 'ok'}`)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a question goes to the background, and its answer comes back to the page, under the same id', async () => {
  const page = await openPage()
  expect(page.ports).toHaveLength(0) // a page that asks nothing costs nothing
  page.ask('a')
  page.ask('b', '{}')
  expect(page.ports).toHaveLength(1)
  page.port.say({ id: '', hello: true })
  expect(page.port.sent).toEqual([
    { id: 'a', json: '{"name":"accounts"}' },
    { id: 'b', json: '{}' },
  ])
  page.port.say({ id: 'b', reply: { ok: true, value: [] } })
  expect(page.told).toEqual([{ id: 'b', reply: { ok: true, value: [] }, channel: 'kluis', to: 'page' }])
})

test('what is no question of this page is not carried, nor is one under an id that is in use (MSG-12)', async () => {
  const page = await openPage()
  page.ask('a', '{}', { source: {} }) // a frame, or another window
  page.ask('a', '{}', { source: null })
  for (const data of [
    undefined,
    null,
    'kluis',
    7,
    {},
    { channel: 'other', to: 'relay', id: 'a', json: '{}' },
    { channel: 'kluis', to: 'page', id: 'a', json: '{}' },
  ])
    page.ask('a', '{}', { data })
  for (const id of [undefined, 7, Number.NaN, {}, ['a'], 'x'.repeat(65), 'x'.repeat(10_000_000)]) page.ask(id)
  for (const json of [null, {}, 7]) page.ask('a', json)
  expect(page.ports).toHaveLength(0)
  expect(page.told).toEqual([])
  page.ask('big', 'x'.repeat(MAX_ENVELOPE + 1))
  expect(codes(page.told)).toEqual(['big too-large'])
  expect(page.ports).toHaveLength(0)
  page.ask('fits', 'x'.repeat(MAX_ENVELOPE))
  expect(page.port.sent).toHaveLength(1)
  page.ask('fits', '{}') // the same id again, while it is open: one question
  expect(page.port.sent).toHaveLength(1)
})

test('the background dies: what is open is brought again, what was answered is not', async () => {
  const page = await openPage()
  page.ask('a')
  page.ask('b')
  page.port.say({ id: 'a', reply: { ok: true } })
  page.port.drop()
  expect(page.ports).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(100)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['b'])
  expect(page.ports).toHaveLength(2)
})

test('a subscription alone does not wake the background; a poke, or the person, does', async () => {
  const page = await openPage()
  page.ask('s')
  page.port.say({ id: 's', keep: true, reply: { ok: true, value: [] } })
  page.port.say({ id: 's', event: [1] })
  page.port.drop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(page.ports).toHaveLength(1)
  page.fire('runtime', { data: 'something else' })
  expect(page.ports).toHaveLength(1)
  page.fire('runtime', { data: 'poke' })
  expect(page.port.sent.map(({ id }) => id)).toEqual(['s'])
  page.port.drop()
  page.document.visibilityState = 'hidden'
  page.fire('visibilitychange')
  expect(page.ports).toHaveLength(2)
  page.document.visibilityState = 'visible'
  page.fire('visibilitychange')
  expect(page.ports).toHaveLength(3)
  expect(page.told.map((each) => ('event' in each ? 'event' : 'reply'))).toEqual(['reply', 'event'])
})

test('a subscription that was brought again and not answered is brought once more', async () => {
  const page = await openPage()
  page.ask('s')
  page.port.say({ id: 's', keep: true, reply: { ok: true, value: [] } })
  page.port.drop()
  page.fire('runtime', { data: 'poke' })
  page.port.say({ id: '', hello: true })
  page.port.drop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(page.ports).toHaveLength(3)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['s'])
})

test('a poke means nothing to a page that has asked nothing', async () => {
  const page = await openPage()
  page.fire('runtime', { data: 'poke' })
  page.fire('visibilitychange')
  page.fire('pageshow', { persisted: true })
  expect(page.ports).toHaveLength(0)
})

test('back from the back-forward cache the port is made anew, though no event said that it died', async () => {
  const page = await openPage()
  page.ask('a')
  page.port.vanish()
  page.fire('pageshow', { persisted: false })
  expect(page.ports).toHaveLength(1)
  page.fire('pageshow', { persisted: true })
  expect(page.ports).toHaveLength(2)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['a'])
})

test('a question that meets a dead port makes a new one', async () => {
  const page = await openPage()
  page.ask('a')
  page.port.vanish()
  page.ask('b')
  expect(page.ports).toHaveLength(2)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(page.told).toEqual([])
  page.ports[0]?.drop() // the late event of the old one changes nothing
  page.ask('c')
  expect(page.ports).toHaveLength(2)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('after an update the orphan says so at once, to all that wait and to all that ask, and stops', async () => {
  const page = await openPage()
  page.ask('a')
  page.ask('b')
  page.chrome.invalid = true
  page.port.drop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(codes(page.told)).toEqual(['a interrupted', 'b interrupted'])
  page.ask('c')
  expect(codes(page.told).at(-1)).toBe('c interrupted')
  page.chrome.runtime.id = undefined
  page.ask('d')
  expect(codes(page.told).at(-1)).toBe('d interrupted')
  await vi.advanceTimersByTimeAsync(600_000)
  expect(page.told).toHaveLength(4)
  expect(page.ports).toHaveLength(1)
})

test('a background that never answers is given up after a few attempts, within five seconds', async () => {
  const page = await openPage()
  page.ask('a')
  for (let n = 0; n < 20; n++) {
    page.port.drop()
    await vi.advanceTimersByTimeAsync(250)
  }
  await vi.advanceTimersByTimeAsync(5_000)
  expect(codes(page.told)).toEqual(['a interrupted'])
  expect(page.ports.length).toBeLessThanOrEqual(6)
})

test('one that answers now and then is not given up', async () => {
  const page = await openPage()
  page.ask('a')
  for (let n = 0; n < 20; n++) {
    page.port.say({ id: '', hello: true })
    page.port.drop()
    await vi.advanceTimersByTimeAsync(200)
  }
  expect(page.told).toEqual([])
  expect(page.ports).toHaveLength(21)
})

test('a page that is only being prepared asks when the person really goes there (REQ-05)', async () => {
  const page = await openPage({ prerendering: true })
  page.ask('a')
  page.ask('b')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(page.ports).toHaveLength(0)
  page.document.prerendering = false
  page.fire('prerenderingchange')
  expect(page.ports).toHaveLength(1)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('over a new port, what somebody waits for goes before the subscriptions', async () => {
  const page = await openPage()
  page.ask('s')
  page.port.say({ id: 's', keep: true, reply: { ok: true, value: [] } })
  page.ask('question')
  page.port.drop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(page.port.sent.map(({ id }) => id)).toEqual(['question', 's'])
})

test('what is absurdly large is refused, and the second time ends the connection of this document for good', async () => {
  const page = await openPage()
  page.ask('waiting')
  const codes = () =>
    page.told.map((each) => ('reply' in each ? [each.id, (each.reply as { error?: { code: string } }).error?.code] : each))
  page.ask('large', 'x'.repeat(1_000_000))
  page.ask('absurd', 'x'.repeat(1_048_577))
  expect(page.port.isDead()).toBe(false)
  page.ask('again', 'x'.repeat(1_048_577))
  expect(page.port.isDead()).toBe(true)
  page.ask('later')
  expect(codes()).toEqual([
    ['large', 'too-large'],
    ['absurd', 'too-large'],
    ['again', 'too-large'],
    ['waiting', 'interrupted'],
    ['later', 'interrupted'],
  ])
  expect(page.ports).toHaveLength(1)
})
