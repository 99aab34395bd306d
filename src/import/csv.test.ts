import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ActivityItem, EntryView, ReceivedView } from '../messaging'
import { encodeAddress, fromHex, readCsv } from '../units'
import { loadWords } from '../words'
import { type CsvFormat, type CsvOrder, columns, csvName, csvOf, DAY_MS, dayStart, decimalTao, missingOf, watchedRows } from './csv'

const say = (await loadWords('en')).ledger.lines
const id = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const
const place = (n: number) => ({ id: id(n), address: encodeAddress(fromHex(id(n))) })
const [A, B, STRANGER] = [1, 2, 9]
const AT = Date.UTC(2026, 10, 3, 4, 5, 6)
const final = { phase: 'final', block: 100, ok: true, error: null, part: false } as const
const transfer = (to: number, amount: string) =>
  ({ call: 'Balances.transfer_keep_alive', fact: { kind: 'transfer', to: place(to), amount, keepAlive: true }, ran: true }) as const
/** The same calls, of which these ran. */
const ran = <T extends EntryView['calls'][number]>(calls: readonly T[], which: (boolean | null)[]) =>
  calls.map((each, i) => ({ ...each, ran: which[i] ?? null }))
const own = (over: Partial<EntryView> = {}): EntryView => ({
  ...{
    kind: 'own',
    id: 'e',
    account: id(A),
    network: 'finney',
    origin: null,
    at: AT,
    hash: '0xab',
    eraEnd: 1,
    fee: '125000',
    status: final,
    replaced: false,
  },
  ...{ calls: [transfer(STRANGER, '1500000000')], extrinsic: { block: 100, index: 3 } },
  ...over,
})
const got = (over: Partial<ReceivedView> = {}): ReceivedView => ({
  ...{ kind: 'received', id: 'r', account: id(A), network: 'finney', at: AT, amount: '2000000001', count: 1, dust: false, block: 90 },
  ...{ blockHash: '0xcd', extrinsic: { index: 2, hash: '0xef' }, cause: { kind: 'transfer', from: place(STRANGER) } },
  ...over,
})
const order = (format: CsvFormat, accounts: number[] = [A], days: CsvOrder['days'] = { from: null, until: null }): CsvOrder => ({
  format,
  accounts: new Set(accounts.map(id)),
  days,
  network: 'finney',
})
/** Reads RFC 4180 character by character; written apart from what writes it. */
function parse(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const each = text[i] as string
    if (quoted) {
      if (each !== '"') cell += each
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (each === '"' && cell === '') quoted = true
    else if (each === ',') {
      row.push(cell)
      cell = ''
    } else if (each === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell])
      ;[row, cell] = [[], '']
      i++
    } else cell += each
  }
  if (cell || row.length) throw new Error('the last line has no end')
  return rows
}
/** Lines by the names of their columns, empty cells left out. */
function told(items: readonly ActivityItem[], wanted: CsvOrder, nameOf: (id: string) => string = () => '') {
  const csv = csvOf(items, wanted, say, nameOf)
  const [names = [], ...rows] = parse(csv.text)
  expect(names).toEqual(columns[wanted.format])
  for (const row of rows) expect(row).toHaveLength(names.length)
  const lines = rows.map((row) => Object.fromEntries(row.flatMap((cell, i) => (cell ? [[names[i], cell]] : []))))
  expect(csv.count).toBe(lines.length)
  return { ...csv, lines }
}

