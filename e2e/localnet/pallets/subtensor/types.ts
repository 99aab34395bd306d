// Types of SubtensorModule and of the runtime APIs about stake, subnets and prices, as finney declares them at spec 424.
import type { Api } from '../../pallet'

const ACCOUNT = 'sp_core::crypto::AccountId32'

export const types: Readonly<Record<string, string>> = {
  'bounded_collections::bounded_vec::BoundedVec#bytes': 'struct (Vec<u8>)',
  'pallet_subtensor::pallet::SubnetIdentityV3':
    'struct {subnet_name: Vec<u8>, github_repo: Vec<u8>, subnet_contact: Vec<u8>, subnet_url: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, logo_url: Vec<u8>, additional: Vec<u8>}',
  'primitive_types::H160': 'struct ([u8;20])',
  'sp_arithmetic::per_things::Percent': 'struct (u8)',
  'BTreeSet#netuids': 'struct (Vec<u16>)',
  'pallet_subtensor::pallet::RootClaimTypeEnum': 'enum 0 Swap | 1 Keep | 2 KeepSubnets{subnets: BTreeSet#netuids}',
  'substrate_fixed::FixedU128#U64F64': 'struct {bits: u128}',
  'pallet_subtensor_swap::pallet::TickIndex': 'struct (i32)',
  'pallet_subtensor_swap::pallet::PositionId': 'struct (u128)',
  'substrate_fixed::FixedI128#I96F32': 'struct {bits: i128}',
  'substrate_fixed::FixedU128#U96F32': 'struct {bits: u128}',
  'share_pool::SafeFloat': 'struct {mantissa: u128, exponent: i64}',
  'pallet_subtensor::staking::lock::LockState':
    'struct {locked_mass: u64, conviction: substrate_fixed::FixedU128#U64F64, last_update: u64}',
  'pallet_subtensor::utils::rate_limiting::Hyperparameter':
    'enum 0 Unknown | 1 ServingRateLimit | 2 MaxDifficulty | 3 AdjustmentAlpha | 4 MaxWeightLimit | 5 ImmunityPeriod | 6 MinAllowedWeights | 7 Kappa | 8 Rho | 9 ActivityCutoff | 10 PowRegistrationAllowed | 11 MinBurn | 12 MaxBurn | 13 BondsMovingAverage | 14 BondsPenalty | 15 CommitRevealEnabled | 16 LiquidAlphaEnabled | 17 AlphaValues | 18 WeightCommitInterval | 19 TransferEnabled | 20 AlphaSigmoidSteepness | 21 Yuma3Enabled | 22 BondsResetEnabled | 23 ImmuneNeuronLimit | 24 RecycleOrBurn | 25 MaxAllowedUids | 26 BurnHalfLife | 27 BurnIncreaseMult | 28 SubnetEmissionEnabled | 29 MinChildkeyTake | 30 ActivityCutoffFactorMilli | 31 TriggerEpoch',
  'pallet_subtensor::RateLimitKey': `enum 0 SetSNOwnerHotkey(u16) | 1 OwnerHyperparamUpdate(u16, pallet_subtensor::utils::rate_limiting::Hyperparameter) | 2 NetworkLastRegistered | 3 LastTxBlock(${ACCOUNT}) | 4 LastTxBlockChildKeyTake(${ACCOUNT}) | 5 LastTxBlockDelegateTake(${ACCOUNT}) | 6 AddStakeBurn(u16)`,
  'pallet_subtensor::pallet::ChainIdentityV2':
    'struct {name: Vec<u8>, url: Vec<u8>, github_repo: Vec<u8>, image: Vec<u8>, discord: Vec<u8>, description: Vec<u8>, additional: Vec<u8>}',
  'BTreeMap#claimable': 'struct (Vec<(u16, substrate_fixed::FixedI128#I96F32)>)',
  'frame_support::PalletId': 'struct ([u8;8])',
  'pallet_subtensor::rpc_info::stake_info::StakeInfo': `struct {hotkey: ${ACCOUNT}, coldkey: ${ACCOUNT}, netuid: Compact<u16>, stake: Compact<u64>, locked: Compact<u64>, emission: Compact<u64>, tao_emission: Compact<u64>, drain: Compact<u64>, is_registered: bool}`,
  'pallet_subtensor::rpc_info::stake_info::StakeAvailability':
    'struct {total: Compact<u64>, locked: Compact<u64>, available: Compact<u64>}',
  'BTreeMap#subnets': 'struct (Vec<(u16, pallet_subtensor::rpc_info::stake_info::StakeAvailability)>)',
  'BTreeMap#coldkeys': `struct (Vec<(${ACCOUNT}, BTreeMap#subnets)>)`,
  'pallet_subtensor::rpc_info::dynamic_info::DynamicInfo': `struct {netuid: Compact<u16>, owner_hotkey: ${ACCOUNT}, owner_coldkey: ${ACCOUNT}, subnet_name: Vec<Compact<u8>>, token_symbol: Vec<Compact<u8>>, tempo: Compact<u16>, last_step: Compact<u64>, blocks_since_last_step: Compact<u64>, emission: Compact<u64>, alpha_in: Compact<u64>, alpha_out: Compact<u64>, tao_in: Compact<u64>, alpha_out_emission: Compact<u64>, alpha_in_emission: Compact<u64>, tao_in_emission: Compact<u64>, pending_alpha_emission: Compact<u64>, pending_root_emission: Compact<u64>, subnet_volume: Compact<u128>, network_registered_at: Compact<u64>, subnet_identity: Option<pallet_subtensor::pallet::SubnetIdentityV3>, moving_price: substrate_fixed::FixedI128#I96F32}`,
  'pallet_subtensor::pallet::AxonInfo':
    'struct {block: u64, version: u32, ip: u128, port: u16, ip_type: u8, protocol: u8, placeholder1: u8, placeholder2: u8}',
  'pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph': `struct {netuid: Compact<u16>, name: Option<Vec<Compact<u8>>>, symbol: Option<Vec<Compact<u8>>>, identity: Option<Option<pallet_subtensor::pallet::SubnetIdentityV3>>, network_registered_at: Option<Compact<u64>>, owner_hotkey: Option<${ACCOUNT}>, owner_coldkey: Option<${ACCOUNT}>, block: Option<Compact<u64>>, tempo: Option<Compact<u16>>, last_step: Option<Compact<u64>>, blocks_since_last_step: Option<Compact<u64>>, subnet_emission: Option<Compact<u64>>, alpha_in: Option<Compact<u64>>, alpha_out: Option<Compact<u64>>, tao_in: Option<Compact<u64>>, alpha_out_emission: Option<Compact<u64>>, alpha_in_emission: Option<Compact<u64>>, tao_in_emission: Option<Compact<u64>>, pending_alpha_emission: Option<Compact<u64>>, pending_root_emission: Option<Compact<u64>>, subnet_volume: Option<Compact<u128>>, moving_price: Option<substrate_fixed::FixedI128#I96F32>, rho: Option<Compact<u16>>, kappa: Option<Compact<u16>>, min_allowed_weights: Option<Compact<u16>>, max_weights_limit: Option<Compact<u16>>, weights_version: Option<Compact<u64>>, weights_rate_limit: Option<Compact<u64>>, activity_cutoff: Option<Compact<u64>>, max_validators: Option<Compact<u16>>, num_uids: Option<Compact<u16>>, max_uids: Option<Compact<u16>>, burn: Option<Compact<u64>>, difficulty: Option<Compact<u64>>, registration_allowed: Option<bool>, pow_registration_allowed: Option<bool>, immunity_period: Option<Compact<u16>>, min_difficulty: Option<Compact<u64>>, max_difficulty: Option<Compact<u64>>, min_burn: Option<Compact<u64>>, max_burn: Option<Compact<u64>>, adjustment_alpha: Option<Compact<u64>>, adjustment_interval: Option<Compact<u16>>, target_regs_per_interval: Option<Compact<u16>>, max_regs_per_block: Option<Compact<u16>>, serving_rate_limit: Option<Compact<u64>>, commit_reveal_weights_enabled: Option<bool>, commit_reveal_period: Option<Compact<u64>>, liquid_alpha_enabled: Option<bool>, alpha_high: Option<Compact<u16>>, alpha_low: Option<Compact<u16>>, bonds_moving_avg: Option<Compact<u64>>, hotkeys: Option<Vec<${ACCOUNT}>>, coldkeys: Option<Vec<${ACCOUNT}>>, identities: Option<Vec<Option<pallet_subtensor::pallet::ChainIdentityV2>>>, axons: Option<Vec<pallet_subtensor::pallet::AxonInfo>>, active: Option<Vec<bool>>, validator_permit: Option<Vec<bool>>, pruning_score: Option<Vec<Compact<u16>>>, last_update: Option<Vec<Compact<u64>>>, emission: Option<Vec<Compact<u64>>>, dividends: Option<Vec<Compact<u16>>>, incentives: Option<Vec<Compact<u16>>>, consensus: Option<Vec<Compact<u16>>>, trust: Option<Vec<Compact<u16>>>, rank: Option<Vec<Compact<u16>>>, block_at_registration: Option<Vec<Compact<u64>>>, alpha_stake: Option<Vec<Compact<u64>>>, tao_stake: Option<Vec<Compact<u64>>>, total_stake: Option<Vec<Compact<u64>>>, tao_dividends_per_hotkey: Option<Vec<(${ACCOUNT}, Compact<u64>)>>, alpha_dividends_per_hotkey: Option<Vec<(${ACCOUNT}, Compact<u64>)>>, validators: Option<Vec<Compact<u16>>>, commitments: Option<Vec<(${ACCOUNT}, Vec<Compact<u8>>)>>}`,
  'substrate_fixed::FixedI64#I32F32': 'struct {bits: i64}',
  'pallet_subtensor::rpc_info::subnet_info::HyperparamValue':
    'enum 0 Bool(bool) | 1 U16(Compact<u16>) | 2 U32(Compact<u32>) | 3 U64(Compact<u64>) | 4 U128(Compact<u128>) | 5 TaoBalance(Compact<u64>) | 6 I32F32(substrate_fixed::FixedI64#I32F32) | 7 U64F64(substrate_fixed::FixedU128#U64F64)',
  'pallet_subtensor::rpc_info::subnet_info::HyperparamEntry':
    'struct {name: Vec<u8>, value: pallet_subtensor::rpc_info::subnet_info::HyperparamValue}',
  'pallet_subtensor_swap_runtime_api::SubnetPrice': 'struct {netuid: u16, price: u64}',
  'pallet_subtensor_swap_runtime_api::SimSwapResult':
    'struct {tao_amount: u64, alpha_amount: u64, tao_fee: u64, alpha_fee: u64, tao_slippage: u64, alpha_slippage: u64}',
  'pallet_subtensor::rpc_info::delegate_info::DelegateInfo': `struct {delegate_ss58: ${ACCOUNT}, take: Compact<u16>, nominators: Vec<(${ACCOUNT}, Vec<(Compact<u16>, Compact<u64>)>)>, owner_ss58: ${ACCOUNT}, registrations: Vec<Compact<u16>>, validator_permits: Vec<Compact<u16>>, return_per_1000: Compact<u64>, total_daily_return: Compact<u64>}`,
  'sp_arithmetic::per_things::Perquintill': 'struct (u64)',
  'pallet_subtensor_swap::pallet::balancer::Balancer': 'struct {quote: sp_arithmetic::per_things::Perquintill}',
  NonZeroU64: 'struct (u64)',
}

