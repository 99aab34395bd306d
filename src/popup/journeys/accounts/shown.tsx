import { useEffect, useState } from 'react'
import type { AccountView, SecretInput } from '../../../messaging'
import { Banner, Button, Facts, Foot, Heading } from '../../../ui'
import { ask } from '../../background'
import { useCommand } from '../../command'
import { useCover } from '../../cover'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { isFleeting, openInTab, writesOnlyAtAPress } from '../../place'
import { useUnwatched } from '../../secret'
import { useSecretCopy } from '../../secret-copy'
import { useWords } from '../../words'
import { besides, hexOf, lineOf } from './line'

/** What every account is unless it says otherwise. */
const USUAL = 'sr25519'

/** A secret, covered until it is asked for, and again after a minute or when nobody may be looking. */
export function Shown({ account, secret, onBack }: { account: AccountView; secret: SecretInput; onBack(): void }) {
  const { accounts: say, onboarding } = useWords()
  const { left, uncover, cover } = useCover()
  // Seen or copied: the person can have it somewhere else now.
  const [taken, setTaken] = useState(false)
  const { busy, error, run } = useCommand()
  const shown = left > 0
  useUnwatched(cover)
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
          <Button look="primary" busy={busy} disabled={!taken} onClick={() => void done()}>
            {say.wroteDown}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>{say.shownTitle[kind]({ name: account.name })}</Heading>
        <p className="text">{say.shownText[kind]}</p>
        <ErrorBanner error={error} />
        {shown ? (
          <Open secret={secret} />
        ) : (
          <div className="words--hidden">
            <div className="stack stack-8 centre">
              <p className="note">{onboarding.hiddenText}</p>
              <Button
                icon="eye"
                onClick={() => {
                  uncover()
                  setTaken(true)
                }}
              >
                {say.uncover}
              </Button>
            </div>
          </div>
        )}
        {shown && (
          <div className="between">
            <Button look="quiet" small icon="eyeoff" onClick={cover}>
              {onboarding.hide}
            </Button>
            <span className="note" role="timer">
              {say.hiddenIn({ seconds: left })}
            </span>
          </div>
        )}
        <CopySecret id={account.id} secret={secret} onCopied={() => setTaken(true)} />
      </div>
    </Step>
  )
}

/** The secret itself, with everything that belongs to it: without path and passphrase the words give another account. */
function Open({ secret }: { secret: SecretInput }) {
  const { accounts: say, onboarding } = useWords()
  const mono = (text: string) => <span className="mono">{text}</span>
  const belongs = [
    secret.kind === 'phrase' && secret.passphrase !== '' && { label: onboarding.passphrase, value: mono(secret.passphrase) },
    secret.path !== '' && { label: say.path, value: mono(secret.path) },
    secret.type !== USUAL && { label: say.kind, value: secret.type },
  ].filter((row) => row !== false)
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
        {belongs.length > 0 && <Facts rows={belongs} />}
        {belongs.length > 0 && <p className="note">{say.belongs({ count: belongs.length })}</p>}
      </div>
    </div>
  )
}

/** Copying is offered only after the risk was said, and only where this page stays to empty the clipboard again. */
function CopySecret({ id, ...of }: { id: string; secret: SecretInput; onCopied(): void }) {
  const { accounts: say } = useWords()
  const [fleeting, setFleeting] = useState<boolean>()
  useEffect(() => {
    void isFleeting().then(setFleeting)
  }, [])
  if (fleeting === undefined) return null
  if (!fleeting) return <CopyHere {...of} />
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

function CopyHere({ secret, onCopied }: { secret: SecretInput; onCopied(): void }) {
  const { accounts: say, common } = useWords()
  const [asked, setAsked] = useState(false)
  const { copied, copy, empty } = useSecretCopy()
  const held = copied === 'there' || copied === 'overdue'
  const atAPress = writesOnlyAtAPress()
  const more = besides(secret)
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
        {more && <p>{say.copyWith[more]}</p>}
        {secret.type !== USUAL && <p>{say.copyType({ type: secret.type })}</p>}
        <div className="cluster">
          <Button small onClick={() => setAsked(false)}>
            {common.cancel}
          </Button>
          <Button
            small
            onClick={() => {
              void copy(lineOf(secret)).then((done) => done && onCopied())
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
