import type { Call } from '../pallet'

// What each type of proxy may call, by name, those of pallets too that this localnet lacks (runtime/src/proxy_filters of Subtensor).

/** In the order of the chain, which is that of its numbers. */
export const proxyTypes = [
  ...['Any', 'Owner', 'NonCritical', 'NonTransfer', 'Senate', 'NonFungible', 'Triumvirate', 'Governance', 'Staking', 'Registration'],
  ...['Transfer', 'SmallTransfer', 'RootWeights', 'ChildKeys', 'SudoUncheckedSetCode', 'SwapHotkey', 'SubnetLeaseBeneficiary', 'RootClaim'],
]
/** `only` what is named, or all but what is named; 'Pallet.*' names a whole pallet. */
type Rule = { only: readonly string[]; except?: readonly string[] } | { not: readonly string[] }
/** `covers`: which types the delegate of another type may add and remove. */
export type Filters = { rules: Readonly<Record<string, Rule>>; covers(one: string, other: string): boolean; inherits: boolean }

const of = (pallet: string, names: string) => names.split(' ').map((name) => `${pallet}.${name}`)
const stake = (names: string) => of('SubtensorModule', names)
const admin = (names: string) => of('AdminUtils', names.replace(/\S+/g, 'sudo_set_$&'))
const transfers = of('Balances', 'transfer_keep_alive transfer_allow_death transfer_all')
const coldkeySwaps = stake(
  'schedule_swap_coldkey swap_coldkey announce_coldkey_swap swap_coldkey_announced clear_coldkey_swap_announcement dispute_coldkey_swap',
)
const hotkeySwaps = stake('swap_hotkey swap_hotkey_v2')
const trades = stake(
  'add_stake add_stake_limit remove_stake remove_stake_limit remove_stake_full_limit unstake_all unstake_all_alpha move_stake swap_stake swap_stake_limit',
)
const identity = stake('set_subnet_identity update_symbol')
const nothing: Rule = { only: [] }
/** What has not changed. */
const common: Filters['rules'] = {
  Any: { not: [] },
  Senate: nothing,
  Triumvirate: nothing,
  Governance: nothing,
  RootWeights: nothing,
  Registration: { only: stake('register register_limit burned_register') },
  Transfer: { only: [...transfers, ...stake('transfer_stake')] },
  SmallTransfer: { only: [...transfers.slice(0, 2), ...stake('transfer_stake')] },
  ChildKeys: { only: stake('set_children set_childkey_take') },
  SudoUncheckedSetCode: { only: ['Sudo.sudo_unchecked_weight'] },
  SwapHotkey: { only: hotkeySwaps },
  RootClaim: { only: stake('claim_root') },
}

/** As at spec 424: whoever may "not transfer" may all that nobody thought of. */
export const filters424: Filters = {
  inherits: false,
  covers: (one, other) => one === 'NonTransfer' && !['Any', 'Transfer', 'SmallTransfer'].includes(other),
  rules: {
    ...common,
    Owner: { only: ['AdminUtils.*', ...identity], except: admin('sn_owner_hotkey subnet_owner_hotkey') },
    NonCritical: { not: ['Sudo.*', ...stake('dissolve_network root_register burned_register'), ...coldkeySwaps.slice(2)] },
    NonTransfer: { not: ['Balances.*', ...stake('transfer_stake'), ...coldkeySwaps] },
    NonFungible: {
      not: ['Balances.*', ...trades, ...stake('transfer_stake burned_register root_register'), ...coldkeySwaps, ...hotkeySwaps],
    },
    Staking: { only: [...trades, ...stake('set_root_claim_type')] },
    SubnetLeaseBeneficiary: {
      only: [
        ...stake('start_call'),
        ...admin(
          'serving_rate_limit min_difficulty max_difficulty weights_version_key adjustment_alpha immunity_period min_allowed_weights kappa rho activity_cutoff network_registration_allowed network_pow_registration_allowed max_burn bonds_moving_average bonds_penalty commit_reveal_weights_enabled liquid_alpha_enabled alpha_values commit_reveal_weights_interval toggle_transfer',
        ),
      ],
    },
  },
}

