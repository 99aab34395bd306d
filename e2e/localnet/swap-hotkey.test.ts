import { beforeEach, expect, test, vi } from 'vitest'
import { createStaking, feePaid, fields, names, ONE, OTHER, type Staking, TAO, type Told } from './fixtures/staking'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
/** A validator's hotkey that //Eve owns here, and one of nobody. */
const mine = () => largeOn(ONE)
const fresh = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const ok = 'System.ExtrinsicSuccess'
const failed = (error: string) => `System.ExtrinsicFailed SubtensorModule.${error}`
const last = (told: Told[]) => names(told).at(-1)
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
  at.chain.overwrite('SubtensorModule', 'Owner', [mine()], at.eve.address)
  at.chain.overwrite('SubtensorModule', 'OwnedHotkeys', [at.eve.address], [mine()])
})
type Asked = { netuid?: number; keep_stake?: boolean; hotkey?: string; new_hotkey?: string; who?: 'eve' | 'bob' }
const swap = ({ netuid, keep_stake = false, hotkey = mine(), new_hotkey = fresh, who = 'eve' }: Asked = {}) =>
  at.run(at[who], 'swap_hotkey_v2', { hotkey, new_hotkey, netuid, keep_stake })
const total = (hotkey: string, netuid = ONE) => at.read<bigint>('TotalHotkeyAlpha', hotkey, netuid)

test('on one subnet the uid and all stake go to the new hotkey for 0.001 TAO, and elsewhere nothing changes', () => {
  const [uid, staked, elsewhere] = [at.read<number>('Uids', ONE, mine()), total(mine()), total(mine(), OTHER)]
  const [alice, free, issued] = [at.stake(at.alice, ONE), at.free(at.eve), at.read<bigint>('TotalIssuance')]
  const told = swap({ netuid: ONE })
  expect(fields(told, 'HotkeySwappedOnSubnet')).toEqual({
    ...{ coldkey: at.eve.address, old_hotkey: mine(), new_hotkey: fresh },
    netuid: ONE,
  })
  expect(at.free(at.eve)).toBe(free - TAO / 1_000n - feePaid(told))
  expect(at.read('TotalIssuance')).toBe(issued + TAO / 2n - TAO / 1_000n - feePaid(told))
  expect([at.read('Uids', ONE, mine()), at.read('Uids', ONE, fresh), at.read('Keys', ONE, uid)]).toEqual([undefined, uid, fresh])
  expect([at.read('IsNetworkMember', mine(), ONE), at.read('IsNetworkMember', fresh, ONE)]).toEqual([false, true])
  expect([total(mine()), total(fresh), total(mine(), OTHER)]).toEqual([0n, staked, elsewhere])
  // Shares are kept to 21 digits: what a position was worth it is worth, but for their rounding.
  const gone = at.stake(at.alice, ONE, fresh) - alice
  expect(gone * gone).toBeLessThanOrEqual(1n)
  expect(at.read<string[]>('StakingHotkeys', at.alice.address)).toContain(fresh)
  expect(at.read('OwnedHotkeys', at.eve.address)).toEqual([mine(), fresh])
  expect([at.read('Owner', mine()), at.read('Owner', fresh)]).toEqual([at.eve.address, at.eve.address])
})

test('on all subnets it takes everything for 0.1 TAO, root’s stake too, and the old one belongs to nobody', () => {
  const hotkey = validators()[5]?.hotkey as string
  at.chain.overwrite('SubtensorModule', 'Owner', [hotkey], at.eve.address)
  at.chain.overwrite('SubtensorModule', 'OwnedHotkeys', [at.eve.address], [hotkey])
  at.chain.produce()
  const subnets = Array.from({ length: at.read<number>('TotalNetworks') }, (_, netuid) => netuid)
  const totals = subnets.map((netuid) => total(hotkey, netuid))
  const uids = subnets.map((netuid) => at.read('Uids', netuid, hotkey))
  const [take, free] = [at.read('Delegates', hotkey), at.free(at.eve)]
  expect(totals[0]).toBeGreaterThan(0n)
  const told = swap({ hotkey })
  expect(fields(told, 'HotkeySwapped')).toEqual({ coldkey: at.eve.address, old_hotkey: hotkey, new_hotkey: fresh })
  expect(at.free(at.eve)).toBe(free - TAO / 10n - feePaid(told))
  expect(subnets.map((netuid) => at.read('Uids', netuid, fresh))).toEqual(uids)
  expect(subnets.map((netuid) => total(hotkey, netuid))).toEqual(subnets.map(() => 0n))
  for (const netuid of subnets) expect(total(fresh, netuid), `of ${netuid}`).toBeGreaterThanOrEqual(totals[netuid] as bigint)
  expect(at.read('Delegates', fresh)).toBe(take)
  expect([at.read('OwnedHotkeys', at.eve.address), at.read('Owner', fresh)]).toEqual([[fresh], at.eve.address])
  expect(at.read('Owner', hotkey)).not.toBe(at.eve.address)
})

