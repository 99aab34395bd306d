import { answer, failureOf, type Handlers, type PopupContract, popupContract, type Reply } from '../messaging'
import type { Runtime } from '../platform/browser'
import type { Publisher } from './publisher'

/** Pages of ours that may open the privileged channel, by path inside the extension. */
const ourPages = ['/src/popup/index.html', '/src/import/index.html']

/**
 * Whether a port comes from a known page of this extension. Its name is a label and proves nothing; our own tab does carry `sender.tab`.
 * @param base the extension's own address, e.g. chrome-extension://abc/
 */
export function isOurs(sender: Runtime.MessageSender | undefined, extensionId: string, base: string): boolean {
  const told = sender as (Runtime.MessageSender & { origin?: string }) | undefined
  if (!told || told.id !== extensionId || !told.url) return false
  let url: URL
  try {
    url = new URL(told.url)
  } catch {
    return false
  }
  const home = new URL(base)
  // Firefox gives no origin for extension pages in some versions; where it is given, it must agree. `URL.origin` is "null" for these schemes.
  if (told.origin !== undefined && told.origin !== `${home.protocol}//${home.host}`) return false
  return url.protocol === home.protocol && url.host === home.host && ourPages.includes(url.pathname)
}

/** Answers to commands that must not run twice: kept where they outlive the background. None of them holds a secret. */
export type CommandMemory = {
  read(): Promise<[string, unknown][]>
  write(change: (old: [string, unknown][]) => [string, unknown][]): Promise<unknown>
}
const REMEMBERED = 50
/** Characters of all that is remembered: consent and the open session share ten million bytes with it (Chromium's storage.session). */
const MOST_CHARACTERS = 1_000_000

/** The newest that have room; the last one always stays, for it is the one that is brought again. */
function newestOf(all: readonly [string, unknown][]): [string, unknown][] {
  const kept: [string, unknown][] = []
  let room = MOST_CHARACTERS
  for (const each of all.slice(-REMEMBERED).reverse()) {
    room -= JSON.stringify(each).length
    if (room < 0 && kept.length) break
    kept.unshift(each)
  }
  return kept
}

/**
 * Runs a command once, however often it is brought: while it runs, afterwards, and after a death of the background.
 * Only what was done must not be done again; a failure may be tried again.
 */
export function createOnce(memory: CommandMemory) {
  const running = new Map<string, Promise<Reply>>()
  async function first(key: string, run: () => Promise<Reply>): Promise<Reply> {
    const kept = (await memory.read()).find(([each]) => each === key)
    if (kept) return kept[1] as Reply
    const reply = await run()
    // It was done, whether or not that can be remembered.
    if (reply.ok) await memory.write((old) => newestOf([...old, [key, reply]])).catch(() => undefined)
    return reply
  }
  return (key: string, run: () => Promise<Reply>): Promise<Reply> => {
    const now = running.get(key) ?? first(key, run).finally(() => running.delete(key))
    running.set(key, now)
    return now
  }
}
export type Once = ReturnType<typeof createOnce>

/**
 * Serves one page of ours: views out, commands in. `ready` is waited for; `opened` and `closed` count the pages, and `heard` is called with
 * everything that one says. What could not start when it came, because a disk was busy for example, starts then: it pings while it is seen.
 */
export function servePopup(
  port: Runtime.Port,
  handlers: Handlers<PopupContract, null>,
  publisher: Publisher,
  once: Once,
  ready: () => Promise<unknown>,
  events: { opened(): void; heard(): void; closed(): void },
): void {
  let detach: (() => void) | undefined
  let joined = false
  let gone = false
  events.opened()
  function join(): void {
    if (joined) return
    joined = true
    ready()
      .then(async () => {
        if (gone) return
        detach = await publisher.attach({ postMessage: (view) => port.postMessage(view) })
        if (gone) detach()
      })
      // A page that hears nothing says so, and offers what can be done.
      .catch(() => {
        joined = false
      })
  }
  const post = (message: object) => {
    try {
      port.postMessage(message)
    } catch {
      // Closed in this moment; nobody is left to be told.
    }
  }
  port.onMessage.addListener(async (message: unknown) => {
    join()
    events.heard()
    const { id, name, input } = (message ?? {}) as { id?: unknown; name?: unknown; input?: unknown }
    if (typeof id !== 'number') return // a ping: to be heard was its purpose
    const commandId = (input as { commandId?: unknown } | null | undefined)?.commandId
    const run = () => answer(popupContract, handlers, name, input, null)
    const reply = await ready()
      .then(
        () => (typeof commandId === 'string' ? once(`${String(name)} ${commandId}`, run) : run()),
        // Whatever could not start: a lock needs none of it.
        (error): Reply | Promise<Reply> => (name === 'lock' ? run() : { ok: false, error: failureOf(error) }),
      )
      // Whether it was done before cannot be read.
      .catch((error): Reply => ({ ok: false, error: failureOf(error) }))
    post({ id, reply })
    await publisher.publish().catch(() => undefined)
  })
  port.onDisconnect.addListener(() => {
    gone = true
    detach?.()
    events.closed()
  })
  join()
}
