import type { AccountValues, ChainValues, Day, Point, Values } from './values'

const HOUR = 3_600_000
const DAY = 24 * HOUR
export const hourOf = (at: number): number => Math.floor(at / HOUR)
const dayOf = (at: number): number => Math.floor(at / DAY)
const monthOf = (at: number): number => {
  const date = new Date(at)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** How many hours, then days, then months (all UTC) of values are kept, and how many days, then months of positions. */
type Grain = { hours: number; days: number; months: number; recordDays: number; recordMonths: number }
/** The finest that fits is taken. */
const grains: readonly Grain[] = [
  { hours: 48, days: 400, months: 120, recordDays: 400, recordMonths: 60 },
  { hours: 48, days: 400, months: 120, recordDays: 100, recordMonths: 24 },
  { hours: 48, days: 400, months: 60, recordDays: 30, recordMonths: 12 },
  { hours: 48, days: 200, months: 60, recordDays: 14, recordMonths: 12 },
  { hours: 48, days: 100, months: 36, recordDays: 7, recordMonths: 6 },
  { hours: 48, days: 100, months: 36, recordDays: 4, recordMonths: 4 },
  { hours: 24, days: 50, months: 24, recordDays: 2, recordMonths: 3 },
  { hours: 24, days: 25, months: 12, recordDays: 1, recordMonths: 0 },
]
/** Of all that is kept, as JSON. It is written whole, some times an hour while a page is open. */
export const MOST_BYTES = 3_000_000
/** As many as a page can ever ask the balances of. */
export const MOST_ACCOUNTS = 300

/**
 * Forgets what is too fine: the newest hours are kept, before them the last value of each day, before those the last of each month.
 * Counted in hours and days in which something was seen, never by age: a clock that jumps takes nothing away.
 * @returns the same object when it holds nothing too much
 */
export function thinned(values: Values): Values {
  let kept = fewer(values, MOST_ACCOUNTS)
  for (const grain of grains) {
    kept = mapChains(kept, (chain) => thinChain(chain, grain))
    if (bytesOf(kept) <= MOST_BYTES) return kept
  }
  // Amounts beyond all measure: those that were not seen for the longest time go.
  for (let most = MOST_ACCOUNTS >> 1; most > 0 && bytesOf(kept) > MOST_BYTES; most >>= 1)
    kept = mapChains(fewer(kept, most), (chain) => thinChain(chain, grains[grains.length - 1] as Grain))
  return kept
}

const bytesOf = (values: Values): number => new TextEncoder().encode(JSON.stringify(values)).length

function mapChains(values: Values, each: (chain: ChainValues) => ChainValues): Values {
  const next = Object.entries(values).map(([network, chains]) => [network, chains.map(each)] as const)
  return next.every(([network, chains]) => chains.every((chain, at) => chain === values[network]?.[at])) ? values : Object.fromEntries(next)
}

/** At most so many accounts: those that were seen last. */
function fewer(values: Values, most: number): Values {
  const all = Object.values(values).flatMap((chains) =>
    chains.flatMap((chain) => Object.entries(chain.accounts).map(([id, { points }]) => ({ chain, id, at: points.at(-1)?.[0] ?? 0 }))),
  )
  if (all.length <= most) return values
  const going = new Map<ChainValues, Set<string>>()
  for (const { chain, id } of all.sort((a, b) => b.at - a.at).slice(most)) going.set(chain, (going.get(chain) ?? new Set()).add(id))
  return mapChains(values, (chain) => {
    const gone = going.get(chain)
    return gone ? { ...chain, accounts: Object.fromEntries(Object.entries(chain.accounts).filter(([id]) => !gone.has(id))) } : chain
  })
}

function thinChain(chain: ChainValues, grain: Grain): ChainValues {
  const entries = Object.entries(chain.accounts).map(([id, account]) => [id, thinAccount(account, grain)] as const)
  const same = entries.every(([id, account]) => account === chain.accounts[id])
  return withUsed(same ? chain : { ...chain, accounts: Object.fromEntries(entries) })
}

function thinAccount(account: AccountValues, { hours, days, months, recordDays, recordMonths }: Grain): AccountValues {
  const points = lastOfEach<Point>(
    account.points,
    (point) => point[0],
    (point) => point[3] !== null,
    [
      [hourOf, hours],
      [dayOf, days],
      [monthOf, months],
    ],
  )
  const daily = lastOfEach<Day>(
    account.days.filter(({ edge }) => !edge),
    ({ at }) => at,
    () => true,
    [
      [dayOf, recordDays],
      [monthOf, recordMonths],
    ],
  )
  const edges = account.days.filter(({ edge }) => edge).slice(-recordDays)
  const kept = new Set([...daily, ...edges])
  const records = kept.size === account.days.length ? account.days : account.days.filter((each) => kept.has(each))
  return points === account.points && records === account.days ? account : { points, days: records }
}

/**
 * The last of each slot, the newest slots first: so many of the first size, then of the next one.
 * @param full what is preferred in a slot over what came later in it; the very newest stays in any case
 */
function lastOfEach<T>(
  all: T[],
  timeOf: (each: T) => number,
  full: (each: T) => boolean,
  sizes: readonly [(at: number) => number, number][],
): T[] {
  const kept = new Set<T>(all.slice(-1))
  let size = 0
  let slots = new Map<number, T>()
  for (const each of all.toReversed()) {
    for (; size < sizes.length; size++, slots = new Map()) {
      const [slotOf, most] = sizes[size] as (typeof sizes)[number]
      const slot = slotOf(timeOf(each))
      const held = slots.get(slot)
      if (held === undefined && slots.size >= most) continue
      if (held === undefined || (!full(held) && full(each))) {
        if (held !== undefined && held !== all.at(-1)) kept.delete(held)
        slots.set(slot, each)
        kept.add(each)
      }
      break
    }
  }
  return kept.size === all.length ? all : all.filter((each) => kept.has(each))
}

/** Without the hotkeys that no position names any more. */
function withUsed(chain: ChainValues): ChainValues {
  const used = new Set(Object.values(chain.accounts).flatMap(({ days }) => days.flatMap(({ positions }) => positions.map(([, at]) => at))))
  if (used.size === chain.hotkeys.length) return chain
  const places = new Map([...used].sort((a, b) => a - b).map((old, at) => [old, at]))
  const moved = ({ points, days }: AccountValues): AccountValues => ({
    points,
    days: days.map((day) => ({
      ...day,
      positions: day.positions.map(([netuid, at, ...rest]) => [netuid, places.get(at) ?? 0, ...rest]),
    })),
  })
  return {
    ...chain,
    hotkeys: chain.hotkeys.filter((_, at) => places.has(at)),
    accounts: Object.fromEntries(Object.entries(chain.accounts).map(([id, account]) => [id, moved(account)])),
  }
}
