import * as v from 'valibot'

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

/** Without anything of an account, on any chain. */
export function withoutValuesOf(values: Values, id: string): Values {
  const of = ({ accounts: { [id]: _, ...accounts }, ...chain }: ChainValues): ChainValues => ({ ...chain, accounts })
  return Object.fromEntries(Object.entries(values).map(([network, chains]) => [network, chains.map(of)]))
}

export const isWhole = (point: Point): boolean => point[3] !== null

export const chainOf = (values: Values, network: string, genesisHash: string): ChainValues | undefined =>
  (Object.hasOwn(values, network) ? values[network] : undefined)?.find((each) => each.genesisHash === genesisHash)
