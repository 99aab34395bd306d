import * as v from 'valibot'
import { raoText as rao } from '../units'
import { exact, hidden, shield, unprotected } from './staking-contract'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const label = v.nullable(v.pipe(v.string(), v.maxLength(128)))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const once = { commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)) }
/** Who signs, and whether the person means it although it is a hotkey. */
const signing = { ...once, from: id, hotkeyMeant: v.boolean() }
const request = v.strictObject({ id: v.string() })
const many = 4_096

/** The most subnets that one claim may name, where the chain asks which. */
export const MOST_CLAIMED = 5
/** What to advise about a claim; of staking, kept here because rooms on both sides of a boundary read it. */
const claimAdviceIds = ['nothing', 'dust', 'loss', 'poor', 'costly', 'fine', 'unknown'] as const
const claimType = v.strictObject({ type: v.picklist(['Swap', 'Keep', 'KeepSubnets']), netuids: v.array(netuid) })

/** Root dividends to claim: of everything, with one validator, or of subnets by their numbers where the chain asks which. */
const claim = v.variant('kind', [
  v.strictObject({ kind: v.literal('all') }),
  v.strictObject({ kind: v.literal('one'), hotkey: id }),
  v.strictObject({ kind: v.literal('subnets'), netuids: v.pipe(v.array(netuid), v.minLength(1), v.maxLength(MOST_CLAIMED)) }),
])
export type ClaimInput = v.InferOutput<typeof claim>

/** An order about a lock or about where rewards go. `amount`: rao of the subnet's alpha. */
const holding = v.variant('kind', [
  v.strictObject({ kind: v.literal('lock'), hotkey: id, netuid, amount: rao }),
  v.strictObject({ kind: v.literal('move-lock'), hotkey: id, netuid }),
  v.strictObject({ kind: v.literal('auto-stake'), hotkey: id, netuid }),
  v.strictObject({ kind: v.literal('keep-lock'), netuid, on: v.boolean() }),
  v.strictObject({ kind: v.literal('reject-locked'), on: v.boolean() }),
])
export type HoldingInput = v.InferOutput<typeof holding>
/** A hotkey as it is called. */
const who = v.strictObject({ hotkey: id, address: v.string(), name: label })

/** Questions about what an account holds besides its trades, and the requests that are made of it. Amounts in rao. */
export const holdingContract = {
  /**
   * What root stake earned and did not claim; null: the chain has no such thing. `mechanism`: how it is kept (baskets of alpha, rates for
   * each subnet, or nothing that tells). `stays`: they are their owner's when the stake leaves as well. `one`: whether one validator's can be claimed alone. `tao`: what it is worth, null where that is
   * not told; by `rates` it is the alpha at its price. `least`: what it must come to with one validator. `unlock`: blocks for which
   * root stake cannot leave after some came. `skipped`: too little, a claim passes over it. `rates`: of each subnet the alpha that waits, what
   * a rao of root stake earned since the beginning, in 2^-32, and what of that was taken. Errors: offline, node-answer, node-lied (each with
   * `unclaimed` where it is known how the chain keeps them: stays or goes), unknown-account.
   */
  rootDividends: {
    input: v.strictObject({ account: id }),
    output: v.nullable(
      v.strictObject({
        ...{ block: count, mechanism: v.picklist(['baskets', 'rates', 'untold']), stays: v.boolean(), one: v.boolean() },
        ...{ tao: v.nullable(rao), least: v.nullable(rao), unlock: v.nullable(count), type: v.nullable(claimType) },
        validators: v.pipe(
          v.array(
            v.strictObject({
              ...{ hotkey: id, address: v.string(), name: label, tao: v.nullable(rao), skipped: v.boolean() },
              rates: v.array(v.strictObject({ netuid, skipped: v.boolean(), alpha: rao, rate: rao, claimed: rao })),
            }),
          ),
          v.maxLength(many),
        ),
        subnets: v.pipe(
          v.array(v.strictObject({ netuid, name: label, symbol: label, alpha: rao, tao: v.nullable(rao), skipped: v.boolean() })),
          v.maxLength(many),
        ),
      }),
    ),
  },
  /**
   * What a claim would cost and bring now. `receives`: TAO that goes to root, null where it is not told; `kept`: alpha that stays alpha;
   * `worth`: both, that at its price. `fee`: the most that the network takes; `leastFee`: what of it is never given back, null where that is
   * not told. `worthFrom`: from how much on the fee is little. Errors: as above, not-supported.
   */
  estimateClaim: {
    input: v.strictObject({ from: id, claim }),
    output: v.strictObject({
      ...{ fee: rao, leastFee: v.nullable(rao), free: rao, receives: v.nullable(rao), worth: v.nullable(rao) },
      ...{ advice: v.picklist(claimAdviceIds), worthFrom: rao },
      /** Several baskets are sold one after the other, so that the later ones may bring a little less. */
      atMost: v.boolean(),
      /** Whether some of it is sold: at whatever price there is, for the chain takes no limit. */
      sells: v.boolean(),
      kept: v.array(v.strictObject({ netuid, alpha: rao })),
      shield,
    }),
  },
  /**
   * Makes a request of a claim, to be reviewed and approved like any other. `protection` exact: all of it stays alpha, and only then; none
   * where some of it is sold, for which the person typed a word. Errors: claim-loss (with the fee of its envelope), watch-only, is-hotkey,
   * unknown-account, invalid-input (also: hidden, and it sells nothing), not-supported, shield-unavailable, shield-under-way, offline,
   * node-answer, node-lied.
   */
  prepareClaim: {
    input: v.strictObject({ ...signing, claim, protection: v.variant('kind', [exact, unprotected]), hidden }),
    output: request,
  },
  /** The same, without a protection, of what becomes of dividends by rates: sold for TAO, or kept as alpha. */
  prepareClaimType: { input: v.strictObject({ ...signing, type: v.picklist(['Swap', 'Keep']) }), output: request },
  /**
   * What holds alpha of an account on a subnet, and where its rewards of mining go. `total` and `available` of it, null where nobody tells.
   * `lock`: alpha that is locked, the conviction that it gave, to whom (`to` null: not told), whether it stays whole (`perpetual`) and
   * whether its conviction is whole at once (`owners`). `half`, `tenth`: blocks until so much of a lock that opens is left; `matures`:
   * blocks in which conviction comes within 1/e of what is locked. `rejects`: locked stake of others is refused. What the connected chain
   * does not know is null, or `locks`, `autoStakes` false. Errors: offline, node-answer, node-lied, unknown-account.
   */
  subnetHold: {
    input: v.strictObject({ account: id, netuid }),
    output: v.strictObject({
      ...{ block: count, total: v.nullable(rao), available: v.nullable(rao), locks: v.boolean() },
      lock: v.nullable(v.strictObject({ locked: rao, conviction: rao, to: v.nullable(who), perpetual: v.boolean(), owners: v.boolean() })),
      ...{ half: v.nullable(count), tenth: v.nullable(count), matures: v.nullable(count), rejects: v.nullable(v.boolean()) },
      ...{ autoStakes: v.boolean(), autoStake: v.nullable(who) },
    }),
  },
  /** Makes a request of an order about these. Errors: those of prepareClaim, amount-zero. */
  prepareHolding: { input: v.strictObject({ ...signing, order: holding }), output: request },
}
export type RootDividendsView = NonNullable<v.InferOutput<typeof holdingContract.rootDividends.output>>
export type SubnetHoldView = v.InferOutput<typeof holdingContract.subnetHold.output>
export type ClaimEstimate = v.InferOutput<typeof holdingContract.estimateClaim.output>
