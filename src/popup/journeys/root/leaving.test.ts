import { expect, test } from 'vitest'
import type { RootDividendsView } from '../../../messaging'
import { type Fact, KluisError } from '../../../units'
import { claimRoute, leavingBy, unclaimedOf, untoldBy } from './leaving'

const [one, other] = ['11', '22'].map((each) => `0x${each.repeat(32)}`) as [string, string]
const WHOLE = 1n << 32n
const place = (id: string) => ({ id, address: 'there' })
const rate = (netuid: number, alpha: string, claimed: string, skipped = false) => ({
  ...{ netuid, skipped, alpha, claimed, rate: String(WHOLE / 10n) },
})
const validator = (hotkey: string, tao: string | null, rates = [rate(4, '900', '100')]) => ({
  ...{ hotkey, address: 'there', name: null, tao, skipped: false, rates },
})
const told: RootDividendsView = {
  ...{ block: 1, mechanism: 'rates', stays: false, one: false, tao: '90', least: null, unlock: null, type: { type: 'Swap', netuids: [] } },
  validators: [validator(one, '90')],
  subnets: [{ netuid: 4, name: null, symbol: null, alpha: '900', tao: '90', skipped: false }],
}
const baskets: RootDividendsView = {
  ...told,
  mechanism: 'baskets',
  stays: true,
  validators: [validator(one, '90', []), validator(other, '7', [])],
}
const leaves = (amount: bigint | null, hotkey = one) => [{ hotkey, amount }]

test('by rates is lost what the stake that leaves earned and did not take, and never more than waits', () => {
  expect(unclaimedOf(told, leaves(1_000n))).toEqual({ kind: 'none' })
  expect(unclaimedOf(told, leaves(2_010n))).toEqual({ kind: 'lost', tao: 10n, claimable: true })
  for (const all of [10_010n, 1_000_000n, null]) expect(unclaimedOf(told, leaves(all))).toEqual({ kind: 'lost', tao: 90n, claimable: true })
  expect(unclaimedOf(told, leaves(null, other))).toEqual({ kind: 'none' })
})

test('in baskets it stays, with all validators that stake leaves together', () => {
  expect(unclaimedOf(baskets, leaves(1n))).toEqual({ kind: 'stays', tao: 90n })
  expect(unclaimedOf(baskets, [...leaves(1n), ...leaves(null, other)])).toEqual({ kind: 'stays', tao: 97n })
  expect(unclaimedOf({ ...baskets, validators: [validator(one, '0', [])] }, leaves(1n))).toEqual({ kind: 'none' })
})

test('what nobody tells is not told, neither whether nor how much', () => {
  expect(unclaimedOf({ ...told, mechanism: 'untold' }, leaves(1n))).toEqual({ kind: 'untold', claimable: true })
  expect(unclaimedOf({ ...told, mechanism: 'untold', stays: true }, leaves(1n))).toEqual({ kind: 'stays', tao: null })
  const unpriced = { ...told, subnets: told.subnets.map((each) => ({ ...each, tao: null })) }
  expect(unclaimedOf(unpriced, leaves(null))).toEqual({ kind: 'lost', tao: null, claimable: true })
  expect(unclaimedOf(null, leaves(1n))).toEqual({ kind: 'none' })
  expect(unclaimedOf({ ...told, mechanism: 'untold' }, [])).toEqual({ kind: 'none' })
})

test('a node that does not answer hides how much waits, not what becomes of it: to claim first is advised only where it would be lost', () => {
  const refused = (unclaimed?: string) => untoldBy(new KluisError('node-answer', unclaimed === undefined ? {} : { unclaimed }))
  expect(refused('stays')).toEqual({ kind: 'stays', tao: null })
  expect(refused('goes')).toEqual({ kind: 'untold', claimable: true })
  // Without a node nobody knows how the chain keeps them, and a claim could make stake wait that need not.
  for (const unknown of [refused(), untoldBy(new KluisError('offline')), untoldBy(undefined)])
    expect(unknown).toEqual({ kind: 'untold', claimable: false })
})

test('too little for a claim is lost, and no claim is advised; what a call before it claims is not lost', () => {
  const dust = { ...told, validators: [validator(one, '90', [rate(4, '900', '100', true)])] }
  expect(unclaimedOf(dust, leaves(null))).toEqual({ kind: 'lost', tao: 90n, claimable: false })
  expect(unclaimedOf(told, leaves(null), [4])).toEqual({ kind: 'none' })
  expect(unclaimedOf(told, leaves(null), [5])).toMatchObject({ kind: 'lost' })
  // A claim passes over it.
  expect(unclaimedOf(dust, leaves(null), [4])).toMatchObject({ kind: 'lost' })
})

test('stake leaves root by a sale, a move, a gift and the sale of everything, and by nothing else', () => {
  const [hotkey, toHotkey] = [place(one), place(other)]
  const bare = { netuid: 0, limit: null, partial: false }
  const on = { hotkey, netuid: 0, toHotkey, toNetuid: 0 }
  const sale = (alpha: string | null, netuid = 0): Fact => ({ kind: 'unstake', hotkey, ...bare, netuid, alpha })
  const by = (...facts: Fact[]) => leavingBy(facts).leaving
  expect(by(sale('5'), { kind: 'move-stake', ...bare, ...on, alpha: '7' })).toEqual(leaves(12n))
  expect(by({ kind: 'give-stake', to: place(other), ...on, alpha: '3' })).toEqual(leaves(3n))
  expect(by(sale('5'), { kind: 'unstake-all', hotkey, restake: false }, sale('5'))).toEqual(leaves(null))
  expect(by(sale('5'), sale(null, 9), { kind: 'unstake', hotkey: toHotkey, ...bare, alpha: '1' })).toEqual([
    ...leaves(5n),
    ...leaves(1n, other),
  ])
  expect(by(sale('5', 9), { kind: 'unstake-all', hotkey, restake: true }, { kind: 'stake', hotkey, ...bare, amount: '5' })).toEqual([])
})

test('a claim counts only before the stake leaves', () => {
  const claim: Fact = { kind: 'claim', hotkey: null, subnets: [4, 8] }
  const all: Fact = { kind: 'unstake-all', hotkey: place(one), restake: false }
  expect([leavingBy([claim, all]).claimed, leavingBy([all, claim]).claimed]).toEqual([[4, 8], []])
})

test('the way to the claim names the validator where it is one, and the way back', () => {
  expect(claimRoute('0x01', leaves(1n), '/unstake/0x01/0/x')).toBe(`/root/0x01/${one}/unstake/0x01/0/x`)
  expect(claimRoute('0x01', [...leaves(1n), ...leaves(1n, other)], '/unstake-all/0x01')).toBe('/root/0x01/-/unstake-all/0x01')
})
