import { Link } from 'wouter'
import type { ReceivedView } from '../../../messaging'
import { Amount, Badge, Banner, CopyButton, Facts, FullAddress, Icon, isLong, shortAddress, Who } from '../../../ui'
import { useAccountById, useNameOf } from '../../accounts'
import { ExplorerLinks } from '../../explorer'
import { Step } from '../../frame'
import { useFormats, useWords } from '../../words'

/** What came, in a few words: from whom, out of which stake, or only that it came. */
function useTitle({ cause, dust, count }: ReceivedView): string {
  const { ledger: say } = useWords()
  const formats = useFormats()
  const sender = cause.kind === 'transfer' ? cause.from : null
  const name = useNameOf(sender?.id)
  if (dust) return say.small({ count, text: formats.number(count) })
  if (cause.kind === 'unstaked') return say.unstaked({ netuid: cause.netuid })
  if (cause.kind !== 'transfer') return say.received
  return sender ? say.from({ who: name ?? shortAddress(sender.address) }) : say.fromSeveral
}

/** One line of the list. */
export function ReceivedRow({ entry }: { entry: ReceivedView }) {
  const formats = useFormats()
  const title = useTitle(entry)
  const account = useAccountById(entry.account)?.name
  const amount = BigInt(entry.amount)
  return (
    <Link href={`/activity/${entry.id}`} className={isLong(amount) ? 'row row--tall' : 'row'}>
      <span className="sym" aria-hidden="true">
        <Icon name={entry.cause.kind === 'unstaked' ? 'stake' : 'receive'} />
      </span>
      <span className="row-main">
        <span className="row-name">
          <span className="clip">{title}</span>
        </span>
        <span className="row-sub">{[account, formats.clock(entry.at)].filter(Boolean).join(' · ')}</span>
      </span>
      <span className="row-num">
        <Amount rao={amount} look="col" coverable plus />
      </span>
    </Link>
  )
}

/** What came, from whom, and where it stands on the chain. */
export function Received({ entry, onBack }: { entry: ReceivedView; onBack(): void }) {
  const words = useWords()
  const { ledger: say, activity } = words
  const formats = useFormats()
  const title = useTitle(entry)
  const account = useAccountById(entry.account)
  const { cause, extrinsic, block } = entry
  const other = cause.kind === 'transfer' ? cause.from : cause.kind === 'unstaked' ? cause.hotkey : null
  const name = useNameOf(other?.id)
  const text =
    cause.kind === 'between' && entry.dust
      ? say.sumText
      : cause.kind === 'between'
        ? say.betweenText({ after: formats.number(cause.after), block: formats.number(block) })
        : cause.kind === 'unknown'
          ? say.unknownText
          : say.finalText
  return (
    <Step title={say.detail} onBack={onBack}>
      <div className="stack">
        <p>
          <Amount rao={BigInt(entry.amount)} decimals={9} look="lead" coverable plus />
        </p>
        <p className="text">{title}</p>
        {cause.kind === 'between' ? (
          <Banner kind="caution" box>
            {text}
          </Banner>
        ) : (
          <>
            <p>
              <Badge look="good">{activity.status.final}</Badge>
            </p>
            <p className="text">{text}</p>
          </>
        )}
        {entry.dust && (
          <Banner kind="caution" box>
            {say.dustText}
          </Banner>
        )}
        {other &&
          // What nobody asked for gets no face: a tile would make the stranger look known.
          (entry.dust || name === undefined ? (
            <div className="stack stack-8">
              <p className="note">{cause.kind === 'unstaked' ? say.hotkey : say.sender}</p>
              <FullAddress address={other.address} />
            </div>
          ) : (
            <Who publicKey={other.id} name={name} address={other.address} />
          ))}
        <Facts
          rows={[
            { label: activity.account, value: account?.name ?? '–' },
            cause.kind !== 'between' && { label: activity.block, value: formats.number(block) },
            extrinsic !== null && { label: say.extrinsic, value: `${block}-${String(extrinsic.index).padStart(4, '0')}` },
            { label: activity.network, value: words.common.networks[entry.network] },
            {
              label: cause.kind === 'between' ? say.noticed : say.blockTime,
              value: formats.minute(entry.at),
            },
          ]}
        />
        {extrinsic && (
          <div className="stack stack-8">
            <p className="note">{activity.hash}</p>
            <p className="mono-block" translate="no">
              {extrinsic.hash}
            </p>
            <CopyButton small text={extrinsic.hash} done={activity.copied} failed={activity.notCopied}>
              {activity.copyHash}
            </CopyButton>
          </div>
        )}
        <ExplorerLinks network={entry.network} place={extrinsic && { block, index: extrinsic.index }} />
      </div>
    </Step>
  )
}
