import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createStaking, feePaid, last, names, type Staking, TAO, type Told } from './fixtures/staking'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})
const to = (address: string) => ({ type: 'Id', value: address })
const done = { success: true, value: undefined }
const sudo = (name: string, args: unknown, who = at.alice) => at.run(who, name, args, 'Sudo')
const inner = (name: string, args: unknown, pallet = 'Balances') => at.value(name, args, pallet)
const asRoot = (name: string, args: unknown, pallet?: string) => sudo('sudo', { call: inner(name, args, pallet) })
const field = (told: Told[], name: string) => told.find((each) => each.name === name)?.value as Record<string, unknown>
const key = () => at.chain.at(at.chain.best).read<string | undefined>('Sudo', 'Key')
const badOrigin = { success: false, value: { type: 'BadOrigin', value: undefined } }
const free = (address: string) => at.chain.account(address).data.free

test("the key is //Alice's, and anybody else's call never gets into a block", () => {
  expect(key()).toBe(at.alice.address)
  const call = inner('force_set_balance', { who: to(at.bob.address), new_free: 1n })
  expect(at.hand(at.bob, 'sudo', { call }, 'Sudo')).toBe('Invalid signing address')
  expect(at.hand(at.bob, 'remove_key', undefined, 'Sudo')).toBe('Invalid signing address')
  // Inside another call the pallet itself refuses.
  const told = at.run(at.bob, 'batch', { calls: [inner('sudo', { call }, 'Sudo')] }, 'Utility')
  expect(names(told)).toContain('Utility.BatchInterrupted')
  expect(field(told, 'Utility.BatchInterrupted').error).toMatchObject({ type: 'Module', value: { index: 12, error: '0x00000000' } })
})

describe('what root may', () => {
  test('set a balance, and everything that is issued with it, for no fee', () => {
    const issued = () => at.chain.at(at.chain.best).read<bigint>('Balances', 'TotalIssuance')
    const [before, own, was] = [issued(), at.free(at.alice), at.free(at.eve)]
    const told = asRoot('force_set_balance', { who: to(at.eve.address), new_free: 5n * TAO })
    expect(names(told)).toEqual(['Balances.Withdraw', 'Balances.BalanceSet', 'Sudo.Sudid', 'Balances.Deposit', 'System.ExtrinsicSuccess'])
    expect(field(told, 'Sudo.Sudid')).toEqual({ sudo_result: done })
    expect(feePaid(told)).toBe(0n)
    expect(field(told, 'System.ExtrinsicSuccess')).toMatchObject({ dispatch_info: { pays_fee: { type: 'No' } } })
    expect([at.free(at.alice), at.free(at.eve)]).toEqual([own, 5n * TAO])
    expect(before - issued()).toBe(was - 5n * TAO)
  })

  test("move somebody's TAO, and give back what was set aside", () => {
    const [bob, dave] = [at.free(at.bob), at.free(at.dave)]
    asRoot('force_transfer', { source: to(at.bob.address), dest: to(at.dave.address), value: TAO })
    expect([bob - at.free(at.bob), at.free(at.dave) - dave]).toEqual([TAO, TAO])
    at.run(at.bob, 'create_pure', { proxy_type: { type: 'Any' }, delay: 0, index: 0 }, 'Proxy')
    expect(at.chain.account(at.bob.address).data.reserved).toBe(93_000_000n)
    asRoot('force_unreserve', { who: to(at.bob.address), amount: 10n * TAO })
    expect(at.chain.account(at.bob.address).data.reserved).toBe(0n)
  })

  test('change what is issued', () => {
    const issued = () => at.chain.at(at.chain.best).read<bigint>('Balances', 'TotalIssuance')
    const before = issued()
    asRoot('force_adjust_total_issuance', { direction: { type: 'Decrease' }, delta: 7n })
    expect(before - issued()).toBe(7n)
    const told = asRoot('force_adjust_total_issuance', { direction: { type: 'Increase' }, delta: 0n })
    expect(field(told, 'Sudo.Sudid')).toMatchObject({ sudo_result: { success: false, value: { type: 'Module' } } })
  })

  test('write storage, and take it away by key and by prefix', () => {
    const { keys, value } = at.chain.built.builder.buildStorage('Balances', 'InactiveIssuance')
    const bytes = Buffer.from(keys.enc().slice(2), 'hex')
    const inactive = () => at.chain.at(at.chain.best).read<bigint>('Balances', 'InactiveIssuance')
    asRoot('set_storage', { items: [[bytes, value.enc(9n)]] }, 'System')
    expect(inactive()).toBe(9n)
    asRoot('kill_storage', { keys: [bytes] }, 'System')
    expect(inactive()).toBe(0n)
    asRoot('set_storage', { items: [[bytes, value.enc(9n)]] }, 'System')
    asRoot('kill_prefix', { prefix: bytes.subarray(0, 20), subkeys: 100 }, 'System')
    expect(inactive()).toBe(0n)
  })

  test('act as anybody, also in a batch, and in a call with another weight', () => {
    const pay = inner('transfer_keep_alive', { dest: to(at.dave.address), value: TAO })
    const as_origin = { type: 'system', value: { type: 'Signed', value: at.bob.address } }
    const before = at.free(at.dave)
    const one = inner('dispatch_as', { as_origin, call: pay }, 'Utility')
    const other = inner('dispatch_as_fallible', { as_origin, call: pay }, 'Utility')
    const told = asRoot('batch_all', { calls: [one, other] }, 'Utility')
    expect(names(told).filter((each) => each === 'Utility.DispatchedAs')).toHaveLength(2)
    expect(at.free(at.dave) - before).toBe(2n * TAO)
    asRoot('with_weight', { call: one, weight: { ref_time: 1n, proof_size: 1n } }, 'Utility')
    expect(at.free(at.dave) - before).toBe(3n * TAO)
  })

  test('do nothing that only an account can', () => {
    const told = asRoot('transfer_keep_alive', { dest: to(at.dave.address), value: 1n })
    expect(last(told)).toBe('System.ExtrinsicSuccess')
    expect(field(told, 'Sudo.Sudid')).toEqual({ sudo_result: badOrigin })
  })
})

