import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActivityItem, EntryView } from '../messaging'
import { encodeAddress, type Fact, fromHex, readCsv, type Trade } from '../units'
import { loadWords } from '../words'
import { type CsvFormat, csvOf } from './csv'

// Trades of stake, and fees that the stake paid, in every list.

const say = (await loadWords('en')).ledger.lines
const id = (n: number) => `0x${n.toString(16).padStart(64, '0')}` as const
const place = (n: number) => ({ id: id(n), address: encodeAddress(fromHex(id(n))) })
const [A, B, HOT, WARM] = [1, 2, 7, 8]
const final = { phase: 'final', block: 100, ok: true, error: null, part: false } as const
const own = (fact: Fact | Fact[], trades: Trade[] | undefined, over: Partial<EntryView> = {}): EntryView => ({
  ...{ kind: 'own', id: 'e', account: id(A), network: 'finney', origin: null, at: Date.UTC(2026, 10, 3), hash: '0xab', eraEnd: 1 },
  ...{ fee: '125000', status: final, replaced: false, extrinsic: { block: 100, index: 3 } },
  calls: [fact].flat().map((each) => ({ call: 'SubtensorModule.x', fact: each, ran: true })),
  ...(trades && { trades }),
  ...over,
})
/** Lines by the names of their columns, empty cells left out. */
function told(items: readonly ActivityItem[], format: CsvFormat, accounts = [A], network: EntryView['network'] = 'finney') {
  const order = { format, accounts: new Set(accounts.map(id)), days: { from: null, until: null }, network }
  const csv = csvOf(items, order, say, () => '')
  const [names, ...rows] = readCsv(csv.text).rows.map(({ cells }) => cells)
  const lines = rows.map((row) => Object.fromEntries(row.flatMap((cell, at) => (cell ? [[names?.[at] ?? '', cell]] : []))))
  return { lines, unclear: csv.unclear }
}
/** What a line moves, the same in each format: '5 TAO > 7 SN64, fee 1 TAO'. */
function moves(items: readonly ActivityItem[], format: CsvFormat, accounts?: number[]) {
  const { lines, unclear } = told(items, format, accounts)
  const [quantity, fee] = format === 'plain' ? ['', 'Fee'] : [format === 'koinly' ? ' Amount' : ' Quantity', 'Fee Amount']
  const rao = (text: string) => BigInt(text.replace('.', ''))
  const sum = (line: Record<string, string>, name: string, of = name.split(' ')[0]) =>
    line[name] ? `${rao(line[name])} ${line[`${of} Currency`]}` : ''
  return {
    unclear,
    lines: lines.map(
      (line) => `${sum(line, `Sent${quantity}`)} > ${sum(line, `Received${quantity}`)}${line[fee] ? `, fee ${sum(line, fee)}` : ''}`,
    ),
  }
}
const trade = (bought: boolean, netuid: number, tao: string, alpha: string, hotkey = HOT): Trade => ({
  ...{ bought, netuid, tao, alpha, hotkey: id(hotkey) },
})
const at = (netuid: number, hotkey = HOT) => ({ hotkey: place(hotkey), netuid })
const buys = (netuid: number): Fact => ({ kind: 'stake', ...at(netuid), amount: '50', limit: '9', partial: true })
const sells = (netuid: number): Fact => ({ kind: 'unstake', ...at(netuid), alpha: null, limit: '9', partial: false })
const way = (netuid: number, toNetuid: number, toHotkey = HOT) => ({ ...at(netuid), toHotkey: place(toHotkey), toNetuid, alpha: '100' })
const swaps = (netuid: number, toNetuid: number): Fact => ({ kind: 'move-stake', ...way(netuid, toNetuid), limit: '1', partial: false })
const moved: Fact = { kind: 'move-stake', ...way(5, 5, WARM), limit: null, partial: false }
const gives: Fact = { kind: 'give-stake', ...way(5, 5), to: place(B) }
const all: Fact = { kind: 'unstake-all', hotkey: place(HOT), restake: false }
const claim: Fact = { kind: 'claim', hotkey: null }

const trades: [name: string, Fact, Trade[], line: string, text: string][] = [
  ['a purchase', buys(5), [trade(true, 5, '40', '70')], '40 TAO > 70 SN5', say.staked],
  ['a sale', sells(5), [trade(false, 5, '30', '100')], '100 SN5 > 30 TAO', say.unstaked],
  ['a swap', swaps(5, 7), [trade(false, 5, '30', '99'), trade(true, 7, '30', '60')], '99 SN5 > 60 SN7', say.swapped],
  ['a swap from root', swaps(0, 7), [trade(false, 0, '30', '30'), trade(true, 7, '30', '60')], '30 TAO > 60 SN7', say.swapped],
  ['a swap to root', swaps(5, 0), [trade(false, 5, '30', '99'), trade(true, 0, '30', '30')], '99 SN5 > 30 TAO', say.swapped],
  ['a gift, of which less went', gives, [trade(false, 5, '30', '99')], '99 SN5 > ', say.given],
]

