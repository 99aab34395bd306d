import { beforeEach, describe, expect, test, vi } from 'vitest'
import { add, createStaking, feePaid, fields, limited, names, ONE, remove, type Staking, stranger, TAO } from './fixtures/staking'
import { type Context, Refusal } from './pallet'
import { run as runs } from './pallets/subtensor/calls'
import { largeOn } from './world'

// Much is moved and computed here; how long that takes on a busy machine says nothing.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})

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
      ...(['alice', 'add_stake_limit', () => ({ ...add(ONE, 5_000n * TAO), ...limited(at.price(ONE) + 1_000n) })] as const),
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
      ...(['alice', 'add_stake_limit', () => ({ ...add(ONE, 5n * TAO), ...limited(at.price(ONE) - 1n, true) })] as const),
      ...(['Swap.PriceLimitExceeded', 14] as const),
    ],
    [
      'a selling limit above the price',
      ...(['alice', 'remove_stake_limit', () => ({ ...remove(ONE, 50n * TAO), ...limited(at.price(ONE) + 1n, true) })] as const),
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
    expect(at.stake(at.bob, 2)).toBe(0n)
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
    // What was in the pool already fails in its block (chain.md 4.6).
    at.chain.judges = false
    const told = names(at.run(at.bob, 'add_stake', add(ONE, 5n * TAO)))
    expect(told.at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.ColdkeySwapAnnounced')
    at.chain.judges = true
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
    expect(told.filter((each) => each === 'runs')).toHaveLength(32)
    expect(new Set(told)).toEqual(new Set(['runs', 'BadOrigin', 'SubtensorModule.DisabledTemporarily']))
    expect(names(at.run(at.alice, 'start_call', { netuid: ONE })).at(-1)).toBe('System.ExtrinsicFailed SubtensorModule.DisabledTemporarily')
    expect(names(at.run(at.alice, 'disable_lp', undefined, 'Swap')).at(-1)).toBe('System.ExtrinsicFailed BadOrigin')
  })
})

describe('a fee in alpha', () => {
  beforeEach(() => {
    at.chain.setBalance(at.bob.address, 500n)
    at.chain.produce()
  })

  test('is taken where TAO cannot pay it, from the position that the call is about', () => {
    const [held, issued] = [at.stake(at.bob, 64), at.read<bigint>('TotalIssuance')]
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
    expect(at.stake(at.bob, 64)).toBe(held - 100n * TAO - paid.alpha_fee)
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
      ...{ hotkey: largeOn(2), origin_netuid: 2, destination_netuid: ONE, alpha_amount: at.stake(at.bob, 2) },
    })
    expect(names(told).at(-1)).toBe('System.ExtrinsicSuccess')
    expect(at.stake(at.bob, 2)).toBe(0n)
  })
})
