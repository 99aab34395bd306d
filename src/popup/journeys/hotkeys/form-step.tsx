import type { ReactNode } from 'react'
import { Button, Foot } from '../../../ui'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { useWords } from '../../words'

/** The frame of a form: its way back, its button, and what went wrong. @param ready whether it may be reviewed */
export function FormStep({
  title,
  ready,
  busy,
  error,
  onBack,
  onSubmit,
  children,
}: {
  title: string
  ready: boolean
  busy: boolean
  error: unknown
  onBack(): void
  onSubmit(): void
  children: ReactNode
}) {
  const { hotkeys: say, common } = useWords()
  const { settled } = useNetwork()
  const may = ready && settled === 'online'
  return (
    <Step
      title={title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot>
          <Button onClick={onBack}>{common.cancel}</Button>
          <Button type="submit" form="hotkey" look="primary" busy={busy} disabled={!may}>
            {say.review}
          </Button>
        </Foot>
      }
    >
      <form
        id="hotkey"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (may && !busy) onSubmit()
        }}
      >
        <ErrorBanner error={error} />
        {children}
      </form>
    </Step>
  )
}
