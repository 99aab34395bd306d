import * as v from 'valibot'

/** An amount that is kept or sent: decimal rao. Read with BigInt(), never with Number(). */
export const raoText = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
export const hexText = v.pipe(v.string(), v.regex(/^0x[0-9a-f]*$/))

/** How much somebody should look: 0 moves nothing, 1 routine, 2 check, 3 risky, 4 dangerous (security.md 6.3). */
export const level = v.picklist([0, 1, 2, 3, 4])
export type Level = v.InferOutput<typeof level>

/** Somebody: account id in hex, and the address to show. */
export const place = v.strictObject({ id: hexText, address: v.string() })
export type Place = v.InferOutput<typeof place>

const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
/** Stake in alpha, on root in TAO. null: all that is there, whatever that is then. */
const alpha = v.nullable(raoText)
/** Rao of TAO for a whole alpha; where alpha goes from subnet to subnet, alpha × 10⁹ there for a whole one here. null: none was set. */
const limit = v.nullable(raoText)
/** Whether it does as much as the limit allows, instead of all or nothing. */
const partial = v.boolean()
const stake = { hotkey: place, netuid }
const toStake = { toHotkey: place, toNetuid: netuid }
// Without the mark every page that counts in rao would carry the schema.
const is = /* @__NO_SIDE_EFFECTS__ */ <const K extends string, F extends v.ObjectEntries>(kind: K, fields: F) =>
  v.strictObject({ kind: v.literal(kind), ...fields })

/**
 * What one call does, in facts: made where a call is explained, shown by the popup, and kept with what was signed. All three read this
 * schema, so what can be explained can be shown and kept. JSON; amounts are decimal rao.
 */
export const fact = v.variant('kind', [
  v.strictObject({ kind: v.literal('transfer'), to: place, amount: raoText, keepAlive: v.boolean() }),
  /** `amountNow` null: what is there now is not known. */
  v.strictObject({ kind: v.literal('transfer-all'), to: place, keepAlive: v.boolean(), amountNow: v.nullable(raoText) }),
  v.strictObject({ kind: v.literal('burn'), amount: raoText, keepAlive: v.boolean() }),
  /** `text` null: it is none. */
  v.strictObject({ kind: v.literal('remark'), hex: hexText, text: v.nullable(v.string()) }),
  v.strictObject({ kind: v.literal('upgrade-accounts'), count: v.number() }),
  v.strictObject({ kind: v.literal('root-only') }),
  is('stake', { ...stake, amount: raoText, limit, partial }),
  is('unstake', { ...stake, alpha, limit, partial }),
  /** Every position with a hotkey. `restake`: not that on root, and what comes of it goes there. */
  is('unstake-all', { hotkey: place, restake: v.boolean() }),
  is('move-stake', { ...stake, ...toStake, alpha, limit, partial }),
  /** To another coldkey. */
  is('give-stake', { to: place, ...stake, ...toStake, alpha }),
  is('destroy-stake', { ...stake, alpha }),
  is('buy-destroy', { ...stake, amount: raoText, limit }),
  /** Where rewards of mining go. */
  is('auto-stake', stake),
  /** Dividends of root stake. `hotkey` null: of all. `subnets`: those that it names, which since spec 441 mean nothing. */
  is('claim', { hotkey: v.nullable(place), subnets: v.exactOptional(v.array(netuid)) }),
  is('claim-type', { type: v.picklist(['Swap', 'Keep', 'KeepSubnets']), netuids: v.array(netuid) }),
  /** A share of 65,535: of a delegate, or on one subnet of a child. */
  is('take', { hotkey: place, netuid: v.nullable(netuid), take: netuid }),
  /** `share` of the stake's weight in millionths. */
  is('children', { ...stake, children: v.array(v.strictObject({ ...place.entries, share: v.number() })) }),
  /** `limit`: the most that it may cost. */
  is('register', { ...stake, limit }),
  is('associate', { hotkey: place }),
  /** `netuid` null: on all. */
  is('swap-hotkey', { hotkey: place, toHotkey: place, netuid: v.nullable(netuid), keepStake: v.boolean() }),
  is('lock', { ...stake, alpha }),
  is('move-lock', stake),
  is('keep-lock', { netuid, on: v.boolean() }),
  is('reject-locked', { on: v.boolean() }),
  is('auto-parent', { hotkey: place, on: v.boolean() }),
])
export type Fact = v.InferOutput<typeof fact>

/**
 * What one purchase or sale of stake really was, by its event: found by the chain room, kept where the search for it stands, shown by the
 * popup. `hotkey` is its id in hex; `tao` and `alpha` are what went and what came, the pool's fee taken off what came. On root both are TAO.
 * Stake that stays on its subnet is told as both, at the spot price; what is given away as taken only, and claimed dividends as bought on root.
 */
export const trade = v.strictObject({ bought: v.boolean(), hotkey: hexText, netuid, tao: raoText, alpha: raoText })
export type Trade = v.InferOutput<typeof trade>
/**
 * A fee that the chain took from stake, because there was no TAO for it: then none was taken (chain.md 2.3). On root it is TAO all the same.
 * `back`: rao of TAO that it gave back of what it sold for that.
 */
export const alphaFee = v.strictObject({ netuid, alpha: raoText, back: v.exactOptional(raoText) })
export type AlphaFee = v.InferOutput<typeof alphaFee>

export const isFact = (value: unknown): value is Fact => v.is(fact, value)

const still: readonly Fact['kind'][] = [
  'remark',
  'upgrade-accounts',
  'root-only',
  'auto-stake',
  'claim-type',
  'take',
  'children',
  'associate',
  'lock',
  'move-lock',
  'keep-lock',
  'reject-locked',
  'auto-parent',
]
/** Whether TAO or stake changes hands or place: what notes and settings do not. */
export const movesMoney = ({ kind }: Fact): boolean => !still.includes(kind)

export const riskIds = [
  'first-time-recipient',
  'recipient-lookalike',
  'recipient-self',
  'recipient-keyless',
  'recipient-hotkey',
  'recipient-not-contact',
  'from-hotkey',
  'account-closed',
  'all-balance',
  'most-of-balance',
  'large-first-time',
  'balance-unknown',
  'nodes-disagree',
  'below-existential-deposit',
  'not-enough',
  'amount-zero',
  'tip-high',
  'fee-high',
  'era-long',
  'site-new',
  'metadata-unverified',
  'network-local',
  'not-atomic',
  'root-only',
  'not-text',
  'sign-in-elsewhere',
  'sign-in-other',
  'sign-in-late',
  'no-limit',
  'claim-open',
  'claim-loss',
  'limit-near',
  'limit-loose',
  'limit-nominal',
  'limit-passed',
  'limit-unknown',
  'sells-all',
  'rest-sold',
  'stake-given',
  'stake-destroyed',
  'stake-locked',
  'hotkey-swapped',
  'fee-in-alpha',
] as const
export type RiskId = (typeof riskIds)[number]
/** Something that a person should weigh. `facts` are for its sentence. */
export const risk = v.strictObject({ id: v.picklist(riskIds), level, facts: v.record(v.string(), v.string()) })
export type Risk = v.InferOutput<typeof risk>

const unlimited: readonly RiskId[] = ['no-limit', 'limit-nominal', 'limit-unknown', 'claim-open', 'rest-sold']
/** Whether one of the calls may trade, or pay, at whatever price there is when it runs: whoever agrees to that types a word for it. */
export const takesAnyPrice = (calls: readonly { risks: readonly Risk[] }[]): boolean =>
  calls.some(({ risks }) => risks.some(({ id }) => unlimited.includes(id)))
