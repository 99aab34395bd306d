import * as v from 'valibot'
import { type ErrorCode, KluisError } from '../units'
import { type Cache, digestOf, fetchMetadata, loadRuntime, type Runtime, type Version } from './metadata'
import type { Network } from './networks'
import { connectRpc, type Rpc, type SocketClass } from './rpc'

export type ChainState = {
  network: Network['id']
  /** idle: nobody needs it; refused: every host failed the check of its genesis or metadata. */
  phase: 'idle' | 'connecting' | 'online' | 'offline' | 'refused'
  host: string | null
  problem: ErrorCode | null
  best: number | null
  finalised: number | null
  /** When a head was last heard of, in milliseconds. */
  bestAt: number | null
  specVersion: number | null
  genesisHash: string | null
}
/** A checked connection: its genesis is the right one. */
export type Live = { rpc: Rpc; genesisHash: string; runtime: Runtime }
export type Verified = 'digest-agreed' | 'trusted-local'

const header = v.object({ number: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,8}$/)) })
const version = v.object({ specName: v.string(), specVersion: v.number(), transactionVersion: v.number() })
const hash = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))

/** @throws KluisError node-lied for an answer of another shape */
export function read<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const result = v.safeParse(schema, answer)
  if (!result.success) throw new KluisError('node-lied')
  return result.output
}
export const readHash = (answer: unknown) => read(hash, answer)
export const readNumber = (answer: unknown) => Number(read(header, answer).number)
const readVersion = (answer: unknown): Version => read(version, answer)

const BACKOFF = { first: 1_000, most: 60_000 }

/**
 * The link to one network: it connects to one of its hosts, checks the genesis before anything else, and knows the runtime.
 * It connects only between `open` and `close`.
 * @param changed called after every change of `state()`
 */
