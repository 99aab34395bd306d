import { useLocation } from 'wouter'
import { Actions, Banner, Button, Heading, Icon, Section, useAmountText } from '../../../ui'
import { AccountRow, CopyAddress, GoRow, WhoAccount } from '../../account'
import { BackUp } from '../../back-up'
import { useView } from '../../background'
import { Frame, useNetwork, useOld } from '../../frame'
import { useWordsAhead } from '../../later'
import { PositionRow } from '../../position'
import { siteName, siteRoute } from '../../site'
import { useFirstWords, useFormats } from '../../words'
import { Total } from './total'

const SHOWN = 20

/** What there is: the balance of all accounts that count, what can be done with it, the accounts, and where the stakes are. */
export function Home() {
  const words = useFirstWords()
  const { home } = words
  const [, navigate] = useLocation()
  const accounts = useView('accounts')
  const balances = useView('balances')
  const money = useView('portfolio')?.money
  const network = useView('network')
  const formats = useFormats()
  const amountText = useAmountText({ coverable: true })
  const { settled } = useNetwork()
  useWordsAhead(accounts !== undefined)
  const list = accounts?.first ?? []
  // Of a long list the balances come with its pages: only those of its beginning are counted, and that is said.
  const part = accounts !== undefined && accounts.total > list.length
  const known = money !== undefined && money !== null && (part ? money.known > 0 : money.known === money.of)
  const only = accounts?.total === 1 ? list[0] : undefined
  const old = useOld() && known
  const chosen = useView('portfolio')?.chosen ?? {}
  if (accounts?.total === 0) return <Nobody />
  const shown = list.slice(0, SHOWN)
  const hidden = (accounts?.total ?? 0) - shown.length
  const own = list.filter(({ role }) => role !== 'watch')
  const watched = money?.watched ?? (own.length === 0 && list.length > 0 && !part)
  const free = own.some(({ id }) => BigInt(balances?.byAccount[id]?.free ?? 0) > 0n)
  const total = known ? BigInt(money.total) : undefined
  const staking = shown.some(({ id }) => (balances?.byAccount[id]?.positions ?? 0) > 0)
  return (
    <Frame label={home.title}>
      <section className={old ? 'stack stack-12 is-stale' : 'stack stack-12'} aria-labelledby="total">
        <Total
          money={money}
          part={part ? home.totalPart({ count: formats.number(money?.known ?? 0), of: formats.number(accounts.total) }) : undefined}
          old={old}
          count={money?.of ?? (watched ? list : own).length}
          watched={watched}
        />
        {money && money.left.count > 0 && (
          <p className="note">
            {home.notCounted({
              count: money.left.count,
              amount: money.left.total === null ? '' : amountText(BigInt(money.left.total)),
              watched: list.every(({ id, role }) => role === 'watch' || chosen[id] !== false),
            })}
          </p>
        )}
        <Actions>
          {!watched && (
            <button type="button" disabled={settled !== 'online' || (!part && !free)} onClick={() => navigate('/send')}>
              <Icon name="send" />
              {words.common.send}
            </button>
          )}
          <button type="button" onClick={() => navigate('/receive')}>
            <Icon name="receive" />
            {words.common.receive}
          </button>
          {!watched && (
            <button type="button" disabled={settled !== 'online' || (!part && !free)} onClick={() => navigate('/stake')}>
              <Icon name="stake" />
              {words.common.stake}
            </button>
          )}
        </Actions>
      </section>
      <Deceiving />
      <Waiting />
      <Unsaved count={accounts?.unsaved ?? 0} total={accounts?.total ?? 0} />
      {only ? (
        <div className="stack spaced">
          {total === 0n && money?.of === 1 && money.read && money.count === 0 && only.role !== 'watch' && (
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
          <span className="note">{staking ? home.spotSold : home.balanceColumn}</span>
        </div>
      )}
      <ul className={old ? 'rows is-stale' : 'rows'}>
        {!only &&
          shown.map((account) => (
            <li key={account.id}>
              <AccountRow account={account} both={staking} />
            </li>
          ))}
        {only && (
          <li>
            <GoRow to={`/accounts/${only.id}`} icon="settings" name={home.manageOne} />
          </li>
        )}
        <li>
          {hidden > 0 || list.length > 1 ? (
            <GoRow to="/accounts" icon="people" name={hidden > 0 ? home.more({ count: formats.number(hidden) }) : home.manage} />
          ) : (
            <GoRow to="/accounts/add" icon="plus" name={home.add} />
          )}
        </li>
        <li>
          <GoRow to="/history" icon="clock" name={home.history} />
        </li>
      </ul>
      <Positions old={old} />
      {network && network.id !== 'finney' && <p className="note spaced">{home.testNetwork}</p>}
      {only && <p className="note spaced">{home.nobody}</p>}
    </Frame>
  )
}

/** Where the stakes are, of all accounts that count: the most valuable first. */
function Positions({ old }: { old: boolean }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const money = useView('portfolio')?.money
  if (!money?.count) return null
  return (
    <>
      <Section title={home.positions} aside={home.spotAlpha} />
      <ul className={old ? 'rows is-stale' : 'rows'} aria-label={home.positions}>
        {money.first.map((position) => (
          <li key={`${position.netuid}/${position.hotkey}`}>
            <PositionRow position={position} account={null} />
          </li>
        ))}
        {money.count > money.first.length && (
          <li>
            <GoRow to="/positions" icon="stake" name={home.allPositions({ count: formats.number(money.count) })} />
          </li>
        )}
      </ul>
    </>
  )
}

/** Every account was removed: what is missing, and the one next step. */
function Nobody() {
  const { home } = useFirstWords()
  const [, navigate] = useLocation()
  return (
    <Frame label={home.title}>
      <div className="empty">
        <Icon name="people" size={32} />
        <Heading>{home.nobodyHere}</Heading>
        <p className="text">{home.nobodyHereText}</p>
        <Button look="primary" icon="plus" onClick={() => navigate('/accounts/add')}>
          {home.add}
        </Button>
      </div>
    </Frame>
  )
}

/** Accounts that nothing but this browser holds. */
function Unsaved({ count, total }: { count: number; total: number }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  if (!count) return null
  return (
    <div className="spaced">
      <Banner box kind="caution" action={<BackUp />}>
        {home.unsaved({ count: formats.number(count), one: total === 1 })}
      </Banner>
    </div>
  )
}

/** Connected sites that turned out to be listed as phishing: what they ask is refused, and the person is told where nobody asks. */
function Deceiving() {
  const { shell, common } = useFirstWords()
  const [, navigate] = useLocation()
  const sites = (useView('sites')?.items ?? []).filter(({ refused }) => refused)
  return sites.map(({ origin }) => (
    <div key={origin} className="spaced">
      <Banner
        box
        live
        kind="danger"
        action={
          <Button small onClick={() => navigate(siteRoute(origin))}>
            {common.sites}
          </Button>
        }
      >
        {shell.phishing({ site: siteName(origin) })}
      </Banner>
    </div>
  ))
}

/** Requests that wait while the person looks at something else. */
function Waiting() {
  const { shell } = useFirstWords()
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
