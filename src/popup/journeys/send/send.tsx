import { type ReactNode, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Button, Foot, Heading, LevelBox } from '../../../ui'
import { parseTao } from '../../../units'
import { WhoAccount } from '../../account'
import { useAccountById, useFirstMoving } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { useCommand } from '../../command'
import { Step as Page } from '../../frame'
import { givenTransfer, type Transfer } from '../../remedy'
import { useWords } from '../../words'
import { Progress } from './progress'
import { Review } from './review'
import { SendForm } from './send-form'

type Step = { at: 'form' } | { at: 'review'; id: string } | { at: 'progress'; entry: string }

/** Sending: from the account that is named, else from the first that transfers are offered from. A hotkey takes a step of its own. */
export function Send() {
  const { accounts: say, send, common, errors } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const named = useAccountById(id)
  const first = useFirstMoving()
  const [meant, setMeant] = useState<string>()
  const from = id ? named : first
  const back = () => navigate(id ? `/accounts/${id}` : '/')
  if (!from) return <Instead onBack={back}>{from === undefined ? common.loading : id ? say.gone : send.nobody}</Instead>
  if (from.role === 'watch') return <Instead onBack={back}>{errors['watch-only']({})}</Instead>
  if (from.role === 'hotkey' && meant !== from.id) return <Hotkey account={from} onBack={back} onMeant={() => setMeant(from.id)} />
  return <Sending key={id ?? ''} start={from} onLeave={back} />
}

function Instead({ onBack, children }: { onBack(): void; children: ReactNode }) {
  const { send } = useWords()
  return (
    <Page title={send.title} onBack={onBack}>
      <p className="text">{children}</p>
    </Page>
  )
}

/** A hotkey lives on machines that mine and validate: whoever sends from one says first that it is meant. */
function Hotkey({ account, onBack, onMeant }: { account: AccountView; onBack(): void; onMeant(): void }) {
  const { send: say, common } = useWords()
  return (
    <Page
      title={say.title}
      heading={false}
      onBack={onBack}
      foot={
        <Foot>
          <Button look="primary" onClick={onBack}>
            {common.back}
          </Button>
          <Button onClick={onMeant}>{say.hotkeyAnyway}</Button>
        </Foot>
      }
    >
      <div className="stack">
        <LevelBox level={2}>
          <strong>{say.hotkeyBox}</strong>
        </LevelBox>
        <Heading>{say.hotkeyTitle}</Heading>
        <p className="text">{say.hotkeyText}</p>
        <WhoAccount account={account} />
      </div>
    </Page>
  )
}

function Sending({ start, onLeave }: { start: AccountView; onLeave(): void }) {
  const [, navigate] = useLocation()
  const [picked, setPicked] = useState(start)
  const from = useAccountById(picked.id) ?? picked
  const [transfer, setTransfer] = useState<Transfer>(() => givenTransfer(history.state))
  const [step, setStep] = useState<Step>({ at: 'form' })
  const preparing = useCommand()

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
      onReview={() => void review()}
    />
  )
}
