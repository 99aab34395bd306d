import { beforeEach, describe, expect, test, vi } from 'vitest'
import { multisigAccount } from './accounts'
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
const plenty = { ref_time: 10_000_000_000n, proof_size: 100_000n }
const pay = (value: bigint, dest = at.dave.address) => ({ dest: to(dest), value })
const inner = (value = TAO) => at.value('transfer_keep_alive', pay(value), 'Balances')
const hash = (value = TAO) => `0x${Buffer.from(blake(at.call('transfer_keep_alive', pay(value), 'Balances'))).toString('hex')}`
const sorted = (...people: Person[]) => [...people].sort((a, b) => Buffer.compare(a.accountId, b.accountId)).map(({ address }) => address)
const others = (who: Person) => sorted(...[at.alice, at.bob, at.charlie].filter((each) => each !== who))
const fields = (told: Told[], name: string) => told.find((each) => each.name === `Multisig.${name}`)?.value as Record<string, unknown>
const shared = () => multisigAccount(sorted(at.alice, at.bob, at.charlie), 2)
const reserved = (who: Person) => at.chain.account(who.address).data.reserved
const failed = (error: string) => `System.ExtrinsicFailed Multisig.${error}`
const open = (who = shared(), of = hash()) =>
  at.chain.at(at.chain.best).read<{ deposit: bigint; approvals: string[] }>('Multisig', 'Multisigs', who, of)

const asMulti = (who: Person, over: object = {}) =>
  at.run(
    who,
    'as_multi',
    { threshold: 2, other_signatories: others(who), maybe_timepoint: undefined, call: inner(), max_weight: plenty, ...over },
    'Multisig',
  )
const approve = (who: Person, over: object = {}) =>
  at.run(
    who,
    'approve_as_multi',
    { threshold: 2, other_signatories: others(who), maybe_timepoint: undefined, call_hash: hash(), max_weight: plenty, ...over },
    'Multisig',
  )
const when = () => ({ height: at.chain.best.number, index: 1 })

test.each(vectors.multisig)('$threshold of $signatories share $address', ({ signatories, threshold, address }) => {
  const all: Record<string, Person> = { Alice: at.alice, Bob: at.bob, Charlie: at.charlie }
  const people = signatories.map((each) => (all[each] as Person).address)
  expect(multisigAccount(people, threshold)).toBe(address)
  expect(multisigAccount([...people].reverse(), threshold)).toBe(address)
})

