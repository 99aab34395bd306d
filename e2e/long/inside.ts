import type { AccountView, KeyInput, PopupContract, SliceName, Views } from '../../src/messaging'
import type { Driver, Screen } from '../fixtures/driver'

/** What no person sees: the wallet asked from one of its own pages, for what has to be fast or is nowhere on the screen. */

const connect = `(globalThis.browser ?? chrome).runtime.connect({ name: 'popup' })`

/** Puts one question to the background, over a port of its own. @throws Error with the code of the refusal, `interrupted` when the background died */
export function askWallet<T>(page: Screen, name: keyof PopupContract, input?: unknown): Promise<T> {
  return page.evaluate<T>(`new Promise((resolve, reject) => {
    const port = ${connect}
    port.onMessage.addListener(({ id, reply }) => {
      if (id !== 1) return
      port.disconnect()
      if (reply.ok) resolve(reply.value ?? null)
      else reject(new Error(reply.error.code))
    })
    port.onDisconnect.addListener(() => reject(new Error('interrupted')))
    port.postMessage(${JSON.stringify({ id: 1, name, input })})
  })`)
}

/** Every view that a page of ours gets when it opens. */
export function readViews(page: Screen): Promise<Views> {
  const names = [
    'session',
    'accounts',
    'balances',
    'network',
    'requests',
    'sites',
    'activity',
    'settings',
    'notices',
    'contacts',
  ] satisfies SliceName[]
  return page.evaluate<Views>(`new Promise((resolve, reject) => {
    const port = ${connect}
    const views = {}
    port.onMessage.addListener(({ slice, value }) => {
      if (slice) views[slice] = value
      if (!${JSON.stringify(names)}.every((each) => each in views)) return
      port.disconnect()
      resolve(views)
    })
    port.onDisconnect.addListener(() => reject(new Error('interrupted')))
  })`)
}

/** Keeps an account of a phrase in the open vault. @returns its id. @throws Error with the code of the refusal */
export async function addPhrase(
  page: Screen,
  commandId: string,
  { name = '', ...secret }: { phrase: string; passphrase: string; path: string; name?: string },
): Promise<string> {
  const key: KeyInput = {
    secret: { kind: 'phrase', type: 'sr25519', ...secret },
    ...{ id: null, publicKey: null, type: null, role: 'coldkey', watch: null, name, note: '', hidden: false, saved: true },
  }
  type Kept = { ok: true; account: AccountView } | { ok: false; code: string }
  const [kept] = await askWallet<Kept[]>(page, 'addAccounts', { commandId, keys: [key] })
  if (!kept?.ok) throw new Error(kept?.code ?? 'no answer')
  return kept.account.id
}

/** Every account, asked for in pages as the list does. */
export async function listAccounts(page: Screen): Promise<AccountView[]> {
  const all: AccountView[] = []
  for (;;) {
    const input = { from: all.length, count: 200, query: '', only: 'all' }
    const { total, items } = await askWallet<{ total: number; items: AccountView[] }>(page, 'accountsPage', input)
    all.push(...items)
    if (all.length >= total || !items.length) return all
  }
}

export type Outside = { windows: number; badge: string; items: number; ended: number; queueBytes: number }

/** What the browser shows of the wallet, and how much waits in its queue. */
export function lookOutside(page: Screen): Promise<Outside> {
  return page.evaluate<Outside>(`(async () => {
    const api = globalThis.browser ?? chrome
    const windows = (await api.windows.getAll()).filter(({ type }) => type === 'popup').length
    const badge = await api.action.getBadgeText({})
    const text = (await api.storage.session.get('requests')).requests ?? ''
    const { items, ended } = text ? JSON.parse(JSON.parse(text).payload) : { items: [], ended: [] }
    return { windows, badge, items: items.length, ended: ended.length, queueBytes: text.length }
  })()`)
}

/** What the extension wrote to the console, without the nodes that cannot be reached: there is no network here, and browsers say so. */
export async function ownProblems(driver: Driver): Promise<string[]> {
  return (await driver.problems()).filter(
    (each) => !/can.t establish a connection|WebSocket connection to|connection to wss?:\S+ was interrupted/.test(each),
  )
}
