import { describe, expect, test } from 'vitest'
import type { Call } from './pallet'
import { type Filters, filters424, filters475, isSuperset, mayCall, proxyTypes } from './pallets/proxy-filters'
import { runtimeOf } from './runtimes'

const callsOf = (spec: number) =>
  runtimeOf(spec).pallets.flatMap(({ name, calls }) =>
    [...(calls?.body ?? '').matchAll(/(?:enum | \| )\d+ (\w+)/g)].map(([, call]) => `${name}.${call}`),
  )
const call = (name: string, value: Record<string, unknown> = {}): Call => {
  const [type, of] = name.split('.') as [string, string]
  return { type, value: { type: of, value } }
}
const large = { value: 500_000_000n, alpha_amount: 500_000_000n, call: call('System.remark') }
const small = { value: 499_999_999n, alpha_amount: 499_999_999n, call: call('System.set_code') }
const allowed = (filters: Filters, spec: number, type: string, args: Record<string, unknown> = small) =>
  callsOf(spec).filter((name) => mayCall(filters, type, call(name, args)))
const denied = (filters: Filters, spec: number, type: string) => callsOf(spec).filter((name) => !mayCall(filters, type, call(name, small)))
const staking = (names: string) => names.split(' ').map((name) => `SubtensorModule.${name}`)
const sorted = (...lists: (readonly string[])[]) => lists.flat().sort()
const pallet = (spec: number, name: string) => callsOf(spec).filter((each) => each.startsWith(`${name}.`))
const transfers = ['Balances.transfer_keep_alive', 'Balances.transfer_allow_death', 'Balances.transfer_all']
const swaps = 'announce_coldkey_swap swap_coldkey_announced clear_coldkey_swap_announcement dispute_coldkey_swap'
const oldSwaps = 'schedule_swap_coldkey swap_coldkey'
const trades =
  'add_stake add_stake_limit remove_stake remove_stake_limit remove_stake_full_limit unstake_all unstake_all_alpha move_stake swap_stake swap_stake_limit'
const here = (spec: number, names: readonly string[]) => names.filter((name) => callsOf(spec).includes(name))

test('the localnet has calls to judge', () => expect(callsOf(424).length).toBeGreaterThan(200))

describe('of all calls at spec 424', () => {
  test.each<[type: string, what: () => string[]]>([
    ['Any', () => callsOf(424)],
    ...['Senate', 'Triumvirate', 'Governance', 'RootWeights'].map((type): [string, () => string[]] => [type, () => []]),
    ['Transfer', () => [...transfers, ...staking('transfer_stake')]],
    ['SmallTransfer', () => [...transfers.slice(0, 2), ...staking('transfer_stake')]],
    ['Staking', () => staking(`${trades} set_root_claim_type`)],
    ['Registration', () => staking('register register_limit burned_register')],
    ['ChildKeys', () => staking('set_children set_childkey_take')],
    ['SwapHotkey', () => staking('swap_hotkey swap_hotkey_v2')],
    ['RootClaim', () => staking('claim_root')],
    ['SudoUncheckedSetCode', () => ['Sudo.sudo_unchecked_weight']],
    [
      'Owner',
      () => [
        ...pallet(424, 'AdminUtils').filter((name) => !/sn_owner_hotkey|subnet_owner_hotkey/.test(name)),
        ...staking('set_subnet_identity update_symbol'),
      ],
    ],
  ])('%s may only these', (type, what) => expect(sorted(allowed(filters424, 424, type))).toEqual(sorted(here(424, what()))))

  test('a lease may be run by what its owner may set, of which it knows some', () => {
    const lease = allowed(filters424, 424, 'SubnetLeaseBeneficiary')
    expect(lease).toHaveLength(21)
    expect(lease).toContain('SubtensorModule.start_call')
    expect(lease).toContain('AdminUtils.sudo_set_toggle_transfer')
    expect(lease).not.toContain('AdminUtils.sudo_set_sn_owner_hotkey')
  })

  test.each<[type: string, what: () => string[]]>([
    ['NonCritical', () => [...pallet(424, 'Sudo'), ...staking(`dissolve_network root_register burned_register ${swaps}`)]],
    ['NonTransfer', () => [...pallet(424, 'Balances'), ...staking(`transfer_stake ${oldSwaps} ${swaps}`)]],
    [
      'NonFungible',
      () => [
        ...pallet(424, 'Balances'),
        ...staking(`${trades} transfer_stake burned_register root_register ${oldSwaps} ${swaps} swap_hotkey swap_hotkey_v2`),
      ],
    ],
  ])('%s may all but these', (type, what) => expect(sorted(denied(filters424, 424, type))).toEqual(sorted(here(424, what()))))

  test('what sounds harmless is not', () => {
    for (const name of transfers) expect(mayCall(filters424, 'NonCritical', call(name, large)), name).toBe(true)
    for (const type of ['NonTransfer', 'NonFungible'])
      for (const name of [
        'SubtensorModule.burn_alpha',
        'Crowdloan.contribute',
        'Contracts.call',
        'EVM.withdraw',
        'Multisig.as_multi_threshold_1',
      ])
        expect(mayCall(filters424, type, call(name)), `${type} ${name}`).toBe(true)
    for (const type of ['Transfer', 'Staking', 'Owner']) expect(mayCall(filters424, type, call('Crowdloan.contribute')), type).toBe(false)
  })
})

