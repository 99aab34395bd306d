import * as v from 'valibot'
import { raoText as rao } from '../units'

const id = v.pipe(v.string(), v.regex(/^0x[0-9a-f]{64}$/))
const netuid = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))
const label = v.nullable(v.pipe(v.string(), v.maxLength(128)))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const block = count
/** Of staking: kept here because rooms on both sides of a boundary read it. */
const subnetRiskIds = ['closed', 'thin', 'young', 'last'] as const
/** Millionths. */
const parts = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))

/** A subnet as somebody sees it who thinks of staking there. Amounts in rao. */
const subnetView = v.strictObject({
  netuid,
  ...{ name: label, symbol: label },
  /** Rao of TAO for a whole alpha: now (null: nobody tells), and the average that emission follows. */
  ...{ price: v.nullable(rao), average: rao },
  /** What its pool holds, what each block adds to that in TAO, and the alpha that is staked. */
  ...{ poolTao: rao, poolAlpha: rao, emission: rao, staked: rao },
  registeredAt: block,
  /** Whether its alpha can be traded; null: nobody tells. */
  open: v.nullable(v.boolean()),
  /** What speaks against it at first sight. */
  risks: v.array(v.picklist(subnetRiskIds)),
  /** Alpha of the account on it, as it was seen last. */
  own: rao,
})

/** A validator of a subnet. `take`: parts of 65,535 that it keeps. */
const validatorView = v.strictObject({
  hotkey: id,
  ...{ address: v.string(), name: label },
  take: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  ...{ staked: rao, own: rao },
  /** What its last payment would come to in a year, in millionths of the stake; null where no number would be honest. */
  yearly: v.nullable(count),
})

/**
 * What somebody wants to trade with one hotkey on one subnet: rao of TAO where it is bought, of alpha where it is sold. `amount` null: all of
 * a position that is sold, whatever it is when the order runs.
 */
/** A tolerance that an order can have: from 0.01 to 50 percent, in millionths. */
const lasting = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(500_000))
const trade = { from: id, side: v.picklist(['buy', 'sell']), hotkey: id, netuid, amount: v.nullable(rao) }

/** No price has a part in it. */
export const exact = v.strictObject({ kind: v.literal('exact') })
/** What protects a trade from a price that moved; or nothing, and the word that the person typed for that. */
export const limited = v.strictObject({ kind: v.literal('limit'), limit: rao, partial: v.boolean() })
export const unprotected = v.strictObject({ kind: v.literal('none'), sure: v.literal('unprotected') })

/**
 * What hiding an order until it runs costs (null: the chain has no such thing), whether free TAO pays for that and for the order (an envelope
 * is never paid from stake), and whether its size asks for it. null where there is no pool in which others could trade first.
 */
export const shield = v.nullable(v.strictObject({ fee: v.nullable(rao), enough: v.boolean(), wanted: v.boolean() }))
/** Whether it travels in an envelope that only the maker of its block can open. Never left to chance: without a key nothing is made. */
export const hidden = v.boolean()

/** Questions about staking, and the requests that are made of it. */
export const stakingContract = {
  /** Every subnet at one block, for an account; null: the chain or the node does not tell. Errors: offline, node-lied, unknown-account. */
  market: {
    input: v.strictObject({ account: id }),
    output: v.nullable(v.strictObject({ block, at: v.number(), subnets: v.pipe(v.array(subnetView), v.maxLength(4_096)) })),
  },
  /** Who validates on a subnet; null as above. `tempo`: blocks between two payments; `sinceBlocks` ago was the last one. */
  validators: {
    input: v.strictObject({ account: id, netuid }),
    output: v.nullable(
      v.strictObject({ block, tempo: count, sinceBlocks: v.nullable(count), all: v.pipe(v.array(validatorView), v.maxLength(4_096)) }),
    ),
  },
  /**
   * What a trade would come to now. `enough`: whether free TAO pays `fee`; where it does not, the chain
   * takes that of a sale from the stake first, or, where `unpaid`, takes none from stake, and nothing can be done. `receives` null: it cannot be done, or nobody can tell. `least`: what it brings at the worst within the
   * limit. `most`: the most that can be given; `heldBlocks`: for how many blocks more what would be sold is held on root, 0 where it is not.
   * `minimum`: what a purchase must come to, with the fee of its pool, or a sale bring; null where all of a position is sold, which may be as
   * little as it is, or the chain does not say. `whole`: all goes, whatever it is then; false where that was asked for and cannot be, and it is
   * told of the amount `most` instead. `poolFee` is part of what is given. `impact`: how much worse than the spot price, in millionths,
   * without that fee. `rests`: of a sale, what the position holds and what has to stay of it, in rao of alpha, so that the chain does not sell
   * that too, within the limit or at any price; null where any rest may stay. `back`: what selling it again at once would return, null where it is no purchase or nobody can tell.
   * Errors: price-untold, stake-untold, offline, node-lied, unknown-account.
   */
  estimateTrade: {
    input: v.strictObject({ ...trade, tolerance: parts }),
    output: v.strictObject({
      ...{ fee: rao, free: rao, enough: v.boolean(), unpaid: v.boolean(), most: rao, heldBlocks: count },
      ...{ minimum: v.nullable(rao), whole: v.boolean() },
      ...{ price: rao, limit: rao, poolFee: rao, impact: parts },
      ...{ receives: v.nullable(rao), least: v.nullable(rao), back: v.nullable(rao) },
      rests: v.nullable(v.strictObject({ held: rao, within: rao, open: rao })),
      shield,
    }),
  },
  /**
   * Makes a request of it, to be reviewed and approved like any other. `limit`: rao for a whole alpha. Without one the person typed a word.
   * All of a position goes whole or not at all, within a limit. `tolerance`: how far from the price that limit was chosen to be; it is `changed`
   * where it is further away by now, with half a percent of allowance. Errors: changed, watch-only, is-hotkey, unknown-account, amount-zero, invalid-input
   * (also: hidden, and it trades nothing), call-missing {call}, stake-untold, subnet-closed, stake-not-enough, stake-held {blocks},
   * stake-too-small, stake-rest-small {rest}: rao of alpha that has to stay, insufficient-funds, shield-unavailable, shield-under-way, offline, node-lied.
   */
  prepareTrade: {
    input: v.strictObject({
      commandId: v.pipe(v.string(), v.minLength(8), v.maxLength(64)),
      ...trade,
      protection: v.variant('kind', [limited, unprotected]),
      tolerance: v.exactOptional(parts),
      hidden,
      hotkeyMeant: v.boolean(),
    }),
    output: v.strictObject({ id: v.string() }),
  },
  /** An order was made at this tolerance: the next one on its subnet begins with it. */
  rememberTolerance: { input: v.strictObject({ netuid, tolerance: lasting }), output: v.void() },
}
export type SubnetView = v.InferOutput<typeof subnetView>
export type ValidatorView = v.InferOutput<typeof validatorView>
export type TradeEstimate = v.InferOutput<typeof stakingContract.estimateTrade.output>
