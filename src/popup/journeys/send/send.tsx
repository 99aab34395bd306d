import { useState } from 'react'
import { useLocation } from 'wouter'
import { parseTao } from '../../../units'
import { useChosen } from '../../account'
import { ask, newCommandId, useView } from '../../background'
import { useCommand } from '../../command'
import { Progress } from './progress'
import { Review } from './review'
import { SendForm, type Transfer } from './send-form'

type Step = { at: 'form' } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Sending: who and how much, a review of the exact bytes, and what became of it. */
export function Send() {
  const [, navigate] = useLocation()
  const chosen = useChosen()
  const list = useView('accounts')?.first ?? []
  const [transfer, setTransfer] = useState<Transfer>({ from: '', to: '', amount: '', everything: false })
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()
  const from = list.find(({ id }) => id === transfer.from) ?? chosen
  if (!from) return null

  const review = () =>
    preparing.run(async () => {
      const { to, everything } = transfer
      const amount = everything ? null : (parseTao(transfer.amount)?.toString() ?? '0')
      const { id } = await ask('prepareTransfer', {
        commandId: newCommandId(),
        from: from.id,
        to: to.trim(),
        amount,
        keepAlive: !everything,
      })
      setStep({ at: 'review', id })
    })
  if (step.at === 'review')
    return <Review id={step.id} onBack={() => setStep({ at: 'form' })} onSent={(entry) => setStep({ at: 'progress', entry })} />
  if (step.at === 'progress') return <Progress id={step.entry} onDone={() => navigate('/')} />
  return (
    <SendForm
      from={from}
      transfer={transfer}
      busy={preparing.busy}
      error={preparing.error}
      onChange={(change) => {
        preparing.forget()
        setTransfer({ ...transfer, ...change })
      }}
      onReview={() => void review()}
    />
  )
}
