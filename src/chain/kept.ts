import { concat, fromHex, sameBytes } from '../units'
import type { Network } from './networks'

/** What is kept between connections, by key. */
export type Cache = {
  get(key: string): Promise<Uint8Array | undefined>
  put(key: string, bytes: Uint8Array): Promise<void>
  delete(key: string): Promise<void>
}

/**
 * What is kept of one host on one network, and of its newest version only. What one host says is never believed of another, nor on
 * another network: the digest does not cover the whole metadata, and a node of one's own may claim to be any chain.
 * A place that fails to keep only costs time: nothing here throws.
 */
export function keptOf(cache: Cache, network: Network['id'], url: string) {
  const [metadata, agreed] = [`${network}/${url}/metadata`, `${network}/${url}/agreed`]
  const get = (key: string) => cache.get(key).catch(() => undefined)
  const put = (key: string, bytes: Uint8Array) => cache.put(key, bytes).catch(() => undefined)
  const agreement = (genesisHash: string, specVersion: number, digest: string) =>
    new TextEncoder().encode(`${genesisHash}/${specVersion}/${digest}`)
  return {
    /** Metadata of this chain, of whatever version: it carries its version itself. */
    async metadata(genesisHash: string): Promise<Uint8Array | undefined> {
      const bytes = await get(metadata)
      return bytes && sameBytes(bytes.subarray(0, 32), fromHex(genesisHash)) ? bytes.slice(32) : undefined
    },
    keepMetadata: (genesisHash: string, bytes: Uint8Array) => put(metadata, concat(fromHex(genesisHash), bytes)),
    /** Whether a second operator had this digest, which was made of the bytes now in use, never of a kept one. */
    async isAgreed(genesisHash: string, specVersion: number, digest: string): Promise<boolean> {
      const bytes = await get(agreed)
      return bytes !== undefined && sameBytes(bytes, agreement(genesisHash, specVersion, digest))
    },
    keepAgreed: (genesisHash: string, specVersion: number, digest: string) => put(agreed, agreement(genesisHash, specVersion, digest)),
    /** Makes the next connection to this host begin anew: not even its name stays. */
    async forget(): Promise<void> {
      await Promise.all([metadata, agreed].map((key) => cache.delete(key).catch(() => undefined)))
    },
  }
}
export type Kept = ReturnType<typeof keptOf>
