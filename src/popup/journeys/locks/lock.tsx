import { type ReactNode, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, HoldingInput, SubnetHoldView } from '../../../messaging'
import { Banner, Button, Facts, Section } from '../../../ui'
import { useAsked } from '../../asked'
import { ask, newCommandId } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { Alpha, useSubnetName } from '../../position'
import { usePositions } from '../../positions'
import { useFormats, useWords } from '../../words'
import { type Ordering, OrderOf } from '../orders/order'
import { HotkeyForm, LockForm } from './forms'
import { HotkeyOf, type Named } from './hotkey'

/** What holds stake of an account on one subnet, where its rewards go, and changing both. */
export function SubnetLock() {
  const { locks: say } = useWords()
  const { id = '', netuid = '' } = useParams<{ id: string; netuid: string }>()
  const [, navigate] = useLocation()
  const leave = () => navigate(`/positions/${id}`)
  return (
    <OrderOf id={id} title={say.title} onBack={() => navigate('/')} doneAt={`/positions/${id}`}>
      {(account, ordering) => <Hold account={account} netuid={Number(netuid)} ordering={ordering} onBack={leave} />}
    </OrderOf>
  )
}

type Form = 'lock' | 'move-lock' | 'auto-stake'

function Hold({ account, netuid, ordering, onBack }: { account: AccountView; netuid: number; ordering: Ordering; onBack(): void }) {
  const { locks: say, common, send } = useWords()
  const { settled } = useNetwork()
  const nameOf = useSubnetName()
  const [form, setForm] = useState<Form>()
  const found = useAsked(`${account.id} hold ${netuid}`, () => ask('subnetHold', { account: account.id, netuid }))
  const held = usePositions(account.id, 200)?.items.filter((each) => each.netuid === netuid) ?? []
  const [first] = held
  const named: Named = { netuid, name: first?.name ?? null, symbol: first?.symbol ?? null, alpha: '0' }
  const order = (input: HoldingInput) =>
    ordering.order(() =>
      ask('prepareHolding', { commandId: newCommandId(), from: account.id, hotkeyMeant: account.role === 'hotkey', order: input }),
    )
  const hold = found?.told
  const off = account.role === 'watch' || settled !== 'online' || ordering.busy
  const close = () => {
    ordering.forget()
    setForm(undefined)
  }
  const shared = { account, named, busy: ordering.busy, error: ordering.error, onBack: close, onOrder: order }
  if (hold && form === 'lock') return <LockForm {...shared} hold={hold} held={held} />
  if (hold && form && form !== 'lock')
    return <HotkeyForm {...shared} kind={form} now={form === 'move-lock' ? hold.lock?.to : hold.autoStake} />
  return (
    <Step title={say.title} onBack={onBack} aside={<NetworkMark />}>
      <div className="stack">
        <ErrorBanner error={ordering.error} />
        <p className="note">
          <bdi>{account.name}</bdi> · <bdi>{nameOf(named)}</bdi> {netuid}
        </p>
        {account.role === 'hotkey' && (
          <Banner kind="caution" box>
            {send.hotkeyBox}
          </Banner>
        )}
        {account.role === 'watch' && <p className="note">{say.watched}</p>}
        {!found && <p className="text">{settled === 'offline' || settled === 'refused' ? send.offline : common.loading}</p>}
        {found?.error !== undefined && <ErrorBanner error={found.error} />}
      </div>
      {hold && (
        <>
          <Section title={say.lock} />
          <Lock hold={hold} named={named} off={off} onForm={setForm} onOrder={order} />
          <Section title={say.rewards} />
          <Rewards hold={hold} off={off} onForm={setForm} />
          {hold.rejects !== null && (
            <>
              <Section title={say.others} />
              <Part text={hold.rejects ? say.rejects : say.accepts} note={say.everySubnet}>
                <Button small disabled={off} onClick={() => order({ kind: 'reject-locked', on: hold.rejects === false })}>
                  {hold.rejects ? say.accept : say.reject}
                </Button>
              </Part>
            </>
          )}
        </>
      )}
    </Step>
  )
}