test.each(trades)('%s is told in every list with what really went and came, each in its currency', (_name, fact, of, line, text) => {
  for (const format of ['koinly', 'cointracker', 'plain'] as const)
    expect(moves([own(fact, of)], format)).toEqual({ lines: [`${line}, fee 125000 TAO`], unclear: 0 })
  expect(told([own(fact, of)], 'koinly').lines[0]?.Description).toBe(text)
  // Where its block did not tell, or it is not there, only the fee is known; a list for tax says so.
  for (const format of ['koinly', 'cointracker'] as const)
    expect(moves([own(fact, undefined)], format)).toEqual({ lines: ['125000 TAO > '], unclear: 1 })
})

test('selling all with one validator is a line for each subnet, and what was on root is no sale', () => {
  const sold = [trade(false, 5, '30', '100'), trade(false, 0, '8', '8'), trade(false, 7, '9', '20')]
  const lines = ['100 SN5 > 30 TAO, fee 125000 TAO', '20 SN7 > 9 TAO']
  for (const format of ['koinly', 'cointracker'] as const) expect(moves([own(all, sold)], format)).toEqual({ lines, unclear: 0 })
  expect(moves([own(all, sold)], 'plain').lines).toEqual([lines[0], '8 TAO > 8 TAO', lines[1]])
})

test('claimed dividends are income of TAO, in the words of each tool', () => {
  const of = own(claim, [trade(true, 0, '5', '5'), trade(true, 0, '7', '7', WARM)])
  expect(told([of], 'koinly').lines).toMatchObject([
    { 'Received Amount': '0.000000012', 'Received Currency': 'TAO', Label: 'reward', Description: say.claimed },
    { 'Sent Amount': '0.000125000', Label: 'cost', Description: say.fee },
  ])
  expect(told([of], 'cointracker').lines[0]).toMatchObject({ 'Received Quantity': '0.000000012', Tag: 'staking' })
  expect(moves([of], 'plain').lines).toEqual([' > 12 TAO, fee 125000 TAO'])
})

test('TAO that becomes root stake, and stake with another validator of its subnet, is no trade: its fee is, and nothing is unclear', () => {
  const within = [trade(false, 5, '3', '100'), trade(true, 5, '3', '100', WARM)]
  for (const each of [own(buys(0), [trade(true, 0, '40', '40')]), own(sells(0), undefined), own(moved, within), own(moved, undefined)])
    for (const format of ['koinly', 'cointracker'] as const) expect(moves([each], format)).toEqual({ lines: ['125000 TAO > '], unclear: 0 })
  expect(told([own(moved, within)], 'koinly').lines[0]).toMatchObject({ Label: 'cost', Description: say.stays })
  expect(moves([own(moved, within)], 'plain').lines).toEqual(['100 SN5 > 100 SN5, fee 125000 TAO'])
})

test('stake that one own account gives another is no sale; of one of the two it is told as given or got, of what crosses subnets as far as it is known', () => {
  const gift = own(gives, [trade(false, 5, '30', '99')])
  const across = own({ ...gives, toNetuid: 7 } as Fact, [trade(false, 5, '30', '99')])
  const fee = '125000 TAO > '
  for (const [items, accounts, lines, unclear] of [
    [[gift], [A, B], [fee], 0],
    [[gift], [B], [' > 99 SN5'], 0],
    [[across], [A], ['99 SN5 > , fee 125000 TAO'], 0],
    [[across], [B], [], 1],
    [[across], [A, B], [fee], 1],
  ] as const)
    expect(moves(items, 'koinly', [...accounts])).toEqual({ lines, unclear })
})

