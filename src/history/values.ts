import * as v from 'valibot'
import { hourOf, thinned } from './thinning'

const rao = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** When by this machine's clock, in ms; block; free and reserved; spot value of all positions, what selling them all would give: rao, null: not read. */
const point = v.strictTuple([whole, whole, rao, v.nullable(rao), v.nullable(rao)])
/** Netuid; place of the hotkey in the chain's list; alpha in rao; rao of TAO for one whole alpha. */
const position = v.strictTuple([whole, whole, rao, rao])
/** Positions as they were last seen on one day: the largest, and what the others are worth together. */
const day = v.strictObject({
  at: whole,
  block: whole,
  free: rao,
  positions: v.array(position),
  rest: v.nullable(v.strictObject({ count: whole, spot: rao })),
})
/** Both in the order in which they were read, the oldest first. */
const account = v.strictObject({ points: v.array(point), days: v.array(day) })
const chain = v.pipe(
  v.strictObject({
    genesisHash: v.string(),
    hotkeys: v.array(v.string()),
    /** What subnets were called last, by netuid. */
    names: v.record(v.string(), v.pipe(v.string(), v.maxLength(64))),
    accounts: v.record(v.string(), account),
  }),
  v.check(({ hotkeys, accounts }) =>
    Object.values(accounts).every(({ days }) => days.every(({ positions }) => positions.every(([, at]) => at < hotkeys.length))),
  ),
)
export type Point = v.InferOutput<typeof point>
export type Day = v.InferOutput<typeof day>
export type AccountValues = v.InferOutput<typeof account>
export type ChainValues = v.InferOutput<typeof chain>
/** By network: its chains, the one that was seen last first. */
export type Values = Record<string, ChainValues[]>

export const valuesBox = {
  name: 'values',
  area: 'local',
  version: 1,
  schema: v.record(v.string(), v.array(chain)),
  initial: (): Values => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

export type Position = {
  netuid: number
  hotkey: string
  /** Alpha, in billionths. */
  alphaRao: bigint
  /** Rao of TAO for one whole alpha. */
  priceRao: bigint
}
export type AccountReading = {
  freeRao: bigint
  reservedRao: bigint
  /** Spot value, what selling everything now would give (null: nobody could tell), and the positions. null: not read, which is not zero. */
  staked: { totalRao: bigint; exitRao: bigint | null; positions: readonly Position[] } | null
}
/** What one look at one block told. `at`: this machine's time of it, in ms. `names`: of subnets, as far as they are known. */
export type Reading = {
  genesisHash: string
  block: number
  at: number
  byAccount: ReadonlyMap<string, AccountReading>
  names?: ReadonlyMap<number, string>
}

/** How many positions of an account are kept one by one; the others are kept as a sum. */
export const LARGEST = 32
const MOST_CHAINS = 3
const ONE_ALPHA = 1_000_000_000n
/** Prices move with every block: within one hour they are written down again after so long, in ms. A payment is at once. */
const PACE = 5 * 60_000
/** A node that lags is no news: the same rule as for what was last seen. */
const LAG = 60_000

/** What a position is worth at its price, in rao. */
export const spotOf = (alphaRao: bigint, priceRao: bigint): bigint => (alphaRao * priceRao) / ONE_ALPHA

export const isWhole = (point: Point): boolean => point[3] !== null

export const chainOf = (values: Values, network: string, genesisHash: string): ChainValues | undefined =>
  (Object.hasOwn(values, network) ? values[network] : undefined)?.find((each) => each.genesisHash === genesisHash)

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
    const kept = today && dateOf(days.at(-1)?.at) === dateOf(today.at) ? days.slice(0, -1) : days
    accounts.set(id, {
      points: [...(step === 'instead' ? points.slice(0, -1) : points), next],
      days: today ? [...kept, today] : days,
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
    positions: ranked
      .slice(0, LARGEST)
      .map(({ netuid, hotkey, alphaRao, priceRao }) => [netuid, placeOf(hotkey), String(alphaRao), String(priceRao)]),
    rest: rest.length ? { count: rest.length, spot: String(rest.reduce((sum, { spot }) => sum + spot, 0n)) } : null,
  }
}
