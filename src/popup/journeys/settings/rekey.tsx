import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { Button, Checks, Foot, Heading } from '../../../ui'
import { ask } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { PasswordAgain } from '../../password-again'
import { useSecret } from '../../secret'
import { useWords } from '../../words'

/** A new key for everything in the vault, under the same password, for who fears that a copy of the old one is about. */
export function Rekey() {
  const { settings: say, common } = useWords()
  const [, navigate] = useLocation()
  const [password, setPassword] = useSecret('')
  const [done, setDone] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const back = () => navigate('/settings')
  async function rekey(event: FormEvent) {
    event.preventDefault()
    if (!password) return
    if (await run(() => ask('rekey', { password }))) setDone(true)
    setPassword('')
  }
  return (
    <Step
      title={say.rekey}
      heading={false}
      onBack={back}
      foot={
        <Foot one>
          {busy && <p className="foot-note">{say.rekeying}</p>}
          {done ? (
            <Button look="primary" onClick={back}>
              {common.close}
            </Button>
          ) : (
            <Button type="submit" form="rekey" look="primary" busy={busy} disabled={!password}>
              {say.rekeyDo}
            </Button>
          )}
        </Foot>
      }
    >
      {done ? (
        <div className="stack" key="done">
          <Heading>{say.rekeyDone}</Heading>
          <p className="text">{say.rekeyDoneText}</p>
        </div>
      ) : (
        <form id="rekey" className="stack" key="form" onSubmit={(event) => void rekey(event)}>
          <Heading>{say.rekeyTitle}</Heading>
          <p className="text">{say.rekeyText}</p>
          <Checks
            items={[
              { icon: 'check', text: say.rekeyWhen },
              { icon: 'info', text: say.rekeyNot },
              { icon: 'send', text: say.rekeyMove },
            ]}
          />
          <ErrorBanner error={error} />
          <PasswordAgain
            value={password}
            onChange={(text) => {
              forget()
              setPassword(text)
            }}
          />
        </form>
      )}
    </Step>
  )
}
