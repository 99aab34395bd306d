import * as v from 'valibot'
import { type ErrorCode, raoText as rao } from '../units'
import { recipient } from './recipient'
import { exact, hidden, limited, shield, unprotected } from './staking-contract'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
/** Millionths. */
const parts = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const once = { commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)) }
const made = v.strictObject({ id: v.string() })

/**
 * Why the chain would refuse, as far as can be told before; each is the code of an error too, with its words. call-missing: the connected
 * chain has no call for it. stake-same-place: nothing would move. subnet-closed: no such subnet, or its alpha cannot be traded.
 * price-untold: nobody tells the price on a subnet that trades. validator-unknown: nobody owns that hotkey. stake-transfer-off: the subnet's
 * owner lets no stake change hands. stake-not-enough: more than there is, or than locks leave. stake-held: it is on root, and the chain lets
 * none of it leave yet. stake-too-small: worth less than the minimum. stake-rest-small: what stays with somebody else's hotkey is worth so little
 * that the chain would sell it too, at any price. stake-no-trade: the pools cannot do it. insufficient-funds: nobody pays the
 * network's fee: there is too little free TAO, and the connected chain takes none from stake.
 */
export const stakeProblems = [
  'call-missing',
  'stake-same-place',
  'subnet-closed',
  'price-untold',
  'validator-unknown',
  'stake-transfer-off',
  'stake-not-enough',
  'stake-held',
  'stake-too-small',
  'stake-rest-small',
  'stake-no-trade',
  'recipient-self',
  'insufficient-funds',
] as const satisfies readonly ErrorCode[]
export type StakeProblem = (typeof stakeProblems)[number]
const problem = v.nullable(v.picklist(stakeProblems))

/** Sales in one transaction: as many as a person reads. */
export const MOST_SALES = 16

/**
 * `fee`: rao of TAO for the network, null where nothing could be built of it. `free`: free TAO of the account. `enough`: whether that pays the
 * fee; where it does not, the chain takes the fee of a single call from the stake itself, and refuses a batch of several; on one that takes none
 * from stake it is a `problem`.
 */
const costs = { fee: v.nullable(rao), free: rao, enough: v.boolean() }
/** `most`: what of a position may leave it. `heldBlocks`: for how many blocks more it is held on root, and nothing may; 0: it is not. */
const leaves = { most: rao, heldBlocks: count }

/** `amount`: alpha of `netuid`, on root rao of TAO. */
const move = { from: id, hotkey: id, netuid, toHotkey: id, toNetuid: netuid, amount: rao }
const gift = { from: id, to: v.pipe(v.string(), v.maxLength(128)), hotkey: id, netuid, amount: rao }
/** One sale. `alpha` null: all that is there when it runs. `limit`: the least that is taken for a whole alpha, in rao of TAO. */
const sale = v.strictObject({ hotkey: id, netuid, alpha: v.nullable(rao), limit: rao })
/** A position: what there is, and what of it there is to sell now, in alpha. */
const place = { hotkey: id, netuid, sells: rao, holds: rao }

