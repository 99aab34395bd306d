import { useLocation } from 'wouter'
import { Actions, Banner, Button, Heading, Icon, useAmountText } from '../../../ui'
import { AccountRow, CopyAddress, freeOf, GoRow, MaybeAmount, WhoAccount } from '../../account'
import { useView } from '../../background'
import { Frame, useNetwork } from '../../frame'
import { useFormats, useWords } from '../../words'

const SHOWN = 20

/** What there is: the balance of all accounts, what can be done with it, and the accounts. */
export function Home() {
  const words = useWords()
  const { home } = words
  const [, navigate] = useLocation()
  const accounts = useView('accounts')
  const balances = useView('balances')
  const network = useView('network')
  const formats = useFormats()
  const amountText = useAmountText({ coverable: true })
  const { settled } = useNetwork()
  const list = accounts?.first ?? []
  // A long list comes in pages, its balances all at once.
  const ids = accounts && accounts.total > list.length ? Object.keys(balances?.byAccount ?? {}) : list.map(({ id }) => id)
  const free = ids.map((id) => freeOf(balances, id))
  const known = ids.length > 0 && free.every((each) => each !== undefined)
  const total = known ? free.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n) : undefined
  const reserved = ids.reduce((sum, id) => sum + BigInt(balances?.byAccount[id]?.reserved ?? 0), 0n)
  const only = list.length === 1 ? list[0] : undefined
  const old = known && settled !== 'online' && settled !== 'starting'
  const shown = list.slice(0, SHOWN)
  const hidden = (accounts?.total ?? 0) - shown.length
  return (
    <Frame label={home.title}>
      <section className={old ? 'stack stack-12 is-stale' : 'stack stack-12'} aria-labelledby="total">
        <div className="between">
          <Heading className="note" id="total" title={home.title}>
            {home.total({ count: accounts?.total ?? 0 })}
          </Heading>
          {balances?.at && balances.block !== null && (
            <span className="note">
              {old ? home.at({ time: formats.clock(balances.at) }) : home.block({ block: formats.number(balances.block) })}
            </span>
          )}
        </div>
        <p>
          <MaybeAmount rao={total} look="hero" />
        </p>
        {reserved > 0n && <p className="note">{home.reserved({ amount: amountText(reserved) })}</p>}
        <Actions>
          <button type="button" disabled={settled !== 'online' || !total} onClick={() => navigate('/send')}>
            <Icon name="send" />
            {words.common.send}
          </button>
          <button type="button" onClick={() => navigate('/receive')}>
            <Icon name="receive" />
            {words.common.receive}
          </button>
        </Actions>
      </section>
      <Waiting />
      {only ? (
        <div className="stack spaced">
          {total === 0n && (
            <p className="lead">
              <strong>{home.emptyTitle}</strong> {home.emptyText}
            </p>
          )}
          <WhoAccount account={only} />
          <div className="cluster">
            <CopyAddress address={only.address} primary={total === 0n} small={total !== 0n} />
            <Button icon="qr" small={total !== 0n} onClick={() => navigate('/receive')}>
              {home.qr}
            </Button>
          </div>
        </div>
      ) : (
        <div className="section">
          <h2>{home.accounts}</h2>
          <span className="note">{home.freeColumn}</span>
        </div>
      )}
      <ul className={old ? 'rows is-stale' : 'rows'}>
        {!only &&
          shown.map((account) => (
            <li key={account.id}>
              <AccountRow account={account} />
            </li>
          ))}
        <li>
          {hidden > 0 || list.length > 1 ? (
            <GoRow to="/accounts" icon="people" name={hidden > 0 ? home.more({ count: hidden }) : home.manage} />
          ) : (
            <GoRow to="/import" icon="plus" name={home.add} />
          )}
        </li>
      </ul>
      {network && network.id !== 'finney' && <p className="note spaced">{home.testNetwork}</p>}
      {only && <p className="note spaced">{home.nobody}</p>}
    </Frame>
  )
}

/** Requests that wait while the person looks at something else. */
function Waiting() {
  const { shell } = useWords()
  const [, navigate] = useLocation()
  const count = (useView('requests')?.items ?? []).filter(({ origin }) => origin !== null).length
  if (!count) return null
  return (
    <div className="spaced">
      <Banner
        box
        live
        icon="bell"
        action={
          <Button small onClick={() => navigate('/approve')}>
            {shell.answer}
          </Button>
        }
      >
        {shell.requests({ count })}
      </Banner>
    </div>
  )
}
