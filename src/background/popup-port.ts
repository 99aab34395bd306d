import { answer, type Handlers, type PopupContract, popupContract } from '../messaging'
import type { Runtime } from '../platform/browser'
import type { Publisher } from './publisher'

/** Pages of ours that may open the privileged channel, by path inside the extension. */
const ourPages = ['/src/popup/index.html']

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

/** A command that must not run twice, and its answer, kept while the background lives (a restart loses only what was never answered). */
const commands = new Map<string, Promise<unknown>>()
const REMEMBERED = 100

/** Serves one page of ours: views out, commands in. `ready` is waited for; `opened` and `closed` count the pages. */
export function servePopup(
  port: Runtime.Port,
  handlers: Handlers<PopupContract, null>,
  publisher: Publisher,
  ready: Promise<unknown>,
  events: { opened(): void; closed(): void },
): void {
  let detach: (() => void) | undefined
  let gone = false
  events.opened()
  const post = (message: object) => {
    try {
      port.postMessage(message)
    } catch {
      // Closed in this moment; nobody is left to be told.
    }
  }
  port.onMessage.addListener(async (message: unknown) => {
    const { id, name, input } = (message ?? {}) as { id?: unknown; name?: unknown; input?: unknown }
    if (typeof id !== 'number') return // a ping: receiving it was its purpose
    await ready
    const commandId = (input as { commandId?: unknown } | null | undefined)?.commandId
    const run = () => answer(popupContract, handlers, name, input, null)
    if (typeof commandId !== 'string') return post({ id, reply: await run() })
    const key = `${String(name)} ${commandId}`
    const running = commands.get(key) ?? run()
    commands.set(key, running)
    for (const old of commands.keys()) if (commands.size > REMEMBERED) commands.delete(old)
    post({ id, reply: await running })
  })
  port.onDisconnect.addListener(() => {
    gone = true
    detach?.()
    events.closed()
  })
  ready.then(
    async () => {
      if (gone) return
      detach = await publisher.attach({ postMessage: (view) => port.postMessage(view) })
      if (gone) detach()
    },
    () => undefined,
  )
}
