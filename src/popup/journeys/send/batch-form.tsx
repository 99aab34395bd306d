import { useMemo } from 'react'
import { type AccountView, MOST_PAYMENTS } from '../../../messaging'
import { Amount, Banner, Button, Checks, Facts, Field, FullAddress, unwritten, useAmountText } from '../../../ui'
import { formatTao, KluisError, oneLine } from '../../../units'
import { AccountField } from '../../account-field'
import { useOwnAmong } from '../../accounts'
import { useView } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import type { ReadAddress } from '../../recipient'
import { type RecipientCheck, recipientChecks } from '../../recipient-checks'
import { checkIcons, useBook, useSayCheck, useWhoIs } from '../../recipient-said'
import type { Transfer } from '../../send-route'
import { useFormats, useSayError, useWords } from '../../words'
import { AddPayment } from './add-payment'
import { useBatchEstimate } from './estimate'
import { type LineProblem, type PaymentLine, readPayments } from './payment-lines'
import { SendFoot } from './send-foot'

export type Payment = { to: string; amount: string }

/** A list of payments as text, and what it comes to: every line with what is known of its recipient, or with what is wrong with it. */
export function BatchForm({
  from,
  text,
  added,
  busy,
  error,
  onFrom,
  onText,
  onAdded,
  onContact,
  onOne,
  onBack,
  onReview,
}: {
  from: AccountView
  text: string
  /** What was begun to be added to it. */
  added: Omit<Transfer, 'everything'>
  busy: boolean
  error: unknown
  onFrom(account: AccountView): void
  onText(text: string): void
  onAdded(added: Omit<Transfer, 'everything'>): void
  onContact(address: string): void
  onOne(one: Partial<Transfer>): void
  onBack(): void
  onReview(payments: Payment[]): void
}) {
  const { batch: say, send } = useWords()
  const formats = useFormats()
  const hadText = useAmountText({ coverable: true })
  const contacts = useView('contacts')?.items
  const contactsOnly = useView('settings')?.contactsOnly ?? false
  const list = useMemo(() => readPayments(text, contacts ?? []), [text, contacts])
  const payments = useMemo(
    () => (list.sound ? list.lines.map(({ to, amountRao }) => ({ to: to?.address ?? '', amount: String(amountRao ?? 0n) })) : undefined),
    [list],
  )
  const told = useBatchEstimate(from.id, payments)
  const facts = new Map(told?.recipients.map((each) => [each.id, each]))
  const wrong = list.lines.filter(({ problems }) => problems.length > 0).length
  const own = useOwnAmong(list.lines.slice(0, MOST_PAYMENTS).flatMap(({ to }) => to?.id ?? []))
  const book = useBook(list.lines.slice(0, MOST_PAYMENTS).map((line) => ({ text: line.text, read: readOf(line) })))
  const deposit = useView('network')?.existentialDeposit
  const checksOf = (line: PaymentLine) =>
    recipientChecks({
      text: line.text,
      read: readOf(line),
      from: from.id,
      own: line.to && own.get(line.to.id),
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
  const ready = payments !== undefined && !stopped && !tooMuch
  const col = (rao: bigint) => <Amount rao={rao} decimals={9} look="col" />
  const problem = list.tooMany
    ? say.tooMany({ most: formats.number(MOST_PAYMENTS), count: formats.number(list.lines.length) })
    : wrong > 0
      ? say.wrong({ count: wrong })
      : tooMuch
        ? say.notEnough({ name: from.name, max: hadText(max, 9) })
        : undefined
  return (
    <Step
      title={say.title}
      onBack={onBack}
      aside={<NetworkMark />}
      foot={<SendFoot stopped={stopped} ready={ready} busy={busy} onClick={() => payments && ready && onReview(payments)} />}
    >
      <div className="stack">
        <ErrorBanner error={error} />
        <AccountField label={send.from} value={from} only="moving" balance onPick={onFrom} />
        {from.role === 'hotkey' && (
          <Banner kind="caution" box>
            {send.hotkeyBox}
          </Banner>
        )}
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
        <AddPayment
          from={from}
          added={added}
          onChange={onAdded}
          onContact={onContact}
          onAdd={(line) => onText(text.trim() ? `${text.replace(/\s+$/, '')}\n${line}` : line)}
        />
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
                <Line key={line.line} line={line} checks={checks} onContact={onContact} />
              ))}
            </ol>
            <Facts
              rows={[
                { label: say.recipients, value: formats.number(list.lines.length) },
                { label: say.total, value: col(list.totalRao), total: true },
                told && { label: say.fee, value: col(BigInt(told.fee)) },
                told &&
                  !tooMuch && {
                    label: say.after,
                    value: <Amount rao={BigInt(told.free) - list.totalRao - BigInt(told.fee)} decimals={9} look="col" coverable />,
                  },
              ]}
            />
            <Checks items={[{ icon: 'info', text: say.atomic }]} />
          </>
        )}
        {/* A list of several would be lost there. */}
        {list.lines.length < 2 && (
          <div className="cluster">
            <Button small look="quiet" icon="send" onClick={() => onOne(list.lines[0] ? oneOf(list.lines[0]) : added)}>
              {say.one}
            </Button>
          </div>
        )}
      </div>
    </Step>
  )
}

/** A payment of the list for the form of one recipient; whom it names by a contact's name is put there by address. */
const oneOf = ({ to, text, amountRao }: PaymentLine): Partial<Transfer> => ({
  to: to && to.prefix === undefined ? to.address : text,
  amount: amountRao === undefined ? '' : formatTao(amountRao),
})

/** One line of the list, by its number in the text. */
function Line({ line, checks, onContact }: { line: PaymentLine; checks: readonly RecipientCheck[]; onContact(address: string): void }) {
  const { batch: say, send } = useWords()
  const formats = useFormats()
  const sayProblem = useSayProblem()
  const sayCheck = useSayCheck()
  const { to, amountRao, problems, twice } = line
  const { own, contact } = useWhoIs(to)
  const twin = checks.find(({ id }) => id === 'lookalike')?.facts
  const typo = checks.find(({ id }) => id === 'typo')
  return (
    <li>
      <span className="n">
        <span className="vh">{say.line({ line: '' })}</span>
        {formats.number(line.line)}
      </span>
      <div className="body-4">
        <p className="say">
          {to ? (own?.name ?? contact?.name ?? say.unknown) : oneLine(line.text, 128)}
          {amountRao !== undefined && (
            <>
              {' · '}
              <Amount rao={amountRao} decimals={9} />
            </>
          )}
        </p>
        {to && twin === undefined && <FullAddress address={to.address} />}
        {to && twin !== undefined && (
          <>
            <p className="note">{send.entered}</p>
            <FullAddress address={to.address} unlike={twin.address ?? ''} />
            <p className="note">{twin.name || send.knownAddress}</p>
            <FullAddress address={twin.address ?? ''} unlike={to.address} />
          </>
        )}
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
        {checks.some(({ id }) => id === 'not-contact') && twin === undefined && (
          <Button small icon="plus" onClick={() => onContact(line.text)}>
            {send.addContact}
          </Button>
        )}
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
      case 'amount-thousands':
      case 'no-contact':
      case 'contact-twice':
        return say.problems[problem.id]({ said: problem.said })
      default:
        return say.problems[problem.id]
    }
  }
}
