import { type FormEvent, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { ContactView } from '../../../messaging'
import { Button, Checks, Dialog, Foot, Who } from '../../../ui'
import { CopyAddress } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { checkIcons, useSayCheck } from '../../recipient-said'
import { sendRoute } from '../../send-route'
import { useLookUp } from '../../told'
import { useWords } from '../../words'
import { NameField, NoteField } from '../accounts/edit-account'
import { NewContact } from './new-contact'

/** One contact: a new one, or one to rename, note something of, or remove. */
export function Contact() {
  const { contacts: say } = useWords()
  const { id } = useParams<{ id?: string }>()
  const [, navigate] = useLocation()
  const items = useView('contacts')?.items
  const back = () => navigate('/contacts')
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
          <Button small icon="send" onClick={() => navigate(sendRoute(undefined, { to: contact.address }))}>
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
