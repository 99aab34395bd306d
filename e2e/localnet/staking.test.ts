import { beforeEach, describe, expect, test, vi } from 'vitest'
import { add, createStaking, feePaid, fields, limited, names, ONE, OTHER, remove, type Staking, TAO, type Told } from './fixtures/staking'
import { largeOn, validators } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})

describe('what the calls do', () => {
  test('add_stake buys what the simulation said, to the rao, and takes the amount from the balance', () => {
    const sim = at.buying(ONE, 5n * TAO)
    const before = [at.free(at.eve), at.read<bigint>('SubnetTAO', ONE), at.read<bigint>('SubnetAlphaIn', ONE)] as const
    const told = at.run(at.eve, 'add_stake', add(ONE, 5n * TAO))
    expect(names(told)).toEqual(['Balances.Withdraw', 'SubtensorModule.StakeAdded', 'System.ExtrinsicSuccess'])
    expect(fields(told, 'StakeAdded')).toEqual([at.eve.address, largeOn(ONE), 5n * TAO, sim.alpha_amount, ONE, sim.tao_fee])
    expect(at.stake(at.eve, ONE)).toBe(sim.alpha_amount)
    expect(at.free(at.eve)).toBe(before[0] - 5n * TAO - feePaid(told))
    expect(at.read('SubnetTAO', ONE)).toBe(before[1] + sim.tao_amount)
    expect(at.read('SubnetAlphaIn', ONE)).toBe(before[2] - sim.alpha_amount)
    expect(at.read('StakingHotkeys', at.eve.address)).toEqual([largeOn(ONE)])
  })

  test('remove_stake sells what the simulation said, and takes no more than there is', () => {
    const held = at.stake(at.alice, ONE)
    const sim = at.selling(ONE, held)
    const before = at.free(at.alice)
    const told = at.run(at.alice, 'remove_stake', remove(ONE, held * 5n))
    expect(fields(told, 'StakeRemoved')).toEqual([at.alice.address, largeOn(ONE), sim.tao_amount, held, ONE, sim.alpha_fee])
    expect(at.stake(at.alice, ONE)).toBe(0n)
    expect(at.free(at.alice)).toBe(before + sim.tao_amount - feePaid(told))
    expect(at.ask<unknown[]>('StakeInfoRuntimeApi_get_stake_info_for_coldkey', [at.alice.address])).toHaveLength(128)
  })

  test('root is TAO for TAO, without a fee, both ways', () => {
    const told = at.run(at.eve, 'add_stake', add(0, 3n * TAO))
    expect(fields(told, 'StakeAdded')?.slice(2)).toEqual([3n * TAO, 3n * TAO, 0, 0n])
    expect(at.stake(at.eve, 0)).toBe(3n * TAO)
    const back = at.run(at.eve, 'remove_stake', remove(0, 3n * TAO))
    expect(fields(back, 'StakeRemoved')?.slice(2)).toEqual([3n * TAO, 3n * TAO, 0, 0n])
    expect(at.free(at.eve)).toBe(1_000_000n * TAO - feePaid(told) - feePaid(back))
  })

  test('add_stake_limit fills up to the limit where a part is allowed, and the rest stays in the balance', () => {
    const limit = (at.price(ONE) * 101n) / 100n
    const before = at.free(at.eve)
    const told = at.run(at.eve, 'add_stake_limit', { ...add(ONE, 50_000n * TAO), ...limited(limit, true) })
    const [, , spent] = fields(told, 'StakeAdded') as [string, string, bigint]
    expect(spent).toBeLessThan(50_000n * TAO)
    expect(at.free(at.eve)).toBe(before - spent - feePaid(told))
    expect(at.price(ONE)).toBeGreaterThanOrEqual(limit - 1n)
    expect(at.price(ONE)).toBeLessThanOrEqual(limit)
  })

  test('remove_stake_limit and remove_stake_full_limit stop at their limit; no limit sells all', () => {
    const low = (at.price(ONE) * 9_995n) / 10_000n
    const held = at.stake(at.alice, ONE)
    const told = at.run(at.alice, 'remove_stake_limit', { ...remove(ONE, held), ...limited(low, true) })
    expect(fields(told, 'StakeRemoved')?.[3]).toBeLessThan(held)
    expect(at.price(ONE)).toBeLessThanOrEqual(low + 1n)
    const full = (limit_price?: bigint) => at.run(at.alice, 'remove_stake_full_limit', { hotkey: largeOn(ONE), netuid: ONE, limit_price })
    at.chain.judges = false
    expect(names(full(low)).at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.SlippageTooHigh')
    full()
    expect(at.stake(at.alice, ONE)).toBe(0n)
  })

  test('unstake_all sells a hotkey everywhere, root too, and passes over in silence what cannot be sold', () => {
    const sold = (told: Told[]) => told.filter(({ name }) => name.endsWith('StakeRemoved')).map(({ value }) => (value as unknown[])[4])
    at.chain.judges = false
    expect(largeOn(100)).toBe(largeOn(128))
    expect(sold(at.run(at.dave, 'unstake_all', { hotkey: largeOn(100) }))).toEqual([])
    expect([at.stake(at.dave, 100), at.stake(at.dave, 128)]).toEqual([5n * TAO, 1_000n * TAO])
    expect(sold(at.run(at.dave, 'unstake_all', { hotkey: largeOn(5) }))).toEqual([5])
    expect(at.stake(at.dave, 77)).toBe(80n * TAO)
    expect(sold(at.run(at.bob, 'unstake_all', { hotkey: largeOn(64) }))).toEqual([0, 64])
    expect([at.stake(at.bob, 64), at.stake(at.bob, 0)]).toEqual([0n, 0n])
    expect(at.stake(at.bob, 1)).toBeGreaterThan(0n)
  })

  test('unstake_all_alpha sells all but root, and puts the TAO on root with the same hotkey', () => {
    const before = [at.stake(at.bob, 0), at.free(at.bob)] as const
    const told = at.run(at.bob, 'unstake_all_alpha', { hotkey: largeOn(64) })
    const [, , tao] = fields(told, 'StakeRemoved') as [string, string, bigint]
    expect(at.stake(at.bob, 64)).toBe(0n)
    expect(at.stake(at.bob, 0)).toBe(before[0] + tao)
    expect(at.free(at.bob)).toBe(before[1] - feePaid(told))
  })

  test('move_stake to another hotkey of the subnet costs nothing and moves no price', () => {
    const to = { hotkey: validators()[10]?.hotkey as string }
    const [spot, held] = [at.price(ONE), at.stake(at.alice, ONE)]
    const told = at.run(at.alice, 'move_stake', {
      ...{ origin_hotkey: largeOn(ONE), destination_hotkey: to.hotkey, origin_netuid: ONE, destination_netuid: ONE },
      alpha_amount: held / 3n,
    })
    const worth = ((held / 3n) * spot) / TAO
    expect(names(told)).toEqual([
      'Balances.Withdraw',
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.StakeAdded',
      'SubtensorModule.StakeMoved',
      'System.ExtrinsicSuccess',
    ])
    // As finney tells it: like a sale and a purchase at the spot price, without a fee.
    expect(fields(told, 'StakeRemoved')).toEqual([at.alice.address, largeOn(ONE), worth, held / 3n, ONE, 0n])
    expect(fields(told, 'StakeAdded')).toEqual([at.alice.address, to.hotkey, worth, held / 3n, ONE, 0n])
    expect(fields(told, 'StakeMoved')).toEqual([at.alice.address, largeOn(ONE), ONE, to.hotkey, ONE, worth])
    expect([at.stake(at.alice, ONE), at.stake(at.alice, ONE, to.hotkey), at.price(ONE)]).toEqual([held - held / 3n, held / 3n, spot])
    expect(at.read<string[]>('StakingHotkeys', at.alice.address)).toContain(to.hotkey)
  })

  test('across subnets the fee is taken once: where it is sold, and from root where it is bought', () => {
    const held = at.stake(at.alice, ONE)
    const sold = at.selling(ONE, held)
    const [pool] = [{ tao: at.read<bigint>('SubnetTAO', OTHER), alpha: at.read<bigint>('SubnetAlphaIn', OTHER) }]
    const got = (pool.alpha * sold.tao_amount) / (pool.tao + sold.tao_amount)
    const told = at.run(at.alice, 'swap_stake', {
      ...{ hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: OTHER, alpha_amount: held },
    })
    expect(names(told)).toEqual([
      'Balances.Withdraw',
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.StakeAdded',
      'SubtensorModule.StakeSwapped',
      'System.ExtrinsicSuccess',
    ])
    expect(fields(told, 'StakeSwapped')).toEqual([at.alice.address, largeOn(ONE), ONE, OTHER, sold.tao_amount])
    expect(fields(told, 'StakeRemoved')?.[5]).toBe(sold.alpha_fee)
    expect(fields(told, 'StakeAdded')?.slice(3)).toEqual([got, OTHER, 0n])
    const bought = at.buying(OTHER, 7n * TAO)
    const rooted = at.run(at.alice, 'swap_stake', {
      ...{ hotkey: largeOn(0), origin_netuid: 0, destination_netuid: OTHER, alpha_amount: 7n * TAO },
    })
    expect(fields(rooted, 'StakeAdded')?.slice(2)).toEqual([7n * TAO, bought.alpha_amount, OTHER, bought.tao_fee])
    expect(bought.tao_fee).toBeGreaterThan(0n)
  })

  test('swap_stake_limit takes what the ratio lets through', () => {
    const ratio = (at.price(ONE) * TAO) / at.price(OTHER)
    const swap = (limit_price: bigint, allow_partial: boolean) => ({
      ...{ hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: OTHER, alpha_amount: at.stake(at.alice, ONE) },
      ...{ limit_price, allow_partial },
    })
    at.chain.judges = false
    const refused = (limit: bigint, part: boolean) => names(at.run(at.alice, 'swap_stake_limit', swap(limit, part))).at(-1)
    expect(refused((ratio * 102n) / 100n, true)).toBe('System.ExtrinsicFailed Swap.PriceLimitExceeded')
    expect(refused((ratio * 999n) / 1_000n, false)).toBe('System.ExtrinsicFailed SubtensorModule.SlippageTooHigh')
    const told = at.run(at.alice, 'swap_stake_limit', swap((ratio * 999n) / 1_000n, true))
    const [given, got] = [fields(told, 'StakeRemoved')?.[3] as bigint, fields(told, 'StakeAdded')?.[3] as bigint]
    expect(given).toBeLessThan(at.stake(at.alice, ONE))
    // The formula leaves the fee out.
    expect((got * TAO) / given).toBeGreaterThan((ratio * 998n) / 1_000n)
  })

  test('transfer_stake gives stake to another coldkey', () => {
    const told = at.run(at.bob, 'transfer_stake', {
      ...{ destination_coldkey: at.ferdie.address, hotkey: largeOn(64), origin_netuid: 2, destination_netuid: 2 },
      alpha_amount: 0n,
    })
    expect(names(told).at(-1)).toBe('System.ExtrinsicSuccess')
    const gift = at.run(at.bob, 'transfer_stake', {
      ...{ destination_coldkey: at.ferdie.address, hotkey: largeOn(2), origin_netuid: 2, destination_netuid: 2, alpha_amount: 9n * TAO },
    })
    expect(fields(gift, 'StakeTransferred')?.slice(0, 5)).toEqual([at.bob.address, at.ferdie.address, largeOn(2), 2, 2])
    expect(at.stake(at.ferdie, 2)).toBe(9n * TAO)
  })

  test('in a batch that fails nothing happened, and each call has its own event', () => {
    const value = (name: string, args: unknown) => at.value(name, args)
    const before = at.chain.keys('0x').map((key) => [key, at.chain.read(at.chain.best, key)])
    const calls = [value('add_stake', add(ONE, 5n * TAO)), value('remove_stake', remove(90, 1n))]
    const told = at.run(at.eve, 'batch_all', { calls }, 'Utility')
    expect(names(told).at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.SubtokenDisabled')
    const prefix = at.chain.built.builder.buildStorage('SubtensorModule', 'SubnetTAO').keys.enc(ONE)
    expect(at.chain.read(at.chain.best, prefix)).toBe(before.find(([key]) => key === prefix)?.[1])
    expect(at.stake(at.eve, ONE)).toBe(0n)
    const some = at.run(at.eve, 'force_batch', { calls }, 'Utility')
    expect(names(some)).toContain('Utility.ItemFailed')
    expect(at.stake(at.eve, ONE)).toBeGreaterThan(0n)
  })
})

describe('emission', () => {
  test('a block makes half a TAO, which goes into one pool after the other and leaves its price', () => {
    const before = [at.read<bigint>('TotalIssuance'), at.read<bigint>('TotalStake'), at.read<bigint>('SubnetTAO', 2), at.price(2)] as const
    at.chain.produce()
    expect(at.read('BlockEmission')).toBe(TAO / 2n)
    expect([at.read('TotalIssuance'), at.read('TotalStake'), at.read('SubnetTAO', 2)]).toEqual([
      before[0] + TAO / 2n,
      before[1] + TAO / 2n,
      before[2] + TAO / 2n,
    ])
    expect(at.price(2)).toBe(before[3])
    for (let i = 0; i < 127; i++) at.chain.produce()
    expect(at.read<bigint>('TotalIssuance')).toBe(before[0] + 64n * TAO)
  })

  test('at the end of an epoch every position grows by its share, without an event for anyone', () => {
    const ends = Number(at.ask<bigint>('SubnetInfoRuntimeApi_get_next_epoch_start_block', [1]))
    while (at.chain.best.number < ends - 1) at.chain.produce()
    const before = [at.stake(at.alice, 1), at.stake(at.bob, 1), at.read<bigint>('SubnetAlphaOut', 1)] as const
    at.chain.produce()
    expect(at.chain.best.number).toBe(ends)
    const grown = [
      at.stake(at.alice, 1) - before[0],
      at.stake(at.bob, 1) - before[1],
      at.read<bigint>('SubnetAlphaOut', 1) - before[2],
    ] as const
    expect(grown.every((each) => each > 0n)).toBe(true)
    // Alike for all, to the unit that is cut off.
    expect((grown[0] * before[1]) / before[0] - grown[1]).toBeLessThanOrEqual(1n)
    // 21 blocks of 0.59 alpha, less what was cut off.
    expect(12_390_000_000n - grown[2]).toBeLessThan(10n)
    expect(at.events(0).map(({ name }) => name)).toEqual(['System.ExtrinsicSuccess'])
    const info = at.ask<{ last_step: bigint; blocks_since_last_step: bigint }>('SubnetInfoRuntimeApi_get_dynamic_info', [1])
    expect([info.last_step, info.blocks_since_last_step]).toEqual([BigInt(ends), 0n])
    expect(at.read<bigint>('AlphaDividendsPerSubnet', 1, largeOn(1))).toBeGreaterThan(0n)
  })

  test('two chains of the same blocks are the same to the last value', async () => {
    const other = await createStaking()
    for (let i = 0; i < 45; i++) for (const { chain } of [at, other]) chain.produce()
    expect(other.chain.best.header.stateRoot).toBe(at.chain.best.header.stateRoot)
  })
})
