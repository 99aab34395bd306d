import type { ComponentProps, ReactNode } from 'react'
import { Icon, type IconName } from './icon'

type ButtonLook = 'primary' | 'danger' | 'quiet'
export type ButtonProps = ComponentProps<'button'> & {
  look?: ButtonLook
  small?: boolean
  wide?: boolean
  /** Something is under way: shown, and further presses do nothing. */
  busy?: boolean
  icon?: IconName
}

/** Class names of a button, for links that look like one. */
export function buttonClass({ look, small, wide }: { look?: ButtonLook | undefined; small?: boolean; wide?: boolean }): string {
  return ['btn', look && `btn--${look}`, small && 'btn--small', wide && 'btn--wide'].filter(Boolean).join(' ')
}

/** A button. `type` is "button" unless told otherwise, so that none submits by accident. */
export function Button({ look, small = false, wide = false, busy = false, icon, children, onClick, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={[buttonClass({ look, small, wide }), className].filter(Boolean).join(' ')}
      {...(busy ? { 'aria-busy': true, 'aria-disabled': true } : {})}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {icon && !busy && <Icon name={icon} size={small ? 16 : 20} />}
      {children}
    </button>
  )
}

/** A button of one icon; its label is what it is called and what its tooltip says. */
export function IconButton({
  icon,
  label,
  small = false,
  ...rest
}: { icon: IconName; label: string; small?: boolean } & ComponentProps<'button'>) {
  return (
    <button type="button" className={small ? 'iconbtn iconbtn--small' : 'iconbtn'} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  )
}

/** Actions of equal weight in one frame. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className="actions">{children}</div>
}
