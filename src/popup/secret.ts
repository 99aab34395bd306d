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

const CLIPBOARD_MS = 30_000

/**
 * Copies a secret, and empties the clipboard again: after 30 s, and at once when this page is hidden or left.
 * What is in the clipboard then is not ours to read, so it is emptied whatever it is.
 */
export function useSecretCopy(): { copied: 'no' | 'yes' | 'failed' | 'emptied'; copy(text: string): void } {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed' | 'emptied'>('no')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const ours = useRef(false)
  const empty = useRef(() => {
    if (!ours.current) return
    navigator.clipboard.writeText('').then(
      () => {
        ours.current = false
        clearTimeout(timer.current)
        setCopied('emptied')
      },
      // Only the page with the focus may write: it is tried again when it comes back.
      () => addEventListener('focus', () => empty.current(), { once: true }),
    )
  })
  useLeaving(() => empty.current())
  useEffect(() => {
    const change = () => document.visibilityState === 'hidden' && empty.current()
    document.addEventListener('visibilitychange', change)
    return () => {
      document.removeEventListener('visibilitychange', change)
      empty.current()
    }
  }, [])
  return {
    copied,
    copy: (text) => {
      navigator.clipboard.writeText(text).then(
        () => {
          ours.current = true
          setCopied('yes')
          clearTimeout(timer.current)
          timer.current = setTimeout(() => empty.current(), CLIPBOARD_MS)
        },
        () => setCopied('failed'),
      )
    },
  }
}
