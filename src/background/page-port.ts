import { answer, failureOf, type Handlers, MAX_ENVELOPE, type PageAccount, type PageContract, pageContract, type Reply } from '../messaging'
import type { Runtime } from '../platform/browser'
import { readOrigin } from '../sites'
import { KluisError } from '../units'

/** Who asks, from the browser only; `messageId` is the document's own number for the question. */
export type PageContext = { origin: string; tabId: number; documentId: string; messageId: string }

/** security.md 2.3: messages per second and document, and how many may come at once. */
const RATE = 20
const BURST = 60

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

type Document = { origin: string; port: Runtime.Port; subscriptions: Set<string> }

/**
 * Serves the ports of web pages.
 * `handlers` answer questions; `left` is told when a document is gone (its consent dies with it).
 */
export function createPageSide(
  handlers: Handlers<PageContract, PageContext>,
  extensionId: string,
  ready: () => Promise<unknown>,
  left: (documentId: string) => void,
) {
  const documents = new Map<string, Document>()
  const arrivals = new Map<string, (() => void)[]>()

  function post(documentId: string, message: { id: string; reply: Reply; keep?: true } | { id: string; event: PageAccount[] }): void {
    try {
      documents.get(documentId)?.port.postMessage(message)
    } catch {
      // The port closed in this moment: its document brings the question again, or is gone.
    }
  }

  async function take(message: unknown, who: Omit<PageContext, 'messageId'>, allowed: () => boolean): Promise<void> {
    const { id, json } = (message ?? {}) as { id?: unknown; json?: unknown }
    if (typeof id !== 'string' || id.length > 64) return
    const refuse = (code: 'too-large' | 'invalid-input' | 'rate-limited') =>
      post(who.documentId, { id, reply: { ok: false, error: { code, facts: {} } } })
    if (typeof json !== 'string') return refuse('invalid-input')
    if (json.length > MAX_ENVELOPE) return refuse('too-large')
    if (!allowed()) return refuse('rate-limited')
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
      documents.set(documentId, { origin, port, subscriptions: new Set() })
      for (const arrived of arrivals.get(documentId) ?? []) arrived()
      arrivals.delete(documentId)
      let tokens = BURST
      let since = Date.now()
      const allowed = () => {
        const now = Date.now()
        tokens = Math.min(BURST, tokens + ((now - since) / 1_000) * RATE)
        since = now
        if (tokens < 1) return false
        tokens -= 1
        return true
      }
      port.onMessage.addListener((message: unknown) => void take(message, who, allowed))
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
