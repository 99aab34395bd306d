import { Activity, type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { useCommand } from '../../command'
import { sendRoute } from '../../send-route'
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

/** A form, the review of what it orders, and what becomes of that. The form keeps what stands in it meanwhile. */
export function Order({ from, onDone, children }: { from: string; onDone(): void; children(ordering: Ordering): ReactNode }) {
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
