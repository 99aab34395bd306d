// Content owns the wire between a page and the background: it carries strings, judges nothing, and brings a question again when the background died.
import { MAX_ENVELOPE, PAGE_CHANNEL, PAGE_PORT } from '../messaging/page-channel'

type Port = {
  postMessage(message: unknown): void
  onMessage: { addListener(listener: (message: { id: string; keep?: boolean; hello?: boolean }) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
  disconnect(): void
}
declare const chrome: {
  runtime: { id?: string; connect(info: { name: string }): Port; onMessage: { addListener(listener: (message: unknown) => void): void } }
}

/** Questions without a final answer, by the page's id; `kept` are the subscriptions among them. */
const open = new Map<string, string>()
const kept = new Set<string>()
let port: Port | undefined
let fails = 0
/** How often this page sent something absurdly large; the second time ends its connection for good (security.md 2.3). */
let absurd = 0
const ABSURD = 1_048_576

const tell = (message: object) => window.postMessage({ ...message, channel: PAGE_CHANNEL, to: 'page' }, location.origin)
const refuse = (id: string, code: string) => tell({ id, reply: { ok: false, error: { code } } })

function connect(): void {
  if (port || !open.size || absurd > 1) return
  try {
    const made = chrome.runtime.connect({ name: PAGE_PORT })
    port = made
    made.onMessage.addListener((message) => {
      fails = 0
      if (message.hello) return
      if (message.keep) kept.add(message.id)
      else if (!('event' in message)) open.delete(message.id)
      tell(message)
    })
    made.onDisconnect.addListener(() => {
      if (port === made) port = undefined
      // A question in flight wakes the background again; a mere subscription waits for a poke or for the person.
      if (fails++ > 4) giveUp()
      else if (open.size > kept.size) setTimeout(connect, 100 * fails)
    })
    // What somebody waits for goes first. Until they are answered on this port, subscriptions are questions in flight like all others.
    const again = [...open].sort(([a], [b]) => Number(kept.has(a)) - Number(kept.has(b)))
    kept.clear()
    for (const [id, json] of again) made.postMessage({ id, json })
  } catch {
    port = undefined
    giveUp()
  }
}

/** A port can be dead without an event having said so: then all that is open goes over a new one. */
function send(message: object): void {
  try {
    port?.postMessage(message)
  } catch {
    port = undefined
    connect()
  }
}

/** The extension was updated or removed under this page: say so once, to all that wait. */
function giveUp(): void {
  for (const id of open.keys()) refuse(id, 'interrupted')
  open.clear()
  kept.clear()
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window || data?.channel !== PAGE_CHANNEL || data.to !== 'relay') return
  const { id, json } = data
  if (typeof id !== 'string' || id.length > 64 || typeof json !== 'string' || open.has(id)) return
  if (absurd > 1) return refuse(id, 'interrupted')
  if (json.length > MAX_ENVELOPE) {
    refuse(id, 'too-large')
    if (json.length > ABSURD && ++absurd > 1) {
      port?.disconnect()
      port = undefined
      giveUp()
    }
    return
  }
  if (!chrome.runtime?.id) return refuse(id, 'interrupted')
  open.set(id, json)
  if (port) send({ id, json })
  // A page that is only being prepared must not open windows: it asks when the person really goes there.
  else if ((document as { prerendering?: boolean }).prerendering) document.addEventListener('prerenderingchange', connect, { once: true })
  else connect()
})

// Back from the back-forward cache the old port is dead, and no event said so.
window.addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return
  port = undefined
  connect()
})
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && connect())
chrome.runtime.onMessage.addListener((message) => {
  if (message === 'poke') connect()
})
