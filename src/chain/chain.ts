import { type ErrorCode, KluisError, TAO, type Token } from '../units'
import { type Head, readHash, readHead, readVersion } from './answers'
import { type Cache, keptOf } from './kept'
import type { Live } from './live'
import { lookAfter } from './lookout'
import { fetchToken, loadRuntime, type Runtime } from './metadata'
import { type Network, secondsOf } from './networks'
import { createOthers } from './others'
import type { Parties } from './parties'
import { isOfNetwork } from './probe'
import { connectRpc, createPace, type Pace, type Rpc, type SocketClass } from './rpc'

export type ChainState = {
  network: Network['id']
  /** idle: nobody needs it; refused: every host failed the check of its genesis or metadata. */
  phase: 'idle' | 'connecting' | 'online' | 'offline' | 'refused'
  host: string | null
  problem: ErrorCode | null
  best: number | null
  finalised: number | null
  /** When the newest head was heard of, or made where the node told it later than that; in milliseconds. */
  bestAt: number | null
  /** How long the node's last answer took, in milliseconds. */
  latencyMs: number | null
  /** When the last connection ended; null while one is live, and before there was any. In milliseconds. */
  lostAt: number | null
  specVersion: number | null
  genesisHash: string | null
  token: Token
}
export type Verified = 'digest-agreed' | 'trusted-local'

/** A newest block that was made, or told, so long ago is none any more, and a host that lagged is kept for so long once it was come back to; in milliseconds. */
const OLD = 60_000
/** From this age of the newest block on nothing is signed (security.md 3, withholding); in milliseconds. */
const STALE = 120_000
const PARDON = 600_000
/** Between rounds over all hosts, and how long a connection lives that did not fall at once; in milliseconds. */
const BACKOFF = { first: 1_000, most: 60_000 }
const HELD = 10_000

/**
 * The link to one network: it connects to one of its hosts, checks the genesis before anything else, and knows the runtime.
 * It connects only between `open` and `close`.
 * @param changed called after every change of `state()`
 */
