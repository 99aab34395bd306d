import { useLocation } from 'wouter'
import type { AccountView, EntryView } from '../../../messaging'
import { Amount, Banner, Button, decimalsOf, Facts, useAmountText } from '../../../ui'
import { maybeThousands, parseTao } from '../../../units'
import { freeOf } from '../../account'
import { AccountField } from '../../account-field'
import { AmountField } from '../../amount-field'
import { useView } from '../../background'
import { useNow } from '../../clock'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { openInTab } from '../../place'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { useBook, useWhoIs } from '../../recipient-said'
import { scanRoute, type Transfer } from '../../send-route'
import { twinPayment } from '../../twin-payment'
import { useWords } from '../../words'
import { useEstimate } from './estimate'
import { RecipientField } from './recipient-field'
import { SendFoot } from './send-foot'

/** Who gets how much. Everything that can be known to be wrong is said here, before anything is built. */
export function SendForm({
  from,
  transfer,
  busy,
  error,
  onFrom,
  onChange,
  onBack,
  onContact,
  onSeveral,
  onGive,
  onReview,
}: {
  from: AccountView
  transfer: Transfer
  busy: boolean
  error: unknown
  onFrom(account: AccountView): void
  onChange(change: Partial<Transfer>): void
  onBack(): void
  onContact(): void
  onSeveral(): void
  /** To giving stake instead, where the account can. */
  onGive: (() => void) | undefined
  onReview(): void
}) {
  const words = useWords()
  const { send: say, batch, moves } = words
  const amountText = useAmountText()
  // What somebody has, and what would be left of it, is covered; what was typed and what it costs stays open.
  const hadText = useAmountText({ coverable: true })
  const balances = useView('balances')
  const deposit = useView('network')?.existentialDeposit
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const recipient = readRecipient(transfer.to)
  const book = useBook([{ text: transfer.to, read: recipient }])
  const { own, contact } = useWhoIs(recipient)
  const to = recipient && 'id' in recipient ? recipient.address : undefined
  const amount = parseTao(transfer.amount)
  const now = useNow(60_000)
  const network = useView('network')?.id
  const before = useView('activity')?.first ?? []
  const toId = recipient && 'id' in recipient ? recipient.id : undefined
  const twin =
    toId && network && (transfer.everything || amount)
      ? twinPayment(before, { from: from.id, to: toId, amount: transfer.everything ? null : (amount ?? null), network }, now)
      : undefined
  // What can leave does not depend on who gets it: until somebody is named, the account itself stands in.
  const estimate = useEstimate(from.id, to ?? from.address, transfer.everything ? null : (amount ?? 0n))
  // Of one block with the fee and with what can leave: what was seen before may be of another.
  const free = estimate ? BigInt(estimate.free) : freeOf(balances, from.id)
  const fee = estimate && BigInt(estimate.fee)
  const max = estimate && BigInt(estimate.max)
  const checks = recipientChecks({
    text: transfer.to,
    read: recipient,
    from: from.id,
    own,
    contact,
    book,
    told: estimate?.recipient,
    amount: transfer.everything ? max : amount,
    existentialDeposit: deposit ? BigInt(deposit) : undefined,
    contactsOnly,
  })
  const stopped = checks.some(({ tone }) => tone === 'stop')
  const tooMuch = !transfer.everything && amount !== undefined && max !== undefined && amount > max
  const nothing = transfer.everything && max === 0n
  const amountProblem =
    transfer.everything || !transfer.amount
      ? undefined
      : amount === undefined
        ? say.notAmount
        : amount === 0n
          ? say.zero
          : tooMuch && free !== undefined && max !== undefined
            ? say.notEnough({ name: from.name, free: hadText(free), max: hadText(max, 9) })
            : undefined
  const understood =
    amount !== undefined && maybeThousands(transfer.amount) ? say.understood({ amount: amountText(amount, decimalsOf(amount)) }) : ''
  const ready = to !== undefined && !stopped && !nothing && (transfer.everything || (amount !== undefined && amount > 0n && !amountProblem))
  return (
    <Step
      title={say.title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={<SendFoot type="submit" form="send" stopped={stopped} ready={ready} busy={busy} />}
    >
      <form
        id="send"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onReview()
        }}
      >
        <ErrorBanner error={error} />
        <AccountField label={say.from} value={from} only="moving" balance onPick={onFrom} />
        {from.role === 'hotkey' && (
          <Banner kind="caution" box>
            {say.hotkeyBox}
          </Banner>
        )}
        <RecipientField
          from={from.id}
          text={transfer.to}
          read={recipient}
          checks={checks}
          onText={(text) => onChange({ to: text })}
          onContact={onContact}
          onScan={() => void openInTab(scanRoute(from.id, transfer), 'import')}
        />
        <AmountField
          label={say.amount}
          text={transfer.everything ? '' : transfer.amount}
          disabled={transfer.everything}
          has={free === undefined ? undefined : { label: say.free, rao: free }}
          max={max}
          problem={amountProblem}
          help={
            transfer.everything
              ? say.everythingHelp
              : amount !== undefined && fee !== undefined && free !== undefined && amount > 0n
                ? `${understood} ${say.leavesAfter({ left: hadText(free - amount - fee), fee: amountText(fee, 6) })}`.trim()
                : understood || (deposit ? say.keepHelp({ deposit: amountText(BigInt(deposit), 9) }) : undefined)
          }
          onText={(text) => onChange({ amount: text })}
        />
        <label className="option option--lead">
          <input
            className="tick"
            type="checkbox"
            checked={transfer.everything}
            onChange={({ target }) => onChange({ everything: target.checked })}
          />
          <span>{say.everything}</span>
        </label>
        {twin && <Twin id={twin.id} onItsWay={!isOver(twin)} />}
        {transfer.everything && <Emptied estimate={estimate} deposit={deposit ? BigInt(deposit) : undefined} />}
        <div className="cluster">
          <Button small look="quiet" icon="people" onClick={onSeveral}>
            {batch.several}
          </Button>
          {onGive && (
            <Button small look="quiet" icon="stake" onClick={onGive}>
              {moves.giveInstead}
            </Button>
          )}
        </div>
      </form>
    </Step>
  )
}

