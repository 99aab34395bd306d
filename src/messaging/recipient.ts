import * as v from 'valibot'
import { raoText as rao } from '../units'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))

/** What is known of somebody who may be paid, before anything is built. Balances and hotkeys as the chain tells them. */
export const recipient = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/)),
  free: rao,
  /** Whether the chain has an account there at all. */
  exists: v.boolean(),
  /** Address of the coldkey that owns it, if it is a hotkey. */
  hotkeyOf: v.nullable(text(128)),
  /** How often it was paid from here on this chain, for good, and when last. */
  paid: v.number(),
  paidAt: v.nullable(v.number()),
  /** An address that the person knows, which this one resembles without being it. */
  twin: v.nullable(text(128)),
})
export type RecipientFacts = v.InferOutput<typeof recipient>
