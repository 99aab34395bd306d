import { useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../messaging'
import { ask, Step, useCommand, useNewPassword, useSayError, useSecret, useView, useWords } from '../popup'
import { Button, Foot, Heading } from '../ui'
import { fromHex, KluisError } from '../units'
import { OwnPassword } from './own-password'
import { FileReady, SaveFile, type Written } from './save'
import { isStopped, useWork } from './use-work'
import { work } from './work'

/** The whole wallet into one file with a password of its own, opened again before it is offered. */
export function Backup() {
  const words = useWords()
  const { takeout } = words
  const sayError = useSayError()
  const [, navigate] = useLocation()
  const total = useView('accounts')?.total ?? 0
  const [own, setOwn] = useSecret('')
  const [file, setFile] = useState<Written>()
  const [inside, setInside] = useState<AccountView[]>([])
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  const { busy, error, run, forget } = useCommand()
  const { begin, follow, stop } = useWork()
  const fresh = useNewPassword(forget, takeout.backupPassword, busy)
  const write = () =>
    void run(async () => {
      const password = fresh.password
      if (!password) return
      begin()
      setProgress({ done: 0, of: 0 })
      const at = Date.now()
      const { records, accounts, contacts, sites, blocked, settings } = await ask('exportWallet', { password: own })
      setOwn('')
      const opened = records.map(({ recordId, kindCode, payload }) => ({ recordId, kindCode, payload: fromHex(payload) }))
      const contents = {
        accounts: accounts.map(({ id, name, note, publicKey, type, role, watch, hidden, recordId, path }) => ({
          ...{ id, name, note, publicKey, type, role, watch, hidden, recordId, path },
        })),
        contacts,
        sites,
        settings,
        blocked,
      }
      try {
        const bytes = await follow(work('backup', { records: opened, contents, password, at }, setProgress))
        setInside(accounts.filter(({ holds }) => holds))
        setFile({ name: `kluis-${new Date(at).toISOString().slice(0, 10)}.kluis`, bytes })
        fresh.clear()
      } finally {
        for (const { payload } of opened) payload.fill(0)
      }
    })
  const missing = !fresh.password ? takeout.needsPassword : !own ? takeout.needsOwn : undefined
  /** A wallet that does not come back whole from its file is told by name: nothing was handed out. */
  const sayWhy = (thrown: unknown) => {
    if (isStopped(thrown)) return takeout.stopped
    if (!(thrown instanceof KluisError) || thrown.code !== 'backup-damaged') return sayError(thrown)
    const more = thrown.facts.more && words.bring.more({ count: Number(thrown.facts.more) })
    return takeout.backupNotWhole({ names: [thrown.facts.names ?? '', more].filter(Boolean).join(' ') })
  }
  if (file)
    return (
      <FileReady title={takeout.backupBar} text={takeout.readyText}>
        <SaveFile
          file={file}
          accounts={inside}
          next={(first) => (
            <>
              <p className="text">{takeout.backupDone}</p>
              <Button {...(first ? { look: 'primary' as const } : {})} wide onClick={() => navigate('/drill')}>
                {takeout.testNow}
              </Button>
            </>
          )}
        />
      </FileReady>
    )
  return (
    <Step
      network={false}
      title={takeout.backupBar}
      heading={false}
      foot={
        <Foot one={!busy}>
          {(busy || missing) && (
            <p className="foot-note" role="status">
              {!busy ? missing : progress.of ? takeout.proving(progress) : takeout.writing}
            </p>
          )}
          {busy && <Button onClick={stop}>{words.common.cancel}</Button>}
          <Button type="submit" form="backup" look="primary" busy={busy} disabled={!own || !fresh.password}>
            {takeout.backupWrite}
          </Button>
        </Foot>
      }
    >
      <form
        id="backup"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (own && fresh.password) write()
        }}
      >
        <Heading>{takeout.backupTitle}</Heading>
        <p className="text">{takeout.backupText({ accounts: total })}</p>
        <p className="note">{takeout.backupPasswordHelp}</p>
        {fresh.fields}
        <OwnPassword
          value={own}
          busy={busy}
          error={error}
          say={sayWhy}
          onChange={(text) => {
            forget()
            setOwn(text)
          }}
        />
      </form>
    </Step>
  )
}
