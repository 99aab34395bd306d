import { type Fact, KluisError } from '../units'
import { account } from './accounts'

type Kind = Fact['kind']
const U64 = 2n ** 64n - 1n

const same = (value: unknown) => value ?? null
/** How a fact's field is read from an argument. A limit and a netuid may be absent. */
const fields: Readonly<Record<string, (value: unknown) => unknown>> = {
  ...{ to: account, hotkey: account, toHotkey: account },
  ...{ netuid: same, toNetuid: same, take: same, partial: same, keepStake: same, on: same },
  amount: String,
  limit: (value) => (value === undefined ? null : String(value)),
  // The largest number stands for everything (chain.md 4.2); more than there is can never be meant.
  alpha: (value) => (value === U64 ? null : String(value)),
  children: (value) =>
    (value as [bigint, string][]).map(([part, hotkey]) => ({ ...account(hotkey), share: Number((part * 1_000_000n) / U64) })),
  subnets: (value) => [...(value as number[])],
  type: (value) => (value as { type: string }).type,
  netuids: (value) => [...((value as { value?: { subnets?: number[] } }).value?.subnets ?? [])],
}

const market = { limit: null, partial: false }
const bounded = 'limit_price>limit allow_partial>partial'
const hotkeys = 'origin_hotkey>hotkey destination_hotkey>toHotkey'
const route = 'origin_netuid>netuid destination_netuid>toNetuid alpha_amount>alpha'
/**
 * Staking calls by the names in the metadata: the kind of fact, and its fields for the call's arguments, `argument>field+field` where
 * they have other names; what stands beside is the same for every such call.
 */
const calls: Readonly<Record<string, readonly [kind: Kind, args: string, rest?: object]>> = {
  add_stake: ['stake', 'hotkey netuid amount_staked>amount', market],
  add_stake_limit: ['stake', `hotkey netuid amount_staked>amount ${bounded}`],
  remove_stake: ['unstake', 'hotkey netuid amount_unstaked>alpha', market],
  remove_stake_limit: ['unstake', `hotkey netuid amount_unstaked>alpha ${bounded}`],
  remove_stake_full_limit: ['unstake', 'hotkey netuid limit_price>limit', { alpha: null, partial: false }],
  unstake_all: ['unstake-all', 'hotkey', { restake: false }],
  unstake_all_alpha: ['unstake-all', 'hotkey', { restake: true }],
  move_stake: ['move-stake', `${hotkeys} ${route}`, market],
  move_stake_limit: ['move-stake', `${hotkeys} ${route} ${bounded}`],
  swap_stake: ['move-stake', `hotkey>hotkey+toHotkey ${route}`, market],
  swap_stake_limit: ['move-stake', `hotkey>hotkey+toHotkey ${route} ${bounded}`],
  transfer_stake: ['give-stake', `destination_coldkey>to hotkey>hotkey+toHotkey ${route}`],
  transfer_stake_and_hotkey: ['give-stake', `destination_coldkey>to ${hotkeys} ${route}`],
  recycle_alpha: ['destroy-stake', 'hotkey amount>alpha netuid'],
  burn_alpha: ['destroy-stake', 'hotkey amount>alpha netuid'],
  add_stake_burn: ['buy-destroy', 'hotkey netuid amount limit'],
  set_coldkey_auto_stake_hotkey: ['auto-stake', 'netuid hotkey'],
  claim_root: ['claim', 'subnets', { hotkey: null }],
  claim_root_with_hotkey: ['claim', 'hotkey'],
  set_root_claim_type: ['claim-type', 'new_root_claim_type>type+netuids'],
  increase_take: ['take', 'hotkey take', { netuid: null }],
  decrease_take: ['take', 'hotkey take', { netuid: null }],
  set_childkey_take: ['take', 'hotkey netuid take'],
  set_children: ['children', 'hotkey netuid children'],
  burned_register: ['register', 'netuid hotkey', { limit: null }],
  root_register: ['register', 'hotkey', { netuid: 0, limit: null }],
  register_limit: ['register', 'netuid hotkey limit_price>limit'],
  associate_hotkey: ['associate', 'hotkey'],
  try_associate_hotkey: ['associate', 'hotkey'],
  swap_hotkey: ['swap-hotkey', 'hotkey new_hotkey>toHotkey netuid', { keepStake: false }],
  swap_hotkey_v2: ['swap-hotkey', 'hotkey new_hotkey>toHotkey netuid keep_stake>keepStake'],
  lock_stake: ['lock', 'hotkey netuid amount>alpha'],
  move_lock: ['move-lock', 'destination_hotkey>hotkey netuid'],
  set_perpetual_lock: ['keep-lock', 'netuid enabled>on'],
  set_reject_locked_alpha: ['reject-locked', 'enabled>on'],
  set_auto_parent_delegation_enabled: ['auto-parent', 'hotkey enabled>on'],
}

type Args = Readonly<Record<string, unknown>>
/** A call that has other arguments than it had when its sentence was written may mean something else: it is refused. */
function reader(call: string, [kind, args, rest]: (typeof calls)[string]): (args: Args) => Fact {
  const wanted = args.split(' ').map((each) => {
    const [name = '', into = name] = each.split('>')
    return [name, into.split('+').filter(Boolean)] as const
  })
  return (given) => {
    if (Object.keys(given).length !== wanted.length || wanted.some(([name]) => !Object.hasOwn(given, name)))
      throw new KluisError('call-unknown', { call })
    const fact: Record<string, unknown> = { kind, ...rest }
    for (const [name, into] of wanted) for (const field of into) fact[field] = fields[field]?.(given[name])
    return fact as Fact
  }
}

export const stakingFacts: Readonly<Record<string, (args: Args) => Fact>> = Object.fromEntries(
  Object.entries(calls).map(([name, each]) => {
    const call = `SubtensorModule.${name}`
    return [call, reader(call, each)]
  }),
)
