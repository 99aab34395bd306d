import { type ContactView, MOST_PAYMENTS } from '../../../messaging'
import { type ErrorCode, KluisError, maybeThousands, oneLine, parseTao, RAO_PER_TAO, readCsv, type Separator } from '../../../units'
import { readRecipient } from '../../recipient'

/** What is wrong with a line. `said` is what stands there, cleaned and cut. */
export type LineProblem =
  | { id: 'quotes' | 'columns' | 'amount-missing' | 'amount-zero' | 'amount-huge' | 'recipient-missing' }
  | { id: 'amount' | 'amount-comma' | 'amount-thousands' | 'no-contact' | 'contact-twice'; said: string }
  | { id: 'address'; code: ErrorCode; facts: Readonly<Record<string, string>> }
/** One payment of a list. `line`: where it stands in the text, from 1. `twice`: the line that pays the same account before it. */
export type PaymentLine = {
  line: number
  /** As it was written. */
  text: string
  to: { id: string; address: string; prefix?: string } | undefined
  amountRao: bigint | undefined
  problems: LineProblem[]
  twice: number | undefined
}
export type PaymentList = {
  lines: PaymentLine[]
  /** Whether the first line was taken for a heading. */
  heading: boolean
  /** Of the lines that say an amount. */
  totalRao: bigint
  tooMany: boolean
  /** Whether all of it can be paid as it stands. */
  sound: boolean
}

/** More than there will ever be. */
const MOST_RAO = 21_000_000n * RAO_PER_TAO
const said = (text: string) => oneLine(text, 60)
const folded = (name: string) => oneLine(name, 1_000).toLowerCase()

/**
 * Reads payments, one a line: an address or the name of a contact, and an amount in TAO. Pure.
 * A first line without any digit in its amount, and without an address, is a heading. Nothing is guessed: a line that is not exactly
 * one payment has its problem, by its number.
 */
export function readPayments(text: string, contacts: readonly ContactView[]): PaymentList {
  const { rows, separator } = readCsv(text)
  const heading = rows[0] !== undefined && !rows[0].broken && isHeading(rows[0].cells, contacts)
  const byId = new Map<string, number>()
  const lines = rows.slice(heading ? 1 : 0).map(({ line, cells, broken }): PaymentLine => {
    const [recipient = '', amount = '', ...more] = cells
    const problems: LineProblem[] = []
    const made: PaymentLine = { line, text: recipient, to: undefined, amountRao: undefined, problems, twice: undefined }
    if (broken) return { ...made, problems: [{ id: 'quotes' }] }
    const whom = readWhom(recipient, contacts)
    if ('id' in whom) made.to = whom
    else problems.push(whom.problem)
    const much = readMuch(amount, separator)
    if (typeof much === 'bigint') made.amountRao = much
    else problems.push(much)
    if (more.some((each) => each !== '')) problems.push({ id: 'columns' })
    if (made.to) {
      made.twice = byId.get(made.to.id)
      if (made.twice === undefined) byId.set(made.to.id, line)
    }
    return made
  })
  const tooMany = lines.length > MOST_PAYMENTS
  return {
    lines,
    heading,
    totalRao: lines.reduce((sum, { amountRao }) => sum + (amountRao ?? 0n), 0n),
    tooMany,
    sound: lines.length > 0 && !tooMany && lines.every(({ problems }) => problems.length === 0),
  }
}

/**
 * A line of a list as this module reads it.
 * @param name of a contact or an address
 * @param amount as it was typed into a field of its own, which said what it understood: one more zero keeps that sure
 */
export const paymentLine = (name: string, amount: string): string =>
  `${/[",;\t]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name};${amount}${maybeThousands(amount) ? '0' : ''}`

function isHeading([recipient = '', amount = '']: readonly string[], contacts: readonly ContactView[]): boolean {
  // A payment with a mistake in it must never pass for a heading.
  return amount !== '' && !/\p{N}/u.test(amount) && recipient.length < 40 && 'problem' in readWhom(recipient, contacts)
}

function readWhom(
  text: string,
  contacts: readonly ContactView[],
): { id: string; address: string; prefix?: string } | { problem: LineProblem } {
  if (text === '') return { problem: { id: 'recipient-missing' } }
  const read = readRecipient(text)
  if (read && 'id' in read) return read
  const found = contacts.filter(({ name }) => folded(name) === folded(text))
  const [only] = found
  if (found.length > 1) return { problem: { id: 'contact-twice', said: said(text) } }
  if (only) return { id: only.id, address: only.address }
  const { code, facts } = read?.error ?? new KluisError('ss58-base58')
  // Whatever has the length of an address was meant as one.
  return { problem: text.length >= 40 && !/\s/.test(text) ? { id: 'address', code, facts } : { id: 'no-contact', said: said(text) } }
}

function readMuch(text: string, separator: Separator): bigint | LineProblem {
  if (text === '') return { id: 'amount-missing' }
  // In a list with commas between the cells, 1,5 could be 1 and 5, or one and a half: only the point is sure.
  if (separator === ',' && text.includes(',')) return { id: 'amount-comma', said: said(text) }
  if (maybeThousands(text)) return { id: 'amount-thousands', said: said(text) }
  if (/^\d{13,}([.,]\d{1,9})?$/.test(text)) return { id: 'amount-huge' }
  const rao = parseTao(text)
  if (rao === undefined) return { id: 'amount', said: said(text) }
  if (rao === 0n) return { id: 'amount-zero' }
  return rao > MOST_RAO ? { id: 'amount-huge' } : rao
}
