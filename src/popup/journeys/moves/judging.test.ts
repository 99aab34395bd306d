import { expect, test } from 'vitest'
import type { EntryView, MoveEstimate, PositionView } from '../../../messaging'
import { fitOf as fitBy, movedBy } from '../stake/tolerance'
import {
  broughtOf,
  dumpedOf,
  dumpStopOf,
  failsOfFee,
  goesOf,
  isLoose,
  leavingRoot,
  legStateOf,
  movedOf,
  protectionOf,
  readAmount,
  severalOf,
  stopOf,
} from './judging'

const fitOf = (told: { receives: string | null; least: string | null; impact: number }, tolerance: number) =>
  fitBy(told, movedBy('sell', told.impact), tolerance)

const sale = (receives: string | null, least: string, impact: number) => ({
  ...{ hotkey: '0x11', netuid: 7, alpha: null as string | null, limit: '995', sells: '1000', holds: '1000', price: '1000', poolFee: '0' },
  ...{ receives, least, impact },
})

const later = { hotkey: '0x11', netuid: 6, sells: '1000', holds: '1000' }

test('an order fits its limit by the price of its last part, which moved twice as far as that of the whole', () => {
  // A pool of 1,000,000 and 1,000,000: who pays in a part p of it gets 1 / (1 + p) of the spot price, and the price ends at its square.
  const of = (impact: number, tolerance: number) => fitOf(sale('1000', '990', impact), tolerance)
  expect([of(0, 5_000), of(1_250, 5_000)]).toEqual(['fits', 'fits'])
  expect([of(1_252, 5_000), of(2_503, 5_000)]).toEqual(['tight', 'tight'])
  expect([of(2_504, 5_000), of(4_000, 5_000), of(999_999, 500_000)]).toEqual(['not', 'not', 'not'])
  expect(fitOf(sale('989', '990', 0), 5_000)).toBe('not')
  expect([fitOf(sale(null, '990', 900_000), 100), fitOf({ receives: '1', least: null, impact: 900_000 }, 100)]).toEqual(['fits', 'fits'])
})

test('what leaves root is what goes: of an amount that fits in part that part, and what was typed while its part is not told', () => {
  const leaves = (netuid: number, rao: bigint | undefined, part?: { rao: bigint; current: boolean }) =>
    leavingRoot({ hotkey: '0x11', netuid }, rao, goesOf(rao ?? 0n, part && { told: { rao: part.rao }, current: part.current }))
  expect(leaves(0, 900n, { rao: 400n, current: true })).toEqual([{ hotkey: '0x11', amount: 400n }])
  for (const part of [undefined, { rao: 400n, current: false }, { rao: 900n, current: true }])
    expect(leaves(0, 900n, part)).toEqual([{ hotkey: '0x11', amount: 900n }])
  expect([leaves(5, 900n), leaves(0, undefined)]).toEqual([[], []])
})

test('a swap between subnets goes as far as the chain holds against its limit; from root or to it by the price in the end', () => {
  const of = (netuid: number, toNetuid: number) => movedOf({ impact: 4_000, moved: 5_000 }, { netuid, toNetuid })
  expect([of(1, 2), of(0, 2), of(1, 0)].map(Math.round)).toEqual([5_000, 7_984, 7_984])
})

test('less than was allowed is said to be sure only where that is more than a hundredth, and of what arrives at all', () => {
  const of = (least: string | null, receives: string | null = '1000000') => isLoose({ receives, least }, 5_000)
  expect([of('995000'), of('985050'), of('985049'), of('0'), of(null), of('1', null)]).toEqual([false, false, true, true, false, false])
})

test('a typed amount is read exactly, and what is wrong with it is one thing', () => {
  expect(readAmount('', 5n)).toEqual({ rao: undefined })
  expect(readAmount('1.000000001', undefined)).toEqual({ rao: 1_000_000_001n })
  expect(readAmount('1.000000001', 1_000_000_001n)).toEqual({ rao: 1_000_000_001n })
  expect(readAmount('1.000000001', 1_000_000_000n)).toEqual({ rao: 1_000_000_001n, problem: 'too-much' })
  expect(readAmount('0', 5n)).toEqual({ rao: 0n, problem: 'zero' })
  expect(readAmount('one', 5n)).toEqual({ rao: undefined, problem: 'not-amount' })
})

