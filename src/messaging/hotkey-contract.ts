import * as v from 'valibot'
import { raoText as rao } from '../units'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const label = v.nullable(v.pipe(v.string(), v.maxLength(128)))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const block = count
/** Root has seats of another kind, without a ceiling on their price: they are not taken here. */
const subnet = v.pipe(netuid, v.minValue(1))

/** Where a hotkey is registered. `emission`: alpha that its last epoch gave it, in rao; null: not told. */
const place = v.strictObject({
  netuid,
  ...{ name: label, symbol: label },
  ...{ uid: count, emission: v.nullable(rao), tempo: count, validates: v.boolean() },
  /** The first block in which the account may replace a hotkey there. */
  swapFrom: block,
})
const order = v.variant('kind', [
  v.strictObject({ kind: v.literal('associate'), hotkey: id }),
  v.strictObject({
    kind: v.literal('register'),
    ...{ hotkey: id, netuid: subnet },
    /** Without a ceiling, which is for chains that have none, the person typed a word. */
    ceiling: v.variant('kind', [
      v.strictObject({ kind: v.literal('limit'), limit: rao }),
      v.strictObject({ kind: v.literal('none'), sure: v.literal('unprotected') }),
    ]),
  }),
  v.strictObject({ kind: v.literal('swap'), hotkey: id, newHotkey: id, netuid: v.nullable(netuid), keepStake: v.boolean() }),
])

/** Questions about an account's hotkeys, and the requests that are made of them. Amounts in rao. */
export const hotkeyContract = {
  /**
   * Hotkeys that the chain says are the account's; null: it has none, or nobody tells. `more`: so many are not listed. `able`: what the
   * chain can do. `register` 'open': without a ceiling; `swap` 'all': the stake always goes along. Errors: offline, node-lied, unknown-account.
   */
  hotkeys: {
    input: v.strictObject({ account: id }),
    output: v.nullable(
      v.strictObject({
        block,
        all: v.pipe(
          v.array(v.strictObject({ hotkey: id, address: v.string(), places: v.pipe(v.array(place), v.maxLength(4_096)) })),
          v.maxLength(64),
        ),
        more: count,
        able: v.strictObject({
          associate: v.boolean(),
          register: v.nullable(v.picklist(['limit', 'open'])),
          swap: v.nullable(v.picklist(['keep', 'all'])),
        }),
        /** What replacing one costs, everywhere and on one subnet; null: the chain does not say. And from which block on it may be done. */
        swapCost: v.nullable(v.strictObject({ all: rao, one: rao })),
        swapFrom: block,
        /** Blocks that lie between two of them: anywhere, and on one subnet. */
        swapRest: v.strictObject({ any: count, subnet: count }),
      }),
    ),
  },
  /** Whose a hotkey is, and where it is registered; null as above. Errors: offline, node-lied, unknown-account. */
  hotkeyFacts: {
    input: v.strictObject({ account: id, hotkey: id }),
    output: v.nullable(
      v.strictObject({ owner: v.picklist(['mine', 'nobody', 'other']), netuids: v.pipe(v.array(netuid), v.maxLength(4_096)) }),
    ),
  },
  /**
   * What registering costs now, and a ceiling above that by `tolerance` millionths; null: no such subnet. `fee` is that of the network.
   * Errors: offline, node-lied, unknown-account.
   */
  registration: {
    input: v.strictObject({
      account: id,
      hotkey: id,
      netuid: subnet,
      tolerance: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000)),
    }),
    output: v.nullable(v.strictObject({ burn: rao, ceiling: rao, fee: rao, free: rao, open: v.boolean() })),
  },
  /**
   * Makes a request of it, to be reviewed and approved like any other. Errors: watch-only, is-hotkey, is-coldkey (what is to be a hotkey is a
   * coldkey here), not-supported (the chain cannot do it so), unknown-account, invalid-input, offline, node-lied.
   */
  prepareHotkey: {
    input: v.strictObject({
      commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
      from: id,
      order,
      hotkeyMeant: v.boolean(),
    }),
    output: v.strictObject({ id: v.string() }),
  },
}
export type HotkeysAnswer = NonNullable<v.InferOutput<typeof hotkeyContract.hotkeys.output>>
export type HotkeyFactsAnswer = NonNullable<v.InferOutput<typeof hotkeyContract.hotkeyFacts.output>>
export type RegistrationAnswer = NonNullable<v.InferOutput<typeof hotkeyContract.registration.output>>
