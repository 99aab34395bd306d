import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

/** A fact of a ledger. `total` stands under a line, in strong ink. */
export type FactRow = { label: string; value: ReactNode; total?: boolean }

/** Facts: label left, value right, decimal points in line. */
export function Facts({ rows }: { rows: readonly (FactRow | false | undefined | null)[] }) {
  return (
    <dl className="facts">
      {rows
        .filter((row): row is FactRow => Boolean(row))
        .map(({ label, value, total }) => (
          <div key={label} className={total ? 'total' : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** Technical proof, folded: its summary still shows the result. @param open whether it begins unfolded */
export function More({ title, result, open = false, children }: { title: string; result: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="more" open={open}>
      <summary>
        <Icon name="go" size={16} />
        {title}
        <span className="v">{result}</span>
      </summary>
      <div className="in">{children}</div>
    </details>
  )
}

/** Short statements, each with its shape. */
export function Checks({ items }: { items: readonly { icon: IconName; text: ReactNode }[] }) {
  return (
    <ul className="checks">
      {items.map(({ icon, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written down, not sorted
        <li key={at}>
          <Icon name={icon} size={16} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
