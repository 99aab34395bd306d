import { useLocation } from 'wouter'
import type { AccountView, Views } from '../../../messaging'
import { Actions, Banner, Button, Heading, Icon, useAmountText } from '../../../ui'
import { AccountRow, CopyAddress, freeOf, GoRow, MaybeAmount, WhoAccount } from '../../account'
import { BackUp } from '../../back-up'
import { useView } from '../../background'
import { Frame, useNetwork } from '../../frame'
import { useWordsAhead } from '../../later'
import { useFirstWords, useFormats } from '../../words'

const SHOWN = 20

/** What there is: the balance of all accounts, what can be done with it, and the accounts. */
export function Home() {
  const words = useFirstWords()
  const { home } = words
  const [, navigate] = useLocation()
  const accounts = useView('accounts')
  const balances = useView('balances')
  const network = useView('network')
  const formats = useFormats()
  const amountText = useAmountText({ coverable: true })
  const { settled } = useNetwork()
  useWordsAhead(accounts !== undefined)
  const list = accounts?.first ?? []
  // Of a long list the balances come with its pages: only those of its beginning are counted, and that is said.
  const part = accounts !== undefined && accounts.total > list.length
  const sum = sumOf(list, balances, part)
  const { total, known } = sum
  const reserved = sum.counted.reduce((all, { id }) => all + BigInt(balances?.byAccount[id]?.reserved ?? 0), 0n)
  const only = accounts?.total === 1 ? list[0] : undefined
  const old = known && settled !== 'online' && settled !== 'starting'
  if (accounts?.total === 0) return <Nobody />
  const shown = list.slice(0, SHOWN)
  const hidden = (accounts?.total ?? 0) - shown.length
  return (
    <Frame label={home.title}>
      <section className={old ? 'stack stack-12 is-stale' : 'stack stack-12'} aria-labelledby="total">
        <div className="between">
          <Heading className="note" id="total" title={home.title}>
            {part
              ? home.totalPart({ count: formats.number(sum.counted.length), of: formats.number(accounts.total) })
              : sum.watched
                ? home.totalWatched({ count: list.length })
                : home.total({ count: sum.counted.length })}
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
        {sum.left.length > 0 && (
          <p className="note">
            {home.notCounted({ count: sum.left.length, amount: sum.leftTotal === undefined ? '' : amountText(sum.leftTotal) })}
          </p>
        )}
        <Actions>
          {!sum.watched && (
            <button type="button" disabled={settled !== 'online' || (!part && !total)} onClick={() => navigate('/send')}>
              <Icon name="send" />
              {words.common.send}
            </button>
          )}
          <button type="button" onClick={() => navigate('/receive')}>
            <Icon name="receive" />
            {words.common.receive}
          </button>
        </Actions>
      </section>
      <Waiting />
      <Unsaved count={accounts?.unsaved ?? 0} total={accounts?.total ?? 0} />
      {only ? (
        <div className="stack spaced">
          {total === 0n && only.role !== 'watch' && (
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
      </ul>
      {network && network.id !== 'finney' && <p className="note spaced">{home.testNetwork}</p>}
      {only && <p className="note spaced">{home.nobody}</p>}
    </Frame>
  )
}

/**
 * What the accounts of a list have together. Those that are only watched are not counted, for nobody here can move what is in them;
 * where there are no others they are all there is.
 * @param part only a beginning of the list: what is known of it is counted
 * @returns `total` undefined until every balance that counts is known
 */
function sumOf(list: readonly AccountView[], balances: Views['balances'] | undefined, part: boolean) {
  const own = list.filter(({ role }) => role !== 'watch')
  const watched = own.length === 0 && list.length > 0 && !part
  const all = watched ? list : own
  const counted = part ? all.filter(({ id }) => balances?.byAccount[id] !== undefined) : all
  const left = watched ? [] : list.filter(({ role }) => role === 'watch')
  const totalOf = (of: readonly AccountView[]) => {
    const free = of.map(({ id }) => freeOf(balances, id))
    return free.length && free.every((each) => each !== undefined) ? free.reduce<bigint>((sum, each) => sum + (each ?? 0n), 0n) : undefined
  }
  const total = totalOf(counted)
  return { watched, counted, left, total, leftTotal: totalOf(left), known: total !== undefined }
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
