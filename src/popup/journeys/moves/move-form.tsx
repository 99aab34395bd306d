import type { AccountView, Input, MoveEstimate, PopupContract } from '../../../messaging'
import { Banner, Button, Checks, Foot, Icon, More, shortAddress, Tile } from '../../../ui'
import { tileRole, WhoAccount } from '../../account'
import { AmountField } from '../../amount-field'
import { ask } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { SubnetTile, useSubnetName } from '../../position'
import { useMinutely } from '../../told'
import { isTyped } from '../../typed'
import { useWords } from '../../words'
import { takeShare } from '../approve/facts'
import { UnclaimedNote, useUnclaimed } from '../root/unclaimed'
import { MOST_RAO } from '../send/estimate'
import { Bound, Choice, RiskLines } from '../stake/choice'
import { hides, lacksEnvelope, type Order, type Where } from '../stake/order'
import { Protection, WordField } from '../stake/protection'
import { Shield } from '../stake/shield'
import { parsePercent, partThatFits, USUAL } from '../stake/tolerance'
import { useEstimate } from './estimate'
import { failsOfFee, goesOf, leavingRoot, movedOf, protectionOf, readAmount } from './judging'
import { MoveOutcome, type Target } from './move-outcome'
import { useAlphaOf, useAmountSaid } from './said'

type Asked = Input<PopupContract, 'prepareMove'>['protection']

/** Where to, how much, and what comes of it: everything that can be known to be wrong is said before anything is built. */
export function MoveForm({
  from,
  where,
  held,
  to,
  order,
  busy,
  error,
  onChange,
  onTo,
  onSubnet,
  onValidator,
  onSell,
  onBack,
  onReview,
}: {
  from: AccountView
  where: Where
  /** What of the position there is. */
  held: bigint
  to: Target
  order: Order
  busy: boolean
  error: unknown
  onChange(change: Partial<Order>): void
  onTo(change: Partial<Target>): void
  onSubnet(): void
  onValidator(): void
  /** To the first of two steps that are protected. */
  onSell(): void
  onBack(): void
  /** @param goes what of the amount goes, in rao */
  onReview(protection: Asked, toHotkey: string, goes: bigint, hidden: boolean): void
}) {
  const { moves: say, stake } = useWords()
  const { settled } = useNetwork()
  const alphaOf = useAlphaOf()
  const sayAmount = useAmountSaid()
  const { netuid } = where.subnet
  const given = alphaOf(netuid)
  const toHotkey = to.validator?.hotkey
  const parts = order.other === undefined ? order.tolerance : parsePercent(order.other)
  const tolerance = parts ?? USUAL
  const typed = readAmount(order.amount, undefined).rao ?? 0n
  const asked = {
    ...{ from: from.id, hotkey: where.validator.hotkey, netuid, toHotkey: toHotkey ?? where.validator.hotkey, toNetuid: to.subnet.netuid },
    ...{ amount: String(typed > MOST_RAO ? MOST_RAO : typed), tolerance },
  }
  const place = `${from.id} ${netuid} ${where.validator.hotkey}`
  const unlimited = isTyped(order.word, stake.unlimitedWord)
  const inPart = order.partial && !unlimited
  const toNetuid = to.subnet.netuid
  const movedFor = (told: MoveEstimate) => movedOf(told, { netuid, toNetuid })
  const estimate = useEstimate(JSON.stringify([asked, inPart]), place, async () => {
    const whole = { rao: BigInt(asked.amount), told: await ask('estimateMove', asked) }
    // Of what is refused for another reason no part would do.
    const { way, problem, receives } = whole.told
    if (!inPart || way !== 'limit' || (receives === null && problem !== 'stake-no-trade')) return whole
    return partThatFits(whole, {
      ...{ kind: netuid === 0 || toNetuid === 0 ? 'sell' : 'swap', tolerance, movedOf: movedFor },
      isDust: ({ problem }) => problem === 'stake-too-small',
      ask: (rao) => ask('estimateMove', { ...asked, amount: String(rao) }),
    })
  })
  const told = estimate?.told?.told
  const max = told && BigInt(told.most)
  const { rao, problem } = readAmount(order.amount, max)
  const sound = rao !== undefined && problem === undefined && toHotkey !== undefined
  const goes = goesOf(typed, estimate)
  const leaving = leavingRoot({ hotkey: where.validator.hotkey, netuid }, sound ? rao : undefined, goes)
  const unclaimed = useUnclaimed(from.id, leaving)
  const current = estimate?.current ? told : undefined
  const moved = current ? movedFor(current) : 0
  const protection = current && protectionOf(current, moved, { tolerance, partial: order.partial, unlimited })
  const can = sound && current !== undefined && current.problem === null && current.receives !== null
  const hiding = current !== undefined && hides(order, current)
  // Of a position that is not locked the chain moves what is left.
  const fixed = netuid !== toNetuid && max !== undefined && held > max
  const fails = current !== undefined && fixed && !hiding && failsOfFee(current, goes, current.price)
  const ready =
    can &&
    !fails &&
    unclaimed !== undefined &&
    protection !== undefined &&
    parts !== undefined &&
    !lacksEnvelope(order, current) &&
    settled === 'online'
  return (
    <Step
      title={say.moveTitle}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{stake.offline}</p>}
          <Button look="primary" type="submit" form="move" busy={busy} disabled={!ready}>
            {stake.review}
          </Button>
        </Foot>
      }
    >
      <form
        id="move"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onReview(protection, toHotkey, goes, hiding)
        }}
      >
        <ErrorBanner error={error} />
        <div className="stack stack-8">
          <p className="note">{say.fromHere}</p>
          <Choice where={where} />
        </div>
        <ToWhere {...{ from, where, to, onSubnet, onValidator }} />
        <RiskLines risks={to.risks} />
        <AmountField
          label={netuid === 0 ? stake.amountTao : say.amount({ unit: given.unit })}
          text={order.amount}
          has={max === undefined ? undefined : { label: say.movable, rao: max }}
          max={max}
          {...given}
          problem={sayAmount.problem(problem, max, given.unit, told?.heldBlocks)}
          help={sayAmount.understood(order.amount, rao, given.unit)}
          onText={(amount) => onChange({ amount })}
        />
        <Bound held={held} max={max} unit={given.unit} blocks={told?.heldBlocks} />
        {estimate?.error !== undefined && <ErrorBanner error={estimate.error} />}
        {sound && !estimate?.error && (
          <MoveOutcome
            told={current}
            {...{ where, to, unlimited, hiding, fails, partial: order.partial, part: goes < typed ? goes : undefined, moved, tolerance }}
          />
        )}
        <UnclaimedNote
          unclaimed={unclaimed}
          first={{ account: from.id, leaving, back: `/move/${from.id}/${netuid}/${where.validator.hotkey}` }}
        />
        {can && <Shield told={current} unlimited={unlimited || current.way === 'unprotected'} {...{ order, onChange }} />}
        {sound && current?.way === 'unprotected' && current.problem === null && (
          <Unprotected {...{ order, unlimited, onChange, onSell }} onKeep={() => onTo({ validator: where.validator })} />
        )}
        {netuid !== to.subnet.netuid && told?.way === 'limit' && <Protection {...{ order, parts, unlimited, onChange }} />}
        <div className="stack stack-8">
          <p className="note">{stake.account}</p>
          <WhoAccount account={from} />
        </div>
      </form>
    </Step>
  )
}

