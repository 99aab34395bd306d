import * as v from 'valibot'
import { raoText as rao } from '../units'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const time = v.number()
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const span = v.picklist(['day', 'week', 'month', 'year', 'all'])

/** More than a chart of this size can show. */
export const MOST_POINTS = 200

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
  /** Forgets all of it, on all networks. Errors: locked, storage-failed. */
  forgetValues: { input: v.void(), output: v.void() },
}
export type ValuesAnswer = v.InferOutput<typeof valuesContract.values.output>
