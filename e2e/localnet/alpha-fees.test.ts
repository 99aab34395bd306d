import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, feePaid, fields, limited, names, ONE, remove, type Staking, TAO } from './fixtures/staking'
import { NEXT } from './runtimes'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
/** //Bob's only position with this hotkey, which is worth half a TAO or more. */
const HERE = 2
const hotkey = largeOn(HERE)
const other = () => validators()[20]?.hotkey as string
beforeEach(async () => {
  at = await createStaking()
  at.chain.setBalance(at.bob.address, 500n)
})
const half = () => at.stake(at.bob, HERE) / 2n
const way = (to = HERE) => ({ origin_netuid: HERE, destination_netuid: to, alpha_amount: half() })
const moved = () => ({ origin_hotkey: hotkey, destination_hotkey: other(), ...way() })
const given = () => ({ destination_coldkey: at.eve.address, ...way() })

describe('who has no TAO pays in alpha of the position', () => {
  test.each<[call: string, args: () => object, spec?: number]>([
    ['remove_stake', () => remove(HERE, half())],
    ['remove_stake_limit', () => ({ ...remove(HERE, half()), ...limited(1_000n) })],
    ['remove_stake_full_limit', () => ({ hotkey, netuid: HERE, limit_price: undefined })],
    ['unstake_all', () => ({ hotkey })],
    ['unstake_all_alpha', () => ({ hotkey })],
    ['move_stake', moved],
    ['swap_stake', () => ({ hotkey, ...way(ONE) })],
    ['swap_stake_limit', () => ({ hotkey, ...way(ONE), ...limited(1n) })],
    ['transfer_stake', () => ({ hotkey, ...given() })],
    ['recycle_alpha', () => ({ hotkey, netuid: HERE, amount: half() })],
    ['burn_alpha', () => ({ hotkey, netuid: HERE, amount: half() })],
    ['move_stake_limit', () => ({ ...moved(), ...limited(1n) }), NEXT],
    ['transfer_stake_and_hotkey', () => ({ origin_hotkey: hotkey, destination_hotkey: other(), ...given() }), NEXT],
  ])('%s', (call, args, spec) => {
    if (spec) at.chain.upgrade(spec)
    at.chain.produce()
    const held = at.stake(at.bob, HERE)
    const told = at.run(at.bob, call, args())
    expect(names(told).at(-1)).toBe('System.ExtrinsicSuccess')
    const paid = fields(told, 'TransactionFeePaidWithAlpha') as unknown as { netuid: number; alpha_fee: bigint; tao_amount: bigint }
    expect([paid.netuid, paid.tao_amount >= feePaid(told), paid.alpha_fee > 0n]).toEqual([HERE, true, true])
    expect(at.stake(at.bob, HERE)).toBeLessThanOrEqual(held - paid.alpha_fee)
    expect(at.free(at.bob)).toBeGreaterThanOrEqual(500n)
    expect(told.some(({ name }) => name === 'Balances.Withdraw')).toBe(false)
  })

  test.each<[call: string, args: () => object]>([
    ['add_stake_burn', () => ({ hotkey, netuid: HERE, amount: TAO, limit: undefined })],
    ['lock_stake', () => ({ hotkey, netuid: HERE, amount: half() })],
    ['claim_root', () => ({ subnets: [4] })],
    ['burned_register', () => ({ netuid: HERE, hotkey: at.bob.address })],
    ['set_coldkey_auto_stake_hotkey', () => ({ netuid: HERE, hotkey })],
  ])('%s is paid in TAO or not at all', (call, args) => {
    at.chain.produce()
    expect(at.hand(at.bob, call, args())).toBe('Inability to pay some fees (e.g. account balance too low)')
  })
})
