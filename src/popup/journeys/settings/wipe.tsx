import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { Button, Checks, Foot, LevelBand, LevelMark, TextField, unwritten } from '../../../ui'
import { ask, useView } from '../../background'
import { useNow } from '../../clock'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { Step } from '../../frame'
import { isTyped } from '../../typed'
import { useFormats, useWords } from '../../words'

const WAIT_MS = 5_000

/** The same from the settings, where the wallet is open. */
export function WipeFromSettings() {
  const [, navigate] = useLocation()
  return <Wipe onBack={() => navigate('/settings')} />
}

/** The end of everything in this browser, behind a typed word and a wait. It needs no password: who forgot it must be able to begin anew. */
export function Wipe({ onBack }: { onBack(): void }) {
  const { settings: say, approve, common } = useWords()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const accounts = useView('accounts')
  const [word, setWord] = useState('')
  const [opened] = useState(Date.now)
  const { busy, error, run } = useCommand()
  const left = Math.max(0, opened + WAIT_MS - useNow(250))
  const right = isTyped(word, say.wipeWord)
  const ready = right && left === 0
  async function wipe(event: FormEvent) {
    event.preventDefault()
    if (ready && (await run(() => ask('wipe', { sure: 'everything' })))) navigate('/')
  }
  const { total = 0, unsaved = 0 } = accounts ?? {}
  return (
    <Step
      title={say.wipe}
      heading={false}
      onBack={onBack}
      band={<LevelBand title={say.wipeTitle}>{say.wipeBand}</LevelBand>}
      foot={
        <Foot>
          <p className="foot-note">
            <LevelMark level={4} word={approve.levels[4] ?? ''} />
            <span>{right ? (left > 0 ? approve.wait({ seconds: Math.ceil(left / 1_000) }) : '') : say.wipeTypeFirst}</span>
          </p>
          <Button look="primary" onClick={onBack}>
            {common.cancel}
          </Button>
          <Button type="submit" form="wipe" look="danger" busy={busy} disabled={!ready}>
            {say.wipeDo}
          </Button>
        </Foot>
      }
    >
      <form id="wipe" className="stack" onSubmit={(event) => void wipe(event)}>
        <Checks
          items={[
            { icon: 'close', text: say.wipeKeys({ count: total, text: formats.number(total) }) },
            ...(unsaved > 0
              ? [{ icon: 'l3' as const, text: <strong>{say.wipeUnsaved({ count: unsaved, text: formats.number(unsaved) })}</strong> }]
              : []),
            { icon: 'close', text: say.wipeRest },
            { icon: 'check', text: say.wipeChain },
            { icon: 'refresh', text: say.wipeBack },
            { icon: 'info', text: say.wipeDisk },
          ]}
        />
        <ErrorBanner error={error} />
        <TextField
          {...unwritten}
          label={
            <>
              {say.wipeType}{' '}
              <span className="mono" translate="no">
                {say.wipeWord}
              </span>
            </>
          }
          className="mono"
          value={word}
          maxLength={32}
          onChange={({ target }) => setWord(target.value)}
        />
      </form>
    </Step>
  )
}
