import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Chain } from './chain'
import { Invalid } from './executive'
import type { Faults } from './faults'
import { createMethods, RpcError, type Session } from './rpc'

const MAX_MESSAGE = 15_728_640
/** Bytes that may wait for a client that does not read; more, and it is cut off. */
const MAX_WAITING = 67_108_864

/** Serves JSON-RPC over WebSocket and over POST on one port of this machine. A bad client gets an error, never stops the node. */
export async function serve(chain: Chain, faults: Faults, options: { host: string; port: number; control(body: unknown): unknown }) {
  const methods = createMethods(chain, faults)

  async function answer(request: unknown, session: Session): Promise<object | undefined> {
    const { id: asked, method, params } = (request ?? {}) as { id?: unknown; method?: unknown; params?: unknown }
    const id = typeof asked === 'string' || typeof asked === 'number' ? asked : null
    const fail = (code: number, message: string, data?: unknown) => ({
      jsonrpc: '2.0',
      id,
      error: { code, message, ...(data === undefined ? {} : { data }) },
    })
    if (typeof method !== 'string') return fail(-32600, 'Invalid request')
    const run = Object.hasOwn(methods, method) ? methods[method] : undefined
    if (!run) return fail(-32601, 'Method not found')
    try {
      return { jsonrpc: '2.0', id, result: (await run(Array.isArray(params) ? params : [], session)) ?? null }
    } catch (error) {
      if (error instanceof RpcError) return fail(error.code, error.message, error.data)
      if (error instanceof Invalid) return fail(error.code, error.message, error.data)
      return fail(-32603, 'Internal error', String(error).slice(0, 200))
    }
  }
  async function answerText(text: string, session: Session): Promise<string | undefined> {
    if (faults.silent) return undefined
    if (faults.lag) await new Promise((resolve) => setTimeout(resolve, faults.lag))
    if (faults.garbage !== null) return faults.garbage
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } })
    }
    if (!Array.isArray(parsed)) return JSON.stringify(await answer(parsed, session))
    if (!parsed.length || parsed.length > 1_000)
      return JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Invalid request' } })
    return JSON.stringify(await Promise.all(parsed.map((each) => answer(each, session))))
  }
  const newId = () => randomBytes(8).toString('hex')

  async function body(request: IncomingMessage): Promise<string | undefined> {
    const parts: Buffer[] = []
    let size = 0
    for await (const part of request) {
      size += (part as Buffer).length
      // What is too large is heard out, so that its sender hears the answer; but it is not kept.
      if (size > MAX_MESSAGE) parts.length = 0
      else parts.push(part as Buffer)
    }
    return size > MAX_MESSAGE ? undefined : Buffer.concat(parts).toString('utf8')
  }
  const http: Server = createServer((request, response) => {
    const reply = (status: number, text: string) => response.writeHead(status, { 'content-type': 'application/json' }).end(text)
    if (request.method !== 'POST') return reply(405, '{"error":"POST JSON-RPC here, or open a WebSocket"}')
    const respond = async () => {
      const text = await body(request)
      if (text === undefined) return reply(413, '{"error":"too large"}')
      if (request.url === '/control') {
        try {
          return reply(200, JSON.stringify(options.control(JSON.parse(text)) ?? null))
        } catch (error) {
          return reply(400, JSON.stringify({ error: String(error) }))
        }
      }
      const once: Session = { notify: () => undefined, subscriptions: new Map(), newId }
      const answered = await answerText(text, once)
      for (const stop of once.subscriptions.values()) stop()
      return answered === undefined ? undefined : reply(200, answered)
    }
    respond().catch(() => response.destroy())
    return undefined
  })
  const sockets = new WebSocketServer({ server: http, maxPayload: MAX_MESSAGE })
  sockets.on('error', () => undefined)
  sockets.on('connection', (socket: WebSocket) => {
    const send = (text: string) => {
      if (socket.bufferedAmount > MAX_WAITING) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.send(text)
    }
    const session: Session = {
      notify: (method, subscription, result) => {
        if (!faults.silent) send(JSON.stringify({ jsonrpc: '2.0', method, params: { subscription, result } }))
      },
      subscriptions: new Map(),
      newId,
    }
    socket.on('error', () => undefined)
    socket.on('close', () => {
      for (const stop of session.subscriptions.values()) stop()
      session.subscriptions.clear()
    })
    socket.on('message', (data) => {
      answerText(data.toString(), session).then(
        (text) => text !== undefined && send(text),
        () => socket.close(),
      )
    })
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port, options.host, () => resolve())
  })
  const { port } = http.address() as AddressInfo
  return {
    url: `ws://${options.host}:${port}`,
    /** Clients over WebSocket. */
    connections: () => sockets.clients.size,
    /** Cuts every connection; clients may come back at once. */
    drop(): void {
      for (const client of sockets.clients) client.terminate()
    },
    async close(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}
