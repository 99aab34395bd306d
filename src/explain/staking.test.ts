import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { buildMetadata } from '../../e2e/localnet/metadata'
import { encodeAddress, fact as factSchema, fromHex, KluisError, RAO_PER_TAO, takesAnyPrice, toHex } from '../units'
import { openCall } from './call'
import { explain } from './explain'
import vectors from './fixtures/chain-vectors.json' with { type: 'json' }
import { encode } from './fixtures/oracle'
import { type Context, risksOfLeaf } from './risks'
import { openRuntime, type RuntimeView } from './runtime'
import { stakingFacts } from './staking'

const runtime = openRuntime(buildMetadata({ specName: 'node-subtensor', specVersion: 424, transactionVersion: 1 }).bytes[16])
const person = (fill: number) => ({
  id: toHex(new Uint8Array(32).fill(fill)),
  address: encodeAddress(new Uint8Array(32).fill(fill)),
})
const [me, friend, hot, other] = [person(1), person(2), person(3), person(4)] as const
const U64 = 2n ** 64n - 1n
const context: Context = {
  from: me,
  freeRao: 1_000n * RAO_PER_TAO,
  existentialDepositRao: 500n,
  feeRao: 100n,
  tipRao: 0n,
  eraPeriod: 64,
  known: [friend],
  siteKnown: true,
  siteAsksHotkey: false,
  local: false,
  spots: new Map([
    [1, 10_000_000n],
    [2, 20_000_000n],
  ]),
  swapHotkeyRao: { all: 100_000_000n, one: 1_000_000n },
}
type Value = Record<string, unknown>
const make = (name: string, value: Value) => ({ type: 'SubtensorModule', value: { type: name, value } })
const batch = (...inner: ReturnType<typeof make>[]) => ({ type: 'Utility', value: { type: 'batch_all', value: { calls: inner } } })
const read = (value: unknown, over: Partial<Context> = {}) =>
  explain(openCall(runtime, encode(runtime, value as never)), { ...context, ...over })
const one = (name: string, value: Value, over: Partial<Context> = {}) => {
  const { leaves, risks, outflow, level } = read(make(name, value), over)
  const [leaf] = leaves
  return {
    fact: leaf?.fact,
    risks: [...(leaf?.risks ?? []), ...risks].map((each) => `${each.id} ${each.level}`),
    facts: leaf?.risks.map((each) => each.facts),
    tao: outflow.tao,
    stake: [...outflow.stake],
    level,
  }
}
const at = { hotkey: hot.address, netuid: 1 }
const way = { origin_netuid: 1, destination_netuid: 2 }

