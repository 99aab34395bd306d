import { merkleizeMetadata } from '@polkadot-api/merkleize-metadata'
import { Bytes, decAnyMetadata, Option, type UnifiedMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { fromHex, isTao, KluisError, TAO, type Token, toHex } from '../units'
import { readToken, type Version } from './answers'
import { believe, createDecoder, type Decoder } from './decoder'
import type { Kept } from './kept'
import type { Network } from './networks'
import type { Rpc } from './rpc'

/** One spec version of one chain, from metadata that this wallet fetched itself. */
export type Runtime = Version &
  Decoder & {
    genesisHash: string
    /** What amounts of it are counted in. */
    token: Token
    /** Metadata V16, V15 or V14, with its magic number. */
    bytes: Uint8Array
    metadata: UnifiedMetadata
    /**
     * RFC-0078 digest of `bytes` as hex; null where they are V14 metadata or contradict what is pinned. Computed once, and never kept:
     * apart from its bytes it would vouch for others.
     */
    digest(): Promise<string | null>
  }

const PREFIX = 42
const opaque = Option(Bytes())

/** Whether a node says that it has no such thing. Any other refusal passes, and old metadata would be kept in place of new. */
const isMissing = (error: unknown) =>
  error instanceof KluisError &&
  error.code === 'node-answer' &&
  /not found|-32601/i.test(`${error.facts.code} ${error.facts.message} ${error.facts.data}`)

/**
 * Asks a node for its metadata: V16, else V15, through the runtime itself; V14 only where neither exists.
 * @param at hash of the block whose runtime is meant; the best one if left out
 * @throws KluisError offline, node-answer, node-lied
 */
export async function fetchMetadata(rpc: Rpc, ...at: readonly [at?: string]): Promise<Uint8Array> {
  for (const version of ['0x10000000', '0x0f000000']) {
    const answer = await rpc.call('state_call', ['Metadata_metadata_at_version', version, ...at]).catch((error) => {
      if (isMissing(error)) return undefined
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

/**
 * What a chain counts in. Any chain may stand behind a node of one's own, which is taken at its word; a public network counts in TAO.
 * @throws KluisError offline, node-lied
 */
export async function fetchToken({ call }: Rpc, { genesisHash }: Network): Promise<Token> {
  if (genesisHash !== null) return TAO
  const told = await call('system_properties', []).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return null
    throw error
  })
  return readToken(told)
}

/** The digest that a chain with exactly this metadata compiled into itself. Name and version are those that the node claims: a lie changes the digest. */
export function digestOf(bytes: Uint8Array, { specName, specVersion }: Version, token = TAO): string | null {
  try {
    const own = { decimals: token.decimals, tokenSymbol: token.symbol, ...(isTao(token) && { base58Prefix: PREFIX }) }
    return toHex(merkleizeMetadata(bytes, { ...own, specName, specVersion }).digest())
  } catch {
    return null
  }
}

/** Makes a runtime of metadata bytes. @throws KluisError node-lied if they are no metadata, that of another version than was told, or such that decoding could hang */
export function makeRuntime(genesisHash: string, version: Version, bytes: Uint8Array, token = TAO): Runtime {
  const metadata = believe(() => unifyMetadata(decAnyMetadata(bytes)))
  const decoder = createDecoder(metadata)
  const said = decoder.constant('System', 'Version') as { spec_name?: unknown; spec_version?: unknown } | undefined
  // An upgrade between two questions, or a lie: kept under the wrong version it would do harm until the next upgrade.
  if (said?.spec_name !== version.specName || said.spec_version !== version.specVersion) throw new KluisError('node-lied')
  let digest: Promise<string | null> | undefined
  const compute = async () => digestOf(bytes, version, token)
  return {
    ...version,
    genesisHash,
    token,
    bytes,
    metadata,
    ...decoder,
    digest() {
      digest ??= compute()
      return digest
    },
  }
}

/** The runtime of a connected node, from what is kept of that node where it is of this version. @throws KluisError offline, node-answer, node-lied */
export async function loadRuntime(rpc: Rpc, genesisHash: string, version: Version, kept: Kept, token = TAO): Promise<Runtime> {
  const known = await kept.metadata(genesisHash)
  if (known) {
    try {
      return makeRuntime(genesisHash, version, known, token)
    } catch {
      // What was kept is damaged, or of another version: it is fetched again.
    }
  }
  const bytes = await fetchMetadata(rpc)
  const made = makeRuntime(genesisHash, version, bytes, token)
  await kept.keepMetadata(genesisHash, bytes)
  return made
}
