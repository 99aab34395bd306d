import type { AccountView } from '../../../messaging'
import { Amount, Banner, Button, decimalsOf, type FactRow, Facts, Foot, Stepper, useAmountText } from '../../../ui'
import { formatTao, maybeThousands, parseTao, spotOf } from '../../../units'
import { WhoAccount } from '../../account'
import { AmountField } from '../../amount-field'
import { ErrorBanner } from '../../error-banner'
import { Step, useNetwork } from '../../frame'
import { isTyped } from '../../typed'
import { useFormats, useWords } from '../../words'
import { StakeAmount } from '../approve/staking'
import { failsOfFee } from '../moves/judging'
import { FeeFromStake, StakeStop } from '../moves/stake-stop'
import { UnclaimedNote, useUnclaimed } from '../root/unclaimed'
import { Bound, Choice } from './choice'
import { hides, lacksEnvelope, type Order, type Side, type Trade, toleranceOf, useTrade, type Where } from './order'
import { Protection } from './protection'
import { restStop } from './rest'
import { Shield } from './shield'
import { fitOf, movedBy, USUAL } from './tolerance'

const MILLION = 1_000_000

/** How much, and how far the price may move: everything that can be known to be wrong is said before anything is built. */
export function TradeForm({
  from,
  side,
  where,
  held,
  order,
  busy,
  error,
  steps,
  onChange,
  onBack,
  onReview,
}: {
  from: AccountView
  side: Side
  where: Where
  /** What of the position there is, where it is sold. */
  held: bigint | undefined
  order: Order
  busy: boolean
  error: unknown
  /** Whether it is the third of four steps: what is sold is chosen already. */
  steps: boolean
  onChange(change: Partial<Order>): void
  onBack(): void
  onReview(trade: Trade, unlimited: boolean): void
}) {
  const { stake: say, moves, common } = useWords()
  const amountText = useAmountText()
  const hadText = useAmountText({ coverable: true })
  const { settled } = useNetwork()
  const { netuid } = where.subnet
  const root = netuid === 0
  const buying = side === 'buy'
  const given = useGiven(where, buying)
  const parts = toleranceOf(order)
  const unlimited = isTyped(order.word, say.unlimitedWord)
  // All of it goes whole, within a limit: a part of it, or at any price, goes by its amount.
  const all = order.all && !order.partial && !unlimited
  const amountAsked = all ? null : order.amount
  const { trade, error: untold } = useTrade(from.id, side, where, amountAsked, parts ?? USUAL, order.partial && !unlimited)
  const hiding = trade !== undefined && hides(order, trade)
  const envelope = hiding && buying ? BigInt(trade.shield?.fee ?? 0) : 0n
  const most = trade && BigInt(trade.most) - envelope
  const max = most !== undefined && most < 0n ? 0n : most
  const minimum = trade?.minimum == null ? undefined : BigInt(trade.minimum)
  const text = all && trade ? formatTao(BigInt(trade.most)) : order.amount
  const amount = parseTao(text)
  const small = minimum !== undefined && trade?.current && worthOf(trade, buying || root) < minimum
  // What a lock keeps there makes a part of all that can go.
  const isBound = held !== undefined && max !== undefined && held > max
  const left = trade?.current ? restStop(trade, { partial: order.partial, unlimited }) : undefined
  const problem = !text
    ? undefined
    : amount === undefined
      ? say.notAmount
      : amount === 0n
        ? say.zero
        : max !== undefined && amount > max
          ? trade?.heldBlocks
            ? moves.problems['stake-held']({ minimum: '' })
            : say.notEnough({ max: hadText(max, 9, given.unit) })
          : small
            ? (isBound || buying ? say.tooLittle : say.tooLittlePart)({ minimum: amountText(minimum, decimalsOf(minimum)) })
            : left
              ? say.restStays({
                  rest: left.rest === undefined ? '' : amountText(left.rest, decimalsOf(left.rest), given.unit),
                  all: !isBound,
                  part: left.part,
                })
              : undefined
  const understood =
    amount !== undefined && maybeThousands(text) ? say.understood({ amount: amountText(amount, decimalsOf(amount), given.unit) }) : ''
  const leaves =
    buying && trade && amount !== undefined && amount > 0n
      ? say.leavesAfter({ left: hadText(BigInt(trade.free) - (trade.current ? trade.rao : amount) - BigInt(trade.fee) - envelope) })
      : minimum !== undefined && buying
        ? say.minimum({ minimum: amountText(minimum, decimalsOf(minimum)) })
        : ''
  const asked = amount !== undefined && amount > 0n && !problem
  const leaving = root && !buying && asked ? [{ hotkey: where.validator.hotkey, amount }] : []
  const unclaimed = useUnclaimed(from.id, leaving)
  const fits = trade !== undefined && fitOf(trade, movedBy(side, trade.impact), parts ?? USUAL) !== 'not'
  // At any price the chain cuts an amount down to what is left of a position that is not locked.
  const fixed = trade !== undefined && !trade.whole && (isBound || !unlimited)
  const fails = !buying && fixed && !hiding && failsOfFee(trade, trade.rao, trade.price)
  const ready =
    asked &&
    !fails &&
    trade?.unpaid === false &&
    unclaimed !== undefined &&
    trade.current &&
    trade.receives !== null &&
    (fits || unlimited) &&
    !lacksEnvelope(order, trade) &&
    parts !== undefined &&
    settled === 'online'
  return (
    <Step
      title={buying ? say.stake : say.unstake}
      onBack={onBack}
      aside={steps && <Stepper at={3} of={4} label={common.step({ at: 3, of: 4 })} />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{say.offline}</p>}
          <Button look="primary" type="submit" form="trade" busy={busy} disabled={!ready}>
            {say.review}
          </Button>
        </Foot>
      }
    >
      <form
        id="trade"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onReview(trade, unlimited)
        }}
      >
        <ErrorBanner error={error} />
        <Choice where={where} />
        <AmountField
          label={buying || root ? say.amountTao : say.amountAlpha({ unit: given.unit })}
          text={text}
          has={trade && { label: buying ? say.free : say.held, rao: BigInt(buying ? trade.free : trade.most) }}
          max={max}
          unit={given.unit}
          spoken={given.spoken}
          problem={problem}
          help={`${understood} ${leaves}`.trim() || undefined}
          onText={(text) => onChange({ amount: text, all: !buying && max !== undefined && parseTao(text) === max })}
        />
        <Bound held={held} max={max} unit={given.unit} blocks={trade?.heldBlocks} />
        {untold !== undefined && <ErrorBanner error={untold} />}
        {asked && untold === undefined && (
          <Outcome {...{ trade, where, side, amount, unlimited, tolerance: parts ?? USUAL }} partial={order.partial} all={order.all} />
        )}
        <UnclaimedNote
          unclaimed={unclaimed}
          first={{ account: from.id, leaving, back: `/unstake/${from.id}/${netuid}/${where.validator.hotkey}` }}
        />
        {asked &&
          !buying &&
          trade?.current &&
          trade.receives !== null &&
          !trade.enough &&
          !hiding &&
          (trade.unpaid ? <StakeStop problem="insufficient-funds" minimum={null} /> : <FeeFromStake fails={fails} />)}
        {asked && trade?.current && <Shield told={trade} {...{ order, unlimited, onChange }} />}
        {!root && <Protection order={order} parts={parts} unlimited={unlimited} onChange={onChange} />}
        <div className="stack stack-8">
          <p className="note">{say.account}</p>
          <WhoAccount account={from} />
        </div>
      </form>
    </Step>
  )
}

