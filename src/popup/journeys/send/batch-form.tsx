import { useMemo } from 'react'
import { type AccountView, MOST_PAYMENTS } from '../../../messaging'
import { Amount, Banner, Button, Checks, Facts, Field, Foot, FullAddress, unwritten, useAmountText } from '../../../ui'
import { KluisError } from '../../../units'
import { freeOf } from '../../account'
import { AccountField } from '../../account-field'
import { useView } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import type { ReadAddress } from '../../recipient'
import { type RecipientCheck, recipientChecks } from '../../recipient-checks'
import { checkIcons, useBook, useSayCheck, useWhoIs } from '../../recipient-said'
import { useFormats, useSayError, useWords } from '../../words'
import { AddPayment } from './add-payment'
import { useBatchEstimate } from './estimate'
import { type LineProblem, type PaymentLine, readPayments } from './payment-lines'

export type Payment = { to: string; amount: string }

/** A list of payments as text, and what it comes to: every line with what is known of its recipient, or with what is wrong with it. */
export function BatchForm({
  from,
  text,
  busy,
  error,
  onFrom,
  onText,
  onOne,
  onBack,
  onReview,
}: {
  from: AccountView
  text: string
  busy: boolean
  error: unknown
  onFrom(account: AccountView): void
  onText(text: string): void
  onOne(): void
  onBack(): void
  onReview(payments: Payment[]): void
}) {
  const { batch: say, send } = useWords()
  const formats = useFormats()
  const amountText = useAmountText()
  const contacts = useView('contacts')?.items
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const accounts = useView('accounts')
  const free = freeOf(useView('balances'), from.id)
  const { settled } = useNetwork()
  const list = useMemo(() => readPayments(text, contacts ?? []), [text, contacts])
  const payments = useMemo(
    () => (list.sound ? list.lines.map(({ to, amountRao }) => ({ to: to?.address ?? '', amount: String(amountRao ?? 0n) })) : undefined),
    [list],
  )
  const told = useBatchEstimate(from.id, payments)
  const facts = new Map(told?.recipients.map((each) => [each.id, each]))
  const wrong = list.lines.filter(({ problems }) => problems.length > 0).length
  const book = useBook()
  const deposit = useView('network')?.existentialDeposit
  const checksOf = (line: PaymentLine) =>
    recipientChecks({
      text: line.text,
      read: readOf(line),
      from: from.id,
      own: accounts?.first.find(({ id }) => id === line.to?.id),
      contact: contacts?.find(({ id }) => id === line.to?.id),
      book,
      told: line.to && facts.get(line.to.id),
      // What earlier lines bring is counted in the review.
      amount: line.twice === undefined ? line.amountRao : undefined,
      existentialDeposit: deposit ? BigInt(deposit) : undefined,
      contactsOnly,
    })
  const checked = list.lines.slice(0, MOST_PAYMENTS).map((line) => ({ line, checks: checksOf(line) }))
  const stopped = checked.some(({ line, checks }) => line.to && checks.some(({ tone }) => tone === 'stop'))
  const max = told && BigInt(told.max)
  const tooMuch = max !== undefined && list.totalRao > max
  const ready = payments !== undefined && !stopped && !tooMuch && settled === 'online'
  const col = (rao: bigint) => <Amount rao={rao} decimals={9} look="col" />
  const problem = list.tooMany
    ? say.tooMany({ most: formats.number(MOST_PAYMENTS), count: formats.number(list.lines.length) })
    : wrong > 0
      ? say.wrong({ count: wrong })
      : tooMuch
        ? say.notEnough({ name: from.name, max: amountText(max, 9) })
        : undefined
  return (
    <Step
      title={say.title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={
        <Foot one>
          {settled !== 'online' && settled !== 'starting' && <p className="foot-note">{send.offline}</p>}
          {stopped && <p className="foot-note">{send.correctFirst}</p>}
          <Button look="primary" busy={busy} disabled={!ready} onClick={() => payments && ready && onReview(payments)}>
            {send.review}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <ErrorBanner error={error} />
        <AccountField label={send.from} value={from} only="moving" balance onPick={onFrom} />
        <Field label={say.list} help={text ? undefined : say.listHelp}>
          {(ids) => (
            <textarea
              {...unwritten}
              {...ids}
              className="mono"
              rows={5}
              placeholder={say.example}
              maxLength={65_536}
              value={text}
              onChange={({ target }) => onText(target.value)}
            />
          )}
        </Field>
        <AddPayment from={from} onAdd={(line) => onText(text.trim() ? `${text.replace(/\s+$/, '')}\n${line}` : line)} />
        <div role="status" className="stack stack-8">
          {list.heading && <p className="note">{say.heading}</p>}
          {problem && (
            <Banner kind="danger" box>
              {problem}
            </Banner>
          )}
        </div>
        {list.lines.length > 0 && (
          <>
            <div className="section">
              <h2>{say.preview}</h2>
            </div>
            <ol className="tree">
              {checked.map(({ line, checks }) => (
                <Line key={line.line} line={line} checks={checks} />
              ))}
            </ol>
            <Facts
              rows={[
                { label: say.recipients, value: formats.number(list.lines.length) },
                { label: say.total, value: col(list.totalRao), total: true },
                told && { label: say.fee, value: col(BigInt(told.fee)) },
                told &&
                  free !== undefined &&
                  !tooMuch && { label: say.after, value: col(BigInt(told.free) - list.totalRao - BigInt(told.fee)) },
              ]}
            />
            <Checks items={[{ icon: 'info', text: say.atomic }]} />
          </>
        )}
        <div className="cluster">
          <Button small look="quiet" icon="send" onClick={onOne}>
            {say.one}
          </Button>
        </div>
      </div>
    </Step>
  )
}

/** One line of the list, by its number in the text. */
function Line({ line, checks }: { line: PaymentLine; checks: readonly RecipientCheck[] }) {
  const { batch: say } = useWords()
  const formats = useFormats()
  const sayProblem = useSayProblem()
  const sayCheck = useSayCheck()
  const { to, amountRao, problems, twice } = line
  const { own, contact } = useWhoIs(to)
  const twin = checks.find(({ id }) => id === 'lookalike')?.facts.address
  const typo = checks.find(({ id }) => id === 'typo')
  return (
    <li>
      <span className="n">
        <span className="vh">{say.line({ line: '' })}</span>
        {formats.number(line.line)}
      </span>
      <div className="body-4">
        <p className="say">
          {to ? (own?.name ?? contact?.name ?? say.unknown) : line.text}
          {amountRao !== undefined && (
            <>
              {' · '}
              <Amount rao={amountRao} decimals={9} />
            </>
          )}
        </p>
        {to && <FullAddress address={to.address} {...(twin === undefined ? {} : { unlike: twin })} />}
        {twin !== undefined && to && <FullAddress address={twin} unlike={to.address} />}
        <Checks
          items={[
            ...problems.map((problem) => ({
              icon: 'error' as const,
              text: typo && problem.id === 'address' ? sayCheck(typo, readOf(line)) : sayProblem(problem),
            })),
            ...(twice === undefined ? [] : [{ icon: 'l2' as const, text: say.twice({ line: formats.number(twice) }) }]),
            // Who it is stands above already.
            ...checks.flatMap((check) =>
              ['own', 'contact', 'checksum', 'typo'].includes(check.id)
                ? []
                : [{ icon: checkIcons[check.tone], text: sayCheck(check, to) }],
            ),
          ]}
        />
      </div>
    </li>
  )
}

/** What the address of a line says, right or wrong. */
function readOf({ to, problems }: PaymentLine): ReadAddress {
  const wrong = problems.find((each) => each.id === 'address')
  return to ?? (wrong && { error: new KluisError(wrong.code, wrong.facts) })
}

function useSayProblem(): (problem: LineProblem) => string {
  const { batch: say } = useWords()
  const sayError = useSayError()
  return (problem) => {
    switch (problem.id) {
      case 'address':
        return sayError(new KluisError(problem.code, problem.facts))
      case 'amount':
      case 'amount-comma':
      case 'no-contact':
      case 'contact-twice':
        return say.problems[problem.id]({ said: problem.said })
      default:
        return say.problems[problem.id]
    }
  }
}
