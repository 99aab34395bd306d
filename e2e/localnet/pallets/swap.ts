import { badOrigin, type Context, type Pallet } from '../pallet'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const TICK = 'pallet_subtensor_swap::pallet::TickIndex'
const POSITION = 'pallet_subtensor_swap::pallet::PositionId'
const errors =
  'FeeRateTooHigh InsufficientInputAmount InsufficientLiquidity PriceLimitExceeded InsufficientBalance InvalidTickRange InvalidLiquidityValue ReservesTooLow MechanismDoesNotExist SubtokenDisabled ReservesOutOfBalance SwapInputTooLarge Deprecated'
const rootOnly = () => {
  throw badOrigin()
}
const retired = ({ refuse }: Context) => {
  throw refuse('Swap', 'Deprecated')
}

/** The pools are moved by SubtensorModule; this pallet keeps their fee and their weights. */
export const swap: Pallet = {
  name: 'Swap',
  index: 28,
  calls: {
    path: 'pallet_subtensor_swap::pallet::pallet::Call',
    body: `enum 0 set_fee_rate{netuid: u16, rate: u16} | 4 toggle_user_liquidity{netuid: u16, enable: bool} | 1 add_liquidity{hotkey: ${ACCOUNT}, netuid: u16, tick_low: ${TICK}, tick_high: ${TICK}, liquidity: u64} | 2 remove_liquidity{hotkey: ${ACCOUNT}, netuid: u16, position_id: ${POSITION}} | 3 modify_position{hotkey: ${ACCOUNT}, netuid: u16, position_id: ${POSITION}, liquidity_delta: i64} | 5 disable_lp`,
  },
  events: { path: 'pallet_subtensor_swap::pallet::pallet::Event', body: 'enum 0 FeeRateSet{netuid: u16, rate: u16}' },
  errors: {
    path: 'pallet_subtensor_swap::pallet::pallet::Error',
    body: `enum ${errors
      .split(' ')
      .map((name, index) => `${index} ${name}`)
      .join(' | ')}`,
  },
  storage: [
    { name: 'FeeRate', hasher: 'Twox64Concat', key: 'u16', value: 'u16', initial: 33 },
    {
      name: 'SwapBalancer',
      hasher: 'Twox64Concat',
      key: 'u16',
      value: 'pallet_subtensor_swap::pallet::balancer::Balancer',
      initial: 500_000_000_000_000_000n,
    },
    { name: 'PalSwapInitialized', hasher: 'Twox64Concat', key: 'u16', value: 'bool', initial: false },
    {
      name: 'HasMigrationRun',
      hasher: 'Identity',
      key: 'bounded_collections::bounded_vec::BoundedVec#bytes',
      value: 'bool',
      initial: false,
    },
    { name: 'ScrapReservoirAlpha', hasher: 'Twox64Concat', key: 'u16', value: 'u64', initial: 0n },
  ],
  constants: [
    { name: 'ProtocolId', type: 'frame_support::PalletId', value: '0x74656e2f73776170' },
    { name: 'MaxFeeRate', type: 'u16', value: 10_000 },
    { name: 'MinimumLiquidity', type: 'u64', value: 1_000n },
    { name: 'MinimumReserve', type: 'NonZeroU64', value: 1_000_000n },
  ],
  run: {
    set_fee_rate: rootOnly,
    toggle_user_liquidity: retired,
    add_liquidity: retired,
    remove_liquidity: retired,
    modify_position: retired,
    disable_lp: rootOnly,
  },
}
