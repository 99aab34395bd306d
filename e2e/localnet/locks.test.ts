import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, failed, fields, last, ONE, OTHER, remove, type Staking, stranger, TAO } from './fixtures/staking'
import { decay, type Lock, rolled } from './pallets/subtensor/conviction'
import { largeOn, validators } from './world'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
  at.chain.judges = false
})
const elsewhere = () => validators()[20]?.hotkey as string
type Available = [string, [number, { total: bigint; locked: bigint; available: bigint }][]][]
const available = (who: { address: string }, netuid: number) =>
  at.ask<Available>('StakeInfoRuntimeApi_get_stake_availability_for_coldkeys', [[who.address], [netuid]])[0]?.[1][0]?.[1]
const lockOn = (who: { address: string }, netuid: number) =>
  at.ask<Lock | undefined>('StakeInfoRuntimeApi_get_coldkey_lock', [who.address, netuid])
const lock = (amount: bigint, netuid = ONE, hotkey = largeOn(netuid)) => ({ hotkey, netuid, amount })

describe('how a lock changes with time', () => {
  const rate = 934_866n
  const terms = { unlock: rate, maturity: rate, owner: false, perpetual: false }
  test('e^-x is what the machine says', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 30n * rate }), (dt) => {
        const exact = Math.exp(-Number(dt) / Number(rate))
        expect(Math.abs(Number(decay(dt, rate)) / 2 ** 64 - exact) / exact).toBeLessThan(1e-5)
      }),
    )
    expect([decay(0n, rate), decay(5n, 0n), decay(10n ** 12n, 1n)]).toEqual([1n << 64n, 0n, decay(40n, 1n)])
  })
  test('mass only falls, or stays if it is perpetual; conviction never passes what was locked', () => {
    const mass = fc.bigInt({ min: 1_000n, max: 10n ** 15n })
    fc.assert(
      fc.property(mass, fc.bigInt({ min: 0n, max: 10n ** 7n }), fc.bigInt({ min: 1n, max: 10n ** 7n }), (locked_mass, first, more) => {
        const begin: Lock = { locked_mass, conviction: 0n, last_update: 0n }
        const [one, two] = [rolled(begin, first, terms), rolled(begin, first + more, terms)]
        expect(two.locked_mass <= one.locked_mass && one.locked_mass <= locked_mass).toBe(true)
        expect(two.conviction <= locked_mass << 64n).toBe(true)
        const held = rolled(begin, first + more, { ...terms, perpetual: true })
        expect(held.locked_mass).toBe(locked_mass)
        expect(held.conviction >= rolled(begin, first, { ...terms, perpetual: true }).conviction).toBe(true)
      }),
    )
  })
  test('with the owner’s hotkey conviction is whole at once, and what is less than a hundred units is nothing', () => {
    const owned = rolled({ locked_mass: 5_000n, conviction: 0n, last_update: 7n }, 7n, { ...terms, owner: true })
    expect(owned.conviction).toBe(5_000n << 64n)
    expect(rolled({ locked_mass: 99n, conviction: 5n, last_update: 0n }, 0n, terms)).toMatchObject({ locked_mass: 0n, conviction: 0n })
  })
})

