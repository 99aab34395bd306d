import { Banner, More, Segments, SwitchOption, TextField, unwritten } from '../../../ui'
import { useFormats, useWords } from '../../words'
import type { Order } from './order'
import { choices, WIDE } from './tolerance'

const MILLION = 1_000_000

/** What keeps others from moving the price in between; to go without it, a word is typed. */
export function Protection({
  order,
  parts,
  unlimited,
  within = true,
  inPart = true,
  without = true,
  onChange,
}: {
  order: Order
  /** What was chosen, in millionths; undefined where it is none. */
  parts: number | undefined
  unlimited: boolean
  /** Whether the order can go within a limit, a part of it can be filled, and it can go without a limit. */
  within?: boolean
  inPart?: boolean
  without?: boolean
  onChange(change: Partial<Order>): void
}) {
  const { stake: say } = useWords()
  const formats = useFormats()
  const text = (of: number) => formats.percent(of / MILLION, of % 10_000 === 0 ? 0 : 1)
  return (
    <section className="stack" aria-label={say.protection}>
      {within && !unlimited && (
        <>
          <div className="stack stack-8">
            <p className="label" aria-hidden="true">
              {say.tolerance}
            </p>
            <Segments
              label={say.tolerance}
              name="tolerance"
              value={order.other === undefined ? String(order.tolerance) : 'other'}
              options={[...choices.map((each) => ({ value: String(each), label: text(each) })), { value: 'other', label: say.other }]}
              onChange={(value) =>
                onChange(
                  value === 'other' ? { other: formats.number(order.tolerance / 10_000) } : { tolerance: Number(value), other: undefined },
                )
              }
            />
            {order.other !== undefined && (
              <TextField
                {...unwritten}
                label={say.otherLabel}
                inputMode="decimal"
                maxLength={8}
                value={order.other}
                {...(parts === undefined ? { error: say.otherWrong } : { help: say.otherHelp })}
                onChange={({ target }) => onChange({ other: target.value })}
              />
            )}
            <p className="note">{say.toleranceHelp}</p>
            {parts !== undefined && parts >= WIDE && (
              <Banner box kind="caution" live>
                {say.wide}
              </Banner>
            )}
          </div>
          {inPart && (
            <SwitchOption
              label={say.partial}
              help={say.partialHelp}
              checked={order.partial}
              onChange={(partial) => onChange({ partial })}
            />
          )}
        </>
      )}
      {unlimited && (
        <Banner box kind="danger" live>
          {say.unlimitedOn}
        </Banner>
      )}
      {without && (
        <More title={say.unlimited} result={say.unlimitedFolded}>
          <div className="stack stack-8">
            <p className="text">{say.unlimitedText}</p>
            <WordField word={order.word} onChange={onChange} />
          </div>
        </More>
      )}
    </section>
  )
}

/** Where the word is typed that goes without a limit. */
export function WordField({ word, onChange }: { word: string; onChange(change: { word: string }): void }) {
  const { stake: say } = useWords()
  return (
    <TextField
      {...unwritten}
      label={
        <>
          {say.unlimitedType}{' '}
          <span className="mono" translate="no">
            {say.unlimitedWord}
          </span>
        </>
      }
      maxLength={20}
      value={word}
      onChange={({ target }) => onChange({ word: target.value })}
    />
  )
}
