import { useEffect, useRef, useState } from 'react'

/** Calls `forget` when this page goes away, so that a browser which keeps it to come back to keeps no secret with it. */
export function useLeaving(forget: () => void): void {
  const last = useRef(forget)
  useEffect(() => {
    last.current = forget
  })
  useEffect(() => {
    const leave = () => last.current()
    addEventListener('pagehide', leave)
    return () => removeEventListener('pagehide', leave)
  }, [])
}

/** Something secret that is kept in this component and nowhere else, and not beyond this page. */
export function useSecret<T>(empty: T): [T, (value: T) => void] {
  const [value, setValue] = useState(empty)
  useLeaving(() => setValue(empty))
  return [value, setValue]
}

/** Calls `hide` when nobody may be looking any more: another window has the focus, or this one is out of sight. */
export function useUnwatched(hide: () => void): void {
  const last = useRef(hide)
  useEffect(() => {
    last.current = hide
  })
  useEffect(() => {
    const blur = () => last.current()
    const change = () => document.visibilityState === 'hidden' && last.current()
    addEventListener('blur', blur)
    document.addEventListener('visibilitychange', change)
    return () => {
      removeEventListener('blur', blur)
      document.removeEventListener('visibilitychange', change)
    }
  }, [])
}
