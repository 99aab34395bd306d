import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { parseTao } from '../../../units'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { useCommand } from '../../command'
import { readRecipient } from '../../recipient'
import { givenTransfer, type Transfer } from '../../remedy'
import { Progress } from './progress'
import { Review } from './review'
import { SendForm } from './send-form'
import { Sender } from './sender'

type Step = { at: 'form' } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Sending to one recipient. */
export function Send() {
  const { id, to = '', amount = '' } = useParams<{ id?: string; to?: string; amount?: string }>()
  return (
    <Sender>
      {(from, back) => (
        <Sending
          key={`${id} ${to}`}
          start={from}
          filled={to ? { to, amount, everything: false } : givenTransfer(history.state)}
          onLeave={back}
        />
      )}
    </Sender>
  )
}

/** @param filled what stands in the form already: from a code, a contact that was just added, or a transfer that failed. It is checked like anything typed */
function Sending({ start, filled, onLeave }: { start: AccountView; filled: Transfer; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [transfer, setTransfer] = useState<Transfer>(filled)
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()

  const review = () =>
    preparing.run(async () => {
      const { to, everything } = transfer
      const read = readRecipient(to)
      const amount = everything ? null : (parseTao(transfer.amount)?.toString() ?? '0')
      const { id } = await ask('prepareTransfer', {
        commandId: newCommandId(),
        from: from.id,
        to: read && 'id' in read ? read.address : to,
        amount,
        keepAlive: !everything,
        hotkey: from.role === 'hotkey',
      })
      setStep({ at: 'review', id })
    })
  if (step.at === 'review')
    return <Review id={step.id} onBack={() => setStep({ at: 'form' })} onSent={(entry) => setStep({ at: 'progress', entry })} />
  const sendOnceMore = (once: Transfer) => {
    setTransfer(once)
    setStep({ at: 'form' })
  }
  if (step.at === 'progress') return <Progress id={step.entry} onSend={sendOnceMore} onDone={() => navigate('/')} />
  return (
    <SendForm
      from={from}
      transfer={transfer}
      busy={preparing.busy}
      error={preparing.error}
      onFrom={(account) => {
        preparing.forget()
        setPicked(account)
      }}
      onChange={(change) => {
        preparing.forget()
        setTransfer({ ...transfer, ...change })
      }}
      onBack={onLeave}
      onSeveral={() => navigate(`/send/${from.id}/batch`)}
      onReview={() => void review()}
    />
  )
}
