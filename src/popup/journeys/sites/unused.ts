import type { SiteView } from '../../../messaging'

/** A site that signed nothing for this long, in milliseconds, is told as one that may better be removed: ninety days. */
const LONG = 90 * 86_400_000
export const isUnused = ({ lastUsedAt }: SiteView, now: number): boolean => now - lastUsedAt > LONG
