import type { ReactNode } from 'react'
import { Button, Foot } from '../../../ui'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { useWords } from '../../words'

/** A form that leads to the review of an order. @param order undefined while it is not sound */
export function OrderForm<T>({
  title,
  order,
  busy,
  error,
  onBack,
  onOrder,
  children,
}: {
  title: string
  order: T | undefined
  busy: boolean
  error: unknown
  onBack(): void
  onOrder(order: T): void
  children: ReactNode
}) {
  const { stake: say, send } = useWords()
  const { settled } = useNetwork()
  return (
    <Step
      title={title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{send.offline}</p>}
          <Button look="primary" type="submit" form="order" disabled={!order || settled !== 'online'} busy={busy}>
            {say.review}
          </Button>
        </Foot>
      }
    >
      <form
        id="order"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (order && !busy) onOrder(order)
        }}
      >
        <ErrorBanner error={error} />
        {children}
      </form>
    </Step>
  )
}
