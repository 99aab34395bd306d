import * as v from 'valibot'
import { isLocalHost, KluisError } from '../units'
import { nodeWords } from './refusals'

/** One connection to one node. Every answer is bounded, every question times out, and nothing is sent faster than the host wants. */
export type Rpc = {
  readonly url: string
  /**
   * Questions to the runtime (`state_call`) that are put in one moment travel in one message, unless the node refuses such messages; each
   * still takes a turn of its own. A question that the node refuses because there were too many is asked again, at the pace that it allows.
   * @throws KluisError offline (closed, timed out), node-busy (too many for a minute), node-answer (the node refused; facts: code, message, data)
   */
  call(method: string, params: readonly unknown[]): Promise<unknown>
  /** `told` gets every notification until the returned function is called. @throws as call */
  subscribe(method: string, params: readonly unknown[], unsubscribe: string, told: (result: unknown) => void): Promise<() => void>
  /** How long its last answer took, in milliseconds; null before the first. */
  latency(): number | null
  /** Whether the host found it too much before, and is asked less since. */
  careful(): boolean
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
  /** What a host that found it too much gets: a little less than the one a second of public nodes, one at a time. */
  careful: { burst: 1, perSecond: 0.9 },
  /** A connection that ends with questions open before this age ended at once. */
  atOnce: 3_000,
  /** The longest that a question waits for its turn. */
  patience: 60_000,
} as const

