import { KluisError, sameBytes } from '../units'
import type { LookupEntry, Unnamed } from './codec'
import { measureCall } from './measure'
import type { RuntimeView } from './runtime'

/** One call with its arguments by name, and the calls inside it. `args` is as the metadata's codecs give it. */
export type DecodedCall = { pallet: string; name: string; args: Readonly<Record<string, unknown>>; inner: readonly DecodedCall[] }

/**
 * Opens a call, totally and canonically: every byte is consumed, and encoding what was read gives the same bytes. Without that, bytes
 * appended to a call would slide the fields that follow it in the signed payload (security.md, finding 1).
 * @throws KluisError call-not-canonical, call-unknown, call-too-deep, call-too-large
 */
export function openCall(runtime: RuntimeView, given: Uint8Array): DecodedCall {
  // A copy: the codecs read a view's whole buffer, from its beginning.
  const bytes = given.slice()
  const { length } = measureCall(runtime, bytes)
  if (length !== bytes.length) throw new KluisError('call-not-canonical')
  const codec = runtime.builder.buildDefinition(runtime.callType)
  let value: RawCall
  let again: Uint8Array
  try {
    value = codec.dec(bytes)
    again = codec.enc(value)
  } catch (error) {
    throw new KluisError('call-not-canonical', {}, error)
  }
  if (!sameBytes(again, bytes)) throw new KluisError('call-not-canonical')
  return readCall(runtime, value)
}

type RawCall = { type: string; value: { type: string; value: Record<string, unknown> | undefined } }

function readCall(runtime: RuntimeView, raw: RawCall): DecodedCall {
  const args = raw.value.value ?? {}
  const pallet = variant(runtime.lookup(runtime.callType), raw.type)
  const type = pallet && variant(pallet, raw.value.type)
  const inner: DecodedCall[] = []
  if (type) collect(runtime, type, args, inner)
  return { pallet: raw.type, name: raw.value.type, args, inner }
}

type Shape = LookupEntry | Unnamed

function variant(entry: Shape, name: string): Shape | undefined {
  if (entry.type !== 'enum' || !Object.hasOwn(entry.value, name)) return undefined
  const found = entry.value[name]
  return found?.type === 'lookupEntry' ? found.value : (found as Shape | undefined)
}

/** Finds the calls among a value's parts, by their type: a wrapper that nobody thought of still shows what it holds. */
function collect(runtime: RuntimeView, entry: Shape, value: unknown, into: DecodedCall[]): void {
  if ('id' in entry && entry.id === runtime.callType) {
    into.push(readCall(runtime, value as RawCall))
    return
  }
  if (value === undefined || value === null) return
  switch (entry.type) {
    case 'struct':
      for (const [key, each] of Object.entries(entry.value)) collect(runtime, each, (value as Record<string, unknown>)[key], into)
      return
    case 'tuple':
      for (const [i, each] of entry.value.entries()) collect(runtime, each, (value as unknown[])[i], into)
      return
    case 'sequence':
    case 'array':
      if (entry.value.type === 'primitive') return
      for (const each of value as Iterable<unknown>) collect(runtime, entry.value, each, into)
      return
    case 'option':
      collect(runtime, entry.value, value, into)
      return
    case 'enum': {
      const chosen = value as { type: string; value: unknown }
      const shape = variant(entry, chosen.type)
      if (shape) collect(runtime, shape, chosen.value, into)
      return
    }
    default:
      return
  }
}
