import { useState } from 'react'
import { useLocation } from 'wouter'
import { Field, Foot, QrCode, Tile } from '../../../ui'
import { CopyAddress, useChosen, WhoAccount } from '../../account'
import { useView } from '../../background'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'

/** An address to be paid at: whole, as a QR code, and to copy. */
export function Receive() {
  const words = useWords()
  const { home } = words
  const [, navigate] = useLocation()
  const list = useView('accounts')?.first ?? []
  const chosen = useChosen()
  const [picked, setPicked] = useState<string>()
  const account = list.find(({ id }) => id === picked) ?? chosen
  if (!account) return null
  return (
    <Step
      title={home.receiveTitle}
      onBack={() => navigate('/')}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          <CopyAddress address={account.address} primary />
        </Foot>
      }
    >
      <div className="stack">
        {list.length > 1 && (
          <Field label={words.common.account}>
            {(ids) => (
              <>
                <Tile publicKey={account.publicKey} size={24} />
                <select {...ids} value={account.id} onChange={({ target }) => setPicked(target.value)}>
                  {list.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </select>
              </>
            )}
          </Field>
        )}
        <WhoAccount account={account} />
        <QrCode text={account.address} label={home.qrLabel({ name: account.name })} />
        <p className="text">{home.receiveText}</p>
      </div>
    </Step>
  )
}
