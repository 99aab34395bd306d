import { Chain } from './chain'
import { type Faults, honest } from './faults'
import { createMethods, RpcError, type Session } from './rpc'
import { type Connection, createTalk } from './talk'

export { silent } from './talk'

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
  sockets: Set<{ say(text: string): void; drop(): void /** Answers nothing any more, and stays open. */; halfOpen(): void }>
}
/** @param over nodes may share a chain, so that honest and lying ones can be compared; else it has one of its own */
export async function createNode(over?: Chain): Promise<InProcessNode> {
  const chain = over ?? (await Chain.create())
  const faults = honest()
  return { chain, faults, methods: createMethods(chain, faults), asked: [], received: [], answers: {}, down: false, sockets: new Set() }
}
/** How a node talks, with what it says of its own. */
const talkOf = (node: InProcessNode) =>
  createTalk({
    chain: node.chain,
    faults: node.faults,
    find(method) {
      const usual = Object.hasOwn(node.methods, method) ? node.methods[method] : undefined
      const own = node.answers[method]
      if (!own) return usual
      return (params: unknown[], session: Session) =>
        own(params, () => {
          if (!usual) throw new RpcError(-32601, 'Method not found')
          return usual(params, session) ?? null
        })
    },
    // A mistake of a test, or of ours, is heard.
    failed: (error) =>
      queueMicrotask(() => {
        throw error
      }),
  })

/**
 * A WebSocket class over nodes by their addresses. An address that is none of them refuses, and is written down like every other.
 * Everything happens in microtasks, so that tests may stop the clock.
 */
export function createSockets(nodes: Readonly<Record<string, InProcessNode>>) {
  /** Every address that a connection was asked to, in order. */
  const hosts: string[] = []
  /** Sockets that were made and not closed. */
  const open = new Set<object>()
  const talks = new Map(Object.entries(nodes).map(([url, node]) => [url, talkOf(node)]))

  class Socket {
    onopen: (() => void) | null = null
    onclose: (() => void) | null = null
    onerror: (() => void) | null = null
    onmessage: ((event: { data: unknown }) => void) | null = null
    readonly #node: InProcessNode | undefined
    readonly #connection: Connection | undefined
    readonly #handle = { say: (text: string) => this.#tell(text), drop: () => this.#end(), halfOpen: () => this.#connection?.deafen() }
    constructor(url: string) {
      hosts.push(url)
      open.add(this)
      this.#node = nodes[url]
      const talk = talks.get(url)
      const tell = (text: string) => this.#tell(text)
      this.#connection = talk?.connect({ say: tell, notify: tell, cut: () => this.#end() })
      queueMicrotask(() => {
        if (!open.has(this)) return
        if (!this.#node || this.#node.down || !talk?.admits()) return this.#end()
        this.#node.sockets.add(this.#handle)
        this.onopen?.()
      })
    }
    send(text: string): void {
      const node = this.#node
      if (!node || !open.has(this)) return
      node.received.push(text)
      const asked: unknown = JSON.parse(text)
      for (const { method } of (Array.isArray(asked) ? asked : [asked]) as { method: string }[]) node.asked.push(method)
      queueMicrotask(() => this.#connection?.hear(text))
    }
    close(): void {
      this.#end()
    }
    #tell(data: string): void {
      if (open.has(this)) this.onmessage?.({ data })
    }
    #end(): void {
      if (!open.delete(this)) return
      this.#connection?.end()
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
    delete: async (key: string) => void bytes.delete(key),
  }
}
