import { spotOf } from '../units'
import { chainOf, isWhole, type Point, type Values } from './values'

/** Which chain is meant: its network's name, and its genesis. */
export type Place = { network: string; genesisHash: string }
/** The chain of a network that was seen last, null where none was. */
export function placeOf(values: Values, network: string): Place | null {
  const chain = Object.hasOwn(values, network) ? values[network]?.[0] : undefined
  return chain ? { network, genesisHash: chain.genesisHash } : null
}
/** What some accounts had together at one time. `exitRao`: null where nobody could tell what selling everything would give. */
export type Worth = { at: number; block: number; freeRao: bigint; stakedRao: bigint; valueRao: bigint; exitRao: bigint | null }
export type Series = {
  /** From the time at which all of them are known, the oldest first; none where one was not seen for a day. Empty while one never was. */
  points: Worth[]
  /** From when on each is known, null: never. */
  since: ReadonlyMap<string, number | null>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const spans = { day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY } as const
export type Span = keyof typeof spans | 'all'

/**
 * The points of an account whose order in time is the order in which they were read: the longest run of them, without what lies in the future.
 * A clock that was wrong for a while puts its points into the wrong place, and they are left out.
 */
function inOrder(points: readonly Point[], now: number): Point[] {
  const past = points.filter((point) => isWhole(point) && point[0] <= now)
  const ends: number[] = []
  const before: (number | undefined)[] = []
  past.forEach(([at], index) => {
    let low = 0
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((past[ends[middle] as number] as Point)[0] < at) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1]
    ends[low] = index
  })
  const run: Point[] = []
  for (let index = ends.at(-1); index !== undefined; index = before[index]) run.push(past[index] as Point)
  return run.reverse()
}

const worthOf = (held: readonly Point[], at: number): Worth => {
  const sum = (of: (point: Point) => string | null) => held.reduce((all, point) => all + BigInt(of(point) ?? 0), 0n)
  const freeRao = sum((point) => point[2])
  const stakedRao = sum((point) => point[3])
  const told = held.every((point) => point[4] !== null)
  return {
    at,
    block: held.reduce((most, point) => Math.max(most, point[1]), 0),
    freeRao,
    stakedRao,
    valueRao: freeRao + stakedRao,
    exitRao: told ? freeRao + sum((point) => point[4]) : null,
  }
}

/** The last element at or before a time. */
function lastAt(points: readonly Point[], at: number): Point | undefined {
  return points.findLast((point) => point[0] <= at)
}

/**
 * What accounts had together over time: at each time at which one of them was seen, the sum of what each had last. It begins when all
 * are known, so that one that becomes known never looks like a gain. What one had more than a day before is not what it had then: where
 * one was not seen for so long there is no point, until it is seen again.
 */
export function seriesOf(values: Values, place: Place, ids: readonly string[], now: number, span: Span = 'all'): Series {
  const chain = chainOf(values, place.network, place.genesisHash)
  const unique = [...new Set(ids)]
  const runs = unique.map((id) => inOrder((chain && Object.hasOwn(chain.accounts, id) ? chain.accounts[id] : undefined)?.points ?? [], now))
  const since = new Map(unique.map((id, at) => [id, runs[at]?.[0]?.[0] ?? null]))
  if (!unique.length || runs.some((run) => run.length === 0)) return { points: [], since }
  const from = Math.max(...runs.map((run) => run[0]?.[0] ?? 0))
  const start = span === 'all' ? from : Math.max(from, now - spans[span])
  const times = [...new Set(runs.flatMap((run) => run.map(([at]) => at)))].filter((at) => at >= start).sort((a, b) => a - b)
  // Each run is walked along once.
  const next = runs.map(() => 0)
  const points = times.flatMap((at) => {
    const held = runs.map((run, index) => {
      let place = next[index] ?? 0
      while (place + 1 < run.length && (run[place + 1] as Point)[0] <= at) place++
      next[index] = place
      return run[place] as Point
    })
    return held.every((point) => at - point[0] <= DAY) ? [worthOf(held, at)] : []
  })
  return { points, since }
}

/** Which spans are wholly covered by what was seen, and have more than one point; 'all' where there is any. */
export function spansOf(points: readonly Worth[], now: number): Span[] {
  const first = points[0]
  if (!first) return []
  const covered = (Object.keys(spans) as (keyof typeof spans)[]).filter(
    (span) => first.at <= now - spans[span] && points.filter(({ at }) => at >= now - spans[span]).length > 1,
  )
  return [...covered, 'all']
}

