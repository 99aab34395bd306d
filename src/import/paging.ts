import type { HeldKey } from './hand'

/** How many are spelt out at first; a backup may hold thousands, and each can be looked at before it is kept. */
export const PAGE = 50
/** After a page comes as much again as is there, so that thousands are a few presses away. */
export const nextPage = (most: number): number => most * 2

/** The keys that are spelt out, in their order, and how many are not yet. Of a text with several readings all are: one must be chosen. */
export function spelledOut<K extends Pick<HeldKey, 'readingOf'>>(keys: readonly K[], most: number): { shown: K[]; hidden: number } {
  const shown = keys.filter(({ readingOf }, at) => at < most || readingOf !== null)
  return { shown, hidden: keys.length - shown.length }
}
