import { Link } from 'wouter'
import type { ActivityItem, EntryView } from '../../../messaging'
import { Amount, Badge, Button, Heading, Icon, type IconName, isLong, shortAddress, useAmountText } from '../../../ui'
import { useAccountById, useNameOf } from '../../accounts'
import { useView } from '../../background'
import { isBad, isDoubtful, leftBy, type Outcome, outcomeOf } from '../../entry'
import { ErrorBanner } from '../../error-banner'
import { Frame } from '../../frame'
import { openInTab } from '../../place'
import { siteName } from '../../site'
import { useFormats, useWords } from '../../words'
import { isStaking } from '../approve/facts'
import { StakeAmount } from '../approve/staking'
import { Looking } from './filter'
import { isPlain, plain, useFind, useFound } from './looking'
import { ReceivedRow } from './received'
import { Watched } from './watched'

/** Everything that was signed and everything that came, newest first, with what became of it. */
export function Activity() {
  const { activity: say, ledger } = useWords()
  const formats = useFormats()
  const activity = useView('activity')
  const [find, setFind] = useFind()
  const { items, total, settled, busy, error, more } = useFound(find)
  if (!activity) return null
  const days = new Map<string, ActivityItem[]>()
  for (const item of items) {
    const day = formats.day(item.at)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  const all = isPlain(find)
  const nothingYet = activity.total === 0 && activity.dust === 0
  return (
    <Frame label={say.title}>
      <Heading>{say.title}</Heading>
      {nothingYet ? (
        <div className="empty">
          <Icon name="activity" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      ) : (
        <Looking find={find} onFind={setFind} />
      )}
      <ErrorBanner error={error} />
      {!all && (
        <div className="cluster">
          <p className="note" role="status">
            {settled && total > 0 && ledger.found({ count: total, text: formats.number(total) })}
          </p>
          {total > 0 && (
            <Button small look="quiet" onClick={() => setFind(plain)}>
              {ledger.clear}
            </Button>
          )}
        </div>
      )}
      {!all && settled && total === 0 && (
        <div className="empty">
          <Icon name="search" size={32} />
          <p className="lead">
            <strong>{ledger.nothing}</strong>
          </p>
          <p className="text">{ledger.nothingText}</p>
          <Button onClick={() => setFind(plain)}>{ledger.clear}</Button>
        </div>
      )}
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <div className="section">
            <h2>{day}</h2>
          </div>
          <ul className="rows">
            {entries.map((item) => (
              <li key={item.id}>{item.kind === 'received' ? <ReceivedRow entry={item} /> : <EntryRow entry={item} />}</li>
            ))}
          </ul>
        </section>
      ))}
      {items.length < total && (
        <p className="spaced">
          <Button wide busy={busy} onClick={more}>
            {say.more}
          </Button>
        </p>
      )}
      {all && activity.dust > 0 && (
        <p className="note spaced cluster">
          {ledger.dustHidden({ count: activity.dust, text: formats.number(activity.dust) })}
          <Button small look="quiet" onClick={() => setFind({ ...plain, dust: true })}>
            {ledger.showDust}
          </Button>
        </p>
      )}
      <Watched account={find.account} network={find.network} />
      {!nothingYet && (
        <p className="spaced">
          <Button small icon="file" onClick={() => void openInTab('/activity', 'import')}>
            {ledger.csv}
          </Button>
        </p>
      )}
    </Frame>
  )
}

const looks: Record<Outcome, 'good' | 'danger' | 'caution' | undefined> = {
  signed: undefined,
  signedOwn: 'caution',
  sent: undefined,
  included: undefined,
  final: 'good',
  failed: 'danger',
  part: 'caution',
  refused: 'caution',
  lost: 'caution',
  unknown: 'caution',
}

/** The state of a transaction as a word in a frame. */
export function OutcomeBadge({ entry }: { entry: EntryView }) {
  const { activity: say } = useWords()
  const outcome = outcomeOf(entry)
  const look = looks[outcome]
  return <Badge {...(look ? { look } : {})}>{say.status[outcome]}</Badge>
}

/** One transaction in a list. @param day whether its day is told: where no heading says it */
export function EntryRow({ entry, day = false }: { entry: EntryView; day?: boolean }) {
  const words = useWords()
  const { activity: say } = words
  const formats = useFormats()
  const outcome = outcomeOf(entry)
  const [call] = entry.calls
  const fact = call?.fact
  const to = fact && 'to' in fact ? fact.to : undefined
  const payee = useNameOf(to?.id)
  const staked = fact && isStaking(words, fact) ? fact : undefined
  const title =
    entry.calls.length > 1
      ? say.several({ count: entry.calls.length })
      : staked
        ? words.staking.titles[staked.kind]
        : to
          ? (isDoubtful(outcome) ? say.payTo : isBad(outcome) ? say.notSentTo : say.sentTo)({ to: payee ?? shortAddress(to.address) })
          : fact?.kind === 'burn'
            ? say.burned
            : say.other
  const icon: IconName = staked ? 'stake' : to ? 'send' : fact?.kind === 'burn' ? 'minus' : 'edit'
  const sum = leftBy(entry)
  const { alphaFee } = entry
  const amountText = useAmountText({ coverable: true })
  const from = useAccountById(entry.account)?.name
  return (
    <Link href={`/activity/${entry.id}`} className={isLong(sum) || alphaFee ? 'row row--tall' : 'row'}>
      <span className="sym" aria-hidden="true">
        <Icon name={icon} />
      </span>
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{title}</span>
        </span>
        <span className="row-sub cluster">
          <OutcomeBadge entry={entry} />
          <span>
            {[from, !day && entry.origin && siteName(entry.origin), day ? formats.age(entry.at) : formats.clock(entry.at)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        {alphaFee && outcome !== 'failed' && (
          <span className="row-sub">
            {say.feeFromStake}: {amountText(BigInt(alphaFee.alpha), 9, alphaFee.netuid === 0 ? 'τ' : `SN${alphaFee.netuid}`)}
          </span>
        )}
      </span>
      <span className="row-num">
        {outcome === 'failed' && alphaFee ? (
          <StakeAmount netuid={alphaFee.netuid} alpha={`-${alphaFee.alpha}`} decimals={4} coverable />
        ) : (
          sum !== undefined && sum > 0n && <Amount rao={-sum} look="col" coverable />
        )}
      </span>
    </Link>
  )
}
