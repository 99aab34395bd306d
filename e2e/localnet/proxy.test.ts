import { beforeEach, describe, expect, test, vi } from 'vitest'
import { pureAccount } from './accounts'
import vectors from './fixtures/shared-accounts.json' with { type: 'json' }
import { createStaking, feePaid, last, names, type Staking, TAO, type Told } from './fixtures/staking'
import { blake } from './pallets/system'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
let at: Staking
beforeEach(async () => {
  at = await createStaking()
})
type Person = Staking['alice']
const to = (address: string) => ({ type: 'Id', value: address })
const pay = (value = TAO) => at.value('transfer_keep_alive', { dest: to(at.dave.address), value }, 'Balances')
const remark = () => at.value('remark', { remark: new Uint8Array() }, 'System')
const hash = (value = TAO) =>
  `0x${Buffer.from(blake(at.call('transfer_keep_alive', { dest: to(at.dave.address), value }, 'Balances'))).toString('hex')}`
const run = (who: Person, name: string, args?: object) => at.run(who, name, args, 'Proxy')
const grant = (type: string, delay = 0, delegate = at.bob.address) => ({ delegate: to(delegate), proxy_type: { type }, delay })
const add = (type: string, delay = 0, delegate?: string) => run(at.alice, 'add_proxy', grant(type, delay, delegate))
/** //Bob acts for //Alice. */
const act = (call: unknown, type?: string, real = at.alice.address) =>
  run(at.bob, 'proxy', { real: to(real), force_proxy_type: type && { type }, call })
const read = <T>(item: string, ...keys: unknown[]) => at.chain.at(at.chain.best).read<T>('Proxy', item, ...keys)
const proxies = (who: string) => read<[{ delegate: string; proxy_type: { type: string }; delay: number }[], bigint]>('Proxies', who)
const reserved = (who: Person) => at.chain.account(who.address).data.reserved
const field = (told: Told[], name: string) => told.find((each) => each.name === name)?.value as Record<string, unknown>
const result = (told: Told[]) => field(told, 'Proxy.ProxyExecuted').result
const failed = (error: string) => `System.ExtrinsicFailed Proxy.${error}`
const done = { success: true, value: undefined }
const filtered = { success: false, value: { type: 'Module', value: { index: 0, error: '0x05000000' } } }

describe('proxies come and go with their deposits', () => {
  test('each is kept in order, and paid for', () => {
    expect(field(add('Transfer', 3), 'Proxy.ProxyAdded')).toMatchObject({
      delegator: at.alice.address,
      delegatee: at.bob.address,
      delay: 3,
    })
    expect(reserved(at.alice)).toBe(93_000_000n)
    add('Any', 7)
    add('Any')
    const [list, deposit] = proxies(at.alice.address)
    expect(list.map(({ proxy_type: { type }, delay }) => [type, delay])).toEqual([
      ['Any', 0],
      ['Any', 7],
      ['Transfer', 3],
    ])
    expect([deposit, reserved(at.alice)]).toEqual([159_000_000n, 159_000_000n])
    expect(last(add('Any'))).toBe(failed('Duplicate'))
    expect(last(add('Any', 0, at.alice.address))).toBe(failed('NoSelfProxy'))
    expect(last(run(at.alice, 'remove_proxy', grant('Any', 8)))).toBe(failed('NotFound'))
    expect(field(run(at.alice, 'remove_proxy', grant('Any', 7)), 'Proxy.ProxyRemoved')).toMatchObject({ delay: 7 })
    expect([proxies(at.alice.address)[0].length, reserved(at.alice)]).toEqual([2, 126_000_000n])
    run(at.alice, 'remove_proxies')
    expect([proxies(at.alice.address), reserved(at.alice)]).toEqual([[[], 0n], 0n])
  })

  test('there are twenty at most, and an account that is no plain one is none', () => {
    for (let delay = 0; delay < 20; delay++) add('Staking', delay)
    expect(last(add('Staking', 20))).toBe(failed('TooMany'))
    expect(reserved(at.alice)).toBe(60_000_000n + 20n * 33_000_000n)
    const raw = { ...grant('Any'), delegate: { type: 'Raw', value: new Uint8Array(2) } }
    expect(last(run(at.alice, 'add_proxy', raw))).toBe('System.ExtrinsicFailed CannotLookup')
  })

  test('without the deposit there is no proxy', () => {
    at.chain.setBalance(at.alice.address, 90_000_000n)
    expect(last(add('Any'))).toBe('System.ExtrinsicFailed Balances.InsufficientBalance')
    expect(proxies(at.alice.address)).toEqual([[], 0n])
  })
})

