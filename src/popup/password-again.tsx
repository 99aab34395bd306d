import type { ReactNode } from 'react'
import { PasswordField } from '../ui'
import { useWords } from './words'

/** The password once more, before something that a stranger at this machine must not do. */
export function PasswordAgain({
  label,
  value,
  error,
  help,
  readOnly = false,
  onChange,
}: {
  /** What it is called where there is another password beside it. */
  label?: string
  value: string
  error?: ReactNode
  help?: ReactNode
  /** While it is being used: what was typed now would count for nothing. */
  readOnly?: boolean
  onChange(text: string): void
}) {
  const { common } = useWords()
  return (
    <PasswordField
      label={label ?? common.password}
      showLabel={common.showPassword}
      hideLabel={common.hidePassword}
      autoComplete="current-password"
      value={value}
      help={help}
      error={error}
      readOnly={readOnly}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