/** Stake that goes elsewhere: to another validator, another subnet or another coldkey, or back to TAO altogether. */
export const stakeMovesContract = {
  /**
   * What a move to another validator, another subnet, or both would come to, at one block.
   * `way` exact: within one subnet, alpha for alpha, no pool, no limit needed. limit: over two pools, and the chain takes a limit for it.
   * unprotected: over two pools, and the connected chain has no call with a limit for it (another validator and another subnet at once,
   * before it knows `move_stake_limit`): without a limit it can be had only for the typed word; or in two steps that are protected.
   * `minimum`: what must be exceeded in TAO; null within a subnet, or where nobody says. `price`, `toPrice`: rao of TAO for a whole alpha
   * here and there, null where nobody tells. `limit`: alpha there, × 10⁹, for a whole one here, at the tolerance, of the prices or of
   * what the pools hold, whichever is less; null where `way` is not limit. `poolFee`: part of the amount, in its unit. `impact`: how much
   * worse than the spot prices, in millionths, without that fee. `moved`: between two subnets, how far it goes towards its limit, in
   * millionths: as much worse as it is, or as the chain takes it to be, which looks at what the pools hold. `receives`: what arrives, in
   * alpha there; null: it cannot be done, or nobody can tell. `least`: what arrives at the worst where it is done whole; null without a
   * limit. `now`, `back`: what selling the amount here, or at once what arrives
   * there, would return in TAO; null where nobody can tell. Errors: offline, stake-untold, node-lied, unknown-account.
   */
  estimateMove: {
    input: v.strictObject({ ...move, tolerance: parts }),
    output: v.strictObject({
      ...{ ...costs, shield },
      way: v.picklist(['exact', 'limit', 'unprotected']),
      ...{ ...leaves, minimum: v.nullable(rao) },
      ...{ price: v.nullable(rao), toPrice: v.nullable(rao), limit: v.nullable(rao), poolFee: rao, impact: parts, moved: parts },
      ...{ receives: v.nullable(rao), least: v.nullable(rao), now: v.nullable(rao), back: v.nullable(rao) },
      problem,
    }),
  },
  /**
   * Makes a request of it, to be reviewed and approved like any other. `protection` exact: within a subnet, and only there; across subnets a
   * limit (with `partial` what fits within it goes, and the rest stays), or none, for which the person typed a word. `tolerance` as of prepareTrade.
   * Errors: changed, watch-only, is-hotkey, unknown-account, amount-zero, invalid-input (also: hidden, and it trades nothing), those of `problem`,
   * shield-unavailable, shield-under-way, offline, stake-untold, node-lied.
   */
  prepareMove: {
    input: v.strictObject({
      ...once,
      ...move,
      protection: v.variant('kind', [exact, limited, unprotected]),
      tolerance: v.exactOptional(parts),
      hidden,
      hotkeyMeant: v.boolean(),
    }),
    output: made,
  },

  /**
   * What giving stake to another coldkey (`to`, an address) would come to: for good, with the same validator and within its subnet, so that
   * the amount arrives to the rao and no pool is touched. The chain protects no gift to another subnet: Kluis makes none. `whole`: nothing
   * stays with this validator there. `worth`: what the recipient could sell it for at once, in TAO; null where nobody can tell. `spot`: at the
   * price now; null so too. What becomes of dividends that root stake earned and nobody claimed is told by rootDividends: `stays`.
   * Errors: ss58-*, offline, stake-untold, node-lied, unknown-account.
   */
  estimateStakeTransfer: {
    input: v.strictObject(gift),
    output: v.strictObject({
      ...{ ...costs, ...leaves },
      whole: v.boolean(),
      ...{ spot: v.nullable(rao), worth: v.nullable(rao) },
      recipient,
      problem,
    }),
  },
  /**
   * Makes a request of it: risky, so it takes the password, and with contacts only nobody else gets any.
   * Errors: ss58-*, watch-only, is-hotkey, unknown-account, amount-zero, not-a-contact {address}, those of `problem`, offline, stake-untold,
   * node-lied.
   */
  prepareStakeTransfer: { input: v.strictObject({ ...once, ...gift, hotkeyMeant: v.boolean() }), output: made },

  /**
   * What selling every position would come to, or every one with a hotkey, at one block: the most valuable first, at most MOST_SALES of them,
   * `later` are left for another time (only one at a time where the chain has no batches). Each is whole or not at all, within its `limit`.
   * `sells`: alpha that is neither held nor locked, of `holds` in all. `alpha`: what to hand to prepareUnstakeAll: null where the whole
   * position goes, with what it earns until then. `receives`, `least`: TAO, as the one and at the worst; where several are of one subnet each
   * counts on those before it. `impact`: how much worse than the spot price those and it are together. `receives` null: nobody can tell.
   * `stuck`: what cannot be sold within a limit now, and why. `problem`: why none can be. `dump`: what the chain's own call costs, that sells
   * everything with the hotkey at any price; null where none is named.
   * Errors: offline, stake-untold, node-lied, unknown-account.
   */
  estimateUnstakeAll: {
    input: v.strictObject({ from: id, hotkey: v.nullable(id), tolerance: parts }),
    output: v.strictObject({
      ...{ ...costs, shield },
      dump: v.nullable(v.strictObject({ ...costs, shield })),
      minimum: v.nullable(rao),
      sales: v.array(
        v.strictObject({
          ...sale.entries,
          ...{ ...place, price: rao, poolFee: rao, impact: parts },
          ...{ receives: v.nullable(rao), least: rao },
        }),
      ),
      stuck: v.array(v.strictObject({ ...place, problem: v.picklist(stakeProblems), heldBlocks: count })),
      later: v.array(v.strictObject(place)),
      problem,
    }),
  },
  /**
   * Makes one request of these sales. `together`: one that cannot be done undoes all; otherwise it alone is left out. Without limits the
   * chain's own call sells everything with one hotkey at any price, and the person typed a word for that; what it cannot sell it passes over.
   * `tolerance` as of prepareTrade. Errors: changed, watch-only, is-hotkey, unknown-account, amount-zero, invalid-input (also: hidden, and it trades nothing), those of `problem`,
   * shield-unavailable, shield-under-way, offline, stake-untold, node-lied.
   */
  prepareUnstakeAll: {
    input: v.strictObject({
      ...once,
      from: id,
      protection: v.variant('kind', [
        v.strictObject({
          kind: v.literal('limits'),
          sales: v.pipe(v.array(sale), v.minLength(1), v.maxLength(MOST_SALES)),
          together: v.boolean(),
        }),
        v.strictObject({ ...unprotected.entries, hotkey: id }),
      ]),
      tolerance: v.exactOptional(parts),
      hidden,
      hotkeyMeant: v.boolean(),
    }),
    output: made,
  },
}
export type MoveEstimate = v.InferOutput<typeof stakeMovesContract.estimateMove.output>
export type StakeTransferEstimate = v.InferOutput<typeof stakeMovesContract.estimateStakeTransfer.output>
export type SalesEstimate = v.InferOutput<typeof stakeMovesContract.estimateUnstakeAll.output>
