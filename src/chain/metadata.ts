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

/**
 * Asks a node for its metadata: V16, else V15, through the runtime itself; V14 only where neither exists.
 * @param at hash of the block whose runtime is meant; the best one if left out
 * @throws KluisError offline, node-answer, node-lied
 */
export async function fetchMetadata(rpc: Rpc, ...at: readonly [at?: string]): Promise<Uint8Array> {
  for (const version of ['0x10000000', '0x0f000000']) {
    const answer = await rpc.call('state_call', ['Metadata_metadata_at_version', version, ...at]).catch((error) => {
      if (error instanceof KluisError && error.code === 'node-answer') return undefined
      throw error
    })
    if (answer === undefined) continue
    try {
      const bytes = opaque.dec(fromHex(answer as string))
      if (bytes) return bytes
    } catch (error) {
      throw new KluisError('node-lied', {}, error)
    }
  }
  const legacy = await rpc.call('state_getMetadata', at)
  try {
    return fromHex(legacy as string)
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}

/** The digest that a chain with exactly this metadata compiled into itself. Name and version are those that the node claims: a lie changes the digest. */
export function digestOf(bytes: Uint8Array, { specName, specVersion }: Version): string | null {
  try {
    return toHex(merkleizeMetadata(bytes, { ...PINNED, specName, specVersion }).digest())
  } catch {
    return null
  }
}

/** Makes a runtime of metadata bytes. @throws KluisError node-lied if they are no metadata, or that of another version than was told */
export function makeRuntime(genesisHash: string, version: Version, bytes: Uint8Array, cache: Cache): Runtime {
  let metadata: UnifiedMetadata
  let builder: Runtime['builder']
  try {
    metadata = unifyMetadata(decAnyMetadata(bytes))
    builder = getDynamicBuilder(getLookupFn(metadata))
    const own = metadata.pallets.find(({ name }) => name === 'System')?.constants.find(({ name }) => name === 'Version')
    const said = builder.buildConstant('System', 'Version').dec(own?.value as string) as { spec_name: unknown; spec_version: unknown }
    // An upgrade between two questions, or a lie: kept under the wrong version it would do harm until the next upgrade.
    if (said.spec_name !== version.specName || said.spec_version !== version.specVersion) throw new Error('of another version')
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
  let digest: Promise<string | null> | undefined
  const key = `${keyOf(genesisHash, version.specVersion)}/digest`
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

const keyOf = (genesisHash: string, specVersion: number) => `${genesisHash}/${specVersion}`

/** Makes the next connection fetch this metadata again: somebody disagrees with it, and who lied is not known. */
export async function distrust({ genesisHash, specVersion }: Runtime, cache: Cache): Promise<void> {
  const key = keyOf(genesisHash, specVersion)
  for (const each of [key, `${key}/digest`]) await cache.put(each, new Uint8Array()).catch(() => undefined)
}

/** The runtime of a connected node, from the cache where it is known: metadata is asked for once per genesis and spec version. */
export async function loadRuntime(rpc: Rpc, genesisHash: string, version: Version, cache: Cache): Promise<Runtime> {
  const key = keyOf(genesisHash, version.specVersion)
  const kept = await cache.get(key).catch(() => undefined)
  if (kept?.length) {
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