test('a fee that the stake paid stands in its own currency, beside the envelope’s in TAO, also where only the fee is told', () => {
  const paid = { fee: '0', alphaFee: { netuid: 5, alpha: '4' } }
  const sale = own(sells(5), [trade(false, 5, '30', '96')], paid)
  const envelope = { hash: '0xee', phase: 'final', block: 99, fee: '30' } as const
  const hidden = own(sells(5), [trade(false, 5, '30', '96')], { ...paid, hidden: { tries: 1, ended: null, spent: '0', envelope } })
  const failed = own(sells(5), undefined, { ...paid, status: { ...final, ok: false, error: 'SubtensorModule.SlippageTooHigh' } })
  for (const format of ['koinly', 'cointracker', 'plain'] as const) {
    expect(moves([sale], format)).toEqual({ lines: ['96 SN5 > 30 TAO, fee 4 SN5'], unclear: 0 })
    const more = format === 'plain' ? ' > , fee 4 SN5' : '4 SN5 > '
    expect(moves([hidden], format)).toEqual({ lines: ['96 SN5 > 30 TAO, fee 30 TAO', more], unclear: 0 })
    expect(moves([failed], format)).toEqual({ lines: [more], unclear: 0 })
  }
  // What of it came back as TAO came, whatever became of the order.
  const back = { alphaFee: { ...paid.alphaFee, back: '3' } }
  for (const format of ['koinly', 'cointracker', 'plain'] as const) {
    expect(moves([{ ...sale, ...back }], format).lines).toEqual(['96 SN5 > 30 TAO, fee 4 SN5', ' > 3 TAO'])
    expect(moves([{ ...failed, ...back }], format).lines.at(-1)).toBe(' > 3 TAO')
  }
  // A fee of which nobody could read what it was.
  expect(moves([own(sells(5), [trade(false, 5, '30', '96')], { fee: null })], 'koinly').unclear).toBe(1)
})

test('alpha of a test network is called something else', () => {
  const [line] = told([own(buys(5), [trade(true, 5, '40', '70')], { network: 'local' })], 'koinly', [A], 'local').lines
  expect(line).toMatchObject({ 'Sent Currency': 'testTAO', 'Received Currency': 'testSN5' })
})

test('the sums of a list are what the blocks told, currency by currency, whatever was traded', () => {
  const rao = fc.bigInt(1n, 10n ** 15n).map(String)
  const netuid = fc.integer({ min: 0, max: 3 })
  const order = fc.record({ kind: fc.constantFrom('buy', 'sell', 'swap', 'give'), netuid, more: netuid, tao: rao, alpha: rao, other: rao })
  type Order = { kind: string; netuid: number; more: number; tao: string; alpha: string; other: string }
  const entryOf = ({ kind, netuid, more, ...of }: Order, fee: string): EntryView => {
    const [alpha, other] = [netuid === 0 ? of.tao : of.alpha, more === 0 ? of.tao : of.other]
    const sold = trade(false, netuid, of.tao, alpha)
    if (kind === 'buy') return own(buys(netuid), [trade(true, netuid, of.tao, alpha)], { fee })
    if (kind === 'sell') return own(sells(netuid), [sold], { fee: '0', alphaFee: { netuid, alpha: fee } })
    if (kind === 'give' || netuid === more) return own({ ...gives, ...at(netuid), toNetuid: netuid } as Fact, [sold], { fee })
    return own(swaps(netuid, more), [sold, trade(true, more, of.tao, other)], { fee })
  }
  fc.assert(
    fc.property(
      fc.array(fc.tuple(order, rao), { maxLength: 8 }),
      fc.constantFrom('koinly' as const, 'plain' as const),
      (orders, format) => {
        const entries = orders.map(([each, fee]) => entryOf(each, fee))
        const wanted = new Map<string, bigint>()
        const add = (to: Map<string, bigint>, unit: string, by: bigint) => to.set(unit, (to.get(unit) ?? 0n) + by)
        const unit = (of: number) => (of === 0 ? 'TAO' : `SN${of}`)
        for (const { calls, trades = [], fee, alphaFee } of entries) {
          add(wanted, 'TAO', -BigInt(fee ?? 0))
          if (alphaFee) add(wanted, unit(alphaFee.netuid), -BigInt(alphaFee.alpha))
          for (const { bought, netuid, tao, alpha } of trades) {
            add(wanted, unit(netuid), bought ? BigInt(alpha) : -BigInt(alpha))
            // What is given away brings nothing.
            if (calls[0]?.fact.kind !== 'give-stake') add(wanted, 'TAO', bought ? -BigInt(tao) : BigInt(tao))
          }
        }
        const sums = new Map<string, bigint>()
        for (const line of moves(entries, format).lines) {
          const [, sent, received, fee] = /^(.*) > (.*?)(?:, fee (.*))?$/.exec(line) ?? []
          for (const [part, sign] of [
            [sent, -1n],
            [received, 1n],
            [fee, -1n],
          ] as const) {
            const [amount, currency] = part?.split(' ') ?? []
            if (amount && currency) add(sums, currency, sign * BigInt(amount))
          }
        }
        const plain = (of: Map<string, bigint>) => Object.fromEntries([...of].filter(([, sum]) => sum !== 0n).sort())
        expect(plain(sums)).toEqual(plain(wanted))
      },
    ),
  )
})