describe('acting for another', () => {
  test('the account moves, the delegate pays the fee, and what became of it is told', () => {
    add('Any')
    const [alice, bob] = [at.free(at.alice), at.free(at.bob)]
    const told = act(pay())
    expect(names(told)).toEqual(['Balances.Withdraw', 'Balances.Transfer', 'Proxy.ProxyExecuted', 'System.ExtrinsicSuccess'])
    expect(result(told)).toEqual(done)
    expect([alice - at.free(at.alice), bob - at.free(at.bob)]).toEqual([TAO, feePaid(told)])
    expect(read('LastCallResult', at.alice.address)).toEqual(done)
    const more = act(pay(10_000_000n * TAO))
    expect(last(more)).toBe('System.ExtrinsicSuccess')
    expect(result(more)).toMatchObject({ success: false, value: { type: 'Token' } })
    expect(read('LastCallResult', at.alice.address)).toEqual(result(more))
  })

  test('nobody but a delegate, of the type that is asked', () => {
    expect(last(act(pay()))).toBe(failed('NotProxy'))
    add('Staking')
    expect(last(act(pay(), 'Any'))).toBe(failed('NotProxy'))
    expect(result(act(pay(), 'Staking'))).toEqual(filtered)
    expect(result(act(pay()))).toEqual(filtered)
    add('Transfer')
    // Without a wish it is the first of them.
    expect(result(act(pay()))).toEqual(filtered)
    expect(result(act(pay(), 'Transfer'))).toEqual(done)
  })

  test('a batch does not get round the filter, nor does a derived account', () => {
    add('NonTransfer')
    expect(result(act(at.value('batch_all', { calls: [remark(), pay()] }, 'Utility')))).toEqual(filtered)
    expect(result(act(at.value('batch_all', { calls: [remark()] }, 'Utility')))).toEqual(done)
    expect(result(act(at.value('as_derivative', { index: 0, call: pay() }, 'Utility')))).toEqual(filtered)
  })

  test('a delegate hands out no more than it has', () => {
    add('NonTransfer')
    const inner = (name: string, args?: object) => at.value(name, args, 'Proxy')
    expect(result(act(inner('add_proxy', grant('Any', 0, at.dave.address))))).toEqual(filtered)
    expect(result(act(inner('add_proxy', grant('Transfer', 0, at.dave.address))))).toEqual(filtered)
    expect(result(act(inner('add_proxy', grant('Staking', 0, at.dave.address))))).toEqual(done)
    expect(result(act(inner('remove_proxy', grant('Staking', 0, at.dave.address))))).toEqual(done)
    expect(result(act(inner('remove_proxies')))).toEqual(filtered)
    add('Any')
    expect(result(act(inner('remove_proxies')))).toEqual(done)
    expect(reserved(at.alice)).toBe(0n)
  })
})

