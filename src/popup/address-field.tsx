import type { ReactNode } from 'react'
import { Field, unwritten } from '../ui'
import type { ReadAddress } from './recipient'
import { useSayError } from './words'

/** A whole address, typed or pasted, with what is wrong with it. @param help said while nothing is */
export function AddressField({
  label,
  text,
  read,
  help,
  error,
  disabled = false,
  onText,
}: {
  label: string
  text: string
  read: ReadAddress
  help: ReactNode
  /** What is wrong with it, where that is more than that it cannot be read. */
  error?: ReactNode
  disabled?: boolean
  onText(text: string): void
}) {
  const sayError = useSayError()
  const wrong = read && 'error' in read ? read.error : undefined
  return (
    <Field label={label} help={help} disabled={disabled} error={error ?? (wrong && sayError(wrong))}>
      {(ids) => (
        <textarea
          {...unwritten}
          {...ids}
          className="mono"
          rows={2}
          disabled={disabled}
          value={text}
          onChange={({ target }) => onText(target.value.replace(/\s+/g, ''))}
        />
      )}
    </Field>
  )
}
