import { expect, test } from 'vitest'
import { encodeAddress, toHex } from '../units'
import { alphaFeeIn, toldIn, tradesIn } from './trades'

const [me, other, hotkey] = [1, 2, 3].map((seed) => {
  const id = new Uint8Array(32).fill(seed)
  return { id: toHex(id), address: encodeAddress(id) }
}) as [Who, Who, Who]
type Who = { id: string; address: string }
const event = (name: string, value: unknown, type = 'SubtensorModule') => ({ type, value: { type: name, value } })
const removed = (netuid: number, tao: bigint, alpha: bigint, coldkey = me) =>
  event('StakeRemoved', [coldkey.address, hotkey.address, tao, alpha, netuid, 1n])
const added = (netuid: number, tao: bigint, alpha: bigint) => event('StakeAdded', [me.address, hotkey.address, tao, alpha, netuid, 1n])
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
  const fee = event('TransactionFeePaidWithAlpha', { who: me.address, netuid: 5, alpha_fee: 2n, tao_amount: 1n })
  expect(tradesIn([removed(5, 1n, 2n), removed(5, 30n, 100n), fee], me.id)).toEqual([trade(false, 5, '30', '100')])
  // A swap, of which what was too much is bought back.
  expect(tradesIn([removed(5, 1n, 2n), removed(5, 30n, 100n), added(7, 29n, 60n), added(5, 1n, 1n), fee], me.id)).toEqual([
    trade(false, 5, '30', '100'),
    trade(true, 7, '29', '60'),
    trade(true, 5, '1', '1'),
  ])
})

test('the fee that the stake paid is what its event says; of one that reads otherwise it is not known, and without one there is none', () => {
  const paid = (value: unknown) => alphaFeeIn([removed(5, 1n, 2n), event('TransactionFeePaidWithAlpha', value)])
  expect(paid({ who: me.address, netuid: 5, alpha_fee: 2n, tao_amount: 1n })).toEqual({ netuid: 5, alpha: '2' })
  for (const strange of [undefined, null, [], {}, { netuid: 5 }, { netuid: 70_000, alpha_fee: 2n }, { netuid: 5, alpha_fee: -2n }])
    expect(paid(strange)).toBeNull()
  expect(alphaFeeIn([removed(5, 1n, 2n), event('TransactionFeePaidWithAlpha', {}, 'Copied')])).toBeUndefined()
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