describe('delays', () => {
  const announced = (who = at.bob, value = TAO) =>
    run(who, 'proxy_announced', { delegate: to(at.bob.address), real: to(at.alice.address), force_proxy_type: undefined, call: pay(value) })
  const announce = (value = TAO, who = at.bob) => run(who, 'announce', { real: to(at.alice.address), call_hash: hash(value) })

  test('a call runs when it was announced long enough ago, whoever brings it, and once', () => {
    add('Any', 3)
    expect(last(act(pay()))).toBe(failed('Unannounced'))
    expect(last(announced())).toBe(failed('Unannounced'))
    expect(field(announce(), 'Proxy.Announced')).toEqual({ real: at.alice.address, proxy: at.bob.address, call_hash: hash() })
    const height = at.chain.best.number
    expect(read('Announcements', at.bob.address)).toEqual([[{ real: at.alice.address, call_hash: hash(), height }], 104_000_000n])
    expect(reserved(at.bob)).toBe(104_000_000n)
    expect(last(announced(at.charlie))).toBe(failed('Unannounced'))
    expect(last(announced(at.charlie))).toBe(failed('Unannounced'))
    expect(last(announced(at.charlie, 2n * TAO))).toBe(failed('Unannounced'))
    expect(result(announced(at.charlie))).toEqual(done)
    expect([reserved(at.bob), read('Announcements', at.bob.address)]).toEqual([0n, [[], 0n]])
    expect(last(announced(at.charlie))).toBe(failed('Unannounced'))
  })

  test('an announcement is taken back by who made it, or refused by whom it is about', () => {
    expect(last(announce())).toBe(failed('NotProxy'))
    add('Any', 1)
    announce()
    announce(2n * TAO)
    expect(reserved(at.bob)).toBe(172_000_000n)
    const take = (value: bigint) => run(at.bob, 'remove_announcement', { real: to(at.alice.address), call_hash: hash(value) })
    expect(last(take(3n))).toBe(failed('NotFound'))
    expect(last(take(TAO))).toBe('System.ExtrinsicSuccess')
    expect(reserved(at.bob)).toBe(104_000_000n)
    const refuse = (who: Person) => run(who, 'reject_announcement', { delegate: to(at.bob.address), call_hash: hash(2n * TAO) })
    expect(last(refuse(at.charlie))).toBe(failed('NotFound'))
    expect(last(refuse(at.alice))).toBe('System.ExtrinsicSuccess')
    expect(reserved(at.bob)).toBe(0n)
    expect(last(announced(at.bob, 2n * TAO))).toBe(failed('Unannounced'))
  })

  test('75 announcements wait at most', () => {
    add('Any', 1)
    const many = Array.from({ length: 76 }, () => at.value('announce', { real: to(at.alice.address), call_hash: hash() }, 'Proxy'))
    const told = at.run(at.bob, 'batch', { calls: many }, 'Utility')
    expect(field(told, 'Utility.BatchInterrupted')).toMatchObject({ index: 75, error: { value: { index: 16, error: '0x00000000' } } })
    expect(reserved(at.bob)).toBe(36_000_000n + 75n * 68_000_000n)
  })
})

describe('accounts without a key', () => {
  test('have the address of the vector', () => {
    const { who, height, extIndex, index, address } = vectors.pure
    expect(pureAccount(who, height, extIndex, 0, index)).toBe(address)
  })

  test('are made, acted for and ended by who made them', () => {
    const call = at.value('create_pure', { proxy_type: { type: 'Any' }, delay: 0, index: 5 }, 'Proxy')
    const told = at.run(at.bob, 'batch', { calls: [call, call] }, 'Utility')
    const height = at.chain.best.number
    const pure = pureAccount(at.bob.address, height, 1, 0, 5)
    expect(field(told, 'Proxy.PureCreated')).toMatchObject({ pure, who: at.bob.address, disambiguation_index: 5 })
    // The same twice in one extrinsic is one account.
    expect(field(told, 'Utility.BatchInterrupted')).toMatchObject({ index: 1, error: { value: { error: '0x04000000' } } })
    expect(reserved(at.bob)).toBe(93_000_000n)
    at.chain.setBalance(pure, 5n * TAO)
    expect(result(act(pay(), undefined, pure))).toEqual(done)
    expect(at.chain.account(pure).data.free).toBe(4n * TAO)
    const kill = (ext_index: number) =>
      at.value('kill_pure', { spawner: to(at.bob.address), proxy_type: { type: 'Any' }, index: 5, height, ext_index }, 'Proxy')
    expect(result(act(kill(2), undefined, pure))).toMatchObject({ value: { value: { index: 16, error: '0x05000000' } } })
    const end = act(kill(1), undefined, pure)
    expect(field(end, 'Proxy.PureKilled')).toMatchObject({ pure, spawner: at.bob.address })
    expect([reserved(at.bob), proxies(pure)]).toEqual([0n, [[], 0n]])
    expect(last(act(pay(), undefined, pure))).toBe(failed('NotProxy'))
  })
})

