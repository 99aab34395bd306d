import type { ReactNode } from 'react'
import { PasswordAgain, useWords } from '../popup'

/** The password of Kluis at the end of a form, before a key leaves the vault. @param asked a form may need none */
export function OwnPassword({
  busy,
  ...of
}: {
  asked?: boolean
  value: string
  busy: boolean
  error: unknown
  say(error: unknown): ReactNode
  onChange(text: string): void
}) {
  const { takeout } = useWords()
  return <PasswordAgain label={takeout.ownPassword} help={takeout.ownPasswordHelp} readOnly={busy} {...of} />
}
