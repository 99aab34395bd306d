import { Link } from 'wouter'
import { Amount, Icon } from '../ui'
import { useChange } from './values'
import { useFirstWords, useFormats } from './words'

/**
 * How much more or less there is than a day ago, where the wallet saw it, and the way to all that it saw.
 * Both sides are what was recorded of the same accounts, so nothing that is not read now passes for a loss.
 * @param account its id; null for all that count together
 * @param whole whether all of what they have now is known
 */
export function Change({ account, whole }: { account: string | null; whole: boolean }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const change = useChange(account)
  if (!change || !whole) return null
  const before = BigInt(change.beforeRao)
  const more = BigInt(change.nowRao) - before
  const when = formats.minute(change.fromAt)
  return (
    <Link href={account === null ? '/history' : `/history/${account}`} className="between plain-link">
      <span>
        {more === 0n ? home.unchanged : <Amount rao={more} plus coverable />}
        {more !== 0n && before > 0n && <span className="note"> ({formats.grown(before, before + more)})</span>}
      </span>
      <span className="note cluster">
        {home.since({ when })}
        <Icon name="go" size={16} />
      </span>
    </Link>
  )
}