test('an account may pay the fees of its delegate, also behind another proxy', () => {
  const fees = (who: Person, delegate: Person, pays_fee = true) =>
    run(who, 'set_real_pays_fee', { delegate: to(delegate.address), pays_fee })
  expect(last(fees(at.alice, at.bob))).toBe(failed('NotProxy'))
  add('Any')
  expect(field(fees(at.alice, at.bob), 'Proxy.RealPaysFeeSet')).toEqual({
    real: at.alice.address,
    delegate: at.bob.address,
    pays_fee: true,
  })
  const paid = (call: unknown) => (field(act(call), 'TransactionPayment.TransactionFeePaid') as { who: string }).who
  const [before, own] = [at.free(at.alice), at.free(at.bob)]
  const told = act(remark())
  expect([before - at.free(at.alice), own - at.free(at.bob)]).toEqual([feePaid(told), 0n])
  // //Alice in turn acts for //Dave, who pays.
  run(at.dave, 'add_proxy', grant('Any', 0, at.alice.address))
  const inner = at.value('proxy', { real: to(at.dave.address), force_proxy_type: undefined, call: remark() }, 'Proxy')
  expect(paid(inner)).toBe(at.alice.address)
  fees(at.dave, at.alice)
  expect(paid(inner)).toBe(at.dave.address)
  expect(paid(at.value('batch', { calls: [inner, inner] }, 'Utility'))).toBe(at.dave.address)
  expect(paid(at.value('batch', { calls: [inner, remark()] }, 'Utility'))).toBe(at.alice.address)
  fees(at.alice, at.bob, false)
  expect(paid(remark())).toBe(at.bob.address)
  // Who is no delegate any more is paid for by nobody, also when it is one again.
  fees(at.alice, at.bob)
  run(at.alice, 'remove_proxy', grant('Any'))
  add('Any')
  expect(paid(remark())).toBe(at.bob.address)
})

test('a deposit that is as it should be is not poked; one that is not is, free of charge', () => {
  add('Any')
  expect(names(run(at.alice, 'poke_deposit'))).toEqual(['Balances.Withdraw', 'System.ExtrinsicSuccess'])
  const { keys, value } = at.chain.built.builder.buildStorage('Proxy', 'Proxies')
  const [list] = proxies(at.alice.address)
  const items = [[Buffer.from(keys.enc(at.alice.address).slice(2), 'hex'), value.enc([list, 50_000_000n])]]
  at.run(at.alice, 'sudo', { call: at.value('set_storage', { items }, 'System') }, 'Sudo')
  const before = at.free(at.alice)
  const told = run(at.alice, 'poke_deposit')
  expect(field(told, 'Proxy.DepositPoked')).toMatchObject({ kind: { type: 'Proxies' }, old_deposit: 50_000_000n, new_deposit: 93_000_000n })
  expect(before - at.free(at.alice)).toBe(43_000_000n)
})

test('a proxy behind a proxy may what both may, since spec 453; before that the second one is asked alone', () => {
  add('NonTransfer')
  run(at.dave, 'add_proxy', grant('Any', 0, at.alice.address))
  const own = at.value('transfer_keep_alive', { dest: to(at.charlie.address), value: TAO }, 'Balances')
  const inner = () => at.value('proxy', { real: to(at.dave.address), force_proxy_type: undefined, call: own }, 'Proxy')
  const before = at.free(at.dave)
  expect(result(act(inner()))).toEqual(done)
  expect(before - at.free(at.dave)).toBe(TAO)
  at.chain.upgrade(475)
  at.chain.produce()
  expect(names(act(inner())).filter((name) => name === 'Balances.Transfer')).toEqual([])
  expect(before - at.free(at.dave)).toBe(TAO)
  expect(read('LastCallResult', at.dave.address)).toEqual(filtered)
})
