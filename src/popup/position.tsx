import { Link } from 'wouter'
import type { PositionView } from '../messaging'
import { Amount, isLong } from '../ui'
import { useFirstWords } from './words'

const drawn = new Map<string, boolean>()
/** Whether this device draws a symbol as something of its own: one without a glyph looks like every other one without. */
function isDrawn(symbol: string): boolean {
  const known = drawn.get(symbol)
  if (known !== undefined) return known
  const picture = (text: string) => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 24
    const pen = canvas.getContext('2d')
    if (pen) pen.font = '16px sans-serif'
    pen?.fillText(text, 2, 18)
    return canvas.toDataURL()
  }
  const made = picture(symbol) !== picture('\u{10fffe}')
  drawn.set(symbol, made)
  return made
}
const LONGEST_SYMBOL = 2

/** A subnet's symbol, where there is one that this device can show. */
const seenSymbol = (symbol: string | null): string | undefined => (symbol !== null && isDrawn(symbol) ? symbol : undefined)

/** The mark of a subnet: its symbol, or its number where there is none that can be seen. */
export function SubnetTile({ position: { netuid, symbol } }: { position: Pick<PositionView, 'netuid' | 'symbol'> }) {
  const mark = seenSymbol(symbol)
  const shown = mark !== undefined && [...mark].length <= LONGEST_SYMBOL
  return (
    <span className={shown ? 'sym' : 'sym sym--num'} aria-hidden="true">
      {shown ? symbol : netuid}
    </span>
  )
}

/** What a subnet is called, or its number. */
export function useSubnetName(): (position: Pick<PositionView, 'netuid' | 'name'>) => string {
  const { home } = useFirstWords()
  return ({ netuid, name }) => (netuid === 0 ? 'Root' : (name ?? home.noName({ netuid: String(netuid) })))
}

/** An amount of a subnet's alpha with its own symbol; on root it is TAO. */
export function Alpha({
  position,
  rao = position.alpha,
  decimals = 4,
  coverable = true,
  plus = false,
}: {
  position: Pick<PositionView, 'netuid' | 'symbol' | 'name' | 'alpha'>
  rao?: string
  decimals?: number
  /** As of Amount. */
  coverable?: boolean
  plus?: boolean
}) {
  const { home } = useFirstWords()
  const nameOf = useSubnetName()
  const unit =
    position.netuid === 0
      ? {}
      : { unit: seenSymbol(position.symbol) ?? `SN${position.netuid}`, spoken: home.alphaOf({ subnet: nameOf(position) }) }
  return <Amount rao={BigInt(rao)} decimals={decimals} look="col" coverable={coverable} plus={plus} {...unit} />
}

/** Where a position has its screen. @param account whose; null for all that count */
export const positionPath = (account: string | null, { netuid, hotkey }: Pick<PositionView, 'netuid' | 'hotkey'>) =>
  `/positions/${account ?? 'all'}/${netuid}/${hotkey}`

/** One position in a list. @param account whose; null for all that count */
export function PositionRow({ position, account }: { position: PositionView; account: string | null }) {
  const { home } = useFirstWords()
  const nameOf = useSubnetName()
  const spot = position.spot === null ? undefined : BigInt(position.spot)
  return (
    <Link href={positionPath(account, position)} className={isLong(spot) || isLong(BigInt(position.alpha)) ? 'row row--tall' : 'row'}>
      <SubnetTile position={position} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">
            <bdi>{nameOf(position)}</bdi>
          </span>
          <span className="note faint">{position.netuid}</span>
        </span>
        <span className="row-sub clip">
          <bdi>{position.validator ?? `${position.address.slice(0, 6)}…${position.address.slice(-6)}`}</bdi>
        </span>
      </span>
      <span className="row-num">
        <span>{spot === undefined ? <span className="note">{home.noPrice}</span> : <Amount rao={spot} look="col" coverable />}</span>
        <span>
          <Alpha position={position} />
        </span>
      </span>
    </Link>
  )
}
