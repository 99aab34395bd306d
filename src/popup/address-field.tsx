import type { ReactNode } from 'react'
import { Button, Field, unwritten } from '../ui'
import { convertedOf, type ReadAddress } from './recipient'
import { useSayError, useWords } from './words'

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
  /** Something else that is wrong with it. */
  error?: ReactNode
  disabled?: boolean
  onText(text: string): void
}) {
  const { send: say } = useWords()
  const sayError = useSayError()
  const wrong = read && 'error' in read ? read.error : undefined
  const converted = convertedOf(read)
  return (
    <>
      <Field
        label={label}
        help={help}
        disabled={disabled}
        error={wrong ? (converted ? say.convert({ address: converted }) : sayError(wrong)) : error}
      >
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
      {converted !== undefined && (
        <Button small onClick={() => onText(converted)}>
          {say.useConverted}
        </Button>
      )}
    </>
  )
}
