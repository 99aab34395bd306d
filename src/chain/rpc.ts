import * as v from 'valibot'
import { isLocalHost, KluisError } from '../units'
import { nodeWords } from './refusals'

/** One connection to one node. Every answer is bounded, every question times out, and nothing is sent faster than the host wants. */
export type Rpc = {
  readonly url: string
  /** @throws KluisError offline (closed, timed out), node-answer (the node refused; facts: code, message, data) */
  call(method: string, params: readonly unknown[]): Promise<unknown>
  /** `told` gets every notification until the returned function is called. @throws as call */
  subscribe(method: string, params: readonly unknown[], unsubscribe: string, told: (result: unknown) => void): Promise<() => void>
  close(): void
  onClose(told: () => void): void
}
export type SocketClass = new (url: string) => WebSocket
/** The browser's own. A function, because not everything that imports this room has one. */
export const browserSocket = (): SocketClass => WebSocket

/** Bounds of design.md 1: bytes as UTF-16 units of the message, depth of nesting, milliseconds, messages per second that nobody asked for. */
export const rpcLimits = {
  message: 8_388_608,
  depth: 64,
  timeout: 20_000,
  connect: 10_000,
  unasked: 200,
  /** What may wait for the answer that names its subscription: messages, and UTF-16 units of each. */
  early: 16,
  earlyMessage: 65_536,
  burst: 20,
  perSecond: 1,
} as const

const answer = v.union([
  v.object({ id: v.number(), result: v.unknown() }),
  v.object({ id: v.number(), error: v.object({ code: v.number(), message: v.string(), data: v.optional(v.unknown()) }) }),
  v.object({ method: v.string(), params: v.object({ subscription: v.union([v.string(), v.number()]), result: v.unknown() }) }),
])

/** Whether JSON text nests deeper than allowed: looked at before it is parsed. */
function tooDeep(text: string): boolean {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const each = text.charCodeAt(i)
    if (quoted) {
      if (each === 92) i++
      else if (each === 34) quoted = false
    } else if (each === 34) quoted = true
    else if (each === 91 || each === 123) {
      if (++depth > rpcLimits.depth) return true
    } else if (each === 93 || each === 125) depth--
  }
  return false
}

/** How long to wait, in milliseconds, before the next message may go to a host. */
export type Pace = (url: string) => number
/** A token bucket per host, kept over connections: dropping them buys nobody more messages. A node on this machine never waits. */
export function createPace(now: () => number): Pace {
  const buckets = new Map<string, { tokens: number; at: number }>()
  return (url) => {
    if (isLocalHost(url)) return 0
    const { host } = new URL(url)
    const kept = buckets.get(host) ?? { tokens: rpcLimits.burst, at: now() }
    const tokens = Math.min(rpcLimits.burst, kept.tokens + ((now() - kept.at) / 1_000) * rpcLimits.perSecond) - 1
    buckets.set(host, { tokens, at: now() })
    return tokens >= 0 ? 0 : (-tokens / rpcLimits.perSecond) * 1_000
  }
}

export type Connecting = {
  Socket: SocketClass
  now: () => number
  pace: Pace /** Closes the connection, made or not. */
  signal?: AbortSignal
}

/** Connects. @throws KluisError offline */
export function connectRpc(url: string, { Socket, now, pace, signal }: Connecting): Promise<Rpc> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new KluisError('offline'))
    let socket: WebSocket
    try {
      socket = new Socket(url)
    } catch {
      reject(new KluisError('offline'))
      return
    }
    const waiting = new Map<
      number,
      { resolve: (value: unknown) => void; reject: (error: KluisError) => void; timers: ReturnType<typeof setTimeout>[] }
    >()
    const watchers = new Map<string, (result: unknown) => void>()
    /** Notifications can come before the answer that names their subscription. */
    let early: { name: string; result: unknown }[] = []
    let subscribing = 0
    const closers = new Set<() => void>()
    let ids = 0
    let open = false
    let over = false
    let second = 0
    let heard = 0

    const giveUp = setTimeout(() => shut(), rpcLimits.connect)
    function shut(): void {
      if (over) return
      over = true
      clearTimeout(giveUp)
      signal?.removeEventListener('abort', shut)
      socket.close()
      for (const each of waiting.values()) {
        each.timers.forEach(clearTimeout)
        each.reject(new KluisError('offline'))
      }
      waiting.clear()
      watchers.clear()
      early = []
      if (!open) reject(new KluisError('offline'))
      for (const told of closers) told()
    }

    function call(method: string, params: readonly unknown[]): Promise<unknown> {
      if (over) return Promise.reject(new KluisError('offline'))
      const id = ++ids
      return new Promise((done, failed) => {
        const wait = pace(url)
        const timer = setTimeout(() => {
          waiting.delete(id)
          failed(new KluisError('offline'))
          // A node that does not answer is no node: the next host gets its turn.
          shut()
        }, rpcLimits.timeout + wait)
        const timers = [timer]
        waiting.set(id, { resolve: done, reject: failed, timers })
        const send = () => {
          try {
            socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
          } catch {
            shut()
          }
        }
        if (wait) timers.push(setTimeout(send, wait))
        else send()
      })
    }

    socket.onopen = () => {
      open = true
      clearTimeout(giveUp)
      resolve({
        url,
        call,
        async subscribe(method, params, unsubscribe, told) {
          subscribing++
          try {
            const id = await call(method, params)
            if (typeof id !== 'string' && typeof id !== 'number') throw new KluisError('node-lied')
            const name = String(id)
            watchers.set(name, told)
            for (const each of early) if (each.name === name) told(each.result)
            return () => {
              if (watchers.delete(name) && !over) call(unsubscribe, [name]).catch(() => undefined)
            }
          } finally {
            if (--subscribing === 0) early = []
          }
        },
        close: shut,
        onClose: (told) => (over ? told() : closers.add(told)),
      })
    }
    signal?.addEventListener('abort', shut)
    socket.onerror = shut
    socket.onclose = shut
    socket.onmessage = ({ data }) => {
      if (over) return
      if (typeof data !== 'string' || data.length > rpcLimits.message || tooDeep(data)) return shut()
      let parsed: unknown
      try {
        parsed = JSON.parse(data)
      } catch {
        return shut()
      }
      const read = v.safeParse(answer, parsed)
      if (!read.success) return shut()
      const message = read.output
      const asked = 'method' in message ? undefined : waiting.get(message.id)
      if ('method' in message || !asked) {
        const nowSecond = Math.floor(now() / 1_000)
        heard = nowSecond === second ? heard + 1 : 1
        second = nowSecond
        if (heard > rpcLimits.unasked) return shut()
        if (!('method' in message)) return // an answer to nothing that we asked
        const name = String(message.params.subscription)
        const told = watchers.get(name)
        if (told) told(message.params.result)
        else if (subscribing && early.length < rpcLimits.early && data.length <= rpcLimits.earlyMessage)
          early.push({ name, result: message.params.result })
        return
      }
      waiting.delete(message.id)
      asked.timers.forEach(clearTimeout)
      if ('error' in message) {
        const { code, message: text, data: more } = message.error
        // Never String(more): an object can carry a toString that is no function.
        const detail = typeof more === 'string' ? more : more === undefined ? '' : JSON.stringify(more)
        asked.reject(new KluisError('node-answer', { code: String(code), message: nodeWords(text), data: nodeWords(detail) }))
      } else asked.resolve(message.result)
    }
  })
}