describe('a list for Koinly', () => {
  test('has the columns and dates that it reads', () => {
    const { lines, text } = told([own(), got({ at: AT + 1_000 })], order('koinly'))
    expect(text.split('\r\n')[0]).toBe(
      'Date,Sent Amount,Sent Currency,Received Amount,Received Currency,Fee Amount,Fee Currency,Net Worth Amount,Net Worth Currency,Label,Description,TxHash',
    )
    expect(lines).toEqual([
      {
        ...{ Date: '2026-11-03 04:05:06 UTC', 'Sent Amount': '1.500000000', 'Sent Currency': 'TAO', 'Fee Amount': '0.000125000' },
        ...{ 'Fee Currency': 'TAO', Description: 'Sent', TxHash: '0xab' },
      },
      {
        ...{ Date: '2026-11-03 04:05:07 UTC', 'Received Amount': '2.000000001', 'Received Currency': 'TAO' },
        ...{ Description: 'Received', TxHash: '0xef' },
      },
    ])
  })

  test('has only the fee of what failed, and what is not final or never happened not at all', () => {
    const failed = own({ status: { ...final, ok: false, error: 'Token.FundsUnavailable' } })
    expect(told([failed], order('koinly')).lines).toEqual([
      {
        ...{ Date: '2026-11-03 04:05:06 UTC', 'Sent Amount': '0.000125000', 'Sent Currency': 'TAO', Label: 'cost' },
        ...{ Description: 'Failed, fee only', TxHash: '0xab' },
      },
    ])
    const open = (['signed', 'sent'] as const).map((phase) => own({ status: { phase } }))
    const rest = [
      own({ status: { phase: 'lost' } }),
      own({ status: { ...final, phase: 'included' } }),
      own({ status: { phase: 'refused', code: 'tx-payment', facts: {} } }),
    ]
    expect(told([...open, ...rest], order('koinly'))).toMatchObject({ count: 0, open: 4, unclear: 0 })
  })

  test('tells what one chosen account paid another as its fee; of one of the two as sent or received', () => {
    const moved = own({ calls: [transfer(B, '5000000000')] })
    expect(told([moved], order('koinly', [A, B])).lines).toMatchObject([{ 'Sent Amount': '0.000125000', Label: 'cost' }])
    expect(told([moved], order('koinly', [A])).lines).toMatchObject([{ 'Sent Amount': '5.000000000', 'Fee Amount': '0.000125000' }])
    const [line] = told([moved], order('koinly', [B])).lines
    expect(line).toMatchObject({ 'Received Amount': '5.000000000' })
    expect(line).not.toHaveProperty('Fee Amount')
    // Signed elsewhere: its other half is not here.
    const strange = got({ cause: { kind: 'transfer', from: place(B) } })
    expect(told([strange], order('koinly', [A, B]))).toMatchObject({ count: 0, unclear: 1 })
    expect(told([strange], order('koinly', [A])).count).toBe(1)
  })

  test('counts what it cannot tell: a batch that ran in part, everything that was left, a call with amounts of its own', () => {
    const part = own({ status: { ...final, ok: false, part: true }, calls: ran([transfer(STRANGER, '5')], [null]) })
    const trade = { kind: 'stake', hotkey: place(STRANGER), netuid: 1, amount: '5', limit: null, partial: false } as const
    const stake = own({ calls: [{ call: 'SubtensorModule.add_stake', fact: trade, ran: true }] })
    const everything = { kind: 'transfer-all', to: place(STRANGER), keepAlive: false, amountNow: '7' } as const
    const all = own({ calls: [{ call: 'Balances.transfer_all', fact: everything, ran: true }] })
    for (const [item, amount] of [
      [part, '0.000125000'],
      [stake, '0.000125000'],
      [all, '0.000000007'],
    ] as const) {
      const csv = told([item], order('koinly'))
      expect([csv.unclear, csv.lines.map((each) => each['Sent Amount'])]).toEqual([1, [amount]])
    }
  })

  test('has the amounts of the calls that ran, of alternatives and of batches that ran in part, and is not whole where that is not known', () => {
    const calls = [transfer(STRANGER, '1'), transfer(8, '2'), transfer(7, '3')]
    const inPart = { ...final, ok: false, part: true, error: 'Token.FundsUnavailable' }
    const sums = (which: (boolean | null)[], status: EntryView['status'] = final) => {
      const { lines, unclear } = told([own({ calls: ran(calls, which), status })], order('koinly'))
      return [lines.map((each) => each['Sent Amount']?.at(-1)), lines.map(({ Description }) => Description), unclear]
    }
    expect(sums([true, false, false])).toEqual([['1'], ['Sent'], 0])
    expect(sums([true, false, true], inPart)).toEqual([['1', '3'], ['Sent', 'Sent'], 0])
    expect(sums([false, false, false], inPart)).toEqual([['0'], ['Partly done, fee only'], 0])
    expect(sums([null, null, null])).toEqual([['0'], ['Network fee'], 1])
    expect(sums([null, null, null], inPart)).toEqual([['0'], ['Partly done, fee only'], 1])
    // What an own account got by a call that did not run is not in its list either.
    const gift = own({ account: id(B), calls: ran([transfer(A, '1'), transfer(A, '2')], [false, true]) })
    expect(told([gift], order('koinly')).lines.map((each) => each['Received Amount'])).toEqual(['0.000000002'])
    // Nobody remembers: nothing is listed, and the list is not whole.
    expect(told([own({ status: { phase: 'unknown' } })], order('koinly'))).toMatchObject({ count: 0, open: 0, unclear: 1 })
  })

  test('has one line for each transfer of a batch, and the fee once', () => {
    const batch = own({ calls: [transfer(STRANGER, '1'), transfer(8, '2'), transfer(B, '3')] })
    const { lines } = told([batch], order('koinly', [A, B]))
    expect(lines.map((each) => [each['Sent Amount'], each['Fee Amount']])).toEqual([
      ['0.000000001', '0.000125000'],
      ['0.000000002', undefined],
    ])
  })

  test('has what the envelopes of a hidden order cost, every one of them, also where the order never ran', () => {
    const bought = { call: 'SubtensorModule.add_stake_limit', ran: true } as const
    const fact = { kind: 'stake', hotkey: place(7), netuid: 1, amount: '5', limit: '6', partial: false } as const
    const sealed = (fee: string | null, spent: string, phase: 'final' | 'lost' | 'unknown' = 'final') => ({
      ...{ tries: 2, ended: null, spent, envelope: { hash: '0xee' as const, phase, block: 99, fee } },
    })
    const trade = (over: Partial<EntryView>) => own({ calls: [{ ...bought, fact }], ...over })
    const lost = { phase: 'lost' } as const
    const failed = { ...final, ok: false }
    for (const [item, fee, unclear, text] of [
      [trade({ hidden: sealed('30', '400') }), '0.000125430', 1, 'Network fee'],
      [trade({ hidden: sealed('30', '0'), status: failed }), '0.000125030', 0, 'Failed, fee only'],
      [trade({ hidden: sealed('30', '400'), status: lost, fee: null }), '0.000000430', 0, say.envelope],
      [trade({ hidden: sealed(null, '400', 'lost'), status: lost, fee: null }), '0.000000400', 0, say.envelope],
      // Its fee was taken, and nobody told of it.
      [trade({ hidden: sealed(null, '400', 'unknown'), status: lost, fee: null }), '0.000000400', 1, say.envelope],
      [trade({ hidden: sealed(null, '0'), status: failed }), '0.000125000', 1, 'Failed, fee only'],
    ] as const) {
      const koinly = told([item], order('koinly'))
      expect(koinly.lines.map((each) => [each['Sent Amount'], each.Label, each.Description])).toEqual([[fee, 'cost', text]])
      expect(koinly.unclear).toBe(unclear)
      expect(told([item], order('cointracker')).lines.map((each) => each['Sent Quantity'])).toEqual([fee])
      expect(told([item], order('plain')).lines.map((each) => each.Fee)).toEqual([fee])
    }
    // What no block took cost nothing, and is no line; nor is the fee of somebody else's.
    expect(told([trade({ hidden: sealed(null, '0', 'lost'), status: lost, fee: null })], order('koinly')).count).toBe(0)
    expect(told([trade({ hidden: sealed('30', '0') })], order('koinly', [B])).count).toBe(0)
  })

  test('of another network calls its money something else', () => {
    expect(told([own({ network: 'testnet' })], { ...order('koinly'), network: 'testnet' }).lines).toMatchObject([
      { 'Sent Currency': 'testTAO' },
    ])
    expect(told([own({ network: 'testnet' })], order('koinly')).count).toBe(0)
  })
})