describe('of all calls at spec 475', () => {
  const baskets = 'swap_basket swap_basket_many'
  const gone = () => [
    ...pallet(475, 'Sudo'),
    ...pallet(475, 'Multisig'),
    'MevShield.store_encrypted',
    'AdminUtils.sudo_set_sn_owner_hotkey',
    'AdminUtils.sudo_set_subnet_owner_hotkey',
    ...staking(`${oldSwaps} ${swaps} reset_coldkey_swap disassociate_hotkey ${baskets}`),
  ]
  const gifts = 'transfer_stake transfer_stake_and_hotkey'
  const more = `${trades} move_stake_limit stake_into_basket add_collateral set_min_collateral`
  test.each<[type: string, what: () => string[]]>([
    ['Transfer', () => [...transfers, ...staking(gifts)]],
    ['SmallTransfer', () => [...transfers.slice(0, 2), ...staking(gifts)]],
    ['Staking', () => staking(more)],
    ['RootClaim', () => staking('claim_root claim_root_with_hotkey')],
    ['BasketTrading', () => staking(baskets)],
    ['Registration', () => staking('register register_limit burned_register pow_register')],
  ])('%s may only these', (type, what) => expect(sorted(allowed(filters475, 475, type))).toEqual(sorted(here(475, what()))))

  test.each<[type: string, what: () => string[]]>([
    ['NonCritical', () => [...gone(), ...staking('dissolve_network root_dissolve_network root_register burned_register')]],
    ['NonTransfer', () => [...gone(), ...pallet(475, 'Balances'), ...staking(gifts)]],
    [
      'NonFungible',
      () => [
        ...gone(),
        ...pallet(475, 'Balances'),
        ...staking(`${gifts} ${more} burned_register root_register swap_hotkey swap_hotkey_v2 add_stake_burn lock_stake move_lock`),
        ...staking('set_perpetual_lock recycle_alpha burn_alpha register_network register_network_with_identity register_leased_network'),
      ],
    ],
  ])('%s may all but these', (type, what) => expect(sorted(denied(filters475, 475, type))).toEqual(sorted(here(475, what()))))

  test('value does not leave through pallets that this localnet lacks', () => {
    for (const name of ['Crowdloan.contribute', 'Contracts.call', 'EVM.withdraw', 'SubtensorModule.announce_coldkey_swap'])
      for (const type of ['NonTransfer', 'NonFungible']) expect(mayCall(filters475, type, call(name)), `${type} ${name}`).toBe(false)
    expect(mayCall(filters475, 'NonCritical', call('EVM.withdraw'))).toBe(true)
    expect(mayCall(filters475, 'NonCritical', call('Crowdloan.contribute'))).toBe(false)
  })
})

test('a small transfer is below half a TAO, or half an alpha, each time', () => {
  for (const filters of [filters424, filters475]) {
    expect(allowed(filters, 424, 'SmallTransfer', large)).toEqual([])
    expect(allowed(filters, 424, 'SmallTransfer', small)).toHaveLength(3)
  }
})

test('root may be asked for one thing only', () => {
  const ask = (name: string, inner: string) => mayCall(filters424, 'SudoUncheckedSetCode', call(name, { call: call(inner) }))
  expect(ask('Sudo.sudo_unchecked_weight', 'System.set_code')).toBe(true)
  expect(ask('Sudo.sudo_unchecked_weight', 'System.set_storage')).toBe(false)
  expect(ask('Sudo.sudo', 'System.set_code')).toBe(false)
})

test('which type covers which', () => {
  const covered = (filters: Filters, one: string) => [...proxyTypes, 'BasketTrading'].filter((other) => isSuperset(filters, one, other))
  for (const filters of [filters424, filters475]) {
    expect(covered(filters, 'Any')).toHaveLength(19)
    expect(covered(filters, 'Transfer')).toEqual(['Transfer', 'SmallTransfer'])
    for (const one of proxyTypes.filter((each) => !['Any', 'Transfer', 'NonTransfer'].includes(each)))
      expect(covered(filters, one), one).toEqual([one])
  }
  const without = (...names: string[]) => proxyTypes.filter((each) => !names.includes(each))
  expect(covered(filters424, 'NonTransfer').filter((each) => each !== 'BasketTrading')).toEqual(without('Any', 'Transfer', 'SmallTransfer'))
  expect(covered(filters475, 'NonTransfer')).toEqual(without('Any', 'Transfer', 'SmallTransfer', 'NonCritical', 'SudoUncheckedSetCode'))
})