/** The subnet and the validator that stake goes to, each to press. */
function ToWhere({
  from,
  where,
  to: { subnet, validator },
  onSubnet,
  onValidator,
}: {
  from: AccountView
  where: Where
  to: Target
  onSubnet(): void
  onValidator(): void
}) {
  const words = useWords()
  const { moves: say, positions } = words
  const nameOf = useSubnetName()
  const { netuid } = subnet
  const here = netuid === where.subnet.netuid
  const told = useMinutely(validator && `${from.id} ${netuid}`, async () => ({
    told: await ask('validators', { account: from.id, netuid }),
  }))?.told
  const known = told?.all.find(({ hotkey }) => hotkey === validator?.hotkey)
  const absent = !here && validator !== undefined && told && !known
  return (
    <fieldset className="stack stack-8">
      <legend className="note">{say.to}</legend>
      <button type="button" className="card card--choice" onClick={onSubnet}>
        <SubnetTile position={subnet} />
        <span className="row-main">
          <span className="row-sub">{say.pickSubnet}</span>
          <span className="row-name">
            <span className="clip">
              <bdi>{nameOf(subnet)}</bdi>
            </span>
            <span className="note faint">{netuid}</span>
          </span>
          {here && <span className="row-sub">{say.sameSubnet}</span>}
        </span>
        <Icon name="go" />
      </button>
      <button type="button" className="card card--choice" onClick={onValidator}>
        {validator ? <Tile publicKey={validator.hotkey} size={32} role={tileRole('hotkey')} /> : <Icon name="people" />}
        <span className="row-main">
          <span className="row-sub">{say.pickValidator}</span>
          <span className="row-name">
            <span className="clip">
              <bdi>{validator ? (validator.name ?? positions.unnamed) : say.noValidator}</bdi>
            </span>
          </span>
          {validator && (
            <span className="row-sub">
              <span className="mono" translate="no">
                {shortAddress(validator.address)}
              </span>
              {validator.hotkey === where.validator.hotkey && ` · ${say.sameValidator}`}
            </span>
          )}
          {known && <span className="row-sub">{words.stake.take({ share: takeShare(words, known.take) })}</span>}
        </span>
        <Icon name="go" />
      </button>
      {absent && (
        <Banner box kind="caution" live>
          {say.notThere}
        </Banner>
      )}
    </fieldset>
  )
}

/** That no limit can protect this, the two steps that are protected, and the word for the one that is not. */
function Unprotected({
  order,
  unlimited,
  onChange,
  onKeep,
  onSell,
}: {
  order: Order
  unlimited: boolean
  onChange(change: Partial<Order>): void
  onKeep(): void
  onSell(): void
}) {
  const { moves: say, stake } = useWords()
  return (
    <section className="stack" aria-label={stake.protection}>
      <Banner box kind={unlimited ? 'danger' : 'caution'} tall live>
        <strong>{say.openTitle}</strong> {say.openText}
      </Banner>
      <Checks
        items={[
          { icon: 'shield', text: say.openFirst },
          { icon: 'shield', text: say.openSell },
        ]}
      />
      <div className="cluster">
        <Button small onClick={onKeep}>
          {say.keepValidator}
        </Button>
        <Button small onClick={onSell}>
          {say.sellFirst}
        </Button>
      </div>
      <More title={say.openWord} result={stake.unlimitedFolded}>
        <div className="stack stack-8">
          <p className="text">{stake.unlimitedText}</p>
          <WordField word={order.word} onChange={onChange} />
        </div>
      </More>
    </section>
  )
}
