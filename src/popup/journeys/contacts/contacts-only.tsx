import { useState } from 'react'
import { SwitchOption } from '../../../ui'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { WithPassword } from '../../with-password'
import { useWords } from '../../words'

/** Whether only contacts are paid. To pay others again takes the password: it is what stops whoever sits at an open wallet. */
export function ContactsOnly() {
  const { contacts: say } = useWords()
  const on = useView('settings')?.contactsOnly ?? false
  const [asked, setAsked] = useState(false)
  const { error, run } = useCommand()
  return (
    <div className="stack">
      <SwitchOption
        label={say.only}
        help={say.onlyHelp}
        checked={on}
        onChange={(next) => {
          if (on) return setAsked(!asked)
          setAsked(false)
          void run(() => ask('changeSettings', { contactsOnly: next }))
        }}
      />
      <ErrorBanner error={error} />
      {on && asked && (
        <WithPassword
          text={say.onlyOffText}
          action={say.onlyOff}
          onDo={(password) => ask('changeSettings', { contactsOnly: false, password })}
          onEnd={() => setAsked(false)}
        />
      )}
    </div>
  )
}
