import * as v from 'valibot'
import { KluisError } from '../units'

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

/** Bounds of design.md 1: bytes as UTF-16 units of the message, depth of nesting, milliseconds, notifications per second. */
export const rpcLimits = {
  message: 8_388_608,
  depth: 64,
  timeout: 20_000,
  connect: 10_000,
  notifications: 200,
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

/** @returns how long to wait, in milliseconds, before a message may go to a remote host; a node on this machine never waits */
function bucket(now: () => number): () => number {
  let tokens: number = rpcLimits.burst
  let at = now()
  return () => {
    tokens = Math.min(rpcLimits.burst, tokens + ((now() - at) / 1_000) * rpcLimits.perSecond)
    at = now()
    tokens -= 1
    return tokens >= 0 ? 0 : (-tokens / rpcLimits.perSecond) * 1_000
  }
}

/** Connects. @throws KluisError offline */
export function connectRpc(url: string, Socket: SocketClass, now: () => number = Date.now): Promise<Rpc> {
  return new Promise((resolve, reject) => {
    let socket: WebSocket
    try {
      socket = new Socket(url)
    } catch {
      reject(new KluisError('offline'))
      return
    }
    const waiting = new Map<
      number,
      { resolve: (value: unknown) => void; reject: (error: KluisError) => void; timer: ReturnType<typeof setTimeout> }
    >()
    const watchers = new Map<string, (result: unknown) => void>()
    /** Notifications can come before the answer that names their subscription. */
    const early = new Map<string, unknown[]>()
    const closers = new Set<() => void>()
    const local = /^ws:\/\/(127\.0\.0\.1|localhost)/.test(url)
    const delay = local ? () => 0 : bucket(now)
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
      socket.close()
      for (const each of waiting.values()) {
        clearTimeout(each.timer)
        each.reject(new KluisError('offline'))
      }
      waiting.clear()
      watchers.clear()
      if (!open) reject(new KluisError('offline'))
      for (const told of closers) told()
    }

    function call(method: string, params: readonly unknown[]): Promise<unknown> {
      if (over) return Promise.reject(new KluisError('offline'))
      const id = ++ids
      return new Promise((done, failed) => {
        const wait = delay()
        const timer = setTimeout(() => {
          waiting.delete(id)
          failed(new KluisError('offline'))
          // A node that does not answer is no node: the next host gets its turn.
          shut()
        }, rpcLimits.timeout + wait)
        waiting.set(id, { resolve: done, reject: failed, timer })
        const send = () => {
          if (!over) socket.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
        }
        if (wait) setTimeout(send, wait)
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
          const name = String(await call(method, params))
          watchers.set(name, told)
          for (const each of early.get(name) ?? []) told(each)
          early.delete(name)
          return () => {
            if (watchers.delete(name) && !over) call(unsubscribe, [name]).catch(() => undefined)
          }
        },
        close: shut,
        onClose: (told) => (over ? told() : closers.add(told)),
      })
    }
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
      if ('method' in message) {
        const nowSecond = Math.floor(now() / 1_000)
        heard = nowSecond === second ? heard + 1 : 1
        second = nowSecond
        if (heard > rpcLimits.notifications) return shut()
        const name = String(message.params.subscription)
        const told = watchers.get(name)
        if (told) told(message.params.result)
        else if (early.size < 16) early.set(name, [...(early.get(name) ?? []), message.params.result].slice(-8))
        return
      }
      const asked = waiting.get(message.id)
      if (!asked) return // an answer to nothing that we asked
      waiting.delete(message.id)
      clearTimeout(asked.timer)
      if ('error' in message) {
        const { code, message: text, data: more } = message.error
        asked.reject(
          new KluisError('node-answer', { code: String(code), message: text.slice(0, 200), data: String(more ?? '').slice(0, 200) }),
        )
      } else asked.resolve(message.result)
    }
  })
}
