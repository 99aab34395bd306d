/** By how much a price may move, in millionths: half a percent unless told otherwise. */
export const USUAL = 5_000
/** What is offered at a press. */
export const choices: readonly number[] = [1_000, USUAL, 20_000]
/** From here on others can take so much that it is said. */
export const WIDE = 30_000
const [LEAST, MOST] = [100, 500_000]

/**
 * How far an order moves the price in the end, which is what its limit is held against, in millionths. `impact` is how much worse than the
 * price it is as a whole: its last part is about twice as far away (exactly so where a pool keeps the product of what it holds).
 */
export function movedBy(side: 'buy' | 'sell', impact: number): number {
  const left = (1 - impact / 1_000_000) ** 2
  return (side === 'buy' ? 1 / left - 1 : 1 - left) * 1_000_000
}

/** How an order stands to its limit as things are now. tight: a little more, and nothing of it is done; not: it is beyond. */
type Fit = 'fits' | 'tight' | 'not'
/**
 * @param told `receives` and `least` in one unit, null where nobody tells
 * @param moved as `movedBy` @param tolerance millionths that the price may move
 */
export function fitOf({ receives, least }: { receives: string | null; least: string | null }, moved: number, tolerance: number): Fit {
  if (receives === null || least === null) return 'fits'
  if (BigInt(receives) < BigInt(least) || moved > tolerance) return 'not'
  return 2 * moved > tolerance ? 'tight' : 'fits'
}

/** What somebody wants to give, in rao, and what was told of it. */
type Order<T> = { rao: bigint; told: T }
/** How large an order is to its pools, as far as it goes towards its limit (both as parts of a whole): in the end, or as a whole. */
const shareOf = {
  buy: (moved: number) => Math.sqrt(1 + moved) - 1,
  sell: (moved: number) => 1 / Math.sqrt(1 - moved) - 1,
  swap: (moved: number) => moved / (1 - moved),
} as const
/** What is left to others' trades and to rounding: a part that just fits would soon not. */
const SAFE = 0.98
/** Of one pool the last part may be up to an eleventh of the tolerance, of itself, further away: it may weigh one side more. */
const sure = (kind: keyof typeof shareOf, tolerance: number) => (kind === 'swap' ? tolerance : tolerance * (1 - tolerance / 11_000_000))
/** How often it is asked at most, how much less at once where a pool takes nothing, and from where on there is nothing left to seek. */
const [TRIES, LESS, NEAR] = [8, 8n, 50n]

/**
 * The part of an order that fits within its limit now, of which all is told as of any other; the whole where all of it does, or none is found.
 * Of a pool that cannot take the whole at all (`receives` null) less is tried until it takes some, and then as much as it takes.
 * @param kind swap: held against its limit as a whole; otherwise by the price in the end @param movedOf how far it goes towards its limit
 * @param isDust whether the chain does not take so little
 */
export async function partThatFits<T extends { receives: string | null; least: string | null }>(
  whole: Order<T>,
  { kind, tolerance, movedOf, isDust, ask }: Judge<T>,
): Promise<Order<T>> {
  const bound = sure(kind, tolerance)
  const fits = ({ rao, told }: Order<T>) => told.receives !== null && fitOf(told, movedOf(told, rao), bound) !== 'not'
  const share = (moved: number) => shareOf[kind](moved / 1_000_000)
  if (fits(whole) || isDust(whole.told, whole.rao)) return whole
  /** What just fits, by how far this much goes; nothing can be said of what cannot be done. */
  const wished = ({ rao, told }: Order<T>) => {
    if (told.receives === null) return rao / LESS
    const much = Number(rao) * (share(SAFE * bound) / share(movedOf(told, rao)))
    return Number.isFinite(much) ? BigInt(Math.floor(much)) : whole.rao
  }
  let [part, last] = [whole, whole]
  let [least, most] = [0n, whole.rao]
  for (let tries = 0; tries < TRIES; tries++) {
    const isNear = (rao: bigint) => fits(last) && rao - last.rao <= last.rao / NEAR
    const wish = wished(last)
    // A pool that ends before the limit does: between what it takes and what not.
    const rao = wish > least && wish < most ? wish : (least + most) / 2n
    if (isNear(wish) || isNear(rao) || rao === least) break
    last = { rao, told: await ask(rao) }
    if (fits(last)) part = last
    if (fits(last) || isDust(last.told, rao)) least = rao
    else most = rao
  }
  return part
}
type Judge<T> = {
  kind: keyof typeof shareOf
  tolerance: number
  movedOf(told: T, rao: bigint): number
  isDust(told: T, rao: bigint): boolean
  ask(rao: bigint): Promise<T>
}

/** Millionths of what a person wrote as percent; undefined where it is no number, or not from 0.01 to 50. */
export function parsePercent(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!found) return undefined
  const parts = Number(found[1]) * 10_000 + Number((found[2] ?? '').padEnd(4, '0'))
  return parts >= LEAST && parts <= MOST ? parts : undefined
}
