import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { asker, POPUP_PORT, popupContract, type Reply, type SliceName, slices, type Views, viewMessage } from '../messaging'
import { browser } from '../platform/browser'
import { KluisError } from '../units'

/** One connection to the background, as far as this page is concerned. Opening it may throw; posting on a dead one may throw. */
export type Wire = {
  post(message: object): void
  close(): void
}
export type WireEvents = { message(message: unknown): void; closed(): void }
export type OpenWire = (events: WireEvents) => Wire

/** opening: nothing heard yet; live: views have arrived; silent: nothing came for too long. */
export type LinkState = 'opening' | 'live' | 'silent'

const SILENCE_MS = 3_000
const PING_MS = 15_000
const TOUCH_MS = 20_000
const RETRY_MS = [0, 250, 500, 1_000, 2_000]

const replyMessage = v.strictObject({ id: v.number(), reply: v.unknown() })
type Waiting = { message: { id: number; name: string; input: unknown }; resolve(reply: unknown): void }

/** A question that must not run twice is put again after a lost connection; the background knows it by this id. */
const isRepeatable = (input: unknown) => typeof (input as { commandId?: unknown } | null | undefined)?.commandId === 'string'
const interrupted: Reply = { ok: false, error: { code: 'interrupted', facts: {} } }

/**
 * This page's link to the background: views come in, questions go out, and a lost connection is made again.
 * @param open makes one connection; injected, so that the gallery can show every state
 * @param visible whether the person can see this page: only then is the background kept awake
 */
export function createLink(open: OpenWire, visible: () => boolean = () => true) {
  const views: Partial<Views> = {}
  const revisions = new Map<SliceName, number>()
  const listeners = new Set<() => void>()
  const waiting = new Map<number, Waiting>()
  let state: LinkState = 'opening'
  let wire: Wire | undefined
  let attempt = 0
  let nextId = 1
  let touchedAt = 0
  let silence: ReturnType<typeof setTimeout> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined

  const tell = () => {
    for (const listener of listeners) listener()
  }
  function setState(next: LinkState): void {
    if (state === next) return
    state = next
    tell()
  }

  function receive(message: unknown): void {
    const view = v.safeParse(viewMessage, message)
    if (view.success) {
      const { slice, revision, value } = view.output
      if (revision <= (revisions.get(slice) ?? -1)) return
      const read = v.safeParse(slices[slice], value)
      if (!read.success) return // a page never shows what it cannot read
      revisions.set(slice, revision)
      Object.assign(views, { [slice]: read.output })
      clearTimeout(silence)
      attempt = 0
      state = 'live'
      tell()
      return
    }
    const reply = v.safeParse(replyMessage, message)
    if (!reply.success) return
    waiting.get(reply.output.id)?.resolve(reply.output.reply)
    waiting.delete(reply.output.id)
  }

  /** Forgets the connection: what must not be asked twice is answered, the rest waits for the next one. */
  function drop(): void {
    wire = undefined
    // Every slice is posted again on the next connection; a clock that was set back must not hide it.
    revisions.clear()
    for (const [id, { message, resolve }] of waiting) {
      if (isRepeatable(message.input)) continue
      waiting.delete(id)
      resolve(interrupted)
    }
  }

  function lost(): void {
    drop()
    clearTimeout(retry)
    retry = setTimeout(connect, RETRY_MS[Math.min(attempt, RETRY_MS.length - 1)])
    attempt++
  }

  function connect(): void {
    clearTimeout(retry)
    let mine: Wire | undefined
    try {
      mine = open({
        message: (message) => wire === mine && receive(message),
        closed: () => wire === mine && lost(),
      })
    } catch {
      lost()
      return
    }
    wire = mine
    for (const { message } of waiting.values()) post(message)
  }

  function post(message: object): void {
    try {
      wire?.post(message)
    } catch {
      // It died in this moment: `closed` follows and puts again what may be put again.
    }
  }

  function watchSilence(): void {
    clearTimeout(silence)
    silence = setTimeout(() => setState('silent'), SILENCE_MS)
  }

  watchSilence()
  connect()
  const pings = setInterval(() => visible() && post({ ping: true }), PING_MS)

  const ask = asker(popupContract, (name, input) => {
    const message = { id: nextId++, name, input }
    return new Promise<unknown>((resolve) => {
      if (!wire && !isRepeatable(input)) return resolve(interrupted)
      waiting.set(message.id, { message, resolve })
      post(message)
    })
  })

  return {
    ask,
    state: () => state,
    /** The newest view, undefined until the first arrived. */
    view: <K extends SliceName>(name: K): Views[K] | undefined => views[name],
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Tries again at once, for the person who was told that nothing answers. */
    again(): void {
      wire?.close()
      drop()
      setState('opening')
      watchSilence()
      connect()
    },
    /** The person did something here: moves the lock deadline, at most every 20 s. */
    touch(): void {
      if (views.session?.status !== 'unlocked' || Math.abs(Date.now() - touchedAt) < TOUCH_MS) return
      touchedAt = Date.now()
      ask('touch', undefined).catch(() => undefined) // Locked in this moment: the session's view says so.
    },
    close(): void {
      clearTimeout(silence)
      clearTimeout(retry)
      clearInterval(pings)
      const last = wire
      drop()
      last?.close()
    },
  }
}
export type Link = ReturnType<typeof createLink>

/** The real connection: a port to the background of this extension. */
export const openPort: OpenWire = ({ message, closed }) => {
  const port = browser.runtime.connect({ name: POPUP_PORT })
  port.onMessage.addListener((received: unknown) => message(received))
  port.onDisconnect.addListener(() => closed())
  return { post: (each) => port.postMessage(each), close: () => port.disconnect() }
}

let link: Link | undefined

/** Opens this page's one link. To be called once, before anything is drawn. */
export function startLink(open: OpenWire): Link {
  link?.close()
  link = createLink(open, () => document.visibilityState === 'visible')
  return link
}

/** This page's link. @throws KluisError internal before startLink */
export function theLink(): Link {
  if (!link) throw new KluisError('internal')
  return link
}

/** Puts a question to the background. @throws KluisError only; 'interrupted' when the connection was lost meanwhile */
export const ask: Link['ask'] = (name, input) => theLink().ask(name, input)

/** An id for a command that must not run twice: make it once for each thing the person decides, and keep it for retries. */
export const newCommandId = (): string => crypto.randomUUID()

const subscribe = (listener: () => void) => theLink().subscribe(listener)

/** The newest view of a slice, undefined until it arrived. */
export function useView<K extends SliceName>(name: K): Views[K] | undefined {
  return useSyncExternalStore(subscribe, () => theLink().view(name))
}

/** Whether the background answers, and how to try again. */
export function useLink(): { state: LinkState; again(): void } {
  return { state: useSyncExternalStore(subscribe, () => theLink().state()), again: () => theLink().again() }
}
