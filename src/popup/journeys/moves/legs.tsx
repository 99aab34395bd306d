import type { EntryView } from '../../../messaging'
import { Checks, type IconName, Section } from '../../../ui'
import { useView } from '../../background'
import { useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'
import { type LegState, legStateOf } from './judging'

const icons: Record<LegState, IconName> = { done: 'check', not: 'error', unknown: 'info', pending: 'clock' }

/** Several sales of one transaction, each with what became of it; nothing of any other transaction. */
export function Legs({ entry }: { entry: EntryView }) {
  const { moves: say, staking } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const held = useView('portfolio')?.money?.first ?? []
  const legs = entry.calls.flatMap(({ fact, ran }) => (fact.kind === 'unstake' ? [{ fact, state: legStateOf(entry, ran) }] : []))
  if (legs.length < 2 || legs.length !== entry.calls.length) return null
  const done = legs.filter(({ state }) => state === 'done').length
  return (
    <div className="stack stack-8">
      <Section title={say.legs} aside={say.legsDone({ done: formats.number(done), count: formats.number(legs.length) })} />
      <Checks
        items={legs.map(({ fact: { netuid, hotkey }, state }) => {
          const known = held.find((each) => each.netuid === netuid)
          const whom = held.find((each) => each.hotkey === hotkey.id)?.validator ?? null
          return {
            icon: icons[state],
            text: (
              <>
                <bdi>{known ? nameOf(known) : staking.subnet(netuid)}</bdi>
                {known && netuid !== 0 && ` ${netuid}`}
                {whom !== null && (
                  <>
                    {', '}
                    <bdi>{whom}</bdi>
                  </>
                )}
                : <strong>{say.leg[state]}</strong>
              </>
            ),
          }
        })}
      />
    </div>
  )
}
