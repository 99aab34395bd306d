import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Chain } from './chain'
import type { Faults } from './faults'
import { createMethods } from './rpc'
import { type Connection, createTalk } from './talk'

const MAX_MESSAGE = 15_728_640
/** Bytes that may wait for a client that does not read; more, and it is cut off. */
const MAX_WAITING = 67_108_864

/** Serves JSON-RPC over WebSocket and over POST on one port of this machine. A bad client gets an error, never stops the node. */
export async function serve(chain: Chain, faults: Faults, options: { host: string; port: number; control(body: unknown): unknown }) {
  const methods = createMethods(chain, faults)
  const talk = createTalk({ chain, faults, find: (method) => (Object.hasOwn(methods, method) ? methods[method] : undefined) })

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
      const connection = talk.connect({
        // One question has one answer here, whatever else would be said.
        say: (answered) => !response.headersSent && reply(200, answered),
        cut: () => reply(429, '{"error":"too many requests"}'),
      })
      response.on('close', connection.end)
      return connection.hear(text)
    }
    respond().catch(() => response.destroy())
    return undefined
  })
  const sockets = new WebSocketServer({
    server: http,
    maxPayload: MAX_MESSAGE,
    verifyClient: (_client, decide) => (talk.admits() ? decide(true) : decide(false, 429, 'Too many requests')),
  })
  const connections = new Map<WebSocket, Connection>()
  sockets.on('error', () => undefined)
  sockets.on('connection', (socket: WebSocket) => {
    const say = (text: string) => {
      if (socket.bufferedAmount > MAX_WAITING) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.send(text)
    }
    const connection = talk.connect({ say, notify: say, cut: () => socket.close(1008, 'Too many requests') })
    connections.set(socket, connection)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      connections.delete(socket)
      connection.end()
    })
    socket.on('message', (data) => connection.hear(data.toString()))
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(options.port, options.host, () => resolve())
  })
  const { port } = http.address() as AddressInfo
  return {
    url: `ws://${options.host}:${port}`,
    /** How often each question was put to it: see `createTalk`. */
    asked: talk.asked,
    /** Clients over WebSocket. */
    connections: () => sockets.clients.size,
    /** Cuts every connection; clients may come back at once. */
    drop(): void {
      for (const client of sockets.clients) client.terminate()
    },
    /** The connections that are open now get no answer any more, not even to a ping or a farewell, and are not closed. New ones are served. */
    halfOpen(): void {
      for (const [socket, connection] of connections) {
        connection.deafen()
        socket.pause()
      }
    },
    async close(): Promise<void> {
      for (const client of sockets.clients) client.terminate()
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    },
  }
}
