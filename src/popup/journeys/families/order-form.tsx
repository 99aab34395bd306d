import type { ReactNode } from 'react'
import type { FamilyOrderInput, FamilyView } from '../../../messaging'
import { Button, Foot } from '../../../ui'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { useWords } from '../../words'

export type Subnet = FamilyView['subnets'][number]
/** What every form about an own hotkey is given. */
export type FormOf = { told: FamilyView; busy: boolean; error: unknown; onBack(): void; onOrder(order: FamilyOrderInput): void }

/** A form that leads to the review of an order. @param order undefined while it is not sound */
export function OrderForm({
  title,
  order,
  busy,
  error,
  onBack,
  onOrder,
  children,
}: Omit<FormOf, 'told'> & { title: string; order: FamilyOrderInput | undefined; children: ReactNode }) {
  const { families: say, send } = useWords()
  const { settled } = useNetwork()
  return (
    <Step
      title={title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{send.offline}</p>}
          <Button look="primary" type="submit" form="hotkey" disabled={!order || settled !== 'online'} busy={busy}>
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
          if (order && !busy) onOrder(order)
        }}
      >
        <ErrorBanner error={error} />
        {children}
      </form>
    </Step>
  )
}