describe('locking', () => {
  test('what is locked is told, decays, and does not leave; the rest does', () => {
    const held = at.stake(at.alice, ONE)
    const told = at.run(at.alice, 'lock_stake', lock(held / 2n))
    expect(fields(told, 'StakeLocked')).toEqual({ coldkey: at.alice.address, hotkey: largeOn(ONE), netuid: ONE, amount: held / 2n })
    expect(available(at.alice, ONE)).toEqual({ total: held, locked: held / 2n, available: held - held / 2n })
    expect(lockOn(at.alice, ONE)).toMatchObject({ locked_mass: held / 2n })
    const swap = { hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: OTHER }
    expect(last(at.run(at.alice, 'remove_stake', remove(ONE, held)))).toBe(failed('StakeUnavailable'))
    expect(last(at.run(at.alice, 'swap_stake', { ...swap, alpha_amount: held }))).toBe(failed('StakeUnavailable'))
    expect(last(at.run(at.alice, 'burn_alpha', lock(held)))).toBe(failed('StakeUnavailable'))
    expect(at.hand(at.alice, 'remove_stake', remove(ONE, held))).toBe('taken')
    at.chain.judges = true
    at.chain.produce()
    expect(at.hand(at.alice, 'remove_stake', remove(ONE, held))).toBe('Custom error: 255')
    expect(last(at.run(at.alice, 'remove_stake', remove(ONE, held / 4n)))).toBe('System.ExtrinsicSuccess')
    for (let i = 0; i < 40; i++) at.chain.produce()
    const later = lockOn(at.alice, ONE) as Lock
    expect(later.locked_mass).toBeLessThan(held / 2n)
    expect(later.conviction).toBeGreaterThan(0n)
    expect(available(at.alice, ONE)?.locked).toBe(later.locked_mass)
    expect(at.ask<bigint>('StakeInfoRuntimeApi_get_hotkey_conviction', [largeOn(ONE), ONE])).toBeGreaterThan(0n)
    expect(at.ask('StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet', [ONE])).toBe(largeOn(ONE))
    expect(at.ask('StakeInfoRuntimeApi_get_most_convicted_hotkey_on_subnet', [OTHER])).toBeUndefined()
  })

  test('a lock is one for a subnet: it grows with the same hotkey only, and moves to another', () => {
    const held = at.stake(at.alice, ONE)
    at.run(at.alice, 'lock_stake', lock(held / 4n))
    expect(last(at.run(at.alice, 'lock_stake', lock(TAO, ONE, elsewhere())))).toBe(failed('LockHotkeyMismatch'))
    expect(last(at.run(at.alice, 'lock_stake', lock(held)))).toBe(failed('InsufficientStakeForLock'))
    at.run(at.alice, 'lock_stake', lock(held / 4n))
    expect(((held / 4n) * 2n - (lockOn(at.alice, ONE)?.locked_mass ?? 0n)) / TAO).toBe(0n)
    const moved = at.run(at.alice, 'move_lock', { destination_hotkey: elsewhere(), netuid: ONE })
    expect(fields(moved, 'LockMoved')).toEqual({
      ...{ coldkey: at.alice.address, origin_hotkey: largeOn(ONE), destination_hotkey: elsewhere(), netuid: ONE },
    })
    expect(lockOn(at.alice, ONE)?.conviction).toBe(0n)
    expect(at.read('Lock', at.alice.address, ONE, largeOn(ONE))).toBeUndefined()
    expect(last(at.run(at.alice, 'lock_stake', lock(TAO, ONE, elsewhere())))).toBe('System.ExtrinsicSuccess')
  })

  test('a perpetual lock does not decay until it is told to', () => {
    const held = at.stake(at.alice, ONE)
    at.run(at.alice, 'lock_stake', lock(held / 2n))
    const set = (enabled: boolean) => at.run(at.alice, 'set_perpetual_lock', { netuid: ONE, enabled })
    expect(fields(set(true), 'PerpetualLockUpdated')).toEqual({ coldkey: at.alice.address, netuid: ONE, enabled: true })
    const mass = lockOn(at.alice, ONE)?.locked_mass as bigint
    for (let i = 0; i < 20; i++) at.chain.produce()
    expect(lockOn(at.alice, ONE)?.locked_mass).toBe(mass)
    set(false)
    for (let i = 0; i < 20; i++) at.chain.produce()
    expect(lockOn(at.alice, ONE)?.locked_mass).toBeLessThan(mass)
  })

  test.each([
    ['a lock where no subnet is', 'lock_stake', () => lock(TAO, 400, largeOn(ONE)), 'SubnetNotExists'],
    ['a lock of nothing', 'lock_stake', () => lock(0n), 'AmountTooLow'],
    ['a lock to a hotkey of nobody', 'lock_stake', () => lock(TAO, ONE, stranger), 'HotKeyAccountNotExists'],
    ['a move where no subnet is', 'move_lock', () => ({ destination_hotkey: elsewhere(), netuid: 400 }), 'SubnetNotExists'],
    ['a move to a hotkey of nobody', 'move_lock', () => ({ destination_hotkey: stranger, netuid: ONE }), 'HotKeyAccountNotExists'],
    ['a move of no lock', 'move_lock', () => ({ destination_hotkey: elsewhere(), netuid: ONE }), 'NoExistingLock'],
    ['perpetuity where no subnet is', 'set_perpetual_lock', () => ({ netuid: 400, enabled: true }), 'SubnetNotExists'],
  ])('%s is refused', (_what, call, args, error) => {
    expect(last(at.run(at.alice, call, args()))).toBe(failed(error))
  })

  test('locked stake goes only to who accepts it, and its lock goes along', () => {
    const held = at.stake(at.alice, ONE)
    at.run(at.alice, 'lock_stake', lock(held / 2n))
    const gift = {
      ...{ destination_coldkey: at.eve.address, hotkey: largeOn(ONE), origin_netuid: ONE, destination_netuid: ONE },
      alpha_amount: (held / 4n) * 3n,
    }
    expect(last(at.run(at.alice, 'transfer_stake', gift))).toBe(failed('AccountRejectsLockedAlpha'))
    expect(last(at.run(at.alice, 'transfer_stake', { ...gift, alpha_amount: held / 4n }))).toBe('System.ExtrinsicSuccess')
    const told = at.run(at.eve, 'set_reject_locked_alpha', { enabled: false })
    expect(fields(told, 'RejectLockedAlphaUpdated')).toEqual({ coldkey: at.eve.address, enabled: false })
    expect(at.read('AccountFlags', at.eve.address)).toBe(1n)
    const [before, rest] = [lockOn(at.alice, ONE)?.locked_mass as bigint, at.stake(at.alice, ONE)]
    at.run(at.alice, 'transfer_stake', { ...gift, alpha_amount: held / 2n })
    const over = held / 2n - (rest - before)
    expect(Number((lockOn(at.eve, ONE)?.locked_mass ?? 0n) - over) / Number(over)).toBeCloseTo(0, 3)
    expect(available(at.eve, ONE)?.locked).toBe(lockOn(at.eve, ONE)?.locked_mass)
    expect(at.stake(at.eve, ONE)).toBe(held / 4n + held / 2n)
    at.run(at.eve, 'set_reject_locked_alpha', { enabled: true })
    expect(at.read('AccountFlags', at.eve.address)).toBe(0n)
    at.chain.overwrite('SubtensorModule', 'AccountFlags', [at.bob.address], 1n)
    at.run(at.bob, 'add_stake', { hotkey: elsewhere(), netuid: ONE, amount_staked: 50n * TAO })
    at.run(at.bob, 'lock_stake', lock(TAO, ONE, elsewhere()))
    const onward = { ...gift, destination_coldkey: at.bob.address, alpha_amount: at.stake(at.alice, ONE) }
    expect(last(at.run(at.alice, 'transfer_stake', onward))).toBe(failed('LockHotkeyMismatch'))
  })

  test('a fee in alpha is not taken of what is locked', () => {
    at.run(at.bob, 'lock_stake', lock(at.stake(at.bob, 64), 64))
    at.chain.setBalance(at.bob.address, 500n)
    at.chain.produce()
    expect(at.hand(at.bob, 'remove_stake', remove(64, TAO))).toMatch(/Inability to pay/)
  })
})