describe('what a staking call does', () => {
  test.each([
    ['add_stake', { ...at, amount_staked: 5n }, { kind: 'stake', hotkey: hot, netuid: 1, amount: '5', limit: null, partial: false }],
    [
      'add_stake_limit',
      { ...at, amount_staked: 5n, limit_price: 7n, allow_partial: true },
      { kind: 'stake', hotkey: hot, netuid: 1, amount: '5', limit: '7', partial: true },
    ],
    ['remove_stake', { ...at, amount_unstaked: 5n }, { kind: 'unstake', hotkey: hot, netuid: 1, alpha: '5', limit: null, partial: false }],
    [
      'remove_stake_limit',
      { ...at, amount_unstaked: 5n, limit_price: 7n, allow_partial: false },
      { kind: 'unstake', hotkey: hot, netuid: 1, alpha: '5', limit: '7', partial: false },
    ],
    [
      'remove_stake_full_limit',
      { ...at, limit_price: undefined },
      { kind: 'unstake', hotkey: hot, netuid: 1, alpha: null, limit: null, partial: false },
    ],
    [
      'remove_stake_full_limit',
      { ...at, limit_price: 7n },
      { kind: 'unstake', hotkey: hot, netuid: 1, alpha: null, limit: '7', partial: false },
    ],
    ['unstake_all', { hotkey: hot.address }, { kind: 'unstake-all', hotkey: hot, restake: false }],
    ['unstake_all_alpha', { hotkey: hot.address }, { kind: 'unstake-all', hotkey: hot, restake: true }],
    [
      'move_stake',
      { origin_hotkey: hot.address, destination_hotkey: other.address, ...way, alpha_amount: U64 },
      { kind: 'move-stake', hotkey: hot, toHotkey: other, netuid: 1, toNetuid: 2, alpha: null, limit: null, partial: false },
    ],
    [
      'swap_stake',
      { hotkey: hot.address, ...way, alpha_amount: 5n },
      { kind: 'move-stake', hotkey: hot, toHotkey: hot, netuid: 1, toNetuid: 2, alpha: '5', limit: null, partial: false },
    ],
    [
      'swap_stake_limit',
      { hotkey: hot.address, ...way, alpha_amount: 5n, limit_price: 7n, allow_partial: true },
      { kind: 'move-stake', hotkey: hot, toHotkey: hot, netuid: 1, toNetuid: 2, alpha: '5', limit: '7', partial: true },
    ],
    [
      'transfer_stake',
      { destination_coldkey: friend.address, hotkey: hot.address, ...way, alpha_amount: 5n },
      { kind: 'give-stake', to: friend, hotkey: hot, toHotkey: hot, netuid: 1, toNetuid: 2, alpha: '5' },
    ],
    ['recycle_alpha', { hotkey: hot.address, amount: 5n, netuid: 1 }, { kind: 'destroy-stake', hotkey: hot, netuid: 1, alpha: '5' }],
    ['burn_alpha', { hotkey: hot.address, amount: 5n, netuid: 1 }, { kind: 'destroy-stake', hotkey: hot, netuid: 1, alpha: '5' }],
    ['add_stake_burn', { ...at, amount: 5n, limit: 7n }, { kind: 'buy-destroy', hotkey: hot, netuid: 1, amount: '5', limit: '7' }],
    ['set_coldkey_auto_stake_hotkey', at, { kind: 'auto-stake', hotkey: hot, netuid: 1 }],
    ['claim_root', { subnets: [0, 7] }, { kind: 'claim', hotkey: null, subnets: [0, 7] }],
    ['set_root_claim_type', { new_root_claim_type: { type: 'Swap' } }, { kind: 'claim-type', type: 'Swap', netuids: [] }],
    [
      'set_root_claim_type',
      { new_root_claim_type: { type: 'KeepSubnets', value: { subnets: [1, 7] } } },
      { kind: 'claim-type', type: 'KeepSubnets', netuids: [1, 7] },
    ],
    ['increase_take', { hotkey: hot.address, take: 11_796 }, { kind: 'take', hotkey: hot, netuid: null, take: 11_796 }],
    ['set_childkey_take', { ...at, take: 6_553 }, { kind: 'take', hotkey: hot, netuid: 1, take: 6_553 }],
    [
      'set_children',
      { ...at, children: [[U64 / 4n, other.address]] },
      { kind: 'children', hotkey: hot, netuid: 1, children: [{ ...other, share: 249_999 }] },
    ],
    ['burned_register', at, { kind: 'register', hotkey: hot, netuid: 1, limit: null }],
    ['register_limit', { ...at, limit_price: 7n }, { kind: 'register', hotkey: hot, netuid: 1, limit: '7' }],
    ['root_register', { hotkey: hot.address }, { kind: 'register', hotkey: hot, netuid: 0, limit: null }],
    ['try_associate_hotkey', { hotkey: hot.address }, { kind: 'associate', hotkey: hot }],
    [
      'swap_hotkey',
      { hotkey: hot.address, new_hotkey: other.address, netuid: undefined },
      { kind: 'swap-hotkey', hotkey: hot, toHotkey: other, netuid: null, keepStake: false },
    ],
    [
      'swap_hotkey_v2',
      { hotkey: hot.address, new_hotkey: other.address, netuid: 1, keep_stake: true },
      { kind: 'swap-hotkey', hotkey: hot, toHotkey: other, netuid: 1, keepStake: true },
    ],
    ['lock_stake', { ...at, amount: 5n }, { kind: 'lock', hotkey: hot, netuid: 1, alpha: '5' }],
    ['move_lock', { destination_hotkey: hot.address, netuid: 1 }, { kind: 'move-lock', hotkey: hot, netuid: 1 }],
    ['set_perpetual_lock', { netuid: 1, enabled: true }, { kind: 'keep-lock', netuid: 1, on: true }],
    ['set_reject_locked_alpha', { enabled: false }, { kind: 'reject-locked', on: false }],
    ['set_auto_parent_delegation_enabled', { hotkey: hot.address, enabled: true }, { kind: 'auto-parent', hotkey: hot, on: true }],
  ] as const)('%s is read whole', (name, args, fact) => {
    expect(one(name, args as Value).fact).toEqual(fact)
    expect(v.is(factSchema, fact)).toBe(true)
    // The same inside another call.
    expect(read(batch(make(name, args as Value), make(name, args as Value))).leaves.map((each) => each.fact)).toEqual([fact, fact])
  })

  test('calls of later runtimes are read by the names of their arguments', () => {
    const given = { ...way, origin_hotkey: hot.address, destination_hotkey: other.address, alpha_amount: U64 }
    expect(stakingFacts['SubtensorModule.move_stake_limit']?.({ ...given, limit_price: 7n, allow_partial: false })).toEqual({
      ...{ kind: 'move-stake', hotkey: hot, toHotkey: other, netuid: 1, toNetuid: 2, alpha: null, limit: '7', partial: false },
    })
    expect(stakingFacts['SubtensorModule.transfer_stake_and_hotkey']?.({ ...given, destination_coldkey: friend.address })).toEqual({
      ...{ kind: 'give-stake', to: friend, hotkey: hot, toHotkey: other, netuid: 1, toNetuid: 2, alpha: null },
    })
    expect(stakingFacts['SubtensorModule.claim_root_with_hotkey']?.({ hotkey: hot.address })).toEqual({ kind: 'claim', hotkey: hot })
  })

  test('one whose arguments are not those that are known is refused', () => {
    const refused = (args: Value) => {
      try {
        explain({ pallet: 'SubtensorModule', name: 'add_stake', args, inner: [] }, context)
      } catch (error) {
        return error instanceof KluisError ? [error.code, error.facts.call] : error
      }
      return 'explained'
    }
    const unknown = ['call-unknown', 'SubtensorModule.add_stake']
    expect(refused({ ...at, amount_staked: 5n })).toBe('explained')
    for (const args of [
      { ...at },
      { ...at, amount_staked: 5n, recipient: other.address },
      { ...at, amount: 5n },
      { ...at, netuid: 70_000, amount_staked: 5n },
      { ...at, netuid: '1', amount_staked: 5n },
      { ...at, amount_staked: -5n },
      { ...at, amount_staked: undefined },
    ])
      expect(refused(args), Object.keys(args).join()).toEqual(unknown)
  })
})

