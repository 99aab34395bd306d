import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { Bytes, decAnyMetadata, Option, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { fromHex, KluisError, toHex } from '../units'
import type { Rpc } from './rpc'

/** What is kept between connections, by key. */
export type Cache = { get(key: string): Promise<Uint8Array | undefined>; put(key: string, bytes: Uint8Array): Promise<void> }
export type Version = { specName: string; specVersion: number; transactionVersion: number }
/** One spec version of one chain, from metadata that this wallet fetched itself. */
export type Runtime = Version & {
  genesisHash: string
  /** Metadata V16, V15 or V14, with its magic number. */
  bytes: Uint8Array
  metadata: UnifiedMetadata
  builder: ReturnType<typeof getDynamicBuilder>
  /** RFC-0078 digest as hex; null where the node has only V14 metadata or its metadata contradicts what is pinned. Computed once. */
  digest(): Promise<string | null>
}

const PINNED = { decimals: 9, tokenSymbol: 'TAO', base58Prefix: 42 }
const opaque = Option(Bytes())

/** Asks a node for its metadata: V16, else V15, through the runtime itself; V14 only where neither exists. */
export async function fetchMetadata(rpc: Rpc): Promise<Uint8Array> {
  for (const version of ['0x10000000', '0x0f000000']) {
    const answer = await rpc.call('state_call', ['Metadata_metadata_at_version', version]).catch((error) => {
      if (error instanceof KluisError && error.code === 'node-answer') return null
      throw error
    })
    if (typeof answer !== 'string') continue
    try {
      const bytes = opaque.dec(fromHex(answer))
      if (bytes) return bytes
    } catch (error) {
      throw new KluisError('node-lied', {}, error)
    }
  }
  const legacy = await rpc.call('state_getMetadata', [])
  if (typeof legacy !== 'string') throw new KluisError('node-lied')
  return fromHex(legacy)
}

/** The digest that a chain with exactly this metadata compiled into itself. Name and version are those that the node claims: a lie changes the digest. */
export function digestOf(bytes: Uint8Array, { specName, specVersion }: Version): string | null {
  try {
    return toHex(merkleizeMetadata(bytes, { ...PINNED, specName, specVersion }).digest())
  } catch {
    return null
  }
}

/** Makes a runtime of metadata bytes. @throws KluisError node-lied if they are no metadata */
export function makeRuntime(genesisHash: string, version: Version, bytes: Uint8Array, cache: Cache): Runtime {
  let metadata: UnifiedMetadata
  let builder: Runtime['builder']
  try {
    metadata = unifyMetadata(decAnyMetadata(bytes))
    builder = getDynamicBuilder(getLookupFn(metadata))
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
  let digest: Promise<string | null> | undefined
  const key = `${genesisHash}/${version.specVersion}/digest`
  const compute = async () => {
    const kept = await cache.get(key).catch(() => undefined)
    if (kept?.length === 32) return toHex(kept)
    const made = digestOf(bytes, version)
    if (made) await cache.put(key, fromHex(made)).catch(() => undefined)
    return made
  }
  return {
    ...version,
    genesisHash,
    bytes,
    metadata,
    builder,
    digest() {
      digest ??= compute()
      return digest
    },
  }
}

/** The runtime of a connected node, from the cache where it is known: metadata is asked for once per genesis and spec version. */
export async function loadRuntime(rpc: Rpc, genesisHash: string, version: Version, cache: Cache): Promise<Runtime> {
  const key = `${genesisHash}/${version.specVersion}`
  const kept = await cache.get(key).catch(() => undefined)
  if (kept) {
    try {
      return makeRuntime(genesisHash, version, kept, cache)
    } catch {
      // What was kept is damaged: it is fetched again.
    }
  }
  const bytes = await fetchMetadata(rpc)
  const made = makeRuntime(genesisHash, version, bytes, cache)
  await cache.put(key, bytes).catch(() => undefined)
  return made
}
