import { useEffect, useState } from 'react'
import type { AccountView, SecretInput } from '../../../messaging'
import { Banner, Button, Facts, Foot, Heading } from '../../../ui'
import { ask } from '../../background'
import { useNow } from '../../clock'
import { useCommand } from '../../command'
import { Step } from '../../frame'
import { isFleeting, openInTab, writesOnlyAtAPress } from '../../place'
import { useUnwatched } from '../../secret'
import { useSecretCopy } from '../../secret-copy'
import { useSayError, useWords } from '../../words'

const SHOWN_MS = 60_000

const hexOf = (secret: SecretInput) => (secret.kind === 'seed' ? secret.seed : secret.kind === 'key' ? secret.key : '')

/** A secret, covered until it is asked for, and again after a minute or when nobody may be looking. */
export function Shown({ account, secret, onBack }: { account: AccountView; secret: SecretInput; onBack(): void }) {
  const { accounts: say, onboarding } = useWords()
  const sayError = useSayError()
  const [until, setUntil] = useState<number>()
  const [seen, setSeen] = useState(false)
  const { busy, error, run } = useCommand()
  const now = useNow(500)
  const left = until === undefined ? 0 : Math.ceil(Math.min(SHOWN_MS, until - now) / 1_000)
  const shown = until !== undefined && left > 0
  useEffect(() => {
    if (until !== undefined && left <= 0) setUntil(undefined)
  }, [until, left])
  useUnwatched(() => setUntil(undefined))
  const { kind } = secret
  const done = async () => {
    if (await run(() => ask('accountsSaved', { ids: [account.id] }))) onBack()
  }
  return (
    <Step
      title={say.show[kind]}
      heading={false}
      onBack={onBack}
      foot={
        <Foot one>
          <Button look="primary" busy={busy} disabled={!seen} onClick={() => void done()}>
            {say.wroteDown}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{say.shownTitle[kind]({ name: account.name })}</Heading>
        <p className="text">{say.shownText[kind]}</p>
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        {shown ? (
          <Open secret={secret} />
        ) : (
          <div className="words--hidden">
            <div className="stack stack-8 centre">
              <p className="note">{onboarding.hiddenText}</p>
              <Button
                icon="eye"
                onClick={() => {
                  setUntil(Date.now() + SHOWN_MS)
                  setSeen(true)
                }}
              >
                {say.show[kind]}
              </Button>
            </div>
          </div>
        )}
        {shown && (
          <div className="between">
            <Button look="quiet" small icon="eyeoff" onClick={() => setUntil(undefined)}>
              {onboarding.hide}
            </Button>
            <span className="note" role="timer">
              {say.hiddenIn({ seconds: left })}
            </span>
          </div>
        )}
        <CopySecret id={account.id} text={kind === 'phrase' ? secret.phrase : hexOf(secret)} />
      </div>
    </Step>
  )
}

/** The secret itself, with everything that belongs to it: without path and passphrase the words give another account. */
function Open({ secret }: { secret: SecretInput }) {
  const { accounts: say, onboarding } = useWords()
  const path = secret.path && <span className="mono">{secret.path}</span>
  const passphrase = secret.kind === 'phrase' && secret.passphrase
  return (
    <div translate="no">
      <div className="stack stack-8">
        {secret.kind === 'phrase' ? (
          <ol className="words" aria-label={onboarding.words}>
            {secret.phrase.split(' ').map((word, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice; its place is its identity
              <li key={at}>{word}</li>
            ))}
          </ol>
        ) : (
          <p className="quote">
            {(
              hexOf(secret)
                .slice(2)
                .match(/.{1,8}/g) ?? []
            ).join(' ')}
          </p>
        )}
        {(path || passphrase) && (
          <Facts
            rows={[
              passphrase ? { label: onboarding.passphrase, value: <span className="mono">{passphrase}</span> } : null,
              path ? { label: say.path, value: path } : null,
            ]}
          />
        )}
        {(path || passphrase) && <p className="note">{say.belongs}</p>}
      </div>
    </div>
  )
}

/** Copying is offered only after the risk was said, and only where this page stays to empty the clipboard again. */
function CopySecret({ id, text }: { id: string; text: string }) {
  const { accounts: say } = useWords()
  const [fleeting, setFleeting] = useState<boolean>()
  useEffect(() => {
    void isFleeting().then(setFleeting)
  }, [])
  if (fleeting === undefined) return null
  if (!fleeting) return <CopyHere text={text} />
  return (
    <div>
      <div className="stack stack-8">
        <Button small icon="wide" onClick={() => void openInTab(`/accounts/${id}/reveal`)}>
          {say.copyInTab}
        </Button>
        <p className="note">{say.copyInTabText}</p>
      </div>
    </div>
  )
}

function CopyHere({ text }: { text: string }) {
  const { accounts: say, common } = useWords()
  const [asked, setAsked] = useState(false)
  const { copied, copy, empty } = useSecretCopy()
  const held = copied === 'there' || copied === 'overdue'
  const atAPress = writesOnlyAtAPress()
  const said = {
    no: '',
    there: atAPress ? say.copied.thereAtAPress : say.copied.there,
    overdue: say.copied.overdue,
    failed: say.copied.failed,
    emptied: say.copied.emptied,
  }[copied]
  if (!asked)
    return (
      <div>
        <div className="stack stack-8">
          <Button small icon={held ? 'close' : 'copy'} onClick={held ? empty : () => setAsked(true)}>
            {held ? say.emptyNow : say.copySecret}
          </Button>
          <p role="status" className={said ? 'note' : 'vh'}>
            {said}
          </p>
        </div>
      </div>
    )
  return (
    <Banner box kind="caution">
      <div className="stack stack-8">
        <p>{say.copyRisk}</p>
        <div className="cluster">
          <Button small onClick={() => setAsked(false)}>
            {common.cancel}
          </Button>
          <Button
            small
            onClick={() => {
              copy(text)
              setAsked(false)
            }}
          >
            {say.copyAnyway}
          </Button>
        </div>
      </div>
    </Banner>
  )
}
