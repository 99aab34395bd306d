import type { PositionView, SalesEstimate } from '../../../messaging'
import { Amount, Badge, decimalsOf, Section, shortAddress, useAmountText } from '../../../ui'
import { encodeAddress, fromHex } from '../../../units'
import { Alpha, SubnetTile, useSubnetName } from '../../position'
import { useWords } from '../../words'
import { fitOf, movedBy } from '../stake/tolerance'
import { useAlphaOf } from './said'
import { useSayStuck } from './stake-stop'

type Place = { hotkey: string; netuid: number }
/** What a subnet and a validator are called, as far as an own position tells it. */
function namedBy(held: readonly PositionView[], { hotkey, netuid }: Place) {
  const found = held.find((each) => each.netuid === netuid && each.hotkey === hotkey)
  const subnet = { netuid, name: found?.name ?? null, symbol: found?.symbol ?? null }
  return { subnet, validator: found?.validator ?? shortAddress(encodeAddress(fromHex(hotkey))) }
}

/** Each sale: where and with whom, how much, what it brings and at least brings. */
export function Sales({
  sales,
  held,
  tolerance,
  unlimited,
}: {
  sales: SalesEstimate['sales']
  held: readonly PositionView[]
  tolerance: number
  /** Whether they go at any price: then nothing is promised. */
  unlimited: boolean
}) {
  const { moves: say } = useWords()
  const nameOf = useSubnetName()
  const alphaOf = useAlphaOf()
  const amountText = useAmountText()
  return (
    <ol className="rows" aria-label={say.legs}>
      {sales.map((sale) => {
        const { subnet, validator } = namedBy(held, sale)
        const sells = BigInt(sale.sells)
        const beyond = !unlimited && fitOf(sale, movedBy('sell', sale.impact), tolerance) === 'not'
        return (
          <li key={`${sale.netuid}/${sale.hotkey}`} className="row row--tall">
            <SubnetTile position={subnet} />
            <span className="row-main">
              <span className="row-name">
                <span className="clip">
                  <bdi>{nameOf(subnet)}</bdi>
                </span>
                <span className="note faint">{sale.netuid}</span>
              </span>
              <span className="row-sub clip">
                <bdi>{validator}</bdi>
              </span>
              <span className="row-sub">{say.sells({ amount: amountText(sells, decimalsOf(sells), alphaOf(sale.netuid).unit) })}</span>
              {beyond && (
                <>
                  <span className="cluster">
                    <Badge look="caution">{say.beyond}</Badge>
                  </span>
                  <span className="row-sub">{say.beyondText}</span>
                </>
              )}
            </span>
            <span className="row-num">
              <span>{sale.receives === null ? say.unknown : <Amount rao={BigInt(sale.receives)} decimals={9} look="col" />}</span>
              {!unlimited && <span className="note">{say.leastOf({ amount: amountText(BigInt(sale.least), 9) })}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** What cannot be sold now, and why. */
export function Stuck({ told: { stuck, minimum }, held }: { told: SalesEstimate; held: readonly PositionView[] }) {
  const { moves: say } = useWords()
  const nameOf = useSubnetName()
  const sayStuck = useSayStuck()
  return (
    <div className="stack stack-8">
      <Section title={say.stuck} />
      <p className="note">{say.stuckText}</p>
      <ul className="rows" aria-label={say.stuck}>
        {stuck.map((each) => {
          const { subnet, validator } = namedBy(held, each)
          return (
            <li key={`${each.netuid}/${each.hotkey}`} className="row row--tall">
              <SubnetTile position={subnet} />
              <span className="row-main">
                <span className="row-name">
                  <span className="clip">
                    <bdi>{nameOf(subnet)}</bdi>
                  </span>
                  <span className="note faint">{each.netuid}</span>
                </span>
                <span className="row-sub clip">
                  <bdi>{validator}</bdi>
                </span>
                <span className="row-sub">{sayStuck(each.problem, minimum)}</span>
              </span>
              <span className="row-num">
                <Alpha position={{ ...subnet, alpha: each.alpha }} decimals={9} />
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
