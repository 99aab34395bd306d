import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { parseTao } from '../../../units'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { useCommand } from '../../command'
import { readRecipient } from '../../recipient'
import { batchRoute, filledOf, type Transfer } from '../../send-route'
import { NewContact } from '../contacts/new-contact'
import { Progress } from './progress'
import { Review } from './review'
import { SendForm } from './send-form'
import { Sender } from './sender'

type Step = { at: 'form' | 'contact' } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Sending to one recipient. */
export function Send() {
  const { id, ...given } = useParams<{ id?: string; to?: string; amount?: string }>()
  return (
    <Sender>{(from, back) => <Sending key={JSON.stringify([id, given])} start={from} filled={filledOf(given)} onLeave={back} />}</Sender>
  )
}

/**
 * What stands in the form is kept here, so that it is still there after another step.
 * @param filled with what it begins: it is checked like anything typed
 */
function Sending({ start, filled, onLeave }: { start: AccountView; filled: Transfer; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [transfer, setTransfer] = useState<Transfer>(filled)
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()
  const toForm = () => setStep({ at: 'form' })

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
  if (step.at === 'review') return <Review id={step.id} onBack={toForm} onSent={(entry) => setStep({ at: 'progress', entry })} />
  if (step.at === 'contact') return <NewContact address={transfer.to} onBack={toForm} />
  const sendOnceMore = (once: Transfer) => {
    setTransfer(once)
    toForm()
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
      onContact={() => setStep({ at: 'contact' })}
      onSeveral={() => navigate(batchRoute(from.id, transfer))}
      onReview={() => void review()}
    />
  )
}
