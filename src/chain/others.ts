import { readHash, readHead, readVersion } from './answers'
import { type Cache, keptOf } from './kept'
import type { Live } from './live'
import { fetchMetadata, loadRuntime, makeRuntime, type Runtime } from './metadata'
import { hasSecond, type Network, operatorOf, secondsOf } from './networks'
import { type Parties, readParties } from './parties'
import { type Rpc, rpcLimits } from './rpc'

/** How long a card waits for another operator, in milliseconds. */
const BESIDE = 2_000

/**
 * What other operators of a network say, each over a connection that is made for the question and closed after it.
 * @param connect opens a link to a host, until the signal ends it
 */
export function createOthers({ cache, connect }: { cache: Cache; connect(url: string, signal: AbortSignal): Promise<Rpc> }) {
  /** Asks something of a host; undefined where it cannot be had, and for another chain. */
  async function elsewhere<T>(
    url: string,
    genesisHash: string,
    signal: AbortSignal,
    ask: (rpc: Rpc) => Promise<T>,
  ): Promise<T | undefined> {
    const other = await connect(url, signal).catch(() => undefined)
    try {
      if (!other || readHash(await other.call('chain_getBlockHash', [0])) !== genesisHash) return undefined
      return await ask(other)
    } catch {
      return undefined
    } finally {
      other?.close()
    }
  }
  return {
    /** The newest block that each other operator tells of: of its hosts the first that answers. All that the person named are one. */
    async heads(chosen: Network, mine: string, genesisHash: string, signal: AbortSignal): Promise<number[]> {
      const heads = new Map<string | true, number>()
      for (const { url, operator, own } of secondsOf(chosen.hosts, mine)) {
        const who = own || operatorOf(operator)
        if (heads.has(who)) continue
        const head = await elsewhere(url, genesisHash, signal, async (rpc) => readHead(await rpc.call('chain_getHeader', [])))
        if (head) heads.set(who, head.number)
      }
      return [...heads.values()]
    },
    /** A host's digest of the same runtime; null where it cannot be had, or is of another version. */
    async digestAt(url: string, signal: AbortSignal, { genesisHash, specVersion }: Runtime): Promise<string | null> {
      const told = await elsewhere(url, genesisHash, signal, async (rpc) => {
        const version = readVersion(await rpc.call('state_getRuntimeVersion', []))
        return version.specVersion === specVersion ? makeRuntime(genesisHash, version, await fetchMetadata(rpc)).digest() : null
      })
      return told ?? null
    },
    /**
     * What another operator has of accounts, at the newest block that this one tells of, or at its own where it does not know that yet.
     * Read as this chain has it: whoever lies about the form of what is kept cannot read its own either.
     * @returns undefined where nobody answers within two seconds
     */
    beside: (live: Live, signal: AbortSignal, accounts: readonly string[]): Promise<Parties | undefined> =>
      within(
        signal,
        async (ends) => {
          for (const { url } of hasSecond(live) ? secondsOf(live.network.hosts, live.rpc.url) : []) {
            const told = await elsewhere(url, live.genesisHash, ends, async (rpc) => {
              const other = { ...live, rpc }
              return readParties(other, accounts).catch(() => readParties({ ...other, head: () => undefined }, accounts))
            })
            if (told || ends.aborted) return told
          }
          return undefined
        },
        BESIDE,
      ),
    /** Asks other operators, each read with its own metadata; as `Chain.second` has it. */
    async second({ network, genesisHash, rpc }: Live, signal: AbortSignal, ask: (other: Live) => Promise<boolean>): Promise<void> {
      for (const { url } of network.genesisHash === null ? [] : secondsOf(network.hosts, rpc.url)) {
        const enough = await within(signal, (ends) =>
          elsewhere(url, genesisHash, ends, async (other) => {
            const told = readVersion(await other.call('state_getRuntimeVersion', []))
            const runtime = await loadRuntime(other, genesisHash, told, keptOf(cache, network.id, url))
            return ask({ network, rpc: other, genesisHash, runtime, head: () => undefined, final: () => undefined })
          }),
        )
        if (enough || signal.aborted) return
      }
    },
  }
}
/** Work whose connections end with the signal, or when its time is over: one operator that hangs keeps nobody from the next. */
async function within<T>(signal: AbortSignal, work: (ends: AbortSignal) => Promise<T>, ms: number = rpcLimits.timeout): Promise<T> {
  const ends = new AbortController()
  const end = () => ends.abort()
  signal.addEventListener('abort', end)
  const late = setTimeout(end, ms)
  try {
    return await work(ends.signal)
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', end)
  }
}
