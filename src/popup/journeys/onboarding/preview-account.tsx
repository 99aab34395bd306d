import { Banner, Button, Facts, Foot, Heading, TextField } from '../../../ui'
import { WhoAccount } from '../../account'
import { Step, type StepHead } from '../../frame'
import { useSayError, useWords } from '../../words'
import type { PhraseSecret, Preview } from './secret'

const LONGEST_NAME = 64

/** The address that a phrase gives, before anything is kept. */
export function PreviewAccount({
  secret,
  preview,
  name,
  busy,
  error,
  action,
  head,
  onName,
  onBack,
  onKeep,
}: {
  secret: PhraseSecret
  preview: Preview
  name: string
  busy: boolean
  error: unknown
  action: string
  head: StepHead
  onName(name: string): void
  onBack(): void
  onKeep(): void
}) {
  const words = useWords()
  const { onboarding } = words
  const sayError = useSayError()
  const known = preview.duplicateOf
  const empty = name.trim() === ''
  return (
    <Step
      {...head}
      foot={
        <Foot>
          <Button onClick={onBack}>{onboarding.change}</Button>
          <Button type="submit" form="preview" look="primary" busy={busy} disabled={known !== null || empty}>
            {action}
          </Button>
        </Foot>
      }
    >
      <form
        id="preview"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (known === null && !empty && !busy) onKeep()
        }}
      >
        <Heading>{onboarding.previewTitle}</Heading>
        {known !== null && (
          <Banner kind="caution" box live>
            {onboarding.duplicate({ name: known })}
          </Banner>
        )}
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        <WhoAccount account={{ ...preview, name: known ?? name }} />
        <p className="text">{onboarding.previewText}</p>
        <Facts
          rows={[
            { label: onboarding.pathShort, value: secret.path ? <span className="mono">{secret.path}</span> : words.accounts.none },
            { label: onboarding.withPassphrase, value: secret.passphrase ? onboarding.yes : onboarding.no },
            { label: onboarding.kind, value: secret.type },
          ]}
        />
        {known === null && (
          <TextField
            label={onboarding.accountName}
            value={name}
            maxLength={LONGEST_NAME}
            autoComplete="off"
            error={empty ? words.accounts.empty : undefined}
            onChange={({ target }) => onName(target.value)}
          />
        )}
      </form>
    </Step>
  )
}
