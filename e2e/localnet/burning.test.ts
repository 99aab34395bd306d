import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, failed, feePaid, fields, last, names, ONE, OTHER, type Staking, stranger, TAO } from './fixtures/staking'
import { nextEpoch } from './pallets/subtensor/emission'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
})
const assets = (item: string, netuid = ONE) => at.chain.at(at.chain.best).read<bigint>('AlphaAssets', item, netuid)

describe('alpha that ends', () => {
  const burn = (amount: bigint, netuid = ONE, hotkey = largeOn(netuid)) => ({ hotkey, amount, netuid })
  const sums = () => ({
    out: at.read<bigint>('SubnetAlphaOut', ONE),
    staked: at.read<bigint>('TotalHotkeyAlpha', largeOn(ONE), ONE),
    all: assets('TotalAlphaIssuance'),
    price: at.price(ONE),
  })

  test('recycled alpha is nowhere any more, burnt alpha still counts as out; neither moves a price or TAO', () => {
    const [before, held] = [sums(), at.stake(at.alice, ONE)]
    const recycled = at.run(at.alice, 'recycle_alpha', burn(7n * TAO))
    expect(names(recycled)).toEqual(['Balances.Withdraw', 'SubtensorModule.AlphaRecycled', 'System.ExtrinsicSuccess'])
    expect(fields(recycled, 'AlphaRecycled')).toEqual([at.alice.address, largeOn(ONE), 7n * TAO, ONE])
    expect(sums()).toEqual({
      ...before,
      out: before.out - 7n * TAO,
      staked: before.staked - 7n * TAO,
      all: before.all - 7n * TAO,
    })
    expect([assets('AlphaRecycled'), assets('AlphaBurned')]).toEqual([7n * TAO, 0n])
    const burnt = at.run(at.alice, 'burn_alpha', burn(5n * TAO))
    expect(fields(burnt, 'AlphaBurned')).toEqual([at.alice.address, largeOn(ONE), 5n * TAO, ONE])
    expect(sums()).toEqual({ ...before, out: before.out - 7n * TAO, staked: before.staked - 12n * TAO, all: before.all - 7n * TAO })
    expect([assets('AlphaRecycled'), assets('AlphaBurned')]).toEqual([7n * TAO, 5n * TAO])
    expect(at.stake(at.alice, ONE)).toBe(held - 12n * TAO)
  })

  test('of more than there is, what is there ends', () => {
    const held = at.stake(at.bob, 64)
    expect(fields(at.run(at.bob, 'burn_alpha', burn(held * 3n, 64)), 'AlphaBurned')?.[2]).toBe(held)
    expect(at.stake(at.bob, 64)).toBe(0n)
  })

  test.each([
    ['where no subnet is', 'SubnetNotExists', () => burn(TAO, 400, largeOn(ONE))],
    ['of root', 'CannotBurnOrRecycleOnRootSubnet', () => burn(TAO, 0)],
    ['of a subnet that was not started', 'SubtokenDisabled', () => burn(TAO, 77)],
    ['with a hotkey of nobody', 'HotKeyAccountNotExists', () => burn(TAO, ONE, stranger)],
  ])('nothing ends %s', (_what, error, args) => {
    for (const call of ['recycle_alpha', 'burn_alpha']) expect(last(at.run(at.alice, call, args())), call).toBe(failed(error))
  })

  test('add_stake_burn gives what the simulation said to nobody, once in a tempo of the subnet', () => {
    const [sim, before, free] = [at.buying(ONE, 5n * TAO), sums(), at.free(at.eve)]
    const buy = { hotkey: largeOn(ONE), netuid: ONE, amount: 5n * TAO, limit: undefined }
    const told = at.run(at.eve, 'add_stake_burn', buy)
    expect(names(told)).toEqual([
      ...['Balances.Withdraw', 'SubtensorModule.StakeAdded', 'SubtensorModule.AlphaBurned', 'SubtensorModule.AddStakeBurn'],
      'System.ExtrinsicSuccess',
    ])
    expect(fields(told, 'AddStakeBurn')).toEqual({ netuid: ONE, hotkey: largeOn(ONE), amount: 5n * TAO, alpha: sim.alpha_amount })
    expect([at.stake(at.eve, ONE), at.free(at.eve)]).toEqual([0n, free - 5n * TAO - feePaid(told)])
    expect(sums()).toMatchObject({ out: before.out + sim.alpha_amount, staked: before.staked, all: before.all })
    expect(assets('AlphaBurned')).toBe(sim.alpha_amount)
    expect(last(at.run(at.bob, 'add_stake_burn', buy))).toBe(failed('AddStakeBurnRateLimitExceeded'))
    at.chain.overwrite('SubtensorModule', 'Tempo', [ONE], 2)
    at.chain.produce()
    expect(last(at.run(at.bob, 'add_stake_burn', { ...buy, limit: at.price(ONE) * 2n }))).toBe('System.ExtrinsicSuccess')
    at.chain.overwrite('SubtensorModule', 'Tempo', [ONE], 1)
    at.chain.produce()
    expect(last(at.run(at.bob, 'add_stake_burn', { ...buy, limit: 1_000n }))).toBe('System.ExtrinsicFailed Swap.PriceLimitExceeded')
    const rooted = at.run(at.bob, 'add_stake_burn', { ...buy, netuid: 0 })
    expect(last(rooted)).toBe(failed('CannotBurnOrRecycleOnRootSubnet'))
    expect(at.stake(at.bob, 0)).toBe(250n * TAO)
  })
})

