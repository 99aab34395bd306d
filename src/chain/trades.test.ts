import { expect, test } from 'vitest'
import { encodeAddress, toHex } from '../units'
import { paidIn, toldIn } from './trades'

const [me, other, hotkey] = [1, 2, 3].map((seed) => {
  const id = new Uint8Array(32).fill(seed)
  return { id: toHex(id), address: encodeAddress(id) }
}) as [Who, Who, Who]
type Who = { id: string; address: string }
const event = (name: string, value: unknown, type = 'SubtensorModule') => ({ type, value: { type: name, value } })
const removed = (netuid: number, tao: bigint, alpha: bigint, coldkey = me) =>
  event('StakeRemoved', [coldkey.address, hotkey.address, tao, alpha, netuid, 1n])
const added = (netuid: number, tao: bigint, alpha: bigint) => event('StakeAdded', [me.address, hotkey.address, tao, alpha, netuid, 1n])
const paid = (alpha_fee: bigint, tao_amount: bigint, who = me) =>
  event('TransactionFeePaidWithAlpha', { who: who.address, netuid: 5, alpha_fee, tao_amount })
const tradesIn = (events: Parameters<typeof paidIn>[0], account: string) => paidIn(events, account).trades
const trade = (bought: boolean, netuid: number, tao: string, alpha: string) => ({ bought, hotkey: hotkey.id, netuid, tao, alpha })

test('what was bought and sold is told in its order, and nothing of anybody else', () => {
  const told = [
    removed(5, 30n, 100n),
    removed(5, 7n, 7n, other),
    added(7, 29n, 60n),
    event('StakeSwapped', [me.address, hotkey.address, 5, 7, 30n]),
  ]
  expect(tradesIn(told, me.id)).toEqual([trade(false, 5, '30', '100'), trade(true, 7, '29', '60')])
  expect(tradesIn([event('StakeRemoved', [me.address, hotkey.address, 1n, 1n, 5], 'Copied')], me.id)).toEqual([])
})

test('what was sold for the fee is no part of what a sale brought', () => {
  const told = [removed(5, 1n, 2n), removed(5, 30n, 100n), paid(2n, 1n)]
  expect(paidIn(told, me.id)).toEqual({ trades: [trade(false, 5, '30', '100')], alphaFee: { netuid: 5, alpha: '2' } })
  // It failed, and cost its fee all the same.
  expect(paidIn([removed(5, 1n, 2n), paid(2n, 1n)], me.id)).toEqual({ trades: [], alphaFee: { netuid: 5, alpha: '2' } })
})

test('what of a fee is bought back is no purchase, and the fee is without it, whether its event counts that or not', () => {
  const [sold, order, back] = [removed(5, 50n, 200n), [removed(5, 30n, 100n), added(7, 29n, 60n)], added(5, 20n, 79n)]
  const trades = [trade(false, 5, '30', '100'), trade(true, 7, '29', '60')]
  for (const fee of [paid(121n, 30n), paid(200n, 50n)])
    expect(paidIn([sold, ...order, back, fee], me.id)).toEqual({ trades, alphaFee: { netuid: 5, alpha: '121' } })
  // With another validator, or on another subnet, it is the order's own.
  const other = event('StakeAdded', [me.address, encodeAddress(new Uint8Array(32).fill(9)), 29n, 60n, 5, 1n])
  expect(paidIn([sold, removed(5, 30n, 100n), other, paid(200n, 50n)], me.id).trades.map(({ bought }) => bought)).toEqual([false, true])
})

test('what of a fee comes back as TAO is told beside it', () => {
  const alphaFee = { netuid: 5, alpha: '200', back: '20' }
  expect(paidIn([removed(5, 50n, 200n), removed(5, 30n, 100n), paid(200n, 30n)], me.id)).toEqual({
    ...{ trades: [trade(false, 5, '30', '100')], alphaFee },
  })
  expect(paidIn([removed(5, 50n, 200n), paid(200n, 30n)], me.id).alphaFee).toEqual(alphaFee)
})

test('of a fee that is neither what was sold for it nor that without what came back, nothing is told: not what was traded either', () => {
  for (const fee of [paid(150n, 30n), paid(201n, 50n), paid(0n, 50n)])
    for (const back of [[], [added(5, 20n, 79n)]])
      expect(paidIn([removed(5, 50n, 200n), removed(5, 30n, 100n), ...back, fee], me.id)).toEqual({ trades: [], alphaFee: null })
  // More came back than it took, and more TAO was taken than it was sold for.
  for (const strange of [[added(5, 20n, 201n), paid(200n, 50n)], [paid(200n, 51n)]])
    expect(paidIn([removed(5, 50n, 200n), ...strange], me.id)).toEqual({ trades: [], alphaFee: null })
})

test('the fee that the stake paid is what its event says; of one that reads otherwise it is not known, and without one there is none', () => {
  const of = (...events: Parameters<typeof paidIn>[0]) => paidIn(events, me.id)
  const fee = (value: unknown) => of(removed(5, 1n, 2n), removed(5, 30n, 100n), event('TransactionFeePaidWithAlpha', value))
  expect(of(paid(2n, 1n)).alphaFee).toEqual({ netuid: 5, alpha: '2' })
  for (const strange of [undefined, null, [], {}, { netuid: 5 }, { netuid: 70_000, alpha_fee: 2n }, { netuid: 5, alpha_fee: -2n }])
    expect(fee(strange)).toEqual({ trades: [trade(false, 5, '30', '100')], alphaFee: null })
  expect(of(removed(5, 1n, 2n), event('TransactionFeePaidWithAlpha', {}, 'Copied')).alphaFee).toBeUndefined()
})

test('what a claim of dividends brought to root is told as bought there; one that does not say how much tells nothing', () => {
  const claimed = { hotkey: hotkey.address, coldkey: me.address, tao: 9n }
  expect(tradesIn([event('BasketClaimed', claimed), event('RootClaimed', { coldkey: me.address, tao: 9n })], me.id)).toEqual([
    trade(true, 0, '9', '9'),
  ])
  for (const strange of [{ ...claimed, coldkey: other.address }, { ...claimed, tao: undefined }, [me.address], null, undefined])
    expect(tradesIn([event('BasketClaimed', strange)], me.id)).toEqual([])
})

test('an event that reads otherwise than today tells nothing, and stops nothing', () => {
  const strange = [undefined, null, {}, [], [me.address], [me.address, 'nobody', 1n, 1n, 5], [me.address, hotkey.address, -1n, 1n, 5]]
  for (const value of [...strange, [me.address, hotkey.address, 1n, 1n, 70_000], [me.address, hotkey.address, 1n, {}, 5]])
    expect(tradesIn([event('StakeRemoved', value), removed(5, 30n, 100n)], me.id)).toEqual([trade(false, 5, '30', '100')])
})

test('a cursor tells what was found, and one from before that was looked for tells nothing', () => {
  const found = { block: 1, trades: [trade(false, 5, '30', '100')], alphaFee: { netuid: 5, alpha: '2' } }
  const { block: _, ...told } = found
  expect(toldIn({ next: 1, found })).toEqual(told)
  for (const cursor of [null, undefined, 'text', { next: 1, found: null }, { next: 1, found: { block: 1 } }, { found: { trades: [1] } }])
    expect(toldIn(cursor)).toEqual({})
})
