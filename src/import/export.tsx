import { useState } from 'react'
import { useParams } from 'wouter'
import { secretOfText, wipe } from '../keyfiles'
import type { AccountView } from '../messaging'
import {
  AccountWindow,
  ask,
  openInTab,
  Step,
  useAccountById,
  useCommand,
  useNewPassword,
  useSayError,
  useSearch,
  useSecret,
  useView,
  useWords,
} from '../popup'
import { Banner, Button, Foot, Heading } from '../ui'
import { fileName, KluisError } from '../units'
import type { ExportItem } from './jobs'
import { OwnPassword } from './own-password'
import { PickAccount } from './pick-account'
import { FileReady, SaveFile, type Written } from './save'
import { namesOf } from './shown'
import { isStopped, useWork } from './use-work'
import { work } from './work'

type Kind = 'polkadot' | 'coldkey' | 'pub'
/** More than these a file of several accounts does not hold. */
const MOST = 500

/** Keys into files that other wallets read, each opened again before it is offered. */
export function Export() {
  const words = useWords()
  const { takeout } = words
  const sayError = useSayError()
  const { id } = useParams<{ id?: string }>()
  const wanted = useAccountById(id)
  const search = useSearch('signing')
  const { settled, total: all } = search.list
  const total = useView('accounts')?.total ?? 0
  const [picked, setPicked] = useState<ReadonlyMap<string, AccountView>>(() => new Map())
  const [begun, setBegun] = useState(false)
  const [kind, setKind] = useState<Kind>('polkadot')
  const [compatible, setCompatible] = useState(false)
  const [own, setOwn] = useSecret('')
  const [file, setFile] = useState<Written>()
  const { busy, error, run, forget } = useCommand()
  const { begin, follow, stop } = useWork()
  const fresh = useNewPassword(forget, takeout.newPassword, busy)
  // The account that the person came from is ticked once it is known.
  if (wanted && !begun) {
    setBegun(true)
    if (wanted.holds) setPicked(new Map([[wanted.id, wanted]]))
  }
  const list = [...picked.values()]
  const names = list.map(({ name }) => name)
  const [only] = list
  const single = list.length === 1 ? only : undefined
  const btcli = kind !== 'polkadot'
  const unknown = btcli && single?.type === 'ecdsa'
  const needsPassword = kind !== 'pub'
  const tooMany = list.length > MOST
  const ready = list.length > 0 && !tooMany && (!btcli || (single && !unknown)) && (!needsPassword || (own && fresh.password))

  const write = () =>
    void run(async () => {
      begin()
      if (kind === 'pub') {
        if (!single?.type) throw new KluisError('not-exportable')
        const { id: accountId, publicKey, address, type } = single
        setFile({ name: 'coldkeypub.txt', bytes: await follow(work('coldkeyPub', { accountId, publicKey, address, type })) })
        return
      }
      const password = fresh.password
      if (!password) return
      const revealed = await ask('revealSecrets', { password: own, ids: list.map((each) => each.id) })
      setOwn('')
      const items = revealed.map(({ account, secret }): ExportItem => ({ secret: secretOfText(secret), name: account.name }))
      const [first] = items
      if (!first) throw new KluisError('not-exportable')
      try {
        const bytes = await follow(
          kind === 'coldkey'
            ? work('coldkey', { secret: first.secret, password })
            : work('polkadot', { items, password, compatible, at: Date.now() }),
        )
        const name = kind === 'coldkey' ? 'coldkey' : items.length > 1 ? 'kluis-accounts.json' : `${fileName(first.name)}.json`
        setFile({ name, bytes })
        fresh.clear()
      } finally {
        for (const { secret } of items) wipe(secret)
      }
    })
  const missing = tooMany
    ? takeout.tooMany({ most: MOST })
    : !list.length
      ? takeout.needsAccount
      : !needsPassword || ready
        ? undefined
        : !fresh.password
          ? takeout.needsPassword
          : takeout.needsOwn
  const pick = (account: AccountView, on: boolean) => {
    const next = new Map(picked)
    if (on) next.set(account.id, account)
    else next.delete(account.id)
    forget()
    setPicked(next)
    // A btcli file holds one account.
    if (next.size > 1) setKind('polkadot')
  }
  if (file)
    return (
      <FileReady title={takeout.exportBar} text={kind === 'pub' ? takeout.readyPubText : takeout.readyText}>
        <SaveFile file={file} accounts={kind === 'pub' ? [] : list} />
        {btcli && <p className="note">{takeout.putIn[kind]}</p>}
      </FileReady>
    )
  if (settled && all === 0 && !search.query && !list.length)
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
        <Foot one={!busy}>
          {(busy || (missing !== undefined && !unknown)) && (
            <p className="foot-note" role="status">
              {busy ? takeout.writing : missing}
            </p>
          )}
          {busy && <Button onClick={stop}>{words.common.cancel}</Button>}
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
        <fieldset>
          <legend className="label">{takeout.which}</legend>
          <AccountWindow search={search} boxed shown={wanted?.holds ? wanted.id : undefined}>
            {(account) => <PickAccount account={account} picked={picked.has(account.id)} onPick={(on) => pick(account, on)} />}
          </AccountWindow>
          {list.length > 0 && (
            <p className="note below-rule" role="status">
              {takeout.chosen({ names: namesOf(names, words.bring.more) })}
            </p>
          )}
          {settled && !search.query && all < total && <p className="note">{takeout.watchNothing}</p>}
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
        {needsPassword && fresh.fields}
        <OwnPassword
          asked={needsPassword}
          value={own}
          busy={busy}
          error={error}
          say={(thrown) => (isStopped(thrown) ? takeout.stopped : sayError(thrown))}
          onChange={(text) => {
            forget()
            setOwn(text)
          }}
        />
      </form>
    </Step>
  )
}
