import { useState } from 'react'
import { useLocation } from 'wouter'
import { ask, openInTab, Step, useCommand, useSayError, useView, useWords } from '../popup'
import { Banner, Button, Foot, Heading, PasswordField } from '../ui'
import { fromHex } from '../units'
import { useNewPassword } from './new-password'
import { SaveButton, type Written } from './save'
import { work } from './work'

/** The whole wallet into one file with a password of its own, opened again before it is offered. */
export function Backup() {
  const words = useWords()
  const { takeout } = words
  const sayError = useSayError()
  const [, navigate] = useLocation()
  const total = useView('accounts')?.total ?? 0
  const [own, setOwn] = useState('')
  const fresh = useNewPassword(takeout.backupPassword, takeout.backupPasswordHelp)
  const [file, setFile] = useState<Written>()
  const [ids, setIds] = useState<string[]>([])
  const [saved, setSaved] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const write = () =>
    void run(async () => {
      const password = fresh.password
      if (!password) return
      const at = Date.now()
      const { records, accounts, contacts, sites } = await ask('exportWallet', { password: own })
      setOwn('')
      const opened = records.map(({ recordId, kindCode, payload }) => ({ recordId, kindCode, payload: fromHex(payload) }))
      const contents = {
        accounts: accounts.map(({ id, name, note, publicKey, type, role, watch, hidden, recordId, path }) => ({
          ...{ id, name, note, publicKey, type, role, watch, hidden, recordId, path },
        })),
        contacts,
        sites,
      }
      try {
        const bytes = await work('backup', { records: opened, contents, password, at }).done
        setIds(accounts.map(({ id }) => id))
        setFile({ name: `kluis-${new Date(at).toISOString().slice(0, 10)}.kluis`, bytes })
        fresh.forget()
      } finally {
        for (const { payload } of opened) payload.fill(0)
      }
    })
  const missing = !fresh.password ? takeout.needsPassword : !own ? takeout.needsOwn : undefined
  const handed = () => {
    setSaved(true)
    if (ids.length) void ask('accountsSaved', { ids }).catch(() => undefined) // Said again by the next backup.
  }
  if (file)
    return (
      <Step
        network={false}
        title={takeout.backupBar}
        heading={false}
        foot={
          <Foot one>
            <Button onClick={() => void openInTab('/')}>{words.bring.openWallet}</Button>
          </Foot>
        }
      >
        <div className="stack">
          <Heading>{takeout.ready}</Heading>
          <p className="text">{takeout.readyText}</p>
          <SaveButton file={file} saved={saved} onSaved={handed} />
          <p className="text" role="status">
            {saved ? takeout.saved : ''}
          </p>
          {saved && (
            <>
              <p className="text">{takeout.backupDone}</p>
              <Button look="primary" wide onClick={() => navigate('/drill')}>
                {takeout.testNow}
              </Button>
            </>
          )}
        </div>
      </Step>
    )
  return (
    <Step
      network={false}
      title={takeout.backupBar}
      heading={false}
      foot={
        <Foot one>
          {(busy || missing) && (
            <p className="foot-note" role="status">
              {busy ? takeout.writing : missing}
            </p>
          )}
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
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        {fresh.fields}
        <PasswordField
          label={takeout.ownPassword}
          help={takeout.ownPasswordHelp}
          showLabel={words.common.showPassword}
          hideLabel={words.common.hidePassword}
          autoComplete="current-password"
          value={own}
          onChange={({ target }) => {
            forget()
            setOwn(target.value)
          }}
        />
      </form>
    </Step>
  )
}
