import { type ReactNode, useEffect, useRef } from 'react'
import { IconButton } from './button'
import { Mark } from './icon'

/**
 * A whole screen: head, a body that scrolls, a foot that stays.
 * @param solo no head and no foot: the body alone
 */
export function Screen({ solo = false, children }: { solo?: boolean; children: ReactNode }) {
  return <div className={solo ? 'screen screen--solo' : 'screen'}>{children}</div>
}

/**
 * The bar at the top. With `onBack` it begins with a way back, otherwise with the mark.
 * @param heading the title is the heading of the screen, which takes the focus; otherwise the body has one
 */
export function Bar({
  title,
  heading = false,
  onBack,
  backLabel = '',
  children,
}: {
  title?: string
  heading?: boolean
  onBack?: (() => void) | undefined
  backLabel?: string
  children?: ReactNode
}) {
  return (
    <div className="bar">
      {onBack ? <IconButton icon="back" label={backLabel} onClick={onBack} /> : <Mark />}
      {title === undefined ? (
        <>
          <span className="wordmark">Kluis</span>
          <span className="grow" />
        </>
      ) : heading ? (
        <Heading className="bar-title grow clip">{title}</Heading>
      ) : (
        <span className="bar-title grow clip">{title}</span>
      )}
      {children}
    </div>
  )
}

/** The part that scrolls; it takes focus so that the keyboard can scroll it. @param label what a screen reader calls it */
export function Body({ label, flush = false, children }: { label: string; flush?: boolean; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by the keyboard
    <main className={flush ? 'body body--flush' : 'body'} tabIndex={0} aria-label={label}>
      {children}
    </main>
  )
}

/** Where the way on stands: the primary button last, its refusal before it, as wide. */
export function Foot({ one = false, children }: { one?: boolean; children: ReactNode }) {
  return <footer className={one ? 'foot foot--one' : 'foot'}>{children}</footer>
}

/**
 * The heading of a screen. It takes the focus when the screen opens, never a button, and names the window.
 * @param title the window's title when the heading is more than text
 */
export function Heading({
  children,
  className = 'title',
  title,
  id,
}: {
  children: ReactNode
  className?: string
  title?: string
  id?: string
}) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    ref.current?.focus({ preventScroll: true })
  }, [])
  const text = title ?? (typeof children === 'string' ? children : undefined)
  useEffect(() => {
    if (text) document.title = `${text} · Kluis`
  }, [text])
  return (
    <h1 ref={ref} className={className} tabIndex={-1} id={id}>
      {children}
    </h1>
  )
}

/** How far one is in a row of steps. @param label "Step 2 of 4" */
export function Stepper({ at, of, label }: { at: number; of: number; label: string }) {
  return (
    <span className="stepper" role="img" aria-label={label}>
      {Array.from({ length: of }, (_, step) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its number
        <i key={step} className={step < at ? 'on' : undefined} />
      ))}
    </span>
  )
}
