import { type FormEvent, useState } from 'react'
import { Body, Button, Checks, Dialog, Heading, Mark, PasswordField, Screen } from '../ui'
import { ask, useView } from './background'
import { useNow } from './clock'
import { useCommand } from './command'
import { useSecret } from './secret'
import { siteName } from './site'
import { Wiping } from './wiping'
import { useSayError, useWords } from './words'

/** The locked door. @param waitUntil when the next guess is allowed, in milliseconds; null for now */
export function Unlock({ waitUntil }: { waitUntil: number | null }) {
  const words = useWords()
  const sayError = useSayError()
  const requests = useView('requests')?.items ?? []
  const minutes = useView('settings')?.lockMinutes
  const [password, setPassword] = useSecret('')
  const [forgot, setForgot] = useState(false)
  const [wiping, setWiping] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const now = useNow(1_000)
  const seconds = waitUntil === null ? 0 : Math.ceil((waitUntil - now) / 1_000)
  const sites = new Set(requests.map(({ origin }) => origin ?? ''))

  async function unlock(event: FormEvent) {
    event.preventDefault()
    if (!password || seconds > 0) return
    await run(() => ask('unlock', { password }))
    setPassword('')
  }
  const problem = seconds > 0 ? words.shell.waiting({ seconds }) : error ? sayError(error) : undefined
  if (wiping) return <Wiping onBack={() => setWiping(false)} />
  return (
    <Screen solo>
      <Body label={words.shell.unlock}>
        <div className="solo">
          <div>
            <Mark size={48} />
          </div>
          <div className="stack solo-middle">
            <Heading className="display display--small">{words.shell.unlockTitle}</Heading>
            <form className="stack stack-12" onSubmit={unlock}>
              <PasswordField
                label={words.common.password}
                showLabel={words.common.showPassword}
                hideLabel={words.common.hidePassword}
                autoComplete="current-password"
                value={password}
                error={problem}
                onChange={(event) => {
                  forget()
                  setPassword(event.target.value)
                }}
              />
              <Button type="submit" look="primary" wide busy={busy} disabled={!password || seconds > 0}>
                {words.shell.unlock}
              </Button>
            </form>
            {requests.length > 0 && (
              <Checks
                items={[
                  { icon: 'bell', text: words.shell.waitsForUnlock({ count: requests.length, site: siteName([...sites][0] ?? '') }) },
                ]}
              />
            )}
          </div>
          <div className="between">
            <button type="button" className="linkbtn" onClick={() => setForgot(true)}>
              {words.shell.forgot}
            </button>
            {minutes !== undefined && <span className="note">{words.shell.locksAfter({ minutes })}</span>}
          </div>
        </div>
        {forgot && (
          <Dialog title={words.shell.forgot} onClose={() => setForgot(false)}>
            <p className="text">{words.shell.forgotText}</p>
            <Checks
              items={[
                { icon: 'check', text: words.shell.forgotWithWords },
                { icon: 'close', text: words.shell.forgotWithout },
              ]}
            />
            <div>
              <div className="stack stack-8">
                <Button look="primary" wide onClick={() => setForgot(false)}>
                  {words.shell.keepTrying}
                </Button>
                <Button
                  wide
                  onClick={() => {
                    setForgot(false)
                    setWiping(true)
                  }}
                >
                  {words.shell.wipe}
                </Button>
              </div>
            </div>
          </Dialog>
        )}
      </Body>
    </Screen>
  )
}
