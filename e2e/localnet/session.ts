// What a method of a node is: it takes what was asked, by whom, and answers, fails, or opens a subscription.
export class RpcError extends Error {
  readonly code: number
  readonly data: unknown
  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}
/** Of a block that is not known, or of which the state is no longer kept. */
export class Discarded extends RpcError {
  constructor() {
    super(4003, 'Client error: UnknownBlock: State already discarded or unknown block')
  }
}
export const wrongParams = (what: string) => new RpcError(-32602, 'Invalid params', what)

/** One client's subscriptions: `open` gives an id, and what to do when it ends. */
export type Session = { notify(method: string, id: string, result: unknown): void; subscriptions: Map<string, () => void>; newId(): string }
export type Method = (params: unknown[], session: Session) => unknown
export type Methods = Readonly<Record<string, Method>>

/** Subscriptions of one connection, as the node's own command sets it (chain.md 8). */
const MAX_SUBSCRIPTIONS = 10_000

/** Opens a subscription. @returns its id. @throws RpcError for one too many */
export function subscribe(session: Session, start: (id: string) => () => void): string {
  if (session.subscriptions.size >= MAX_SUBSCRIPTIONS) throw new RpcError(-32006, 'Too many subscriptions on the connection')
  const id = session.newId()
  session.subscriptions.set(id, start(id))
  return id
}
/** Ends a subscription. @returns whether there was one */
export function unsubscribe(session: Session, id: unknown): boolean {
  const stop = session.subscriptions.get(String(id))
  session.subscriptions.delete(String(id))
  stop?.()
  return stop !== undefined
}

export const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`
/** @throws RpcError for anything but hex */
export function bytesOf(value: unknown): Uint8Array {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) throw wrongParams('expected 0x-prefixed hex')
  return Uint8Array.from(Buffer.from(value.slice(2), 'hex'))
}
/** What is handed to a runtime call: for no bytes at all a polkadot-sdk node takes an empty text too. @throws RpcError */
export const inputOf = (value: unknown) => bytesOf(value === '' ? '0x' : value)
/** @throws RpcError for anything but a text */
export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw wrongParams('expected a text')
  return value
}
/** @throws RpcError for anything but the hash of a block */
export function hashOf(value: unknown): string {
  if (bytesOf(value).length !== 32) throw wrongParams('expected a block hash')
  return (value as string).toLowerCase()
}
