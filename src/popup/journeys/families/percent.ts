/** Parts of 65,535 as a percentage, as it is written. */
const PARTS = 65_535
const HUNDREDTHS = 10_000

/** Hundredths of a percent in a text such as "12.5" or "12,5"; undefined for what is none, or more than a hundred. */
export function parsePercent(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim())
  if (!found) return undefined
  const hundredths = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return hundredths <= HUNDREDTHS ? hundredths : undefined
}
/** Parts of 65,535, cut off: never more than what was written. @param hundredths of a percent */
export const partsOf = (hundredths: number): number => Math.floor((hundredths * PARTS) / HUNDREDTHS)
/** The share that parts of 65,535 are. */
export const shareOfParts = (parts: number): number => parts / PARTS