test('a list for CoinTracker has its columns and American dates', () => {
  const { lines, text } = told([own(), got()], order('cointracker'))
  expect(text.split('\r\n')[0]).toBe('Date,Received Quantity,Received Currency,Sent Quantity,Sent Currency,Fee Amount,Fee Currency,Tag')
  expect(lines).toEqual([
    {
      ...{ Date: '11/03/2026 04:05:06', 'Sent Quantity': '1.500000000', 'Sent Currency': 'TAO' },
      ...{ 'Fee Amount': '0.000125000', 'Fee Currency': 'TAO' },
    },
    { Date: '11/03/2026 04:05:06', 'Received Quantity': '2.000000001', 'Received Currency': 'TAO' },
  ])
})

test('a plain list has everything, also what is open or never happened, with names and places', () => {
  const names = (each: string) => (each === id(A) ? '=Daily' : each === id(STRANGER) ? 'Ann, "the" exchange' : '')
  const items = [own({ status: { phase: 'lost' }, fee: null, extrinsic: null, origin: 'https://site.test' }), got({ at: AT + 1 })]
  const { lines } = told(items, order('plain'), names)
  expect(lines).toMatchObject([
    { State: 'lost', Account: "'=Daily", Address: place(A).address, Call: 'Balances.transfer_keep_alive', Site: 'https://site.test' },
    { Kind: 'received', Counterparty: 'Ann, "the" exchange', 'Counterparty Address': place(STRANGER).address, Block: '90', Extrinsic: '2' },
  ])
  const between = got({ blockHash: null, extrinsic: null, cause: { kind: 'between', after: 80 } })
  expect(told([between], order('plain')).lines).toMatchObject([{ State: 'block not known', Block: '81-90' }])
})

