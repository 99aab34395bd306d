import * as v from 'valibot'
import { raoText as rao } from '../units'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const time = v.number()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const span = v.picklist(['day', 'week', 'month', 'year', 'all'])

/** More than a chart of this size can show. */
export const MOST_POINTS = 200

/** More than the records of one account that are kept. */
const MOST_STRETCHES = 2_000

/** How what accounts have is spread, as each was last seen. */
const allocation = v.strictObject({
  fromAt: time,
  at: time,
  freeRao: rao,
  subnets: v.pipe(v.array(v.strictObject({ netuid: count, name: v.nullable(v.string()), spotRao: rao })), v.maxLength(10_000)),
  /** Small positions that are kept as a sum. */
  rest: v.nullable(v.strictObject({ count, spotRao: rao })),
  totalRao: rao,
  /** Of how many accounts no positions are known. */
  missing: count,
})

/** Changes of value, in rao, negative where it fell. */
const change = v.pipe(v.string(), v.regex(/^-?\d{1,39}$/))
const stretch = v.strictObject({
  fromAt: time,
  at: time,
  /** `rewards`: what epochs paid. `own`: the person traded or moved it meanwhile. `unknown`: epochs do not explain it. */
  kind: v.picklist(['rewards', 'own', 'unknown']),
  /** Alpha at the end and how much more that is, in rao; rao of TAO for a whole alpha at the end. */
  ...{ alpha: rao, moreAlpha: change, price: rao },
  /** In rao of TAO: what came of more alpha, and what of another price. */
  ...{ alphaPart: change, pricePart: change },
})

/** Questions about what the wallet itself saw over time. `account` null: all that are counted together. */
export const valuesContract = {
  values: {
    input: v.strictObject({ account: v.nullable(id), span }),
    output: v.strictObject({
      /** Those that were wholly seen; what was asked for is answered with 'all' where it is not among them. */
      spans: v.array(span),
      span,
      /** The oldest first. `exitRao`: what selling everything would have given, null where nobody could tell. */
      points: v.pipe(
        v.array(v.strictObject({ at: time, valueRao: rao, stakedRao: rao, exitRao: v.nullable(rao) })),
        v.maxLength(MOST_POINTS),
      ),
      /** When the first of the accounts was first seen, and the last of them, at which the points begin. */
      firstAt: v.nullable(time),
      allAt: v.nullable(time),
      /** That last one, where there are others. */
      last: v.nullable(id),
      seen: count,
      /** How many of the accounts were never seen: they are in none of the numbers. */
      missing: count,
      allocation: v.nullable(allocation),
    }),
  },
  /** What they had about a day ago and what they have now; null where the wallet did not see it. */
  change: {
    input: v.strictObject({ account: v.nullable(id) }),
    output: v.nullable(v.strictObject({ fromAt: time, beforeRao: rao, nowAt: time, nowRao: rao })),
  },
  /**
   * Rewards of one position since it was first seen, apart from the price, own trades, and what nobody explains: `before` and the four parts
   * are `after`, exactly. `moreAlpha`: the alpha of the rewards. Null where it was not seen twice, and for root, which pays nothing into the
   * stake itself. All as the wallet saw it; no node is asked.
   */
  rewards: {
    input: v.strictObject({ account: id, netuid: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)), hotkey: id }),
    output: v.nullable(
      v.strictObject({
        ...{ fromAt: time, at: time, before: rao, after: rao },
        ...{ moreAlpha: change, rewards: change, price: change, own: change, unknown: change },
        /** The oldest first. */
        stretches: v.pipe(v.array(stretch), v.maxLength(MOST_STRETCHES)),
      }),
    ),
  },
  /** Forgets all of it, on all networks. Errors: locked, storage-failed. */
  forgetValues: { input: v.void(), output: v.void() },
}
export type ValuesAnswer = v.InferOutput<typeof valuesContract.values.output>
export type RewardsAnswer = NonNullable<v.InferOutput<typeof valuesContract.rewards.output>>
