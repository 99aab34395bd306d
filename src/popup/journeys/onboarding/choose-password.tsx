import { Button, Foot, Heading } from '../../../ui'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step, type StepHead } from '../../frame'
import { useWords } from '../../words'
import { useNewPassword } from './new-password'

/** A password, twice, with its strength. @param action what the button says @param onDone may reject: the failure is shown */
export function ChoosePassword({ action, onDone, head }: { action: string; onDone(password: string): Promise<void>; head: StepHead }) {
  const { onboarding } = useWords()
  const { busy, error, run, forget } = useCommand()
  const { fields, password } = useNewPassword(forget, undefined, busy)
  return (
    <Step
      {...head}
      foot={
        <Foot one>
          {busy && <p className="foot-note">{onboarding.making}</p>}
          <Button type="submit" form="choose-password" look="primary" busy={busy} disabled={password === undefined}>
            {action}
          </Button>
        </Foot>
      }
    >
      <form
        id="choose-password"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (password !== undefined) void run(() => onDone(password))
        }}
      >
        <Heading>{onboarding.passwordTitle}</Heading>
        <p className="text">{onboarding.passwordText}</p>
        <ErrorBanner error={error} />
        {fields}
      </form>
    </Step>
  )
}