describe('a limit', () => {
  const buy = (limit_price: bigint, over: Partial<Context> = {}, netuid = 1) =>
    one('add_stake_limit', { ...at, netuid, amount_staked: RAO_PER_TAO, limit_price, allow_partial: false }, over)
  const sell = (limit_price: bigint, netuid = 1) =>
    one('remove_stake_limit', { ...at, netuid, amount_unstaked: RAO_PER_TAO, limit_price, allow_partial: false }).risks
  const swap = (limit_price: bigint, route: object = way) =>
    one('swap_stake_limit', { hotkey: hot.address, ...route, alpha_amount: RAO_PER_TAO, limit_price, allow_partial: false }).risks

  test('near the price is routine, and says how near', () => {
    expect(buy(10_050_000n)).toMatchObject({ risks: ['limit-near 0'], facts: [{ percent: '0.5' }], level: 1, tao: RAO_PER_TAO, stake: [] })
    expect(buy(10_500_000n).facts).toEqual([{ percent: '5' }])
    expect(buy(10_000_000n).facts).toEqual([{ percent: '0' }])
    expect([sell(9_950_000n), swap(497_500_000n)]).toEqual([['limit-near 0'], ['limit-near 0']])
    // To and from root, where alpha is TAO.
    expect(swap(9_950_000n, { origin_netuid: 1, destination_netuid: 0 })).toEqual(['limit-near 0'])
    expect(swap(99_500_000_000n, { origin_netuid: 0, destination_netuid: 1 })).toEqual(['limit-near 0'])
  })
  test('further than five percent is loose, further than twenty risky', () => {
    expect(buy(10_500_001n)).toMatchObject({ risks: ['limit-loose 2'], facts: [{ percent: '5.01' }], level: 2 })
    expect(buy(12_000_000n).level).toBe(2)
    expect(buy(12_000_001n)).toMatchObject({ risks: ['limit-loose 3'], level: 3 })
    expect([sell(9_499_999n), sell(7_999_999n)]).toEqual([['limit-loose 2'], ['limit-loose 3']])
    expect([swap(474_999_999n), swap(399_999_999n)]).toEqual([['limit-loose 2'], ['limit-loose 3']])
  })
  test('at more than twice the price, or less than half of it, it is none to rely on, and takes the word', () => {
    expect([buy(20_000_000n).risks, sell(5_000_000n), swap(250_000_000n)]).toEqual(Array(3).fill(['limit-loose 3']))
    expect([buy(20_000_001n).risks, sell(4_999_999n), swap(249_999_999n), sell(1_001n)]).toEqual(Array(4).fill(['limit-nominal 3']))
    expect(takesAnyPrice([{ risks: [{ id: 'limit-nominal', level: 3, facts: {} }] }])).toBe(true)
  })
  test('that the price has passed says that it would fail', () => {
    expect(buy(9_999_999n)).toMatchObject({ risks: ['limit-passed 2'], level: 2 })
    expect([sell(10_000_001n), swap(500_000_001n)]).toEqual([['limit-passed 2'], ['limit-passed 2']])
  })
  test('of which the price is not known protects from nothing that anybody could name', () => {
    expect(buy(10_050_000n, { spots: undefined })).toMatchObject({ risks: ['limit-unknown 3'], level: 3 })
    expect(buy(10_050_000n, {}, 9).risks).toEqual(['limit-unknown 3'])
    expect(buy(10_050_000n, { spots: new Map([[1, 0n]]) }).risks).toEqual(['limit-unknown 3'])
  })
  test('that no trade ever reaches is none', () => {
    for (const limit of [10n ** 15n, U64]) expect(buy(limit)).toMatchObject({ risks: ['no-limit 3'], level: 3 })
    expect([sell(0n), sell(1_000n), swap(0n)]).toEqual([['no-limit 3'], ['no-limit 3'], ['no-limit 3']])
  })
  test('is not wanted where nothing has a price: on root, and between validators of the same subnet', () => {
    expect(one('add_stake', { ...at, netuid: 0, amount_staked: RAO_PER_TAO })).toMatchObject({ risks: [], level: 1 })
    expect([sell(0n, 0), swap(0n, { origin_netuid: 1, destination_netuid: 1 })]).toEqual([[], []])
    const given = {
      origin_hotkey: hot.address,
      destination_hotkey: other.address,
      origin_netuid: 1,
      destination_netuid: 1,
      alpha_amount: 5n,
    }
    expect(one('move_stake', given)).toMatchObject({ risks: [], level: 1 })
  })
  test('is missed in every trade without one', () => {
    for (const [name, args] of [
      ['add_stake', { ...at, amount_staked: RAO_PER_TAO }],
      ['remove_stake', { ...at, amount_unstaked: 5n }],
      ['remove_stake_full_limit', { ...at, limit_price: undefined }],
      ['move_stake', { origin_hotkey: hot.address, destination_hotkey: hot.address, ...way, alpha_amount: 5n }],
      ['swap_stake', { hotkey: hot.address, ...way, alpha_amount: 5n }],
      ['transfer_stake', { destination_coldkey: friend.address, hotkey: hot.address, ...way, alpha_amount: 5n }],
      ['unstake_all', { hotkey: hot.address }],
      ['unstake_all_alpha', { hotkey: hot.address }],
      ['add_stake_burn', { ...at, amount: 5n, limit: undefined }],
      ['burned_register', at],
    ] as const) {
      const { risks, level } = one(name, args)
      expect(risks, name).toContain('no-limit 3')
      expect(level, name).toBe(3)
      expect(read(batch(make(name, args))).level, name).toBe(3)
    }
  })
  test('cannot be had for a claim, of all or of one validator: that is said, alone and among others', () => {
    const claim = make('claim_root', { subnets: [4] })
    expect(one('claim_root', { subnets: [4] })).toMatchObject({ risks: ['claim-open 2'], level: 2 })
    expect(read(batch(claim, claim)).level).toBe(2)
    const all = risksOfLeaf({ kind: 'claim', hotkey: { id: other.id, address: other.address } }, context)
    expect(all).toEqual([{ id: 'claim-open', level: 2, facts: {} }])
    // Only where it is known that it costs more than it brings.
    expect(one('claim_root', { subnets: [4] }, { claimLoses: true })).toMatchObject({ risks: ['claim-loss 2', 'claim-open 2'], level: 2 })
    expect(one('set_root_claim_type', { new_root_claim_type: { type: 'Keep', value: undefined } }).risks).toEqual([])
  })
})

