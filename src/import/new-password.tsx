import { useState } from 'react'
import { useWords } from '../popup'
import { PasswordField } from '../ui'

const MIN_CHARACTERS = 12

/** A new password for a file, twice. @returns the fields, and the password once it is long enough and typed twice */
export function useNewPassword(label: string, help: string) {
  const words = useWords()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [left, setLeft] = useState(false)
  const long = Array.from(password.normalize('NFC')).length >= MIN_CHARACTERS
  const shown = { showLabel: words.common.showPassword, hideLabel: words.common.hidePassword, autoComplete: 'new-password' } as const
  const fields = (
    <>
      <PasswordField
        {...shown}
        label={label}
        help={help}
        value={password}
        error={left && password && !long ? words.errors['password-weak']({ reason: 'short' }) : undefined}
        onBlur={() => setLeft(true)}
        onChange={({ target }) => setPassword(target.value)}
      />
      <PasswordField
        {...shown}
        label={words.takeout.repeat}
        value={again}
        error={again && !password.startsWith(again) ? words.takeout.differs : undefined}
        onChange={({ target }) => setAgain(target.value)}
      />
    </>
  )
  const forget = () => {
    setPassword('')
    setAgain('')
  }
  return { fields, password: long && password === again ? password : undefined, forget }
}
