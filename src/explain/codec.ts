import { getDynamicBuilder, getLookupFn, type LookupEntry, type MetadataLookup } from '@polkadot-api/metadata-builders'

export { getDynamicBuilder, getLookupFn, type LookupEntry, type MetadataLookup }
export type DynamicBuilder = ReturnType<typeof getDynamicBuilder>
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
/** A type as it stands in an enum's variant: without an id of its own. */
export type Unnamed = WithoutId<Extract<LookupEntry, { type: 'void' | 'tuple' | 'struct' | 'array' }>>
