import { useEffect, useSyncExternalStore } from 'react'

const CLIPBOARD_MS = 30_000

/** What became of a secret that was copied in this page. overdue: its time is over, and the browser did not let the clipboard be emptied. */
type Copied = 'no' | 'failed' | 'there' | 'overdue' | 'emptied'

// Of the page and not of a screen: what was put into the clipboard stays there wherever the person goes from here.
let copied: Copied = 'no'
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const isHeld = () => copied === 'there' || copied === 'overdue'
/** Whoever closes the page now is asked once more: afterwards nobody empties the clipboard. */
const askFirst = (event: Event) => event.preventDefault()

function become(next: Copied): void {
  copied = next
  const held = isHeld()
  const on = held ? addEventListener : removeEventListener
  on('beforeunload', askFirst)
  // A page may write when it is in front, in Firefox only at a press: each such moment is another try.
  const overdue = next === 'overdue' ? addEventListener : removeEventListener
  for (const moment of ['focus', 'pointerup', 'keydown']) overdue(moment, empty)
  if (!held) clearTimeout(timer)
  for (const listener of listeners) listener()
}

/** Empties the clipboard if a secret was put there. What is in it by now is not ours to read, so it is emptied whatever it is. */
function empty(): void {
  if (!isHeld()) return
  navigator.clipboard.writeText('').then(
    () => become('emptied'),
    () => isHeld() && become('overdue'),
  )
}

/** @returns whether it is in the clipboard now */
function copy(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => {
      clearTimeout(timer)
      timer = setTimeout(empty, CLIPBOARD_MS)
      become('there')
      return true
    },
    () => {
      if (!isHeld()) become('failed')
      return false
    },
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * Copies a secret and empties the clipboard again: after 30 s and when this screen is left, as far as the browser allows it,
 * otherwise at the next moment that it does. A page that is gone can do nothing: this is for pages that stay.
 */
export function useSecretCopy(): { copied: Copied; copy(text: string): Promise<boolean>; empty(): void } {
  useEffect(() => {
    if (!isHeld()) become('no')
    return empty
  }, [])
  return { copied: useSyncExternalStore(subscribe, () => copied), copy, empty }
}
