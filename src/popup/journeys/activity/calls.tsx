import { type EntryView, legsOf } from '../../../messaging'
import { FullAddress, useAmountText } from '../../../ui'
import { isBad, outcomeOf } from '../../entry'
import { useWords } from '../../words'
import { isStaking, sayFact } from '../approve/facts'
import { StakingDetails } from '../approve/staking'
import { BroughtRows } from '../moves/brought-rows'

/**
 * What a transaction does, call by call, from what was signed; and of each that did not run, or may not have, that it is so.
 * @param brief without what a sentence names only in short
 */
export function Calls({ entry, brief = false }: { entry: EntryView; brief?: boolean }) {
  const words = useWords()
  const { activity: say } = words
  const amountText = useAmountText({ coverable: true })
  const { calls, status } = entry
  // What became of all of it is told above.
  const whole = isBad(outcomeOf(entry)) || status.phase === 'unknown'
  // What several sales brought stands where they are counted.
  const counted = legsOf(entry) !== undefined
  return calls.map(({ call, fact, ran }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: calls have no name but their place
    <div key={at} className="stack stack-8">
      <p className={brief && calls.length === 1 ? 'lead' : undefined}>{sayFact(words, fact, amountText)}</p>
      {!whole && ran !== true && <p className="note">{ran === false ? say.notRun : 'block' in status ? say.maybeRun : say.eitherRun}</p>}
      {'to' in fact && <FullAddress address={fact.to.address} />}
      {!brief && isStaking(words, fact) && <StakingDetails fact={fact} risks={[]} />}
      {!counted && <BroughtRows entry={entry} call={{ call, fact, ran }} limited={brief} />}
      {!brief && <p className="note mono-block">{call}</p>}
    </div>
  ))
}
