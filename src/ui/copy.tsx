import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from './button'

/**
 * Copies a text. What was copied is confirmed in words where everyone hears it, and again taken back after a while.
 * @param done the sentence after it, e.g. "Copied 5FkG…gPzg"
 * @param failed the sentence when the browser refused
 * @param lasting the confirmation stays: it has to be compared with something elsewhere
 */
export function CopyButton({
  text,
  children,
  done,
  failed,
  lasting = false,
  ...button
}: { text: string; done: string; failed: string; lasting?: boolean } & Omit<ButtonProps, 'onClick'>) {
  const [outcome, setOutcome] = useState<'done' | 'failed'>()
  useEffect(() => {
    if (!outcome || lasting) return
    const timer = setTimeout(() => setOutcome(undefined), 6_000)
    return () => clearTimeout(timer)
  }, [outcome, lasting])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome('done'),
      () => setOutcome('failed'),
    )
  return (
    <>
      <Button icon={outcome === 'done' ? 'check' : 'copy'} {...button} onClick={copy}>
        {children}
      </Button>
      <span role="status" className="note copied">
        {outcome === 'done' ? done : outcome === 'failed' ? failed : ''}
      </span>
    </>
  )
}
