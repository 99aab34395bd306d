// The pool of a subnet: two reserves of equal weight, whose product stays when one is paid in and the other out (chain.md 6.1).

export type Pool = { tao: bigint; alpha: bigint }
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

/** Rao for a whole alpha, what is less than a rao cut off. */
export const priceOf = ({ tao, alpha }: Pool): bigint => (alpha === 0n ? 0n : (tao * WHOLE) / alpha)
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
function room({ tao, alpha }: Pool, side: Side, limit: bigint): bigint | undefined {
  if (side === 'sell' && limit === 0n) return alpha * MOST_INPUT
  const left = side === 'buy' ? isqrt((limit * tao * alpha) / WHOLE) - tao : isqrt((tao * alpha * WHOLE) / limit) - alpha
  return left > 0n ? left : undefined
}

/**
 * What a trade does. It ends where the price would pass the limit; the rest of the amount is left with who brought it.
 * Outputs and fees are cut off to whole units, so the pool never loses by rounding.
 */
export function trade(pool: Pool, side: Side, amount: bigint, limit: bigint, rate: bigint): Trade | Fault {
  const [into, from] = side === 'buy' ? [pool.tao, pool.alpha] : [pool.alpha, pool.tao]
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
  const out = (from * paid) / (into + paid)
  if (paid > 0n && out === 0n) return 'ReservesTooLow'
  return { paid, fee, out }
}

/** The largest amount, its fee included, that a limit lets through whole. */
export function most(pool: Pool, side: Side, limit: bigint, rate: bigint): bigint | Fault {
  const [into, from] = side === 'buy' ? [pool.tao, pool.alpha] : [pool.alpha, pool.tao]
  if (from < LEAST_RESERVE || into === 0n) return 'ReservesTooLow'
  const left = room(pool, side, limit)
  return left === undefined ? 'PriceLimitExceeded' : left + (left * rate) / (PARTS - rate)
}

/** The least alpha whose sale, without a fee, brings this much TAO; undefined where the pool does not hold it. */
export function alphaFor({ tao, alpha }: Pool, wanted: bigint): bigint | undefined {
  if (tao < LEAST_RESERVE || alpha === 0n || wanted >= tao) return undefined
  const rest = tao - wanted
  return (alpha * wanted + rest - 1n) / rest
}