/** A sentence, what else is to be known, and what can be done. */
function Part({ text, note, children }: { text?: string; note?: string | undefined; children: ReactNode }) {
  return (
    <div className="stack stack-8 spaced">
      {text && <p className="text">{text}</p>}
      {note && <p className="note">{note}</p>}
      <div className="cluster">{children}</div>
    </div>
  )
}

/** Blocks take twelve seconds. */
const SECONDS = 12

function Lock({
  hold,
  named,
  off,
  onForm,
  onOrder,
}: {
  hold: SubnetHoldView
  named: Named
  off: boolean
  onForm(form: Form): void
  onOrder(order: HoldingInput): void
}) {
  const { locks: say, common } = useWords()
  const formats = useFormats()
  const { lock, locks, total, available, half, tenth, matures } = hold
  const col = (rao: string | null) => (rao === null ? say.notTold : <Alpha position={named} rao={rao} decimals={9} />)
  if (!locks) return <p className="text spaced">{say.noLocks}</p>
  const missing = total === null || available === null ? 0n : BigInt(total) - BigInt(available) - BigInt(lock?.locked ?? 0)
  const begin = (
    <Button small disabled={off} onClick={() => onForm('lock')}>
      {lock ? say.more : say.begin}
    </Button>
  )
  const sums = (
    <Facts
      rows={[
        lock && { label: say.locked, value: col(lock.locked) },
        missing > 0n && { label: say.other, value: col(missing.toString()) },
        { label: say.can, value: col(available) },
        { label: say.all, value: col(total) },
        lock && {
          label: say.conviction({
            share: formats.percent(lock.locked === '0' ? 0 : Number((BigInt(lock.conviction) * 10_000n) / BigInt(lock.locked)) / 10_000, 1),
          }),
          value: col(lock.conviction),
        },
      ]}
    />
  )
  if (!lock)
    return (
      <div className="stack spaced">
        <p className="text">{say.noLock}</p>
        {sums}
        {missing > 0n && <p className="note">{say.otherText}</p>}
        <p className="note">{say.noLockText}</p>
        <div className="cluster">{begin}</div>
      </div>
    )
  const lasting = (blocks: number) => common.lasting(blocks * SECONDS)
  const opens = half === null || tenth === null ? say.opensUntold : say.opensText({ half: lasting(half), tenth: lasting(tenth) })
  return (
    <div className="stack spaced">
      {sums}
      {missing > 0n && <p className="note">{say.otherText}</p>}
      {lock.to && <HotkeyOf label={say.to} who={lock.to} />}
      {lock.owners ? (
        <p className="note">{say.convictionOwner}</p>
      ) : (
        matures !== null && <p className="note">{say.convictionText({ time: lasting(matures) })}</p>
      )}
      <div className="cluster">
        {begin}
        <Button small disabled={off} onClick={() => onForm('move-lock')}>
          {say.move}
        </Button>
      </div>
      <p className="text">
        <strong>{lock.perpetual ? say.perpetual : say.opens}.</strong> {lock.perpetual ? say.perpetualText : opens}
      </p>
      {lock.perpetual && half !== null && tenth !== null && <p className="note">{opens}</p>}
      <div className="cluster">
        <Button small disabled={off} onClick={() => onOrder({ kind: 'keep-lock', netuid: named.netuid, on: !lock.perpetual })}>
          {lock.perpetual ? say.letOpen : say.keep}
        </Button>
      </div>
    </div>
  )
}

function Rewards({ hold: { autoStakes, autoStake }, off, onForm }: { hold: SubnetHoldView; off: boolean; onForm(form: Form): void }) {
  const { locks: say } = useWords()
  if (!autoStakes) return <p className="text spaced">{say.noRewards}</p>
  return (
    <div className="stack stack-8 spaced">
      {autoStake ? <HotkeyOf label={say.toOther} who={autoStake} /> : <p className="text">{say.toMiner}</p>}
      <div className="cluster">
        <Button small disabled={off} onClick={() => onForm('auto-stake')}>
          {say.choose}
        </Button>
      </div>
    </div>
  )
}
