import { useEffect, useId, useState } from 'react'
import type { AccountView } from '../../../messaging'
import { Amount, Banner, Button, Foot, Icon, useAmountText } from '../../../ui'
import { formatTao, parseTao } from '../../../units'
import { freeOf } from '../../account'
import { AccountField } from '../../account-field'
import { ask, useView } from '../../background'
import { useNow } from '../../clock'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { readRecipient } from '../../recipient'
import type { Transfer } from '../../remedy'
import { useWords } from '../../words'
import { RecipientField } from './recipient-field'

/** What the chain would charge now, and the most that can leave; asked again a moment after the last change, and at the pace of blocks. */
function useEstimate(from: string, to: string | undefined, amount: bigint, keepAlive: boolean): { fee: bigint; max: bigint } | undefined {
  const [known, setKnown] = useState<{ of: string; fee: bigint; max: bigint }>()
  const online = useView('network')?.phase === 'online'
  const block = useNow(12_000)
  const of = `${from} ${to} ${keepAlive}`
  useEffect(() => {
    if (to === undefined || !online || !block) return
    let current = true
    const timer = setTimeout(() => {
      ask('estimateTransfer', { from, to, amount: (amount || 1n).toString(), keepAlive }).then(
        ({ fee, max }) => current && setKnown({ of, fee: BigInt(fee), max: BigInt(max) }),
        () => undefined, // Without an estimate the form says nothing; the review asks again and says what is wrong.
      )
    }, 250)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [from, to, amount, keepAlive, of, online, block])
  return known?.of === of ? known : undefined
}

/** Who gets how much. Everything that can be known to be wrong is said here, before anything is built. */
export function SendForm({
  from,
  transfer,
  busy,
  error,
  onFrom,
  onChange,
  onBack,
  onReview,
}: {
  from: AccountView
  transfer: Transfer
  busy: boolean
  error: unknown
  onFrom(account: AccountView): void
  onChange(change: Partial<Transfer>): void
  onBack(): void
  onReview(): void
}) {
  const words = useWords()
  const { send: say } = words
  const amountText = useAmountText()
  const balances = useView('balances')
  const deposit = useView('network')?.existentialDeposit
  const { settled } = useNetwork()
  const free = freeOf(balances, from.id)
  const recipient = readRecipient(transfer.to)
  const to = recipient && 'id' in recipient ? recipient.id : undefined
  const amount = parseTao(transfer.amount)
  const estimate = useEstimate(from.id, to === undefined ? undefined : transfer.to.trim(), amount ?? 0n, !transfer.everything)
  const self = to === from.id
  const tooMuch = !transfer.everything && amount !== undefined && estimate !== undefined && amount > estimate.max
  const amountProblem =
    transfer.everything || !transfer.amount
      ? undefined
      : amount === undefined
        ? say.notAmount
        : amount === 0n
          ? say.zero
          : tooMuch && free !== undefined
            ? say.notEnough({ name: from.name, free: amountText(free), max: amountText(estimate.max, 9) })
            : undefined
  const ready = to !== undefined && (transfer.everything || (amount !== undefined && amount > 0n && !amountProblem)) && settled === 'online'
  return (
    <Step
      title={say.title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{say.offline}</p>}
          <Button type="submit" form="send" look="primary" busy={busy} disabled={!ready}>
            {say.review}
          </Button>
        </Foot>
      }
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
        <RecipientField from={from} text={transfer.to} read={recipient} self={self} onText={(text) => onChange({ to: text })} />
        <AmountField
          text={transfer.everything ? '' : transfer.amount}
          disabled={transfer.everything}
          free={free}
          max={estimate?.max}
          problem={amountProblem}
          help={
            transfer.everything
              ? say.everythingHelp
              : amount !== undefined && estimate && free !== undefined && amount > 0n
                ? say.leavesAfter({ left: amountText(free - amount - estimate.fee), fee: amountText(estimate.fee, 6) })
                : deposit
                  ? say.keepHelp({ deposit: amountText(BigInt(deposit), 9) })
                  : undefined
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
      </form>
    </Step>
  )
}

function AmountField({
  text,
  disabled,
  free,
  max,
  problem,
  help,
  onText,
}: {
  text: string
  disabled: boolean
  free: bigint | undefined
  max: bigint | undefined
  problem: string | undefined
  help: string | undefined
  onText(text: string): void
}) {
  const { send: say } = useWords()
  const id = useId()
  const said = problem ?? help
  return (
    <div className="field amountfield" data-state={problem ? 'error' : disabled ? 'disabled' : undefined}>
      <label className="label" htmlFor={id}>
        {say.amount}
      </label>
      <div className="control">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          disabled={disabled}
          value={text}
          aria-describedby={`${id}-help`}
          {...(problem ? { 'aria-invalid': true as const } : {})}
          onChange={({ target }) => onText(target.value)}
        />
        <span className="unit" aria-hidden="true">
          τ
        </span>
        <div className="chips">
          <button
            type="button"
            className="chip"
            disabled={disabled || max === undefined}
            onClick={() => max !== undefined && onText(formatTao(max / 2n))}
          >
            {say.half}
          </button>
          <button
            type="button"
            className="chip"
            disabled={disabled || max === undefined}
            onClick={() => max !== undefined && onText(formatTao(max))}
          >
            {say.max}
          </button>
          {free !== undefined && (
            <span className="note">
              {say.free} <Amount rao={free} coverable />
            </span>
          )}
        </div>
      </div>
      <p className="help" id={`${id}-help`} role="status">
        {problem && <Icon name="error" size={16} />}
        <span>{said}</span>
      </p>
    </div>
  )
}
