import type { ReactNode } from 'react'
import { More } from './facts'
import { type Dot, type Stretch, stretchesOf } from './scale'

const WIDTH = 320
const HEIGHT = 80

const pathOf = ({ dots }: Stretch) => dots.map(({ x, y }, at) => `${at ? 'L' : 'M'}${x} ${y}`).join('')
const areaOf = (stretch: Stretch) => `${pathOf(stretch)}L${stretch.dots.at(-1)?.x ?? 0} ${HEIGHT}L${stretch.dots[0]?.x ?? 0} ${HEIGHT}Z`

/**
 * Values over time as a line. Where no value is kept it is dashed and has no area. It can be read as a table.
 * @param label one whole sentence for those who do not see the line
 * @param gap from which length on a time without a value is dashed, in ms
 * @param first, last what stands under its ends
 * @param children the table
 */
export function ValueChart({
  label,
  dots,
  gap,
  first,
  last,
  table,
  count,
  children,
}: {
  label: string
  dots: readonly Dot[]
  gap: number
  first: ReactNode
  last: ReactNode
  table: string
  count: ReactNode
  children: ReactNode
}) {
  const stretches = stretchesOf(dots, WIDTH, HEIGHT - 1, gap)
  return (
    <div className="stack stack-8">
      <figure>
        <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} height={HEIGHT} preserveAspectRatio="none" role="img" aria-label={label}>
          {stretches
            .filter(({ seen }) => seen)
            .map((each) => (
              <path key={`area ${each.dots[0]?.x}`} className="area" d={areaOf(each)} />
            ))}
          {stretches.map((each) => (
            <path key={`line ${each.dots[0]?.x} ${each.seen}`} className={each.seen ? 'line' : 'line unseen'} d={pathOf(each)} />
          ))}
          <path className="base" d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
        </svg>
        <figcaption className="chart-ends note">
          <span>{first}</span>
          <span>{last}</span>
        </figcaption>
      </figure>
      <More title={table} result={count}>
        {children}
      </More>
    </div>
  )
}

/**
 * A table of a few columns, the first naming its row and the others numbers.
 * @param caption what it is, for those who do not see where it stands
 */
export function NumberTable({
  caption,
  head,
  rows,
}: {
  caption: string
  head: readonly string[]
  rows: readonly { key: string; name: ReactNode; numbers: readonly ReactNode[] }[]
}) {
  return (
    // Wider than a narrow window: it scrolls by itself, also by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by the keyboard
    <section className="table-scrolls" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {head.map((each, at) => (
              <th key={each} scope="col" className={at ? 'num' : undefined}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, numbers }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {numbers.map((each, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={at} className="num" data-head={head[at + 1]}>
                  {each}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
