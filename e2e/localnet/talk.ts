import { randomBytes } from 'node:crypto'
import type { Chain } from './chain'
import { Invalid } from './executive'
import { type Faults, isAbout } from './faults'
import { type Method, RpcError, type Session } from './session'

/** What a method returns for a question that is to get no answer. */
export const silent: unique symbol = Symbol('silent')
/** The way to one client: over a socket of this machine, an HTTP request, or none at all. */
export type Wire = {
  say(text: string): void
  /** Missing where nothing can be said unasked. */
  notify?(text: string): void
  /** Too many requests. */
  cut(): void
}
export type Connection = {
  hear(text: string): void
  /** From now on it hears nothing and says nothing, and does not close either. */
  deafen(): void
  end(): void
}
export type TalkOptions = {
  chain: Chain
  faults: Faults
  /** undefined for a method that there is not. */
  find(method: string): Method | undefined
  /** Told of a mistake of ours; the client hears of an internal error. */
  failed?(error: unknown): void
}

type Question = { id?: unknown; method?: unknown; params?: unknown }
type Limit = NonNullable<Faults['rateLimit']>
type Bucket = { limit: Limit; tokens: number; at: number }

const MOST_IN_BATCH = 1_000
const NOBODY = 'a-subscription-that-nobody-has'

/** A bucket that holds the questions of one second. Another limit begins with a full one. */
function take(bucket: Bucket | undefined, limit: Limit): { bucket: Bucket; allowed: boolean } {
  const now = Date.now()
  const kept = bucket?.limit === limit ? bucket : { limit, tokens: limit.perSecond, at: now }
  const tokens = Math.min(limit.perSecond, kept.tokens + ((now - kept.at) / 1_000) * limit.perSecond)
  const allowed = tokens >= 1
  return { bucket: { limit, tokens: allowed ? tokens - 1 : tokens, at: now }, allowed }
}
/** Where the name of a runtime call stands among the parameters of what calls one. */
const calls: Readonly<Record<string, number>> = { state_call: 0, archive_v1_call: 1, chainHead_v1_call: 2 }
/** By what a question can be called. */
function namesOf({ method, params }: Question): string[] {
  if (typeof method !== 'string') return []
  const call: unknown = Object.hasOwn(calls, method) && Array.isArray(params) ? params[calls[method] as number] : undefined
  return typeof call === 'string' ? [method, call] : [method]
}
/** JSON text of so many bytes that says the same. */
function padded(text: string, { bytes, as }: NonNullable<Faults['padding']>): string {
  const end = /\}\]?$/.exec(text)
  const member = ',"padding":""'
  const missing = bytes - Buffer.byteLength(text)
  if (missing <= 0) return text
  if (as === 'space' || !end || missing < member.length) return text + ' '.repeat(missing)
  return `${text.slice(0, end.index)}${member.slice(0, -1)}${'x'.repeat(missing - member.length)}"${end[0]}`
}
const wrong = (id: unknown) => (typeof id === 'number' ? id + 1 : typeof id === 'string' ? `${id}?` : 0)

