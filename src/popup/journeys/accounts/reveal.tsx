import { type FormEvent, useEffect } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, SecretInput } from '../../../messaging'
import { Button, Checks, Foot, Heading } from '../../../ui'
import { useAccountById } from '../../accounts'
import { ask } from '../../background'
import { useCommand } from '../../command'
import { Step } from '../../frame'
import { PasswordAgain } from '../../password-again'
import { useSecret } from '../../secret'
import { useWords } from '../../words'
import { Shown } from './shown'

/** How long a secret stays in this page after the password; each look at it is shorter. */
const KEPT_MS = 5 * 60_000

/** The words, the seed or the key of an account, after the password. */
export function Reveal() {
  const { accounts: say, common, errors } = useWords()
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  const [secret, setSecret] = useSecret<SecretInput | undefined>(undefined)
  const back = () => navigate(`/accounts/${id}`)
  useEffect(() => {
    if (!secret) return
    const timer = setTimeout(() => setSecret(undefined), KEPT_MS)
    return () => clearTimeout(timer)
  }, [secret, setSecret])
  if (!account?.holds)
    return (
      <Step title={say.secret} onBack={back}>
        <p className="text">{account === undefined ? common.loading : account ? errors['not-exportable']({}) : say.gone}</p>
      </Step>
    )
  if (!secret) return <AskFor account={account} onBack={back} onSecret={setSecret} />
  return <Shown account={account} secret={secret} onBack={back} />
}

function AskFor({ account, onBack, onSecret }: { account: AccountView; onBack(): void; onSecret(secret: SecretInput): void }) {
  const { accounts: say, common } = useWords()
  const [password, setPassword] = useSecret('')
  const { busy, error, run, forget } = useCommand()
  const holds = account.holds ?? 'phrase'
  async function reveal(event: FormEvent) {
    event.preventDefault()
    if (!password) return
    await run(async () => {
      const [found] = await ask('revealSecrets', { password, ids: [account.id] })
      if (found) onSecret(found.secret)
    })
    setPassword('')
  }
  return (
    <Step
      title={say.show[holds]}
      heading={false}
      onBack={onBack}
      foot={
        <Foot one>
          <Button type="submit" form="reveal" look="primary" busy={busy} disabled={!password}>
            {common.continue}
          </Button>
        </Foot>
      }
    >
      <form id="reveal" className="stack" onSubmit={(event) => void reveal(event)}>
        <Heading>{say.revealTitle[holds]({ name: account.name })}</Heading>
        <p className="text">{say.revealText[holds]}</p>
        <Checks
          items={[
            { icon: 'close', text: say.revealNobody },
            { icon: 'eyeoff', text: say.revealAlone },
          ]}
        />
        <PasswordAgain
          value={password}
          error={error}
          onChange={(text) => {
            forget()
            setPassword(text)
          }}
        />
      </form>
    </Step>
  )
}
