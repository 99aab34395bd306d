import type { MoveEstimate, SubnetView } from '../../../messaging'
import { Amount, Banner, type FactRow, Facts } from '../../../ui'
import { useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'
import { StakeAmount } from '../approve/staking'
import type { Where } from '../stake/order'
import { fitOf } from '../stake/tolerance'
import { isLoose } from './judging'
import { useAlphaOf } from './said'
import { FeeFromStake, StakeStop } from './stake-stop'

/** Where stake goes. `validator`: undefined until it is chosen. */
export type Target = { subnet: Where['subnet']; risks: SubnetView['risks']; validator: Where['validator'] | undefined }

const MILLION = 1_000_000

/** What a move comes to now and at the worst, or why it cannot be done. @param told undefined until it is about what stands in the form */
export function MoveOutcome({
  told,
  where,
  to,
  unlimited,
  hiding,
  fails,
  partial,
  part,
  moved,
  tolerance,
}: {
  told: MoveEstimate | undefined
  where: Where
  to: Target
  unlimited: boolean
  /** Whether it travels in an envelope, which no stake pays for. */
  hiding: boolean
  /** Whether it fails of the fee that the stake has to pay. */
  fails: boolean
  partial: boolean
  /** What of it fits within its limit, in rao, where not all does. */
  part: bigint | undefined
  /** How far it goes towards its limit. */
  moved: number
  tolerance: number
}) {
  const { moves: say, stake } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const alphaOf = useAlphaOf()
  if (!told)
    return (
      <p className="text" role="status">
        {say.counting}
      </p>
    )
  const { receives, least, now, back, way, problem } = told
  if (problem === 'stake-no-trade' && way === 'limit' && !unlimited && !partial)
    return (
      <Banner box kind="caution" live>
        {say.noTradeWhole}
      </Banner>
    )
  if (problem !== null) return <StakeStop problem={problem} minimum={told.minimum} />
  if (receives === null) return <StakeStop problem="stake-no-trade" minimum={null} />
  const alpha = ({ netuid }: Where['subnet'], rao: string) => <StakeAmount netuid={netuid} alpha={rao} />
  const tao = (rao: string) => <Amount rao={BigInt(rao)} decimals={9} look="col" />
  const limited = way === 'limit' && !unlimited
  const fit = limited ? fitOf(told, moved, tolerance) : 'fits'
  const fits = fit !== 'not'
  const price = ({ netuid, ...rest }: Where['subnet'], rao: string | null): FactRow | false =>
    netuid !== 0 && rao !== null && { label: say.priceOf({ subnet: nameOf({ netuid, ...rest }) }), value: tao(rao) }
  const rate = alphaOf(to.subnet.netuid)
  const rows: (FactRow | false)[] =
    way === 'exact'
      ? [{ label: say.exactly, value: alpha(to.subnet, receives), total: true }, now !== null && { label: say.now, value: tao(now) }]
      : [
          part !== undefined && { label: stake.fitsNow, value: alpha(where.subnet, String(part)) },
          { label: fits ? stake.receive : stake.receiveAll, value: alpha(to.subnet, receives), total: !limited },
          limited &&
            fits &&
            least !== null && { label: partial ? stake.leastPart : stake.least, value: alpha(to.subnet, least), total: true },
          price(where.subnet, told.price),
          price(to.subnet, told.toPrice),
          limited &&
            told.limit !== null && {
              label: say.atLeast({ unit: rate.unit }),
              value: <Amount rao={BigInt(told.limit)} decimals={9} look="col" {...rate} />,
            },
          { label: stake.impact, value: formats.percent(told.impact / MILLION, 2) },
          // The one pool that takes a fee is the first; what leaves root pays it in TAO.
          { label: stake.poolFee, value: alpha(where.subnet, told.poolFee) },
          now !== null && { label: say.now, value: tao(now) },
          back !== null && { label: say.back, value: tao(back) },
        ]
  return (
    <div role="status" className="stack stack-8">
      <Facts rows={[...rows, told.fee !== null && { label: say.fee, value: tao(told.fee) }]} />
      {way === 'exact' && <p className="note">{say.exact}</p>}
      {limited && <p className="note">{say.ratio}</p>}
      {limited && fits && isLoose(told, tolerance) && <p className="note">{say.loose}</p>}
      {!told.enough && !hiding && <FeeFromStake fails={fails} />}
      {fit === 'tight' && !partial && <p className="note">{stake.tight}</p>}
      {(part !== undefined || !fits) && (
        <Banner box kind={part === undefined ? 'caution' : 'plain'}>
          {part === undefined ? stake.noFit : stake.partFits}
        </Banner>
      )}
    </div>
  )
}
