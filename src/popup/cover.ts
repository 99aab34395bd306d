import { useEffect, useState } from 'react'
import { useNow } from './clock'

const SHOWN_MS = 60_000
const LOOK_MS = 500

/** Whole seconds for which a secret may still be seen, 0: no longer. A clock that went back ends it, because nobody knows how long it was. */
export function secondsLeft(since: number, now: number): number {
  const past = now - since
  // The time that is known may be one look older than the press.
  if (past < -2 * LOOK_MS) return 0
  return Math.max(0, Math.ceil((SHOWN_MS - Math.max(0, past)) / 1_000))
}

/** What covers a secret: it is seen when asked for, for a minute at most. @returns left seconds until it is covered, 0 while it is */
export function useCover(): { left: number; uncover(): void; cover(): void } {
  const [since, setSince] = useState<number>()
  const now = useNow(LOOK_MS)
  const left = since === undefined ? 0 : secondsLeft(since, now)
  useEffect(() => {
    if (since !== undefined && left === 0) setSince(undefined)
  }, [since, left])
  return { left, uncover: () => setSince(Date.now()), cover: () => setSince(undefined) }
}
