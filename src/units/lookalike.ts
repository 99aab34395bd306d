/** What an eye compares of an address: the four characters after the first, and the last four. */
export const endsOf = (address: string): string => address.slice(1, 5) + address.slice(-4)

/** Looks like a known address without being it: the same four characters after the first, and the same four at the end (security.md T18). */
export function lookalike(address: string, known: readonly { address: string }[]): string | undefined {
  const ends = endsOf(address)
  return known.find((each) => each.address !== address && endsOf(each.address) === ends)?.address
}

/** As many letters as a hand gets wrong in one address. */
const MOST_WRONG = 4

/**
 * The known address that a text with a mistake in it was probably meant to be: a few letters away, or of the same beginning and end.
 * @param text no valid address
 */
export function probablyMeant<T extends { address: string }>(text: string, known: readonly T[]): T | undefined {
  let best: { of: T; away: number } | undefined
  for (const of of known) {
    const away = distance(text, of.address, (best?.away ?? MOST_WRONG + 1) - 1)
    if (away !== undefined) best = { of, away }
    if (away === 0) break
  }
  if (best) return best.of
  const twin = text.length > 12 ? lookalike(text, known) : undefined
  return known.find(({ address }) => address === twin)
}

/** How many letters have to be put in, taken out or changed; undefined for more than `most`. */
function distance(a: string, b: string, most: number): number | undefined {
  if (most < 0 || Math.abs(a.length - b.length) > most) return undefined
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const [above = 0, left = 0, corner = 0] = [row[j], next[j - 1], row[j - 1]]
      next[j] = Math.min(above + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1))
    }
    if (Math.min(...next) > most) return undefined
    row = next
  }
  const away = row[b.length] as number
  return away <= most ? away : undefined
}
