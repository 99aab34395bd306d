import { type RefObject, type SyntheticEvent, useState } from 'react'
import type { KeyType } from '../messaging'
import { useSayError, useWords } from '../popup'
import { Field, Icon, IconButton, PasswordField, TextField, unwritten } from '../ui'
import { KluisError, normalisePhrase, wordsFrom } from '../units'
import { pastedInto } from './pasted'

/** What is typed, and what goes with it. `type`: '' where the person does not say. */
export type Typed = { text: string; path: string; passphrase: string; type: KeyType | '' }
export const nothingTyped: Typed = { text: '', path: '', passphrase: '', type: '' }

const keyTypes: readonly KeyType[] = ['sr25519', 'ed25519', 'ecdsa']
/** Which of the fields a failure is about. */
function fieldOf(error: unknown): 'path' | 'passphrase' | 'type' | 'text' {
  if (!(error instanceof KluisError)) return 'text'
  if (error.code === 'suri-path' || error.code === 'soft-junction-unsupported') return 'path'
  const { because } = error.facts
  if (because === 'type') return because
  return because?.startsWith('path') ? 'path' : because?.startsWith('passphrase') ? 'passphrase' : 'text'
}
/** Whether what is typed is words so far: several, and no hex or address. */
export const isWords = (text: string): boolean => /^[a-z]+(\s+[a-z]+)+$/.test(normalisePhrase(text))

/**
 * Words, a seed, a key, an address or the text of a code. What is typed stays in a password field, which browsers never write to the
 * disk; words are laid out below it to be read again.
 */
export function PhraseForm({
  field,
  typed,
  error,
  busy,
  onChange,
  onLook,
}: {
  field: RefObject<HTMLInputElement | null>
  typed: Typed
  error: unknown
  /** Something is being read: what was typed now would be lost with this form. */
  busy: boolean
  onChange(typed: Typed): void
  onLook(): void
}) {
  const { bring } = useWords()
  const sayError = useSayError()
  const [shown, setShown] = useState(false)
  const [more, setMore] = useState(Boolean(typed.path || typed.passphrase || typed.type))
  const words = isWords(typed.text)
  const list = words ? normalisePhrase(typed.text).split(' ') : []
  /** A word that is still being typed is wrong only when no word begins like it. */
  const isListed = (word: string, at: number) => {
    const [first] = wordsFrom(word, 1)
    return first === word || (first !== undefined && at === list.length - 1 && !/\s$/.test(typed.text))
  }
  const set = (change: Partial<Typed>) => busy || onChange({ ...typed, ...change })
  const take = (event: SyntheticEvent<HTMLInputElement>, data: DataTransfer) => {
    const text = data.getData('text')
    if (!/[\r\n\t]/.test(text)) return
    event.preventDefault()
    set({ text: pastedInto(event.currentTarget, text) })
  }
  const said = (of: ReturnType<typeof fieldOf>) => {
    if (error === undefined || fieldOf(error) !== of) return undefined
    // What is covered in the field is not read out below it.
    const covered = !shown && error instanceof KluisError && error.code === 'mnemonic-word'
    return sayError(covered ? new KluisError('mnemonic-word', { position: error.facts.position ?? '' }) : error)
  }
  return (
    <form
      id="typed"
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.text.trim() && !busy) onLook()
      }}
    >
      <Field label={bring.secret} help={list.length ? bring.wordCount({ count: list.length }) : bring.secretHelp} error={said('text')}>
        {(ids) => (
          <>
            <input
              {...unwritten}
              {...ids}
              ref={field}
              type="password"
              value={typed.text}
              readOnly={busy}
              onPaste={(event) => take(event, event.clipboardData)}
              onDrop={(event) => take(event, event.dataTransfer)}
              onChange={({ target }) => set({ text: target.value })}
            />
            <IconButton
              icon={shown ? 'eyeoff' : 'eye'}
              label={shown ? bring.hideSecret : bring.showSecret}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            />
          </>
        )}
      </Field>
      {typed.text && shown && (
        <div>
          {list.length > 0 && (
            <ol className="words" translate="no" aria-label={bring.wordsSoFar}>
              {list.map((word, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice; its place is its identity
                <li key={at} className={isListed(word, at) ? undefined : 'wrong'}>
                  <span>
                    {word}
                    {!isListed(word, at) && <span className="vh">, {bring.notListed}</span>}
                  </span>
                </li>
              ))}
            </ol>
          )}
          {!list.length && (
            <p className="quote" translate="no">
              {typed.text}
            </p>
          )}
        </div>
      )}
      <div>
        <details className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
          <summary>
            <Icon name="go" size={16} />
            {bring.advanced}
          </summary>
          <div className="in stack">
            <TextField
              {...unwritten}
              label={bring.path}
              help={bring.pathHelp}
              error={said('path')}
              className="mono"
              value={typed.path}
              readOnly={busy}
              onChange={({ target }) => set({ path: target.value.trim() })}
            />
            <PasswordField
              label={bring.passphrase}
              help={bring.passphraseHelp}
              error={said('passphrase')}
              showLabel={bring.showPassphrase}
              hideLabel={bring.hidePassphrase}
              value={typed.passphrase}
              readOnly={busy}
              onChange={({ target }) => set({ passphrase: target.value })}
            />
            <Field label={bring.keyType} help={bring.keyTypeHelp} error={said('type')}>
              {(ids) => (
                <select {...ids} value={typed.type} onChange={({ target }) => set({ type: target.value as Typed['type'] })}>
                  <option value="">{bring.anyKeyType}</option>
                  {keyTypes.map((type) => (
                    <option key={type}>{type}</option>
                  ))}
                </select>
              )}
            </Field>
          </div>
        </details>
      </div>
    </form>
  )
}
