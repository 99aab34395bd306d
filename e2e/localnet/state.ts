import { Blake2128Concat, Identity, Twox64Concat } from '@polkadot-api/substrate-bindings'
import type { BuiltMetadata } from './metadata'

/** Of a key in hex: what names pallet and item. */
const ITEM = 66

/** Storage by key, with what each block changed, so that any recent block can be read and the newest can be undone. */
export class State {
  readonly #now = new Map<string, string>()
  /** Per block: the values that its keys had before. */
  readonly #undo: Map<string, string | undefined>[] = []
  #first = 0
  #block = new Map<string, string | undefined>()
  readonly #keep: number

  constructor(keep: number) {
    this.#keep = keep
  }
  get(key: string): string | undefined {
    return this.#now.get(key)
  }
  set(key: string, value: string | undefined): void {
    if (!this.#block.has(key)) this.#block.set(key, this.#now.get(key))
    if (this.#known.size) this.#known.get(key.slice(0, ITEM))?.add(key)
    if (value === undefined) this.#now.delete(key)
    else this.#now.set(key, value)
  }
  /** Puts values there as if they had always been there: what a chain begins with. */
  load(values: Iterable<readonly [string, string]>): void {
    this.#put(values)
  }
  /** What changed since the last seal: keys. */
  changed(): string[] {
    return [...this.#block.keys()]
  }
  /** Ends a block. */
  seal(): void {
    this.#undo.push(this.#block)
    this.#block = new Map()
    if (this.#undo.length > this.#keep) {
      this.#undo.shift()
      this.#first++
    }
  }
  /** Undoes the newest sealed block. What was set since then stays. @returns what it had changed, as it was after it */
  retract(): Map<string, string | undefined> {
    const since = [...this.#block.keys()].map((key) => [key, this.#now.get(key)] as const)
    this.#put(this.#block)
    this.#block = new Map()
    const before = this.#undo.pop() ?? new Map<string, string | undefined>()
    const undone = new Map([...before.keys()].map((key) => [key, this.#now.get(key)] as const))
    this.#put(before)
    for (const [key, value] of since) this.set(key, value)
    return undone
  }
  #put(values: Iterable<readonly [string, string | undefined]>): void {
    for (const [key, value] of values) {
      if (value === undefined) this.#now.delete(key)
      else this.#now.set(key, value)
    }
  }
  /** A marker for `rollback`, within a block. */
  snapshot(): Map<string, string | undefined> {
    return new Map([...this.#block.keys()].map((key) => [key, this.#now.get(key)] as const))
  }
  rollback(to: Map<string, string | undefined>): void {
    this.#put([...this.#block].map(([key, before]) => [key, to.has(key) ? to.get(key) : before] as const))
  }
  /** A value after block `number`; null where that is no longer known. */
  at(number: number, key: string): string | undefined | null {
    if (number < this.#first - 1) return null
    // Newer blocks are undone in thought, from the oldest of them: the first that touched the key knows what it was.
    for (let block = Math.max(number + 1 - this.#first, 0); block < this.#undo.length; block++) {
      const undo = this.#undo[block] as Map<string, string | undefined>
      if (undo.has(key)) return undo.get(key)
    }
    return this.#block.has(key) ? this.#block.get(key) : this.#now.get(key)
  }
  /** Keys that ever were there, by the prefix of their item: only for items that were asked for. */
  readonly #known = new Map<string, Set<string>>()
  /** Every key that begins so and ever had a value, in no order. @param item the first part of it, which all keys of its item share */
  ever(item: string, prefix: string): string[] {
    let known = this.#known.get(item)
    if (!known) {
      known = new Set([...this.#now.keys()].filter((key) => key.startsWith(item)))
      this.#known.set(item, known)
    }
    return [...known].filter((key) => key.startsWith(prefix))
  }
  /** Keys that begin so, in order: now, or as they were after block `number`. */
  keys(prefix: string, number = Number.POSITIVE_INFINITY): string[] {
    const begins = (key: string) => key.startsWith(prefix)
    const now = [...this.#now.keys()].filter(begins)
    // What newer blocks touched is as the oldest of them found it.
    const then = new Map<string, string | undefined>()
    for (let block = this.#undo.length; block >= Math.max(number + 1 - this.#first, 0); block--)
      for (const [key, value] of this.#undo[block] ?? this.#block) if (begins(key)) then.set(key, value)
    return [...now.filter((key) => !then.has(key)), ...[...then].flatMap(([key, value]) => (value === undefined ? [] : key))].sort()
  }
  /** A stand-in for a state root: depends on every value. */
  entries(): [string, string][] {
    return [...this.#now.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Where values come from and go to. */
type Place = {
  get(key: string): string | undefined | null
  set(key: string, value: string | undefined): void
  ever(item: string, prefix: string): string[]
}
type Codec = { enc(value: unknown): Uint8Array; dec(value: string): unknown }
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const hashers = { Blake2128Concat, Twox64Concat, Identity }

/** Reads and writes storage items by name, through codecs made from the metadata. */
export function createAccess(built: BuiltMetadata, state: Place) {
  const codecs = new Map<string, { keyOf(keys: readonly unknown[]): string; value: Codec; initial: unknown }>()
  /** Parts of keys that were hashed before, by how they are hashed: the same accounts come again and again. */
  const parts = new Map<string, Map<unknown, string>>()

  /** A codec of accounts that remembers: addresses are slow to make and to read, and there are few. */
  const addresses = { bytes: new Map<unknown, Uint8Array>(), texts: new Map<string, unknown>() }
  const remembering = (codec: Codec): Codec => ({
    enc(value) {
      const bytes = addresses.bytes.get(value) ?? codec.enc(value)
      addresses.bytes.set(value, bytes)
      return bytes
    },
    dec(text) {
      const value = addresses.texts.get(text) ?? codec.dec(text)
      addresses.texts.set(text, value)
      return value
    },
  })

  function codecOf(pallet: string, item: string) {
    const name = `${pallet}.${item}`
    const found = codecs.get(name)
    if (found) return found
    const made = built.builder.buildStorage(pallet, item)
    const declared = built.runtime.pallets.find((each) => each.name === pallet)?.storage.find((each) => each.name === item)
    const value = made.value as Codec
    const codec = {
      keyOf: keysOf(pallet, item, made.keys.enc()),
      value: declared?.value === 'sp_core::crypto::AccountId32' ? remembering(value) : value,
      initial: declared?.initial,
    }
    codecs.set(name, codec)
    return codec
  }
  function keysOf(pallet: string, item: string, prefix: string): (keys: readonly unknown[]) => string {
    const type = built.unified.pallets.find((each) => each.name === pallet)?.storage?.items.find((each) => each.name === item)?.type
    if (type?.tag !== 'map') return () => prefix
    const { hashers: names, key } = type.value
    const def = built.unified.lookup[key]?.def
    const ids = names.length > 1 && def?.tag === 'tuple' ? def.value : [key]
    const encoders = names.map(({ tag }, index) => {
      const codec = built.builder.buildDefinition(ids[index] as number) as Codec
      const hash = hashers[tag as keyof typeof hashers]
      const known = parts.get(`${tag} ${ids[index]}`) ?? new Map<unknown, string>()
      parts.set(`${tag} ${ids[index]}`, known)
      return (part: unknown): string => {
        const before = known.get(part)
        if (before !== undefined) return before
        const text = hex(hash(codec.enc(part)))
        if (typeof part !== 'object') known.set(part, text)
        return text
      }
    })
    return (keys) => keys.reduce((text: string, part, index) => text + (encoders[index]?.(part) ?? ''), prefix)
  }
  const reader =
    (get: Place['get']) =>
    <T>(pallet: string, item: string, ...keys: unknown[]): T => {
      const codec = codecOf(pallet, item)
      const value = get(codec.keyOf(keys))
      return (value === undefined || value === null ? codec.initial : codec.value.dec(value)) as T
    }
  const lister =
    (get: Place['get']) =>
    <T>(pallet: string, item: string, ...keys: unknown[]): [rest: string, value: T][] => {
      const codec = codecOf(pallet, item)
      const prefix = codec.keyOf(keys)
      return state
        .ever(codec.keyOf([]), prefix)
        .sort()
        .flatMap((key): [string, T][] => {
          const value = get(key)
          return value === undefined || value === null ? [] : [[key.slice(prefix.length), codec.value.dec(value) as T]]
        })
    }
  const declared = new Set(built.runtime.pallets.flatMap(({ name, storage }) => storage.map((item) => `${name}.${item.name}`)))
  const has = (pallet: string, item: string) => declared.has(`${pallet}.${item}`)
  const now = (key: string) => state.get(key)
  return {
    key: (pallet: string, item: string, ...keys: unknown[]) => codecOf(pallet, item).keyOf(keys),
    /** Reading in the state that `get` gives. */
    reader: (get: Place['get']) => ({ read: reader(get), list: lister(get), has }),
    read: reader(now),
    /** Everything under the first parts of a key, in order: what is left of each key, in hex, and its value. */
    list: lister(now),
    has,
    write(pallet: string, item: string, keys: unknown[], value: unknown): void {
      const codec = codecOf(pallet, item)
      state.set(codec.keyOf(keys), value === undefined ? undefined : `0x${hex(codec.value.enc(value))}`)
    },
  }
}
export type Access = ReturnType<typeof createAccess>
