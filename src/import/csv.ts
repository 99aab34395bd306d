import { type ActivityCoverage, type ActivityItem, type EntryView, type NetworkId, type ReceivedView, wentBy } from '../messaging'
import { encodeAddress, formatTao, fromHex, movesMoney, writeCsv } from '../units'
import type { Words } from '../words'
import { feesOf, type Moved, movedBy, type Sum, staysPut } from './csv-moved'

export type CsvFormat = 'koinly' | 'cointracker' | 'plain'
/** What the list is of. `days`: from the first millisecond on, and before the second; null is open. Account ids in hex. */
export type CsvOrder = {
  format: CsvFormat
  accounts: ReadonlySet<string>
  days: { from: number | null; until: number | null }
  network: NetworkId
}
type Say = Words['ledger']['lines']
/** One movement of one account, as every format tells it. */
type Line = {
  at: number
  account: string
  sent: Sum | null
  received: Sum | null
  fee: Sum | null
  /** Only the fee left the account. */
  feeOnly: boolean
  /** What came was earned by stake. */
  earned: boolean
  text: string
  hash: string
}

/** Nine decimals, a point and no thousands, whatever the language. @param rao any size, not negative */
export function decimalTao(rao: bigint): string {
  const [whole = '0', fraction = ''] = formatTao(rao).split('.')
  return `${whole}.${fraction.padEnd(9, '0')}`
}
const two = (value: number) => String(value).padStart(2, '0')
function utc(at: number) {
  const date = new Date(at)
  const [day, month] = [two(date.getUTCDate()), two(date.getUTCMonth() + 1)]
  return {
    year: date.getUTCFullYear(),
    month,
    day,
    clock: [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':'),
  }
}
const dates: Readonly<Record<CsvFormat, (at: number) => string>> = {
  koinly: (at) => `${utc(at).year}-${utc(at).month}-${utc(at).day} ${utc(at).clock} UTC`,
  cointracker: (at) => `${utc(at).month}/${utc(at).day}/${utc(at).year} ${utc(at).clock}`,
  plain: (at) => `${utc(at).year}-${utc(at).month}-${utc(at).day}T${utc(at).clock}Z`,
}
/** The first millisecond of a day in UTC. @param day '2026-11-29' */
export function dayStart(day: string): number | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  return Number.isNaN(at) ? null : at
}
export const DAY_MS = 86_400_000

export const columns: Readonly<Record<CsvFormat, readonly string[]>> = {
  koinly: [
    ...['Date', 'Sent Amount', 'Sent Currency', 'Received Amount', 'Received Currency', 'Fee Amount', 'Fee Currency'],
    ...['Net Worth Amount', 'Net Worth Currency', 'Label', 'Description', 'TxHash'],
  ],
  cointracker: ['Date', 'Received Quantity', 'Received Currency', 'Sent Quantity', 'Sent Currency', 'Fee Amount', 'Fee Currency', 'Tag'],
  plain: [
    ...['Date', 'Account', 'Address', 'Network', 'Kind', 'State', 'Call', 'Counterparty', 'Counterparty Address'],
    ...['Sent', 'Sent Currency', 'Received', 'Received Currency', 'Fee', 'Fee Currency'],
    ...['Block', 'Extrinsic', 'TxHash', 'Site', 'Transfers'],
  ],
}
/** What a list calls TAO, or the alpha of a subnet. What is called so on a test network is another thing: no tax tool may take it for the real one. */
const currencyOf = (network: NetworkId, netuid = 0) => `${network === 'finney' ? '' : 'test'}${netuid === 0 ? 'TAO' : `SN${netuid}`}`
const tao = (text: string): Sum => ({ rao: BigInt(text), netuid: 0 })
/** An amount and its currency, each in its cell. */
const pair = (sum: Sum | null | undefined, network: NetworkId) => (sum ? [decimalTao(sum.rao), currencyOf(network, sum.netuid)] : ['', ''])

