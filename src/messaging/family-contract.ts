import * as v from 'valibot'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const label = v.nullable(v.pipe(v.string(), v.maxLength(128)))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Parts of 65,535. */
const take = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const signing = { commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)), from: id, hotkeyMeant: v.boolean() }
const request = v.strictObject({ id: v.string() })
const many = 4_096

/** The most children that a hotkey has on a subnet. */
export const MOST_CHILDREN = 5
/** Of the weight of a hotkey, in ten-thousandths: as finely as a person writes a percentage. */
const share = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))
const child = v.strictObject({ hotkey: id, address: v.string(), name: label, share: v.pipe(v.number(), v.minValue(0), v.maxValue(10_000)) })
const children = v.pipe(v.array(child), v.maxLength(many))
const hotkey = v.strictObject({ hotkey: id, address: v.string(), name: label, take, autoParent: v.nullable(v.boolean()) })

/** An order about a hotkey of one's own. `netuid` null: its take for stakers, else that as a child on a subnet. */
const familyOrder = v.variant('kind', [
  v.strictObject({ kind: v.literal('take'), hotkey: id, netuid: v.nullable(netuid), take }),
  v.strictObject({
    kind: v.literal('children'),
    hotkey: id,
    netuid,
    children: v.pipe(v.array(v.strictObject({ hotkey: id, share })), v.maxLength(MOST_CHILDREN)),
  }),
  v.strictObject({ kind: v.literal('auto-parent'), hotkey: id, on: v.boolean() }),
])
export type FamilyOrderInput = v.InferOutput<typeof familyOrder>

/** Questions about hotkeys that a coldkey owns, and the requests that change what they keep and give away. */
export const familyContract = {
  /** Hotkeys of an account. `takes`, `children`: whether the chain lets them be changed. Errors: offline, node-answer, node-lied, unknown-account. */
  families: {
    input: v.strictObject({ account: id }),
    output: v.strictObject({ block: count, takes: v.boolean(), children: v.boolean(), all: v.pipe(v.array(hotkey), v.maxLength(many)) }),
  },
  /**
   * One of them, on every subnet; null: it is not the account's. Bounds of takes; `raiseFrom`, `setFrom`: the block from which on that may
   * happen again, null: now; `every`: how many blocks lie between two rises; `cooldown`: blocks that new children wait. Errors: as above.
   */
  family: {
    input: v.strictObject({ account: id, hotkey: id }),
    output: v.nullable(
      v.strictObject({
        ...{ block: count, hotkey },
        take: v.strictObject({ least: take, most: take, raiseFrom: v.nullable(count), every: v.nullable(count) }),
        childTake: v.strictObject({ least: take, most: take, every: v.nullable(count) }),
        cooldown: v.nullable(count),
        subnets: v.pipe(
          v.array(
            v.strictObject({
              ...{ netuid, name: label, symbol: label, children, take, setFrom: v.nullable(count), raiseFrom: v.nullable(count) },
              pending: v.nullable(v.strictObject({ from: count, children })),
            }),
          ),
          v.maxLength(many),
        ),
      }),
    ),
  },
  /** Makes a request of an order, to be reviewed and approved like any other. Errors: watch-only, is-hotkey, unknown-account, invalid-input, not-supported, offline, node-lied. */
  prepareFamily: { input: v.strictObject({ ...signing, order: familyOrder }), output: request },
}
export type FamiliesView = v.InferOutput<typeof familyContract.families.output>
export type FamilyView = NonNullable<v.InferOutput<typeof familyContract.family.output>>
