import { useId } from 'react'
import { Amount, Icon } from '../ui'
import { formatTao } from '../units'
import { useWords } from './words'

/** More digits than the large ones have room for. */
const LONG = 11

/**
 * An amount, typed or taken by a press: half of what can go, or all of it.
 * @param has what there is, with its name
 * @param max the most that can go, in rao; undefined while nobody knows
 * @param unit its sign, and how it is spoken; TAO unless told otherwise
 */
export function AmountField({
  label,
  text,
  disabled = false,
  has,
  max,
  unit = 'τ',
  spoken = 'TAO',
  problem,
  help,
  onText,
}: {
  label: string
  text: string
  disabled?: boolean
  has: { label: string; rao: bigint } | undefined
  max: bigint | undefined
  unit?: string
  spoken?: string
  problem: string | undefined
  help: string | undefined
  onText(text: string): void
}) {
  const { send: say } = useWords()
  const id = useId()
  const said = problem ?? help
  const part = (name: string, rao: bigint | undefined) => (
    <button
      type="button"
      className="chip"
      disabled={disabled || rao === undefined}
      onClick={() => rao !== undefined && onText(formatTao(rao))}
    >
      {name}
    </button>
  )
  return (
    <div className="field amountfield" data-state={problem ? 'error' : disabled ? 'disabled' : undefined}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="control">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          disabled={disabled}
          value={text}
          data-long={text.length > LONG || undefined}
          aria-describedby={`${id}-help`}
          {...(problem ? { 'aria-invalid': true as const } : {})}
          onChange={({ target }) => onText(target.value)}
        />
        <span className="unit" aria-hidden="true">
          {unit}
        </span>
        <div className="chips">
          {part(say.half, max === undefined ? undefined : max / 2n)}
          {part(say.max, max)}
          {has && (
            <span className="note">
              {has.label} <Amount rao={has.rao} unit={unit} spoken={spoken} coverable />
            </span>
          )}
        </div>
      </div>
      <p className="help" id={`${id}-help`} role="status">
        {problem && <Icon name="error" size={16} />}
        <span>{said}</span>
      </p>
    </div>
  )
}
