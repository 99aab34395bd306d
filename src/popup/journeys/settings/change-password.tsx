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
import { useNewPassword } from '../onboarding/new-password'

/** Another password for the same vault. */
export function ChangePassword() {
  const { settings: say, common } = useWords()
  const [, navigate] = useLocation()
  const [old, setOld] = useSecret('')
  const [done, setDone] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const { fields, password, clear } = useNewPassword(forget, say.newPassword)
  const back = () => navigate('/settings')
  const missing = !old ? say.needOld : password === undefined ? say.needNew : undefined
  async function change(event: FormEvent) {
    event.preventDefault()
    if (missing || password === undefined) return
    if (!(await run(() => ask('changePassword', { old, next: password })))) return setOld('')
    setOld('')
    clear()
    setDone(true)
  }
  if (done)
    return (
      <Step
        title={say.changePassword}
        heading={false}
        onBack={back}
        foot={
          <Foot one>
            <Button look="primary" onClick={back}>
              {common.close}
            </Button>
          </Foot>
        }
      >
        <div className="stack">
          <Heading>{say.passwordChanged}</Heading>
          <p className="text">{say.passwordChangedText}</p>
        </div>
      </Step>
    )
  return (
    <Step
      title={say.changePassword}
      onBack={back}
      foot={
        <Foot one>
          {(busy || missing) && <p className="foot-note">{busy ? say.changingPassword : missing}</p>}
          <Button type="submit" form="change-password" look="primary" busy={busy} disabled={missing !== undefined}>
            {say.changePassword}
          </Button>
        </Foot>
      }
    >
      <form id="change-password" className="stack" onSubmit={(event) => void change(event)}>
        <p className="text">{say.changePasswordText}</p>
        <Checks items={[{ icon: 'info', text: say.changePasswordDisk }]} />
        <ErrorBanner error={error} />
        <PasswordAgain
          label={say.oldPassword}
          value={old}
          onChange={(text) => {
            forget()
            setOld(text)
          }}
        />
        {fields}
      </form>
    </Step>
  )
}