/** What of one own transaction concerns the chosen accounts, by the calls that ran. `unclear`: not all of its amounts are known. */
function linesOf(entry: EntryView, accounts: ReadonlySet<string>, say: Say): { lines: Line[]; unclear: boolean } {
  const { status, account, at, hash } = entry
  const mine = accounts.has(account)
  const { fees, unclear: untold } = feesOf(entry)
  const blank = { at, hash, account, sent: null, received: null, fee: null, feeOnly: false, earned: false, text: '' }
  const back = entry.alphaFee?.back
  const feeLines = (text: string, of = fees): Line[] => {
    if (!mine) return []
    const paid = of.filter(({ rao }) => rao > 0n).map((fee) => ({ ...blank, fee, feeOnly: true, text }))
    return back === undefined ? paid : [...paid, { ...blank, received: tao(back), text: say.back }]
  }
  let unclear = mine && untold
  // A hidden order that never ran cost its envelopes all the same.
  if (status.phase === 'lost') return { lines: entry.hidden ? feeLines(say.envelope) : [], unclear }
  if (status.phase !== 'final') return { lines: [], unclear: status.phase === 'unknown' }
  if (!status.ok && !status.part) return { lines: feeLines(say.failed), unclear }
  let [inside, stays] = [false, false]
  const lines: Line[] = []
  for (const call of entry.calls) {
    const { fact, ran } = call
    if (ran === false) continue
    const theirs = 'to' in fact && accounts.has(fact.to.id)
    if (!mine && !theirs) continue
    if (ran === null) {
      if (movesMoney(fact)) unclear = true
      continue
    }
    if (fact.kind === 'transfer' || fact.kind === 'transfer-all') {
      const amount = fact.kind === 'transfer' ? fact.amount : fact.amountNow
      // What was left when it ran may be a little more than what was known when it was signed.
      if (fact.kind === 'transfer-all') unclear = true
      if (mine && theirs) inside = true
      else if (amount !== null && mine) lines.push({ ...blank, sent: tao(amount), text: fact.kind === 'transfer' ? say.sent : say.sentAll })
      else if (amount !== null) lines.push({ ...blank, account: fact.to.id, received: tao(amount), text: say.received })
    } else if (theirs) {
      // Stake that one gets: what comes of it on another subnet nobody told.
      const given = fact.kind === 'give-stake' && fact.netuid === fact.toNetuid ? wentBy(entry, call) : undefined
      if (mine && given) inside = true
      else if (given) lines.push({ ...blank, account: fact.to.id, received: given, text: say.got })
      else unclear = true
    } else if (fact.kind === 'burn') lines.push({ ...blank, sent: tao(fact.amount), text: say.burned })
    else if (staysPut(fact)) stays = true
    else if (movesMoney(fact)) {
      const moved = movedBy(entry, call)
      // A trade, of which the chain alone knows what it brought, and did not tell.
      if (!moved) unclear = true
      for (const { sent, received, stays: kept, text } of moved ?? []) {
        if (kept) stays = true
        else lines.push({ ...blank, sent, received, earned: text === 'claimed', text: say[text] })
      }
    }
  }
  const first = lines.findIndex((each) => each.sent !== null)
  if (first < 0) {
    const text = inside ? say.internal : stays ? say.stays : status.part ? say.part : say.fee
    return { lines: [...lines, ...feeLines(text)], unclear }
  }
  const [fee = null, ...more] = fees
  return { lines: [...lines.map((each, i) => (i === first ? { ...each, fee } : each)), ...feeLines(say.fee, more)], unclear }
}

function receivedLine(entry: ReceivedView, say: Say): Line {
  const { at, account, amount, cause, extrinsic, dust } = entry
  const text = dust
    ? say.small
    : cause.kind === 'transfer'
      ? say.received
      : { unstaked: say.unstaked, unknown: say.unknown, between: say.between }[cause.kind]
  const blank = { sent: null, fee: null, feeOnly: false, earned: false }
  return { ...blank, at, account, received: tao(amount), text, hash: extrinsic?.hash ?? '' }
}

/** Whether it is the sum of a month's tiny amounts, and one end of the days lies within what it sums up. */
function isCut({ dust, cause, at }: ReceivedView, days: CsvOrder['days']): boolean {
  if (!dust || cause.kind !== 'between') return false
  const start = Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth())
  return [days.from, days.until].some((edge) => edge !== null && edge > start && edge <= at)
}

