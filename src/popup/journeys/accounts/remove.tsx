import { type FormEvent, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Amount, Button, Checks, Facts, Foot, Heading, LevelBox, LevelMark } from '../../../ui'
import { WhoAccount } from '../../account'
import { useAccountById } from '../../accounts'
import { ask, newCommandId, useView } from '../../background'
import { useCommand } from '../../command'
import { Step } from '../../frame'
import { PasswordAgain } from '../../password-again'
import { useSecret } from '../../secret'
import { useWords } from '../../words'

/** Taking an account out of the wallet: what is lost, what brings it back, and the password. */
export function RemoveAccount() {
  const { accounts: say, common } = useWords()
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  if (!account)
    return (
      <Step title={say.remove} onBack={() => navigate('/accounts')}>
        <p className="text">{account === null ? say.gone : common.loading}</p>
      </Step>
    )
  return <Removal account={account} />
}

const inRao = (text: string) => <Amount rao={BigInt(text)} decimals={9} look="col" coverable />

function Removal({ account }: { account: AccountView }) {
  const words = useWords()
  const { accounts: say, approve } = words
  const [, navigate] = useLocation()
  const balance = useView('balances')?.byAccount[account.id]
  const sites = (useView('sites')?.items ?? []).filter((site) => site.accounts.includes(account.id)).length
  const [password, setPassword] = useSecret('')
  const [ticked, setTicked] = useState(false)
  const [commandId] = useState(newCommandId)
  const { busy, error, run, forget } = useCommand()
  const { id, holds, savedAt, path, name } = account
  const unsaved = holds !== null && savedAt === null
  const back = () => navigate(`/accounts/${id}`)
  async function remove(event: FormEvent) {
    event.preventDefault()
    if (!password || (holds && !ticked)) return
    if (await run(() => ask('removeAccount', { commandId, id, password }))) navigate('/accounts')
    setPassword('')
  }
  const missing = !password ? approve.needPassword : holds && !ticked ? approve.needTick : undefined
  return (
    <Step
      title={holds ? say.remove : say.stopWatching}
      heading={false}
      onBack={back}
      foot={
        <Foot>
          <p className="foot-note">
            <LevelMark level={holds ? 3 : 0} word={approve.levels[holds ? 3 : 0] ?? ''} />
            <span>{missing ?? (holds ? say.removeLine : '')}</span>
          </p>
          <Button {...(holds ? { look: 'primary' as const } : {})} onClick={back}>
            {say.keep}
          </Button>
          <Button type="submit" form="remove" look={holds ? 'danger' : 'primary'} busy={busy} disabled={missing !== undefined}>
            {holds ? say.remove : say.stopWatching}
          </Button>
        </Foot>
      }
    >
      <form id="remove" className="stack" onSubmit={(event) => void remove(event)}>
        <Heading>{holds ? say.removeTitle({ name }) : say.stopTitle({ name })}</Heading>
        {unsaved && (
          <LevelBox level={3}>
            <div className="stack stack-8">
              <p>
                <strong>{say.removeUnsaved[holds]}</strong>
              </p>
              <Button small icon="eye" onClick={() => navigate(`/accounts/${id}/reveal`)}>
                {say.show[holds]}
              </Button>
            </div>
          </LevelBox>
        )}
        <WhoAccount account={account} />
        {balance && (
          <Facts
            rows={[
              { label: say.removeHas, value: inRao(balance.free) },
              balance.reserved !== '0' && { label: say.reserved, value: inRao(balance.reserved) },
              balance.frozen !== '0' && { label: say.frozen, value: inRao(balance.frozen) },
            ]}
          />
        )}
        {holds ? (
          <Checks
            items={[
              ...(unsaved ? [] : [{ icon: 'close' as const, text: say.removeKey }]),
              { icon: 'refresh', text: path ? say.removeBackPath[holds]({ path }) : say.removeBack[holds] },
            ]}
          />
        ) : (
          <p className="text">{say.removeWatched}</p>
        )}
        <PasswordAgain
          value={password}
          error={error}
          onChange={(text) => {
            forget()
            setPassword(text)
          }}
        />
        {holds && (
          <label className="option option--lead">
            <input className="tick" type="checkbox" checked={ticked} onChange={({ target }) => setTicked(target.checked)} />
            <span>{say.removeUnderstand[holds]}</span>
          </label>
        )}
        {holds && (
          <Checks
            items={[
              ...(unsaved ? [{ icon: 'close' as const, text: say.removeKey }] : []),
              ...(sites ? [{ icon: 'globe' as const, text: say.removeSites({ count: sites }) }] : []),
              { icon: 'info', text: say.removeDisk },
            ]}
          />
        )}
      </form>
    </Step>
  )
}
