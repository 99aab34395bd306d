import { RAO_PER_TAO } from '../units'

// A limit bounds the price at which the last part of an order trades, not the average (chain.md 4.2). So whatever the pool's shape is,
// a whole order inside it gets at least its amount at the limit. Between two subnets the chain judges otherwise: swapTerms tells.
// All prices are rao of TAO for a whole alpha, as the chain reads them.

/** Parts of which tolerances, distances and impacts are counted: a million. */
export const MILLION = 1_000_000n
/** How far a price may move against an order that was not told otherwise: half a percent. */
export const TOLERANCE = 5_000n
/** No trade goes beyond these prices, so a limit there protects from nothing. */
const PRICES = { least: 1_000n, most: 10n ** 15n } as const
const FEE_PARTS = 65_535n

export type Side = 'buy' | 'sell' | 'swap'

const up = (value: bigint, by: bigint) => (value + by - 1n) / by

/** The most that a whole alpha may cost. Rounded down: never dearer than was allowed. @param tolerance in millionths */
export const buyLimit = (priceRao: bigint, tolerance = TOLERANCE): bigint => (priceRao * (MILLION + tolerance)) / MILLION

/** The least that a whole alpha must bring. Rounded up: never cheaper than was allowed. @param tolerance in millionths, up to a million */
export const sellLimit = (priceRao: bigint, tolerance = TOLERANCE): bigint => up(priceRao * (MILLION - tolerance), MILLION)

/**
 * The least alpha of the destination, × 10⁹, for one of the origin; on root a whole alpha is a TAO. Rounded up.
 * @returns undefined without a price of the destination
 */
export function swapLimit(fromRao: bigint, toRao: bigint, tolerance = TOLERANCE): bigint | undefined {
  return toRao === 0n ? undefined : up(fromRao * RAO_PER_TAO * (MILLION - tolerance), toRao * MILLION)
}

/** A pool, in rao. What it holds is its price only where both sides of it weigh alike (chain.md 6.1). */
type Pool = { taoRao: bigint; alphaRao: bigint; priceRao: bigint }

/** How much dearer alpha is than its pool's holdings say: a fraction, `least` to `most` of `of`; one, where it is that to the rao. */
function leanOf({ taoRao, alphaRao, priceRao }: Pool): { least: bigint; most: bigint; of: bigint } {
  const of = taoRao * RAO_PER_TAO
  return priceRao === of / alphaRao ? { least: 1n, most: 1n, of: 1n } : { least: priceRao * alphaRao, most: (priceRao + 1n) * alphaRao, of }
}

/**
 * What the chain makes of stake that goes from one pool to another (its get_max_amount_move). It refuses a limit L above the price of the
 * one in the other, and then lets (a₂t₁/L − a₁t₂) / (t₁ + t₂) go, by what they hold: as if each weighed its TAO and its alpha alike.
 * A pool of other weights gives at least this part of what such a one would: the lean of the price where a sale meets it below one, its
 * inverse where a purchase meets it above, for 1 − uᵏ ≥ min(1, k)(1 − u) where u is from 0 to 1.
 * @param amountRao with its fee, which the chain does not take off here
 * @returns `limitRao`: as swapLimit, of the prices or of what is held, whichever is less: a limit above that lets nothing go.
 * `sureRao`: what one brings at least of a whole that the chain lets go. `moved`: by how much less than that limit without a tolerance the
 * whole brings to the chain's mind, in millionths, rounded up. undefined where a pool holds nothing, or has no price
 */
