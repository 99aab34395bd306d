import { type ReactNode, useState } from 'react'
import { Button, Dialog, Segments } from '../../../ui'
import { AccountButtons } from '../../account-field'
import { AddressField } from '../../address-field'
import { useView } from '../../background'
import { ContactList } from '../../contact-list'
import type { ReadAddress } from '../../recipient'
import type { RecipientCheck } from '../../recipient-checks'
import { RecipientSaid, useStopOf } from '../../recipient-said'
import { useWords } from '../../words'

const AT_HAND = 3

/** The recipient, as text, a contact, one of the own accounts or a code, with what is known of it. @param from account id of the sender */
export function RecipientField({
  from,
  text,
  read,
  checks,
  onText,
  onContact,
  onScan,
}: {
  from: string
  text: string
  read: ReadAddress
  checks: readonly RecipientCheck[]
  onText(text: string): void
  /** Makes a contact of whom nobody knows yet. */
  onContact(): void
  /** Reads a code, where that can be done. */
  onScan?(): void
}) {
  const { send: say } = useWords()
  const accounts = useView('accounts')
  const contacts = useView('contacts')?.items ?? []
  const [choosing, setChoosing] = useState(false)
  const stop = useStopOf(checks, read)
  const others = (accounts?.first ?? []).filter((each) => each.id !== from)
  const atHand = [...contacts.slice(0, AT_HAND), ...others].slice(0, AT_HAND + 1)
  const many = contacts.length + (accounts?.total ?? 0) - 1 > atHand.length
  const stranger = checks.some(({ id }) => id === 'checksum') && !checks.some(({ id }) => id === 'lookalike')
  return (
    <div className="stack stack-8">
      <AddressField
        label={say.recipient}
        text={text}
        read={read}
        help={text ? undefined : say.recipientHelp}
        error={stop}
        onText={onText}
      />
      <RecipientSaid
        text={text}
        read={read}
        checks={checks}
        onText={onText}
        actions={
          stranger && (
            <Button small icon="plus" onClick={onContact}>
              {say.addContact}
            </Button>
          )
        }
      />
      {!text && (
        <div className="cluster">
          {atHand.map((each) => (
            <Button key={each.id} small onClick={() => onText(each.address)}>
              <span className="clip">{each.name}</span>
            </Button>
          ))}
          {many && (
            <Button small look="quiet" icon="search" aria-haspopup="dialog" onClick={() => setChoosing(true)}>
              {say.choose}
            </Button>
          )}
          {onScan && (
            <Button small look="quiet" icon="qr" onClick={onScan}>
              {say.scan}
            </Button>
          )}
        </div>
      )}
      {choosing && (
        <ChooseRecipient
          onClose={() => setChoosing(false)}
          onPick={(address) => {
            setChoosing(false)
            onText(address)
          }}
        />
      )}
    </div>
  )
}

type Kind = 'contacts' | 'accounts'

/** All contacts and all own accounts, to look for. */
function ChooseRecipient({ onPick, onClose }: { onPick(address: string): void; onClose(): void }) {
  const { send: say, common, contacts: words } = useWords()
  const some = (useView('contacts')?.items.length ?? 0) > 0
  const [kind, setKind] = useState<Kind>(some ? 'contacts' : 'accounts')
  const row = (address: string, line: ReactNode) => (
    <button type="button" className="row" onClick={() => onPick(address)}>
      {line}
    </button>
  )
  return (
    <Dialog title={say.recipient} onClose={onClose}>
      <Segments<Kind>
        label={say.recipient}
        name="recipient"
        value={kind}
        options={[
          { value: 'contacts', label: words.title },
          { value: 'accounts', label: common.accounts },
        ]}
        onChange={setKind}
      />
      {kind === 'accounts' ? (
        <AccountButtons only="all" onPick={({ address }) => onPick(address)} />
      ) : some ? (
        <div>
          <ContactList boxed>{(contact, line) => row(contact.address, line)}</ContactList>
        </div>
      ) : (
        <p className="text">{words.emptyText}</p>
      )}
      <Button wide onClick={onClose}>
        {common.cancel}
      </Button>
    </Dialog>
  )
}
