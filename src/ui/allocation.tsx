import type { CSSProperties } from 'react'
import { tenthsOf } from './scale'

type AllocationPart = { name: string; valueRao: bigint; look: 'hollow' | 'solid' | 'hatch' | 'ink' }

/**
 * How a whole is spread, as a bar of parts that differ in shape, with their names and percents below. They sum to 100.0. Parts that are
 * not there are left out, and the smallest can still be seen.
 * @param say a part with its percent; given in tenths, `small` where something is there that is less than one tenth
 */
export function AllocationBar({
  parts,
  say,
}: {
  parts: readonly AllocationPart[]
  say(part: { name: string; tenths: number; small: boolean }): string
}) {
  const tenths = tenthsOf(parts.map(({ valueRao }) => valueRao))
  const shown = parts
    .map(({ name, valueRao, look }, at) => ({ name, look, valueRao, tenths: tenths[at] ?? 0, small: valueRao > 0n && !tenths[at] }))
    .filter(({ valueRao }) => valueRao > 0n)
  if (!shown.length) return null
  return (
    <div className="stack stack-8">
      <div className="alloc" role="img" aria-label={shown.map(say).join(', ')}>
        {shown.map((part) => (
          <i key={part.name} className={part.look} style={{ '--part': Math.max(part.tenths, 1) } as CSSProperties} />
        ))}
      </div>
      <ul className="key" aria-hidden="true">
        {shown.map((part) => (
          <li key={part.name}>
            <i className={part.look} />
            {say(part)}
          </li>
        ))}
      </ul>
    </div>
  )
}
