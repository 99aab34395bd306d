import * as v from 'valibot'
import { hexText as hex, place, raoText as rao } from '../units'

const network = v.picklist(['finney', 'testnet', 'local'])

/** Something that came to an account without a transaction of this wallet, in a final block. */
export const receivedView = v.strictObject({
  kind: v.literal('received'),
  id: v.string(),
  account: hex,
  network,
  /** When its block was made, in milliseconds; when it was noticed where that is not known. */
  at: v.number(),
  amount: rao,
  /** Of how many transfers it is the sum; each of them too small to be worth a line if it is `dust`. */
  count: v.number(),
  dust: v.boolean(),
  block: v.number(),
  /** null: it is only known that it is none after `block`. */
  blockHash: v.nullable(hex),
  extrinsic: v.nullable(v.strictObject({ index: v.number(), hash: hex })),
  cause: v.variant('kind', [
    v.strictObject({ kind: v.literal('transfer'), /** null: several senders. */ from: v.nullable(place) }),
    v.strictObject({ kind: v.literal('unstaked'), hotkey: place, netuid: v.number() }),
    v.strictObject({ kind: v.literal('unknown') }),
    v.strictObject({ kind: v.literal('between'), /** The last block of which it is known that it was not there yet. */ after: v.number() }),
  ]),
})
export type ReceivedView = v.InferOutput<typeof receivedView>

export const activityKinds = ['all', 'sent', 'received', 'site', 'staking', 'other'] as const
export const activityStates = ['all', 'open', 'failed'] as const
/** What is looked for in the activity. open: not at its end yet; failed: failed, refused or never happened, in part too. */
export const activityFind = v.strictObject({
  /** Somewhere in names, addresses, amounts, calls, hashes, the site. */
  text: v.pipe(v.string(), v.maxLength(256)),
  account: v.nullable(v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))),
  kind: v.picklist(activityKinds),
  state: v.picklist(activityStates),
  network: v.nullable(network),
  /** Whether amounts too small to be worth a line are listed, too. */
  dust: v.boolean(),
})
export type ActivityFind = v.InferOutput<typeof activityFind>

/** How much of what came to the accounts of one network this wallet can know. */
export const activityCoverage = v.strictObject({
  /** Those that are watched, or were, by their ids. */
  accounts: v.record(
    v.string(),
    v.strictObject({
      /** The block and time since which. */
      since: v.strictObject({ block: v.number(), at: v.number() }),
      /** Until when everything was looked into, where that is not now: it is watched no longer, or blocks are still to be looked into. */
      until: v.nullable(v.number()),
    }),
  ),
  /** Spans in which something may have come that nobody knows. */
  gaps: v.array(
    v.strictObject({
      account: v.string(),
      fromBlock: v.number(),
      toBlock: v.number(),
      fromAt: v.number(),
      toAt: v.number(),
      why: v.picklist(['pruned', 'restarted']),
    }),
  ),
})
export type ActivityCoverage = v.InferOutput<typeof activityCoverage>