/** Generic parameters, where readers look for them. */
export const parameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'bounded_collections::bounded_vec::BoundedVec#bytes': { T: 'u8' },
  'BTreeSet#netuids': { T: 'u16' },
  'BTreeMap#claimable': { K: 'u16', V: 'substrate_fixed::FixedI128#I96F32' },
  'BTreeMap#subnets': { K: 'u16', V: 'pallet_subtensor::rpc_info::stake_info::StakeAvailability' },
  'BTreeMap#coldkeys': { K: ACCOUNT, V: 'BTreeMap#subnets' },
}

export const apis: readonly Api[] = [
  {
    name: 'StakeInfoRuntimeApi',
    version: 1,
    methods: [
      ['get_stake_info_for_coldkey', { coldkey_account: ACCOUNT }, 'Vec<pallet_subtensor::rpc_info::stake_info::StakeInfo>'],
      [
        'get_stake_info_for_coldkeys',
        { coldkey_accounts: `Vec<${ACCOUNT}>` },
        `Vec<(${ACCOUNT}, Vec<pallet_subtensor::rpc_info::stake_info::StakeInfo>)>`,
      ],
      [
        'get_stake_info_for_hotkey_coldkey_netuid',
        { hotkey_account: ACCOUNT, coldkey_account: ACCOUNT, netuid: 'u16' },
        'Option<pallet_subtensor::rpc_info::stake_info::StakeInfo>',
      ],
      ['get_stake_availability_for_coldkeys', { coldkey_accounts: `Vec<${ACCOUNT}>`, netuids: 'Option<Vec<u16>>' }, 'BTreeMap#coldkeys'],
      [
        'get_stake_fee',
        {
          origin: `Option<(${ACCOUNT}, u16)>`,
          origin_coldkey_account: ACCOUNT,
          destination: `Option<(${ACCOUNT}, u16)>`,
          destination_coldkey_account: ACCOUNT,
          amount: 'u64',
        },
        'u64',
      ],
      ['get_coldkey_lock', { coldkey: ACCOUNT, netuid: 'u16' }, 'Option<pallet_subtensor::staking::lock::LockState>'],
      ['get_hotkey_conviction', { hotkey: ACCOUNT, netuid: 'u16' }, 'substrate_fixed::FixedU128#U64F64'],
      ['get_most_convicted_hotkey_on_subnet', { netuid: 'u16' }, `Option<${ACCOUNT}>`],
    ],
  },
  {
    name: 'SubnetInfoRuntimeApi',
    version: 2,
    methods: [
      ['get_all_dynamic_info', {}, 'Vec<Option<pallet_subtensor::rpc_info::dynamic_info::DynamicInfo>>'],
      ['get_dynamic_info', { netuid: 'u16' }, 'Option<pallet_subtensor::rpc_info::dynamic_info::DynamicInfo>'],
      [
        'get_selective_metagraph',
        { netuid: 'u16', metagraph_indexes: 'Vec<u16>' },
        'Option<pallet_subtensor::rpc_info::metagraph::SelectiveMetagraph>',
      ],
      ['get_coldkey_auto_stake_hotkey', { coldkey: ACCOUNT, netuid: 'u16' }, `Option<${ACCOUNT}>`],
      ['get_subnet_account_id', { netuid: 'u16' }, `Option<${ACCOUNT}>`],
      ['get_next_epoch_start_block', { netuid: 'u16' }, 'Option<u64>'],
      ['get_subnet_hyperparams_v3', { netuid: 'u16' }, 'Option<Vec<pallet_subtensor::rpc_info::subnet_info::HyperparamEntry>>'],
    ],
  },
  {
    name: 'SwapRuntimeApi',
    version: 1,
    methods: [
      ['current_alpha_price', { netuid: 'u16' }, 'u64'],
      ['current_alpha_price_all', {}, 'Vec<pallet_subtensor_swap_runtime_api::SubnetPrice>'],
      ['sim_swap_tao_for_alpha', { netuid: 'u16', tao: 'u64' }, 'pallet_subtensor_swap_runtime_api::SimSwapResult'],
      ['sim_swap_alpha_for_tao', { netuid: 'u16', alpha: 'u64' }, 'pallet_subtensor_swap_runtime_api::SimSwapResult'],
    ],
  },
  {
    name: 'SubnetRegistrationRuntimeApi',
    version: 1,
    methods: [['get_network_registration_cost', {}, 'u64']],
  },
  {
    name: 'DelegateInfoRuntimeApi',
    version: 1,
    methods: [['get_delegate', { delegate_account: ACCOUNT }, 'Option<pallet_subtensor::rpc_info::delegate_info::DelegateInfo>']],
  },
]