describe('what leaves', () => {
  const gift = (to: { address: string }, over: Value = {}) => ({
    ...{ destination_coldkey: to.address, hotkey: hot.address, origin_netuid: 1, destination_netuid: 1, alpha_amount: 5n },
    ...over,
  })
  test('stake that is given away counts as what leaves, and its recipient is looked at like any other', () => {
    expect(one('transfer_stake', gift(friend))).toMatchObject({ risks: ['stake-given 3'], level: 3, tao: 0n, stake: [[1, 5n]] })
    expect(one('transfer_stake', gift(other)).risks).toEqual(['stake-given 3', 'first-time-recipient 2'])
    expect(one('transfer_stake', gift(me)).risks).toEqual(['stake-given 3', 'recipient-self 2'])
    expect(one('transfer_stake', gift(other), { payable: new Set([friend.id]) }).risks).toContain('recipient-not-contact 3')
    expect(one('transfer_stake', gift(friend, { alpha_amount: U64 })).stake).toEqual([[1, 'unbounded']])
  })
  test('so does what is destroyed, summed by subnet', () => {
    const burn = { hotkey: hot.address, amount: 7n, netuid: 1 }
    expect(one('burn_alpha', burn)).toMatchObject({ risks: ['stake-destroyed 3'], level: 3, stake: [[1, 7n]] })
    const { outflow } = read(
      batch(make('recycle_alpha', { ...burn, netuid: 2 }), make('burn_alpha', burn), make('transfer_stake', gift(friend))),
    )
    expect([...outflow.stake]).toEqual([
      [2, 7n],
      [1, 12n],
    ])
    expect(one('add_stake_burn', { ...at, amount: RAO_PER_TAO, limit: 10_050_000n })).toMatchObject({
      ...{ risks: ['stake-destroyed 3', 'limit-near 0'], tao: RAO_PER_TAO, level: 3 },
    })
  })
  test('what is staked leaves the free balance, yet is no loss', () => {
    const stake = (tao: bigint, freeRao: bigint | undefined = 1_000n * RAO_PER_TAO) =>
      one('add_stake_limit', { ...at, amount_staked: tao * RAO_PER_TAO, limit_price: 10_050_000n, allow_partial: false }, { freeRao })
    expect(stake(900n)).toMatchObject({ tao: 900n * RAO_PER_TAO, risks: ['limit-near 0'] })
    expect(stake(1_000n).risks).toEqual(['limit-near 0', 'not-enough 2'])
    expect(one('add_stake', { ...at, netuid: 0, amount_staked: 5n }, { freeRao: undefined }).risks).toEqual(['balance-unknown 2'])
  })
  test('registering costs what its limit says, and has no bound without one; so has replacing a hotkey whose price is not told', () => {
    expect(one('register_limit', { ...at, limit_price: 7n })).toMatchObject({ tao: 7n, risks: [], level: 2 })
    expect(one('burned_register', at).tao).toBe('unbounded')
    const swap = { hotkey: hot.address, new_hotkey: other.address, netuid: undefined }
    expect(one('swap_hotkey', swap)).toMatchObject({ tao: 100_000_000n, risks: ['hotkey-swapped 3'], level: 3 })
    expect(one('swap_hotkey', { ...swap, netuid: 1 }).tao).toBe(1_000_000n)
    expect(one('swap_hotkey', swap, { swapHotkeyRao: undefined }).tao).toBe('unbounded')
  })
  test('without TAO the fee of a call that stands alone comes from the stake, where the chain takes it there; inside another it would fail', () => {
    const all = { ...at, limit_price: 9_950_000n }
    expect(one('remove_stake_full_limit', all, { freeRao: 0n, feesFromStake: true }).risks).toEqual(['limit-near 0', 'fee-in-alpha 1'])
    expect(one('remove_stake_full_limit', all, { freeRao: 0n }).risks).toEqual(['limit-near 0', 'not-enough 2'])
    expect(read(batch(make('remove_stake_full_limit', all)), { freeRao: 0n, feesFromStake: true }).risks.map(({ id }) => id)).toEqual([
      'not-enough',
    ])
    expect(one('set_reject_locked_alpha', { enabled: true }, { freeRao: 0n, feesFromStake: true }).risks).toEqual(['not-enough 2'])
    // Of a call that sells everywhere that depends on whether it is one position: its sentence says so.
    const { risks } = read(make('unstake_all', { hotkey: hot.address }), { freeRao: 0n, feesFromStake: true })
    expect(risks.find(({ id }) => id === 'fee-in-alpha')?.facts).toEqual({ of: 'unstake-all' })
  })
  test('a hotkey that a site wants to move stake of is said', () => {
    expect(one('unstake_all', { hotkey: hot.address }, { siteAsksHotkey: true }).risks).toContain('from-hotkey 3')
    expect(one('set_reject_locked_alpha', { enabled: true }, { siteAsksHotkey: true }).risks).toEqual([])
  })
  test('the sums of stake are exact, however many calls there are', () => {
    const parts = fc.array(fc.record({ netuid: fc.integer({ min: 1, max: 4 }), amount: fc.bigInt({ min: 1n, max: U64 - 1n }) }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(parts, (list) => {
        const { outflow, leaves } = read(batch(...list.map((each) => make('burn_alpha', { hotkey: hot.address, ...each }))))
        expect(leaves).toHaveLength(list.length)
        for (const netuid of [1, 2, 3, 4]) {
          const sum = list.filter((each) => each.netuid === netuid).reduce((all, { amount }) => all + amount, 0n)
          expect(outflow.stake.get(netuid) ?? 0n).toBe(sum)
        }
      }),
      { numRuns: 60 },
    )
  })
})

// Finney's own metadata is a yardstick that is not ours to ship: these tests are skipped, and say so, where it is absent.
const yardstick = '../shared/data/metadata-finney-424.scale'
const there = existsSync(yardstick)
describe.skipIf(!there)(`finney’s calls of spec 424${there ? '' : ' (skipped: the yardstick is not here)'}`, () => {
  const finney: RuntimeView = there ? openRuntime(new Uint8Array(readFileSync(yardstick))) : (undefined as never)
  const names = (): string[] => {
    const calls = finney.metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.calls
    const entry = calls && finney.lookup(calls.type)
    return entry?.type === 'enum' ? Object.keys(entry.value) : []
  }

  test('all that move stake or money, or give somebody power over them, are explained; the others are these', () => {
    const explained = names().filter((name) => Object.hasOwn(stakingFacts, `SubtensorModule.${name}`))
    // All that there are but those of later runtimes, and one that finney calls otherwise.
    const later = ['associate_hotkey', 'claim_root_with_hotkey', 'move_stake_limit', 'transfer_stake_and_hotkey']
    expect([...explained, ...later].sort()).toEqual(
      Object.keys(stakingFacts)
        .map((name) => name.slice('SubtensorModule.'.length))
        .sort(),
    )
    const without = names().filter((name) => !explained.includes(name))
    expect(without.sort()).toEqual(
      [
        // Moving house, which hands over the whole account: refused for sites until it has a ceremony of its own.
        ...['announce_coldkey_swap', 'swap_coldkey_announced', 'dispute_coldkey_swap', 'clear_coldkey_swap_announcement'],
        ...['schedule_swap_coldkey'],
        // Duties of hotkeys, which sign them elsewhere.
        ...['set_weights', 'batch_set_weights', 'set_mechanism_weights', 'commit_weights', 'batch_commit_weights'],
        ...['commit_mechanism_weights', 'commit_crv3_mechanism_weights', 'commit_timelocked_weights'],
        ...['commit_timelocked_mechanism_weights', 'reveal_weights', 'batch_reveal_weights', 'reveal_mechanism_weights'],
        ...['serve_axon', 'serve_axon_tls', 'serve_prometheus', 'associate_evm_key', 'register'],
        // What a person or a subnet is called.
        ...['set_identity', 'set_subnet_identity', 'update_symbol'],
        // Subnets: making, leasing and steering them.
        ...['register_network', 'register_network_with_identity', 'register_leased_network', 'terminate_lease', 'start_call'],
        ...['set_tempo', 'set_activity_cutoff_factor', 'trigger_epoch', 'enable_voting_power_tracking'],
        ...['disable_voting_power_tracking'],
        // Only for the chain's own root.
        ...['swap_coldkey', 'reset_coldkey_swap', 'dissolve_network', 'root_dissolve_network', 'set_pending_childkey_cooldown'],
        ...['sudo_set_max_childkey_take', 'sudo_set_min_childkey_take', 'sudo_set_num_root_claims', 'sudo_set_root_claim_threshold'],
        ...['sudo_set_tx_childkey_take_rate_limit', 'sudo_set_voting_power_ema_alpha'],
      ].sort(),
    )
  })

  test.each(
    vectors.calls.filter(({ pallet, call }) => pallet === 'SubtensorModule' && Object.hasOwn(stakingFacts, `SubtensorModule.${call}`)),
  )('$call of the vectors is explained', ({ call, hex }) => {
    const { leaves } = explain(openCall(finney, fromHex(hex)), context)
    expect(leaves.map((each) => each.call)).toEqual([`SubtensorModule.${call}`])
    expect(v.is(factSchema, leaves[0]?.fact)).toBe(true)
  })
})
