import { type ReactNode, useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Button, Checks, Dialog, FullAddress, Segments } from '../../../ui'
import { AccountButtons } from '../../account-field'
import { useNameOf } from '../../accounts'
import { AddressField } from '../../address-field'
import { useView } from '../../background'
import { ContactList } from '../../contact-list'
import type { ReadAddress } from '../../recipient'
import { useWords } from '../../words'

const AT_HAND = 3

/** The recipient, as text, a contact or one of the own accounts, with what is known of it. */
export function RecipientField({
  from,
  text,
  read,
  self,
  onText,
}: {
  from: AccountView
  text: string
  read: ReadAddress
  self: boolean
  onText(text: string): void
}) {
  const { send: say } = useWords()
  const accounts = useView('accounts')
  const contacts = useView('contacts')?.items ?? []
  const [choosing, setChoosing] = useState(false)
  const id = read && 'id' in read ? read.id : undefined
  const contact = contacts.find((each) => each.id === id)
  const name = useNameOf(id)
  const others = (accounts?.first ?? []).filter((each) => each.id !== from.id)
  const atHand = [...contacts.slice(0, AT_HAND), ...others].slice(0, AT_HAND + 1)
  const many = contacts.length + (accounts?.total ?? 0) - 1 > atHand.length
  return (
    <div className="stack stack-8">
      <AddressField
        label={say.recipient}
        text={text}
        read={read}
        help={self ? say.self : name !== undefined || text ? undefined : say.recipientHelp}
        onText={onText}
      />
      {id !== undefined && (
        <Checks
          items={[
            {
              icon: 'check' as const,
              text:
                name === undefined ? (
                  say.checksum
                ) : (
                  <>
                    <strong>{name}</strong>, {contact?.name === name ? say.oneOfContacts : say.oneOfYours}
                  </>
                ),
            },
          ]}
        />
      )}
      {id !== undefined && <FullAddress address={text.trim()} />}
      {!text && atHand.length > 0 && (
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
