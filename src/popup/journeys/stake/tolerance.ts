/** By how much a price may move, in millionths: half a percent unless told otherwise. */
export const USUAL = 5_000
/** What is offered at a press. */
export const choices: readonly number[] = [1_000, USUAL, 20_000]
/** From here on others can take so much that it is said. */
export const WIDE = 30_000
const [LEAST, MOST] = [100, 500_000]

/**
 * How far an order moves the price in the end, which is what its limit is held against, in millionths. `impact` is how much worse than the
 * price it is as a whole: its last part is about twice as far away (a pool keeps the product of what it holds).
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

/** Millionths of what a person wrote as percent; undefined where it is no number, or not from 0.01 to 50. */
export function parsePercent(text: string): number | undefined {
  const found = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!found) return undefined
  const parts = Number(found[1]) * 10_000 + Number((found[2] ?? '').padEnd(4, '0'))
  return parts >= LEAST && parts <= MOST ? parts : undefined
}
