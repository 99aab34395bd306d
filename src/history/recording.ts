import { spotOf } from '../units'
import { isExplained } from './rewards'
import { hourOf, thinned } from './thinning'
import {
  type AccountReading,
  type ChainValues,
  chainOf,
  type Day,
  isWhole,
  type Point,
  type Position,
  type Reading,
  type Values,
} from './values'

/** How many positions of an account are kept one by one; the others are kept as a sum. */
export const LARGEST = 32
const MOST_CHAINS = 3
/** Prices move with every block: within one hour they are written down again after so long, in ms. A payment is at once. */
const PACE = 5 * 60_000
/** A node that lags is no news: the same rule as for what was last seen. */
const LAG = 60_000

/**
 * Takes note of what accounts were worth at one block, and forgets what is too fine to be kept: see thinning.ts.
 * @param network the chain stands under; another genesis under the same name is another chain
 * @returns the same object when nothing of it is due, so that nothing is written
 */
export function record(values: Values, network: string, reading: Reading): Values {
  const before = chainOf(values, network, reading.genesisHash)
  const chain: ChainValues = before ?? { genesisHash: reading.genesisHash, hotkeys: [], names: {}, accounts: {} }
  const hotkeys = [...chain.hotkeys]
  const places = new Map(hotkeys.map((hotkey, at) => [hotkey, at]))
  const placeOf = (hotkey: string) => {
    const at = places.get(hotkey) ?? hotkeys.push(hotkey) - 1
    places.set(hotkey, at)
    return at
  }
  const accounts = new Map(Object.entries(chain.accounts))
  let due = false
  for (const [id, now] of reading.byAccount) {
    const next = pointOf(reading, now)
    const { points, days } = accounts.get(id) ?? { points: [], days: [] }
    const newest = points.at(-1)
    const step = stepFrom(newest, next)
    if (!step) continue
    due = true
    const today = now.staked && dayOf(reading, now, now.staked.positions, placeOf)
    accounts.set(id, {
      points: [...(step === 'instead' ? points.slice(0, -1) : points), next],
      days: today ? withDay(days, today) : days,
    })
  }
  if (!due) return values
  const names = {
    ...chain.names,
    ...Object.fromEntries([...(reading.names ?? [])].map(([netuid, name]) => [netuid, [...name].slice(0, 32).join('')])),
  }
  const others = (Object.hasOwn(values, network) ? (values[network] ?? []) : []).filter((each) => each !== before)
  const now: ChainValues = { genesisHash: chain.genesisHash, hotkeys, names, accounts: Object.fromEntries(accounts) }
  return thinned({ ...values, [network]: [now, ...others].slice(0, MOST_CHAINS) })
}

const dateOf = (at: number | undefined): number | undefined => at && Math.floor(at / 86_400_000)

/** What was seen before it on the same day gives way to it, but where an edge lies between the two: then both are kept. */
function withDay(days: readonly Day[], today: Day): Day[] {
  const last = days.at(-1)
  if (!last) return [today]
  if (isEdge(last, today)) return [...days.slice(0, -1), { ...last, edge: true }, { ...today, edge: true }]
  return [...(dateOf(last.at) === dateOf(today.at) && !last.edge ? days.slice(0, -1) : days), today]
}

/** Whether alpha of any position that is known at both times changed by more than epochs paid. */
function isEdge(last: Day, today: Day): boolean {
  if (today.block <= last.block) return false
  const nameOf = ([netuid, hotkey]: Day['positions'][number]) => `${netuid}/${hotkey}`
  const [before, after] = [last, today].map(({ positions }) => new Map(positions.map((each) => [nameOf(each), each]))) as [
    Map<string, Day['positions'][number]>,
    Map<string, Day['positions'][number]>,
  ]
  return [...new Set([...before.keys(), ...after.keys()])].some((name) => {
    const [one, other] = [before.get(name), after.get(name)]
    if ((!one && last.rest) || (!other && today.rest)) return false
    // Where nobody says what epochs pay there would be an edge at every look.
    return isExplained(one, other, today.block - last.block) === 'no'
  })
}

function pointOf({ at, block }: Reading, { freeRao, reservedRao, staked }: AccountReading): Point {
  return [
    at,
    block,
    String(freeRao + reservedRao),
    staked && String(staked.totalRao),
    staked && staked.exitRao !== null ? String(staked.exitRao) : null,
  ]
}

/** Whether a point is written down: behind the newest, instead of it, or not at all. What is not whole never takes the place of what is. */
function stepFrom(newest: Point | undefined, next: Point): 'behind' | 'instead' | undefined {
  if (!newest) return 'behind'
  const apart = Math.abs(next[0] - newest[0])
  if (next[1] < newest[1] && apart < LAG) return undefined
  if (hourOf(next[0]) !== hourOf(newest[0])) return 'behind'
  if (!isWhole(next)) return isWhole(newest) || next[2] === newest[2] ? undefined : 'instead'
  if (!isWhole(newest) || next[2] !== newest[2]) return 'instead'
  const same = next[3] === newest[3] && next[4] === newest[4]
  return same || apart < PACE ? undefined : 'instead'
}

function dayOf(
  { at, block }: Reading,
  { freeRao, reservedRao }: AccountReading,
  all: readonly Position[],
  placeOf: (hotkey: string) => number,
): Day {
  const ranked = all
    .map((each) => ({ ...each, spot: spotOf(each.alphaRao, each.priceRao) }))
    .sort((a, b) => (a.spot === b.spot ? a.netuid - b.netuid : a.spot > b.spot ? -1 : 1))
  const rest = ranked.slice(LARGEST)
  return {
    at,
    block,
    free: String(freeRao + reservedRao),
    edge: false,
    positions: ranked
      .slice(0, LARGEST)
      .map(({ netuid, hotkey, alphaRao, priceRao, payout }) => [
        ...[netuid, placeOf(hotkey), String(alphaRao), String(priceRao)],
        ...[payout ? String(payout.alphaRao) : null, payout?.tempo ?? null],
      ]) as Day['positions'],
    rest: rest.length ? { count: rest.length, spot: String(rest.reduce((sum, { spot }) => sum + spot, 0n)) } : null,
  }
}
