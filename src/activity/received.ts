import * as v from 'valibot'
import { hexText as hex, place, raoText as rao } from '../units'

// The shapes of receivedView in messaging/activity-views.ts.
export const received = v.strictObject({
  kind: v.literal('received'),
  /** Made of what tells it from all others: the block's hash and the number of the event, or the span and the account. */
  id: v.string(),
  /** Account id, hex. */
  account: hex,
  network: v.picklist(['finney', 'testnet', 'local']),
  genesisHash: v.string(),
  /** When its block was made; when it was noticed where that is not known. */
  at: v.number(),
  /** Decimal rao. */
  amount: rao,
  /** Of how many transfers it is the sum. */
  count: v.number(),
  /** Each of them was below what is worth a line: nobody pays that little to be paid. With the cause `between` the sum of a month's. */
  dust: v.boolean(),
  block: v.number(),
  /** null: the block is not known. */
  blockHash: v.nullable(hex),
  extrinsic: v.nullable(v.strictObject({ index: v.number(), hash: hex })),
  cause: v.variant('kind', [
    v.strictObject({ kind: v.literal('transfer'), /** null: several senders. */ from: v.nullable(place) }),
    v.strictObject({ kind: v.literal('unstaked'), hotkey: place, netuid: v.number() }),
    v.strictObject({ kind: v.literal('unknown') }),
    /** Between the block `after` and `block`: no node knows which one any more. */
    v.strictObject({ kind: v.literal('between'), after: v.number() }),
  ]),
})
/** Something that came to an account without a transaction of this wallet. Final from the beginning. */
export type ReceivedEntry = v.InferOutput<typeof received>
/** What the chain tells, before it has a name here. */
export type Told = Omit<ReceivedEntry, 'kind' | 'id' | 'network' | 'genesisHash'> & { event: number | null }

/** What the chain told, as an entry: the same event always has the same id. */
export function entryOf({ event, ...told }: Told, network: ReceivedEntry['network'], genesisHash: string): ReceivedEntry {
  const { account, block, blockHash, cause } = told
  const id =
    cause.kind === 'between' ? `${genesisHash}-${cause.after}-${account}` : `${blockHash ?? block}-${event === null ? account : event}`
  return { kind: 'received', id, network, genesisHash, ...told }
}