export function swapTerms(from: Pool, to: Pool, amountRao: bigint, tolerance = TOLERANCE) {
  if ([from, to].some(({ taoRao, alphaRao, priceRao }) => taoRao * alphaRao * priceRao === 0n)) return undefined
  const [here, there] = [leanOf(from), leanOf(to)]
  const [dear, cheap] = [here.least * there.of, here.of * there.least]
  const less = cheap < dear ? { of: cheap, by: dear } : { of: 1n, by: 1n }
  const [price, inPrice] = [from.priceRao * less.of, to.priceRao * less.by]
  const limitRao = swapLimit(price, inPrice, tolerance) as bigint
  const held = from.taoRao * to.alphaRao
  const paid = from.alphaRao * to.taoRao + amountRao * (from.taoRao + to.taoRao)
  return {
    limitRao,
    sureRao: (limitRao * least(here.least, here.of) * least(there.of, there.most)) / (here.of * there.most),
    moved: lost(price * paid, held * inPrice),
  }
}
const least = (one: bigint, other: bigint) => (one < other ? one : other)

/** What is left of an amount when the pool has its fee. @param rate parts of 65,535 (`Swap.FeeRate`), rounded as the chain does */
const afterFee = (amount: bigint, rate: bigint) => amount - (amount * rate) / FEE_PARTS

/** The least alpha that a purchase brings in that is done whole or not at all. @param taoRao with its fee */
export const leastBought = (taoRao: bigint, limitRao: bigint, rate: bigint): bigint =>
  limitRao === 0n ? 0n : (afterFee(taoRao, rate) * RAO_PER_TAO) / limitRao

/** The least TAO that a sale brings in that is done whole or not at all. @param alphaRao with its fee */
export const leastSold = (alphaRao: bigint, limitRao: bigint, rate: bigint): bigint => (afterFee(alphaRao, rate) * limitRao) / RAO_PER_TAO

/**
 * The least stake that arrives on another subnet of an order that is done whole or not at all; the pools cut off what is less than a rao of
 * TAO in between, and of what arrives.
 * @param sureRao what one brings at least: from root and to it the limit, else of swapTerms, and no pool's weights moved since
 * @param rate of the one pool that takes a fee @param toRao price of the destination, which must not have halved since
 */
export function leastSwapped(amountRao: bigint, sureRao: bigint, rate: bigint, toRao: bigint): bigint {
  if (toRao === 0n) return 0n
  const whole = (afterFee(amountRao, rate) * sureRao) / RAO_PER_TAO
  const cut = 2n * up(RAO_PER_TAO, toRao) + 1n
  return whole > cut ? whole - cut : 0n
}

/**
 * By how much stake that goes to another subnet is worse off than at the spot prices, in millionths, its fee not counted. Rounded up.
 * @param givenRao without the fee
 */
export const swapImpact = (givenRao: bigint, fromRao: bigint, gotRao: bigint, toRao: bigint): bigint =>
  lost(givenRao * fromRao, gotRao * toRao)

/** Millionths of the whole that are missing, rounded up. */
const lost = (whole: bigint, part: bigint) => (whole === 0n || part >= whole ? 0n : up((whole - part) * MILLION, whole))

/**
 * By how much a trade is worse than the spot price, in millionths, its fee not counted. Rounded up.
 * @param taoRao and alphaRao: what is given without the fee, and what comes of it
 */
export function priceImpact(side: 'buy' | 'sell', taoRao: bigint, alphaRao: bigint, priceRao: bigint): bigint {
  const [given, got] = [taoRao * RAO_PER_TAO, alphaRao * priceRao]
  const [whole, part] = side === 'buy' ? [given, got] : [got, given]
  return lost(whole, part)
}

/** Whether a limit protects from anything at all. */
export const isLimit = (side: Side, limitRao: bigint): boolean =>
  side === 'buy' ? limitRao < PRICES.most : side === 'sell' ? limitRao > PRICES.least : limitRao > 0n

/**
 * How far a limit is from the price, in millionths of the price, rounded away from it. Negative where the price stands beyond the limit
 * already: the order would fail. undefined without a price.
 */
export function limitDistance(side: Side, limitRao: bigint, priceRao: bigint): bigint | undefined {
  if (priceRao === 0n) return undefined
  const away = side === 'buy' ? limitRao - priceRao : priceRao - limitRao
  return away < 0n ? -up(-away * MILLION, priceRao) : up(away * MILLION, priceRao)
}
