import * as v from 'valibot'
import { entryOf, type ReceivedEntry, received, type Told } from './received'

const gap = v.strictObject({
  account: v.string(),
  fromBlock: v.number(),
  toBlock: v.number(),
  fromAt: v.number(),
  toAt: v.number(),
  /** pruned: no node knew any more what happened; restarted: the chain was another one afterwards. */
  why: v.picklist(['pruned', 'restarted']),
})
/** A span of which nobody knows what an account received. */
export type Gap = v.InferOutput<typeof gap>
const watch = v.strictObject({
  network: v.picklist(['finney', 'testnet', 'local']),
  /** Where the watch stands: the chain room's own JSON. */
  cursor: v.unknown(),
  gaps: v.array(gap),
  /** Found, and on its way into the activity: it and the cursor are written at once, so that a death in between loses and doubles nothing. */
  found: v.array(received),
})
/** By genesis hash. */
export type Watching = Record<string, v.InferOutput<typeof watch>>

export const watchingBox = {
  name: 'watching',
  area: 'local',
  version: 1,
  schema: v.record(v.string(), watch),
  initial: (): Watching => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Gaps that are kept one by one; older ones become one. */
const MOST_GAPS = 200

type Chain = { genesisHash: string; network: ReceivedEntry['network'] }
/** What a look over one chain found, beside the cursor that it began with and the one that it leaves. */
export type Look = { before: unknown; cursor: unknown; found: readonly Told[]; missed: readonly Gap[] }

export const watchOver = (watching: Watching, genesisHash: string): Watching[string] | undefined =>
  Object.hasOwn(watching, genesisHash) ? watching[genesisHash] : undefined

/** Keeps what a look found with the cursor that it leaves. A look that began with another cursor than the one that is kept was overtaken: nothing of it counts. */
export function looked(watching: Watching, { genesisHash, network }: Chain, { before, cursor, found, missed }: Look): Watching {
  const held = watchOver(watching, genesisHash)
  if (JSON.stringify(held?.cursor ?? null) !== JSON.stringify(before ?? null)) return watching
  const entries = found.map((each) => entryOf(each, network, genesisHash))
  const next = {
    network,
    cursor,
    gaps: missed.length ? joined([...(held?.gaps ?? []), ...missed]) : (held?.gaps ?? []),
    found: [...(held?.found ?? []), ...entries],
  }
  return { ...watching, [genesisHash]: next }
}

/** These stand in the activity now. */
export function delivered(watching: Watching, genesisHash: string, entries: readonly ReceivedEntry[]): Watching {
  const held = watchOver(watching, genesisHash)
  if (!held || !entries.length) return watching
  const there = new Set(entries.map(({ id }) => id))
  return { ...watching, [genesisHash]: { ...held, found: held.found.filter(({ id }) => !there.has(id)) } }
}

/** Gaps of one account that touch are one; where there are too many, the oldest of an account become one that spans them. */
function joined(gaps: readonly Gap[]): Gap[] {
  const byAccount = new Map<string, Gap[]>()
  for (const each of gaps) {
    const list = byAccount.get(each.account) ?? []
    const last = list.at(-1)
    if (last && last.why === each.why && each.fromBlock <= last.toBlock && each.toBlock >= last.fromBlock)
      list[list.length - 1] = spanning(last, each)
    else list.push(each)
    byAccount.set(each.account, list)
  }
  const all = [...byAccount.values()]
  for (let count = all.flat().length; count > MOST_GAPS; count--) {
    const longest = all.reduce((most, each) => (each.length > most.length ? each : most))
    const [first, second, ...rest] = longest
    if (!first || !second) break
    longest.splice(0, longest.length, spanning(first, second), ...rest)
  }
  return all.flat()
}
const spanning = (a: Gap, b: Gap): Gap => ({
  ...b,
  fromBlock: Math.min(a.fromBlock, b.fromBlock),
  toBlock: Math.max(a.toBlock, b.toBlock),
  fromAt: Math.min(a.fromAt, b.fromAt),
  toAt: Math.max(a.toAt, b.toAt),
})
