import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Amount, Banner, Button, Dialog, Facts, Foot, IconButton, More, TextField } from '../../../ui'
import { CopyAddress, freeOf, MaybeAmount, WhoAccount } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { Step, useNetwork } from '../../frame'
import { useSayError, useWords } from '../../words'

/** One account: who it is, what it has, what can be done with it. */
export function Account() {
  const words = useWords()
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const account = useView('accounts')?.first.find((each) => each.id === id)
  const [renaming, setRenaming] = useState(false)
  const back = () => navigate('/accounts')
  if (!account)
    return (
      <Step title={words.accounts.detail} onBack={back}>
        <p className="text">{words.accounts.gone}</p>
      </Step>
    )
  return (
    <Step
      title={words.accounts.detail}
      onBack={back}
      aside={<IconButton icon="edit" label={words.accounts.rename} onClick={() => setRenaming(true)} />}
      foot={<Ways account={account} />}
    >
      <Money account={account} />
      {renaming && <Rename account={account} onClose={() => setRenaming(false)} />}
    </Step>
  )
}

function Money({ account }: { account: AccountView }) {
  const words = useWords()
  const balances = useView('balances')
  const balance = balances?.byAccount[account.id]
  return (
    <div className="stack">
      <WhoAccount account={account} />
      <CopyAddress address={account.address} small />
      <div>
        <p className="note">{words.accounts.free}</p>
        <p>
          <MaybeAmount rao={freeOf(balances, account.id)} look="hero" />
        </p>
      </div>
      {balance && (
        <Facts
          rows={[
            { label: words.accounts.free, value: <Amount rao={BigInt(balance.free)} decimals={9} look="col" coverable /> },
            { label: words.accounts.reserved, value: <Amount rao={BigInt(balance.reserved)} decimals={9} look="col" coverable /> },
            { label: words.accounts.frozen, value: <Amount rao={BigInt(balance.frozen)} decimals={9} look="col" coverable /> },
          ]}
        />
      )}
      <More title={words.accounts.details} result={account.type}>
        <Facts
          rows={[
            { label: words.accounts.kind, value: account.type },
            { label: words.accounts.path, value: account.path ? <span className="mono">{account.path}</span> : words.accounts.none },
          ]}
        />
        <p className="note">{words.accounts.publicKey}</p>
        <p className="mono-block" translate="no">
          {account.publicKey}
        </p>
      </More>
    </div>
  )
}

function Ways({ account }: { account: AccountView }) {
  const words = useWords()
  const [, navigate] = useLocation()
  const { settled } = useNetwork()
  const go = (to: string) =>
    void ask('chooseAccount', { id: account.id }).then(
      () => navigate(to),
      () => undefined,
    )
  return (
    <Foot>
      <Button icon="receive" onClick={() => go('/receive')}>
        {words.common.receive}
      </Button>
      <Button look="primary" icon="send" disabled={settled !== 'online'} onClick={() => go('/send')}>
        {words.common.send}
      </Button>
    </Foot>
  )
}

function Rename({ account, onClose }: { account: AccountView; onClose(): void }) {
  const words = useWords()
  const sayError = useSayError()
  const [name, setName] = useState(account.name)
  const { busy, error, run } = useCommand()
  const empty = name.trim() === ''
  return (
    <Dialog title={words.accounts.rename} onClose={onClose}>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault()
          if (!empty && (await run(() => ask('renameAccount', { id: account.id, name })))) onClose()
        }}
      >
        <TextField
          label={words.accounts.name}
          help={words.accounts.nameHelp}
          error={empty ? words.accounts.empty : undefined}
          value={name}
          maxLength={64}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        <div className="foot-pair">
          <Button onClick={onClose}>{words.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={empty}>
            {words.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
