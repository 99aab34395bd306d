import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, type Staking, type Told } from './fixtures/staking'
import { type Context, Refusal } from './pallet'
import { run as runs } from './pallets/subtensor/calls'
import { nextEpoch } from './pallets/subtensor/emission'
import { largeOn, validators } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const TAO = 1_000_000_000n
/** Subnets that no epoch and no emission touches in the first blocks. */
const ONE = 30
const OTHER = 41
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})

const names = (told: Told[]) => told.map(({ name, error }) => (error ? `${name} ${error}` : name)).filter((name) => !/Payment/.test(name))
const fields = (told: Told[], name: string) => told.find((each) => each.name === `SubtensorModule.${name}`)?.value as unknown[]
function feePaid(told: Told[]): bigint {
  const paid = told.find(({ name }) => name === 'TransactionPayment.TransactionFeePaid')
  if (!paid) throw new Error('no fee was paid')
  return (paid.value as { actual_fee: bigint }).actual_fee
}
const stake = (who: { address: string }, netuid: number, hotkey = largeOn(netuid)) =>
  at.ask<{ stake: bigint }>('StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid', [hotkey, who.address, netuid]).stake
type Sim = { tao_amount: bigint; alpha_amount: bigint; tao_fee: bigint; alpha_fee: bigint; tao_slippage: bigint; alpha_slippage: bigint }
const buying = (netuid: number, tao: bigint) => at.ask<Sim>('SwapRuntimeApi_sim_swap_tao_for_alpha', [netuid, tao])
const selling = (netuid: number, alpha: bigint) => at.ask<Sim>('SwapRuntimeApi_sim_swap_alpha_for_tao', [netuid, alpha])
const price = (netuid: number) => at.ask<bigint>('SwapRuntimeApi_current_alpha_price', [netuid])
const add = (netuid: number, amount_staked: bigint, hotkey = largeOn(netuid)) => ({ hotkey, netuid, amount_staked })
const remove = (netuid: number, amount_unstaked: bigint, hotkey = largeOn(netuid)) => ({ hotkey, netuid, amount_unstaked })
const limited = (limit_price: bigint, allow_partial = false) => ({ limit_price, allow_partial })