export function createChain(options: {
  cache: Cache
  Socket: SocketClass
  now: () => number
  pace?: Pace
  changed: () => void
  random?: () => number
}) {
  const { cache, Socket, now, pace = createPace(now), changed, random = Math.random } = options
  let network: Network | undefined
  let wanted = false
  let live: Live | undefined
  /** The one that was live last: a host that lied may have hung up since. */
  let last: Live | undefined
  let besides: { of: string; told: Promise<Parties | undefined> } | undefined
  /** Whether the live connection told when its newest block was made. */
  let dated: (() => Promise<boolean>) | undefined
  /** Ends everything that began since the last start: attempts, connections, questions to other operators. */
  let life = new AbortController()
  /** The host whose connection ended last: its turn comes after all others. */
  let fallen: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait: number = BACKOFF.first
  const connect = (url: string, signal: AbortSignal) => connectRpc(url, { Socket, now, pace, signal })
  const others = createOthers({ cache, connect })
  /** Hosts that were left because they lagged: one that is come back to all the same keeps its place for a while. */
  const leftAt = new Map<string, number>()
  const isPardoned = (url: string) => now() - (leftAt.get(url) ?? Number.NEGATIVE_INFINITY) < PARDON
  /** A block that was told a while ago is none that the node has told: a subscription may have died alone. */
  const told = (block: Head | undefined, at: number) => (Math.abs(now() - at) < OLD ? block : undefined)
  const waiters = new Set<{ done: (live: Live) => void; failed: (error: KluisError) => void }>()
  const idle = {
    phase: 'idle',
    host: null,
    problem: null,
    best: null,
    finalised: null,
    bestAt: null,
    latencyMs: null,
    lostAt: null,
    specVersion: null,
    genesisHash: null,
    token: TAO,
  } as const
  let state: Omit<ChainState, 'network'> = idle

  function set(change: Partial<ChainState>): void {
    state = { ...state, ...change }
    changed()
  }

  /** One round over all hosts. */
  async function round(signal: AbortSignal): Promise<void> {
    if (!network) return
    const chosen = network
    const all = chosen.hosts
    const hosts = [...all.filter(({ url }) => url !== fallen), ...all.filter(({ url }) => url === fallen)]
    let refused = 0
    let problem: ErrorCode = 'offline'
    for (const { url } of hosts) {
      set({ phase: 'connecting', host: url, problem: null })
      let rpc: Rpc | undefined
      try {
        rpc = await connect(url, signal)
        await settle(signal, chosen, rpc)
        return
      } catch (error) {
        rpc?.close()
        if (signal.aborted) return
        problem = error instanceof KluisError ? error.code : 'internal'
        if (problem === 'wrong-network' || problem === 'node-lied') refused++
      }
    }
    const phase = refused && refused === hosts.length ? 'refused' : 'offline'
    set({ phase, problem, host: phase === 'refused' ? state.host : null })
    for (const each of waiters) each.failed(new KluisError(phase === 'refused' ? problem : 'offline'))
    later(signal)
  }

  /** The next round comes after a wait that doubles every time; chance spreads those who lost the same host. */
  function later(signal: AbortSignal): void {
    const delay = Math.min(Math.max(wait * (0.75 + random() / 2), BACKOFF.first), BACKOFF.most)
    wait = Math.min(wait * 2, BACKOFF.most)
    timer = setTimeout(() => void round(signal), delay)
  }

  /** Checks a new connection and makes it the live one. */
  async function settle(signal: AbortSignal, chosen: Network, rpc: Rpc): Promise<void> {
    const genesisHash = readHash(await rpc.call('chain_getBlockHash', [0]))
    // A public chain is reached through its own network, where a second operator is asked: a node of one's own is trusted.
    if (!isOfNetwork(chosen, genesisHash)) throw new KluisError('wrong-network')
    const runtime = await runtimeOf(rpc, genesisHash, chosen, await fetchToken(rpc, chosen))
    // While the node was asked, the connection may have been closed by either side.
    let closed = false
    rpc.onClose(() => {
      closed = true
    })
    if (signal.aborted || closed) throw new KluisError('offline')
    let [head, final]: (Head | undefined)[] = []
    let [headAt, finalAt] = [0, 0]
    /** How old the newest block was when the chain's clock was read last, as far as that is too old. */
    let lag = 0
    const fresh: Live = { network: chosen, rpc, genesisHash, runtime, head: () => told(head, headAt), final: () => told(final, finalAt) }
    const since = now()
    live = fresh
    last = fresh
    const hearHead = (newest: Head) => {
      ;[head, headAt] = [newest, now()]
      set({ best: newest.number, bestAt: now() - lag, latencyMs: rpc.latency() })
    }
    const lookout = lookAfter({
      live: () => (live?.rpc === rpc ? live : undefined),
      now,
      head: () => head,
      headAt: () => headAt,
      told: (change) => {
        if (live?.rpc !== rpc) return
        if (change.head) hearHead(change.head)
        if (change.ageMs === undefined) return
        lag = change.ageMs > OLD ? change.ageMs : 0
        // Found to be no older than everybody's, it is as new as when it was heard of.
        set({ bestAt: lag ? now() - lag : headAt })
      },
      othersAreAt: async () => (isPardoned(rpc.url) ? [] : others.heads(chosen, rpc.url, genesisHash, signal)),
      leave: () => {
        leftAt.set(rpc.url, now())
        rpc.close()
      },
    })
    dated = lookout.dated
    rpc.onClose(() => {
      lookout.end()
      if (live?.rpc !== rpc) return
      live = undefined
      fallen = rpc.url
      // A host that held is asked again at once, however long nobody answered before; one that falls at once waits longer every time.
      if (Math.abs(now() - since) < Math.min(wait, HELD)) {
        set({ phase: 'offline', problem: 'offline', host: null, lostAt: now() })
        return later(signal)
      }
      set({ lostAt: now() })
      wait = BACKOFF.first
      void round(signal)
    })
    set({ phase: 'online', problem: null, lostAt: null, specVersion: runtime.specVersion, genesisHash, token: runtime.token })
    for (const each of waiters) each.done(fresh)
    let upgrading = false
    const listening = [
      rpc.subscribe('chain_subscribeNewHeads', [], 'chain_unsubscribeNewHeads', (told) => hear(rpc, () => hearHead(readHead(told)))),
      rpc.subscribe('chain_subscribeFinalizedHeads', [], 'chain_unsubscribeFinalizedHeads', (told) =>
        hear(rpc, () => {
          ;[final, finalAt] = [readHead(told), now()]
          set({ finalised: final.number })
        }),
      ),
      rpc.subscribe('state_subscribeRuntimeVersion', [], 'state_unsubscribeRuntimeVersion', (told) =>
        hear(rpc, () => {
          if (readVersion(told).specVersion === live?.runtime.specVersion || upgrading) return
          upgrading = true
          upgrade(rpc)
            .catch(() => rpc.close())
            .finally(() => {
              upgrading = false
            })
        }),
      ),
    ]
    // A node that cannot be listened to is no node; closing it is what makes the next attempt.
    Promise.all(listening).catch(() => rpc.close())
  }

  /** A notification that makes no sense ends the connection: the next host may do better. */
  function hear(rpc: Rpc, act: () => void): void {
    if (live?.rpc !== rpc) return
    try {
      act()
    } catch {
      rpc.close()
    }
  }

  /** The runtime of a node as it is now. An upgrade between version and metadata looks like a lie, so the version is asked again. */
  async function runtimeOf(rpc: Rpc, genesisHash: string, { id }: Network, token: Token): Promise<Runtime> {
    const kept = keptOf(cache, id, rpc.url)
    const ask = async () => readVersion(await rpc.call('state_getRuntimeVersion', []))
    for (let told = await ask(), tries = 3; ; tries--) {
      try {
        return await loadRuntime(rpc, genesisHash, told, kept, token)
      } catch (error) {
        if (tries === 1 || !(error instanceof KluisError && error.code === 'node-lied')) throw error
        const again = await ask()
        if (again.specVersion === told.specVersion) throw error
        told = again
      }
    }
  }

  /** Reads the version again; a new one means new metadata. Called at a notice, one at a time, and before every signature. */
  async function upgrade(rpc: Rpc): Promise<void> {
    const told = readVersion(await rpc.call('state_getRuntimeVersion', []))
    if (live?.rpc !== rpc || told.specVersion === live.runtime.specVersion) return
    const runtime = await runtimeOf(rpc, live.genesisHash, live.network, live.runtime.token)
    if (live?.rpc !== rpc) return
    live = { ...live, runtime }
    set({ specVersion: runtime.specVersion })
  }

  /** Drops what is kept of a host and leaves it: the next one has its turn. */
  async function abandon({ network, rpc }: Live): Promise<void> {
    const forgotten = keptOf(cache, network.id, rpc.url).forget()
    // At once, so that no answer which is still under way is kept after that.
    rpc.close()
    await forgotten
  }

  function end(): void {
    clearTimeout(timer)
    live = undefined
    fallen = undefined
    wait = BACKOFF.first
    life.abort()
    life = new AbortController()
  }
  function start(): void {
    end()
    void round(life.signal)
  }
  function stop(): void {
    end()
    for (const each of waiters) each.failed(new KluisError('offline'))
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
        const entry = { done: (found: Live) => once(() => resolve(found)), failed: (error: KluisError) => once(() => reject(error)) }
        const late = setTimeout(() => entry.failed(new KluisError('offline')), ms)
        function once(act: () => void) {
          clearTimeout(late)
          waiters.delete(entry)
          act()
        }
        waiters.add(entry)
      })
    },
    /**
     * The runtime as it is now: the node is asked for its version again, so that nothing is signed for an old one.
     * @throws KluisError offline, wrong-network, node-lied, node-answer
     */
    async current(): Promise<Live> {
      const found = await this.ready()
      await upgrade(found.rpc)
      if (live?.rpc !== found.rpc) throw new KluisError('offline')
      return live
    },
    /**
     * For what is to be signed: a node that withholds new blocks tells old nonces, balances and prices. One's own node is trusted.
     * @throws KluisError stale-head (its newest block is older than two minutes, or nobody knows how old), offline, node-answer, node-lied
     */
    async needFresh({ network: { genesisHash } }: Live): Promise<void> {
      if (genesisHash !== null && (!(await dated?.()) || now() - (state.bestAt ?? 0) > STALE)) throw new KluisError('stale-head')
    },
    /**
     * How the metadata of this runtime may be relied on for bytes that carry no digest (design.md 5.4): a node of one's own is trusted;
     * elsewhere a second operator must have the same digest. Asked once per host and spec version; no address is sent. A host that is
     * disputed is left, because who lied is not known, and what it said of transactions is no proof.
     * @throws KluisError metadata-unverified, offline (the network was changed meanwhile)
     */
    async verify(found: Live): Promise<Verified> {
      const { rpc, runtime } = found
      if (network !== found.network) throw new KluisError('offline')
      const { id, genesisHash, hosts } = found.network
      if (genesisHash === null) return 'trusted-local'
      const { signal } = life
      const digest = await runtime.digest()
      if (!digest) {
        // Metadata without a digest is none that this chain really has: it is not kept, and the next host has its turn.
        await abandon(found)
        throw new KluisError('metadata-unverified')
      }
      const kept = keptOf(cache, id, rpc.url)
      if (await kept.isAgreed(genesisHash, runtime.specVersion, digest)) return 'digest-agreed'
      const seconds = secondsOf(hosts, rpc.url)
      let disputed = false
      for (const { url } of seconds) {
        const other = await others.digestAt(url, signal, runtime)
        if (other === digest) {
          await kept.keepAgreed(genesisHash, runtime.specVersion, digest)
          return 'digest-agreed'
        }
        disputed ||= other !== null
      }
      if (disputed) await abandon(found)
      throw new KluisError('metadata-unverified', { others: String(seconds.length) })
    },
    /**
     * Asks other operators something, one after the other, each over a connection made for it that ends after some seconds, and with its
     * own metadata: what only one says may be a lie. One that cannot be asked is passed over; of one's own node, and of a network that is
     * no longer chosen, nobody is asked.
     * @param ask what is asked; true: that is enough
     */
    async second(found: Live, ask: (other: Live) => Promise<boolean>): Promise<void> {
      if (network === found.network) await others.second(found, life.signal, ask)
    },
    /** What the first other operator that answers has of accounts, asked once a block. Undefined: nobody answered within two seconds. */
    async beside(found: Live, accounts: readonly string[]): Promise<Parties | undefined> {
      if (network !== found.network) return undefined
      const of = [found.rpc.url, found.head()?.hash, accounts].join()
      if (besides?.of !== of) besides = { of, told: others.beside(found, life.signal, accounts) }
      return besides.told
    },
    /** Nothing of a host is kept any more: it is no longer in its network's list. */
    forget: (id: Network['id'], url: string): Promise<void> => keptOf(cache, id, url).forget(),
    /**
     * The chain contradicts what a host told (a bad proof of an own transaction): what is kept of it goes, and so does the connection.
     * @param suspect where it is known; else the host that is connected, or was last
     */
    async distrust(suspect: Live | undefined = last): Promise<void> {
      if (suspect) await abandon(suspect)
    },
  }
}
export type Chain = ReturnType<typeof createChain>
