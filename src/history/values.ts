import * as v from 'valibot'

const rao = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** When by this machine's clock, in ms; block; free and reserved; spot value of all positions, what selling them all would give: rao, null: not read. */
const point = v.strictTuple([whole, whole, rao, v.nullable(rao), v.nullable(rao)])
/**
 * Netuid; place of the hotkey in the chain's list; alpha in rao; rao of TAO for one whole alpha; alpha in rao that its last epoch paid to it,
 * and the blocks from one epoch to the next, both null: not known.
 */
const position = v.strictTuple([whole, whole, rao, rao, v.nullable(rao), v.nullable(whole)])
/** Positions as they were last seen on one day, or beside an edge: the largest, and what the others are worth together. */
const day = v.strictObject({
  at: whole,
  block: whole,
  free: rao,
  /** Right before or right after alpha changed by more than an epoch pays: it is kept, so that the rest of the day is not lost to it. */
  edge: v.boolean(),
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

type First = Record<string, { accounts: Record<string, { days: { positions: unknown[][] }[] }> }[]>
/** What epochs paid was not written down then: of what came between two of those days nobody can tell whether it was a reward. */
function firstToSecond(old: unknown): unknown {
  const dayOf = (day: { positions: unknown[][] }) => ({
    ...day,
    edge: false,
    positions: day.positions.map((each) => [...each, null, null]),
  })
  return Object.fromEntries(
    Object.entries(old as First).map(([network, chains]) => [
      network,
      chains.map((chain) => ({
        ...chain,
        accounts: Object.fromEntries(
          Object.entries(chain.accounts).map(([id, account]) => [id, { ...account, days: account.days.map(dayOf) }]),
        ),
      })),
    ]),
  )
}

export const valuesBox = {
  name: 'values',
  area: 'local',
  version: 2,
  schema: v.record(v.string(), v.array(chain)),
  initial: (): Values => ({}),
  migrations: { 1: firstToSecond },
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
  /** Alpha that its last epoch paid to it, and the blocks from one epoch to the next; absent: not known. */
  payout?: { alphaRao: bigint; tempo: number }
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

/** Without anything of an account, on any chain. */
export function withoutValuesOf(values: Values, id: string): Values {
  const of = ({ accounts: { [id]: _, ...accounts }, ...chain }: ChainValues): ChainValues => ({ ...chain, accounts })
  return Object.fromEntries(Object.entries(values).map(([network, chains]) => [network, chains.map(of)]))
}

export const isWhole = (point: Point): boolean => point[3] !== null

export const chainOf = (values: Values, network: string, genesisHash: string): ChainValues | undefined =>
  (Object.hasOwn(values, network) ? values[network] : undefined)?.find((each) => each.genesisHash === genesisHash)
