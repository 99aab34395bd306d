import { type EntryView, envelopeFees } from '../messaging'
import { Amount, type FactRow } from '../ui'
import { useFormats, useWords } from './words'

/** Of an order that travels hidden: where it is now. Nothing for all others, and where its end is told elsewhere. */
export function HiddenNote({ entry }: { entry: EntryView }) {
  const { shield: say } = useWords()
  const formats = useFormats()
  const { hidden, status } = entry
  if (!hidden) return null
  const { block } = hidden.envelope
  const text =
    status.phase === 'included' || status.phase === 'final'
      ? say.ran
      : status.phase !== 'signed' && status.phase !== 'sent'
        ? undefined
        : block === null
          ? say.sealed
          : say.opening({ block: formats.number(block) })
  if (text === undefined) return null
  const again = hidden.tries > 1 ? `${say.tries({ count: formats.number(hidden.tries) })} ` : ''
  return (
    <p className="note" role="status">
      {again}
      {text}
    </p>
  )
}

/** Of an order that travels hidden: how often it was sealed, and what that cost. */
export function useHiddenRows(entry: EntryView): FactRow[] {
  const { hidden } = entry
  const { shield: say } = useWords()
  const formats = useFormats()
  if (!hidden) return []
  const { tries } = hidden
  return [
    { label: say.sealedTimes, value: say.times({ count: tries, text: formats.number(tries) }) },
    { label: say.envelopes, value: <Amount rao={envelopeFees(entry)} decimals={9} look="col" coverable /> },
  ]
}