const isOver = ({ status }: EntryView) => status.phase === 'final'
/** The same was paid before, a while ago. */
function Twin({ id, onItsWay }: { id: string; onItsWay: boolean }) {
  const { send: say } = useWords()
  const [, navigate] = useLocation()
  const look = (
    <Button small onClick={() => navigate(`/activity/${id}`)}>
      {say.twinLook}
    </Button>
  )
  return (
    <Banner kind="caution" box live action={look}>
      {onItsWay ? say.twinOnItsWay : say.twinDone}
    </Banner>
  )
}

/** What arrives when an account is emptied, and by name all that does not go with it. */
function Emptied({ estimate, deposit }: { estimate: ReturnType<typeof useEstimate>; deposit: bigint | undefined }) {
  const { send: say, batch } = useWords()
  const amountText = useAmountText()
  const col = (rao: string) => <Amount rao={BigInt(rao)} decimals={9} look="col" coverable />
  const nothing = estimate?.max === '0'
  return (
    <div className="stack stack-8" role="status">
      {estimate && nothing && (
        <Banner kind="danger" box>
          {say.nothingArrives({ fee: amountText(BigInt(estimate.fee), 9) })}
        </Banner>
      )}
      {estimate && !nothing && (
        <Facts
          rows={[
            { label: say.arrives, value: col(estimate.max), total: true },
            { label: batch.fee, value: col(estimate.fee) },
            estimate.stays !== estimate.locked && { label: say.staysFree, value: col(estimate.stays) },
            estimate.reserved !== '0' && { label: say.staysReserved, value: col(estimate.reserved) },
            estimate.locked !== '0' && { label: say.staysLocked, value: col(estimate.locked) },
          ]}
        />
      )}
      {estimate && estimate.stays !== '0' && estimate.stays !== estimate.locked && <p className="note">{say.everythingBound}</p>}
      {deposit !== undefined && <p className="note">{say.everythingStays({ deposit: amountText(deposit, 9) })}</p>}
    </div>
  )
}