const owned = [
  ...stake('set_tempo set_activity_cutoff_factor'),
  'AdminUtils.sudo_trim_to_max_allowed_uids',
  ...admin(
    'serving_rate_limit max_difficulty weights_version_key adjustment_alpha immunity_period min_allowed_weights rho activity_cutoff activity_cutoff_factor tempo min_burn max_burn bonds_moving_average bonds_penalty min_childkey_take_per_subnet commit_reveal_weights_enabled liquid_alpha_enabled alpha_values liquid_alpha_consensus_mode commit_reveal_weights_interval toggle_transfer recycle_or_burn alpha_sigmoid_steepness yuma3_enabled bonds_reset_enabled owner_immune_neuron_limit mechanism_count mechanism_emission_split max_allowed_uids burn_half_life burn_increase_mult owner_cut_enabled owner_cut_auto_lock_enabled collateral_lock_share collateral_drain_ratio',
  ),
]
const gifts = stake('transfer_stake transfer_stake_and_hotkey')
const baskets = stake('swap_basket swap_basket_many')
const moreTrades = [...trades, ...stake('move_stake_limit stake_into_basket add_collateral set_min_collateral')]
/** What no restricted proxy may since these are lists of what is allowed. */
const never = [
  ...['Sudo.*', 'Multisig.*', 'Crowdloan.*', 'MevShield.store_encrypted'],
  ...[...admin('sn_owner_hotkey subnet_owner_hotkey'), ...baskets, ...coldkeySwaps, ...stake('disassociate_hotkey reset_coldkey_swap')],
]
const value = ['Balances.*', 'EVM.*', 'Contracts.*', ...gifts]
const covered = (type: string) =>
  !['Any', 'Transfer', 'SmallTransfer', 'NonCritical', 'SudoUncheckedSetCode', 'BasketTrading'].includes(type)

/** As at spec 475. Allow-lists of groups there; the groups divide all calls among them, so what they leave out is shorter to tell. */
export const filters475: Filters = {
  inherits: true,
  covers: (one, other) => one === 'NonTransfer' && covered(other),
  rules: {
    ...common,
    Transfer: { only: [...transfers, ...gifts] },
    SmallTransfer: { only: [...transfers.slice(0, 2), ...gifts] },
    Registration: { only: stake('register register_limit burned_register pow_register') },
    Owner: { only: [...identity, ...owned] },
    NonCritical: { not: [...never, ...stake('burned_register root_register dissolve_network root_dissolve_network')] },
    NonTransfer: { not: [...never, ...value] },
    NonFungible: {
      not: [
        ...[...never, ...value, ...moreTrades, ...hotkeySwaps],
        ...stake('burned_register root_register add_stake_burn lock_stake move_lock set_perpetual_lock recycle_alpha burn_alpha'),
        ...stake('register_network register_network_with_identity register_leased_network'),
      ],
    },
    Staking: { only: moreTrades },
    SubnetLeaseBeneficiary: { only: [...stake('start_call'), ...identity, ...owned] },
    RootClaim: { only: stake('claim_root claim_root_with_hotkey') },
    BasketTrading: { only: baskets },
  },
}

const SMALL = 500_000_000n
const names = (list: readonly string[], { type, value: of }: Call) => list.includes(`${type}.*`) || list.includes(`${type}.${of.type}`)

/** Whether a type of proxy may make a call, that pallet's own restrictions aside. */
export function mayCall({ rules }: Filters, type: string, call: Call): boolean {
  const rule = rules[type]
  if (!rule) return false
  if ('not' in rule) return !names(rule.not, call)
  if (!names(rule.only, call) || names(rule.except ?? [], call)) return false
  const args = call.value.value ?? {}
  // Rao of TAO, and of alpha.
  if (type === 'SmallTransfer') return ((args.value ?? args.alpha_amount) as bigint) < SMALL
  if (type === 'SudoUncheckedSetCode') return names(['System.set_code'], args.call as Call)
  return true
}
/** Whether the delegate of one type may hand out and take back the other. */
export const isSuperset = ({ covers }: Filters, one: string, other: string): boolean =>
  one === other || one === 'Any' || covers(one, other) || (one === 'Transfer' && other === 'SmallTransfer')
