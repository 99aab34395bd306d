import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, failed, feePaid, fields, last, ONE, type Staking, stranger, TAO } from './fixtures/staking'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
/** A validator's hotkey that //Eve owns here, and one of nobody. */
const mine = () => validators()[5]?.hotkey as string
const others = () => [9, 10, 11, 12, 13, 14].map((index) => validators()[index]?.hotkey as string)
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
  at.chain.overwrite('SubtensorModule', 'Owner', [mine()], at.eve.address)
})
const ok = 'System.ExtrinsicSuccess'

describe('takes', () => {
  const set = (call: string, take: number, hotkey = mine(), who: 'eve' | 'bob' = 'eve') => at.run(at[who], call, { hotkey, take })
  test('fall at any time, and rise once in a month', () => {
    expect(fields(set('decrease_take', 5_000), 'TakeDecreased')).toEqual([at.eve.address, mine(), 5_000])
    expect(fields(set('increase_take', 6_000), 'TakeIncreased')).toEqual([at.eve.address, mine(), 6_000])
    expect(at.ask<{ take: number }>('DelegateInfoRuntimeApi_get_delegate', [mine()]).take).toBe(6_000)
    expect(last(set('increase_take', 7_000))).toBe(failed('DelegateTxRateLimitExceeded'))
    at.chain.overwrite('SubtensorModule', 'TxDelegateTakeRateLimit', [], 0n)
    at.chain.produce()
    expect(last(set('increase_take', 7_000))).toBe(ok)
  })
  test.each([
    ['a hotkey of nobody', 'increase_take', 7_000, stranger, 'eve', 'HotKeyAccountNotExists', 4],
    ['another’s hotkey', 'decrease_take', 1, undefined, 'bob', 'NonAssociatedColdKey', 25],
    ['a rise that is none', 'increase_take', 100, undefined, 'eve', 'DelegateTakeTooLow', 26],
    ['a fall that is none', 'decrease_take', 11_796, undefined, 'eve', 'DelegateTakeTooLow', 26],
    ['more than 18%', 'increase_take', 11_797, undefined, 'eve', 'DelegateTakeTooHigh', 27],
  ] as const)('%s: the pool says its number, a block its name', (_what, call, take, hotkey, who, error, code) => {
    at.chain.judges = true
    expect(at.hand(at[who], call, { hotkey: hotkey ?? mine(), take })).toBe(`Custom error: ${code}`)
    at.chain.judges = false
    expect(last(set(call, take, hotkey, who))).toBe(failed(error))
  })
  test('of children: another for each subnet, from nothing to 18%', () => {
    const child = (take: number, who: 'eve' | 'bob' = 'eve') => at.run(at[who], 'set_childkey_take', { hotkey: mine(), netuid: ONE, take })
    expect(last(child(5, 'bob'))).toBe(failed('NonAssociatedColdKey'))
    expect(last(child(11_797))).toBe(failed('InvalidChildkeyTake'))
    expect(fields(child(11_796), 'ChildKeyTakeSet')).toEqual([mine(), 11_796])
    expect(at.read('ChildkeyTake', mine(), ONE)).toBe(11_796)
    expect(last(child(3))).toBe(ok)
    expect(last(child(4))).toBe(failed('TxChildkeyTakeRateLimitExceeded'))
    expect(last(child(2))).toBe(ok)
  })
})

