import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { useCommand } from '../../command'
import { filledOf, sendRoute, type Transfer } from '../../send-route'
import { NewContact } from '../contacts/new-contact'
import { BatchForm, type Payment } from './batch-form'
import { paymentLine } from './payment-lines'
import { Progress } from './progress'
import { Review } from './review'
import { Sender } from './sender'

type Step = { at: 'form' } | { at: 'contact'; address: string } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Paying several in one transaction, of which all happen or none. */
export function Batch() {
  const { id, ...given } = useParams<{ id?: string; to?: string; amount?: string }>()
  return (
    <Sender>{(from, back) => <Paying key={JSON.stringify([id, given])} start={from} filled={filledOf(given)} onLeave={back} />}</Sender>
  )
}

/** The list is kept here, so that it is still there after another step. @param filled its first payment, where one begins it */
function Paying({ start, filled, onLeave }: { start: AccountView; filled: Transfer; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [text, setText] = useState(filled.to && paymentLine(filled.to, filled.amount))
  const [added, setAdded] = useState({ to: '', amount: '' })
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()
  const toForm = () => setStep({ at: 'form' })
  const review = (payments: Payment[]) =>
    preparing.run(async () => {
      const { id } = await ask('prepareBatch', { commandId: newCommandId(), from: from.id, payments, hotkey: from.role === 'hotkey' })
      setStep({ at: 'review', id })
    })
  if (step.at === 'review') return <Review id={step.id} onBack={toForm} onSent={(entry) => setStep({ at: 'progress', entry })} />
  if (step.at === 'contact') return <NewContact address={step.address} onBack={toForm} />
  if (step.at === 'progress')
    return <Progress id={step.entry} onSend={(once) => navigate(sendRoute(from.id, once))} onDone={() => navigate('/')} />
  return (
    <BatchForm
      from={from}
      text={text}
      added={added}
      busy={preparing.busy}
      error={preparing.error}
      onFrom={(account) => {
        preparing.forget()
        setPicked(account)
      }}
      onText={(next) => {
        preparing.forget()
        setText(next)
      }}
      onAdded={setAdded}
      onContact={(address) => setStep({ at: 'contact', address })}
      onOne={(one) => navigate(sendRoute(from.id, one))}
      onBack={onLeave}
      onReview={(payments) => void review(payments)}
    />
  )
}
