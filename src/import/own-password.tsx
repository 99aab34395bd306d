import { type ReactNode, useEffect } from 'react'
import { PasswordAgain, useSayError, useWords } from '../popup'
import { Banner } from '../ui'
import { KluisError } from '../units'
import { useInSight } from './in-sight'

/** Whether a failure is about the password of Kluis: it is said at its field. */
const isOfPassword = (error: unknown): boolean =>
  error instanceof KluisError && (error.code === 'wrong-password' || error.code === 'throttled')

/**
 * The password of Kluis at the end of a form, before a key leaves the vault, and below it what else went wrong: where the person is.
 * @param asked a form may need none
 * @param say the sentence for what is not about the password
 */
export function OwnPassword({
  asked = true,
  value,
  busy,
  error,
  say,
  onChange,
}: {
  asked?: boolean
  value: string
  busy: boolean
  error: unknown
  say(error: unknown): ReactNode
  onChange(text: string): void
}) {
  const { takeout } = useWords()
  const sayError = useSayError()
  const place = useInSight(error)
  const wrong = isOfPassword(error)
  useEffect(() => {
    if (isOfPassword(error)) place.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [error, place])
  return (
    <div className="stack in-sight" ref={place}>
      {asked && (
        <PasswordAgain
          label={takeout.ownPassword}
          help={takeout.ownPasswordHelp}
          error={wrong ? sayError(error) : undefined}
          value={value}
          readOnly={busy}
          onChange={onChange}
        />
      )}
      {error !== undefined && !wrong && (
        <Banner kind="danger" box live>
          {say(error)}
        </Banner>
      )}
    </div>
  )
}
