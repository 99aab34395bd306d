import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Banner, Button, Dialog, Facts, Foot, FullAddress, IconButton, More, QrCode } from '../../../ui'
import { CopyAddress, WhoAccount } from '../../account'
import { useAccountById } from '../../accounts'
import { ask } from '../../background'
import { Step, useNetwork } from '../../frame'
import { useWords } from '../../words'
import { EditAccount } from './edit-account'
import { Money } from './money'
import { Ways } from './ways'

/** One account: who it is, what it has, what can be done with it. */
export function Account() {
  const words = useWords()
  const { accounts: say } = words
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  const [editing, setEditing] = useState(false)
  const back = () => navigate('/accounts')
  if (!account)
    return (
      <Step title={say.detail} onBack={back}>
        <p className="text">{account === null ? say.gone : words.common.loading}</p>
      </Step>
    )
  return (
    <Step
      title={say.detail}
      onBack={back}
      aside={<IconButton icon="edit" label={say.edit} onClick={() => setEditing(true)} />}
      foot={account.role === 'watch' ? undefined : <Move account={account} />}
    >
      <Who account={account} />
      <Money account={account} />
      <Ways account={account} />
      <Technical account={account} />
      {editing && <EditAccount account={account} onClose={() => setEditing(false)} />}
    </Step>
  )
}

function Who({ account }: { account: AccountView }) {
  const { accounts: say, common, home } = useWords()
  const [, navigate] = useLocation()
  const [code, setCode] = useState(false)
  const { address, name, note, role, watch, holds, savedAt } = account
  return (
    <div className="stack">
      <WhoAccount account={account} />
      {note && <p className="text">{note}</p>}
      <div className="cluster">
        <CopyAddress address={address} small />
        <Button icon="qr" small onClick={() => setCode(true)}>
          {home.qr}
        </Button>
      </div>
      {role === 'watch' && (
        <Banner box icon="eye">
          <strong>{say.watched}</strong> {say.watchedWhy[watch ?? 'address']}
        </Banner>
      )}
      {role === 'hotkey' && (
        <Banner box icon="key">
          {say.hotkeyText}
        </Banner>
      )}
      {holds !== null && savedAt === null && (
        <Banner
          box
          kind="caution"
          action={
            <Button small onClick={() => navigate(`/accounts/${account.id}/reveal`)}>
              {say.show[holds]}
            </Button>
          }
        >
          <strong>{say.unsavedTitle}</strong> {say.unsavedText[holds]}
        </Banner>
      )}
      {code && (
        <Dialog title={name} onClose={() => setCode(false)}>
          <QrCode text={address} label={home.qrLabel({ name })} />
          <FullAddress address={address} />
          <Button wide onClick={() => setCode(false)}>
            {common.close}
          </Button>
        </Dialog>
      )}
    </div>
  )
}

function Technical({ account: { type, path, holds, publicKey } }: { account: AccountView }) {
  const { accounts: say } = useWords()
  return (
    <div className="spaced">
      <More title={say.details} result={type ?? say.unknown}>
        <Facts
          rows={[
            { label: say.kind, value: type ?? say.unknown },
            { label: say.madeFrom, value: holds ? say.holdings[holds] : say.nothingHere },
            path !== null && { label: say.path, value: path ? <span className="mono">{path}</span> : say.none },
          ]}
        />
        <p className="note">{say.publicKey}</p>
        <p className="mono-block" translate="no">
          {publicKey}
        </p>
      </More>
    </div>
  )
}

/** What one can do with its money. An account that is only watched has none of it. */
function Move({ account }: { account: AccountView }) {
  const words = useWords()
  const [, navigate] = useLocation()
  const { settled } = useNetwork()
  const go = async (to: string) => {
    // The one that was worked with last is offered first; a hotkey never is.
    if (account.role === 'coldkey') await ask('chooseAccount', { id: account.id }).catch(() => undefined)
    navigate(`${to}/${account.id}`)
  }
  return (
    <Foot>
      <Button icon="receive" onClick={() => void go('/receive')}>
        {words.common.receive}
      </Button>
      {account.role === 'hotkey' ? (
        <Button icon="send" disabled={settled !== 'online'} onClick={() => void go('/send')}>
          {words.accounts.sendHotkey}
        </Button>
      ) : (
        <Button look="primary" icon="send" disabled={settled !== 'online'} onClick={() => void go('/send')}>
          {words.common.send}
        </Button>
      )}
    </Foot>
  )
}
