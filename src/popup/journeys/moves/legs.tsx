import { broughtBy, broughtByAll, type EntryView, legsOf } from '../../../messaging'
import { Amount, Checks, Facts, type IconName, Section, useAmountText } from '../../../ui'
import { useView } from '../../background'
import { useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'
import { type LegState, legStateOf } from './judging'

const icons: Record<LegState, IconName> = { done: 'check', not: 'error', unknown: 'info', pending: 'clock' }

/** Several sales of one transaction, each with what became of it and what it brought; nothing of any other transaction. */
export function Legs({ entry }: { entry: EntryView }) {
  const { moves: say, staking } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const held = useView('portfolio')?.money?.first ?? []
  const amountText = useAmountText({ coverable: true })
  const sales = legsOf(entry)
  if (!sales) return null
  const legs = sales.map((leg) => ({ fact: leg.fact, state: legStateOf(entry, leg.ran), brought: broughtBy(entry, leg) }))
  const sum = broughtByAll(entry, sales)
  const done = legs.filter(({ state }) => state === 'done').length
  return (
    <div className="stack stack-8">
      <Section title={say.legs} aside={say.legsDone({ done: formats.number(done), count: formats.number(legs.length) })} />
      <Checks
        items={legs.map(({ fact: { netuid, hotkey }, state, brought }) => {
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
                {brought && `, ${say.legBrought({ amount: amountText(brought.got, 9) })}`}
              </>
            ),
          }
        })}
      />
      {sum !== undefined && (
        <Facts rows={[{ label: say.broughtAll, value: <Amount rao={sum} decimals={9} look="col" coverable />, total: true }]} />
      )}
    </div>
  )
}