export function createChain(options: { cache: Cache; Socket: SocketClass; now: () => number; changed: () => void; random?: () => number }) {
  const { cache, Socket, now, changed, random = Math.random } = options
  let network: Network | undefined
  let wanted = false
  let live: Live | undefined
  let run = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = BACKOFF.first
  const waiters = new Set<{ done: (live: Live) => void; failed: (error: KluisError) => void }>()
  const idle = {
    phase: 'idle',
    host: null,
    problem: null,
    best: null,
    finalised: null,
    bestAt: null,
    specVersion: null,
    genesisHash: null,
  } as const
  let state: Omit<ChainState, 'network'> = idle

  function set(change: Partial<ChainState>): void {
    state = { ...state, ...change }
    changed()
  }

  /** One round over all hosts. */
  async function round(mine: number): Promise<void> {
    const hosts = network?.hosts ?? []
    let refused = 0
    let problem: ErrorCode = 'offline'
    for (const { url } of hosts) {
      if (mine !== run) return
      set({ phase: 'connecting', host: url, problem: null })
      let rpc: Rpc | undefined
      try {
        rpc = await connectRpc(url, Socket, now)
        await settle(mine, rpc)
        return
      } catch (error) {
        rpc?.close()
        problem = error instanceof KluisError ? error.code : 'internal'
        if (problem === 'wrong-network' || problem === 'node-lied') refused++
      }
    }
    if (mine !== run) return
    const phase = refused && refused === hosts.length ? 'refused' : 'offline'
    set({ phase, problem, host: phase === 'refused' ? state.host : null })
    for (const each of waiters) each.failed(new KluisError(phase === 'refused' ? problem : 'offline'))
    waiters.clear()
    timer = setTimeout(() => void round(mine), wait * (0.75 + random() / 2))
    wait = Math.min(wait * 2, BACKOFF.most)
  }

  async function settle(mine: number, rpc: Rpc): Promise<void> {
    const genesisHash = readHash(await rpc.call('chain_getBlockHash', [0]))
    if (network?.genesisHash && genesisHash !== network.genesisHash) throw new KluisError('wrong-network')
    const runtime = await loadRuntime(rpc, genesisHash, readVersion(await rpc.call('state_getRuntimeVersion', [])), cache)
    if (mine !== run) return rpc.close()
    const mineNow: Live = { rpc, genesisHash, runtime }
    live = mineNow
    wait = BACKOFF.first
    rpc.onClose(() => {
      if (live?.rpc !== rpc) return
      live = undefined
      if (mine === run) void round(mine)
    })
    set({ phase: 'online', problem: null, specVersion: runtime.specVersion, genesisHash })
    for (const each of waiters) each.done(mineNow)
    waiters.clear()
    await rpc.subscribe('chain_subscribeNewHeads', [], 'chain_unsubscribeNewHeads', (head) =>
      hear(rpc, () => ({ best: readNumber(head), bestAt: now() })),
    )
    await rpc.subscribe('chain_subscribeFinalizedHeads', [], 'chain_unsubscribeFinalizedHeads', (head) =>
      hear(rpc, () => ({ finalised: readNumber(head) })),
    )
    await rpc.subscribe('state_subscribeRuntimeVersion', [], 'state_unsubscribeRuntimeVersion', (told) => {
      hear(rpc, () => {
        if (readVersion(told).specVersion !== live?.runtime.specVersion) void upgrade(rpc)
        return undefined
      })
    })
  }

  /** A notification that makes no sense ends the connection: the next host may do better. */
  function hear(rpc: Rpc, make: () => Partial<ChainState> | undefined): void {
    if (live?.rpc !== rpc) return
    try {
      const change = make()
      if (change) set(change)
    } catch {
      rpc.close()
    }
  }

  /** Reads the version again; a new one means new metadata. Called at every notice and before every signature. */
  async function upgrade(rpc: Rpc): Promise<void> {
    const told = readVersion(await rpc.call('state_getRuntimeVersion', []))
    if (!live || live.rpc !== rpc || told.specVersion === live.runtime.specVersion) return
    const runtime = await loadRuntime(rpc, live.genesisHash, told, cache)
    if (live?.rpc !== rpc) return
    live = { ...live, runtime }
    set({ specVersion: runtime.specVersion })
  }

  function start(): void {
    run++
    clearTimeout(timer)
    wait = BACKOFF.first
    void round(run)
  }
  function stop(): void {
    run++
    clearTimeout(timer)
    const old = live
    live = undefined
    old?.rpc.close()
    for (const each of waiters) each.failed(new KluisError('offline'))
    waiters.clear()
  }

  return {
    state: (): ChainState => ({ network: network?.id ?? 'finney', ...state }),
    /** Chooses the network and its hosts. What was known of another one is forgotten. */
    choose(next: Network): void {
      if (JSON.stringify(next) === JSON.stringify(network)) return
      network = next
      stop()
      set(idle)
      if (wanted) start()
    },
    open(): void {
      if (wanted || !network) return
      wanted = true
      start()
    },
    close(): void {
      if (!wanted) return
      wanted = false
      stop()
      set({ phase: 'idle', host: null })
    },
    /** The person wants it now: no waiting for the next attempt. */
    retry(): void {
      if (wanted && !live) start()
    },
    /** The checked connection, waited for up to `ms`. @throws KluisError offline, wrong-network, node-lied */
    ready(ms = 15_000): Promise<Live> {
      if (live) return Promise.resolve(live)
      if (state.phase === 'refused') return Promise.reject(new KluisError(state.problem ?? 'offline'))
      if (!wanted) return Promise.reject(new KluisError('offline'))
      return new Promise((resolve, reject) => {
        const entry = { done: (found: Live) => end(() => resolve(found)), failed: (error: KluisError) => end(() => reject(error)) }
        const late = setTimeout(() => entry.failed(new KluisError('offline')), ms)
        function end(act: () => void) {
          clearTimeout(late)
          waiters.delete(entry)
          act()
        }
        waiters.add(entry)
      })
    },
    /** The runtime as it is now: the node is asked for its version again, so that nothing is signed for an old one. */
    async current(): Promise<Live> {
      const found = await this.ready()
      await upgrade(found.rpc)
      return live?.rpc === found.rpc ? live : found
    },
    /**
     * How the metadata of this runtime may be relied on for bytes that carry no digest (design.md 5.4): a node of one's own is trusted;
     * elsewhere a second operator must have the same digest. Asked once per spec version; no address is sent.
     * @throws KluisError metadata-unverified
     */
    async verify({ rpc, runtime }: Live): Promise<Verified> {
      if (network?.genesisHash === null) return 'trusted-local'
      const digest = await runtime.digest()
      const key = `${runtime.genesisHash}/${runtime.specVersion}/agreed`
      if (!digest) throw new KluisError('metadata-unverified')
      const kept = await cache.get(key).catch(() => undefined)
      if (kept && new TextDecoder().decode(kept) === digest) return 'digest-agreed'
      const mine = network?.hosts.find((each) => each.url === rpc.url)?.operator
      for (const { url, operator } of network?.hosts ?? []) {
        if (operator === mine) continue
        const other = await connectRpc(url, Socket, now).catch(() => undefined)
        if (!other) continue
        try {
          if (readHash(await other.call('chain_getBlockHash', [0])) !== runtime.genesisHash) continue
          const told = readVersion(await other.call('state_getRuntimeVersion', []))
          if (told.specVersion !== runtime.specVersion) continue
          if (digestOf(await fetchMetadata(other), told) !== digest) throw new KluisError('metadata-unverified')
          await cache.put(key, new TextEncoder().encode(digest)).catch(() => undefined)
          return 'digest-agreed'
        } catch (error) {
          if (error instanceof KluisError && error.code === 'metadata-unverified') throw error
        } finally {
          other.close()
        }
      }
      throw new KluisError('metadata-unverified')
    },
    /** An own transaction with our digest was finalised: the chain itself has said that it is right. */
    async proven(genesisHash: string, specVersion: number, digest: string): Promise<void> {
      await cache.put(`${genesisHash}/${specVersion}/agreed`, new TextEncoder().encode(digest)).catch(() => undefined)
    },
  }
}
export type Chain = ReturnType<typeof createChain>
