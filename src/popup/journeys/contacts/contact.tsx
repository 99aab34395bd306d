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
import { recipientChecks } from '../../recipient-checks'
import { checkIcons, useBook, useSayCheck } from '../../recipient-said'
import { useLookUp } from '../../told'
import { useWords } from '../../words'
import { NameField, NoteField } from '../accounts/edit-account'

/** One contact: a new one, or one to rename, note something of, or remove. */
export function Contact() {
  const { contacts: say } = useWords()
  const { id, address } = useParams<{ id?: string; address?: string }>()
  const [, navigate] = useLocation()
  const items = useView('contacts')?.items
  const back = () => navigate('/contacts')
  if (address !== undefined) {
    const send = () => navigate(`/send/to/${address}`)
    return <NewContact address={address} onBack={send} />
  }
  if (id === 'new') return <NewContact address="" onBack={back} />
  const contact = items?.find((each) => each.id === id)
  if (!contact)
    return (
      <Step title={say.one} onBack={back}>
        <p className="text">{say.gone}</p>
      </Step>
    )
  return <Known contact={contact} onBack={back} />
}

/** @param address that it begins with: where somebody was about to be paid, the way leads back there */
function NewContact({ address, onBack }: { address: string; onBack(): void }) {
  const { contacts: say, send } = useWords()
  const sayCheck = useSayCheck()
  const items = useView('contacts')?.items ?? []
  const [text, setText] = useState(address)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const { busy, error, run, forget } = useCommand()
  const read = readRecipient(text)
  const id = read && 'id' in read ? read.id : undefined
  const own = useAccountById(id)
  const known = items.find((each) => each.id === id)
  const book = useBook()
  const told = useLookUp(read && 'id' in read ? read.address : undefined)
  const whole = read && 'id' in read ? read.address : text
  const checks = recipientChecks({
    ...{ text, read, from: undefined, own: own ?? undefined, contact: undefined, book, told },
    ...{ amount: undefined, existentialDeposit: undefined, contactsOnly: false },
  })
  const twin = checks.find((each) => each.id === 'lookalike')
  const typo = checks.find((each) => each.id === 'typo')
  // Whom one does not know yet was never paid either: that is no news here.
  const others = checks.filter((each) => each.tone !== 'stop' && each.id !== 'first-time')
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
          error={known ? say.known({ name: known.name }) : typo && sayCheck(typo, read)}
          onText={(to) => {
            forget()
            setText(to)
          }}
        />
        {id !== undefined && !known && (
          <>
            <FullAddress address={whole} {...(twin?.facts.address ? { unlike: twin.facts.address } : {})} />
            <div role="status">
              <Checks items={others.map((check) => ({ icon: checkIcons[check.tone], text: sayCheck(check, read) }))} />
            </div>
          </>
        )}
        {twin?.facts.address && id !== undefined && !known && (
          <Banner kind="caution" box live>
            {say.twin({ name: twin.facts.name ?? '' })}
            <FullAddress address={twin.facts.address} unlike={whole} />
          </Banner>
        )}
        <NameField name={name} label={say.name} help={say.nameHelp} quiet onName={setName} />
        <NoteField note={note} onNote={setNote} />
      </form>
    </Step>
  )
}

function Known({ contact, onBack }: { contact: ContactView; onBack(): void }) {
  const { contacts: say, common } = useWords()
  const [, navigate] = useLocation()
  const sayCheck = useSayCheck()
  const read = readRecipient(contact.address)
  const told = useLookUp(contact.address)
  const checks = recipientChecks({
    ...{ text: contact.address, read, from: undefined, own: undefined, contact, book: [], told },
    ...{ amount: undefined, existentialDeposit: undefined, contactsOnly: false },
  }).filter(({ id }) => id !== 'contact' && id !== 'lookalike')
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
          <Button small icon="send" onClick={() => navigate(`/send/to/${contact.address}`)}>
            {common.send}
          </Button>
        </div>
        <div role="status">
          <Checks items={checks.map((check) => ({ icon: checkIcons[check.tone], text: sayCheck(check, read) }))} />
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