describe('children', () => {
  const half = 2n ** 63n
  const set = (children: [bigint, string][], netuid = ONE, who: 'eve' | 'bob' = 'eve') =>
    at.run(at[who], 'set_children', { hotkey: mine(), netuid, children })
  test('wait for their time and then for the end of an epoch; each knows its parent', () => {
    at.chain.overwrite('SubtensorModule', 'Tempo', [ONE], 4)
    at.chain.overwrite('SubtensorModule', 'PendingChildKeyCooldown', [], 12n)
    const [one, two] = others() as [string, string]
    const told = set([
      [half, one],
      [5n, two],
    ])
    const from = BigInt(at.chain.best.number) + 12n
    const list = [
      [half, one],
      [5n, two],
    ]
    expect(fields(told, 'SetChildrenScheduled')).toEqual([mine(), ONE, from, list])
    expect([at.read('PendingChildKeys', ONE, mine()), at.read('ChildKeys', mine(), ONE)]).toEqual([[list, from], []])
    expect(last(set([]))).toBe(failed('TxRateLimitExceeded'))
    for (let i = 0; i < 20; i++) at.chain.produce()
    expect([at.read('PendingChildKeys', ONE, mine()), at.read('ChildKeys', mine(), ONE)]).toEqual([[[], 0n], list])
    expect([at.read('ParentKeys', one, ONE), at.read('ParentKeys', two, ONE)]).toEqual([[[half, mine()]], [[5n, mine()]]])
    for (let i = 0; i < 130; i++) at.chain.produce()
    expect(last(set([[1n, two]]))).toBe(ok)
    for (let i = 0; i < 20; i++) at.chain.produce()
    expect([at.read('ParentKeys', one, ONE), at.read('ParentKeys', two, ONE)]).toEqual([[], [[1n, mine()]]])
  })
  test('of a subnet that was not started are there at once', () => {
    const told = set([[7n, others()[0] as string]], 77)
    expect(fields(told, 'SetChildren')).toEqual([mine(), 77, [[7n, others()[0]]]])
    expect(at.read('ChildKeys', mine(), 77)).toEqual([[7n, others()[0]]])
  })
  test('rules that no list may break', () => {
    const [one] = others() as [string]
    const many = others().map((hotkey): [bigint, string] => [1n, hotkey])
    const all = 2n ** 64n - 1n
    expect(last(set([[1n, one]], 0))).toBe(failed('RegistrationNotPermittedOnRootSubnet'))
    expect(last(set([[1n, one]], 400))).toBe(failed('SubnetNotExists'))
    expect(last(set([[1n, one]], ONE, 'bob'))).toBe(failed('NonAssociatedColdKey'))
    const twice: [bigint, string][] = [
      [1n, one],
      [2n, one],
    ]
    expect(last(set(twice))).toBe(failed('DuplicateChild'))
    expect(last(set([[1n, mine()]]))).toBe(failed('InvalidChild'))
    expect(last(set(many))).toBe(failed('TooManyChildren'))
    expect(last(set(many.slice(0, 2).map(([, hotkey]): [bigint, string] => [all, hotkey])))).toBe(failed('ProportionOverflow'))
    at.chain.overwrite('SubtensorModule', 'ParentKeys', [mine(), ONE], [[1n, one]])
    expect(last(set([[1n, one]]))).toBe(failed('ChildParentInconsistency'))
    at.chain.overwrite('SubtensorModule', 'ParentKeys', [mine(), ONE], undefined)
    at.chain.overwrite('SubtensorModule', 'StakeThreshold', [], 10n ** 18n)
    expect(last(set([[1n, one]]))).toBe(failed('NotEnoughStakeToSetChildkeys'))
    expect(last(set([]))).toBe(ok)
  })
  test('a root validator says whether new subnets’ owners become its children', () => {
    const say = (who: 'eve' | 'bob') => at.run(at[who], 'set_auto_parent_delegation_enabled', { hotkey: mine(), enabled: false })
    expect(last(say('bob'))).toBe(failed('NonAssociatedColdKey'))
    expect(fields(say('eve'), 'AutoParentDelegationEnabledSet')).toEqual({ hotkey: mine(), enabled: false })
    expect(at.read('AutoParentDelegationEnabled', mine())).toBe(false)
  })
})

