import { type FormEvent, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { ContactView } from '../../../messaging'
import { Banner, Button, Checks, Dialog, Foot, FullAddress, Who } from '../../../ui'
import { CopyAddress } from '../../account'
import { useAccountById } from '../../accounts'
import { AddressField } from '../../address-field'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { readRecipient } from '../../recipient'
import { useWords } from '../../words'
import { NameField, NoteField } from '../accounts/edit-account'

/** One contact: a new one, or one to rename, note something of, or remove. */
export function Contact() {
  const { contacts: say } = useWords()
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const items = useView('contacts')?.items
  const back = () => navigate('/contacts')
  if (id === 'new') return <NewContact onBack={back} />
  const contact = items?.find((each) => each.id === id)
  if (!contact)
    return (
      <Step title={say.one} onBack={back}>
        <p className="text">{say.gone}</p>
      </Step>
    )
  return <Known contact={contact} onBack={back} />
}

function NewContact({ onBack }: { onBack(): void }) {
  const { contacts: say, send } = useWords()
  const items = useView('contacts')?.items ?? []
  const accounts = useView('accounts')?.first ?? []
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const { busy, error, run, forget } = useCommand()
  const read = readRecipient(text)
  const id = read && 'id' in read ? read.id : undefined
  const own = useAccountById(id)
  const known = items.find((each) => each.id === id)
  // The whole key is compared by the eye; the ends alone are what a forger imitates.
  const twin = [...items, ...accounts].find((each) => each.id !== id && text.length > 12 && endsOf(each.address) === endsOf(text))
  const ready = id !== undefined && !known && name.trim() !== ''
  async function add(event: FormEvent) {
    event.preventDefault()
    if (ready && (await run(() => ask('saveContact', { id, name, note })))) onBack()
  }
  return (
    <Step
      title={say.add}
      onBack={onBack}
      foot={
        <Foot one>
          <Button type="submit" form="contact" look="primary" busy={busy} disabled={!ready}>
            {say.add}
          </Button>
        </Foot>
      }
    >
      <form id="contact" className="stack" onSubmit={(event) => void add(event)}>
        <ErrorBanner error={error} />
        <AddressField
          label={say.address}
          text={text}
          read={read}
          help={text ? undefined : send.recipientHelp}
          error={known && say.known({ name: known.name })}
          onText={(to) => {
            forget()
            setText(to)
          }}
        />
        {id !== undefined && !known && (
          <>
            <Checks items={[{ icon: 'check', text: own ? say.own({ name: own.name }) : send.checksum }]} />
            <FullAddress address={text} {...(twin ? { unlike: twin.address } : {})} />
          </>
        )}
        {twin && id !== undefined && (
          <Banner kind="caution" box live>
            {say.twin({ name: twin.name })}
            <FullAddress address={twin.address} unlike={text} />
          </Banner>
        )}
        <NameField name={name} label={say.name} help={say.nameHelp} quiet onName={setName} />
        <NoteField note={note} onNote={setNote} />
      </form>
    </Step>
  )
}
const endsOf = (address: string) => `${address.slice(0, 5)} ${address.slice(-4)}`

function Known({ contact, onBack }: { contact: ContactView; onBack(): void }) {
  const { contacts: say, common } = useWords()
  const [name, setName] = useState(contact.name)
  const [note, setNote] = useState(contact.note)
  const [removing, setRemoving] = useState(false)
  const { busy, error, run } = useCommand()
  const empty = name.trim() === ''
  const changed = name !== contact.name || note !== contact.note
  async function save(event: FormEvent) {
    event.preventDefault()
    if (!empty && (await run(() => ask('saveContact', { id: contact.id, name, note })))) onBack()
  }
  return (
    <Step
      title={say.one}
      onBack={onBack}
      foot={
        <Foot>
          <Button onClick={() => setRemoving(true)} aria-haspopup="dialog">
            {say.remove}
          </Button>
          <Button type="submit" form="contact" look="primary" busy={busy} disabled={empty || !changed}>
            {common.save}
          </Button>
        </Foot>
      }
    >
      <form id="contact" className="stack" onSubmit={(event) => void save(event)}>
        <Who publicKey={contact.id} address={contact.address} name={contact.name} />
        <div className="cluster">
          <CopyAddress address={contact.address} small />
        </div>
        <ErrorBanner error={error} />
        <NameField name={name} label={say.name} help={say.nameHelp} onName={setName} />
        <NoteField note={note} onNote={setNote} />
      </form>
      {removing && (
        <Dialog title={say.removeTitle({ name: contact.name })} onClose={() => setRemoving(false)}>
          <p className="text">{say.removeText}</p>
          <div className="foot-pair">
            <Button onClick={() => setRemoving(false)}>{common.cancel}</Button>
            <Button
              look="primary"
              busy={busy}
              onClick={() => void run(() => ask('removeContact', { id: contact.id })).then((ok) => (ok ? onBack() : setRemoving(false)))}
            >
              {say.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </Step>
  )
}