/** At most so many points, spread evenly in time: the last of each stretch, and the first of all. */
export function atMost<T extends { at: number }>(points: readonly T[], most: number): T[] {
  const [first, last] = [points[0], points.at(-1)]
  if (points.length <= most || !first || !last) return [...points]
  const stretch = (last.at - first.at) / (most - 1) || 1
  const slots = new Map<number, T>()
  for (const point of points.slice(1)) slots.set(Math.min(Math.floor((point.at - first.at) / stretch), most - 2), point)
  return [first, ...slots.values()]
}

/** The oldest and the newest value that count as those of yesterday and of now. */
const EARLIEST = 36 * HOUR
const LATEST = 18 * HOUR
const FRESH = 6 * HOUR

export type Change = { fromAt: number; beforeRao: bigint; nowAt: number; nowRao: bigint }
/**
 * What accounts had together about `ago` ago, and what they have now. Payments in and out are part of the difference.
 * @param ago 24 h unless told otherwise; the nearest time within 3/4 and 3/2 of it counts
 * @returns null where the wallet did not see it: then, now, or one of them
 */
export function changeSince(values: Values, place: Place, ids: readonly string[], now: number, ago = DAY): Change | null {
  const [earliest, latest] = [now - (EARLIEST * ago) / DAY, now - (LATEST * ago) / DAY]
  const chain = chainOf(values, place.network, place.genesisHash)
  const unique = [...new Set(ids)]
  const runs = unique.map((id) => inOrder((chain && Object.hasOwn(chain.accounts, id) ? chain.accounts[id] : undefined)?.points ?? [], now))
  if (!unique.length) return null
  const held = runs.map((run) => run.at(-1))
  if (!held.every((point): point is Point => point !== undefined && point[0] >= now - Math.min(FRESH, ago / 4))) return null
  const times = runs.flatMap((run) => run.map(([at]) => at)).filter((at) => at >= earliest && at <= latest)
  const near = times.sort((a, b) => Math.abs(a - (now - ago)) - Math.abs(b - (now - ago)))
  for (const at of near) {
    const then = runs.map((run) => lastAt(run, at))
    // What one of them had long before is not what it had then.
    if (!then.every((point): point is Point => point !== undefined && point[0] >= earliest)) continue
    const [before, today] = [worthOf(then, at), worthOf(held, Math.max(...held.map((point) => point[0])))]
    return { fromAt: at, beforeRao: before.valueRao, nowAt: today.at, nowRao: today.valueRao }
  }
  return null
}

export type Allocation = {
  /** When the oldest part of it was seen, and the newest. */
  fromAt: number
  at: number
  freeRao: bigint
  /** The largest first. `name`: as the subnet was called last, null where nobody told. */
  subnets: { netuid: number; name: string | null; spotRao: bigint }[]
  /** Positions that are kept as a sum only. */
  rest: { count: number; spotRao: bigint } | null
  totalRao: bigint
  /** Of how many accounts no positions are known. */
  missing: number
}
/** How what accounts have is spread, as each was last seen. @returns null where none was */
export function allocationOf(values: Values, place: Place, ids: readonly string[], now: number): Allocation | null {
  const chain = chainOf(values, place.network, place.genesisHash)
  const unique = [...new Set(ids)]
  const last = unique.flatMap((id) => {
    const days = (chain && Object.hasOwn(chain.accounts, id) ? chain.accounts[id] : undefined)?.days ?? []
    return days.findLast(({ at }) => at <= now) ?? []
  })
  if (!chain || !last.length) return null
  const bySubnet = new Map<number, bigint>()
  for (const { positions } of last)
    for (const [netuid, , alpha, price] of positions)
      bySubnet.set(netuid, (bySubnet.get(netuid) ?? 0n) + spotOf(BigInt(alpha), BigInt(price)))
  const freeRao = last.reduce((sum, { free }) => sum + BigInt(free), 0n)
  const rests = last.flatMap(({ rest }) => rest ?? [])
  const restRao = rests.reduce((sum, { spot }) => sum + BigInt(spot), 0n)
  const subnets = [...bySubnet]
    .map(([netuid, spotRao]) => ({ netuid, name: Object.hasOwn(chain.names, netuid) ? (chain.names[netuid] ?? null) : null, spotRao }))
    .sort((a, b) => (a.spotRao === b.spotRao ? a.netuid - b.netuid : a.spotRao > b.spotRao ? -1 : 1))
  return {
    fromAt: Math.min(...last.map(({ at }) => at)),
    at: Math.max(...last.map(({ at }) => at)),
    freeRao,
    subnets,
    rest: rests.length ? { count: rests.reduce((sum, { count }) => sum + count, 0), spotRao: restRao } : null,
    totalRao: freeRao + restRao + subnets.reduce((sum, { spotRao }) => sum + spotRao, 0n),
    missing: unique.length - last.length,
  }
}