test('days are of UTC, the last one whole', () => {
  const from = dayStart('2026-11-03')
  const until = (dayStart('2026-11-03') ?? 0) + DAY_MS
  const at = (time: number) => got({ at: time })
  const items = [at(until), at(until - 1), at(from ?? 0), at((from ?? 0) - 1)]
  expect(told(items, order('koinly', [A], { from, until })).lines.map((each) => each.Date)).toEqual([
    '2026-11-03 00:00:00 UTC',
    '2026-11-03 23:59:59 UTC',
  ])
  for (const wrong of ['', '2026-13-01', '3 November', '2026-11-03T00:00']) expect(dayStart(wrong)).toBeNull()
})

test('of what failed, ran in part or never happened a plain list has no amount, and the fee where one was paid', () => {
  const one = transfer(STRANGER, '1500000000')
  const statuses: [EntryView['status'], boolean | null, string][] = [
    [{ ...final, ok: false, error: 'Token.FundsUnavailable' }, false, 'failed'],
    [{ ...final, ok: false, part: true }, null, 'partly done'],
    [{ ...final, ok: false, part: true }, false, 'not run'],
    [final, null, 'not known'],
    [final, false, 'not run'],
    [{ phase: 'sent' }, true, 'sent'],
    [{ phase: 'lost' }, false, 'lost'],
    [{ phase: 'unknown' }, null, 'not known'],
  ]
  for (const [status, ran, State] of statuses) {
    const { lines, unclear } = told([own({ status, calls: [{ ...one, ran }] })], order('plain'))
    expect(lines).toMatchObject([{ Fee: '0.000125000', State }])
    expect(lines[0]).not.toHaveProperty('Sent')
    expect(unclear, State).toBe(ran === null ? 1 : 0)
  }
  expect(told([own()], order('plain')).lines).toMatchObject([{ Sent: '1.500000000', Fee: '0.000125000' }])
})

test('names go through the one writer: nothing in them breaks a row or runs as a formula', () => {
  const name = '=1;"a"\tb\r\nc'
  const { text } = csvOf([got()], order('plain'), say, () => name)
  expect(text).toContain(`"'=1;'""a""\tb\r\nc"`)
  expect(readCsv(text).rows[1]?.cells[1]).toBe(name)
})

describe('whether it is complete', () => {
  const since = { block: 1, at: 1_000 }
  const watch = (until: number | null = null) => ({ [id(A)]: { since, until } })
  const gap = { account: id(A), fromBlock: 5, toBlock: 9, fromAt: 5_000, toAt: 9_000, why: 'pruned' as const }
  const days = (from: number | null, until: number | null) => order('koinly', [A], { from, until })
  const missing = (wanted: CsvOrder, gaps = [gap]) => missingOf({ accounts: watch(), gaps }, wanted)

  test('it is for days that were watched from their beginning and have no gap', () => {
    expect(missing(days(1_000, 5_000))).toEqual([])
    expect(missing(days(9_001, null))).toEqual([])
    expect(missing(days(2_000, null))).toEqual([{ account: id(A), from: 5_000, to: 9_000 }])
    expect(missing(days(999, 4_000))).toEqual([{ account: id(A), since: 1_000 }])
    expect(missing(days(null, null), [])).toEqual([{ account: id(A), since: 1_000 }])
    expect(missing(days(0, 900))).toEqual([{ account: id(A), since: 1_000 }])
    expect(missing(order('koinly', [B], { from: 5, until: 6 }))).toEqual([{ account: id(B), since: null }])
  })

  test('it is not for days after which an account was not looked at any more', () => {
    const until = (wanted: CsvOrder) => missingOf({ accounts: watch(7_000), gaps: [] }, wanted)
    expect(until(days(1_000, null))).toEqual([{ account: id(A), until: 7_000 }])
    expect(until(days(8_000, null))).toEqual([{ account: id(A), until: 7_000 }])
    expect(until(days(1_000, 7_000))).toEqual([])
  })

  test('a plain list says of each account whether it is, and since when it is watched', () => {
    const wanted = { ...order('plain', [A, B, 3], { from: 2_000, until: 4_000 }) }
    const accounts = { ...watch(), [id(B)]: { since: { block: 3, at: 3_000 }, until: null } }
    const csv = csvOf(
      [],
      wanted,
      say,
      () => '',
      watchedRows({ accounts, gaps: [] }, wanted, (each) => (each === id(A) ? 'Daily' : '')),
    )
    expect(csv.count).toBe(0)
    const rows = parse(csv.text).slice(1)
    for (const row of rows) expect(row).toHaveLength(columns.plain.length)
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ['1970-01-01T00:00:01Z', 'Daily', place(A).address, 'finney', 'watched', 'complete'],
      ['1970-01-01T00:00:03Z', '', place(B).address, 'finney', 'watched', 'not complete'],
      ['', '', place(3).address, 'finney', 'watched', 'never'],
    ])
  })

  test.each(['koinly', 'cointracker', 'plain'] as const)(
    'a month of tiny amounts that an end of the days cuts through is no whole sum (%s)',
    (format) => {
      const sum = got({ dust: true, count: 9, at: AT, blockHash: null, extrinsic: null, cause: { kind: 'between', after: 80 } })
      const start = Date.UTC(2026, 10, 1)
      const unclear = (from: number | null, until: number | null, item = sum) => told([item], order(format, [A], { from, until })).unclear
      // From within the month on it is listed, with what came before; until within it, it is not, with what came in these days.
      for (const edge of [start + 1, AT]) expect([unclear(edge, null), unclear(null, edge)]).toEqual([1, 1])
      for (const edge of [start, AT + 1]) expect([unclear(edge, null), unclear(null, edge)]).toEqual([0, 0])
      expect([unclear(null, null), unclear(start, AT + 1)]).toEqual([0, 0])
      expect(unclear(AT, null, got({ dust: true, at: AT }))).toBe(0)
      // The month in which the watch began is told with the account.
      const begun = { [id(A)]: { since: { block: 1, at: start + 5 }, until: null } }
      expect(missingOf({ accounts: begun, gaps: [] }, order(format, [A], { from: start, until: null }))).toHaveLength(1)
    },
  )

  test('and the file says so in its name', () => {
    expect(csvName(order('koinly', [A], { from: Date.UTC(2026, 0, 1), until: Date.UTC(2027, 0, 1) }), true, 0)).toBe(
      'kluis-koinly-2026-01-01-to-2026-12-31-complete.csv',
    )
    expect(csvName(order('plain'), false, AT)).toBe('kluis-plain-all-to-2026-11-03-not-complete.csv')
  })
})