test('a move across subnets is asked for within its limit, less of it if that was chosen, or for the typed word; never otherwise', () => {
  const told = (change: Partial<MoveEstimate>) => ({
    ...{ way: 'limit' as const, limit: '900', receives: '1000', least: '990', impact: 100 },
    ...change,
  })
  const asked = (change: Partial<MoveEstimate>, partial = false, unlimited = false) =>
    protectionOf(told(change), told(change).impact, { tolerance: 5_000, partial, unlimited })
  const none = { kind: 'none', sure: 'unprotected' }
  expect(asked({})).toEqual({ kind: 'limit', limit: '900', partial: false })
  expect([asked({ impact: 9_000 }), asked({ impact: 9_000 }, true)]).toEqual([undefined, undefined])
  // Of one beyond it the part that fits is asked for: that may become less when it runs.
  expect(asked({}, true)).toEqual({ kind: 'limit', limit: '900', partial: true })
  expect([asked({}, false, true), asked({ impact: 9_000 }, true, true)]).toEqual([none, none])
  const open = { way: 'unprotected', limit: null, least: null } as const
  expect([asked(open), asked(open, true), asked(open, false, true)]).toEqual([undefined, undefined, none])
  // A limit too large to be written down is none.
  expect(asked({ limit: null })).toBeUndefined()
  // Within a subnet there is nothing to protect, whatever stands in the form.
  const exact = { way: 'exact', limit: null, least: null } as const
  expect([asked(exact), asked(exact, true, true)]).toEqual([{ kind: 'exact' }, { kind: 'exact' }])
})

test('sales are asked for if one of them fits, all where they go together, and several only where the fee is there', () => {
  const [fits, beyond] = [sale('1000', '990', 100), sale('980', '990', 9_000)]
  const of = (sales: ReturnType<typeof sale>[], together = false, enough = true) =>
    stopOf({ sales, enough }, { tolerance: 5_000, together })
  expect([of([]), of([], false, false)]).toEqual(['nothing', 'nothing'])
  expect([of([fits]), of([fits], true), of([fits], false, false)]).toEqual([undefined, undefined, undefined])
  expect([of([beyond]), of([beyond, beyond], true)]).toEqual(['none-fits', 'none-fits'])
  expect([of([fits, beyond]), of([fits, beyond], true)]).toEqual([undefined, 'together'])
  expect(of([fits, fits], false, false)).toBe('fee')
  // What is left of a position that is locked in part cannot pay as well.
  expect([of([{ ...fits, alpha: '5' }], false, false), of([{ ...fits, alpha: '5' }])]).toEqual(['fee-rest', undefined])
})

test('what sales bring is summed of those that go as things are now: of none where one stays out and all or none goes', () => {
  const [one, two, beyond] = [sale('1000', '990', 100), sale('500', '400', 100), sale('8000', '7000', 9_000)]
  const of = (sales: ReturnType<typeof sale>[], together = false) => broughtOf(sales, { tolerance: 5_000, together })
  expect(of([one, two])).toEqual({ goes: 2, receives: 1_500n, least: 1_390n })
  expect(of([one, two], true)).toEqual(of([one, two]))
  expect(of([one, beyond, two])).toEqual(of([one, two]))
  // One that brings less than its least stays out as well.
  expect(of([one, sale('399', '400', 100)])).toEqual({ goes: 1, receives: 1_000n, least: 990n })
  const none = { goes: 0, receives: 0n, least: 0n }
  expect([of([beyond]), of([one, beyond, two], true), of([])]).toEqual([none, none, none])
  // Of one that nobody tells of the least is known.
  expect(of([one, beyond, sale(null, '300', 0)])).toEqual({ goes: 2, receives: null, least: 1_290n })
})

test('an order fails of a fee that the stake has to pay, where not as much as that is left of what can go', () => {
  const of = (amount: bigint, price: string | null = '500000000', change: object = {}) =>
    failsOfFee({ enough: false, fee: '1000', most: '100000', ...change }, amount, price)
  // A whole one is worth half a TAO: the fee is 2,000 of them, and as much again is left for what its pool takes.
  expect([of(100_000n), of(99_999n), of(96_001n), of(96_000n), of(5n)]).toEqual([true, true, true, false, false])
  expect([of(100_000n, null), of(99_999n, null)]).toEqual([true, false])
  expect([of(100_000n, '500000000', { enough: true }), of(100_000n, '500000000', { fee: null })]).toEqual([false, false])
})

