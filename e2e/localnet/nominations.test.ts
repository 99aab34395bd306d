import { beforeEach, expect, test, vi } from 'vitest'
import { createStaking, last, limited, names, ONE, OTHER, remove, type Staking, TAO } from './fixtures/staking'
import { largeOn, validators } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const LEAST = TAO / 10n
let at: Staking
beforeEach(async () => {
  at = await createStaking()
  at.chain.overwrite('SubtensorModule', 'NominatorMinRequiredStake', [], LEAST)
  at.chain.produce()
})
const held = () => at.stake(at.alice, ONE)
/** Alpha that is worth so much at a price, rounded up. */
const worth = (rao: bigint, price: bigint) => (rao * TAO + price - 1n) / price
const removed = 'SubtensorModule.StakeRemoved'
const sold = (told: ReturnType<Staking['run']>) => names(told).filter((name) => name === removed).length
const low = () => (at.price(ONE) * 99n) / 100n
const sell = (alpha: bigint) => at.run(at.alice, 'remove_stake_limit', { ...remove(ONE, alpha), ...limited(low()) })

test('what a sale leaves with somebody else’s hotkey, and is worth less than the minimum, is sold too at any price', () => {
  const told = sell(held() - worth(LEAST / 2n, at.price(ONE)))
  expect([sold(told), held(), last(told)]).toEqual([2, 0n, 'System.ExtrinsicSuccess'])
})

test('the minimum counts at the price after the sale: what is as much at the lowest that the limit lets through stays', () => {
  const [all, before, enough] = [held(), at.price(ONE), worth(LEAST, low())]
  expect([sold(sell(all - enough)), held()]).toEqual([1, enough])
  // As much as it was worth before the sale is less after it.
  expect(at.price(ONE)).toBeLessThan(before)
  expect(enough).toBeGreaterThan(worth(LEAST, before))
})

test('as much as the minimum was worth before a sale is too little after it', () => {
  const all = held()
  const enough = worth(LEAST, at.price(ONE))
  expect([sold(sell(all - enough)), held()]).toEqual([2, 0n])
})

test('with an own hotkey any rest stays, and so it does where the chain has no minimum', () => {
  const rest = worth(LEAST / 2n, at.price(ONE))
  at.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], at.alice.address)
  at.chain.produce()
  expect([sold(sell(held() - rest)), held()]).toEqual([1, rest])
  at.chain.overwrite('SubtensorModule', 'Owner', [largeOn(ONE)], at.bob.address)
  at.chain.overwrite('SubtensorModule', 'NominatorMinRequiredStake', [], 0n)
  at.chain.produce()
  expect(held()).toBe(rest)
})

test('moves and gifts leave any rest, however little it is', () => {
  const rest = worth(LEAST / 2n, at.price(ONE))
  const way = { origin_netuid: ONE, destination_netuid: ONE, alpha_amount: (held() - rest) / 2n }
  const hotkey = largeOn(ONE)
  const other = validators().find((each) => each.hotkey !== hotkey)?.hotkey
  const gift = at.run(at.alice, 'transfer_stake', { ...way, hotkey, destination_coldkey: at.ferdie.address })
  const moved = at.run(at.alice, 'move_stake', { ...way, origin_hotkey: hotkey, destination_hotkey: other })
  expect([last(gift), last(moved)]).toEqual(['System.ExtrinsicSuccess', 'System.ExtrinsicSuccess'])
  const left = held()
  expect(left > 0n && left < worth(LEAST, at.price(ONE))).toBe(true)
  const big = at.stake(at.alice, OTHER)
  const small = worth(LEAST / 2n, at.price(OTHER))
  const across = { hotkey: largeOn(OTHER), origin_netuid: OTHER, destination_netuid: ONE, alpha_amount: big - small }
  expect(last(at.run(at.alice, 'swap_stake', across))).toBe('System.ExtrinsicSuccess')
  expect(at.stake(at.alice, OTHER)).toBe(small)
})

test('a rest that is locked is gone for nothing, and its lock with it', () => {
  const rest = worth(LEAST / 2n, at.price(ONE))
  const lock = { locked_mass: rest, conviction: 0n, last_update: 0n }
  at.chain.overwrite('SubtensorModule', 'Lock', [at.alice.address, ONE, largeOn(ONE)], lock)
  at.chain.produce()
  const told = sell(held() - rest)
  expect([sold(told), held(), last(told)]).toEqual([1, 0n, 'System.ExtrinsicSuccess'])
  expect(at.read('Lock', at.alice.address, ONE, largeOn(ONE))).toBeUndefined()
})
