import { useEffect, useState } from 'react'
import { useParams } from 'wouter'
import type { AccountView } from '../messaging'
import { ask, openInTab, Step, useCommand, useSayError, useView, useWords } from '../popup'
import { Banner, Button, Foot, Heading, PasswordField, ShortAddress, Tile } from '../ui'
import { KluisError } from '../units'
import { fromWire } from './hand'
import type { ExportItem } from './jobs'
import { useNewPassword } from './new-password'
import { fileName, SaveButton, type Written } from './save'
import { work } from './work'

type Kind = 'polkadot' | 'coldkey' | 'pub'
const MOST = 200

/** Keys into files that other wallets read, each opened again before it is offered. */
export function Export() {
  const words = useWords()
  const { takeout } = words
  const sayError = useSayError()
  const { id } = useParams<{ id?: string }>()
  const accounts = useExportable(id)
  const total = useView('accounts')?.total ?? 0
  const [picked, setPicked] = useState<readonly string[]>(id ? [id] : [])
  const [kind, setKind] = useState<Kind>('polkadot')
  const [compatible, setCompatible] = useState(false)
  const [own, setOwn] = useState('')
  const fresh = useNewPassword(takeout.newPassword, words.onboarding.passwordHelp)
  const [file, setFile] = useState<Written>()
  const [saved, setSaved] = useState(false)
  const { busy, error, run, forget } = useCommand()
  const list = accounts?.filter((each) => picked.includes(each.id)) ?? []
  const [only] = list
  const single = list.length === 1 ? only : undefined
  const btcli = kind !== 'polkadot'
  const unknown = btcli && single?.type === 'ecdsa'
  const needsPassword = kind !== 'pub'
  const ready = list.length > 0 && (!btcli || (single && !unknown)) && (!needsPassword || (own && fresh.password))

  const write = () =>
    void run(async () => {
      if (kind === 'pub') {
        if (!single?.type) throw new KluisError('not-exportable')
        const { id: accountId, publicKey, address, type } = single
        setFile({ name: 'coldkeypub.txt', bytes: await work('coldkeyPub', { accountId, publicKey, address, type }).done })
        return
      }
      const password = fresh.password
      if (!password) return
      const revealed = await ask('revealSecrets', { password: own, ids: list.map((each) => each.id) })
      setOwn('')
      const items = revealed.map(({ account, secret }): ExportItem => {
        if (!account.type) throw new KluisError('not-exportable')
        const { id: accountId, publicKey, address, type, name } = account
        return { secret: fromWire(secret), name, publicPart: { accountId, publicKey, address, type } }
      })
      const [first] = items
      if (!first) throw new KluisError('not-exportable')
      const bytes =
        kind === 'coldkey'
          ? await work('coldkey', { secret: first.secret, password }).done
          : await work('polkadot', { items, password, compatible, at: Date.now() }).done
      fresh.forget()
      const name = kind === 'coldkey' ? 'coldkey' : items.length > 1 ? 'kluis-accounts.json' : `${fileName(first.name)}.json`
      setFile({ name, bytes })
    })
  const missing = !list.length
    ? takeout.needsAccount
    : !needsPassword || ready
      ? undefined
      : !fresh.password
        ? takeout.needsPassword
        : takeout.needsOwn
  const pick = (account: string, on: boolean) => {
    const next = on ? [...picked, account] : picked.filter((each) => each !== account)
    forget()
    setPicked(next)
    // A btcli file holds one account.
    if (next.length > 1) setKind('polkadot')
  }
  const handed = () => {
    setSaved(true)
    if (kind !== 'pub') void ask('accountsSaved', { ids: list.map((each) => each.id) }).catch(() => undefined) // Said again by the next.
  }
  if (file)
    return (
      <Step
        network={false}
        title={takeout.exportBar}
        heading={false}
        foot={
          <Foot one>
            <Button onClick={() => void openInTab('/')}>{words.bring.openWallet}</Button>
          </Foot>
        }
      >
        <div className="stack">
          <Heading>{takeout.ready}</Heading>
          <p className="text">{kind === 'pub' ? takeout.readyPubText : takeout.readyText}</p>
          <SaveButton file={file} onSaved={handed} />
          <p className="text" role="status">
            {saved ? takeout.saved : ''}
          </p>
          {btcli && <p className="note">{takeout.putBoth}</p>}
        </div>
      </Step>
    )
  if (accounts && !accounts.length)
    return (
      <Step
        network={false}
        title={takeout.exportBar}
        heading={false}
        foot={
          <Foot one>
            <Button look="primary" onClick={() => void openInTab('/')}>
              {words.bring.openWallet}
            </Button>
          </Foot>
        }
      >
        <div className="stack">
          <Heading>{takeout.exportTitle}</Heading>
          <p className="text">{takeout.none}</p>
        </div>
      </Step>
    )
  return (
    <Step
      network={false}
      title={takeout.exportBar}
      heading={false}
      foot={
        <Foot one>
          {(busy || (missing !== undefined && !unknown)) && (
            <p className="foot-note" role="status">
              {busy ? takeout.writing : missing}
            </p>
          )}
          <Button type="submit" form="export" look="primary" busy={busy} disabled={!ready}>
            {takeout.write}
          </Button>
        </Foot>
      }
    >
      <form
        id="export"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) write()
        }}
      >
        <Heading>{takeout.exportTitle}</Heading>
        <p className="text">{kind === 'pub' ? takeout.exportPubText : takeout.exportText}</p>
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        <fieldset>
          <legend className="label">{takeout.which}</legend>
          <ul className="rows scrolls">
            {accounts?.map((account) => (
              <li key={account.id}>
                <label className="row row--pick">
                  <input
                    className="tick"
                    type="checkbox"
                    aria-label={account.name}
                    checked={picked.includes(account.id)}
                    onChange={({ target }) => pick(account.id, target.checked)}
                  />
                  <Tile publicKey={account.publicKey} />
                  <span className="row-main">
                    <span className="row-name">
                      <span className="clip">{account.name}</span>
                    </span>
                    <span className="row-sub">
                      <ShortAddress address={account.address} />
                    </span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
          {accounts && accounts.length < Math.min(total, MOST) && <p className="note">{takeout.watchNothing}</p>}
        </fieldset>
        <fieldset className="stack stack-8">
          <legend className="label">{takeout.format}</legend>
          {(['polkadot', 'coldkey', 'pub'] as const).map((each) => (
            <label key={each} className="option option--lead">
              <input
                className="tick"
                type="radio"
                name="kind"
                checked={kind === each}
                disabled={each !== 'polkadot' && list.length > 1}
                {...(list.length > 1 ? { 'aria-describedby': 'one-only' } : {})}
                onChange={() => {
                  forget()
                  setKind(each)
                }}
              />
              <span>{takeout.formats[each]}</span>
            </label>
          ))}
          {list.length > 1 && (
            <p className="note" id="one-only">
              {takeout.oneOnly}
            </p>
          )}
        </fieldset>
        {unknown && (
          <Banner kind="caution" box>
            {takeout.ecdsa}
          </Banner>
        )}
        {kind === 'coldkey' && !unknown && (
          <Banner box icon="clock">
            {takeout.slow}
          </Banner>
        )}
        {kind === 'polkadot' && (
          <label className="option option--lead">
            <input className="tick" type="checkbox" checked={compatible} onChange={({ target }) => setCompatible(target.checked)} />
            <span>
              {takeout.compatible}
              <span className="note block">{takeout.compatibleHelp}</span>
            </span>
          </label>
        )}
        {needsPassword && (
          <>
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
          </>
        )}
      </form>
    </Step>
  )
}

/** The accounts that have a key here, the wanted one first; asked again when the list changes. */
function useExportable(wanted: string | undefined): AccountView[] | undefined {
  const revision = useView('accounts')?.revision
  const [list, setList] = useState<AccountView[]>()
  useEffect(() => {
    let current = revision !== undefined
    const first = wanted === undefined ? Promise.resolve([]) : ask('accountsOf', { ids: [wanted] })
    Promise.all([first, ask('accountsPage', { from: 0, count: MOST, query: '', only: 'signing' })]).then(
      ([one, { items }]) => current && setList([...one.filter(({ holds }) => holds), ...items.filter((each) => each.id !== wanted)]),
      () => undefined, // It is asked again at the next change.
    )
    return () => {
      current = false
    }
  }, [revision, wanted])
  return list
}