test('all with one validator goes at any price for a fee from the stake where that is one open position, and not where it has more', () => {
  const costs = (enough: boolean) => ({ fee: '5', free: '1', enough, shield: null })
  const one = sale('1000', '990', 9_000)
  const shut = (problem: 'subnet-closed' | 'stake-not-enough') => ({ ...later, netuid: 9, problem, heldBlocks: 0 })
  const of = (change: Partial<Parameters<typeof dumpStopOf>[0]>) =>
    dumpStopOf({ sales: [one], stuck: [], later: [], dump: costs(false), ...change })
  expect([of({}), of({ stuck: [shut('subnet-closed')] }), of({ sales: [one, one], dump: costs(true) })]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  // What is locked or left for another time is open all the same.
  expect([of({ sales: [one, one] }), of({ stuck: [shut('stake-not-enough')] }), of({ later: [later] })]).toEqual(['fee', 'fee', 'fee'])
  expect(of({ sales: [] })).toBe('nothing')
  // What is locked in part it passes over, also where nothing else is there.
  expect([of({ sales: [{ ...one, sells: '999' }] }), of({ sales: [{ ...one, sells: '999' }, one] })]).toEqual(['nothing', 'fee'])
})

test('at any price every position that goes is listed, those for another time too; what is locked in part is told as not sold', () => {
  const part = { ...later, netuid: 8, sells: '400' }
  const stuck = { ...later, netuid: 9, problem: 'subnet-closed' as const, heldBlocks: 0 }
  const rest = { ...sale('1000', '990', 100), sells: '600' }
  expect(dumpedOf({ sales: [sale('1000', '990', 100), rest], later: [later, part], stuck: [stuck] })).toEqual({
    sales: [sale('1000', '990', 100), { ...later, receives: null }],
    stuck: [
      { ...later, netuid: 7, sells: '600', problem: 'locked-part', heldBlocks: 0 },
      { ...part, problem: 'locked-part', heldBlocks: 0 },
      stuck,
    ],
  })
})

test('at any price what only no limit can protect goes too: nobody tells a price, or the chain has no call within one', () => {
  const untold = { ...later, netuid: 9, problem: 'price-untold' as const, heldBlocks: 0 }
  const [uncalled, bound] = [
    { ...untold, netuid: 10, problem: 'call-missing' as const },
    { ...untold, netuid: 11, sells: '400' },
  ]
  const empty = { ...untold, netuid: 12, problem: 'stake-no-trade' as const }
  const stuck = [untold, uncalled, bound, empty]
  expect(dumpedOf({ sales: [], later: [], stuck })).toEqual({
    sales: [
      { ...untold, receives: null },
      { ...uncalled, receives: null },
    ],
    stuck: [{ ...bound, problem: 'locked-part' }, empty],
  })
  const of = (stuck: Parameters<typeof dumpStopOf>[0]['stuck'], enough: boolean) =>
    dumpStopOf({ sales: [], later: [], stuck, dump: { fee: '5', free: '1', enough, shield: null } })
  expect([of([untold], true), of([untold], false), of(stuck, true), of(stuck, false)]).toEqual([undefined, undefined, undefined, 'fee'])
  expect(of([bound, empty], true)).toBe('nothing')
})

test('a validator is offered for itself where it has several positions', () => {
  const at = (hotkey: string, netuid: number) => ({ hotkey, netuid, address: `5${hotkey}`, validator: null }) as PositionView
  expect(severalOf([at('a', 1), at('b', 1), at('c', 2), at('b', 3), at('a', 4), at('a', 5)])).toEqual([
    { hotkey: 'a', address: '5a', validator: null, count: 3 },
    { hotkey: 'b', address: '5b', validator: null, count: 2 },
  ])
  expect(severalOf([])).toEqual([])
})

test('each of several sales is told as done only in a block, and as not done only where that is certain', () => {
  const states = (status: EntryView['status']) => [true, false, null].map((ran) => legStateOf({ status, origin: null } as EntryView, ran))
  const block = { block: 5, error: null }
  expect(states({ phase: 'sent' })).toEqual(['pending', 'pending', 'pending'])
  expect(states({ phase: 'signed' })).toEqual(['pending', 'pending', 'pending'])
  expect(states({ phase: 'included', ...block, ok: true, part: false })).toEqual(['done', 'not', 'unknown'])
  expect(states({ phase: 'final', ...block, ok: false, part: true })).toEqual(['done', 'not', 'unknown'])
  expect(states({ phase: 'final', ...block, ok: false, part: false })).toEqual(['not', 'not', 'not'])
  expect(states({ phase: 'lost' })).toEqual(['not', 'not', 'not'])
  expect(states({ phase: 'unknown' })).toEqual(['unknown', 'unknown', 'unknown'])
  expect(states({ phase: 'refused', code: 'internal', facts: {} })).toEqual(['pending', 'pending', 'pending'])
})