describe('laws', () => {
  test('an amount is the rao that it was, to the last one, and begins with a digit', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 64n), (rao) => {
        const said = decimalTao(rao)
        expect(said).toMatch(/^\d+\.\d{9}$/)
        expect(BigInt(said.replace('.', ''))).toBe(rao)
      }),
    )
  })

  test('the sums of a list are what really came and went, whoever is chosen', () => {
    const rao = fc.bigInt(1n, 10n ** 18n).map(String)
    const who = fc.integer({ min: 1, max: 4 })
    const entry = fc.record({ from: who, to: fc.array(fc.tuple(who, rao), { maxLength: 3 }), fee: rao, ok: fc.boolean() })
    const gift = fc.record({ to: who, amount: rao })
    fc.assert(
      fc.property(
        fc.array(fc.oneof(entry, gift), { maxLength: 12 }),
        fc.subarray([1, 2, 3, 4]),
        fc.constantFrom('koinly' as const, 'cointracker' as const),
        (events, chosen, format) => {
          const items = events.map((each) =>
            'from' in each
              ? own({
                  ...{ account: id(each.from), fee: each.fee, status: { ...final, ok: each.ok } },
                  calls: each.to.filter(([to]) => to !== each.from).map(([to, amount]) => transfer(to, amount)),
                })
              : got({ account: id(each.to), amount: each.amount }),
          )
          const change = events.reduce((sum, each) => {
            if (!('from' in each)) return chosen.includes(each.to) ? sum + BigInt(each.amount) : sum
            const paid = each.ok ? each.to.filter(([to]) => to !== each.from) : []
            const out = chosen.includes(each.from) ? BigInt(each.fee) + paid.reduce((all, [, amount]) => all + BigInt(amount), 0n) : 0n
            const into = paid.reduce((all, [to, amount]) => (chosen.includes(to) ? all + BigInt(amount) : all), 0n)
            return sum + into - out
          }, 0n)
          const { lines } = told(items, order(format, chosen))
          const read = (cell: string | undefined) => BigInt((cell ?? '0').replace('.', ''))
          const sum = lines.reduce(
            (all, each) =>
              all +
              read(each['Received Amount'] ?? each['Received Quantity']) -
              read(each['Sent Amount'] ?? each['Sent Quantity']) -
              read(each['Fee Amount']),
            0n,
          )
          expect(sum).toBe(change)
        },
      ),
    )
  })
})
