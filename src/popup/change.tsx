import { Link } from 'wouter'
import { Amount, Icon } from '../ui'
import { useChange } from './values'
import { useFirstWords, useFormats } from './words'

/**
 * How much more or less there is than a day ago, where the wallet saw it, and the way to all that it saw.
 * @param account its id; null for all that count together
 * @param total what they have now, in rao; undefined while it is not known
 */
export function Change({ account, total }: { account: string | null; total: bigint | undefined }) {
  const { home } = useFirstWords()
  const formats = useFormats()
  const change = useChange(account)
  if (!change || total === undefined) return null
  const before = BigInt(change.beforeRao)
  const more = total - before
  const when = `${formats.day(change.fromAt)}, ${formats.clock(change.fromAt)}`
  // Cut off like every amount: a loss never looks smaller than it is by more than the last decimal.
  const percent = before > 0n ? Number((more * 10_000n) / before) / 10_000 : undefined
  return (
    <Link href={account === null ? '/history' : `/history/${account}`} className="between plain-link">
      <span>
        {more === 0n ? home.unchanged : <Amount rao={more} plus coverable />}
        {more !== 0n && percent !== undefined && (
          <span className="note"> ({`${more > 0n ? '+' : '−'}${formats.percent(Math.abs(percent), 2)}`})</span>
        )}
      </span>
      <span className="note cluster">
        {home.since({ when })}
        <Icon name="go" size={16} />
      </span>
    </Link>
  )
}
