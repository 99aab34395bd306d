import { expect, test } from 'vitest'
import type { Fact, Trade } from '../units'
import { broughtBy, broughtByAll, claimedBy, legsOf, soldByAll, wentBy } from './brought'
import type { EntryView } from './views'

const who = (name: string) => ({ id: `0x${name}`, address: name })
const sale = (netuid: number, hotkey = 'a'): Fact => ({
  kind: 'unstake',
  netuid,
  hotkey: who(hotkey),
  alpha: null,
  limit: '9',
  partial: false,
})
const trade = (bought: boolean, netuid: number, tao: string, alpha: string, hotkey = 'a'): Trade => ({
  ...{ bought, netuid, tao, alpha, hotkey: `0x${hotkey}` },
})
function entry(calls: readonly [Fact, boolean | null][], trades: Trade[], change: Partial<EntryView> = {}): EntryView {
  return {
    ...{ kind: 'own', id: 'e', account: '0x22', network: 'local', origin: null, at: 0, hash: '0x33', replaced: false, fee: '2' },
    ...{ eraEnd: 164, extrinsic: null, trades, calls: calls.map(([fact, ran]) => ({ call: 'SubtensorModule.x', fact, ran })) },
    status: { phase: 'final', block: 5, ok: true, error: null, part: false },
    ...change,
  } as EntryView
}
const all = (each: EntryView) => each.calls.map((call) => broughtBy(each, call))
const sum = (each: EntryView) => broughtByAll(each, legsOf(each) ?? [])
const part: Partial<EntryView> = { status: { phase: 'final', block: 5, ok: false, error: 'SubtensorModule.SlippageTooHigh', part: true } }

test('each of several sales brought what the event of its place says, those that stayed out nothing, and all together the sum', () => {
  const told = entry(
    [
      [sale(5), true],
      [sale(7), false],
      [sale(5, 'b'), true],
    ],
    [trade(false, 5, '30', '100'), trade(false, 5, '8', '9', 'b')],
    part,
  )
  expect(all(told)).toEqual([
    { gave: 100n, fromNetuid: 5, got: 30n, netuid: 0 },
    undefined,
    { gave: 9n, fromNetuid: 5, got: 8n, netuid: 0 },
  ])
  expect(sum(told)).toBe(38n)
})

test('a sum of which a part is not known is none', () => {
  expect(
    sum(
      entry(
        [
          [sale(5), true],
          [sale(7), true],
        ],
        [trade(false, 5, '30', '100')],
      ),
    ),
  ).toBeUndefined()
  expect(
    sum(
      entry(
        [
          [sale(5), true],
          [sale(7), null],
        ],
        [trade(false, 5, '30', '100')],
        part,
      ),
    ),
  ).toBeUndefined()
  expect(
    sum(
      entry(
        [
          [sale(5), false],
          [sale(7), false],
        ],
        [],
        part,
      ),
    ),
  ).toBeUndefined()
})

test('a purchase brought alpha, a swap alpha of the other subnet, and a move within a subnet nothing: it only went', () => {
  const stake: Fact = { kind: 'stake', hotkey: who('a'), netuid: 5, amount: '30', limit: null, partial: true }
  expect(all(entry([[stake, true]], [trade(true, 5, '20', '70')]))).toEqual([{ gave: 20n, fromNetuid: 0, got: 70n, netuid: 5 }])
  const move: Fact = {
    ...{ kind: 'move-stake', hotkey: who('a'), netuid: 5, toHotkey: who('b'), toNetuid: 7, alpha: '100', limit: '1', partial: false },
  }
  const both = [trade(false, 5, '30', '100'), trade(true, 7, '30', '60', 'b')]
  expect(all(entry([[move, true]], both))).toEqual([{ gave: 100n, fromNetuid: 5, got: 60n, netuid: 7 }])
  expect(all(entry([[{ ...move, toNetuid: 5 }, true]], both))).toEqual([undefined])
})

test('of what stayed on its subnet, or was given, what really went is told, and whether that is less than was ordered', () => {
  const at = { hotkey: who('a'), netuid: 5, toNetuid: 5, alpha: '100' }
  const move: Fact = { kind: 'move-stake', ...at, toHotkey: who('b'), limit: null, partial: false }
  const give: Fact = { kind: 'give-stake', ...at, toHotkey: who('a'), to: who('c') }
  const moved = (alpha: string) => [trade(false, 5, '3', alpha), trade(true, 5, '3', alpha, 'b')]
  const went = (fact: Fact, trades: Trade[], ran: boolean | null = true, change?: Partial<EntryView>) => {
    const told = entry([[fact, ran]], trades, change)
    return wentBy(told, told.calls[0] as EntryView['calls'][number])
  }
  expect(went(move, moved('100'))).toEqual({ rao: 100n, netuid: 5, less: false })
  expect(went(move, moved('99'))).toEqual({ rao: 99n, netuid: 5, less: true })
  expect(went(give, [trade(false, 5, '3', '99')])).toEqual({ rao: 99n, netuid: 5, less: true })
  expect(went({ ...give, alpha: null }, [trade(false, 5, '3', '99')])).toEqual({ rao: 99n, netuid: 5, less: false })
  // Nothing where it is not known, and of what crossed subnets that is told as a trade.
  for (const nothing of [
    went({ ...move, toNetuid: 7 }, moved('99')),
    went(give, []),
    went(give, moved('9'), null),
    went(give, moved('9'), true, { status: { phase: 'sent' } }),
    went(sale(5), moved('9')),
  ])
    expect(nothing).toBeUndefined()
})

test('a claim brought what its events say, with all validators together; where the chain does not tell, nothing is said', () => {
  const claim: Fact = { kind: 'claim', hotkey: null }
  const claimed = (trades?: Trade[]) => {
    const { trades: _, ...told } = entry([[claim, true]], [])
    const whole = trades ? { ...told, trades } : told
    return claimedBy(whole, whole.calls[0] as EntryView['calls'][number])
  }
  expect(claimed([trade(true, 0, '5', '5'), trade(true, 0, '7', '7', 'b')])).toBe(12n)
  expect(claimed()).toBeUndefined()
})

test('nothing is said where two were about the same place, where it is not known whether it ran, or where it is undone', () => {
  const twice = [trade(false, 5, '30', '100'), trade(false, 5, '29', '100')]
  expect(
    all(
      entry(
        [
          [sale(5), true],
          [sale(5), true],
        ],
        twice,
      ),
    ),
  ).toEqual([undefined, undefined])
  expect(all(entry([[sale(5), null]], [trade(false, 5, '30', '100')]))).toEqual([undefined])
  expect(all(entry([[sale(5), true]], [trade(false, 5, '30', '100')], { status: { phase: 'unknown' } }))).toEqual([undefined])
})

test('where all with one validator was sold, each subnet says what it brought', () => {
  const call: Fact = { kind: 'unstake-all', hotkey: who('a'), restake: false }
  const sold = [trade(false, 5, '30', '100'), trade(false, 7, '8', '9')]
  expect(soldByAll(entry([[call, true]], [...sold, trade(true, 0, '38', '38')]))).toEqual(sold)
  expect(
    soldByAll(
      entry(
        [
          [call, true],
          [sale(5, 'b'), true],
        ],
        sold,
      ),
    ),
  ).toEqual([])
  expect(
    legsOf(
      entry(
        [
          [call, true],
          [sale(5), true],
        ],
        [],
      ),
    ),
  ).toBeUndefined()
})
