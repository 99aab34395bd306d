import { type FormEvent, useState } from 'react'
import { Banner, Button, Checks, Foot, FullAddress } from '../../../ui'
import { useAccountById } from '../../accounts'
import { AddressField } from '../../address-field'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { Step } from '../../frame'
import { usePayGuard } from '../../pay-guard'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { checkIcons, useBook, useSayCheck } from '../../recipient-said'
import { useLookUp } from '../../told'
import { useWords } from '../../words'
import { NameField, NoteField } from '../accounts/edit-account'

/** Keeps somebody by a name. @param address that it begins with, as it was given where somebody is about to be paid; the way leads back there */
export function NewContact({ address, onBack }: { address: string; onBack(): void }) {
  const { contacts: say, send } = useWords()
  const sayCheck = useSayCheck()
  const items = useView('contacts')?.items ?? []
  const [text, setText] = useState(address)
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const adding = useCommand()
  const { busy, run, forget } = adding
  const read = readRecipient(text)
  const id = read && 'id' in read ? read.id : undefined
  const own = useAccountById(id)
  const known = items.find((each) => each.id === id)
  const book = useBook([{ text, read }])
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
  const fresh = id !== undefined && !known
  const guard = usePayGuard(adding, fresh)
  const ready = fresh && name.trim() !== '' && !guard.missing
  async function add(event: FormEvent) {
    event.preventDefault()
    if (!ready) return
    if (await run(() => ask('saveContact', { id, name, note, ...(twin ? { alike: true } : {}), ...guard.given }))) return onBack()
    guard.clear()
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
        {fresh && (
          <>
            <FullAddress address={whole} {...(twin?.facts.address ? { unlike: twin.facts.address } : {})} />
            <div role="status">
              <Checks items={others.map((check) => ({ icon: checkIcons[check.tone], text: sayCheck(check, read) }))} />
            </div>
          </>
        )}
        {twin?.facts.address && fresh && (
          <Banner kind="caution" box live>
            {say.twin({ name: twin.facts.name ?? '' })}
            <FullAddress address={twin.facts.address} unlike={whole} />
          </Banner>
        )}
        <NameField name={name} label={say.name} help={say.nameHelp} quiet onName={setName} />
        <NoteField note={note} onNote={setNote} />
        {guard.field}
      </form>
    </Step>
  )
}
