import { Activity, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { useCommand } from '../../command'
import { Step as Page } from '../../frame'
import { sendRoute, type Transfer } from '../../send-route'
import { useWords } from '../../words'
import { Progress } from './progress'
import { Review } from './review'

/** What a form needs to make an order of what stands in it. */
export type Ordering = {
  busy: boolean
  error: unknown
  forget(): void
  /** @param prepare makes the request, and says which one */
  order(prepare: () => Promise<{ id: string }>): void
}
type Step = { at: 'form' } | { at: 'review' | 'progress'; id: string }

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
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  if (!account)
    return (
      <Page title={title} onBack={onBack}>
        <p className="text">{account === undefined ? '' : accounts.gone}</p>
      </Page>
    )
  return (
    <Order onSend={(transfer) => navigate(sendRoute(id, transfer))} onDone={onDone}>
      {(ordering) => children(account, ordering)}
    </Order>
  )
}

/**
 * A form, the review of what it orders, and what becomes of that. The form keeps what stands in it meanwhile.
 * @param onSend the person wants to pay once more, with what the form of sending should begin with
 */
export function Order({
  onSend,
  onDone,
  children,
}: {
  onSend(transfer: Transfer): void
  onDone(): void
  children(ordering: Ordering): ReactNode
}) {
  const [step, setStep] = useState<Step>({ at: 'form' })
  const { busy, error, run, forget } = useCommand()
  const order: Ordering['order'] = (prepare) =>
    void run(async () => {
      const { id } = await prepare()
      setStep({ at: 'review', id })
    })
  const toForm = () => setStep({ at: 'form' })
  const again = (transfer: Transfer) => {
    toForm()
    onSend(transfer)
  }
  return (
    <>
      <Activity mode={step.at === 'form' ? 'visible' : 'hidden'}>{children({ busy, error, forget, order })}</Activity>
      {step.at === 'review' && <Review id={step.id} onBack={toForm} onSent={(entry) => setStep({ at: 'progress', id: entry })} />}
      {step.at === 'progress' && <Progress id={step.id} onSend={again} onDone={onDone} />}
    </>
  )
}
