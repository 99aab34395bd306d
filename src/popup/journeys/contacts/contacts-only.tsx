import { type FormEvent, useState } from 'react'
import { Button, SwitchOption } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { PasswordAgain } from '../../password-again'
import { useSecret } from '../../secret'
import { useWords } from '../../words'

/** Whether only contacts are paid. To pay others again takes the password: it is what stops whoever sits at an open wallet. */
export function ContactsOnly() {
  const { contacts: say, common } = useWords()
  const on = useView('settings')?.contactsOnly ?? false
  const [asked, setAsked] = useState(false)
  const [password, setPassword] = useSecret('')
  const { busy, error, run, forget } = useCommand()
  const end = () => {
    forget()
    setPassword('')
    setAsked(false)
  }
  async function loosen(event: FormEvent) {
    event.preventDefault()
    if (!password) return
    if (await run(() => ask('changeSettings', { contactsOnly: false, password }))) end()
    else setPassword('')
  }
  const asking = on && asked
  return (
    <div className="stack">
      <SwitchOption
        label={say.only}
        help={say.onlyHelp}
        checked={on}
        onChange={(next) => {
          if (on) return asked ? end() : setAsked(true)
          setAsked(false)
          void run(() => ask('changeSettings', { contactsOnly: next }))
        }}
      />
      <form className="stack" onSubmit={(event) => void loosen(event)}>
        {asking && <p className="text">{say.onlyOffText}</p>}
        <PasswordAgain
          asked={asking}
          value={password}
          error={error}
          readOnly={busy}
          onChange={(text) => {
            forget()
            setPassword(text)
          }}
        />
        {asking && (
          <div className="cluster">
            <Button onClick={end}>{common.cancel}</Button>
            <Button type="submit" look="primary" busy={busy} disabled={!password}>
              {say.onlyOff}
            </Button>
          </div>
        )}
      </form>
    </div>
  )
}
