import { type ClipboardEvent, useState } from 'react'
import type { KeyType } from '../../../messaging'
import { Button, Field, Foot, Heading, Icon, PasswordField, TextField, unwritten } from '../../../ui'
import { KluisError, normalisePhrase, wordsFrom } from '../../../units'
import { Step, type StepHead } from '../../frame'
import { useSayError, useWords } from '../../words'
import type { PhraseSecret } from './secret'

const keyTypes: readonly KeyType[] = ['sr25519', 'ed25519', 'ecdsa']
const ofPath = (error: unknown) => error instanceof KluisError && (error.code === 'suri-path' || error.code === 'soft-junction-unsupported')

/**
 * The phrase and what goes with it. What is typed stays in a password field, which browsers never write to the disk;
 * to be read again the words are laid out beside it.
 */
export function PhraseForm({
  secret,
  busy,
  error,
  head,
  onChange,
  onLook,
}: {
  secret: PhraseSecret
  busy: boolean
  error: unknown
  head: StepHead
  onChange(secret: PhraseSecret): void
  onLook(): void
}) {
  const { onboarding } = useWords()
  const sayError = useSayError()
  const [shown, setShown] = useState(false)
  const [more, setMore] = useState(Boolean(secret.path || secret.passphrase) || secret.type !== 'sr25519')
  const phrase = normalisePhrase(secret.phrase)
  const list = phrase ? phrase.split(' ') : []
  const set = (change: Partial<PhraseSecret>) => onChange({ ...secret, ...change })
  /** A field of one line drops line breaks, and would glue the words of a copied list together. */
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text')
    if (!/[\r\n\t]/.test(text)) return
    event.preventDefault()
    const { selectionStart, selectionEnd, value } = event.currentTarget
    const from = selectionStart ?? value.length
    set({ phrase: `${value.slice(0, from)}${text.replace(/\s+/g, ' ')}${value.slice(selectionEnd ?? from)}` })
  }
  const said = error === undefined ? undefined : sayError(error)
  return (
    <Step
      {...head}
      foot={
        <Foot one>
          <Button type="submit" form="phrase" look="primary" busy={busy} disabled={list.length === 0}>
            {onboarding.look}
          </Button>
        </Foot>
      }
    >
      <form
        id="phrase"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (list.length > 0) onLook()
        }}
      >
        <Heading>{onboarding.have}</Heading>
        <Field
          label={onboarding.phrase}
          help={list.length ? onboarding.wordCount({ count: list.length }) : onboarding.phraseHelp}
          error={ofPath(error) ? undefined : said}
        >
          {(ids) => (
            <input
              {...unwritten}
              {...ids}
              type="password"
              value={secret.phrase}
              onPaste={paste}
              onChange={({ target }) => set({ phrase: target.value })}
            />
          )}
        </Field>
        {list.length > 0 && (
          <div className="stack stack-8">
            <Button look="quiet" small icon={shown ? 'eyeoff' : 'eye'} aria-pressed={shown} onClick={() => setShown(!shown)}>
              {shown ? onboarding.hidePhrase : onboarding.showPhrase}
            </Button>
            {shown && (
              <ol className="words" translate="no" aria-label={onboarding.phraseWords}>
                {list.map((word, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice; its place is its identity
                  <li key={at} className={wordsFrom(word, 1)[0] === word ? undefined : 'wrong'}>
                    {word}
                  </li>
                ))}
              </ol>
            )}
          </div>
        )}
        <details className="more" open={more} onToggle={({ currentTarget }) => setMore(currentTarget.open)}>
          <summary>
            <Icon name="go" size={16} />
            {onboarding.advanced}
          </summary>
          <div className="in stack">
            <TextField
              {...unwritten}
              label={onboarding.path}
              help={onboarding.pathHelp}
              error={ofPath(error) ? said : undefined}
              className="mono"
              value={secret.path}
              onChange={({ target }) => set({ path: target.value.trim() })}
            />
            <PasswordField
              label={onboarding.passphrase}
              help={onboarding.passphraseHelp}
              showLabel={onboarding.showPassphrase}
              hideLabel={onboarding.hidePassphrase}
              value={secret.passphrase}
              onChange={({ target }) => set({ passphrase: target.value })}
            />
            <Field label={onboarding.keyType} help={onboarding.keyTypeHelp}>
              {(ids) => (
                <select {...ids} value={secret.type} onChange={({ target }) => set({ type: target.value as KeyType })}>
                  {keyTypes.map((type) => (
                    <option key={type}>{type}</option>
                  ))}
                </select>
              )}
            </Field>
          </div>
        </details>
      </form>
    </Step>
  )
}
