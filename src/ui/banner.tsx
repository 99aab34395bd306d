import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

type BannerKind = 'plain' | 'caution' | 'danger'
const shapes: Record<BannerKind, IconName> = { plain: 'info', caution: 'l2', danger: 'error' }

/**
 * Says a state, its age and the way out.
 * @param box framed, inside a page; otherwise a band over the whole width under the bar
 * @param tall several sentences: the button stands below them, so that they have the whole width
 * @param action one small button, or several in a row
 * @param live announced when it appears
 */
export function Banner({
  kind = 'plain',
  icon,
  box = false,
  tall = false,
  live = false,
  action,
  children,
}: {
  kind?: BannerKind
  icon?: IconName
  box?: boolean
  tall?: boolean
  live?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  const looks = [(kind !== 'plain' || box) && `banner--${kind}`, box && 'banner--box', tall && 'banner--tall']
  const classes = ['banner', ...looks].filter(Boolean).join(' ')
  return (
    <div className={classes} {...(live ? { role: 'status' } : {})}>
      <Icon name={icon ?? shapes[kind]} />
      <div>{children}</div>
      {action}
    </div>
  )
}
