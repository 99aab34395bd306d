import type { AccountView, StakeTransferEstimate } from '../../../messaging'
import { Amount, Checks, Facts } from '../../../ui'
import { RAO_PER_TAO } from '../../../units'
import { WhoAccount } from '../../account'
import { AmountField } from '../../amount-field'
import { ask, useView } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useSubnetName } from '../../position'
import { readRecipient } from '../../recipient'
import { recipientChecks } from '../../recipient-checks'
import { useBook, useWhoIs } from '../../recipient-said'
import { useWords } from '../../words'
import { StakeAmount } from '../approve/staking'
import type { Unclaimed } from '../root/leaving'
import { UnclaimedNote, useUnclaimed } from '../root/unclaimed'
import { MOST_RAO } from '../send/estimate'
import { RecipientField } from '../send/recipient-field'
import { SendFoot } from '../send/send-foot'
import { Bound, Choice } from '../stake/choice'
import type { Where } from '../stake/order'
import { useEstimate } from './estimate'
import { failsOfFee, readAmount } from './judging'
import { useAlphaOf, useAmountSaid } from './said'
import { FeeFromStake, StakeStop } from './stake-stop'

export type Gift = { to: string; amount: string }

/** Who gets how much of a position, and what follows from that. */
export function GiveForm({
  from,
  where,
  held,
  gift,
  busy,
  error,
  onChange,
  onContact,
  onBack,
  onReview,
}: {
  from: AccountView
  where: Where
  /** What of the position there is. */
  held: bigint
  gift: Gift
  busy: boolean
  error: unknown
  onChange(change: Partial<Gift>): void
  onContact(): void
  onBack(): void
  onReview(): void
}) {
  const { moves: say, stake } = useWords()
  const alphaOf = useAlphaOf()
  const sayAmount = useAmountSaid()
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const { netuid } = where.subnet
  const given = alphaOf(netuid)
  const read = readRecipient(gift.to)
  const book = useBook([{ text: gift.to, read }])
  const { own, contact } = useWhoIs(read)
  const to = read && 'id' in read ? read : undefined
  const typed = readAmount(gift.amount, undefined).rao ?? 0n
  // What can go does not depend on who gets it: until somebody is named, the account itself stands in.
  const asked = {
    ...{ from: from.id, to: to?.address ?? from.address, hotkey: where.validator.hotkey, netuid },
    amount: String(typed > MOST_RAO ? MOST_RAO : typed),
  }
  const estimate = useEstimate(JSON.stringify(asked), `${from.id} ${netuid} ${where.validator.hotkey}`, () =>
    ask('estimateStakeTransfer', asked),
  )
  const told = estimate?.told
  const max = told && BigInt(told.most)
  const { rao, problem } = readAmount(gift.amount, max)
  const checks = recipientChecks({
    ...{ text: gift.to, read, from: from.id, own, contact, book, told: told?.recipient, contactsOnly },
    // No TAO goes there.
    ...{ amount: undefined, existentialDeposit: undefined, stake: true },
  })
  const stopped = checks.some(({ tone }) => tone === 'stop')
  const sound = to !== undefined && !stopped && rao !== undefined && problem === undefined
  const current = estimate?.current ? told : undefined
  // Until an amount stands there it is about all of it.
  const leaving = netuid === 0 ? [{ hotkey: where.validator.hotkey, amount: problem === undefined ? (rao ?? null) : null }] : []
  const unclaimed = useUnclaimed(from.id, leaving)
  const price = current?.spot != null && rao ? String((BigInt(current.spot) * RAO_PER_TAO) / rao) : null
  // Of a position that is not locked the chain gives what is left.
  const fails = current !== undefined && rao !== undefined && max !== undefined && held > max && failsOfFee(current, rao, price)
  const ready = unclaimed !== undefined && sound && !fails && current !== undefined && current.problem === null
  return (
    <Step
      title={say.giveTitle}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={<SendFoot type="submit" form="give" stopped={stopped} ready={ready} busy={busy} />}
    >
      <form
        id="give"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready && !busy) onReview()
        }}
      >
        <ErrorBanner error={error} />
        <Choice where={where} />
        <RecipientField from={from.id} text={gift.to} read={read} checks={checks} onText={(to) => onChange({ to })} onContact={onContact} />
        <AmountField
          label={netuid === 0 ? stake.amountTao : say.amount({ unit: given.unit })}
          text={gift.amount}
          has={max === undefined ? undefined : { label: say.movable, rao: max }}
          max={max}
          {...given}
          problem={sayAmount.problem(problem, max, given.unit, told?.heldBlocks)}
          help={sayAmount.understood(gift.amount, rao, given.unit)}
          onText={(amount) => onChange({ amount })}
        />
        <Bound held={held} max={max} unit={given.unit} blocks={told?.heldBlocks} />
        {estimate?.error !== undefined && <ErrorBanner error={estimate.error} />}
        {sound && !estimate?.error && <Outcome told={current} where={where} rao={rao} fails={fails} />}
        <Consequences where={where} unclaimed={unclaimed} whole={sound && current?.whole === true} />
        {rao !== undefined && problem === undefined && (
          <UnclaimedNote
            unclaimed={unclaimed}
            first={{ account: from.id, leaving, back: `/give/${from.id}/${netuid}/${where.validator.hotkey}` }}
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

/** What arrives and what that is worth, or why it cannot go. @param told undefined until it is about what stands in the form */
function Outcome({
  told,
  where,
  rao,
  fails,
}: {
  told: StakeTransferEstimate | undefined
  where: Where
  rao: bigint
  /** Whether it fails of the fee that the stake has to pay. */
  fails: boolean
}) {
  const { moves: say } = useWords()
  if (!told)
    return (
      <p className="text" role="status">
        {say.counting}
      </p>
    )
  if (told.problem !== null) return <StakeStop problem={told.problem} minimum={null} />
  const tao = (rao: string) => <Amount rao={BigInt(rao)} decimals={9} look="col" />
  return (
    <div role="status" className="stack stack-8">
      <Facts
        rows={[
          {
            label: say.exactly,
            value: <StakeAmount netuid={where.subnet.netuid} alpha={String(rao)} />,
            total: true,
          },
          where.subnet.netuid !== 0 && { label: say.worth, value: told.spot === null ? say.unknown : tao(told.spot) },
          where.subnet.netuid !== 0 && told.worth !== null && { label: say.sold, value: tao(told.worth) },
          told.fee !== null && { label: say.fee, value: tao(told.fee) },
        ]}
      />
      {!told.enough && <FeeFromStake fails={fails} />}
    </div>
  )
}

/** What giving means, before and after anything is typed. */
function Consequences({ where: { subnet }, unclaimed, whole }: { where: Where; unclaimed: Unclaimed | undefined; whole: boolean }) {
  const { moves: say } = useWords()
  const nameOf = useSubnetName()
  const { kind = 'none' } = unclaimed ?? {}
  return (
    <section className="stack stack-8" aria-label={say.follows}>
      <p className="note">{say.follows}</p>
      <Checks
        items={[
          { icon: 'l2', text: say.forGood },
          { icon: 'stake', text: say.stays({ subnet: nameOf(subnet) }) },
          { icon: 'people', text: say.theirs },
          ...(kind === 'none' ? [] : [{ icon: kind === 'stays' ? ('receive' as const) : ('l2' as const), text: say.root[kind] }]),
          ...(whole ? [{ icon: 'info' as const, text: say.whole }] : []),
          { icon: 'check', text: say.noPool },
        ]}
      />
    </section>
  )
}
