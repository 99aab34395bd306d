import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import {
  ask,
  ErrorBanner,
  everyAccount,
  openInTab,
  Step,
  useCommand,
  useFormats,
  useSayError,
  useSecret,
  useView,
  useWords,
} from '../popup'
import { Banner, Button, Checks, Foot, Heading, PasswordField } from '../ui'
import { type ErrorCode, KluisError } from '../units'
import { useDrops } from './drops'
import { readBackupFile } from './intake'
import type { Drilled } from './jobs'
import { NameList } from './name-list'
import { lacking as lackingIn } from './restore'
import { isStopped, useWork } from './use-work'
import { work } from './work'

type Chosen = { name: string; bytes: Uint8Array; createdAt: number; accounts: number }
/** What says nothing about the file. */
const ofTheDevice: ReadonlySet<ErrorCode> = new Set(['too-little-memory', 'work-stopped', 'file-unreadable'])
type Verdict = Drilled & { missing: string[] }

/** Proves that a backup opens and that every key in it comes back, without showing, keeping or changing anything. */
export function Drill() {
  const words = useWords()
  const { takeout } = words
  const sayError = useSayError()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const empty = useView('session')?.status === 'empty'
  const input = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<Chosen>()
  const [password, setPassword] = useSecret('')
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  const [verdict, setVerdict] = useState<Verdict>()
  const choosing = useCommand()
  const testing = useCommand()
  const { begin, follow, stop } = useWork()
  const choose = (file: File) =>
    void choosing.run(async () => {
      begin()
      const bytes = await readBackupFile(file)
      setChosen({ name: file.name, bytes, ...(await follow(work('peek', bytes))) })
    })
  useDrops(({ files }) => {
    const file = files[0]
    if (file && !verdict && !testing.busy) choose(file)
  })
  const test = () =>
    void testing.run(async () => {
      if (!chosen) return
      begin()
      setProgress({ done: 0, of: 0 })
      const drilled = await follow(work('drill', { bytes: chosen.bytes, password }, setProgress))
      setPassword('')
      const here = empty ? [] : await everyAccount(ask)
      // The person has shown that they have what brings these back.
      const inside = new Set(drilled.signing)
      const ids = here.flatMap(({ id, holds }) => (holds && inside.has(id) ? [id] : []))
      if (ids.length) void ask('accountsSaved', { ids }).catch(() => undefined) // Said again by the next test.
      setVerdict({ ...drilled, missing: lackingIn(drilled, here) })
    })
  const sayWhy = (error: unknown) => (error instanceof KluisError && ofTheDevice.has(error.code) ? sayError(error) : takeout.noBackup)
  const again = () => {
    setVerdict(undefined)
    setChosen(undefined)
    choosing.forget()
    testing.forget()
  }
  /** Whether the wallet that is here would not come back whole. */
  const lacking = !empty && verdict !== undefined && verdict.wrong.length + verdict.missing.length > 0
  const foot = verdict ? (
    <Foot one={empty}>
      <Button onClick={again}>{takeout.drillAgain}</Button>
      {!empty && (
        <Button look="primary" onClick={lacking ? () => navigate('/backup') : () => void openInTab('/')}>
          {lacking ? words.bring.backupNow : words.bring.openWallet}
        </Button>
      )}
    </Foot>
  ) : (
    chosen && (
      <Foot>
        {testing.busy && (
          <p className="foot-note" role="status">
            {progress.of ? takeout.drilling(progress) : words.bring.opening}
          </p>
        )}
        <Button onClick={testing.busy ? stop : again}>{words.common.cancel}</Button>
        <Button type="submit" form="drill" look="primary" busy={testing.busy} disabled={!password}>
          {takeout.drillOpen}
        </Button>
      </Foot>
    )
  )
  return (
    <Step network={false} title={takeout.backupBar} heading={false} foot={foot}>
      <form
        id="drill"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (password) test()
        }}
      >
        <Heading key={verdict ? 'verdict' : chosen ? 'chosen' : 'choose'}>
          {!verdict ? takeout.drillTitle : verdict.wrong.length ? takeout.drillBadTitle : takeout.drillGood}
        </Heading>
        {!verdict && <p className="text">{takeout.drillText}</p>}
        {!chosen && (
          <Button look="primary" wide icon="file" busy={choosing.busy} onClick={() => input.current?.click()}>
            {takeout.drillChoose}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          className="vh"
          tabIndex={-1}
          aria-label={takeout.drillChoose}
          onChange={({ target }) => {
            const file = target.files?.[0]
            if (file) choose(file)
            target.value = ''
          }}
        />
        <ErrorBanner error={choosing.error} kind="caution" say={sayWhy} />
        {chosen && !verdict && (
          <>
            <div className="lines">
              <p className="strong">{chosen.name}</p>
              <p className="note">
                {takeout.drillFile({
                  when: formats.date(chosen.createdAt),
                  accounts: chosen.accounts,
                })}
              </p>
            </div>
            <PasswordField
              label={takeout.backupPassword}
              showLabel={words.common.showPassword}
              hideLabel={words.common.hidePassword}
              value={password}
              readOnly={testing.busy}
              error={testing.error === undefined ? undefined : isStopped(testing.error) ? takeout.stopped : sayError(testing.error)}
              onChange={({ target }) => {
                testing.forget()
                setPassword(target.value)
              }}
            />
          </>
        )}
        {verdict && (
          <div className="stack">
            {verdict.wrong.length > 0 && (
              <Banner kind="danger" box>
                {takeout.drillBad}
                <NameList names={verdict.wrong.map(({ name }) => name)} />
                {takeout.drillBadNext}
              </Banner>
            )}
            <Checks
              items={[
                { icon: 'check', text: takeout.drillGoodText({ keys: verdict.signing.length, watched: verdict.watching.length }) },
                ...(empty || verdict.missing.length || verdict.wrong.length ? [] : [{ icon: 'check' as const, text: takeout.drillAll }]),
              ]}
            />
            {verdict.missing.length > 0 && (
              <Banner kind="caution" box>
                {takeout.drillMissing({ count: verdict.missing.length })}
                <NameList names={verdict.missing} />
                {takeout.drillMissingNext}
              </Banner>
            )}
            {!lacking && <p className="note">{takeout.drillKeep}</p>}
          </div>
        )}
      </form>
    </Step>
  )
}
