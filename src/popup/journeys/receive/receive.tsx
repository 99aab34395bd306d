import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { Checks, Foot, QrCode } from '../../../ui'
import { CopyAddress, useChosen, WhoAccount } from '../../account'
import { AccountField } from '../../account-field'
import { useAccountById } from '../../accounts'
import { useView } from '../../background'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { SaveQr } from './save-qr'

/** An address to be paid at: whole, as a QR code, and to copy. */
export function Receive() {
  const words = useWords()
  const { home } = words
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const total = useView('accounts')?.total ?? 0
  const chosen = useChosen()
  const [picked, setPicked] = useState<string>()
  const account = useAccountById(picked ?? id ?? chosen?.id)
  const back = () => navigate(id ? `/accounts/${id}` : '/')
  if (!account)
    return (
      <Step title={home.receiveTitle} onBack={back}>
        <p className="text">{account === null ? words.accounts.gone : words.common.loading}</p>
      </Step>
    )
  return (
    <Step
      title={home.receiveTitle}
      onBack={back}
      aside={<NetworkMark />}
      foot={
        <Foot>
          <SaveQr key={`qr ${account.id}`} account={account} />
          <CopyAddress key={account.id} address={account.address} primary lasting />
        </Foot>
      }
    >
      <div className="stack">
        {total > 1 && <AccountField label={words.common.account} value={account} only="all" onPick={(to) => setPicked(to.id)} />}
        <WhoAccount account={account} />
        <QrCode text={account.address} label={home.qrLabel({ name: account.name })} />
        {account.role === 'hotkey' && <Checks items={[{ icon: 'l2', text: words.send.checks.ownHotkey }]} />}
        <p className="text">{account.role === 'watch' ? home.receiveWatched : home.receiveText}</p>
      </div>
    </Step>
  )
}
