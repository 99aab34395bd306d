import { expect, test } from 'vitest'
import { encodeAddress, palletAccountOf, toHex } from '../units'
import type { ChainEvent } from './follow'
import { receivedIn } from './receipts'

const [me, other, hotkey, hotkey2] = [1, 2, 3, 4].map((seed) => {
  const id = new Uint8Array(32).fill(seed)
  return { id: toHex(id), address: encodeAddress(id) }
}) as [Who, Who, Who, Who]
type Who = { id: string; address: string }

const event = (name: string, value: unknown, index = 1): ChainEvent => {
  const [type = '', named = ''] = name.split('.')
  return { phase: { type: 'ApplyExtrinsic', value: index }, event: { type, value: { type: named, value } } }
}
const stake = (name: 'StakeAdded' | 'StakeRemoved', netuid: number, tao: bigint, whose = me, of = hotkey) =>
  event(`SubtensorModule.${name}`, [whose.address, of.address, tao, tao, netuid, 0n])
const fee = (netuid = 5) => event('SubtensorModule.TransactionFeePaidWithAlpha', { who: me.address, netuid, alpha_fee: 7n, tao_amount: 6n })
const paid = (who = me) => event('TransactionPayment.TransactionFeePaid', { who: who.address, actual_fee: 7n, tip: 0n })

/** What is told of a block with these events, in which the account's free balance became so much more: amounts and their causes. */
function told(events: ChainEvent[], more: bigint, account = me.id) {
  const change = { account, fromRao: '1000', toRao: String(1_000n + more), block: 9, blockHash: '0xb', at: 1 }
  const { told, rest } = receivedIn({ events, hashOf: (index) => `0x${index}`, at: null }, change, () => false)
  return [...told, ...(rest ? [rest] : [])].map(({ amount, cause }) => [amount, cause.kind])
}

test('what a fee took from stake came to nobody; what the order itself sold did', () => {
  expect(told([stake('StakeRemoved', 5, 7n), fee(), paid()], 0n)).toEqual([])
  expect(told([stake('StakeRemoved', 5, 7n), stake('StakeRemoved', 5, 300n), fee(), paid()], 300n)).toEqual([['300', 'unstaked']])
  // Of an extrinsic without such a fee nothing is left out.
  expect(told([stake('StakeRemoved', 5, 7n), stake('StakeRemoved', 5, 300n), paid()], 300n)).toEqual([
    ['7', 'unstaked'],
    ['300', 'unstaked'],
  ])
})

test('what was too much of such a fee and is bought back makes no move of what was sold', () => {
  const back = stake('StakeAdded', 5, 1n)
  expect(told([stake('StakeRemoved', 5, 7n), stake('StakeRemoved', 5, 300n), back, fee(), paid()], 300n)).toEqual([['300', 'unstaked']])
  expect(told([stake('StakeRemoved', 5, 7n), back, fee(), paid()], 0n)).toEqual([])
})

test('stake that moves brings nothing, with such a fee and with what was too much of it too', () => {
  const [sold, from] = [stake('StakeRemoved', 5, 7n), stake('StakeRemoved', 5, 300n)]
  for (const to of [stake('StakeAdded', 7, 300n), stake('StakeAdded', 5, 300n, me, hotkey2), stake('StakeAdded', 5, 300n, other)])
    for (const back of [[], [stake('StakeAdded', 5, 1n)]]) expect(told([sold, from, to, ...back, fee(), paid()], 0n)).toEqual([])
})

test('what came beside such a fee without any event is told as a whole', () => {
  expect(told([stake('StakeRemoved', 5, 7n), fee(), paid()], 50n)).toEqual([['50', 'unknown']])
})

test('TAO that the chain hands over for stake that paid a fee, and takes, is none that came', () => {
  const pool = { address: encodeAddress(subnetAccount()) }
  const handed = event('Balances.Transfer', { from: pool.address, to: me.address, amount: 7n })
  expect(told([handed, stake('StakeRemoved', 5, 7n), fee(), paid()], 0n)).toEqual([])
})
/** An account of the chain's own, as no key has one. */
function subnetAccount(): Uint8Array {
  const id = new Uint8Array(32)
  id.set(new TextEncoder().encode('modlsubtensr'))
  if (!palletAccountOf(id)) throw new Error('not of a pallet')
  return id
}
