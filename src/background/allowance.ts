/** Of so many askers it is remembered what they spent. The one that was silent longest is forgotten: after three seconds it has spent nothing. */
const MOST_ASKERS = 1_000

/**
 * Whether somebody may ask once more; neither another port nor a restart of theirs begins anew.
 * @param now milliseconds
 * @param rate how many a second, in the long run; `burst` how many at once
 */
export function createAllowance(now: () => number, { rate, burst }: { rate: number; burst: number }) {
  /** The least recently asked first. */
  const askers = new Map<string, { tokens: number; since: number }>()
  return (asker: string): boolean => {
    const at = now()
    const { tokens: left, since } = askers.get(asker) ?? { tokens: burst, since: at }
    const tokens = Math.min(burst, left + (Math.max(0, at - since) / 1_000) * rate)
    const allowed = tokens >= 1
    askers.delete(asker)
    askers.set(asker, { tokens: allowed ? tokens - 1 : tokens, since: at })
    const [oldest] = askers.keys()
    if (askers.size > MOST_ASKERS && oldest !== undefined) askers.delete(oldest)
    return allowed
  }
}
