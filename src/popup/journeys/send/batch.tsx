import { useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { useCommand } from '../../command'
import { BatchForm, type Payment } from './batch-form'
import { Progress } from './progress'
import { Review } from './review'
import { Sender } from './sender'

type Step = { at: 'form' } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Paying several in one transaction, of which all happen or none. */
export function Batch() {
  return <Sender>{(from, back) => <Paying start={from} onLeave={back} />}</Sender>
}

function Paying({ start, onLeave }: { start: AccountView; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [text, setText] = useState('')
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()
  const review = (payments: Payment[]) =>
    preparing.run(async () => {
      const { id } = await ask('prepareBatch', { commandId: newCommandId(), from: from.id, payments, hotkey: from.role === 'hotkey' })
      setStep({ at: 'review', id })
    })
  if (step.at === 'review')
    return <Review id={step.id} onBack={() => setStep({ at: 'form' })} onSent={(entry) => setStep({ at: 'progress', entry })} />
  if (step.at === 'progress')
    return <Progress id={step.entry} onSend={(once) => navigate(`/send/${from.id}`, { state: once })} onDone={() => navigate('/')} />
  return (
    <BatchForm
      from={from}
      text={text}
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
      onOne={() => navigate(`/send/${from.id}`)}
      onBack={onLeave}
      onReview={(payments) => void review(payments)}
    />
  )
}