test('with keep_stake only the place goes to the new hotkey, and the old one stays the coldkey’s', () => {
  const [uid, staked] = [at.read('Uids', ONE, mine()), total(mine())]
  expect(last(swap({ keep_stake: true }))).toBe(ok)
  expect([at.read('Uids', ONE, fresh), total(mine()), total(fresh)]).toEqual([uid, staked, 0n])
  expect(at.read('OwnedHotkeys', at.eve.address)).toEqual([mine(), fresh])
})

test('swap_hotkey does the same as the second one without keep_stake', () => {
  const staked = total(mine())
  expect(last(at.run(at.eve, 'swap_hotkey', { hotkey: mine(), new_hotkey: fresh, netuid: ONE }))).toBe(ok)
  expect([total(mine()), total(fresh)]).toEqual([0n, staked])
})

test('between two swaps of a coldkey lie so many blocks as the chain says, and on one subnet a day', () => {
  at.chain.overwrite('SubtensorModule', 'TxRateLimit', [], 3n)
  expect(last(swap({ netuid: ONE }))).toBe(ok)
  const back = { hotkey: fresh, new_hotkey: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy' }
  expect(last(swap({ ...back, netuid: OTHER }))).toBe(failed('HotKeySetTxRateLimitExceeded'))
  for (let i = 0; i < 3; i++) at.chain.produce()
  expect(last(swap({ ...back, netuid: ONE }))).toBe(failed('HotKeySwapOnSubnetIntervalNotPassed'))
  at.chain.overwrite('SubtensorModule', 'LastHotkeySwapOnNetuid', [ONE, at.eve.address], 0n)
  at.chain.produce()
  expect(last(swap({ ...back, netuid: ONE }))).toBe(ok)
})

test('locks to the old hotkey are locks to the new one', () => {
  at.run(at.alice, 'lock_stake', { hotkey: mine(), netuid: ONE, amount: TAO })
  const sum = at.read('DecayingHotkeyLock', ONE, mine())
  expect(last(swap({ netuid: ONE }))).toBe(ok)
  expect(at.read('Lock', at.alice.address, ONE, mine())).toBeUndefined()
  expect(at.read<{ locked_mass: bigint }>('Lock', at.alice.address, ONE, fresh).locked_mass).toBe(TAO)
  expect([at.read('DecayingHotkeyLock', ONE, mine()), at.read('DecayingHotkeyLock', ONE, fresh)]).toEqual([undefined, sum])
})

test('what stands in its way, and then nothing of it happens', () => {
  const other = validators()[9]?.hotkey as string
  expect(last(swap({ who: 'bob' }))).toBe(failed('NonAssociatedColdKey'))
  expect(last(swap({ new_hotkey: mine() }))).toBe(failed('NewHotKeyIsSameWithOld'))
  expect(last(swap({ new_hotkey: other }))).toBe(failed('HotKeyAlreadyRegisteredInSubNet'))
  expect(last(swap({ netuid: 400 }))).toBe(failed('SubnetNotExists'))
  at.run(at.bob, 'try_associate_hotkey', { hotkey: fresh })
  expect(last(swap())).toBe(failed('NonAssociatedColdKey'))
  at.chain.overwrite('SubtensorModule', 'Owner', [fresh], at.eve.address)
  at.chain.overwrite('SubtensorModule', 'TotalHotkeyAlpha', [fresh, 0], 1n)
  at.chain.produce()
  expect(last(swap())).toBe(failed('NewHotKeyNotCleanForRootSwap'))
  at.chain.overwrite('SubtensorModule', 'TotalHotkeyAlpha', [fresh, 0], undefined)
  const staked = total(mine())
  at.chain.setBalance(at.eve.address, TAO / 20n)
  at.chain.produce()
  expect(last(swap())).toBe(failed('NotEnoughBalanceToPaySwapHotKey'))
  expect([total(mine()), total(fresh), at.read('LastRateLimitedBlock', { type: 'LastTxBlock', value: at.eve.address })]).toEqual([
    staked,
    0n,
    0n,
  ])
})
