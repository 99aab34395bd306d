import { withoutControls } from '../units'

/** A path or a text of a stranger as it may be shown: one line, without control characters and marks of direction. */
export const shownPath = (path: string): string => withoutControls(path.slice(0, 1_024))

/** What a file says its address is, where it has the form of one; anything else is not worth showing. */
export const shownAddress = (address: string | null | undefined): string | null =>
  address && /^(?:0x[0-9a-fA-F]{40,66}|[1-9A-HJ-NP-Za-km-z]{3,128})$/.test(address) ? address : null

/** How many names a sentence bears. */
const NAMED = 5
/** Names for a sentence: the first five, and how many there are besides. @param more that, in words */
export function namesOf(all: readonly string[], more: (facts: { count: number }) => string): string {
  const named = all.slice(0, NAMED).join(', ')
  return all.length > NAMED ? `${named} ${more({ count: all.length - NAMED })}` : named
}
