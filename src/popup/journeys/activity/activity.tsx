import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import type { EntryView } from '../../../messaging'
import { Amount, Badge, Button, Heading, Icon, type IconName, isLong, shortAddress } from '../../../ui'
import { useAccountById, useNameOf } from '../../accounts'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { isBad, isDoubtful, leftBy, type Outcome, outcomeOf } from '../../entry'
import { Frame } from '../../frame'
import { siteName } from '../../site'
import { useFormats, useWords } from '../../words'

const PAGE = 100

/** Everything that was signed, newest first, with what became of it. */
export function Activity() {
  const { activity: say } = useWords()
  const formats = useFormats()
  const activity = useView('activity')
  const [later, setLater] = useState<EntryView[]>([])
  const { busy, run } = useCommand()
  const total = activity?.total ?? 0
  useEffect(() => {
    // A new transaction moves every page by one: what was read beyond the first is old.
    if (total >= 0) setLater([])
  }, [total])
  if (!activity) return null
  const list = [...activity.first, ...later]
  const days = new Map<string, EntryView[]>()
  for (const entry of list) {
    const day = formats.day(entry.at)
    days.set(day, [...(days.get(day) ?? []), entry])
  }
  return (
    <Frame label={say.title}>
      <Heading>{say.title}</Heading>
      {list.length === 0 && (
        <div className="empty">
          <Icon name="activity" size={32} />
          <p className="lead">
            <strong>{say.empty}</strong>
          </p>
          <p className="text">{say.emptyText}</p>
        </div>
      )}
      {[...days].map(([day, entries]) => (
        <section key={day} aria-label={day}>
          <div className="section">
            <h2>{day}</h2>
          </div>
          <ul className="rows">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Row entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {list.length < activity.total && (
        <p className="spaced">
          <Button
            wide
            busy={busy}
            onClick={() => void run(async () => setLater([...later, ...(await ask('activityPage', { from: list.length, count: PAGE }))]))}
          >
            {say.more}
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
}

/** The state of a transaction as a word in a frame. */
export function OutcomeBadge({ entry }: { entry: EntryView }) {
  const { activity: say } = useWords()
  const outcome = outcomeOf(entry)
  const look = looks[outcome]
  return <Badge {...(look ? { look } : {})}>{say.status[outcome]}</Badge>
}

function Row({ entry }: { entry: EntryView }) {
  const { activity: say } = useWords()
  const formats = useFormats()
  const outcome = outcomeOf(entry)
  const [call] = entry.calls
  const fact = call?.fact
  const to = fact && 'to' in fact ? fact.to : undefined
  const payee = useNameOf(to?.id)
  const title =
    entry.calls.length > 1
      ? say.several({ count: entry.calls.length })
      : to
        ? (isDoubtful(outcome) ? say.payTo : isBad(outcome) ? say.notSentTo : say.sentTo)({ to: payee ?? shortAddress(to.address) })
        : fact?.kind === 'burn'
          ? say.burned
          : say.other
  const icon: IconName = to ? 'send' : fact?.kind === 'burn' ? 'minus' : 'edit'
  const sum = leftBy(entry)
  const from = useAccountById(entry.account)?.name
  return (
    <Link href={`/activity/${entry.id}`} className={isLong(sum) ? 'row row--tall' : 'row'}>
      <span className="sym" aria-hidden="true">
        <Icon name={icon} />
      </span>
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{title}</span>
        </span>
        <span className="row-sub cluster">
          <OutcomeBadge entry={entry} />
          <span>{[from, entry.origin && siteName(entry.origin), formats.clock(entry.at)].filter(Boolean).join(' · ')}</span>
        </span>
      </span>
      <span className="row-num">{sum !== undefined && sum > 0n && <Amount rao={-sum} look="col" coverable />}</span>
    </Link>
  )
}
