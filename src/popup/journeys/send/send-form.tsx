import { useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import type { AccountView } from '../../../messaging'
import { Amount, Banner, Button, Checks, Field, Foot, FullAddress, Icon, Tile, unwritten, useAmountText } from '../../../ui'
import { formatTao, KluisError, parseTao, readAddress, toHex } from '../../../units'
import { freeOf } from '../../account'
import { ask, useView } from '../../background'
import { useNow } from '../../clock'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { useSayError, useWords } from '../../words'

export type Transfer = { from: string; to: string; amount: string; everything: boolean }
type Read = { id: string } | { error: KluisError } | undefined

function readRecipient(text: string): Read {
  if (!text.trim()) return undefined
  try {
    return { id: toHex(readAddress(text)) }
  } catch (error) {
    return { error: error instanceof KluisError ? error : new KluisError('ss58-base58') }
  }
}

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
  onChange,
  onReview,
}: {
  from: AccountView
  transfer: Transfer
  busy: boolean
  error: unknown
  onChange(change: Partial<Transfer>): void
  onReview(): void
}) {
  const words = useWords()
  const { send: say } = words
  const sayError = useSayError()
  const amountText = useAmountText()
  const listed = useAmountText({ coverable: true })
  const [, navigate] = useLocation()
  const list = useView('accounts')?.first ?? []
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
      onBack={() => navigate('/')}
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
        {error !== undefined && (
          <Banner kind="danger" box live>
            {sayError(error)}
          </Banner>
        )}
        <Field label={say.from}>
          {(ids) => (
            <>
              <Tile publicKey={from.publicKey} size={24} />
              <select {...ids} value={from.id} onChange={({ target }) => onChange({ from: target.value })}>
                {list.map(({ id, name }) => {
                  const has = freeOf(balances, id)
                  return (
                    <option key={id} value={id}>
                      {has === undefined ? name : `${name} · ${listed(has)}`}
                    </option>
                  )
                })}
              </select>
            </>
          )}
        </Field>
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

/** The recipient, as text or one of the own accounts, with what is known of it. */
function RecipientField({
  from,
  text,
  read,
  self,
  onText,
}: {
  from: AccountView
  text: string
  read: Read
  self: boolean
  onText(text: string): void
}) {
  const { send: say } = useWords()
  const sayError = useSayError()
  const list = useView('accounts')?.first ?? []
  const others = list.filter(({ id }) => id !== from.id)
  const own = read && 'id' in read ? list.find(({ id }) => id === read.id) : undefined
  const wrong = read && 'error' in read ? read.error : undefined
  const converted = wrong?.code === 'ss58-wrong-prefix' ? wrong.facts.address : undefined
  return (
    <div className="stack stack-8">
      <Field
        label={say.recipient}
        help={self ? say.self : own ? undefined : text ? undefined : say.recipientHelp}
        error={wrong ? (converted ? say.convert({ address: converted }) : sayError(wrong)) : undefined}
      >
        {(ids) => (
          <textarea
            {...unwritten}
            {...ids}
            className="mono"
            rows={2}
            value={text}
            onChange={({ target }) => onText(target.value.replace(/\s+/g, ''))}
          />
        )}
      </Field>
      {converted !== undefined && (
        <Button small onClick={() => onText(converted)}>
          {say.useConverted}
        </Button>
      )}
      {read && 'id' in read && (
        <Checks
          items={[
            {
              icon: 'check' as const,
              text: own ? (
                <>
                  <strong>{own.name}</strong>, {say.oneOfYours}
                </>
              ) : (
                say.checksum
              ),
            },
          ]}
        />
      )}
      {read && 'id' in read && <FullAddress address={text.trim()} />}
      {!text && others.length > 0 && (
        <div className="cluster">
          {others.slice(0, 4).map(({ id, name, address }) => (
            <Button key={id} small onClick={() => onText(address)}>
              <span className="clip">{name}</span>
            </Button>
          ))}
        </div>
      )}
    </div>
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
