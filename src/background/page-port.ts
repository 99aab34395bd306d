import { answer, failureOf, type Handlers, MAX_ENVELOPE, type PageAccount, type PageContract, pageContract, type Reply } from '../messaging'
import type { Runtime } from '../platform/browser'
import { readOrigin } from '../sites'
import { KluisError } from '../units'
import { createAllowance } from './allowance'

/** Who asks, from the browser only; `messageId` is the document's own number for the question. */
export type PageContext = { origin: string; tabId: number; documentId: string; messageId: string }

/** Messages a second, and how many may come at once (security.md 2.3); a site may have a few documents that ask at the same time. */
const OF_DOCUMENT = { rate: 20, burst: 60 }
const OF_SITE = { rate: 100, burst: 300 }
/** How every document brings its one subscription, also all at once after the background died. */
const SUBSCRIPTION = JSON.stringify({ name: 'subscribe' })

/**
 * Reads a page's authority from `port.sender`. Top frame of an active document of an allowed origin, or nothing.
 * @throws KluisError unauthorized
 */
export function readSender(sender: Runtime.MessageSender | undefined, extensionId: string): Omit<PageContext, 'messageId'> {
  // Chromium tells origin, documentId and documentLifecycle, Firefox the first two; the polyfill's types know none of them.
  const told = sender as (Runtime.MessageSender & { origin?: string; documentId?: string; documentLifecycle?: string }) | undefined
  const tabId = told?.tab?.id
  if (!told || told.id !== extensionId || told.frameId !== 0 || tabId === undefined) throw new KluisError('unauthorized')
  if (told.documentLifecycle !== undefined && told.documentLifecycle !== 'active') throw new KluisError('unauthorized')
  if (!told.documentId) throw new KluisError('unauthorized')
  return { origin: readOrigin(told.origin), tabId, documentId: told.documentId }
}

/** `brought` says whether this port brought a subscription already. */
type Document = { origin: string; port: Runtime.Port; brought: boolean; subscriptions: Set<string> }

/**
 * Serves the ports of web pages.
 * `handlers` answer questions; `left` is told when a document is gone (its consent dies with it); `now` counts milliseconds.
 */
export function createPageSide(
  handlers: Handlers<PageContract, PageContext>,
  extensionId: string,
  ready: () => Promise<unknown>,
  left: (documentId: string) => void,
  now: () => number,
) {
  const documents = new Map<string, Document>()
  const arrivals = new Map<string, (() => void)[]>()
  const [documentMay, siteMay] = [createAllowance(now, OF_DOCUMENT), createAllowance(now, OF_SITE)]

  /** A document's first subscription costs nothing: refused for being one of many, its page would never hear of a change again. */
  function mayAsk({ origin, documentId }: { origin: string; documentId: string }, json: string): boolean {
    const document = documents.get(documentId)
    if (json === SUBSCRIPTION && document && !document.brought) {
      document.brought = true
      return true
    }
    return documentMay(documentId) && siteMay(origin)
  }

  function post(documentId: string, message: { id: string; reply: Reply; keep?: true } | { id: string; event: PageAccount[] }): void {
    try {
      documents.get(documentId)?.port.postMessage(message)
    } catch {
      // The port closed in this moment: its document brings the question again, or is gone.
    }
  }

  async function take(message: unknown, who: Omit<PageContext, 'messageId'>): Promise<void> {
    const { id, json } = (message ?? {}) as { id?: unknown; json?: unknown }
    if (typeof id !== 'string' || id.length > 64) return
    const refuse = (code: 'too-large' | 'invalid-input' | 'rate-limited') =>
      post(who.documentId, { id, reply: { ok: false, error: { code, facts: {} } } })
    if (typeof json !== 'string') return refuse('invalid-input')
    if (json.length > MAX_ENVELOPE) return refuse('too-large')
    if (!mayAsk(who, json)) return refuse('rate-limited')
    let asked: { name?: unknown; input?: unknown } | null
    try {
      asked = JSON.parse(json)
    } catch {
      return refuse('invalid-input')
    }
    const reply = await ready().then(
      () => answer(pageContract, handlers, asked?.name, asked?.input, { ...who, messageId: id }),
      (error): Reply => ({ ok: false, error: failureOf(error) }),
    )
    const subscribed = asked?.name === 'subscribe' && reply.ok
    if (subscribed) documents.get(who.documentId)?.subscriptions.add(id)
    post(who.documentId, subscribed ? { id, reply, keep: true } : { id, reply })
  }

  return {
    /** To be called for every new port of a page; closes at once what has no authority. */
    serve(port: Runtime.Port): void {
      let who: Omit<PageContext, 'messageId'>
      try {
        who = readSender(port.sender, extensionId)
      } catch {
        port.disconnect()
        return
      }
      const { documentId, origin } = who
      documents.set(documentId, { origin, port, brought: false, subscriptions: new Set() })
      for (const arrived of arrivals.get(documentId) ?? []) arrived()
      arrivals.delete(documentId)
      port.onMessage.addListener((message: unknown) => void take(message, who))
      port.onDisconnect.addListener(() => {
        if (documents.get(documentId)?.port !== port) return
        documents.delete(documentId)
        left(documentId)
      })
      port.postMessage({ id: '', hello: true })
    },
    /** Tells every subscribed document what it may see now. */
    async tellAccounts(accountsOf: (origin: string) => Promise<PageAccount[]>): Promise<void> {
      for (const [documentId, { origin, subscriptions }] of documents) {
        if (!subscriptions.size) continue
        const event = await accountsOf(origin)
        for (const id of subscriptions) post(documentId, { id, event })
      }
    },
    /** Resolves once the document has a port, false after `ms`: after a restart of the background pages need a moment. */
    present(documentId: string, ms: number): Promise<boolean> {
      if (documents.has(documentId)) return Promise.resolve(true)
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ms)
        const arrived = () => {
          clearTimeout(timer)
          resolve(true)
        }
        arrivals.set(documentId, [...(arrivals.get(documentId) ?? []), arrived])
      })
    },
    has: (documentId: string) => documents.has(documentId),
  }
}
export type PageSide = ReturnType<typeof createPageSide>
