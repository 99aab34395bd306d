import type { AccountView, SalesEstimate } from '../../../messaging'
import { Amount, Banner, Button, type FactRow, Facts, Field, Foot, Icon, Section, SwitchOption, shortAddress } from '../../../ui'
import { WhoAccount } from '../../account'
import type { Asked } from '../../asked'
import { ask } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { usePositions } from '../../positions'
import { useMinutely } from '../../told'
import { isTyped } from '../../typed'
import { useFormats, useWords } from '../../words'
import { UnclaimedNote, useUnclaimed } from '../root/unclaimed'
import { hides, lacksEnvelope, type Order } from '../stake/order'
import { Protection } from '../stake/protection'
import { Shield } from '../stake/shield'
import { parsePercent, USUAL } from '../stake/tolerance'
import { broughtOf, dumpedOf, dumpStopOf, type SalesStop, severalOf, stopOf } from './judging'
import { Sales, Stuck } from './sales'

/** As many of the most valuable positions as are called by their names: any other by its numbers. */
const NAMED = 100

/** Every sale with what it brings, what cannot be sold, what is left, and how far prices may move. */
export function SalesForm({
  from,
  hotkey,
  order,
  together,
  busy,
  error,
  onHotkey,
  onTogether,
  onChange,
  onBack,
  onReview,
}: {
  from: AccountView
  /** Of the validator whose positions are sold; null: those with all. */
  hotkey: string | null
  order: Order
  together: boolean
  busy: boolean
  error: unknown
  onHotkey(hotkey: string | null): void
  onTogether(together: boolean): void
  onChange(change: Partial<Order>): void
  onBack(): void
  /** @param unlimited the validator with whom all is sold at any price, for which the word was typed */
  onReview(sales: SalesEstimate['sales'], unlimited: string | undefined, hidden: boolean): void
}) {
  const { moves: say, stake, positions } = useWords()
  const formats = useFormats()
  const { settled } = useNetwork()
  const parts = order.other === undefined ? order.tolerance : parsePercent(order.other)
  const tolerance = parts ?? USUAL
  const asked = { from: from.id, hotkey, tolerance }
  // Each sale is several questions to a node: with every block they would be too many.
  const found = useMinutely<NonNullable<Asked<SalesEstimate>>>(JSON.stringify(asked), () =>
    ask('estimateUnstakeAll', asked).then(
      (told) => ({ told }),
      (error: unknown) => ({ error }),
    ),
  )
  const held = usePositions(from.id, NAMED)?.items ?? []
  const several = severalOf(held)
  const named = several.find((each) => each.hotkey === hotkey)
  const told = found?.told
  const unlimited = hotkey !== null && isTyped(order.word, stake.unlimitedWord)
  const stop = told && (unlimited ? dumpStopOf(told) : stopOf(told, { tolerance, together }))
  const dumped = told && hotkey !== null ? dumpedOf(told) : undefined
  const legs = unlimited ? dumped : told
  const costs = unlimited ? (told?.dump ?? told) : told
  const hiding = costs !== undefined && hides(order, costs)
  const paid = costs !== undefined && !lacksEnvelope(order, costs)
  const leaving =
    told === undefined
      ? []
      : unlimited
        ? [{ hotkey, amount: null }]
        : told.sales.filter(({ netuid }) => netuid === 0).map(({ hotkey, sells }) => ({ hotkey, amount: BigInt(sells) }))
  const unclaimed = useUnclaimed(from.id, leaving)
  const ready = settled === 'online' && unclaimed !== undefined && paid && parts !== undefined && stop === undefined
  return (
    <Step
      title={say.all}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{stake.offline}</p>}
          <Button look="primary" type="submit" form="sales" busy={busy} disabled={!ready}>
            {stake.review}
          </Button>
        </Foot>
      }
    >
      <form
        id="sales"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (told && ready && !busy) onReview(told.sales, unlimited && hotkey !== null ? hotkey : undefined, hiding)
        }}
      >
        <ErrorBanner error={error} />
        {(several.length > 0 || hotkey !== null) && (
          <Field label={say.allOf}>
            {(ids) => (
              <select {...ids} value={hotkey ?? ''} onChange={({ target }) => onHotkey(target.value || null)}>
                <option value="">{say.allValidators}</option>
                {hotkey !== null && !named && <option value={hotkey}>{positions.unnamed}</option>}
                {several.map(({ hotkey, address, validator, count }) => (
                  <option key={hotkey} value={hotkey}>
                    {say.ofValidator({ name: validator ?? shortAddress(address), count: formats.number(count) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {found === undefined && (
          <p className="text" role="status">
            {settled === 'offline' || settled === 'refused' ? stake.offline : say.reading}
          </p>
        )}
        {found?.error !== undefined && <ErrorBanner error={found.error} />}
        {legs && legs.sales.length === 0 && <Nothing stuck={legs.stuck.length > 0} limited={Boolean(dumped?.sales.length)} />}
        {told && legs && legs.sales.length > 0 && (
          <>
            {unlimited ? (
              <Banner box kind="danger" live>
                {say.limitless}
              </Banner>
            ) : (
              <Sum told={told} {...{ tolerance, together }} />
            )}
            <Section title={say.sales({ count: formats.number(legs.sales.length), one: legs.sales.length === 1 })} />
            {!unlimited && <p className="note">{say.rateNote}</p>}
            <Sales sales={legs.sales} held={held} tolerance={tolerance} unlimited={unlimited} />
            <UnclaimedNote
              unclaimed={unclaimed}
              first={{ account: from.id, leaving, back: ['/unstake-all', from.id, ...(hotkey === null ? [] : [hotkey])].join('/') }}
            />
          </>
        )}
        {told && legs && legs.stuck.length > 0 && <Stuck stuck={legs.stuck} minimum={told.minimum} held={held} />}
        {told && told.later.length > 0 && !unlimited && (
          <p className="text">
            {say.later({ count: formats.number(told.later.length), one: told.later.length === 1, most: formats.number(told.sales.length) })}
          </p>
        )}
        {told && told.sales.length > 1 && !unlimited && (
          <SwitchOption label={say.together} help={say.togetherHelp} checked={together} onChange={onTogether} />
        )}
        {costs && legs && legs.sales.length > 0 && <Shield told={costs} {...{ order, unlimited, onChange }} />}
        {/* One thing to do at a time: without an envelope there is less to pay. */}
        {told && <Stop stop={stop?.startsWith('fee') && !paid ? undefined : stop} />}
        {costs && !costs.enough && !hiding && stop === undefined && <p className="note">{say.feeFromStake}</p>}
        {told && (told.sales.length > 0 || Boolean(dumped?.sales.length)) && (
          <Protection
            {...{ order, parts, unlimited, onChange }}
            within={told.sales.length > 0}
            inPart={false}
            without={dumped !== undefined}
          />
        )}
        <div className="stack stack-8">
          <p className="note">{stake.account}</p>
          <WhoAccount account={from} />
        </div>
      </form>
    </Step>
  )
}

/** That there is nothing to sell, or only at any price; why that which is there cannot be sold stands below. */
function Nothing({ stuck, limited }: { stuck: boolean; limited: boolean }) {
  const { moves: say } = useWords()
  return (
    <div className="empty">
      <Icon name="stake" size={32} />
      <p className="lead">
        <strong>{limited ? say.nothingWithin : say.nothing}</strong>
      </p>
      {!stuck && <p className="text">{say.nothingText}</p>}
    </div>
  )
}

/** What those bring together that go as things are now; nothing of that where none does. */
function Sum({ told: { sales, fee, free }, ...choice }: { told: SalesEstimate; tolerance: number; together: boolean }) {
  const { moves: say } = useWords()
  const formats = useFormats()
  const { goes, receives, least } = broughtOf(sales, choice)
  const [all, one] = [goes === sales.length, goes === 1]
  const some = say.sumSome({ goes: formats.number(goes), count: formats.number(sales.length), one })
  const tao = (rao: bigint, coverable = false) => <Amount rao={rao} decimals={9} look="col" coverable={coverable} />
  const rows: (FactRow | false)[] = [
    goes > 0 && { label: all ? say.sum : some, value: receives === null ? say.unknown : tao(receives), total: true },
    goes > 0 && { label: all ? say.sumLeast : say.sumSomeLeast({ one }), value: tao(least) },
    fee !== null && { label: say.fee, value: tao(BigInt(fee)) },
    { label: say.free, value: tao(BigInt(free), true) },
  ]
  return (
    <div role="status">
      <Facts rows={rows} />
    </div>
  )
}

/** Why the sales cannot be asked for as they stand. */
function Stop({ stop }: { stop: SalesStop | undefined }) {
  const { moves: say } = useWords()
  const texts = { 'none-fits': say.noneFits, together: say.togetherBeyond, fee: say.needsFee, 'fee-rest': say.needsFeeRest }
  if (stop === undefined || stop === 'nothing') return null
  return (
    <Banner box kind="caution" live>
      {texts[stop]}
    </Banner>
  )
}
