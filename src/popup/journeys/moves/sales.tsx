import type { ReactNode } from 'react'
import type { PositionView, SalesEstimate } from '../../../messaging'
import { Amount, Badge, decimalsOf, Section, shortAddress, useAmountText } from '../../../ui'
import { encodeAddress, fromHex } from '../../../units'
import { SubnetTile, useSubnetName } from '../../position'
import { useWords } from '../../words'
import { StakeAmount } from '../approve/staking'
import { useSayHeld } from '../root/held'
import { type Leg, type StuckLeg, staysOut } from './judging'
import { useAlphaOf } from './said'
import { useSayStuck } from './stake-stop'

type Place = { hotkey: string; netuid: number }

/** One position among those that are sold, or not: its subnet and its validator, as far as an own position tells what they are called. */
function Row({ place, held, end, children }: { place: Place; held: readonly PositionView[]; end: ReactNode; children: ReactNode }) {
  const nameOf = useSubnetName()
  const { hotkey, netuid } = place
  const found = held.find((each) => each.netuid === netuid && each.hotkey === hotkey)
  const subnet = { netuid, name: found?.name ?? null, symbol: found?.symbol ?? null }
  return (
    <li className="row row--tall">
      <SubnetTile position={subnet} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">
            <bdi>{nameOf(subnet)}</bdi>
          </span>
          <span className="note faint">{netuid}</span>
        </span>
        <span className="row-sub clip">
          <bdi>{found?.validator ?? shortAddress(encodeAddress(fromHex(hotkey)))}</bdi>
        </span>
        {children}
      </span>
      <span className="row-num">{end}</span>
    </li>
  )
}

/** Each sale: where and with whom, how much, what it brings and at least brings. */
export function Sales({
  sales,
  held,
  tolerance,
  unlimited,
}: {
  sales: readonly (SalesEstimate['sales'][number] | Leg)[]
  held: readonly PositionView[]
  tolerance: number
  /** Whether they go at any price: then nothing is promised. */
  unlimited: boolean
}) {
  const { moves: say } = useWords()
  const alphaOf = useAlphaOf()
  const amountText = useAmountText()
  return (
    <ol className="rows" aria-label={say.legs}>
      {sales.map((sale) => {
        const sells = BigInt(sale.sells)
        const limited = !unlimited && 'least' in sale
        const beyond = limited && staysOut(sale, tolerance)
        const end = (
          <>
            <span>{sale.receives === null ? say.unknown : <Amount rao={BigInt(sale.receives)} decimals={9} />}</span>
            {limited && <span className="note">{say.leastOf({ amount: amountText(BigInt(sale.least), 9) })}</span>}
          </>
        )
        return (
          <Row key={`${sale.netuid}/${sale.hotkey}`} place={sale} held={held} end={end}>
            <span className="row-sub">{say.sells({ amount: amountText(sells, decimalsOf(sells), alphaOf(sale.netuid).unit) })}</span>
            {'problem' in sale && sale.problem === 'price-untold' && <span className="row-sub">{say.blind}</span>}
            {beyond && (
              <>
                <span className="cluster">
                  <Badge look="caution">{say.beyond}</Badge>
                </span>
                <span className="row-sub">{say.beyondText}</span>
              </>
            )}
          </Row>
        )
      })}
    </ol>
  )
}

/** What cannot be sold now, and why. */
export function Stuck({ stuck, minimum, held }: { stuck: readonly StuckLeg[]; minimum: string | null; held: readonly PositionView[] }) {
  const { moves: say } = useWords()
  const sayStuck = useSayStuck()
  const sayHeld = useSayHeld()
  return (
    <div className="stack stack-8">
      <Section title={say.stuck} />
      <p className="note">{say.stuckText}</p>
      <ul className="rows" aria-label={say.stuck}>
        {stuck.map((each) => {
          const end = <StakeAmount netuid={each.netuid} alpha={each.holds} coverable />
          return (
            <Row key={`${each.netuid}/${each.hotkey}`} place={each} held={held} end={end}>
              <span className="row-sub">
                {each.problem === 'stake-held' ? sayHeld(BigInt(each.holds), each.heldBlocks) : sayStuck(each.problem, minimum)}
              </span>
            </Row>
          )
        })}
      </ul>
    </div>
  )
}
