import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import type { UnifiedMetadata } from '@polkadot-api/substrate-bindings'
import { fromHex, KluisError } from '../units'
import { checkBytes, checkShapes } from './shapes'

/** What a node's bytes say. @throws KluisError node-lied where they say nothing */
export function believe<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}

/**
 * Makes values of a node's bytes, by names in its metadata. Time and memory are bounded by the length of the bytes, whatever they and
 * the metadata say: types are measured here, and bytes are walked over before anything is built of them.
 * @throws KluisError node-lied, here and in every function: no such name, no such type, bytes that are no value of it
 */
export function createDecoder(metadata: UnifiedMetadata) {
  const lookup = getLookupFn(metadata)
  const palletOf = (name: string) => metadata.pallets.find((each) => each.name === name)
  const constantOf = (pallet: string, name: string) => palletOf(pallet)?.constants.find((each) => each.name === name)
  const check = (type: number, hex: string) => checkBytes(lookup(type), fromHex(hex))
  const builder = believe(() => {
    checkShapes(lookup)
    // The builder decodes this one by itself.
    const prefix = constantOf('System', 'SS58Prefix')
    if (prefix) check(prefix.type, prefix.value)
    return getDynamicBuilder(lookup)
  })
  function decode(type: number, hex: string): unknown {
    check(type, hex)
    return builder.buildDefinition(type).dec(hex)
  }
  return {
    builder,
    constant: (pallet: string, name: string): unknown =>
      believe(() => {
        const { type, value } = constantOf(pallet, name) as { type: number; value: string }
        return decode(type, value)
      }),
    /** A storage item: hex of its key for the key's parts, and what its bytes say. */
    storage: (pallet: string, name: string): { key: (...parts: unknown[]) => string; decode: (hex: string) => unknown } =>
      believe(() => {
        const item = palletOf(pallet)?.storage?.items.find((each) => each.name === name)
        if (!item) throw new Error('no such item')
        const type = item.type.tag === 'plain' ? item.type.value : item.type.value.value
        // The builder decodes what stands for a missing value, too.
        if (item.modifier === 1) check(type, item.fallback)
        const { keys } = builder.buildStorage(pallet, name)
        return { key: (...parts) => believe(() => keys.enc(...parts)), decode: (hex) => believe(() => decode(type, hex)) }
      }),
    /** What a runtime call answers. */
    answer: (api: string, method: string, hex: string): unknown =>
      believe(() => {
        const found = metadata.apis.find((each) => each.name === api)?.methods.find((each) => each.name === method)
        if (!found) throw new Error('no such call')
        return decode(found.output, hex)
      }),
  }
}
export type Decoder = ReturnType<typeof createDecoder>
