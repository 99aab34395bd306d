import { useState } from 'react'
import type { AccountView, HoldingInput, PositionView, SubnetHoldView } from '../../../messaging'
import { Banner, Field, shortAddress, TextField, unwritten, useAmountText } from '../../../ui'
import { formatTao, parseTao } from '../../../units'
import { useAsked } from '../../asked'
import { ask } from '../../background'
import { useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import { type Hotkey, HotkeyOf, type Named } from './hotkey'

type Shared = {
  account: AccountView
  named: Named
  busy: boolean
  error: unknown
  onBack(): void
  onOrder(order: HoldingInput): void
}

/** How much is locked, and for whom: where there is a lock already, it grows. */
export function LockForm({
  named,
  hold,
  held,
  onOrder,
  account,
  ...rest
}: Shared & { hold: SubnetHoldView; held: readonly PositionView[] }) {
  const { locks: say } = useWords()
  const amountText = useAmountText({ coverable: true })
  const [text, setText] = useState('')
  const [picked, setPicked] = useState(held[0]?.hotkey)
  const hotkeys = useHotkeys(account.id, named.netuid, held)
  const to = hold.lock?.to ?? hotkeys?.find(({ hotkey }) => hotkey === picked)
  const room = hold.total === null ? undefined : BigInt(hold.total) - BigInt(hold.lock?.locked ?? 0)
  const amount = parseTao(text)
  const unit = named.symbol ?? `SN${named.netuid}`
  const told = room === undefined ? undefined : amountText(room, 9, unit)
  const problem =
    text === ''
      ? undefined
      : amount === undefined
        ? say.notAmount
        : room !== undefined && amount > room && told
          ? say.tooMuch({ amount: told })
          : undefined
  const ready = to !== undefined && amount !== undefined && amount > 0n && problem === undefined
  return (
    <OrderForm
      {...rest}
      title={hold.lock ? say.more : say.begin}
      order={
        ready && to && amount !== undefined
          ? { kind: 'lock' as const, hotkey: to.hotkey, netuid: named.netuid, amount: String(amount) }
          : undefined
      }
      onOrder={onOrder}
    >
      <Banner kind="caution" box>
        {say.lockWarn}
      </Banner>
      <TextField
        {...unwritten}
        label={say.amount({ unit })}
        inputMode="decimal"
        value={text}
        error={problem}
        help={told && say.lockable({ amount: told })}
        onChange={({ target }) => setText(target.value)}
      />
      {room !== undefined && (
        <div className="cluster">
          <button type="button" className="chip" onClick={() => setText(formatTao(room))}>
            {say.most}
          </button>
        </div>
      )}
      {hold.lock?.to ? (
        <HotkeyOf label={say.to} who={hold.lock.to} />
      ) : (
        <ChooseHotkey label={say.to} hotkeys={hotkeys} value={picked} onChange={setPicked} />
      )}
    </OrderForm>
  )
}

/** Another hotkey for a lock, or for rewards. @param now who has it */
export function HotkeyForm({
  kind,
  named,
  now,
  onOrder,
  account,
  ...rest
}: Shared & { kind: 'move-lock' | 'auto-stake'; now: Hotkey | null | undefined }) {
  const { locks: say } = useWords()
  const [picked, setPicked] = useState<string>()
  const hotkeys = useHotkeys(account.id, named.netuid, [])?.filter(({ hotkey }) => hotkey !== now?.hotkey)
  const found = hotkeys?.find(({ hotkey }) => hotkey === picked)
  return (
    <OrderForm
      {...rest}
      title={kind === 'move-lock' ? say.move : say.rewards}
      order={found && { kind, hotkey: found.hotkey, netuid: named.netuid }}
      onOrder={onOrder}
    >
      <Banner box {...(kind === 'move-lock' ? { kind: 'caution' as const } : {})}>
        {kind === 'move-lock' ? say.moveWarn : say.rewardsText}
      </Banner>
      {now && <HotkeyOf label={kind === 'move-lock' ? say.to : say.toOther} who={now} />}
      <ChooseHotkey label={say.choose} hotkeys={hotkeys} value={picked} onChange={setPicked} />
    </OrderForm>
  )
}

/** Hotkeys that can be chosen on a subnet: those where the account has stake, then its validators by what is staked with them. */
function useHotkeys(account: string, netuid: number, own: readonly PositionView[]): Hotkey[] | undefined {
  const found = useAsked(`${account} validators ${netuid}`, () => ask('validators', { account, netuid }))
  if (!found) return own.length > 0 ? own.map(asHotkey) : undefined
  const all = (found.told?.all ?? []).toSorted((one, other) => (BigInt(one.staked) < BigInt(other.staked) ? 1 : -1))
  const known = new Set(own.map(({ hotkey }) => hotkey))
  return [...own.map(asHotkey), ...all.filter(({ hotkey }) => !known.has(hotkey))]
}
const asHotkey = ({ hotkey, address, validator }: PositionView): Hotkey => ({ hotkey, address, name: validator })

function ChooseHotkey({
  label,
  hotkeys,
  value,
  onChange,
}: {
  label: string
  hotkeys: readonly Hotkey[] | undefined
  value: string | undefined
  onChange(hotkey: string): void
}) {
  const { locks: say, common } = useWords()
  if (!hotkeys) return <p className="text">{common.loading}</p>
  if (hotkeys.length === 0) return <p className="text">{say.noHotkeys}</p>
  const found = hotkeys.find(({ hotkey }) => hotkey === value)
  return (
    <>
      <Field label={label}>
        {(ids) => (
          <select {...ids} value={value ?? ''} onChange={({ target }) => onChange(target.value)}>
            {!found && <option value="">{say.pick}</option>}
            {hotkeys.map(({ hotkey, name, address }) => (
              <option key={hotkey} value={hotkey}>
                {name === null ? shortAddress(address) : `${name} · ${shortAddress(address)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      {found && <HotkeyOf label={say.hotkey} who={found} />}
    </>
  )
}
