import { ONE, power } from './power'

// The pool of a subnet: two reserves, the product of whose powers stays when one is paid in and the other out (chain.md 6.1).
// The powers are their weights, which make one together: half and half where nobody set them, and then it is the product of the reserves.

/** `quote`: the weight of its TAO in 10^18 parts, as Swap.SwapBalancer has it; half where it is not told. */
export type Pool = { tao: bigint; alpha: bigint; quote?: bigint }
export type Side = 'buy' | 'sell'
/** `paid` stays in the pool; `fee` is taken from the input before it, and never reaches the pool. */
export type Trade = { paid: bigint; fee: bigint; out: bigint }
type Fault = 'ReservesTooLow' | 'PriceLimitExceeded' | 'SwapInputTooLarge'

export const WHOLE = 1_000_000_000n
/** Rao for a whole alpha: no trade goes beyond these two. */
export const PRICES = { least: 1_000n, most: 1_000_000_000_000_000n } as const
const LEAST_RESERVE = 1_000_000n
const MOST_INPUT = 1_000n
const PARTS = 65_535n
export const EVEN = ONE / 2n

/** Rao for a whole alpha, what is less than a rao cut off. */
export const priceOf = (pool: Pool): bigint => (pool.alpha === 0n ? 0n : taoAt(pool, WHOLE))
/** What alpha is worth at the price, in rao, cut off. */
export const taoAt = ({ tao, alpha, quote = EVEN }: Pool, amount: bigint): bigint => (amount * tao * (ONE - quote)) / (alpha * quote)
/** What TAO is worth at the price, in alpha, cut off. */
export const alphaAt = ({ tao, alpha, quote = EVEN }: Pool, amount: bigint): bigint => (amount * alpha * quote) / (tao * (ONE - quote))
/** What is paid into and what is taken from, and the weight of the one and the other. */
const sidesOf = ({ tao, alpha, quote = EVEN }: Pool, side: Side) =>
  side === 'buy'
    ? { into: tao, from: alpha, heavy: quote, light: ONE - quote }
    : { into: alpha, from: tao, heavy: ONE - quote, light: quote }
/** What is taken of an amount, cut off to whole units. */
export const feeOf = (amount: bigint, rate: bigint): bigint => (amount * rate) / PARTS
/** The limit of a market order: as far as any trade goes. */
export const farthest = (side: Side): bigint => (side === 'buy' ? PRICES.most : PRICES.least)

export function isqrt(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/** What may still be paid in until the price stands at the limit; undefined where it stands there already, or beyond. */
function room(pool: Pool, side: Side, limit: bigint): bigint | undefined {
  if (side === 'sell' && limit === 0n) return pool.alpha * MOST_INPUT
  const left = (pool.quote ?? EVEN) === EVEN ? evenRoom(pool, side, limit) : weightedRoom(pool, side, limit)
  return left > 0n ? left : undefined
}
const evenRoom = ({ tao, alpha }: Pool, side: Side, limit: bigint) =>
  side === 'buy' ? isqrt((limit * tao * alpha) / WHOLE) - tao : isqrt((tao * alpha * WHOLE) / limit) - alpha
/** Upstream: Δy = y·((p'/p)^w_alpha − 1) for a purchase, Δx = x·((p/p')^w_tao − 1) for a sale. */
function weightedRoom(pool: Pool, side: Side, limit: bigint): bigint {
  const { into, light } = sidesOf(pool, side)
  const { tao, alpha, quote = EVEN } = pool
  const [price, bound] = [tao * (ONE - quote) * WHOLE, limit * alpha * quote]
  const [far, near] = side === 'buy' ? [bound, price] : [price, bound]
  return far <= near ? 0n : (into * (power(far, near, light, ONE) - ONE)) / ONE
}
/** Upstream: all of the reserve but its (in / (in + paid))^(w_in / w_out) part. */
function outOf(pool: Pool, side: Side, paid: bigint): bigint {
  const { into, from, heavy, light } = sidesOf(pool, side)
  if (heavy === light) return (from * paid) / (into + paid)
  return (from * (ONE - power(into, into + paid, heavy, light))) / ONE
}

/**
 * What a trade does. It ends where the price would pass the limit; the rest of the amount is left with who brought it.
 * Outputs and fees are cut off to whole units, so the pool never loses by rounding.
 */
export function trade(pool: Pool, side: Side, amount: bigint, limit: bigint, rate: bigint): Trade | Fault {
  const { into, from } = sidesOf(pool, side)
  if (from < LEAST_RESERVE || into === 0n) return 'ReservesTooLow'
  const left = room(pool, side, limit)
  if (left === undefined) return 'PriceLimitExceeded'
  let fee = feeOf(amount, rate)
  let paid = amount - fee
  if (paid > into * MOST_INPUT) return 'SwapInputTooLarge'
  if (paid > left) {
    paid = left
    fee = (left * rate) / (PARTS - rate)
  }
  const out = outOf(pool, side, paid)
  if (paid > 0n && out === 0n) return 'ReservesTooLow'
  return { paid, fee, out }
}

/** The largest amount, its fee included, that a limit lets through whole. */
export function most(pool: Pool, side: Side, limit: bigint, rate: bigint): bigint | Fault {
  const { into, from } = sidesOf(pool, side)
  if (from < LEAST_RESERVE || into === 0n) return 'ReservesTooLow'
  const left = room(pool, side, limit)
  return left === undefined ? 'PriceLimitExceeded' : left + (left * rate) / (PARTS - rate)
}

/**
 * The largest amount of alpha that may go from one pool to another within a limit: alpha there for a whole one here, × 10^9. The chain
 * compares the limit with the prices, and then (get_max_amount_move) with what pools of equal weights would give, whatever they are.
 * Without fees: those are not taken off before.
 */
export function mostMoved(one: Pool, other: Pool, limit: bigint): bigint | Fault {
  if (limit === 0n) return 2n ** 64n - 1n
  if (one.tao * other.tao * one.alpha * other.alpha === 0n) return 'PriceLimitExceeded'
  const [here, there] = [one, other].map(({ quote = EVEN }) => quote) as [bigint, bigint]
  const price = one.tao * other.alpha * (ONE - here) * there * WHOLE
  if (limit * one.alpha * other.tao * here * (ONE - there) > price) return 'PriceLimitExceeded'
  const above = other.alpha * one.tao * WHOLE - limit * one.alpha * other.tao
  return above < 0n ? 'PriceLimitExceeded' : above / (limit * (one.tao + other.tao))
}

/** The least alpha whose sale, without a fee, brings this much TAO; undefined where the pool does not hold it. */
export function alphaFor(pool: Pool, wanted: bigint): bigint | undefined {
  const { tao, alpha, quote = EVEN } = pool
  if (tao < LEAST_RESERVE || alpha === 0n || wanted >= tao) return undefined
  const rest = tao - wanted
  if (quote === EVEN) return (alpha * wanted + rest - 1n) / rest
  // Powers are cut off: a unit or two more than the least is enough for sure.
  return (alpha * (power(tao, rest, quote, ONE - quote) + 1n - ONE)) / ONE + 1n
}