describe('what else a coldkey says of its hotkeys', () => {
  test('where mining rewards go: to a hotkey that is registered there, and another each time', () => {
    const [one, other] = [at.read<string>('Keys', ONE, 0), at.read<string>('Keys', ONE, 1)]
    const set = (hotkey: string, netuid = ONE) => at.run(at.eve, 'set_coldkey_auto_stake_hotkey', { netuid, hotkey })
    const destination = () => at.ask('SubnetInfoRuntimeApi_get_coldkey_auto_stake_hotkey', [at.eve.address, ONE])
    expect(destination()).toBeUndefined()
    expect(fields(set(one), 'AutoStakeDestinationSet')).toEqual({ coldkey: at.eve.address, netuid: ONE, hotkey: one })
    expect(destination()).toBe(one)
    expect(last(set(one))).toBe(failed('SameAutoStakeHotkeyAlreadySet'))
    expect(last(set(other))).toBe('System.ExtrinsicSuccess')
    expect([destination(), at.read('AutoStakeDestination', at.eve.address, ONE)]).toEqual([other, other])
    expect([one, other].map((key) => at.read('AutoStakeDestinationColdkeys', key, ONE))).toEqual([[], [at.eve.address]])
    const elsewhere = validators().find(({ hotkey }) => at.read('Uids', ONE, hotkey) === undefined)?.hotkey as string
    expect(last(set(elsewhere))).toBe(failed('HotKeyNotRegisteredInSubNet'))
    expect(last(set(one, 400))).toBe(failed('SubnetNotExists'))
  })

  test('a hotkey of nobody becomes the signer’s; a second one asks in vain, and is not told', () => {
    expect(names(at.run(at.eve, 'try_associate_hotkey', { hotkey: stranger }))).toEqual(['Balances.Withdraw', 'System.ExtrinsicSuccess'])
    expect(last(at.run(at.bob, 'try_associate_hotkey', { hotkey: stranger }))).toBe('System.ExtrinsicSuccess')
    expect(at.read('Owner', stranger)).toBe(at.eve.address)
    expect([at.read('OwnedHotkeys', at.eve.address), at.read('StakingHotkeys', at.eve.address)]).toEqual([[stranger], [stranger]])
    expect(at.read('OwnedHotkeys', at.bob.address)).toEqual([])
    const account = at.ask<string>('SubnetInfoRuntimeApi_get_subnet_account_id', [OTHER])
    expect(last(at.run(at.eve, 'try_associate_hotkey', { hotkey: account }))).toBe(failed('CannotUseSystemAccount'))
  })

  test('the owner of a subnet says whether its stake may change hands, and waits two tempos before saying so again', () => {
    const say = (who: 'bob' | 'eve', toggle: boolean) => at.run(at[who], 'sudo_set_toggle_transfer', { netuid: ONE, toggle }, 'AdminUtils')
    at.chain.overwrite('SubtensorModule', 'SubnetOwner', [ONE], at.eve.address)
    expect(last(say('bob', false))).toBe('System.ExtrinsicFailed BadOrigin')
    const told = say('eve', false)
    expect(fields(told, 'TransferToggle')).toEqual([ONE, false])
    const gift = {
      destination_coldkey: at.bob.address,
      hotkey: largeOn(ONE),
      origin_netuid: ONE,
      destination_netuid: ONE,
      alpha_amount: TAO,
    }
    expect(last(at.run(at.alice, 'transfer_stake', gift))).toBe(failed('TransferDisallowed'))
    expect(last(say('eve', true))).toBe(failed('TxRateLimitExceeded'))
    at.chain.overwrite('SubtensorModule', 'OwnerHyperparamRateLimit', [], 0)
    expect(last(say('eve', true))).toBe('System.ExtrinsicSuccess')
    expect(last(at.run(at.alice, 'transfer_stake', gift))).toBe('System.ExtrinsicSuccess')
    const ends = nextEpoch(at.chain.at(at.chain.best), ONE, at.chain.best.number)
    while (at.chain.best.number < ends - 10) at.chain.produce()
    expect(last(say('eve', false))).toBe(failed('AdminActionProhibitedDuringWeightsWindow'))
    expect(last(at.run(at.eve, 'sudo_set_min_burn', { netuid: ONE, min_burn: 1n }, 'AdminUtils'))).toBe('System.ExtrinsicFailed BadOrigin')
  })
})