describe('two of three', () => {
  beforeEach(() => at.chain.setBalance(shared(), 10n * TAO))

  test('the first reserves a deposit, the second runs the call as the shared account, and the deposit comes back', () => {
    const first = asMulti(at.alice)
    expect(last(first)).toBe('System.ExtrinsicSuccess')
    expect(fields(first, 'NewMultisig')).toEqual({ approving: at.alice.address, multisig: shared(), call_hash: hash() })
    expect(reserved(at.alice)).toBe(196_000_000n)
    expect(at.chain.account(at.alice.address).consumers).toBe(1)
    expect(open()).toEqual({ when: when(), deposit: 196_000_000n, depositor: at.alice.address, approvals: [at.alice.address] })
    const before = at.free(at.dave)
    const timepoint = when()
    const second = asMulti(at.charlie, { maybe_timepoint: timepoint })
    expect(names(second)).toEqual([
      'Balances.Withdraw',
      'Balances.Unreserved',
      'Balances.Transfer',
      'Multisig.MultisigExecuted',
      'System.ExtrinsicSuccess',
    ])
    expect(fields(second, 'MultisigExecuted')).toEqual({
      ...{ approving: at.charlie.address, timepoint, multisig: shared(), call_hash: hash() },
      result: { success: true, value: undefined },
    })
    expect([at.free(at.dave) - before, at.chain.account(shared()).data.free]).toEqual([TAO, 9n * TAO])
    expect([reserved(at.alice), at.chain.account(at.alice.address).consumers]).toEqual([0n, 0])
    expect(open()).toBeUndefined()
  })

  test('approvals by hash only gather, however many, until somebody brings the call', () => {
    approve(at.alice)
    const timepoint = when()
    const second = approve(at.bob, { maybe_timepoint: timepoint })
    expect(fields(second, 'MultisigApproval')).toMatchObject({ approving: at.bob.address, timepoint, multisig: shared() })
    expect(open()?.approvals).toEqual(sorted(at.alice, at.bob))
    expect(last(approve(at.charlie, { maybe_timepoint: timepoint }))).toBe(failed('AlreadyApproved'))
    // Who has approved may bring the call when enough have.
    expect(last(asMulti(at.alice, { maybe_timepoint: timepoint }))).toBe('System.ExtrinsicSuccess')
    expect(at.chain.account(shared()).data.free).toBe(9n * TAO)
  })

  test('a call that fails inside is told in the event, and is over', () => {
    const more = { call: inner(20n * TAO) }
    asMulti(at.alice, more)
    const told = asMulti(at.bob, { ...more, maybe_timepoint: when() })
    expect(last(told)).toBe('System.ExtrinsicSuccess')
    expect(fields(told, 'MultisigExecuted').result).toEqual({
      success: false,
      value: { type: 'Token', value: { type: 'FundsUnavailable', value: undefined } },
    })
    expect([reserved(at.alice), open(shared(), hash(20n * TAO))]).toEqual([0n, undefined])
  })

  test('one deposit grows with the threshold', () => {
    asMulti(at.bob, { threshold: 3 })
    expect(reserved(at.bob)).toBe(132_000_000n + 3n * 32_000_000n)
  })

  test('who holds the deposit takes it back by cancelling', () => {
    approve(at.alice)
    const timepoint = when()
    const cancel = (who: Person, over: object = {}) =>
      at.run(who, 'cancel_as_multi', { threshold: 2, other_signatories: others(who), timepoint, call_hash: hash(), ...over }, 'Multisig')
    expect(last(cancel(at.bob))).toBe(failed('NotOwner'))
    expect(last(cancel(at.alice, { timepoint: { height: 1, index: 2 } }))).toBe(failed('WrongTimepoint'))
    expect(last(cancel(at.alice, { call_hash: hash(5n) }))).toBe(failed('NotFound'))
    expect(last(cancel(at.alice, { threshold: 1 }))).toBe(failed('MinimumThreshold'))
    const told = cancel(at.alice)
    expect(fields(told, 'MultisigCancelled')).toEqual({ cancelling: at.alice.address, timepoint, multisig: shared(), call_hash: hash() })
    expect([reserved(at.alice), open()]).toEqual([0n, undefined])
    expect(last(cancel(at.alice))).toBe(failed('NotFound'))
  })

  test('a deposit that is as it should be is not poked; one that is not is, free of charge', () => {
    approve(at.alice)
    const poke = (who = at.alice, over: object = {}) =>
      at.run(who, 'poke_deposit', { threshold: 2, other_signatories: others(who), call_hash: hash(), ...over }, 'Multisig')
    expect(last(poke(at.bob))).toBe(failed('NotOwner'))
    expect(last(poke(at.alice, { call_hash: hash(5n) }))).toBe(failed('NotFound'))
    expect(names(poke())).toEqual(['Balances.Withdraw', 'System.ExtrinsicSuccess'])
    // As if it had been opened when deposits were lower.
    const { keys, value } = at.chain.built.builder.buildStorage('Multisig', 'Multisigs')
    const key = Buffer.from(keys.enc(shared(), hash()).slice(2), 'hex')
    const items = [[key, value.enc({ ...open(), deposit: 100_000_000n })]]
    const set = at.value('set_storage', { items }, 'System')
    expect(last(at.run(at.alice, 'sudo', { call: set }, 'Sudo'))).toBe('System.ExtrinsicSuccess')
    const before = at.free(at.alice)
    const told = poke()
    expect(fields(told, 'DepositPoked')).toEqual({
      who: at.alice.address,
      call_hash: hash(),
      old_deposit: 100_000_000n,
      new_deposit: 196_000_000n,
    })
    expect(before - at.free(at.alice)).toBe(96_000_000n)
    expect(open()?.deposit).toBe(196_000_000n)
  })

  test.each<[error: string, first: boolean, over: () => object]>([
    ['MinimumThreshold', false, () => ({ threshold: 1 })],
    ['TooFewSignatories', false, () => ({ other_signatories: [] })],
    ['TooManySignatories', false, () => ({ other_signatories: Array(100).fill(at.alice.address) })],
    ['SignatoriesOutOfOrder', false, () => ({ other_signatories: others(at.bob).reverse() })],
    ['SignatoriesOutOfOrder', false, () => ({ other_signatories: [at.alice.address, at.alice.address] })],
    ['SenderInSignatories', false, () => ({ other_signatories: sorted(at.alice, at.bob) })],
    ['UnexpectedTimepoint', false, () => ({ maybe_timepoint: { height: 1, index: 1 } })],
    ['NoTimepoint', true, () => ({})],
    ['WrongTimepoint', true, () => ({ maybe_timepoint: { height: 1, index: 2 } })],
    ['MaxWeightTooLow', true, () => ({ maybe_timepoint: { height: 1, index: 1 }, max_weight: { ref_time: 1_000n, proof_size: 0n } })],
  ])('%s', (error, first, over) => {
    if (first) asMulti(at.alice)
    const before = open()
    expect(last(asMulti(at.bob, over()))).toBe(failed(error))
    expect(open()).toEqual(before)
  })

  test('no deposit, no multisig', () => {
    at.chain.setBalance(at.charlie.address, 100_000_000n)
    expect(last(approve(at.charlie))).toBe('System.ExtrinsicFailed Balances.InsufficientBalance')
    expect(reserved(at.charlie)).toBe(0n)
    // Enough for fee and deposit, but then nothing would be left to live on.
    at.chain.setBalance(at.charlie.address, 10n * TAO)
    const fee = feePaid(asMulti(at.charlie))
    expect(reserved(at.charlie)).toBe(196_000_000n)
    at.chain.setBalance(at.bob.address, fee + 196_000_000n + 100n)
    expect(last(asMulti(at.bob, { call: inner(2n * TAO) }))).toBe('System.ExtrinsicFailed ConsumerRemaining')
  })
})

test('one of three acts at once, without a deposit', () => {
  const id = multisigAccount(sorted(at.alice, at.bob, at.charlie), 1)
  at.chain.setBalance(id, 2n * TAO)
  const run = (over: object = {}) =>
    at.run(at.bob, 'as_multi_threshold_1', { other_signatories: others(at.bob), call: inner(), ...over }, 'Multisig')
  expect(last(run())).toBe('System.ExtrinsicSuccess')
  expect([at.chain.account(id).data.free, reserved(at.bob)]).toEqual([TAO, 0n])
  expect(last(run({ call: inner(9n * TAO) }))).toBe('System.ExtrinsicFailed Token.FundsUnavailable')
  expect(last(run({ other_signatories: [] }))).toBe(failed('TooFewSignatories'))
  expect(last(run({ other_signatories: sorted(at.alice, at.bob) }))).toBe(failed('SenderInSignatories'))
})