function cells(line: Line, format: 'koinly' | 'cointracker', network: NetworkId): string[] {
  const part = (sum: Sum | null) => pair(sum, network)
  // Neither tool takes a line that moves nothing: what only cost its fee is told as that much sent.
  const sent = part(line.feeOnly ? line.fee : line.sent)
  const fee = part(line.feeOnly ? null : line.fee)
  const date = dates[format](line.at)
  if (format === 'cointracker') return [date, ...part(line.received), ...sent, ...fee, line.earned ? 'staking' : '']
  return [date, ...sent, ...part(line.received), ...fee, '', '', line.feeOnly ? 'cost' : line.earned ? 'reward' : '', line.text, line.hash]
}

/** Everything that is known, one line for each call. @param nameOf what the person calls an account id */
function plainCells(item: ActivityItem, nameOf: (id: string) => string): string[][] {
  const addressOf = (id: string) => encodeAddress(fromHex(id))
  const head = [dates.plain(item.at), nameOf(item.account), addressOf(item.account), item.network]
  if (item.kind === 'received') {
    const { cause, block, blockHash, extrinsic, count, amount } = item
    const other = cause.kind === 'transfer' ? cause.from : cause.kind === 'unstaked' ? cause.hotkey : null
    const where = cause.kind === 'between' ? `${cause.after + 1}-${block}` : String(block)
    return [
      [
        ...[...head, 'received', blockHash === null ? 'block not known' : 'final', cause.kind],
        ...[other ? nameOf(other.id) : '', other?.address ?? '', '', '', ...pair(tao(amount), item.network), '', ''],
        ...[where, extrinsic ? String(extrinsic.index) : '', extrinsic?.hash ?? '', '', String(count)],
      ],
    ]
  }
  const { status, calls, extrinsic, hash, origin } = item
  const { fees } = feesOf(item)
  const inBlock = 'ok' in status
  const failed = inBlock && !status.ok && !status.part
  /** Of each call what became of it: of those of one transaction some may have run. */
  const stateOf = (ran: boolean | null | undefined) => {
    if (status.phase === 'unknown') return 'not known'
    if (failed || !inBlock) return failed ? 'failed' : status.phase
    if (ran === null) return status.part ? 'partly done' : 'not known'
    return ran === false ? 'not run' : status.phase
  }
  const block = inBlock ? status.block : extrinsic?.block
  const row = (call: string, state: string, to: { id: string; address: string } | undefined, moved?: Partial<Moved>, fee?: Sum) => [
    ...[...head, 'own', state, call, to ? nameOf(to.id) : '', to?.address ?? ''],
    ...[moved?.sent, moved?.received, fee].flatMap((sum) => pair(sum, item.network)),
    ...[String(block ?? ''), extrinsic ? String(extrinsic.index) : '', hash, origin === null ? '' : origin, ''],
  ]
  let told = 0
  const rows = (calls.length ? calls : [undefined]).flatMap((each) => {
    const fact = each?.fact
    const to = fact && 'to' in fact ? fact.to : fact && 'hotkey' in fact ? (fact.hotkey ?? undefined) : undefined
    const exact = fact && 'amount' in fact && !('partial' in fact && fact.partial) ? fact.amount : null
    const amount = fact?.kind === 'transfer-all' ? fact.amountNow : exact
    // Only what ran moved its amount; of the rest the fee stays.
    const known = each && movedBy(item, each)
    const moved: Partial<Moved>[] = known?.length ? known : [amount === null || !inBlock || !each?.ran ? {} : { sent: tao(amount) }]
    return moved.map((of) => row(each?.call ?? '', stateOf(each?.ran), to, of, told++ === 0 ? fees[0] : undefined))
  })
  const more = (moved?: Partial<Moved>, fee?: Sum) => row('', stateOf(true), undefined, moved, fee)
  const back = item.alphaFee?.back
  return [...rows, ...fees.slice(1).map((fee) => more({}, fee)), ...(back === undefined ? [] : [more({ received: tao(back) })])]
}

export type Csv = {
  text: string
  /** Lines of what happened. */
  count: number
  /** Transactions that are not at their end and so are left out, and what is in it, or not, with amounts that are not all known. */
  open: number
  unclear: number
}
/**
 * The list, oldest first.
 * @param items all of the activity; what is not of the order is left out
 * @param head rows that stand before all of them
 */