describe('what the calls do', () => {
  test('add_stake buys what the simulation said, to the rao, and takes the amount from the balance', () => {
    const sim = buying(ONE, 5n * TAO)
    const before = [at.free(at.eve), at.read<bigint>('SubnetTAO', ONE), at.read<bigint>('SubnetAlphaIn', ONE)] as const
    const told = at.run(at.eve, 'add_stake', add(ONE, 5n * TAO))
    expect(names(told)).toEqual(['Balances.Withdraw', 'SubtensorModule.StakeAdded', 'System.ExtrinsicSuccess'])
    expect(fields(told, 'StakeAdded')).toEqual([at.eve.address, largeOn(ONE), 5n * TAO, sim.alpha_amount, ONE, sim.tao_fee])
    expect(stake(at.eve, ONE)).toBe(sim.alpha_amount)
    expect(at.free(at.eve)).toBe(before[0] - 5n * TAO - feePaid(told))
    expect(at.read('SubnetTAO', ONE)).toBe(before[1] + sim.tao_amount)
    expect(at.read('SubnetAlphaIn', ONE)).toBe(before[2] - sim.alpha_amount)
    expect(at.read('StakingHotkeys', at.eve.address)).toEqual([largeOn(ONE)])
  })

  test('remove_stake sells what the simulation said, and takes no more than there is', () => {
    const held = stake(at.alice, ONE)
    const sim = selling(ONE, held)
    const before = at.free(at.alice)
    const told = at.run(at.alice, 'remove_stake', remove(ONE, held * 5n))
    expect(fields(told, 'StakeRemoved')).toEqual([at.alice.address, largeOn(ONE), sim.tao_amount, held, ONE, sim.alpha_fee])
    expect(stake(at.alice, ONE)).toBe(0n)
    expect(at.free(at.alice)).toBe(before + sim.tao_amount - feePaid(told))
    expect(at.ask<unknown[]>('StakeInfoRuntimeApi_get_stake_info_for_coldkey', [at.alice.address])).toHaveLength(128)
  })

  test('root is TAO for TAO, without a fee, both ways', () => {
    const told = at.run(at.eve, 'add_stake', add(0, 3n * TAO))
    expect(fields(told, 'StakeAdded')?.slice(2)).toEqual([3n * TAO, 3n * TAO, 0, 0n])
    expect(stake(at.eve, 0)).toBe(3n * TAO)
    const back = at.run(at.eve, 'remove_stake', remove(0, 3n * TAO))
    expect(fields(back, 'StakeRemoved')?.slice(2)).toEqual([3n * TAO, 3n * TAO, 0, 0n])
    expect(at.free(at.eve)).toBe(1_000_000n * TAO - feePaid(told) - feePaid(back))
  })

  test('add_stake_limit fills up to the limit where a part is allowed, and the rest stays in the balance', () => {
    const limit = (price(ONE) * 101n) / 100n
    const before = at.free(at.eve)
    const told = at.run(at.eve, 'add_stake_limit', { ...add(ONE, 50_000n * TAO), ...limited(limit, true) })
    const [, , spent] = fields(told, 'StakeAdded') as [string, string, bigint]
    expect(spent).toBeLessThan(50_000n * TAO)
    expect(at.free(at.eve)).toBe(before - spent - feePaid(told))
    expect(price(ONE)).toBeGreaterThanOrEqual(limit - 1n)
    expect(price(ONE)).toBeLessThanOrEqual(limit)
  })

  test('remove_stake_limit and remove_stake_full_limit stop at their limit; no limit sells all', () => {
    const low = (price(ONE) * 9_995n) / 10_000n
    const held = stake(at.alice, ONE)
    const told = at.run(at.alice, 'remove_stake_limit', { ...remove(ONE, held), ...limited(low, true) })
    expect(fields(told, 'StakeRemoved')?.[3]).toBeLessThan(held)
    expect(price(ONE)).toBeLessThanOrEqual(low + 1n)
    const full = (limit_price?: bigint) => at.run(at.alice, 'remove_stake_full_limit', { hotkey: largeOn(ONE), netuid: ONE, limit_price })
    at.chain.judges = false
    expect(names(full(low)).at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.SlippageTooHigh')
    full()
    expect(stake(at.alice, ONE)).toBe(0n)
  })

  test('unstake_all sells a hotkey everywhere, root too, and passes over in silence what cannot be sold', () => {
    const sold = (told: Told[]) => told.filter(({ name }) => name.endsWith('StakeRemoved')).map(({ value }) => (value as unknown[])[4])
    at.chain.judges = false
    expect(largeOn(100)).toBe(largeOn(128))
    expect(sold(at.run(at.dave, 'unstake_all', { hotkey: largeOn(100) }))).toEqual([])
    expect([stake(at.dave, 100), stake(at.dave, 128)]).toEqual([5n * TAO, 1_000n * TAO])
    expect(sold(at.run(at.dave, 'unstake_all', { hotkey: largeOn(5) }))).toEqual([5])
    expect(stake(at.dave, 77)).toBe(80n * TAO)
    expect(sold(at.run(at.bob, 'unstake_all', { hotkey: largeOn(64) }))).toEqual([0, 64])
    expect([stake(at.bob, 64), stake(at.bob, 0)]).toEqual([0n, 0n])
    expect(stake(at.bob, 1)).toBeGreaterThan(0n)
  })

  test('unstake_all_alpha sells all but root, and puts the TAO on root with the same hotkey', () => {
    const before = [stake(at.bob, 0), at.free(at.bob)] as const
    const told = at.run(at.bob, 'unstake_all_alpha', { hotkey: largeOn(64) })
    const [, , tao] = fields(told, 'StakeRemoved') as [string, string, bigint]
    expect(stake(at.bob, 64)).toBe(0n)
    expect(stake(at.bob, 0)).toBe(before[0] + tao)
    expect(at.free(at.bob)).toBe(before[1] - feePaid(told))
  })

  test('move_stake to another hotkey of the subnet costs nothing and moves no price', () => {
    const to = { hotkey: validators()[10]?.hotkey as string }
    const [spot, held] = [price(ONE), stake(at.alice, ONE)]
    const told = at.run(at.alice, 'move_stake', {
      ...{ origin_hotkey: largeOn(ONE), destination_hotkey: to.hotkey, origin_netuid: ONE, destination_netuid: ONE },
      alpha_amount: held / 3n,
    })
    expect(names(told)).toEqual(['Balances.Withdraw', 'SubtensorModule.StakeMoved', 'System.ExtrinsicSuccess'])
    const worth = ((held / 3n) * spot) / TAO
    expect(fields(told, 'StakeMoved')).toEqual([at.alice.address, largeOn(ONE), ONE, to.hotkey, ONE, worth])
    expect([stake(at.alice, ONE), stake(at.alice, ONE, to.hotkey), price(ONE)]).toEqual([held - held / 3n, held / 3n, spot])
    expect(at.read<string[]>('StakingHotkeys', at.alice.address)).toContain(to.hotkey)
  })

  test('across subnets the fee is taken once: where it is sold, and from root where it is bought', () => {
    const held = stake(at.alice, ONE)
    const sold = selling(ONE, held)
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
    const bought = buying(OTHER, 7n * TAO)
    const rooted = at.run(at.alice, 'swap_stake', {
      ...{ hotkey: largeOn(0), origin_netuid: 0, destination_netuid: OTHER, alpha_amount: 7n * TAO },
    })
    expect(fields(rooted, 'StakeAdded')?.slice(2)).toEqual([7n * TAO, bought.alpha_amount, OTHER, bought.tao_fee])
    expect(bought.tao_fee).toBeGreaterThan(0n)
  })

  test('swap_stake_limit takes what the ratio lets through', () => {
    const ratio = (price(ONE) * TAO) / price(OTHER)
    const swap = (limit_price: bigint, allow_partial: boolean) => ({
      ...{ hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: OTHER, alpha_amount: stake(at.alice, ONE) },
      ...{ limit_price, allow_partial },
    })
    at.chain.judges = false
    const refused = (limit: bigint, part: boolean) => names(at.run(at.alice, 'swap_stake_limit', swap(limit, part))).at(-1)
    expect(refused((ratio * 102n) / 100n, true)).toBe('System.ExtrinsicFailed Swap.PriceLimitExceeded')
    expect(refused((ratio * 999n) / 1_000n, false)).toBe('System.ExtrinsicFailed SubtensorModule.SlippageTooHigh')
    const told = at.run(at.alice, 'swap_stake_limit', swap((ratio * 999n) / 1_000n, true))
    const [given, got] = [fields(told, 'StakeRemoved')?.[3] as bigint, fields(told, 'StakeAdded')?.[3] as bigint]
    expect(given).toBeLessThan(stake(at.alice, ONE))
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
    expect(stake(at.ferdie, 2)).toBe(9n * TAO)
  })

  test('in a batch that fails nothing happened, and each call has its own event', () => {
    const value = (name: string, args: unknown) => at.value(name, args)
    const before = at.chain.keys('0x').map((key) => [key, at.chain.read(at.chain.best, key)])
    const calls = [value('add_stake', add(ONE, 5n * TAO)), value('remove_stake', remove(90, 1n))]
    const told = at.run(at.eve, 'batch_all', { calls }, 'Utility')
    expect(names(told).at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.SubtokenDisabled')
    const prefix = at.chain.built.builder.buildStorage('SubtensorModule', 'SubnetTAO').keys.enc(ONE)
    expect(at.chain.read(at.chain.best, prefix)).toBe(before.find(([key]) => key === prefix)?.[1])
    expect(stake(at.eve, ONE)).toBe(0n)
    const some = at.run(at.eve, 'force_batch', { calls }, 'Utility')
    expect(names(some)).toContain('Utility.ItemFailed')
    expect(stake(at.eve, ONE)).toBeGreaterThan(0n)
  })
})

const stranger = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
describe('what is refused: by the pool with a number, and where that does not look, in the block by name', () => {
  type Row = [what: string, who: 'alice' | 'bob' | 'charlie' | 'dave', call: string, args: () => object, error: string, code: number]
  const route = (from: number, to: number, alpha_amount: bigint, hotkey = largeOn(from)) => ({
    ...{ hotkey, origin_netuid: from, destination_netuid: to, alpha_amount },
  })
  test.each<Row>([
    ['too little to buy', 'alice', 'add_stake', () => add(ONE, 2_001_006n), 'SubtensorModule.AmountTooLow', 1],
    ['nothing to sell', 'alice', 'remove_stake', () => remove(ONE, 0n), 'SubtensorModule.AmountTooLow', 1],
    ['a part worth too little', 'alice', 'remove_stake', () => remove(ONE, 1_000n), 'SubtensorModule.AmountTooLow', 1],
    ['more than the balance', 'alice', 'add_stake', () => add(0, 2_000_000n * TAO), 'SubtensorModule.NotEnoughBalanceToStake', 2],
    ['a subnet that is not there', 'alice', 'add_stake', () => add(129, 5n * TAO), 'SubtensorModule.SubnetNotExists', 3],
    ['selling where no subnet is', 'alice', 'remove_stake', () => remove(400, TAO), 'SubtensorModule.SubnetNotExists', 3],
    ['a hotkey of nobody', 'alice', 'add_stake', () => add(ONE, 5n * TAO, stranger), 'SubtensorModule.HotKeyAccountNotExists', 4],
    ['unstaking from nobody', 'alice', 'unstake_all', () => ({ hotkey: stranger }), 'SubtensorModule.HotKeyAccountNotExists', 4],
    [
      'more than the position, with a limit',
      ...(['bob', 'remove_stake_limit', () => ({ ...remove(64, 501n * TAO), ...limited(1_000n) })] as const),
      ...(['SubtensorModule.NotEnoughStakeToWithdraw', 5] as const),
    ],
    ['a pool that is too thin', 'alice', 'add_stake', () => add(113, 5n * TAO), 'SubtensorModule.InsufficientLiquidity', 7],
    ['selling into a pool that is too thin', 'dave', 'remove_stake', () => remove(100, TAO), 'SubtensorModule.InsufficientLiquidity', 7],
    ['selling at the lowest price', 'dave', 'remove_stake', () => remove(128, TAO), 'SubtensorModule.InsufficientLiquidity', 7],
    [
      'a limit that does not let all of it through',
      ...(['alice', 'add_stake_limit', () => ({ ...add(ONE, 5_000n * TAO), ...limited(price(ONE) + 1_000n) })] as const),
      ...(['SubtensorModule.SlippageTooHigh', 8] as const),
    ],
    [
      'a subnet that keeps its stake',
      ...(['dave', 'transfer_stake', () => ({ ...route(5, 5, TAO), destination_coldkey: stranger })] as const),
      ...(['SubtensorModule.TransferDisallowed', 9] as const),
    ],
    [
      'a gift into a subnet that keeps its stake',
      ...(['alice', 'transfer_stake', () => ({ ...route(ONE, 23, 20n * TAO), destination_coldkey: stranger })] as const),
      ...(['SubtensorModule.TransferDisallowed', 9] as const),
    ],
    [
      'a buying limit below the price',
      ...(['alice', 'add_stake_limit', () => ({ ...add(ONE, 5n * TAO), ...limited(price(ONE) - 1n, true) })] as const),
      ...(['Swap.PriceLimitExceeded', 14] as const),
    ],
    [
      'a selling limit above the price',
      ...(['alice', 'remove_stake_limit', () => ({ ...remove(ONE, 50n * TAO), ...limited(price(ONE) + 1n, true) })] as const),
      ...(['Swap.PriceLimitExceeded', 14] as const),
    ],
    [
      'root for less than a TAO',
      ...(['alice', 'add_stake_limit', () => ({ ...add(0, 5n * TAO), ...limited(TAO - 1n, true) })] as const),
      ...(['Swap.PriceLimitExceeded', 14] as const),
    ],
    ['a subnet that was not started', 'alice', 'add_stake', () => add(77, 5n * TAO), 'SubtensorModule.SubtokenDisabled', 255],
    ['selling where it was not started', 'dave', 'remove_stake', () => remove(77, TAO), 'SubtensorModule.SubtokenDisabled', 255],
    ['a swap to where it is', 'alice', 'swap_stake', () => route(ONE, ONE, 20n * TAO), 'SubtensorModule.SameNetuid', 255],
    ['a move that is worth too little', 'charlie', 'swap_stake', () => route(40, ONE, 3_000_000n), 'SubtensorModule.AmountTooLow', 1],
  ])('%s', (_what, who, call, args, error, code) => {
    expect(at.hand(at[who], call, args())).toBe(`Custom error: ${code}`)
    at.chain.judges = false
    expect(names(at.run(at[who], call, args())).slice(-1)).toEqual([`System.ExtrinsicFailed ${error}`])
  })

  test('moving more than there is: the pool says so, a block moves what is there', () => {
    const args = route(2, ONE, 10_000n * TAO)
    expect(at.hand(at.bob, 'swap_stake', args)).toBe('Custom error: 5')
    at.chain.judges = false
    at.run(at.bob, 'swap_stake', args)
    expect(stake(at.bob, 2)).toBe(0n)
  })

  test('unstaking where nothing can be sold', () => {
    expect(at.hand(at.eve, 'unstake_all', { hotkey: largeOn(ONE) })).toBe('Custom error: 1')
    at.chain.judges = false
    expect(names(at.run(at.eve, 'unstake_all', { hotkey: largeOn(ONE) })).at(-1)).toBe('System.ExtrinsicSuccess')
  })

  test('a coldkey that announced its swap is frozen, a disputed one wholly', () => {
    at.chain.overwrite('SubtensorModule', 'ColdkeySwapAnnouncements', [at.bob.address], [5, `0x${'11'.repeat(32)}`])
    at.chain.produce()
    expect(at.hand(at.bob, 'add_stake', add(ONE, 5n * TAO))).toBe('Custom error: 0')
    expect(at.hand(at.bob, 'remark', { remark: new Uint8Array() }, 'System')).toBe('Custom error: 0')
    expect(at.hand(at.bob, 'dispute_coldkey_swap', undefined)).toBe('taken')
    at.chain.overwrite('SubtensorModule', 'ColdkeySwapDisputes', [at.bob.address], 5)
    at.chain.produce()
    expect(at.hand(at.bob, 'dispute_coldkey_swap', undefined)).toBe('Custom error: 21')
  })

  test('every other call of the pallet is refused by name: none passes for done', () => {
    const refuse = (pallet: string, error: string) => new Refusal({ type: `${pallet}.${error}` })
    const context = { origin: { kind: 'signed', who: at.alice.address }, refuse } as unknown as Context
    const told = Object.entries(runs).map(([name, act]) => {
      try {
        act(context, {} as never)
        return `${name} passed`
      } catch (error) {
        return error instanceof Refusal ? error.error.type : 'runs'
      }
    })
    expect(told.filter((each) => each === 'runs')).toHaveLength(11)
    expect(new Set(told)).toEqual(new Set(['runs', 'BadOrigin', 'SubtensorModule.DisabledTemporarily']))
    expect(names(at.run(at.alice, 'lock_stake', { hotkey: largeOn(ONE), netuid: ONE, amount: 5n })).at(-1)).toBe(
      'System.ExtrinsicFailed SubtensorModule.DisabledTemporarily',
    )
    expect(names(at.run(at.alice, 'disable_lp', undefined, 'Swap')).at(-1)).toBe('System.ExtrinsicFailed BadOrigin')
  })
})

describe('a fee in alpha', () => {
  beforeEach(() => {
    at.chain.setBalance(at.bob.address, 500n)
    at.chain.produce()
  })

  test('is taken where TAO cannot pay it, from the position that the call is about', () => {
    const [held, issued] = [stake(at.bob, 64), at.read<bigint>('TotalIssuance')]
    const told = at.run(at.bob, 'remove_stake', remove(64, 100n * TAO))
    expect(told.map(({ name }) => name)).toEqual([
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.StakeRemoved',
      'SubtensorModule.TransactionFeePaidWithAlpha',
      'TransactionPayment.TransactionFeePaid',
      'System.ExtrinsicSuccess',
    ])
    const paid = fields(told, 'TransactionFeePaidWithAlpha') as unknown as { alpha_fee: bigint; tao_amount: bigint }
    expect(paid.tao_amount).toBeGreaterThanOrEqual(feePaid(told))
    expect(paid.tao_amount - feePaid(told)).toBeLessThan(100n)
    expect(stake(at.bob, 64)).toBe(held - 100n * TAO - paid.alpha_fee)
    expect(at.free(at.bob)).toBe(500n + (fields(told.slice(1), 'StakeRemoved')[2] as bigint))
    expect(at.read<bigint>('TotalIssuance')).toBe(issued + TAO / 2n - paid.tao_amount)
  })

  test('is not for buying, not for batches, and not where the call is about several positions', () => {
    const payment = 'Inability to pay some fees (e.g. account balance too low)'
    expect(at.hand(at.bob, 'add_stake', add(0, 5n * TAO))).toBe(payment)
    expect(at.hand(at.bob, 'batch', { calls: [at.value('remove_stake', remove(64, 100n * TAO))] }, 'Utility')).toBe(payment)
    expect(at.hand(at.bob, 'unstake_all', { hotkey: largeOn(64) })).toBe(payment)
    expect(at.hand(at.bob, 'unstake_all', { hotkey: largeOn(2) })).toBe('taken')
  })

  test('a whole position moves with what the fee left of it', () => {
    const told = at.run(at.bob, 'swap_stake', {
      ...{ hotkey: largeOn(2), origin_netuid: 2, destination_netuid: ONE, alpha_amount: stake(at.bob, 2) },
    })
    expect(names(told).at(-1)).toBe('System.ExtrinsicSuccess')
    expect(stake(at.bob, 2)).toBe(0n)
  })
})

describe('laws', () => {
  type Pair = { read<T>(item: string, ...keys: unknown[]): T }
  const sum = (values: bigint[]) => values.reduce((all, each) => all + each, 0n)
  /** Everything of one storage map. */
  function values(pallet: string, item: string): bigint[] {
    const { keys, value } = at.chain.built.builder.buildStorage(pallet, item)
    return at.chain.keys(keys.enc()).map((key) => value.dec(at.chain.read(at.chain.best, key) as string) as bigint)
  }
  function books({ read }: Pair) {
    const balances = values('System', 'Account') as unknown as { data: { free: bigint; reserved: bigint } }[]
    const issued = at.chain.at(at.chain.best).read<bigint>('Balances', 'TotalIssuance')
    expect(sum(balances.map(({ data }) => data.free + data.reserved))).toBe(issued)
    expect(read<bigint>('TotalStake')).toBe(sum(values('SubtensorModule', 'SubnetTAO')))
    expect(read<bigint>('TotalIssuance')).toBe(issued + read<bigint>('TotalStake'))
    expect(sum(values('SubtensorModule', 'TotalHotkeyAlpha'))).toBe(sum(values('SubtensorModule', 'SubnetAlphaOut')))
    return {
      issued: read<bigint>('TotalIssuance'),
      alpha: [0, 23, ONE, OTHER].map((netuid) => read<bigint>('SubnetAlphaIn', netuid) + read<bigint>('SubnetAlphaOut', netuid)),
    }
  }

  const netuid = fc.constantFrom(0, 23, ONE, OTHER)
  const hotkeys = fc.constantFrom(0, 1, 2, 3)
  const step = fc.record({
    call: fc
      .constantFrom(...'add_stake add_stake_limit remove_stake remove_stake_limit remove_stake_full_limit unstake_all'.split(' '))
      .chain((name) => fc.constantFrom(name, 'unstake_all_alpha', 'move_stake', 'swap_stake', 'swap_stake_limit', 'transfer_stake')),
    who: fc.constantFrom('alice' as const, 'bob' as const, 'eve' as const),
    ...{ from: netuid, to: netuid, one: hotkeys, other: hotkeys },
    amount: fc.oneof(fc.bigInt({ min: 1n, max: 10n ** 7n }), fc.bigInt({ min: 10n ** 7n, max: 10n ** 13n })),
    limit: fc.bigInt({ min: 1n, max: 2n * TAO }),
    partial: fc.boolean(),
  })

  test('no TAO and no alpha appears or vanishes but by emission and by fees, whatever is called', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        at = await createStaking()
        at.chain.judges = false
        let before = books(at)
        for (const { call, who, from, to, one, other, amount, limit, partial } of steps) {
          const key = (index: number) => validators()[index]?.hotkey as string
          const told = at.run(at[who], call, {
            ...{
              hotkey: key(one),
              netuid: from,
              amount_staked: amount,
              amount_unstaked: amount,
              limit_price: limit,
              allow_partial: partial,
            },
            ...{
              origin_hotkey: key(one),
              destination_hotkey: key(other),
              origin_netuid: from,
              destination_netuid: to,
              alpha_amount: amount,
            },
            destination_coldkey: at.ferdie.address,
          })
          const then = books(at)
          const withdrawn = told.some(({ name }) => name === 'Balances.Withdraw') ? feePaid(told) : 0n
          const of = (name: string) => told.filter((each) => each.name === `SubtensorModule.${name}`).map(({ value }) => value as bigint[])
          const bought = sum(of('StakeAdded').map((each) => each[5] as bigint))
          expect(then.issued - before.issued).toBe(TAO / 2n - withdrawn - bought)
          const lost = [0, 23, ONE, OTHER].map(
            (each) => -sum(of('StakeRemoved').map((told) => (Number(told[4]) === each ? (told[5] as bigint) : 0n))),
          )
          // Root's stake is TAO, which comes and goes.
          expect(then.alpha.map((each, index) => each - (before.alpha[index] as bigint)).slice(1)).toEqual(lost.slice(1))
          before = then
        }
      }),
      { numRuns: 30 },
    )
  })

  test('nor over epochs: what a hotkey has is what its stakers have, to the unit that is cut off for each', () => {
    const before = books(at)
    for (let i = 0; i < 150; i++) at.chain.produce()
    expect(books(at).issued - before.issued).toBe(75n * TAO)
    for (const netuid of [1, 2]) {
      const total = at.read<bigint>('TotalHotkeyAlpha', largeOn(netuid), netuid)
      const people = [at.alice, at.bob, { address: at.read<string>('Owner', largeOn(netuid)) }]
      const rest = total - sum(people.map((who) => stake(who, netuid)))
      expect(rest >= 0n && rest <= 3n, `${rest}`).toBe(true)
    }
  })

  test('a simulation tells to the rao what the trade then does, and where it fails all is zero', async () => {
    const where = fc.oneof(fc.integer({ min: 3, max: 130 }), fc.constantFrom(0, 77, 100, 113, 128))
    await fc.assert(
      fc.asyncProperty(where, fc.bigInt({ min: 2_100_000n, max: 10n ** 13n }), fc.boolean(), async (netuid, amount, buy) => {
        at = await createStaking()
        at.chain.judges = false
        // As it will be after the block's emission.
        at.chain.produce()
        const fed = (at.chain.best.number + 1) % 128
        if (netuid === fed + 1 || nextEpoch(at.chain.at(at.chain.best), netuid, at.chain.best.number) === at.chain.best.number + 1) return
        const held = stake(at.alice, netuid)
        const sold = amount > held ? held : amount
        const sim = buy ? buying(netuid, amount) : selling(netuid, sold)
        const told = at.run(at.alice, buy ? 'add_stake' : 'remove_stake', buy ? add(netuid, amount) : remove(netuid, sold))
        const done = fields(told, buy ? 'StakeAdded' : 'StakeRemoved')
        const nothing = Object.values(sim).every((each) => each === 0n)
        if (!done) {
          const refused = names(told).at(-1) ?? ''
          if (/InsufficientLiquidity|SubnetNotExists/.test(refused)) expect(sim).toEqual(selling(500, 1n))
          else expect(refused).toMatch(/AmountTooLow|SubtokenDisabled/)
          return
        }
        expect(nothing).toBe(false)
        if (buy) expect(done.slice(2)).toEqual([sim.tao_amount + sim.tao_fee, sim.alpha_amount, netuid, sim.tao_fee])
        else expect(done.slice(2)).toEqual([sim.tao_amount, sim.alpha_amount + sim.alpha_fee, netuid, sim.alpha_fee])
      }),
      { numRuns: 60 },
    )
  })
})

