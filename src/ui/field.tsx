import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { IconButton } from './button'
import { Icon } from './icon'

/** What every input gets that must leave no trace: no completion, no correction, no translation, no spell-check service. */
export const unwritten = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  translate: 'no',
} as const

type FieldProps = { label: ReactNode; help?: ReactNode; error?: ReactNode; disabled?: boolean; className?: string }

/** Label, control and the sentence below. `children` gets the ids that tie them together; an error takes the help's place and is announced. */
export function Field({
  label,
  help,
  error,
  disabled,
  className,
  children,
}: FieldProps & { children(ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }): ReactNode }) {
  const id = useId()
  const said = error ?? help
  const state = error ? 'error' : disabled ? 'disabled' : undefined
  return (
    <div className={className ? `field ${className}` : 'field'} data-state={state}>
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="control">
        {children({ id, ...(said ? { 'aria-describedby': `${id}-help` } : {}), ...(error ? { 'aria-invalid': true as const } : {}) })}
      </div>
      <div aria-live="polite">
        {said && (
          <p className="help" id={`${id}-help`}>
            {error && <Icon name="error" size={16} />}
            <span>{said}</span>
          </p>
        )}
      </div>
    </div>
  )
}

/** One line of text. */
export function TextField({ label, help, error, className, ...input }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} help={help} error={error} disabled={input.disabled ?? false}>
      {(ids) => <input type="text" className={className} {...ids} {...input} />}
    </Field>
  )
}

/** A password with a button that shows it. It is never kept anywhere but in this input. */
export function PasswordField({
  label,
  help,
  error,
  showLabel,
  hideLabel,
  ...input
}: FieldProps & { showLabel: string; hideLabel: string } & Omit<ComponentProps<'input'>, 'type'>) {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} help={help} error={error} disabled={input.disabled ?? false}>
      {(ids) => (
        <>
          <input {...unwritten} {...ids} {...input} type={shown ? 'text' : 'password'} />
          <IconButton
            icon={shown ? 'eyeoff' : 'eye'}
            label={shown ? hideLabel : showLabel}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          />
        </>
      )}
    </Field>
  )
}

/** One of few, side by side: native radio buttons. */
export function Segments<T extends string>({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string
  name: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange(value: T): void
}) {
  return (
    <fieldset className="seg">
      <legend className="vh">{label}</legend>
      {options.map((each) => (
        <label key={each.value}>
          <input type="radio" name={name} value={each.value} checked={each.value === value} onChange={() => onChange(each.value)} />
          {each.label}
        </label>
      ))}
    </fieldset>
  )
}