describe('registration', () => {
  const register = (hotkey = stranger, netuid = ONE, who: 'eve' | 'bob' = 'eve') => at.run(at[who], 'burned_register', { netuid, hotkey })
  test('takes a place for the price of now, which buys alpha that ends; the price rises, and falls again to its half in 360 blocks', () => {
    const [price, count, free] = [at.read<bigint>('Burn', ONE), at.read<number>('SubnetworkN', ONE), at.free(at.eve)]
    const [tao, out, issued] = [at.read<bigint>('SubnetTAO', ONE), at.read('SubnetAlphaOut', ONE), at.read<bigint>('TotalIssuance')]
    const told = register()
    expect(fields(told, 'NeuronRegistered')).toEqual([ONE, count, stranger])
    expect([at.read('Uids', ONE, stranger), at.read('Keys', ONE, count), at.read('Owner', stranger)]).toEqual([
      count,
      stranger,
      at.eve.address,
    ])
    expect([at.read('OwnedHotkeys', at.eve.address), at.read('SubnetworkN', ONE)]).toEqual([[stranger], count + 1])
    expect(at.free(at.eve)).toBe(free - price - feePaid(told))
    const fee = (price * 33n) / 65_535n
    expect([at.read('SubnetTAO', ONE), at.read('SubnetAlphaOut', ONE)]).toEqual([tao + price - fee, out])
    expect(at.read('TotalIssuance')).toBe(issued + TAO / 2n - fee - feePaid(told))
    const raised = at.read<bigint>('Burn', ONE)
    expect(Number(raised) / Number(price)).toBeCloseTo(1.26, 6)
    for (let i = 0; i < 360; i++) at.chain.produce()
    expect(Number(at.read<bigint>('Burn', ONE)) / Number(raised)).toBeCloseTo(0.5, 3)
  })
  test('register_limit refuses a price above its limit', () => {
    const price = at.read<bigint>('Burn', ONE)
    const up = (limit_price: bigint, netuid = ONE) => at.run(at.eve, 'register_limit', { netuid, hotkey: stranger, limit_price })
    expect(last(up(price - 1n))).toBe(failed('RegistrationPriceLimitExceeded'))
    expect(last(up(price, 0))).toBe(failed('RegistrationNotPermittedOnRootSubnet'))
    expect(last(up(price, 400))).toBe(failed('SubnetNotExists'))
    expect(last(up(price))).toBe(ok)
  })
  test('what stands in its way', () => {
    const over = (item: string, keys: unknown[], value: unknown) => at.chain.overwrite('SubtensorModule', item, keys, value)
    expect(last(register(stranger, 0))).toBe(failed('RegistrationNotPermittedOnRootSubnet'))
    expect(last(register(stranger, 400))).toBe(failed('SubnetNotExists'))
    expect(last(register(largeOn(ONE)))).toBe(failed('HotKeyAlreadyRegisteredInSubNet'))
    expect(last(register(others()[0]))).toBe(failed('NonAssociatedColdKey'))
    over('NetworkRegistrationAllowed', [ONE], false)
    expect(last(register())).toBe(failed('SubNetRegistrationDisabled'))
    over('NetworkRegistrationAllowed', [ONE], true)
    over('MaxAllowedUids', [ONE], 0)
    expect(last(register())).toBe(failed('NoNeuronIdAvailable'))
    over('MaxAllowedUids', [ONE], 4)
    at.chain.setBalance(at.eve.address, TAO / 1_000n)
    at.chain.produce()
    expect(last(register())).toBe(failed('NotEnoughBalanceToStake'))
  })
  test('where all places are taken the one with the least stake goes, never the owner’s', () => {
    at.chain.overwrite('SubtensorModule', 'MaxAllowedUids', [ONE], 4)
    const weakest = at.read<string>('Keys', ONE, 3)
    expect(fields(register(), 'NeuronRegistered')).toEqual([ONE, 3, stranger])
    expect([at.read('Uids', ONE, weakest), at.read('SubnetworkN', ONE)]).toEqual([undefined, 4])
  })
  test('a seat on root is for who has more stake than the last of the 64', () => {
    const seat = (hotkey = stranger, who: 'eve' | 'bob' = 'eve') => at.run(at[who], 'root_register', { hotkey })
    expect(last(seat(mine()))).toBe(failed('HotKeyAlreadyRegisteredInSubNet'))
    expect(last(seat())).toBe(failed('StakeTooLowForRoot'))
    const weakest = validators()[63]?.hotkey as string
    at.run(at.eve, 'try_associate_hotkey', { hotkey: stranger })
    expect(last(seat(stranger, 'bob'))).toBe(failed('NonAssociatedColdKey'))
    at.run(at.eve, 'add_stake', { hotkey: stranger, netuid: 0, amount_staked: 90_000n * TAO })
    expect(fields(seat(), 'NeuronRegistered')).toEqual([0, 63, stranger])
    expect([at.read('Uids', 0, weakest), at.read('Uids', 0, stranger)]).toEqual([undefined, 63])
    at.chain.overwrite('SubtensorModule', 'MaxRegistrationsPerBlock', [0], 0)
    expect(last(seat(weakest))).toBe(failed('TooManyRegistrationsThisBlock'))
    at.chain.overwrite('SubtensorModule', 'MaxRegistrationsPerBlock', [0], 1)
    at.chain.overwrite('SubtensorModule', 'TargetRegistrationsPerInterval', [0], 0)
    expect(last(seat(weakest))).toBe(failed('TooManyRegistrationsThisInterval'))
  })
})
