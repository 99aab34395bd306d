import { useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Button, Dialog, Field, TextField } from '../../../ui'
import { ask } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { useWords } from '../../words'

export const LONGEST_NAME = 64
export const LONGEST_NOTE = 280

/** Name and note, in the person's own words. */
export function EditAccount({ account, onClose }: { account: Pick<AccountView, 'id' | 'name' | 'note'>; onClose(): void }) {
  const { accounts: say, common } = useWords()
  const [name, setName] = useState(account.name)
  const [note, setNote] = useState(account.note)
  const { busy, error, run } = useCommand()
  const empty = name.trim() === ''
  return (
    <Dialog title={say.edit} onClose={onClose}>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault()
          if (!empty && (await run(() => ask('changeAccount', { id: account.id, name, note })))) onClose()
        }}
      >
        <NameField name={name} label={say.name} help={say.nameHelp} onName={setName} />
        <NoteField note={note} onNote={setNote} />
        <ErrorBanner error={error} />
        <div className="foot-pair">
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={empty}>
            {common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What an account or a contact is called. @param quiet nothing is said of an empty one: it was not reached yet */
export function NameField({
  name,
  label,
  help,
  quiet = false,
  onName,
}: {
  name: string
  label: string
  help?: string
  quiet?: boolean
  onName(name: string): void
}) {
  const { accounts: say } = useWords()
  return (
    <TextField
      label={label}
      help={help}
      error={quiet || name.trim() ? undefined : say.empty}
      value={name}
      maxLength={LONGEST_NAME}
      autoComplete="off"
      onChange={({ target }) => onName(target.value)}
    />
  )
}

/** The person's own words about an account or a contact. */
export function NoteField({ note, onNote }: { note: string; onNote(note: string): void }) {
  const { accounts: say } = useWords()
  return (
    <Field label={say.note} help={say.noteHelp}>
      {(ids) => (
        <textarea
          {...ids}
          rows={2}
          autoComplete="off"
          maxLength={LONGEST_NOTE}
          value={note}
          onChange={({ target }) => onNote(target.value)}
        />
      )}
    </Field>
  )
}
