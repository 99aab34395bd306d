import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { KluisError } from '../units'
import { type DynamicBuilder, getDynamicBuilder, getLookupFn, type MetadataLookup } from './codec'

/** What is needed to read bytes of one spec version of one chain: its own metadata, with codecs made from it. */
export type RuntimeView = {
  readonly metadata: UnifiedMetadata
  readonly lookup: MetadataLookup
  readonly builder: DynamicBuilder
  /** Type id of RuntimeCall. */
  readonly callType: number
}

/** @param bytes metadata V14, V15 or V16 with its magic number. @throws KluisError node-lied for bytes that are no metadata */
export function openRuntime(bytes: Uint8Array): RuntimeView {
  try {
    // A copy: the codecs read a view's whole buffer, from its beginning.
    const metadata = unifyMetadata(decAnyMetadata(bytes.slice()))
    const lookup = getLookupFn(metadata)
    if (lookup.call === null) throw new Error('no call type')
    return { metadata, lookup, builder: getDynamicBuilder(lookup), callType: lookup.call }
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}
