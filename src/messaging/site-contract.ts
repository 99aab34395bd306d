import * as v from 'valibot'
import type { Contract } from './contract'
import { activityItem } from './views'

const text = (max: number) => v.pipe(v.string(), v.maxLength(max))
const hex = v.pipe(v.string(), v.maxLength(130), v.regex(/^0x[0-9a-f]*$/))
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
const near = v.array(v.string())
/** Why a site sees no account. `near`: connected sites that one may take for it. */
const cause = v.variant('id', [
  v.strictObject({ id: v.literal('no-address') }),
  v.strictObject({ id: v.literal('not-served'), how: v.picklist(['plain', 'other']), near }),
  v.strictObject({ id: v.literal('blocked'), at: v.number() }),
  v.strictObject({ id: v.literal('listed') }),
  v.strictObject({ id: v.literal('silenced'), until: v.number() }),
  v.strictObject({ id: v.literal('waits') }),
  v.strictObject({ id: v.literal('no-accounts') }),
  v.strictObject({ id: v.literal('hidden'), count: v.number() }),
  v.strictObject({ id: v.literal('not-connected'), near }),
  v.strictObject({ id: v.literal('sees'), count: v.number() }),
])
export type SiteCause = v.InferOutput<typeof cause>

/** What our own pages ask about sites. */
export const siteContract = {
  /** What was signed for a site lately, newest first; `total` counts all of its transactions. */
  siteSigned: {
    input: v.strictObject({ origin: text(2048) }),
    output: v.strictObject({
      total: v.number(),
      items: v.array(activityItem),
      messages: v.array(v.strictObject({ account: hex, at: v.number(), text: v.nullable(v.string()) })),
    }),
  },
  revokeSite: { input: v.strictObject({ origin: text(2048) }), output: v.void() },
  /** The same for every site. */
  revokeSites: { input: v.void(), output: v.void() },
  /** What it was granted and what it asked for end, and it cannot ask again until it is unblocked. */
  blockSite: { input: v.strictObject({ origin: text(2048) }), output: v.void() },
  /**
   * Whether a site that is listed as phishing is served all the same: this origin and no other. `password`: to trust it.
   * Errors: locked, wrong-password, throttled.
   */
  trustSite: { input: v.strictObject({ origin: text(2048), trusted: v.boolean(), password: v.optional(password) }), output: v.void() },
  /** Whether newer entries of the phishing list are asked for once a day. Errors: locked. */
  refreshPhishing: { input: v.strictObject({ on: v.boolean() }), output: v.void() },
  /** It may ask again; what it was granted before does not come back. Errors: locked. */
  unblockSite: { input: v.strictObject({ origin: text(2048) }), output: v.void() },
  grantSite: { input: v.strictObject({ origin: text(2048), accounts: v.array(hex) }), output: v.void() },
  /** Why the site of an address sees no accounts. `origin` null: the address has none. */
  whyNot: {
    input: v.strictObject({ address: text(2048) }),
    output: v.strictObject({ origin: v.nullable(v.string()), causes: v.array(cause) }),
  },
  /** Origins that asked for something lately, or are silenced, the last one first. */
  askedLately: { input: v.void(), output: v.array(v.string()) },
} satisfies Contract
