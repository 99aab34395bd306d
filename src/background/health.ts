import type { Network, Probe } from '../chain'
import type { NodeView } from '../messaging'
import { type ErrorCode, KluisError } from '../units'

/** From when on a node is said to be slow, in milliseconds for one answer. */
const SLOW_MS = 2_000
/** From how many blocks on a node is said to be behind: a minute of finney's. */
const BEHIND = 5
/** A block so far above what most nodes tell is not believed: about an hour of finney's. */
const BEYOND = 300
/** How soon a node is looked at again: when a page only shows it, and at a press. */
export const LOOK_AGAIN_MS = { shown: 45_000, pressed: 5_000 } as const

type Told = { at: number } & ({ ok: true; probe: Probe; best: number | null } | { ok: false; problem: ErrorCode })
type InUse = {
  phase: string
  host: string | null
  problem: ErrorCode | null
  best: number | null
  bestAt: number | null
  latencyMs: number | null
}
type Listed = { url: string; operator: string; own: boolean; enabled: boolean }

/** The newest block that can be believed of what several nodes told; null where none told any. */
export function bestOf(told: readonly number[]): number | null {
  const sorted = told.toSorted((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)]
  return middle === undefined ? null : Math.max(...sorted.filter((each) => each <= middle + BEYOND))
}

/**
 * What is known of the nodes that are not in use: one look at each, when a page asks for it, kept in memory and nowhere else.
 * @param look asks one node once, and ends at the signal
 * @param changed called after every change of what is known
 */
export function createHealth(options: {
  look(url: string, network: Network, signal: AbortSignal): Promise<Probe>
  now: () => number
  changed: () => void
}) {
  const { look, now, changed } = options
  let network = ''
  const told = new Map<string, Told>()
  const running = new Map<string, AbortController>()

  /** Other nodes than these are not asked any more, and nothing is remembered of them. */
  function only(next: Network): void {
    const allowed = new Set(next.hosts.map(({ url }) => url))
    for (const [url, life] of running)
      if (!allowed.has(url) || next.id !== network) {
        life.abort()
        running.delete(url)
      }
    for (const url of told.keys()) if (!allowed.has(url) || next.id !== network) told.delete(url)
    network = next.id
  }
  async function one(url: string, chosen: Network): Promise<void> {
    const life = new AbortController()
    running.set(url, life)
    changed()
    const found = await look(url, chosen, life.signal).then(
      (probe): Told => ({ at: now(), ok: true, probe, best: null }),
      (error): Told => ({ at: now(), ok: false, problem: error instanceof KluisError ? error.code : 'internal' }),
    )
    if (running.get(url) !== life) return
    running.delete(url)
    told.set(url, found)
    changed()
  }

  return {
    only,
    /** Ends every look. */
    stop(): void {
      for (const life of running.values()) life.abort()
      running.clear()
      told.clear()
    },
    /**
     * Looks at the nodes that are on and not in use, all at once, those that were looked at just now left out.
     * @param best the newest block that the node in use told
     */
    async check(chosen: Network, state: Pick<InUse, 'host' | 'best'>, pressed: boolean): Promise<void> {
      only(chosen)
      const soon = LOOK_AGAIN_MS[pressed ? 'pressed' : 'shown']
      const asked = chosen.hosts
        .map(({ url }) => url)
        .filter((url) => url !== state.host && !running.has(url) && Math.abs(now() - (told.get(url)?.at ?? 0)) >= soon)
      await Promise.all(asked.map((url) => one(url, chosen)))
      // How far behind is measured against what was told in the same moment.
      const heard = asked.flatMap((url) => {
        const each = told.get(url)
        return each?.ok ? [each] : []
      })
      const best = bestOf([...heard.map(({ probe }) => probe.best), ...(state.best === null ? [] : [state.best])])
      for (const each of heard) each.best = best
      changed()
    },
    /** What is known of each node of a network's list, as pages show it. */
    view(nodes: readonly Listed[], state: InUse): NodeView[] {
      // The one in use is measured against what the others told: they have gone on since, so it lacks at least this.
      const heard = [...told.values()].flatMap((each) => (each.ok ? [each.probe.best] : []))
      const lacks = state.best === null || !heard.length ? null : Math.max(0, (bestOf([...heard, state.best]) ?? 0) - state.best)
      return nodes.map((node) => {
        const none = { latencyMs: null, best: null, behind: null, at: null, problem: null }
        const { url } = node
        if (!node.enabled) return { ...node, ...none, status: 'off' }
        if (state.host === url && state.phase === 'online')
          return { ...node, ...none, status: 'in-use', latencyMs: state.latencyMs, best: state.best, behind: lacks, at: state.bestAt }
        const found = told.get(url)
        const asking = running.has(url) || (state.host === url && state.phase === 'connecting')
        if (!found) {
          if (asking) return { ...node, ...none, status: 'checking' }
          // The link tried them all and none held.
          if (state.phase === 'refused') return { ...node, ...none, status: 'refused', problem: state.problem }
          return { ...node, ...none, status: state.phase === 'offline' ? 'unreached' : 'unknown' }
        }
        const { at } = found
        if (!found.ok) {
          const refused = found.problem === 'wrong-network' || found.problem === 'node-lied'
          const status = asking ? 'checking' : refused ? 'refused' : 'unreached'
          return { ...node, ...none, at, status, problem: found.problem }
        }
        const { best, latencyMs } = found.probe
        const behind = found.best === null ? null : Math.max(0, found.best - best)
        const status = behind !== null && behind > BEHIND ? 'behind' : latencyMs > SLOW_MS ? 'slow' : 'answering'
        // What it said last stands until it says something else: nothing jumps while it is asked.
        return { ...node, ...none, at, status: asking ? 'checking' : status, latencyMs, best, behind }
      })
    },
  }
}
export type Health = ReturnType<typeof createHealth>
