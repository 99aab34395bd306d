import * as v from 'valibot'
import { hexText as hex } from '../units'

/** Milliseconds since 1970. */
const time = v.number()

const siteView = v.strictObject({
  origin: v.string(),
  accounts: v.array(hex),
  grantedAt: time,
  lastUsedAt: time,
  /** Listed as phishing, and not trusted all the same: it sees nothing. */
  refused: v.boolean(),
})
export const sitesView = v.strictObject({
  items: v.array(siteView),
  /** Sites that see nothing because they are listed as phishing, and asked in this session. */
  refused: v.array(v.strictObject({ origin: v.string(), at: time })),
  /** Those that the person trusts although they are listed. */
  trusted: v.array(v.strictObject({ origin: v.string(), at: time })),
  /**
   * `bundled`: how many hosts came with the extension, 0 where they cannot be read. `on`: whether newer entries are asked for; `hosts`, `at`:
   * those that came last. `failed`: why they did not come when they were asked for last, at `triedAt`.
   */
  list: v.strictObject({
    ...{ bundled: v.number(), on: v.boolean(), hosts: v.nullable(v.number()), at: v.nullable(time), triedAt: v.nullable(time) },
    failed: v.nullable(v.picklist(['unreached', 'too-large', 'no-list', 'shrunk'])),
  }),
  /** Since when the person lets them ask for nothing. */
  blocked: v.array(v.strictObject({ origin: v.string(), at: time })),
})
export type SiteView = v.InferOutput<typeof siteView>
