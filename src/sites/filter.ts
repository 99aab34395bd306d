import { blake256 } from '../units'

// A set of names as sorted, cut hashes, each told by its distance from the one before (Golomb-Rice): three bytes a name. It has every name
// that was put in. A name that was not is found in it by chance once in 2^23 (a hash is so many bits longer than it takes to count them).

const SPARE = 23
/** A site is looked up by at most this many names: all together are found by chance less than once in a million. */
export const MOST_NAMES = 6
const HASHED = 48
const FORMAT = 'kluis-names/1'

/** The first `bits` bits of BLAKE2b-256 of a name, as a number. */
function hashOf(name: string, bits: number): number {
  const bytes = blake256(new TextEncoder().encode(name))
  const first = bytes.subarray(0, HASHED / 8).reduce((sum, byte) => sum * 256 + byte, 0)
  return Math.floor(first / 2 ** (HASHED - bits))
}
const bitsFor = (count: number) => Math.ceil(Math.log2(Math.max(count, 1))) + SPARE

/**
 * @param note whose names they are: stands readable in the first line
 * @param breathe is awaited every few thousand names
 * @returns a line of text, and the distances
 */
export async function packNames(
  names: Iterable<string>,
  note: string,
  breathe: () => Promise<void> = async () => undefined,
): Promise<Uint8Array> {
  const all = [...new Set(names)]
  const bits = bitsFor(all.length)
  const hashes = new Float64Array(all.length)
  for (const [i, name] of all.entries()) {
    if (i % 4_000 === 3_999) await breathe()
    hashes[i] = hashOf(name, bits)
  }
  const sorted = [...new Set(hashes.sort())]
  const head = new TextEncoder().encode(`${FORMAT} ${sorted.length} ${bits} ${note.replaceAll('\n', ' ')}\n`)
  const out: number[] = []
  let [byte, free] = [0, 8]
  const put = (bit: number) => {
    byte = (byte << 1) | bit
    if (--free) return
    out.push(byte)
    ;[byte, free] = [0, 8]
  }
  let before = 0
  for (const each of sorted) {
    const distance = each - before
    before = each
    for (let rest = Math.floor(distance / 2 ** SPARE); rest > 0; rest--) put(1)
    put(0)
    for (let at = SPARE - 1; at >= 0; at--) put(Math.floor(distance / 2 ** at) % 2)
  }
  while (free < 8) put(0)
  const packed = new Uint8Array(head.length + out.length)
  packed.set(head)
  packed.set(out, head.length)
  return packed
}

export type Names = { count: number; has(name: string): boolean }

/** Opens what `packNames` made. @throws RangeError */
export function openNames(packed: Uint8Array): Names {
  const end = packed.indexOf(10)
  const [format, told, length] = new TextDecoder().decode(packed.subarray(0, Math.max(end, 0))).split(' ')
  const [count, bits] = [Number(told), Number(length)]
  const wrong = () => new RangeError('no list of names')
  if (format !== FORMAT || !Number.isSafeInteger(count) || count < 1 || count > packed.length || bits > HASHED || bits < SPARE)
    throw wrong()
  const hashes = new Float64Array(count)
  let at = (end + 1) * 8
  const last = packed.length * 8
  const bit = () => {
    if (at >= last) throw wrong()
    const value = ((packed[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
    at++
    return value
  }
  let before = 0
  for (let i = 0; i < count; i++) {
    let distance = 0
    while (bit()) distance++
    for (let n = 0; n < SPARE; n++) distance = distance * 2 + bit()
    before += distance
    if (before >= 2 ** bits || (i > 0 && distance === 0)) throw wrong()
    hashes[i] = before
  }
  // What follows is what fills the last byte.
  if (last - at >= 8) throw wrong()
  const has = (name: string) => {
    const wanted = hashOf(name, bits)
    let [low, high] = [0, count - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = hashes[middle] ?? 0
      if (found === wanted) return true
      if (found < wanted) low = middle + 1
      else high = middle - 1
    }
    return false
  }
  return { count, has }
}

/** A host as lists and pages are compared: lower case, punycode, without the dot that may end it; undefined for what is none. */
export function hostIn(text: string): string | undefined {
  try {
    const { hostname } = new URL(`https://${text.trim()}`)
    const host = hostname.replace(/\.+$/, '')
    return host.includes('.') ? host : undefined
  } catch {
    return undefined
  }
}

/** The names by which a host may be listed: itself, and those above it down to two parts. An address of numbers has no others. */
export function namesOf(host: string): string[] {
  if (/^[\d.]+$|:/.test(host)) return [host]
  const parts = host.split('.')
  const above = parts.slice(1, -1).map((_, i) => parts.slice(i + 1).join('.'))
  return [host, ...above.slice(-(MOST_NAMES - 1))]
}
