import type { ReactNode } from 'react'
import type { EntryView } from '../../../messaging'
import { Amount, Button, CopyButton, decimalsOf, Foot, FullAddress, Icon, More, useAmountText } from '../../../ui'
import type { Fact } from '../../../units'
import { useNameOf } from '../../accounts'
import { useView } from '../../background'
import { blockOf, isBad, type Outcome, outcomeOf, plannedBy } from '../../entry'
import { isTold, OutcomeBanner, useOutcomeText } from '../../failure'
import { NetworkMark, Step } from '../../frame'
import type { Transfer } from '../../send-route'
import { useFormats, useWords } from '../../words'

/** What is said of an order that pays nobody: its title, what it does, and what a block with it means. */
export type OrderSaid = { title: string; what: ReactNode; inBlock: string }

/** From signature to finality. Closing the window loses nothing: activity goes on telling. @param order what it is, if it is no payment */
export function Progress({
  id,
  order,
  onSend,
  onDone,
}: {
  id: string
  order?: OrderSaid
  onSend(transfer: Transfer): void
  onDone(): void
}) {
  const words = useWords()
  const { send: say, stake } = words
  const formats = useFormats()
  const activity = useView('activity')
  const entry = activity?.first.find((each) => each.kind === 'own' && each.id === id) as EntryView | undefined
  const [call] = entry?.calls ?? []
  const to = call && 'to' in call.fact ? call.fact.to : undefined
  const name = useNameOf(to?.id)
  const text = useOutcomeText(entry)
  if (!entry)
    return (
      <Step title={order?.title ?? say.progressTitle} onBack={onDone}>
        <p className="text">{words.common.loading}</p>
      </Step>
    )
  const outcome = outcomeOf(entry)
  const trades = call?.fact.kind === 'stake' || call?.fact.kind === 'unstake'
  const title = order?.title ?? (trades ? stake.progressTitle : say.progressTitle)
  const sum = plannedBy(entry)
  const found = blockOf(entry)
  const block = found === undefined ? undefined : formats.number(found)
  const over = isBad(outcome)
  const paid = entry.calls.flatMap(({ fact }) => (fact.kind === 'transfer' ? [fact] : []))
  const several = paid.length > 1 && paid.length === entry.calls.length
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
              : outcome === 'part' || outcome === 'unknown'
                ? ''
                : (order?.inBlock ?? (trades ? stake.inBlockNote : say.inBlockNote)),
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
        {order && <p className="lead">{order.what}</p>}
        {several ? (
          <Payments entry={entry} facts={paid} sum={sum}>
            {over ? say.notSentToMany({ count }) : outcome === 'final' ? say.sentToMany({ count }) : say.sendingToMany({ count })}
          </Payments>
        ) : to && !order ? (
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
        ) : (
          call && !order && <Traded fact={call.fact} outcome={outcome} />
        )}
        <div role="status">
          {isTold(entry) ? <OutcomeBanner entry={entry} text={text} onSend={onSend} /> : <p className="vh">{text}</p>}
        </div>
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

/** An order of stake: what it gives, and where. */
function Traded({ fact, outcome }: { fact: Fact; outcome: Outcome }) {
  const { stake: say, staking } = useWords()
  const amountText = useAmountText({ coverable: true })
  if (fact.kind !== 'stake' && fact.kind !== 'unstake') return null
  const { netuid } = fact
  const where = staking.subnet(netuid)
  const rao = fact.kind === 'stake' ? fact.amount : fact.alpha
  const amount =
    rao === null
      ? staking.allAlpha({ netuid })
      : amountText(BigInt(rao), decimalsOf(BigInt(rao)), fact.kind === 'stake' || netuid === 0 ? 'τ' : `SN${netuid}`)
  const facts = { amount, where }
  const done = outcome === 'final' || outcome === 'included'
  const text =
    fact.kind === 'stake'
      ? isBad(outcome)
        ? say.notBought(facts)
        : done
          ? say.bought(facts)
          : say.buying(facts)
      : isBad(outcome)
        ? say.notSold(facts)
        : done
          ? say.sold(facts)
          : say.selling(facts)
  return <p className="lead">{text}</p>
}
