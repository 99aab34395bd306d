import { type ReactNode, useEffect } from 'react'
import { PasswordField } from '../ui'
import { KluisError } from '../units'
import { ErrorBanner } from './error-banner'
import { useInSight } from './in-sight'
import { useSayError, useWords } from './words'

/** Whether a failure is about the password: it is said at its field. */
const isOfPassword = (error: unknown): boolean =>
  error instanceof KluisError && (error.code === 'wrong-password' || error.code === 'throttled')

/**
 * The password once more, before something that a stranger at this machine must not do, and below it what else went wrong: where the person is.
 * @param asked a form may need none
 * @param say the sentence for what is not about the password
 */
export function PasswordAgain({
  asked = true,
  label,
  value,
  error,
  say,
  help,
  readOnly = false,
  onChange,
}: {
  asked?: boolean
  /** What it is called where there is another password beside it. */
  label?: string
  value: string
  error?: unknown
  say?: (error: unknown) => ReactNode
  help?: ReactNode
  /** While it is being used: what was typed now would count for nothing. */
  readOnly?: boolean
  onChange(text: string): void
}) {
  const { common } = useWords()
  const sayError = useSayError()
  const place = useInSight(error)
  const wrong = isOfPassword(error)
  useEffect(() => {
    if (isOfPassword(error)) place.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [error, place])
  return (
    <div className="stack in-sight" ref={place}>
      {asked && (
        <PasswordField
          label={label ?? common.password}
          showLabel={common.showPassword}
          hideLabel={common.hidePassword}
          autoComplete="current-password"
          value={value}
          help={help}
          error={wrong ? sayError(error) : undefined}
          readOnly={readOnly}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      <ErrorBanner error={wrong ? undefined : error} say={say} />
    </div>
  )
}
