import { useEffect, useState } from 'react'
import { Banner, Button, Foot, Heading, PasswordField } from '../../../ui'
import { useCommand } from '../../command'
import { Step, type StepHead } from '../../frame'
import { useSayError, useWords } from '../../words'
import { ENOUGH, type Strength, strengthOf } from './strength'

const MIN_CHARACTERS = 12

/** A password, twice, with its strength. @param action what the button says @param onDone may reject: the failure is shown */
export function ChoosePassword({ action, onDone, head }: { action: string; onDone(password: string): Promise<void>; head: StepHead }) {
  const words = useWords()
  const sayError = useSayError()
  const { onboarding } = words
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [judged, setJudged] = useState<{ of: string; strength: Strength }>()
  const [left, setLeft] = useState(false)
  const { busy, error, run, forget } = useCommand()
  useEffect(() => {
    if (!password) return
    let current = true
    strengthOf(password).then(
      (strength) => current && setJudged({ of: password, strength }),
      () => undefined, // It is judged again at the next letter.
    )
    return () => {
      current = false
    }
  }, [password])

  const long = Array.from(password.normalize('NFC')).length >= MIN_CHARACTERS
  const strength = judged?.of === password ? judged.strength : undefined
  const good = long && strength !== undefined && strength >= ENOUGH
  const same = password === again
  const weak = long && strength !== undefined && strength < ENOUGH ? onboarding.tooWeak : undefined
  const short = left && password && !long ? words.errors['password-weak']({ reason: 'short' }) : undefined
  return (
    <Step
      {...head}
      foot={
        <Foot one>
          {busy && <p className="foot-note">{onboarding.making}</p>}
          <Button type="submit" form="choose-password" look="primary" busy={busy} disabled={!good || !same}>
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
          if (good && same) void run(() => onDone(password))
        }}
      >
        <Heading>{onboarding.passwordTitle}</Heading>
        <p className="text">{onboarding.passwordText}</p>
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        <div>
          <PasswordField
            label={onboarding.password}
            showLabel={words.common.showPassword}
            hideLabel={words.common.hidePassword}
            autoComplete="new-password"
            value={password}
            help={onboarding.passwordHelp}
            error={weak ?? short}
            onBlur={() => setLeft(true)}
            onChange={({ target }) => {
              forget()
              setPassword(target.value)
            }}
          />
          {password && (
            <div className="strength">
              <div className="strength-bar" aria-hidden="true">
                {[1, 2, 3, 4].map((step) => (
                  <i key={step} className={(strength ?? 0) >= step ? 'on' : undefined} />
                ))}
              </div>
              <p role="status">{strength === undefined ? ' ' : onboarding.strength({ word: onboarding.strengths[strength] ?? '' })}</p>
            </div>
          )}
        </div>
        <PasswordField
          label={onboarding.repeat}
          showLabel={words.common.showPassword}
          hideLabel={words.common.hidePassword}
          autoComplete="new-password"
          value={again}
          error={again && !password.startsWith(again) ? onboarding.differs : undefined}
          onChange={({ target }) => setAgain(target.value)}
        />
      </form>
    </Step>
  )
}