const failure = v.object({ code: v.number(), message: v.string(), data: v.optional(v.unknown()) })
const answer = v.union([
  v.object({ id: v.number(), result: v.unknown() }),
  v.object({ id: v.number(), error: failure }),
  // About a message that the node would not read: one with many questions.
  v.object({ id: v.optional(v.null()), error: failure }),
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

/** When the next message may go to a host. */
export type Pace = {
  /** Takes the next turn. @returns milliseconds until then; undefined, and no turn, where that is longer than `patience` */
  turn(url: string): number | undefined
  /** A turn that was taken and not used, because the connection ended before it came. */
  unused(url: string): void
  /** The host said that it was too much: from now on it is asked less. */
  tooMuch(url: string): void
  /** Whether it said so before. */
  isCareful(url: string): boolean
  /** Whether a host reads messages with many questions: it does until it refused one, or ended a connection over it. */
  readsMany(url: string): boolean
  oneByOne(url: string): void
  /** A connection ended by itself. A host that hangs up at once, twice in a row, finds it too much and does not say so. @param atOnce */
  hungUp(url: string, atOnce: boolean): void
}
/** A token bucket per host, kept over connections: dropping them buys nobody more messages. A node on this machine waits only if it asked for it. */
export function createPace(now: () => number): Pace {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const careful = new Set<string>()
  const falls = new Map<string, number>()
  const single = new Set<string>()
  const hostOf = (url: string) => new URL(url).host
  return {
    turn(url) {
      const host = hostOf(url)
      const { burst, perSecond } = careful.has(host) ? rpcLimits.careful : rpcLimits
      if (!careful.has(host) && isLocalHost(url)) return 0
      const kept = buckets.get(host) ?? { tokens: burst, at: now() }
      // A clock that was set back makes no debt.
      const tokens = Math.min(burst, kept.tokens + (Math.max(now() - kept.at, 0) / 1_000) * perSecond) - 1
      const wait = tokens >= 0 ? 0 : (-tokens / perSecond) * 1_000
      if (wait > rpcLimits.patience) return undefined
      buckets.set(host, { tokens, at: now() })
      return wait
    },
    unused(url) {
      const kept = buckets.get(hostOf(url))
      if (kept) kept.tokens = Math.min(kept.tokens + 1, rpcLimits.burst)
    },
    tooMuch(url) {
      const host = hostOf(url)
      careful.add(host)
      buckets.set(host, { tokens: Math.min(buckets.get(host)?.tokens ?? 0, 0), at: now() })
    },
    isCareful: (url) => careful.has(hostOf(url)),
    readsMany: (url) => !single.has(hostOf(url)),
    oneByOne: (url) => void single.add(hostOf(url)),
    hungUp(url, atOnce) {
      const count = atOnce ? (falls.get(hostOf(url)) ?? 0) + 1 : 0
      falls.set(hostOf(url), count)
      if (count >= 2) this.tooMuch(url)
    },
  }
}

/** Whether an error says that there were too many questions: -32005 and -32029 of gateways, 429 as HTTP has it. */
const isTooMuch = (code: number, message: string) =>
  code === -32005 || code === -32029 || code === 429 || /too many requests|rate.?limit/i.test(message)

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
    type Asked = {
      text: { method: string; params: readonly unknown[] }
      resolve: (value: unknown) => void
      reject: (error: KluisError) => void
      timers: ReturnType<typeof setTimeout>[]
      /** When it was first asked, and when it was sent. */
      since: number
      sentAt: number
      /** Whether it was put with others, in one message. */
      among: boolean
    }
    const waiting = new Map<number, Asked>()
    const watchers = new Map<string, (result: unknown) => void>()
    /** Notifications can come before the answer that names their subscription. */
    let early: { name: string; result: unknown }[] = []
    let subscribing = 0
    const closers = new Set<() => void>()
    let ids = 0
    /** What is put in this moment, to go in one message. */
    let together: Asked[] = []
    let sentMany = false
    let open = false
    let over = false
    let second = 0
    let heard = 0
    /** Whether the message that is being read was counted: one with much in it is one. */
    let counted = false
    let latency: number | null = null
    let openedAt = 0

    const giveUp = setTimeout(() => shut(), rpcLimits.connect)
    function shut(): void {
      if (over) return
      over = true
      clearTimeout(giveUp)
      signal?.removeEventListener('abort', shut)
      socket.close()
      for (const each of waiting.values()) {
        // What still waited for its turn was never sent: the next connection does not wait for it.
        if (!each.sentAt) pace.unused(url)
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
      return new Promise((done, failed) => {
        const asked = { text: { method, params }, resolve: done, reject: failed, timers: [], since: now(), sentAt: 0, among: false }
        if (method !== 'state_call' || !pace.readsMany(url)) return put([asked])
        if (together.push(asked) > 1) return
        queueMicrotask(() => {
          const all = together
          together = []
          put(all)
        })
      })
    }
    /** Asks when all have their turn, in one message, each under an id of its own each time. */
    function put(all: readonly Asked[]): void {
      if (over) {
        for (const asked of all) asked.reject(new KluisError('offline'))
        return
      }
      let wait = 0
      const list = all.filter((asked) => {
        const turn = pace.turn(url)
        const ready = turn !== undefined && now() + turn - asked.since <= rpcLimits.patience
        if (ready) wait = Math.max(wait, turn)
        else asked.reject(new KluisError('node-busy'))
        return ready
      })
      if (!list.length) return
      const message = list.map((asked) => {
        const id = ++ids
        waiting.set(id, asked)
        asked.sentAt = 0
        asked.among = list.length > 1
        const late = () => {
          waiting.delete(id)
          asked.reject(new KluisError('offline'))
          // A node that does not answer is no node: the next host gets its turn.
          shut()
        }
        asked.timers = [setTimeout(late, rpcLimits.timeout + wait)]
        return { jsonrpc: '2.0', id, ...asked.text }
      })
      const send = () => {
        for (const asked of list) asked.sentAt = now()
        sentMany ||= list.length > 1
        try {
          socket.send(JSON.stringify(message.length > 1 ? message : message[0]))
        } catch {
          shut()
        }
      }
      const timer = wait ? setTimeout(send, wait) : undefined
      for (const asked of list) if (timer) asked.timers.push(timer)
      if (!timer) send()
    }
    const many = () => [...waiting.values()].some(({ among, sentAt }) => among && sentAt)
    /** The node does not read messages with many questions: they are put one by one, now and from now on. */
    function oneByOne(): void {
      pace.oneByOne(url)
      for (const [id, asked] of [...waiting]) {
        if (!asked.among || !asked.sentAt) continue
        waiting.delete(id)
        asked.timers.forEach(clearTimeout)
        put([asked])
      }
    }
    function hungUp({ code }: Partial<CloseEvent> = {}): void {
      if (!over && open) {
        // A gateway may end a connection instead of refusing what it does not read.
        if (many()) pace.oneByOne(url)
        // 1008 and 1013: a rule was broken, and try again later.
        if (code === 1008 || code === 1013) pace.tooMuch(url)
        else pace.hungUp(url, waiting.size > 0 && now() - openedAt < rpcLimits.atOnce)
      }
      shut()
    }

    socket.onopen = () => {
      open = true
      openedAt = now()
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
        latency: () => latency,
        careful: () => pace.isCareful(url),
        onClose: (told) => (over ? told() : closers.add(told)),
      })
    }
    signal?.addEventListener('abort', shut)
    socket.onerror = shut
    socket.onclose = hungUp
    socket.onmessage = ({ data }) => {
      if (over) return
      if (typeof data !== 'string' || data.length > rpcLimits.message || tooDeep(data)) return shut()
      let parsed: unknown
      try {
        parsed = JSON.parse(data)
      } catch {
        return shut()
      }
      counted = false
      // Many answers at once come where many questions were put, late ones too, and nowhere else.
      if (!Array.isArray(parsed)) hear(parsed, data.length)
      else if (!sentMany) shut()
      else for (const each of parsed) if (!over) hear(each, data.length)
    }
    const hear = (told: unknown, length: number) => {
      const read = v.safeParse(answer, told)
      if (!read.success) return shut()
      const message = read.output
      if (!('method' in message) && typeof message.id !== 'number') return many() ? oneByOne() : shut()
      const asked = 'method' in message ? undefined : waiting.get(message.id)
      if ('method' in message || !asked) {
        const nowSecond = Math.floor(now() / 1_000)
        if (!counted) heard = nowSecond === second ? heard + 1 : 1
        counted = true
        second = nowSecond
        if (heard > rpcLimits.unasked) return shut()
        if (!('method' in message)) return // an answer to nothing that we asked
        const name = String(message.params.subscription)
        const watch = watchers.get(name)
        if (watch) watch(message.params.result)
        else if (subscribing && early.length < rpcLimits.early && length <= rpcLimits.earlyMessage)
          early.push({ name, result: message.params.result })
        return
      }
      waiting.delete(message.id)
      asked.timers.forEach(clearTimeout)
      if ('error' in message) {
        const { code, message: text, data: more } = message.error
        if (isTooMuch(code, text)) {
          pace.tooMuch(url)
          return put([asked])
        }
        // Never String(more): an object can carry a toString that is no function.
        const detail = typeof more === 'string' ? more : more === undefined ? '' : JSON.stringify(more)
        asked.reject(new KluisError('node-answer', { code: String(code), message: nodeWords(text), data: nodeWords(detail) }))
      } else {
        // Many together take as long as the slowest.
        if (!asked.among) latency = now() - asked.sentAt
        asked.resolve(message.result)
      }
    }
  })
}
