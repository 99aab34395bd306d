/** A dispatch error in the shape of the metadata: thrown by calls, found in events. */
export class Refusal extends Error {
  readonly error: { type: string; value?: unknown }
  constructor(error: { type: string; value?: unknown }) {
    super(JSON.stringify(error))
    this.error = error
  }
}
/** Calls within calls; more is refused before it runs (chain.md 2.2). */
export const MAX_NESTING = 8
export const badOrigin = () => new Refusal({ type: 'BadOrigin' })
export const cannotLookup = () => new Refusal({ type: 'CannotLookup' })
export const token = (name: string) => new Refusal({ type: 'Token', value: { type: name } })

export type Call = { type: string; value: { type: string; value: Record<string, unknown> | undefined } }
/** `allows`: what this account may be made to do by who acts for it; every call in a call is asked again. */
export type Origin = { kind: 'signed'; who: string; allows?: (call: Call) => boolean } | { kind: 'root' } | { kind: 'none' }
/** What became of a call within a call, in the shape of the metadata. */
export type Outcome = { success: true; value: undefined } | { success: false; value: Refusal['error'] }
/** Runs what may be refused. @throws whatever is no Refusal */
export function outcome(act: () => unknown): Outcome {
  try {
    act()
    return { success: true, value: undefined }
  } catch (error) {
    if (error instanceof Refusal) return { success: false, value: error.error }
    throw error
  }
}
/** The account of an address that a call names. @throws Refusal where it is not a plain account id */
export function lookup(address: { type: string; value: unknown }): string {
  if (address.type !== 'Id') throw cannotLookup()
  return address.value as string
}
/** Who signed. @throws Refusal where nobody did */
export function signer({ origin }: Pick<Context, 'origin'>): string {
  if (origin.kind !== 'signed') throw badOrigin()
  return origin.who
}
/** @throws Refusal where this is not root */
export function root({ origin }: Pick<Context, 'origin'>): void {
  if (origin.kind !== 'root') throw badOrigin()
}

/** What a call may do. `who` is an SS58 address with prefix 42, as the codecs give it. */
export type Context = {
  readonly origin: Origin
  read<T>(pallet: string, item: string, ...keys: unknown[]): T
  write(pallet: string, item: string, keys: unknown[], value: unknown): void
  /** Everything under the first parts of a key: what is left of each key, in hex without 0x, and its value. */
  list<T>(pallet: string, item: string, ...keys: unknown[]): [rest: string, value: T][]
  /** Whether this runtime has an item. */
  has(pallet: string, item: string): boolean
  deposit(pallet: string, event: string, value?: unknown): void
  /** Runs another call. @returns whether it wants no fee. @throws Refusal; its writes and events are undone then */
  dispatch(call: Call, origin: Origin, insideBatch: boolean): boolean
  /** Asks that no fee be paid for this call: only that of the signed call itself is heard. */
  waive(): void
  /** SCALE bytes of a call. */
  encode(call: Call): Uint8Array
  /** Declared weight of a call, in picoseconds. */
  weigh(call: Call): bigint
  /** Place of the extrinsic in its block. */
  readonly extrinsic: number
  /** Writes under a bare key, in hex; undefined takes it away. */
  put(key: string, value: string | undefined): void
  /** Bare keys that begin so. */
  keys(prefix: string): string[]
  /** Whether this call runs inside a batch. */
  readonly insideBatch: boolean
  /** The module error of a pallet, by name. */
  refuse(pallet: string, error: string): Refusal
}
type Hasher = 'Blake2128Concat' | 'Twox64Concat' | 'Identity'
export type StorageItem = {
  name: string
  optional?: true
  /** One for each part of the key. */
  hasher?: Hasher | readonly Hasher[]
  key?: string
  value: string
  initial?: unknown
}
/** A runtime API. */
export type Api = {
  name: string
  version: number
  methods: readonly (readonly [name: string, inputs: Readonly<Record<string, string>>, output: string])[]
}
/** A pallet: declaration and behaviour side by side. */
export type Pallet = {
  name: string
  index: number
  calls?: { path: string; body: string }
  events?: { path: string; body: string }
  errors?: { path: string; body: string }
  storage: StorageItem[]
  constants: { name: string; type: string; value: unknown }[]
  /** Declared weight of a call in picoseconds, its extensions included. */
  weight?: (name: string, args: Record<string, unknown>, weigh: (call: Call) => bigint) => bigint
  run?: Readonly<Record<string, (context: Context, args: never) => void>>
  /** What happens at the start of block `number`, before its extrinsics. */
  begin?: (context: Context, number: number) => void
}
type Store = Pick<Context, 'read' | 'write' | 'list' | 'has'>
/** What a runtime of some spec versions declares and does. */
export type Runtime = {
  pallets: readonly Pallet[]
  apis: readonly Api[]
  types: Readonly<Record<string, string>>
  /** Generic parameters, where readers look for them. */
  parameters: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Turns what the runtime before it had into its own, once, at the start of its first block. */
  migrate?: (before: Store, after: Store) => void
}
