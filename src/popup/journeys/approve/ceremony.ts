import { type RefObject, useEffect, useRef, useState } from 'react'

/** How long a request must have been seen, unchanged, before it can be approved: long enough that a click meant for something else falls flat. */
const ARMED_MS = 1_000
const RISKY_MS = 3_000

/**
 * When approving is possible. Every change of what is shown, and every return of the window, begins the wait again.
 * @param shown fingerprint of everything that is shown
 * @param toTheEnd whether the end of the request must have been on the screen
 * @returns `end` to be put on the last thing that must be seen; `left` milliseconds to wait
 */
export function useCeremony(
  shown: string,
  risky: boolean,
  toTheEnd: boolean,
): { end: RefObject<HTMLDivElement | null>; seen: boolean; left: number } {
  const wait = risky ? RISKY_MS : ARMED_MS
  const [rest, setRest] = useState({ of: '', left: wait })
  const [seenOf, setSeenOf] = useState<string>()
  const end = useRef<HTMLDivElement>(null)

  useEffect(() => {
    let since = Date.now()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState !== 'visible') return
      const left = Math.max(0, wait - (Date.now() - since))
      setRest({ of: shown, left })
      if (left) timer = setTimeout(look, Math.min(left, 250))
    }
    const again = () => {
      since = Date.now()
      setRest({ of: shown, left: wait })
      look()
    }
    if (shown) again()
    window.addEventListener('focus', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('focus', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [shown, wait])

  useEffect(() => {
    if (!toTheEnd || !end.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeenOf(shown)
    })
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [shown, toTheEnd])

  // Content that is new in this very frame has not been seen for any time yet.
  return { end, seen: !toTheEnd || seenOf === shown, left: rest.of === shown ? rest.left : wait }
}
