import { type ReactNode, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Button, Foot, Heading, LevelBox } from '../../../ui'
import { WhoAccount } from '../../account'
import { useAccountById, useFirstMoving } from '../../accounts'
import { Step as Page } from '../../frame'
import { useWords } from '../../words'

/**
 * Whoever sends: the account that the address of this screen names, else the first that transfers are offered from. A hotkey takes a step
 * of its own.
 * @param children the screen that sends from it, and the way back from there
 */
export function Sender({ children }: { children(from: AccountView, onLeave: () => void): ReactNode }) {
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
  return children(from, back)
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
