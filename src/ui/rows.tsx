import { type ReactNode, useId } from 'react'
import { unwritten } from './field'
import { Icon } from './icon'

/** The head of a part of a screen. @param aside a quiet word at its end */
export function Section({ title, aside }: { title: string; aside?: ReactNode }) {
  return (
    <div className="section">
      <h2>{title}</h2>
      {aside && <span className="note">{aside}</span>}
    </div>
  )
}

/** One thing that is on or off. @param help a sentence below its name */
export function SwitchOption({
  label,
  help,
  checked,
  onChange,
}: {
  label: string
  help?: string
  checked: boolean
  onChange(checked: boolean): void
}) {
  const id = useId()
  return (
    <label className="option">
      <span className="row-main">
        <span id={`${id}-name`}>{label}</span>
        {help && (
          <span className="row-sub" id={`${id}-help`}>
            {help}
          </span>
        )}
      </span>
      <input
        className="switch"
        type="checkbox"
        role="switch"
        aria-labelledby={`${id}-name`}
        {...(help ? { 'aria-describedby': `${id}-help` } : {})}
        aria-checked={checked}
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  )
}

/** A row that does something here, rather than lead to another screen. */
export function ActionRow({ children, onClick, ...rest }: { children: ReactNode; onClick(): void; 'aria-haspopup'?: 'dialog' }) {
  return (
    <button type="button" className="row" onClick={onClick} {...rest}>
      {children}
    </button>
  )
}

/** Text to look for, with its glass. The label is for those who do not see the glass. */
export function SearchField({
  label,
  hint,
  value,
  onChange,
}: {
  label: string
  hint: string
  value: string
  onChange(text: string): void
}) {
  return (
    <div className="control search">
      <Icon name="search" />
      <input
        {...unwritten}
        type="search"
        aria-label={label}
        placeholder={hint}
        value={value}
        maxLength={256}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
