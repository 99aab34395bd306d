import { Chain } from './chain'
import { type Faults, honest } from './faults'
import { createMethods, RpcError, type Session } from './rpc'

type Answer = (params: unknown[], honest: () => unknown) => unknown
/** A node in this process, for tests that need no sockets of the system: what it was asked is written down, and any answer can be changed. */
export type InProcessNode = {
  chain: Chain
  faults: Faults
  methods: ReturnType<typeof createMethods>
  /** Methods in the order in which they were asked. */
  asked: string[]
  /** What was sent to it, as text. */
  received: string[]
  /** Answers of its own by method, instead of the honest ones. `silent` never answers. */
  answers: Record<string, Answer>
  /** Refuses connections. */
  down: boolean
  /** Called with every open socket; the way to say something unasked. */
  sockets: Set<{ say(text: string): void; drop(): void }>
}
export const silent: unique symbol = Symbol('silent')

export async function createNode(): Promise<InProcessNode> {
  const chain = await Chain.create()
  const faults = honest()
  return { chain, faults, methods: createMethods(chain, faults), asked: [], received: [], answers: {}, down: false, sockets: new Set() }
}

/**
 * A WebSocket class over nodes by their addresses. An address that is none of them refuses, and is written down like every other.
 * Everything happens in microtasks, so that tests may stop the clock.
 */
export function createSockets(nodes: Readonly<Record<string, InProcessNode>>) {
  /** Every address that a connection was asked to, in order. */
  const hosts: string[] = []
  /** Sockets that were made and not closed. */
  const open = new Set<object>()

  class Socket {
    onopen: (() => void) | null = null
    onclose: (() => void) | null = null
    onerror: (() => void) | null = null
    onmessage: ((event: { data: unknown }) => void) | null = null
    readonly #node: InProcessNode | undefined
    readonly #session: Session
    readonly #handle = { say: (text: string) => this.#tell(text), drop: () => this.#end() }
    constructor(url: string) {
      hosts.push(url)
      open.add(this)
      this.#node = nodes[url]
      this.#session = {
        notify: (method, subscription, result) => this.#tell(JSON.stringify({ jsonrpc: '2.0', method, params: { subscription, result } })),
        subscriptions: new Map(),
        newId: () => String(this.#session.subscriptions.size + 1) + Math.random(),
      }
      queueMicrotask(() => {
        if (!open.has(this)) return
        if (!this.#node || this.#node.down) return this.#end()
        this.#node.sockets.add(this.#handle)
        this.onopen?.()
      })
    }
    send(text: string): void {
      const node = this.#node
      if (!node || !open.has(this)) return
      node.received.push(text)
      const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown[] }
      node.asked.push(method)
      queueMicrotask(() => {
        const usual = () => {
          const run = node.methods[method]
          if (!run) throw new RpcError(-32601, 'Method not found')
          return run(params, this.#session) ?? null
        }
        try {
          const result = node.answers[method] ? node.answers[method](params, usual) : usual()
          if (result !== silent) this.#tell(JSON.stringify({ jsonrpc: '2.0', id, result }))
        } catch (error) {
          if (!(error instanceof RpcError)) throw error
          const { code, message, data } = error
          this.#tell(JSON.stringify({ jsonrpc: '2.0', id, error: { code, message, data } }))
        }
      })
    }
    close(): void {
      this.#end()
    }
    #tell(data: string): void {
      if (open.has(this)) this.onmessage?.({ data })
    }
    #end(): void {
      if (!open.delete(this)) return
      for (const stop of this.#session.subscriptions.values()) stop()
      this.#session.subscriptions.clear()
      this.#node?.sockets.delete(this.#handle)
      queueMicrotask(() => this.onclose?.())
    }
  }
  return { Socket: Socket as unknown as new (url: string) => WebSocket, hosts, open }
}

/** A place to keep bytes, as the wallet's. */
export function createKept() {
  const bytes = new Map<string, Uint8Array>()
  return {
    bytes,
    get: async (key: string) => bytes.get(key),
    put: async (key: string, value: Uint8Array) => void bytes.set(key, value),
  }
}
