import { expect, test, vi } from 'vitest'
import type { Entry, ReceivedEntry } from '../activity'
import type { Browser } from '../platform/browser'
import { pause } from './fixtures/computer'
import { createNotifier } from './notifier'
import type { Wallet } from './wallet'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// A worker has one; Node 20 has none.
vi.stubGlobal('navigator', { languages: ['en-GB'] })
const final: Extract<Entry['status'], { phase: 'final' }> = { phase: 'final', block: 5, ok: true, error: null, part: false, ran: [true] }
const entry = (status: Entry['status']) =>
  ({
    ...{ kind: 'own', id: 'e1', account: '0x01', status },
    calls: [{ call: 'Balances.transfer_keep_alive', path: [], fact: { kind: 'transfer', amount: '1234500000000' } }],
  }) as unknown as Entry
const got = (n: number, over: Partial<ReceivedEntry> = {}) =>
  ({ kind: 'received', id: `r${n}`, account: '0x01', amount: '2500000000', dust: false, ...over }) as ReceivedEntry

/** A browser that may show notifications or not, and a wallet with these settings. */
function world({
  allowed = true,
  hideAmounts = false,
  language = 'en',
  windowless = false,
}: {
  allowed?: boolean
  windowless?: boolean
  hideAmounts?: boolean
  language?: 'en' | 'nl'
} = {}) {
  const shown: string[][] = []
  const clicks: ((id: string) => void)[] = []
  const opened: string[] = []
  const raised: number[] = []
  const cleared: string[] = []
  const added: (() => void)[] = []
  const browser = {
    permissions: { contains: async () => allowed, onAdded: { addListener: (told: () => void) => added.push(told) } },
    notifications: {
      create: async (id: string, { title, message }: { title: string; message: string }) => shown.push([id, title, message]),
      clear: async (id: string) => cleared.push(id),
      getAll: async () => Object.fromEntries(shown.map(([id]) => [id, {}])),
      onClicked: { addListener: (told: (id: string) => void) => clicks.push(told) },
    },
    tabs: {
      create: async ({ url }: { url: string }) => {
        if (windowless) throw new Error('No current window')
        opened.push(url)
        return { id: 1, windowId: 7 }
      },
    },
    windows: {
      create: async ({ url }: { url: string }) => opened.push(`a window of ${url}`),
      update: async (id: number, { focused }: { focused: boolean }) => focused && raised.push(id),
    },
    runtime: { getURL: (path: string) => `x://${path}` },
  }
  const wallet = {
    settings: { read: async () => ({ language, hideAmounts }) },
    accounts: { read: async () => ({ list: [{ id: '0x01', name: 'Daily' }], chosen: null, revision: 1 }) },
  }
  const make = () => createNotifier(browser as unknown as Browser, wallet as unknown as Wallet)
  return { shown, clicks, opened, raised, cleared, added, browser, make }
}

test('what ended and what came is told with its amount and account, in the person’s language', async () => {
  const { make, shown } = world()
  const notifier = make()
  notifier.ended(entry(final))
  notifier.received([got(1)])
  await vi.waitFor(() => expect(shown).toHaveLength(2))
  expect(shown.toSorted()).toEqual([
    ['e1', 'Final: 1,234.5000\u00a0τ sent', 'Daily'],
    ['r1', 'Received 2.5000\u00a0τ', 'Daily'],
  ])
  const dutch = world({ language: 'nl' })
  dutch.make().received([got(1)])
  await vi.waitFor(() => expect(dutch.shown).toEqual([['r1', '2,5000\u00a0τ ontvangen', 'Daily']]))
})

test('hidden amounts are hidden here, too', async () => {
  const { make, shown } = world({ hideAmounts: true })
  const notifier = make()
  notifier.ended(entry(final))
  notifier.received([got(1)])
  await vi.waitFor(() => expect(shown).toHaveLength(2))
  expect(JSON.stringify(shown)).not.toMatch(/\d[.,]\d/)
})

test('without the permission nothing is shown, and nothing before an end', async () => {
  const forbidden = world({ allowed: false })
  const notifier = forbidden.make()
  notifier.ended(entry(final))
  notifier.received([got(1)])
  const { make, shown } = world()
  make().ended(entry({ phase: 'included', block: 5, ok: true, error: null, part: false, ran: [true] }))
  make().ended(entry({ phase: 'sent' }))
  await pause(20)
  expect([forbidden.shown, shown]).toEqual([[], []])
})

test.each([
  [{ ...final, ok: false }, /failed/],
  [{ ...final, ok: false, part: true }, /in part/],
  [{ phase: 'lost' }, /never happened/],
] as const)('an end that is none of the good ones says so: %o', async (status, said) => {
  const { make, shown } = world()
  make().ended(entry(status))
  await vi.waitFor(() => expect(shown[0]?.[1]).toMatch(said))
})

test('dust is not worth a notification, and many at once are one', async () => {
  const { make, shown } = world()
  const notifier = make()
  notifier.received([got(1, { dust: true })])
  notifier.received(Array.from({ length: 9 }, (_, n) => got(n)))
  await vi.waitFor(() => expect(shown).toEqual([['many-r0', 'Received 9 times', 'Daily']]))
})

test('a click opens the activity at what was told; the listener is there once, also when the permission comes later', async () => {
  const { make, clicks, opened, added, browser } = world()
  const { notifications } = browser
  Object.assign(browser, { notifications: undefined })
  make()
  expect(clicks).toHaveLength(0)
  Object.assign(browser, { notifications })
  for (const told of [...added, ...added]) told()
  expect(clicks).toHaveLength(1)
  clicks[0]?.('r1')
  clicks[0]?.('many-r1')
  await vi.waitFor(() => expect(opened).toEqual(['x://src/popup/index.html#/activity/r1', 'x://src/popup/index.html#/activity']))
})

test('a click brings the browser before other programs, and opens a window where the browser has none', async () => {
  const { make, clicks, opened, raised } = world()
  make()
  clicks[0]?.('r1')
  await vi.waitFor(() => expect(raised).toEqual([7]))
  expect(opened).toHaveLength(1)
  const none = world({ windowless: true })
  none.make()
  none.clicks[0]?.('r1')
  await vi.waitFor(() => expect(none.opened).toEqual(['a window of x://src/popup/index.html#/activity/r1']))
})

test('when everything is deleted, what still stands on the screen goes as well', async () => {
  const { make, cleared } = world()
  const notifier = make()
  notifier.ended(entry(final))
  notifier.received([got(1)])
  await pause()
  notifier.cleared()
  await pause()
  expect(cleared).toEqual(['e1', 'r1'])
})
