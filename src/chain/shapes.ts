import type { LookupEntry, MetadataLookup } from '@polkadot-api/metadata-builders'

/** A type as codecs see it: one of the metadata's, or the inside of an enum's variant. */
type Shape = LookupEntry | Extract<LookupEntry, { type: 'enum' }>['value'][string]

const SIZES: Readonly<Record<string, number>> = {
  ...{ bool: 1, char: 4, str: 1 },
  ...{ u8: 1, u16: 2, u32: 4, u64: 8, u128: 16, u256: 32 },
  ...{ i8: 1, i16: 2, i32: 4, i64: 8, i128: 16, i256: 32 },
}
/**
 * The most values that a type may hold without a length or a choice in its bytes, and the most for each byte that it takes.
 * Finney's types hold 75 at most; a tree of empty structs doubles with every level and takes no byte.
 */
const shapeLimits = { values: 100_000, perByte: 32 } as const

/** The least that one value of a type takes. */
type Size = { values: number; bytes: number }

/**
 * Refuses metadata with a type of which few bytes, or none, make many values: decoding it would never end.
 * Each type is measured once. What an enum or a sequence holds is measured by itself, for each takes a byte that says so.
 * @throws Error for such a type, one that holds itself, and an enum with two variants of one index
 */
export function checkShapes(lookup: MetadataLookup): void {
  /** null while it is being measured. */
  const known = new Map<Shape, Size | null>()
  function size(shape: Shape): Size {
    const kept = known.get(shape)
    if (kept) return kept
    if (kept === null) throw new Error('a type that holds itself')
    known.set(shape, null)
    const made = measure(shape)
    if (made.values > Math.min(shapeLimits.values, shapeLimits.perByte * (made.bytes + 1))) throw new Error('a type of too many values')
    known.set(shape, made)
    return made
  }
  function sum(shapes: readonly Shape[]): Size {
    const sizes = shapes.map(size)
    return { values: sizes.reduce((all, each) => all + each.values, 1), bytes: sizes.reduce((all, each) => all + each.bytes, 0) }
  }
  function measure(shape: Shape): Size {
    switch (shape.type) {
      case 'void':
        return { values: 1, bytes: 0 }
      case 'primitive':
        return { values: 1, bytes: SIZES[shape.value] as number }
      case 'AccountId32':
        return { values: 1, bytes: 32 }
      case 'AccountId20':
        return { values: 1, bytes: 20 }
      case 'struct':
      case 'tuple':
        return sum(Object.values(shape.value))
      case 'lookupEntry':
        return sum([shape.value])
      case 'array': {
        if (shape.len > shapeLimits.values) throw new Error('a list of too many values')
        const { values, bytes } = size(shape.value)
        return { values: 1 + shape.len * values, bytes: shape.len * bytes }
      }
      case 'enum':
        return { values: 1, bytes: shape.byteLength ?? 1 }
      default:
        return { values: 1, bytes: 1 }
    }
  }
  for (const id of lookup.metadata.lookup.keys()) {
    const shape = lookup(id)
    size(shape)
    if (shape.type === 'sequence' && size(shape.value).bytes === 0) throw new Error('a sequence of nothing')
    if (shape.type !== 'enum') continue
    const variants = Object.values(shape.value)
    variants.forEach(size)
    if (new Set(variants.map((each) => each.idx)).size < variants.length) throw new Error('two variants of one index')
  }
}

/**
 * Walks over bytes by their type alone and builds nothing: codecs believe a length before they see that the bytes end.
 * More bytes than the type takes are none of its business.
 * @throws Error where bytes are missing, or a choice is none of the type's
 */
export function checkBytes(shape: Shape, bytes: Uint8Array): void {
  let at = 0
  let end = bytes.length
  const take = (count: number) => {
    if (count > end - at) throw new Error('bytes are missing')
    at += count
  }
  const byte = () => {
    take(1)
    return bytes[at - 1] as number
  }
  /** A compact number: how many of something follow. */
  const length = () => {
    const first = byte()
    if ((first & 3) === 3) throw new Error('longer than anything')
    let value = first >> 2
    for (let i = 0, worth = 64; i < ([0, 1, 3][first & 3] as number); i++, worth *= 256) value += byte() * worth
    return value
  }
  function walk(of: Shape): unknown {
    switch (of.type) {
      case 'void':
        return undefined
      case 'lookupEntry':
        return walk(of.value)
      case 'primitive':
        return take(of.value === 'str' ? length() : (SIZES[of.value] as number))
      case 'compact': {
        const first = byte()
        return take([0, 1, 3, (first >> 2) + 4][first & 3] as number)
      }
      case 'bitSequence':
        return take(Math.ceil(length() / 8))
      case 'AccountId32':
        return take(32)
      case 'AccountId20':
        return take(20)
      case 'struct':
      case 'tuple':
        return Object.values(of.value).forEach(walk)
      case 'sequence':
        return many(of.value, length())
      case 'array':
        return many(of.value, of.len)
      case 'option':
        return byte() ? walk(of.value) : undefined
      case 'result':
        return walk(byte() ? of.value.ko : of.value.ok)
      case 'enum': {
        const outer = end
        if (of.byteLength) {
          take(of.byteLength)
          ;[at, end] = [at - of.byteLength, at]
        }
        const index = byte()
        const variant = Object.values(of.value).find(({ idx }) => idx === index)
        if (!variant) throw new Error('no such variant')
        walk(variant)
        if (of.byteLength) [at, end] = [end, outer]
        return undefined
      }
      default:
        throw new Error('no such type')
    }
  }
  function many(of: Shape, count: number): unknown {
    if (of.type === 'primitive' && of.value !== 'str') return take(count * (SIZES[of.value] as number))
    for (let i = 0; i < count; i++) walk(of)
    return undefined
  }
  walk(shape)
}
