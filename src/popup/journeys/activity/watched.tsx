import { useEffect, useState } from 'react'
import type { ActivityCoverage, NetworkId } from '../../../messaging'
import { useAccountById } from '../../accounts'
import { ask, useView } from '../../background'
import { useFormats, useWords } from '../../words'

/** How much of what came to one account, or to all of them, the list can have in it. */
export function Watched({ account, network }: { account: string | null; network: NetworkId | null }) {
  const { ledger: say } = useWords()
  const formats = useFormats()
  const accounts = useView('accounts')
  const chosen = useView('network')?.id
  const name = useAccountById(account ?? undefined)?.name
  const coverage = useCoverage(account === null ? undefined : (network ?? chosen))
  if (account === null) {
    const watched = accounts?.first.length ?? 0
    return accounts && accounts.total > watched && <p className="note spaced">{say.firstOnly({ count: formats.number(watched) })}</p>
  }
  if (!coverage || name === undefined) return null
  const watch = coverage.accounts[account]
  const gaps = coverage.gaps.some((each) => each.account === account)
  return (
    <p className="note spaced">
      {watch ? say.watched({ name, since: formats.minute(watch.since.at) }) : say.unwatched({ name })}
      {gaps && ` ${say.watchedGaps}`}
      {watch && watch.until !== null && ` ${say.watchedUntil({ until: formats.minute(watch.until) })}`}
    </p>
  )
}

function useCoverage(network: NetworkId | undefined): ActivityCoverage | undefined {
  const activity = useView('activity')
  const [found, setFound] = useState<{ network: NetworkId; coverage: ActivityCoverage }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the view is the reason to ask again
  useEffect(() => {
    if (network === undefined) return
    let current = true
    ask('activityCoverage', { network }).then(
      (coverage) => current && setFound({ network, coverage }),
      () => undefined, // Locked, or a connection lost: it is asked again when the views come.
    )
    return () => {
      current = false
    }
  }, [network, activity])
  return found && found.network === network ? found.coverage : undefined
}
