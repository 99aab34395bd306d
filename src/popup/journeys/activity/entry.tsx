import { useEffect, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { EntryView } from '../../../messaging'
import { Amount, CopyButton, Facts, FullAddress, useAmountText } from '../../../ui'
import { useAccountById } from '../../accounts'
import { ask, useView } from '../../background'
import { leftBy } from '../../entry'
import { isTold, OutcomeBanner, useOutcomeText } from '../../failure'
import { Step } from '../../frame'
import { siteName } from '../../site'
import { useFormats, useWords } from '../../words'
import { sayFact } from '../approve/facts'
import { OutcomeBadge } from './activity'

const PAGE = 200

/** An entry that is not among the newest is looked for page by page. `null`: it is nowhere. */
function useEntry(id: string): EntryView | null | undefined {
  const activity = useView('activity')
  const near = activity?.first.find((each) => each.id === id)
  const total = activity?.total
  const [far, setFar] = useState<EntryView | null>()
  const look = near === undefined && total !== undefined
  useEffect(() => {
    if (!look) return
    let current = true
    async function search(): Promise<void> {
      for (let from = 0; from < (total ?? 0) && current; from += PAGE) {
        const found = (await ask('activityPage', { from, count: PAGE })).find((each) => each.id === id)
        if (found) return void (current && setFar(found))
      }
      if (current) setFar(null)
    }
    search().catch(() => current && setFar(null))
    return () => {
      current = false
    }
  }, [id, look, total])
  return near ?? far
}

/** One transaction: what it did, what became of it, what it cost. */
export function Entry() {
  const words = useWords()
  const { activity: say } = words
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const formats = useFormats()
  const amountText = useAmountText()
  const entry = useEntry(id)
  const account = useAccountById(entry?.account)
  const text = useOutcomeText(entry)
  const back = () => navigate('/activity')
  if (!entry)
    return (
      <Step title={say.detail} onBack={back}>
        <p className="text">{entry === null ? say.gone : words.common.loading}</p>
      </Step>
    )
  const sum = leftBy(entry)
  return (
    <Step title={say.detail} onBack={back}>
      <div className="stack">
        {sum !== undefined && sum > 0n && (
          <p>
            <Amount rao={-sum} decimals={9} look="lead" />
          </p>
        )}
        <div role="status" className="stack stack-8">
          {isTold(entry) ? (
            <OutcomeBanner entry={entry} text={text} onSend={(state) => navigate(`/send/${entry.account}`, { state })} />
          ) : (
            <>
              <p>
                <OutcomeBadge entry={entry} />
              </p>
              <p className="text">{text}</p>
            </>
          )}
        </div>
        {entry.calls.map(({ call, fact }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: calls have no name but their place
          <div key={at} className="stack stack-8">
            <p>{sayFact(words, fact, amountText)}</p>
            {'to' in fact && <FullAddress address={fact.to.address} />}
            <p className="note mono-block">{call}</p>
          </div>
        ))}
        <Facts
          rows={[
            { label: say.account, value: account?.name ?? '–' },
            entry.fee !== null && { label: say.fee, value: <Amount rao={BigInt(entry.fee)} decimals={9} look="col" /> },
            'block' in entry.status && { label: say.block, value: formats.number(entry.status.block) },
            { label: say.network, value: words.common.networks[entry.network] },
            entry.origin !== null && { label: say.site, value: siteName(entry.origin) },
            { label: say.when, value: `${formats.day(entry.at)}, ${formats.clock(entry.at)}` },
          ]}
        />
        <div className="stack stack-8">
          <p className="note">{say.hash}</p>
          <p className="mono-block" translate="no">
            {entry.hash}
          </p>
          <CopyButton small text={entry.hash} done={say.copied} failed={say.notCopied}>
            {say.copyHash}
          </CopyButton>
        </div>
      </div>
    </Step>
  )
}