/** What is given: TAO, or the alpha of a subnet with its sign. */
function useGiven({ subnet }: Where, buying: boolean): { unit: string; spoken: string } {
  const { staking } = useWords()
  const { netuid } = subnet
  if (buying || netuid === 0) return { unit: 'τ', spoken: 'TAO' }
  return { unit: `SN${netuid}`, spoken: staking.alpha({ amount: 'alpha', netuid }) }
}

/** What an order is worth to the chain, in rao of TAO. */
const worthOf = ({ receives, rao, price }: Trade, tao: boolean): bigint =>
  tao ? rao : receives === null ? spotOf(rao, BigInt(price)) : BigInt(receives)

/** What it would come to now, and at the worst; or that it cannot be done. */
function Outcome({
  trade,
  where,
  side,
  amount,
  unlimited,
  partial,
  all,
  tolerance,
}: {
  trade: Trade | undefined
  where: Where
  side: Side
  /** What stands in the form. */
  amount: bigint
  unlimited: boolean
  partial: boolean
  /** Whether all of what can be sold is. */
  all: boolean
  tolerance: number
}) {
  const { stake: say } = useWords()
  const formats = useFormats()
  if (!trade?.current)
    return (
      <p className="text" role="status">
        {say.asking}
      </p>
    )
  const { receives, least, back } = trade
  if (receives === null)
    return (
      <Banner box kind="caution" live>
        {partial || unlimited ? say.cannot : say.cannotWhole}
      </Banner>
    )
  const root = where.subnet.netuid === 0
  const moved = movedBy(side, trade.impact)
  const fit = unlimited ? 'fits' : fitOf(trade, moved, tolerance)
  const fits = fit !== 'not'
  const tight = fit === 'tight' && !partial
  const part = trade.rao < amount
  const buying = side === 'buy'
  const alpha = (rao: string) => <StakeAmount netuid={where.subnet.netuid} alpha={rao} />
  const tao = (rao: string) => <Amount rao={BigInt(rao)} decimals={9} look="col" />
  const got = buying ? alpha : tao
  const gave = buying ? tao : alpha
  const rows: (FactRow | false)[] = root
    ? [
        { label: say.receiveRoot, value: got(receives), total: true },
        { label: say.fee, value: tao(trade.fee) },
      ]
    : [
        part && { label: say.fitsNow, value: gave(String(trade.rao)) },
        { label: fits ? say.receive : say.receiveAll, value: got(receives), total: unlimited },
        !unlimited && fits && least !== null && { label: partial ? say.leastPart : say.least, value: got(least), total: true },
        { label: say.priceNow, value: tao(trade.price) },
        !unlimited && { label: buying ? say.atMost : say.atLeast, value: tao(trade.limit) },
        { label: say.impact, value: moved > MILLION ? `> ${formats.percent(1, 0)}` : formats.percent(moved / MILLION, 2) },
        { label: say.poolFee, value: gave(trade.poolFee) },
        { label: say.fee, value: tao(trade.fee) },
        buying && back !== null && { label: say.back, value: tao(back) },
      ]
  return (
    <div role="status" className="stack stack-8">
      <Facts rows={rows} />
      {all && !part && <p className="note">{trade.whole ? say.whole : say.byAmount}</p>}
      {tight && <p className="note">{say.tight}</p>}
      {(part || !fits) && (
        <Banner box kind={part ? 'plain' : 'caution'}>
          {part ? say.partFits : say.noFit}
        </Banner>
      )}
    </div>
  )
}