test.each(['force_transfer', 'force_unreserve', 'force_set_balance', 'force_adjust_total_issuance'])('%s is of root alone', (name) => {
  const who = to(at.bob.address)
  const args = { source: who, dest: who, value: 1n, who, amount: 1n, new_free: 1n, direction: { type: 'Increase' }, delta: 1n }
  expect(last(at.run(at.alice, name, args, 'Balances'))).toBe('System.ExtrinsicFailed BadOrigin')
})

test('a weight that nobody checks is the weight that is told', () => {
  const call = inner('force_set_balance', { who: to(at.eve.address), new_free: TAO })
  const told = sudo('sudo_unchecked_weight', { call, weight: { ref_time: 1_000n, proof_size: 0n } })
  expect(field(told, 'Sudo.Sudid')).toEqual({ sudo_result: done })
  expect(field(told, 'System.ExtrinsicSuccess')).toMatchObject({ dispatch_info: { weight: { ref_time: 108_158_000n } } })
  expect(at.free(at.eve)).toBe(TAO)
})

test('sudo_as is the account itself, and tells what became of it', () => {
  const before = free(at.bob.address)
  const pay = (value: bigint) =>
    sudo('sudo_as', { who: to(at.bob.address), call: inner('transfer_keep_alive', { dest: to(at.dave.address), value }) })
  expect(field(pay(TAO), 'Sudo.SudoAsDone')).toEqual({ sudo_result: done })
  expect(before - free(at.bob.address)).toBe(TAO)
  expect(field(pay(10_000_000n * TAO), 'Sudo.SudoAsDone')).toMatchObject({ sudo_result: { success: false, value: { type: 'Token' } } })
})

test('the key goes to another, and then to nobody', () => {
  const told = sudo('set_key', { new: to(at.bob.address) })
  expect(field(told, 'Sudo.KeyChanged')).toEqual({ old: at.alice.address, new: at.bob.address })
  expect(key()).toBe(at.bob.address)
  expect(at.hand(at.alice, 'remove_key', undefined, 'Sudo')).toBe('Invalid signing address')
  expect(last(sudo('set_key', { new: { type: 'Raw', value: new Uint8Array(3) } }, at.bob))).toBe('System.ExtrinsicFailed CannotLookup')
  expect(names(sudo('remove_key', undefined, at.bob))).toContain('Sudo.KeyRemoved')
  expect(key()).toBeUndefined()
  expect(at.hand(at.bob, 'remove_key', undefined, 'Sudo')).toBe('Invalid signing address')
})
