import { type ReactNode, useEffect, useState } from 'react'
import { PasswordField } from '../../../ui'
import { useSecret } from '../../secret'
import { useWords } from '../../words'
import { ENOUGH, isLongEnough, type Strength, strengthOf } from './strength'

/** A new password, twice, with its strength. @returns `password` once it is good enough and the same twice @param onChange the person types @param label where there is another password beside it @param busy it is being used: nothing can be typed */
export function useNewPassword(
  onChange: () => void,
  label?: string,
  busy = false,
): { fields: ReactNode; password: string | undefined; clear(): void } {
  const words = useWords()
  const { onboarding } = words
  const [password, setPassword] = useSecret('')
  const [again, setAgain] = useSecret('')
  const [judged, setJudged] = useState<{ of: string; strength: Strength }>()
  const [left, setLeft] = useState(false)
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

  const long = isLongEnough(password)
  const strength = judged?.of === password ? judged.strength : undefined
  const good = long && strength !== undefined && strength >= ENOUGH
  const weak = long && strength !== undefined && strength < ENOUGH ? onboarding.tooWeak : undefined
  const short = left && password && !long ? words.errors['password-weak']({ reason: 'short' }) : undefined
  const fields = (
    <>
      <div>
        <PasswordField
          label={label ?? onboarding.password}
          showLabel={words.common.showPassword}
          hideLabel={words.common.hidePassword}
          autoComplete="new-password"
          readOnly={busy}
          value={password}
          help={onboarding.passwordHelp}
          error={weak ?? short}
          onBlur={() => setLeft(true)}
          onChange={({ target }) => {
            onChange()
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
        readOnly={busy}
        value={again}
        error={again && !password.startsWith(again) ? onboarding.differs : undefined}
        onChange={({ target }) => setAgain(target.value)}
      />
    </>
  )
  return {
    fields,
    password: good && password === again ? password : undefined,
    clear: () => {
      setPassword('')
      setAgain('')
    },
  }
}
