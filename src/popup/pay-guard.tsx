import type { ReactNode } from 'react'
import { useView } from './background'
import type { useCommand } from './command'
import { PasswordAgain } from './password-again'
import { useSecret } from './secret'
import { useWords } from './words'

/**
 * The password again where somebody is about to be one who may be paid, while only contacts are paid.
 * @param adds whether anybody is
 * @returns `field`: to stand at the end of the form, with what went wrong; `given`: what the command takes along
 */
export function usePayGuard(
  { busy, error, forget }: Pick<ReturnType<typeof useCommand>, 'busy' | 'error' | 'forget'>,
  adds = true,
): { asked: boolean; missing: boolean; given: { password?: string }; field: ReactNode; clear(): void } {
  const { contacts } = useWords()
  const [password, setPassword] = useSecret('')
  const asked = (useView('settings')?.contactsOnly ?? false) && adds
  return {
    asked,
    missing: asked && !password,
    given: asked ? { password } : {},
    clear: () => setPassword(''),
    field: (
      <PasswordAgain
        asked={asked}
        value={password}
        error={error}
        help={contacts.onlyAsked}
        readOnly={busy}
        onChange={(text) => {
          forget()
          setPassword(text)
        }}
      />
    ),
  }
}
