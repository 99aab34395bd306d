import { readFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecure } from 'node:https'
import type { AddressInfo } from 'node:net'
import { extname, resolve, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

type Served = { url: string; close(): Promise<void> }

/**
 * Serves the built demo dApp (dist/demo) on loopback only; port 0 takes a free one.
 * `url` ends with a slash; add `?node=ws://…` to choose the node.
 */
export const serveDemo = ({ port = 0, folder = 'dist/demo' } = {}): Promise<Served> => serveFolder({ port, folder })

/** Serves a folder of built pages on loopback only, each with these headers; port 0 takes a free one. */
export async function serveFolder({
  port,
  folder,
  headers = {},
  certificate,
}: {
  port: number
  folder: string
  headers?: Record<string, string>
  /** A key and its certificate, PEM: it is served encrypted then. */
  certificate?: string
}): Promise<Served> {
  const root = resolve(folder)
  const answer: RequestListener = async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = resolve(root, `.${pathname === '/' ? '/index.html' : pathname}`)
    const type = types[extname(path)]
    const body = path.startsWith(root + sep) && type ? await readFile(path).catch(() => undefined) : undefined
    if (!type || !body) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found')
      return
    }
    response
      .writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers })
      .end(body)
  }
  const server = certificate ? createSecure({ key: certificate, cert: certificate }, answer) : createServer(answer)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(port, '127.0.0.1', listening)
  })
  return {
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