export function csvOf(
  items: readonly ActivityItem[],
  order: CsvOrder,
  say: Say,
  nameOf: (id: string) => string,
  head: readonly string[][] = [],
): Csv {
  const { format, accounts, days, network } = order
  const concerns = (item: ActivityItem) =>
    accounts.has(item.account) || (item.kind === 'own' && item.calls.some(({ fact }) => 'to' in fact && accounts.has(fact.to.id)))
  const near = items.filter((each) => each.network === network && concerns(each))
  const wanted = near
    .filter((each) => (days.from === null || each.at >= days.from) && (days.until === null || each.at < days.until))
    .toSorted((a, b) => a.at - b.at)
  const rows: string[][] = []
  let open = 0
  // A sum tells what came within its month: how much of that within these days nobody knows, be it listed or not.
  const cut = near.filter((each) => each.kind === 'received' && isCut(each, days)).length
  let unclear = cut
  let untold = cut
  for (const item of wanted) {
    if (item.kind === 'own' && ['signed', 'sent', 'included', 'refused'].includes(item.status.phase)) open++
    if (item.kind === 'received') {
      // An own account that paid from elsewhere: that payment is not here, so its other half would be money from nowhere.
      const inside = item.cause.kind === 'transfer' && item.cause.from !== null && accounts.has(item.cause.from.id)
      if (inside) unclear++
      if (format === 'plain') rows.push(...plainCells(item, nameOf))
      else if (!inside) rows.push(cells(receivedLine(item, say), format, network))
      continue
    }
    const told = linesOf(item, accounts, say)
    if (told.unclear) unclear++
    if (
      item.status.phase === 'unknown' ||
      (item.status.phase === 'final' && item.calls.some(({ ran, fact }) => ran === null && movesMoney(fact)))
    )
      untold++
    rows.push(...(format === 'plain' ? plainCells(item, nameOf) : told.lines.map((line) => cells(line, format, network))))
  }
  return {
    text: writeCsv([columns[format], ...head, ...rows]),
    count: rows.length,
    open: format === 'plain' ? 0 : open,
    unclear: format === 'plain' ? untold : unclear,
  }
}

/** What is missing of what came to an account: what came before `since` (null: it was never watched), after `until`, or in between. */
export type Missing = { account: string } & ({ since: number | null } | { until: number } | { from: number; to: number })
/** Which parts of the order the wallet cannot know, account by account. */
export function missingOf({ accounts: watched, gaps }: ActivityCoverage, { accounts, days }: CsvOrder): Missing[] {
  const isIn = (from: number, to: number) => (days.until === null || from < days.until) && (days.from === null || to >= days.from)
  return [...accounts].flatMap((account): Missing[] => {
    const watch = watched[account]
    if (!watch) return [{ account, since: null }]
    const { since, until } = watch
    if (days.until !== null && since.at >= days.until) return [{ account, since: since.at }]
    return [
      ...(days.from === null || since.at > days.from ? [{ account, since: since.at }] : []),
      ...gaps
        .filter((gap) => gap.account === account && isIn(gap.fromAt, gap.toAt))
        .map(({ fromAt, toAt }) => ({ account, from: fromAt, to: toAt })),
      ...(until !== null && isIn(until, Number.POSITIVE_INFINITY) ? [{ account, until }] : []),
    ]
  })
}

/** Of each account of a plain list, before all that happened: since when what comes to it is noticed, and whether some of it is missing. */
export function watchedRows(coverage: ActivityCoverage, order: CsvOrder, nameOf: (id: string) => string): string[][] {
  const missing = new Set(missingOf(coverage, order).map(({ account }) => account))
  return [...order.accounts].map((id) => {
    const since = coverage.accounts[id]?.since
    const state = since === undefined ? 'never' : missing.has(id) ? 'not complete' : 'complete'
    const told = [since ? dates.plain(since.at) : '', nameOf(id), encodeAddress(fromHex(id)), order.network, 'watched', state]
    return [...told, ...columns.plain.slice(told.length).map(() => '')]
  })
}

/** A file's name that says what is in it, and whether that is all. */
export function csvName({ format, days }: CsvOrder, complete: boolean, now: number): string {
  const day = (at: number) => dates.plain(at).slice(0, 10)
  const span = `${days.from === null ? 'all' : day(days.from)}-to-${day(days.until === null ? now : days.until - 1)}`
  return `kluis-${format}-${span}-${complete ? 'complete' : 'not-complete'}.csv`
}
