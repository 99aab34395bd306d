import { useLocation, useParams } from 'wouter'
import { type EntryView, legsOf } from '../../../messaging'
import { Amount, Button, CopyButton, Facts, Foot, FullAddress, Icon, More } from '../../../ui'
import type { Fact } from '../../../units'
import { useNameOf } from '../../accounts'
import { blockOf, isBad, outcomeOf, plannedBy } from '../../entry'
import { isTold, OutcomeBanner, useOutcomeText } from '../../failure'
import { NetworkMark, Step } from '../../frame'
import { HiddenNote } from '../../hidden'
import { sendRoute } from '../../send-route'
import { useFormats, useWords } from '../../words'
import { Calls } from '../activity/calls'
import { useEntry } from '../activity/looking'
import { isStaking } from '../approve/facts'
import { useStakeFeeRows } from '../approve/staking'
import { Legs } from '../moves/legs'

/** From signature to finality, in words that come from what was signed. Closing the window loses nothing: activity goes on telling. */
export function Progress() {
  const { id = '', '*': back = '' } = useParams<{ id: string; '*': string }>()
  const [, navigate] = useLocation()
  const onDone = () => navigate(`/${back}`)
  const words = useWords()
  const { send: say, stake, staking } = words
  const formats = useFormats()
  const found = useEntry(id)
  const entry = found?.kind === 'own' ? found : undefined
  const [call] = entry?.calls ?? []
  const to = call && 'to' in call.fact ? call.fact.to : undefined
  const name = useNameOf(to?.id)
  const text = useOutcomeText(entry)
  const stakeFeeRows = useStakeFeeRows(entry?.alphaFee)
  if (!entry)
    return (
      <Step title={stake.progressTitle} onBack={onDone}>
        <p className="text">{found === undefined ? words.common.loading : words.activity.gone}</p>
      </Step>
    )
  const outcome = outcomeOf(entry)
  const pays = entry.calls.every(({ fact }) => fact.kind === 'transfer' || fact.kind === 'transfer-all')
  const only = entry.calls.length === 1 && call && isStaking(words, call.fact) ? call.fact : undefined
  const title = pays ? say.progressTitle : only ? staking.titles[only.kind] : stake.progressTitle
  const sum = plannedBy(entry)
  const number = blockOf(entry)
  const block = number === undefined ? undefined : formats.number(number)
  const over = isBad(outcome)
  const paid = entry.calls.flatMap(({ fact }) => (fact.kind === 'transfer' ? [fact] : []))
  const several = paid.length > 1
  const count = formats.number(paid.length)
  const unknown = block === undefined ? 2 : 3
  const reached = { signed: 1, signedOwn: 1, sent: 2, included: 3, final: 4, part: 3, failed: 2, lost: 2, refused: 1, unknown }[outcome]
  const steps: { name: string; note: string }[] = [
    { name: say.signed, note: say.onDevice },
    { name: outcome === 'refused' ? say.refused : say.accepted, note: words.common.networks[entry.network] },
    block === undefined
      ? { name: outcome === 'lost' ? say.lost : say.waitingBlock, note: '' }
      : {
          name: say.inBlock({ block }),
          note:
            outcome === 'failed'
              ? say.failed
              : outcome === 'part' || outcome === 'unknown' || outcome === 'final'
                ? ''
                : pays
                  ? say.inBlockNote
                  : stake.inBlockNote,
        },
    outcome === 'final' ? { name: say.final, note: say.finalNote } : { name: say.becomingFinal, note: over ? '' : say.becomingNote },
  ]
  return (
    <Step
      title={title}
      onBack={onDone}
      aside={<NetworkMark />}
      foot={
        <Foot>
          <CopyButton text={entry.hash} done={words.activity.copied} failed={words.activity.notCopied}>
            {words.activity.copyHash}
          </CopyButton>
          <Button look="primary" onClick={onDone}>
            {say.done}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        {!pays ? (
          legsOf(entry) ? (
            <Legs entry={entry} />
          ) : (
            <Calls entry={entry} brief />
          )
        ) : several ? (
          <Payments entry={entry} facts={paid} sum={sum}>
            {over ? say.notSentToMany({ count }) : outcome === 'final' ? say.sentToMany({ count }) : say.sendingToMany({ count })}
          </Payments>
        ) : (
          to && (
            <div className="stack stack-8">
              <p className="note">
                {over ? say.notSentTo : outcome === 'final' ? say.sentTo : say.sendingTo} {name}
              </p>
              {sum !== undefined && (
                <p>
                  <Amount rao={sum} decimals={9} look="lead" coverable />
                </p>
              )}
              <FullAddress address={to.address} />
            </div>
          )
        )}
        <div role="status">
          {isTold(entry) ? (
            <OutcomeBanner entry={entry} text={text} onSend={(transfer) => navigate(sendRoute(entry.account, transfer))} />
          ) : (
            <p className="vh">{text}</p>
          )}
        </div>
        <HiddenNote entry={entry} />
        {stakeFeeRows.length > 0 && <Facts rows={stakeFeeRows} />}
        <ol className="steps">
          {steps.map(({ name, note }, at) => {
            const done = at < reached
            const failed = (over || outcome === 'refused') && at === reached
            const here = !over && !failed && at === reached
            return (
              <li
                key={name}
                data-state={done ? 'done' : failed ? 'failed' : here ? undefined : 'todo'}
                {...(here ? { 'aria-current': 'step' as const } : {})}
              >
                <span className="pip">{done ? <Icon name="check" size={16} /> : failed ? <Icon name="close" size={16} /> : at + 1}</span>
                <span>
                  <span className="step-name">{name}</span>
                  <br />
                  <span className="note">{note}</span>
                </span>
              </li>
            )
          })}
        </ol>
      </div>
    </Step>
  )
}

type Payment = Extract<Fact, { kind: 'transfer' }>

/** Several payments of one transaction: how many, what they come to, and each by its recipient. @param children what becomes of them */
function Payments({
  entry,
  facts,
  sum,
  children,
}: {
  entry: EntryView
  facts: readonly Payment[]
  sum: bigint | undefined
  children: string
}) {
  const { send: say } = useWords()
  const formats = useFormats()
  return (
    <div className="stack stack-8">
      <p className="note">{children}</p>
      {sum !== undefined && (
        <p>
          <Amount rao={sum} decimals={9} look="lead" coverable />
        </p>
      )}
      <p className="note">{isBad(outcomeOf(entry)) ? say.noneOfThem : say.allOrNone}</p>
      <More title={say.whoGets} result={formats.number(facts.length)}>
        <ol className="tree">
          {facts.map((fact, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one may be paid twice, and the order never changes
            <PaymentRow key={at} fact={fact} at={formats.number(at + 1)} />
          ))}
        </ol>
      </More>
    </div>
  )
}

function PaymentRow({ fact, at }: { fact: Payment; at: string }) {
  const name = useNameOf(fact.to.id)
  return (
    <li>
      <span className="n">{at}</span>
      <div className="body-4">
        <p className="say">
          {name !== undefined && `${name} · `}
          <Amount rao={BigInt(fact.amount)} decimals={9} coverable />
        </p>
        <FullAddress address={fact.to.address} />
      </div>
    </li>
  )
}