describe('emission', () => {
  test('a block makes half a TAO, which goes into one pool after the other and leaves its price', () => {
    const before = [at.read<bigint>('TotalIssuance'), at.read<bigint>('TotalStake'), at.read<bigint>('SubnetTAO', 2), price(2)] as const
    at.chain.produce()
    expect(at.read('BlockEmission')).toBe(TAO / 2n)
    expect([at.read('TotalIssuance'), at.read('TotalStake'), at.read('SubnetTAO', 2)]).toEqual([
      before[0] + TAO / 2n,
      before[1] + TAO / 2n,
      before[2] + TAO / 2n,
    ])
    expect(price(2)).toBe(before[3])
    for (let i = 0; i < 127; i++) at.chain.produce()
    expect(at.read<bigint>('TotalIssuance')).toBe(before[0] + 64n * TAO)
  })

  test('at the end of an epoch every position grows by its share, without an event for anyone', () => {
    const ends = Number(at.ask<bigint>('SubnetInfoRuntimeApi_get_next_epoch_start_block', [1]))
    while (at.chain.best.number < ends - 1) at.chain.produce()
    const before = [stake(at.alice, 1), stake(at.bob, 1), at.read<bigint>('SubnetAlphaOut', 1)] as const
    at.chain.produce()
    expect(at.chain.best.number).toBe(ends)
    const grown = [stake(at.alice, 1) - before[0], stake(at.bob, 1) - before[1], at.read<bigint>('SubnetAlphaOut', 1) - before[2]] as const
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
