import type { EntryView } from '../../../messaging'
import { Amount, Banner, Button, CopyButton, Foot, FullAddress, Icon } from '../../../ui'
import { useNameOf } from '../../accounts'
import { useView } from '../../background'
import { amountOf, isBad, isDoubtful, outcomeOf, sayOutcome } from '../../entry'
import { NetworkMark, Step } from '../../frame'
import { useFormats, useWords } from '../../words'

/** From signature to finality. Closing the window loses nothing: activity goes on telling. */
export function Progress({ id, onDone }: { id: string; onDone(): void }) {
  const words = useWords()
  const { send: say } = words
  const formats = useFormats()
  const activity = useView('activity')
  const entry = activity?.first.find((each) => each.kind === 'own' && each.id === id) as EntryView | undefined
  const [call] = entry?.calls ?? []
  const to = call && 'to' in call.fact ? call.fact.to : undefined
  const name = useNameOf(to?.id)
  if (!entry)
    return (
      <Step title={say.progressTitle} onBack={onDone}>
        {null}
      </Step>
    )
  const outcome = outcomeOf(entry)
  const sum = outcome === 'part' ? undefined : amountOf(entry)
  const block = 'block' in entry.status ? formats.number(entry.status.block) : undefined
  const over = isBad(outcome)
  const reached = { signed: 1, signedOwn: 1, sent: 2, included: 3, final: 4, part: 3, failed: 2, lost: 2, refused: 1 }[outcome]
  const steps: { name: string; note: string }[] = [
    { name: say.signed, note: say.onDevice },
    { name: outcome === 'refused' ? say.refused : say.accepted, note: words.common.networks[entry.network] },
    block === undefined
      ? { name: outcome === 'lost' ? say.lost : say.waitingBlock, note: '' }
      : { name: say.inBlock({ block }), note: outcome === 'failed' ? say.failed : say.inBlockNote },
    outcome === 'final' ? { name: say.final, note: say.finalNote } : { name: say.becomingFinal, note: over ? '' : say.becomingNote },
  ]
  return (
    <Step
      title={say.progressTitle}
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
        {to && (
          <div className="stack stack-8">
            <p className="note">
              {over ? say.notSentTo : outcome === 'final' ? say.sentTo : say.sendingTo} {name}
            </p>
            {sum !== undefined && (
              <p>
                <Amount rao={sum} decimals={9} look="lead" />
              </p>
            )}
            {name === undefined && <FullAddress address={to.address} />}
          </div>
        )}
        <div role="status">
          {over || isDoubtful(outcome) ? (
            <Banner kind={outcome === 'failed' ? 'danger' : 'caution'} box>
              <strong>{words.activity.status[outcome]}.</strong> {sayOutcome(words, entry, formats.number)}
            </Banner>
          ) : (
            <p className="vh">{sayOutcome(words, entry, formats.number)}</p>
          )}
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
