// Inpage owns `injectedWeb3.kluis` in the page's own world: it promises the Polkadot signer's shape, and it holds no state worth stealing.
import { PAGE_CHANNEL } from '../messaging/page-channel'

type Waiting = { resolve: (value: never) => void; reject: (error: Error) => void }
type Account = { address: string; genesisHash: string | null; name: string; type: string }
type Reply = { ok: true; value?: unknown } | { ok: false; error: { code: string; facts?: Record<string, string> } }

// Numbers after EIP-1193; dApps and btcli's bridge look for "reject", "cancel" and "pending authorization request" (chain.md 9, product.md 1.1).
const failures: Record<string, [number, string]> = {
  rejected: [4001, 'Rejected by user'],
  unauthorized: [4100, 'Not authorized: this site or this account has no permission in Kluis'],
  'site-blocked': [4100, 'Not authorized: Kluis does not answer this site'],
  'pending-request': [4100, 'This site has a pending authorization request in Kluis'],
  locked: [4001, 'Cancelled: the wallet was locked'],
  gone: [4001, 'Cancelled: the request ended'],
  expired: [4001, 'Cancelled: the request expired'],
  interrupted: [4900, 'The wallet was updated or restarted: reload the page'],
  'not-supported': [4200, 'Not supported by Kluis'],
  'unknown-request': [4200, 'Not supported by Kluis'],
  'invalid-input': [-32602, 'Invalid request: a field is missing, unknown or of the wrong type'],
  'too-large': [-32602, 'Invalid request: too large'],
  'too-many-requests': [-32005, 'Too many requests are waiting'],
  'rate-limited': [-32005, 'Too many requests in a short time'],
}

const { hasOwn } = Object
const waiting = new Map<string, Waiting>()
const watchers = new Map<string, (accounts: unknown) => void>()
// Ids are the document's own; crypto.randomUUID is missing on http://127.0.0.1 in no supported browser, but pages replace globals.
const start = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`
let count = 0

function failure(code: string, facts: Record<string, string> = {}): Error {
  const [number, text] = (hasOwn(failures, code) && failures[code]) || [-32603, `Kluis refused: ${code}`]
  const more = Object.values(facts).join(', ')
  return Object.assign(new Error(more ? `${text} (${more})` : text), { code: number, reason: code })
}

function ask<T>(name: string, input?: unknown, watcher?: (value: unknown) => void): Promise<T> {
  // A sandboxed page has no origin: nothing can be granted to it, and no message with an address would reach it.
  if (window.origin === 'null') return Promise.reject(failure('unauthorized'))
  const id = `${start}.${++count}`
  return new Promise((resolve, reject) => {
    const json = JSON.stringify({ name, input })
    waiting.set(id, { resolve: resolve as Waiting['resolve'], reject })
    if (watcher) watchers.set(id, watcher)
    window.postMessage({ channel: PAGE_CHANNEL, to: 'relay', id, json }, location.origin)
  })
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data?.channel !== PAGE_CHANNEL || data.to !== 'page') return
  // Own fields only: pages add to prototypes.
  if (hasOwn(data, 'event')) return watchers.get(data.id)?.(data.event)
  if (hasOwn(data, 'renewed')) return renew()
  const asked = waiting.get(data.id)
  const reply = data.reply as Reply
  if (!reply) return
  // A subscription is brought again when the background died: what it is answered then is news, and a refusal does not end it.
  if (!asked) {
    const watcher = watchers.get(data.id)
    if (watcher) reply.ok ? watcher(reply.value) : later(reply.error.code)
    return
  }
  waiting.delete(data.id)
  if (reply.ok) asked.resolve(reply.value as never)
  else asked.reject(failure(reply.error.code, reply.error.facts))
})

/** One subscription at the background for the whole document: callbacks come and go without a message. */
const listeners = new Set<(accounts: unknown) => void>()
const AGAIN = 5_000
let subscribed = false
let newest: unknown

function hear(accounts: unknown): void {
  newest = accounts
  for (const told of [...listeners]) told(accounts)
}

/** Calls back at once and at every change; the same list twice is told once, so that a reconnection goes unnoticed. */
function subscribe(callback: (accounts: Account[]) => void): () => void {
  let last = ''
  const told = (accounts: unknown) => {
    const text = JSON.stringify(accounts)
    if (text === last) return
    last = text
    try {
      callback(accounts as Account[])
    } catch (error) {
      // The page's own mistake is reported as the page's own, and keeps nobody else from hearing.
      reportError(error)
    }
  }
  listeners.add(told)
  if (newest !== undefined) Promise.resolve().then(() => listeners.has(told) && told(newest))
  begin()
  return () => listeners.delete(told)
}

function begin(): void {
  if (subscribed) return
  subscribed = true
  ask('subscribe', undefined, hear).then(hear, ({ reason }) => {
    // Who was told accounts keeps them: why the wallet refused says nothing about what was granted.
    if (newest === undefined) hear([])
    later(reason)
  })
}

/** What was refused is asked once more while somebody listens; a wallet that went away under the page cannot be asked. */
function later(code: string): void {
  subscribed = false
  if (code !== 'interrupted') setTimeout(() => listeners.size && begin(), AGAIN)
}

/** Firefox brings an updated wallet into pages that are open: what was asked of the one before it is answered by nobody. */
function renew(): void {
  const heard = [...watchers.keys()].some((id) => !waiting.has(id))
  for (const { reject } of waiting.values()) reject(failure('interrupted'))
  waiting.clear()
  watchers.clear()
  if (!heard) return
  subscribed = false
  if (listeners.size) begin()
}

let signatures = 0
const wallet = {
  version: '0.1.0',
  /** Asks the person once to connect this site. @throws an error with code 4001 when refused. */
  enable: async (name: string) => {
    await ask('connect', { name: String(name) })
    return {
      accounts: { get: () => ask<Account[]>('accounts'), subscribe },
      metadata: { get: async () => [], provide: async () => false },
      signer: {
        signPayload: async (payload: unknown) => ({ id: ++signatures, ...(await ask<object>('signPayload', payload)) }),
        signRaw: async (raw: unknown) => ({ id: ++signatures, ...(await ask<object>('signRaw', raw)) }),
      },
    }
  },
}

try {
  const host = window as { injectedWeb3?: object }
  host.injectedWeb3 ??= {}
  const isSecond = hasOwn(host.injectedWeb3, 'kluis')
  Object.defineProperty(host.injectedWeb3, 'kluis', { value: Object.freeze(wallet), enumerable: true, configurable: true })
  // Ours gives way, and only that one has questions that wait; what a page fixed there hears nothing.
  if (isSecond) window.postMessage({ channel: PAGE_CHANNEL, to: 'page', renewed: true }, location.origin)
} catch {
  // Somebody froze or replaced the list: the page goes on without us rather than break.
}
