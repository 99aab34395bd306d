import { useLocation, useParams } from 'wouter'
import type { EntryView } from '../../../messaging'
import { Amount, CopyButton, Facts } from '../../../ui'
import { useAccountById } from '../../accounts'
import { blockOf, leftBy, outcomeOf } from '../../entry'
import { ExplorerLinks } from '../../explorer'
import { isTold, OutcomeBanner, useOutcomeText } from '../../failure'
import { Step } from '../../frame'
import { HiddenNote, useHiddenRows } from '../../hidden'
import { sendRoute } from '../../send-route'
import { siteName } from '../../site'
import { useFormats, useWords } from '../../words'
import { StakeAmount, useStakeFeeRows } from '../approve/staking'
import { Legs } from '../moves/legs'
import { OutcomeBadge } from './activity'
import { Calls } from './calls'
import { useEntry } from './looking'
import { Received } from './received'

/** One thing that happened: a transaction that was signed here, or something that came. */
export function Entry() {
  const words = useWords()
  const { activity: say } = words
  const { id } = useParams<{ id: string }>()
  const [, navigate] = useLocation()
  const entry = useEntry(id)
  const back = () => navigate('/activity')
  if (!entry)
    return (
      <Step title={say.detail} onBack={back}>
        <p className="text">{entry === null ? say.gone : words.common.loading}</p>
      </Step>
    )
  return entry.kind === 'received' ? <Received entry={entry} onBack={back} /> : <Own entry={entry} back={back} />
}

/** One transaction: what it did, what became of it, what it cost. */
function Own({ entry, back }: { entry: EntryView; back(): void }) {
  const words = useWords()
  const { activity: say } = words
  const [, navigate] = useLocation()
  const formats = useFormats()
  const account = useAccountById(entry.account)
  const text = useOutcomeText(entry)
  const sum = leftBy(entry)
  const { alphaFee } = entry
  const failed = outcomeOf(entry) === 'failed'
  const hiddenRows = useHiddenRows(entry)
  const stakeFeeRows = useStakeFeeRows(alphaFee)
  const block = blockOf(entry)
  return (
    <Step title={say.detail} onBack={back}>
      <div className="stack">
        {failed && alphaFee ? (
          <p>
            <StakeAmount netuid={alphaFee.netuid} alpha={`-${alphaFee.alpha}`} look="lead" coverable />
          </p>
        ) : (
          sum !== undefined &&
          sum > 0n && (
            <p>
              <Amount rao={-sum} decimals={9} look="lead" coverable />
            </p>
          )
        )}
        <div role="status" className="stack stack-8">
          {isTold(entry) ? (
            <OutcomeBanner entry={entry} text={text} onSend={(once) => navigate(sendRoute(entry.account, once))} />
          ) : (
            <>
              <p>
                <OutcomeBadge entry={entry} />
              </p>
              <p className="text">{text}</p>
            </>
          )}
        </div>
        <HiddenNote entry={entry} />
        <Legs entry={entry} />
        <Calls entry={entry} />
        <Facts
          rows={[
            { label: say.account, value: account?.name ?? '–' },
            entry.fee !== null &&
              !alphaFee && { label: say.fee, value: <Amount rao={BigInt(entry.fee)} decimals={9} look="col" coverable /> },
            ...stakeFeeRows,
            ...hiddenRows,
            block !== undefined && { label: say.block, value: formats.number(block) },
            { label: say.network, value: words.common.networks[entry.network] },
            entry.origin !== null && { label: say.site, value: siteName(entry.origin) },
            { label: say.when, value: formats.minute(entry.at) },
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
        {entry.hidden && (
          <div className="stack stack-8">
            <p className="note">{words.shield.hash}</p>
            <p className="mono-block" translate="no">
              {entry.hidden.envelope.hash}
            </p>
          </div>
        )}
        <ExplorerLinks network={entry.network} place={entry.extrinsic} />
      </div>
    </Step>
  )
}
