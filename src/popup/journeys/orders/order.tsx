import { Activity, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { useCommand } from '../../command'
import { Step as Page } from '../../frame'
import { sendRoute } from '../../send-route'
import { useWords } from '../../words'
import { type OrderSaid, Progress } from '../send/progress'
import { Review } from '../send/review'

/** What a form needs to make an order of what stands in it. */
export type Ordering = {
  busy: boolean
  error: unknown
  forget(): void
  /** @param prepare makes the request, and says which one; `agree` is what the review's button says */
  order(said: OrderSaid & { agree: string }, prepare: () => Promise<{ id: string }>): void
}
type Step = { at: 'form' } | { at: 'review' | 'progress'; id: string; said: OrderSaid & { agree: string } }

/**
 * Orders of one account, once it is known.
 * @param title of the screen that says that it is not here @param onBack leads away from that one
 */
export function OrderOf({
  id,
  title,
  onBack,
  onDone,
  children,
}: {
  id: string
  title: string
  onBack(): void
  onDone(): void
  children(account: AccountView, ordering: Ordering): ReactNode
}) {
  const { accounts } = useWords()
  const account = useAccountById(id)
  if (!account)
    return (
      <Page title={title} onBack={onBack}>
        <p className="text">{account === undefined ? '' : accounts.gone}</p>
      </Page>
    )
  return (
    <Order from={id} onDone={onDone}>
      {(ordering) => children(account, ordering)}
    </Order>
  )
}

/** A form, the review of what it orders, and what becomes of that. The form keeps what stands in it meanwhile. */
function Order({ from, onDone, children }: { from: string; onDone(): void; children(ordering: Ordering): ReactNode }) {
  const [, navigate] = useLocation()
  const [step, setStep] = useState<Step>({ at: 'form' })
  const { busy, error, run, forget } = useCommand()
  const order: Ordering['order'] = (said, prepare) =>
    void run(async () => {
      const { id } = await prepare()
      setStep({ at: 'review', id, said })
    })
  const toForm = () => setStep({ at: 'form' })
  return (
    <>
      <Activity mode={step.at === 'form' ? 'visible' : 'hidden'}>{children({ busy, error, forget, order })}</Activity>
      {step.at === 'review' && (
        <Review
          id={step.id}
          agree={step.said.agree}
          onBack={toForm}
          onSent={(entry) => setStep({ at: 'progress', id: entry, said: step.said })}
        />
      )}
      {step.at === 'progress' && (
        <Progress id={step.id} order={step.said} onSend={(transfer) => navigate(sendRoute(from, transfer))} onDone={onDone} />
      )}
    </>
  )
}
