import { KluisError } from './errors'
import { isLocalHost } from './local-host'

const LONGEST = 256

/**
 * The address of a node that a person names, as it is kept: one spelling for each node.
 * @param text `wss://host[:port][/path][?query]`, or `ws://127.0.0.1:PORT` and `ws://localhost:PORT`; spaces around it do not count
 * @throws KluisError node-address (no such address, or more than 256 characters), node-unsafe (ws: to another machine, or no WebSocket at
 *   all), node-login (a name or a password in it)
 */
export function readNodeUrl(text: string): string {
  const plain = text.trim()
  // What a browser would quietly leave out or bend is no address.
  if (plain.length > LONGEST || /[\s\p{C}\\]/u.test(plain) || !/^[a-z][a-z0-9+.-]*:\/\/[^/?#]/i.test(plain))
    throw new KluisError('node-address')
  let url: URL
  try {
    url = new URL(plain)
  } catch {
    throw new KluisError('node-address')
  }
  if (url.username || url.password || /^[^/?#]*\/\/[^/?#]*@/.test(plain)) throw new KluisError('node-login')
  const local = `${url.protocol}//${url.host}`
  if (url.protocol === 'ws:' && isLocalHost(local) && url.pathname === '/' && !url.search && !url.hash) return local
  if (url.protocol !== 'wss:') throw new KluisError('node-unsafe')
  if (url.hash || !url.hostname || url.hostname.endsWith('.')) throw new KluisError('node-address')
  const rest = `${url.pathname === '/' ? '' : url.pathname}${url.search}`
  const clean = `wss://${url.hostname}:${url.port || '443'}${rest}`
  if (clean.length > LONGEST) throw new KluisError('node-address')
  return clean
}

/** Whether something stands behind the host: it may be a key, which is kept and sent like the rest of the address. */
export const mayHoldKey = (url: string): boolean => /^wss:\/\/[^/?]+[/?]./.test(url)
