import type { FormEvent, ReactNode } from 'react'
import { Button } from '../ui'
import { useCommand } from './command'
import { PasswordAgain } from './password-again'
import { useSecret } from './secret'
import { useWords } from './words'

/**
 * A choice that takes the password: why, the password, and the way back.
 * @param asked whether there is anything to choose yet
 * @param onDo what is done with it; it ends where that succeeds
 */
export function WithPassword({
  asked = true,
  text,
  action,
  ready = true,
  children,
  onDo,
  onEnd,
}: {
  asked?: boolean
  text: ReactNode
  action: string
  ready?: boolean
  /** What else is asked, before the password. */
  children?: ReactNode
  onDo(password: string): Promise<unknown>
  onEnd(): void
}) {
  const { common } = useWords()
  const [password, setPassword] = useSecret('')
  const { busy, error, run, forget } = useCommand()
  const missing = !asked || !ready || !password
  async function go(event: FormEvent) {
    event.preventDefault()
    if (missing) return
    const done = await run(() => onDo(password))
    setPassword('')
    if (done) onEnd()
  }
  return (
    <form className="stack" onSubmit={(event) => void go(event)}>
      {children}
      {asked && (
        <>
          <p className="text">{text}</p>
          <PasswordAgain
            value={password}
            error={error}
            readOnly={busy}
            onChange={(typed) => {
              forget()
              setPassword(typed)
            }}
          />
          <div className="cluster">
            <Button onClick={onEnd}>{common.cancel}</Button>
            <Button type="submit" look="primary" busy={busy} disabled={missing}>
              {action}
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
