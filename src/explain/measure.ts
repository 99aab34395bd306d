import { KluisError } from '../units'
import type { LookupEntry, Unnamed } from './codec'
import type { RuntimeView } from './runtime'

/** What may be decoded at all (security.md 6.1): checked while walking over the bytes, before anything is built from them. */
export const callLimits = { bytes: 65_536, depth: 16, nodes: 1_000 } as const

const SIZES: Record<string, number> = {
  bool: 1,
  char: 4,
  u8: 1,
  i8: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  u64: 8,
  i64: 8,
  u128: 16,
  i128: 16,
  u256: 32,
  i256: 32,
}
type Inner = LookupEntry | { type: 'lookupEntry'; value: LookupEntry } | Unnamed

/**
 * Walks over a call's bytes by the metadata's types alone, without building values: how many bytes it takes, how many calls it holds.
 * Its cost is bounded by the limits, whatever the bytes say.
 * @param type what the bytes begin with; a call if left out
 * @throws KluisError call-too-large, call-too-deep, call-not-canonical (bytes missing, impossible values), call-unknown (no such pallet or call)
 */
export function measureCall(runtime: RuntimeView, bytes: Uint8Array, type = runtime.callType): { length: number; calls: number } {
  if (bytes.length > callLimits.bytes) throw new KluisError('call-too-large')
  let at = 0
  let calls = 0
  let steps = 0

  const take = (count: number) => {
    if (count > bytes.length - at) throw new KluisError('call-not-canonical')
    at += count
  }
  const byte = () => {
    take(1)
    return bytes[at - 1] as number
  }
  /** A compact integer that has to be small: the length of something in these bytes. */
  const count = (): number => {
    const first = byte()
    if ((first & 3) === 0) return first >> 2
    if ((first & 3) === 1) return ((byte() << 8) | first) >> 2
    if ((first & 3) === 2) {
      const [b, c, d] = [byte(), byte(), byte()]
      return ((d << 24) | (c << 16) | (b << 8) | first) >>> 2
    }
    throw new KluisError('call-not-canonical')
  }
  /** A compact integer of a type with `size` bytes: one that does not fit is not a value of that type, whatever a codec makes of it. */
  const compact = (size: number) => {
    const start = at
    const first = byte()
    take([0, 1, 3, (first >> 2) + 4][first & 3] as number)
    const big = (first & 3) === 3
    let value = bytes.subarray(big ? start + 1 : start, at).reduceRight((sum, each) => (sum << 8n) | BigInt(each), 0n)
    if (!big) value >>= 2n
    if (value >> BigInt(8 * size)) throw new KluisError('call-not-canonical')
  }

  function walk(entry: Inner, depth: number): unknown {
    // One step per value: a sequence of empty values can be huge in few bytes.
    if (++steps > 20 * callLimits.nodes + bytes.length) throw new KluisError('call-too-large')
    if ('id' in entry && entry.id === runtime.callType) {
      if (++calls > callLimits.nodes) throw new KluisError('call-too-large')
      if (depth > callLimits.depth) throw new KluisError('call-too-deep')
      depth++
    }
    switch (entry.type) {
      case 'lookupEntry':
        return walk(entry.value, depth)
      case 'void':
        return undefined
      case 'primitive':
        return entry.value === 'str' ? take(count()) : take(SIZES[entry.value] as number)
      case 'compact':
        return compact(SIZES[entry.size] ?? 0)
      case 'bitSequence':
        return take(Math.ceil(count() / 8))
      case 'AccountId32':
        return take(32)
      case 'AccountId20':
        return take(20)
      case 'tuple':
        return entry.value.map((each) => walk(each, depth))
      case 'struct':
        return Object.values(entry.value).map((each) => walk(each, depth))
      case 'sequence':
        return many(entry.value, count(), depth)
      case 'array':
        return many(entry.value, entry.len, depth)
      case 'option': {
        const some = byte()
        if (some > 1) throw new KluisError('call-not-canonical')
        return some ? walk(entry.value, depth) : undefined
      }
      case 'result': {
        const ko = byte()
        if (ko > 1) throw new KluisError('call-not-canonical')
        return walk(ko ? entry.value.ko : entry.value.ok, depth)
      }
      case 'enum': {
        const index = byte()
        const variant = Object.values(entry.value).find((each) => each.idx === index)
        if (!variant) throw new KluisError('call-unknown')
        return walk(variant as Inner, depth)
      }
    }
  }
  function many(entry: LookupEntry, length: number, depth: number): unknown {
    if (entry.type === 'primitive' && entry.value !== 'str') return take(length * (SIZES[entry.value] as number))
    for (let i = 0; i < length; i++) walk(entry, depth)
    return undefined
  }

  walk(runtime.lookup(type), 1)
  return { length: at, calls }
}