/** How one node talks with its clients, whatever carries the texts: JSON-RPC, and every fault of how and when it is spoken. */
export function createTalk({ chain, faults, find, failed }: TalkOptions) {
  let shared: Bucket | undefined
  const tally = new Map<string, number>()

  function concerns(names: readonly string[]): boolean {
    return faults.only === null || faults.only.some((each) => isAbout(each, names))
  }
  /** What goes out instead of a text. */
  function spoiled(text: string): string {
    if (faults.garbage !== null) return faults.garbage
    const full = faults.padding ? padded(text, faults.padding) : text
    return faults.truncated ? full.slice(0, full.length >> 1) : full
  }
  function send(text: string, names: readonly string[], say: (text: string) => void): void {
    const isConcerned = concerns(names)
    for (let i = 0; i < (isConcerned && faults.twice ? 2 : 1); i++) say(isConcerned ? spoiled(text) : text)
  }
  /** The runtime becomes another one, if this is where it should. */
  function upgrade(when: 'before' | 'after', names: readonly string[]): void {
    const { upgradeAt } = faults
    if (!upgradeAt || !(when in upgradeAt)) return
    if (!isAbout('before' in upgradeAt ? upgradeAt.before : upgradeAt.after, names)) return
    faults.upgradeAt = null
    chain.upgrade(upgradeAt.to)
    chain.produce()
  }

  function answer(question: unknown, isAllowed: boolean, session: Session): object | undefined {
    const asked = (question ?? {}) as Question
    const { method, params } = asked
    const names = namesOf(asked)
    const given = typeof asked.id === 'string' || typeof asked.id === 'number' ? asked.id : null
    const id = faults.wrongId && concerns(names) ? wrong(given) : given
    const fail = (code: number, message: string, data?: unknown) => ({
      jsonrpc: '2.0',
      id,
      error: { code, message, ...(data === undefined ? {} : { data }) },
    })
    if (!isAllowed) return fail(-32005, 'Too many requests')
    if (typeof method !== 'string') return fail(-32600, 'Invalid request')
    const run = find(method)
    if (!run) return fail(-32601, 'Method not found')
    upgrade('before', names)
    try {
      const result = run(Array.isArray(params) ? params : [], session)
      return result === silent ? undefined : { jsonrpc: '2.0', id, result: result ?? null }
    } catch (error) {
      if (error instanceof RpcError || error instanceof Invalid) return fail(error.code, error.message, error.data)
      failed?.(error)
      return fail(-32603, 'Internal error', String(error).slice(0, 200))
    }
  }

  return {
    /** How often each question was put, by method, and where it calls the runtime by that call as well; whether it was answered or not. */
    asked: tally as ReadonlyMap<string, number>,
    /** Whether a new connection is let in. */
    admits(): boolean {
      const limit = faults.rateLimit
      if (limit?.of !== 'node' || limit.over !== 'close') return true
      const taken = take(shared, limit)
      shared = taken.bucket
      return taken.allowed
    },
    connect(wire: Wire): Connection {
      let isOver = false
      let isDeaf = false
      let mine: Bucket | undefined
      const timers = new Set<ReturnType<typeof setTimeout>>()
      const session: Session = {
        notify(method, subscription, result) {
          if (isOver || isDeaf || !wire.notify) return
          if (faults.silent && concerns([method])) return
          send(JSON.stringify({ jsonrpc: '2.0', method, params: { subscription, result } }), [method], (text) => wire.notify?.(text))
        },
        subscriptions: new Map(),
        newId: () => randomBytes(8).toString('hex'),
      }
      const say = (text: string) => {
        if (!isOver && !isDeaf) wire.say(text)
      }
      function isAllowed(): boolean {
        const limit = faults.rateLimit
        if (!limit) return true
        const taken = take(limit.of === 'node' ? shared : mine, limit)
        if (limit.of === 'node') shared = taken.bucket
        else mine = taken.bucket
        return taken.allowed
      }
      function reply(parsed: unknown, allowed: readonly boolean[], names: readonly string[]): void {
        if (isOver || isDeaf) return
        const fail = (code: number, message: string) => JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } })
        let text: string | undefined
        if (parsed === undefined) text = fail(-32700, 'Parse error')
        else if (!Array.isArray(parsed)) {
          const answered = answer(parsed, allowed[0] ?? true, session)
          text = answered && JSON.stringify(answered)
        } else if (!parsed.length || parsed.length > MOST_IN_BATCH) text = fail(-32600, 'Invalid request')
        else text = JSON.stringify(parsed.flatMap((each, i) => answer(each, allowed[i] ?? true, session) ?? []))
        if (text !== undefined) send(text, names, say)
        if (concerns(names))
          for (let i = 0; i < faults.unasked && !isOver && !isDeaf; i++) {
            const params = { subscription: NOBODY, result: chain.best.header }
            wire.notify?.(JSON.stringify({ jsonrpc: '2.0', method: 'chain_newHead', params }))
          }
        upgrade('after', names)
      }

      return {
        hear(text) {
          if (isOver || isDeaf) return
          let parsed: unknown
          try {
            parsed = JSON.parse(text)
          } catch {
            parsed = undefined
          }
          const questions: unknown[] = Array.isArray(parsed) && parsed.length <= MOST_IN_BATCH ? parsed : [parsed]
          const names = questions.flatMap((each) => namesOf((each ?? {}) as Question))
          for (const each of names) tally.set(each, (tally.get(each) ?? 0) + 1)
          const allowed = questions.map(isAllowed)
          if (faults.rateLimit?.over === 'close' && allowed.includes(false)) {
            isDeaf = true
            return wire.cut()
          }
          if (!concerns(names)) return reply(parsed, allowed, names)
          if (faults.silent) return
          if (!faults.lag) return reply(parsed, allowed, names)
          const timer = setTimeout(() => {
            timers.delete(timer)
            reply(parsed, allowed, names)
          }, faults.lag)
          timers.add(timer)
        },
        deafen() {
          isDeaf = true
        },
        end() {
          if (isOver) return
          isOver = true
          for (const timer of timers) clearTimeout(timer)
          for (const stop of session.subscriptions.values()) stop()
          session.subscriptions.clear()
        },
      }
    },
  }
}
