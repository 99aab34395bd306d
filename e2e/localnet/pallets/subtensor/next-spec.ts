import type { Api, Pallet } from '../../pallet'
import { baskets } from './baskets'
import { move, runOf, runs } from './calls'
import { calls as calls424, errors as errors424, events as events424 } from './declaration'
import { subtensor } from './index'
import { constants, storage as storage424 } from './items'
import { apis as apis424, types as types424 } from './types'

// SubtensorModule at spec 475, as far as sources tell it (chain.md 4.2, 5.6, 11): no metadata of it is at hand, so numbers of errors and
// events between the known ones are this localnet's own. What a wallet must do is the same: take them from the metadata, by their names.

const ACCOUNT = 'sp_core::crypto::AccountId32'
const FIXED = 'substrate_fixed::FixedI128#I96F32'
/** What an enum lists, in its order: the number and the rest of each. */
const entries = (body: string) =>
  [...body.replace(/^enum /, '').split(' | ')].map((each) => {
    const [, index, rest] = /^(\d+) (.*)$/s.exec(each) ?? []
    return { index: Number(index), rest: rest as string, name: /^\w+/.exec(rest ?? '')?.[0] as string }
  })
const numbered = (list: readonly string[]) => `enum ${list.map((each, index) => `${index} ${each}`).join(' | ')}`

/** A pallet without some of its calls; the others keep their numbers. */
export function lacking(pallet: Pallet, names: readonly string[]): Pallet {
  if (!pallet.calls) return pallet
  const left = entries(pallet.calls.body).filter(({ name }) => !names.includes(name))
  return { ...pallet, calls: { ...pallet.calls, body: `enum ${left.map(({ index, rest }) => `${index} ${rest}`).join(' | ')}` } }
}

const gone = ['set_root_claim_type', 'sudo_set_num_root_claims']
const calls = {
  path: calls424.path,
  body: [
    lacking(subtensor, gone).calls?.body,
    `143 transfer_stake_and_hotkey{destination_coldkey: ${ACCOUNT}, origin_hotkey: ${ACCOUNT}, destination_hotkey: ${ACCOUNT}, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64}`,
    `144 add_collateral{netuid: u16, hotkey: ${ACCOUNT}, alpha: u64, limit_price: u64}`,
    `145 set_min_collateral{netuid: u16, hotkey: ${ACCOUNT}, min_locked: u64}`,
    `147 stake_into_basket{hotkey: ${ACCOUNT}, amount_staked: u64}`,
    `148 claim_root_with_hotkey{hotkey: ${ACCOUNT}}`,
    `149 move_stake_limit{origin_hotkey: ${ACCOUNT}, destination_hotkey: ${ACCOUNT}, origin_netuid: u16, destination_netuid: u16, alpha_amount: u64, limit_price: u64, allow_partial: bool}`,
    `150 swap_basket{hotkey: ${ACCOUNT}, origin_netuid: u16, destination_netuid: u16, amount: u64, min_amount_out: u64}`,
    `151 swap_basket_many{hotkey: ${ACCOUNT}, legs: Vec<(u16, u16, u64, u64)>}`,
    `152 pow_register{netuid: u16, work_block: u64, nonce: u64, work: [u8;32], hotkey: ${ACCOUNT}}`,
  ].join(' | '),
}

const claimed = [
  `RootClaimed{coldkey: ${ACCOUNT}, tao: u64}`,
  `BasketDeposited{hotkey: ${ACCOUNT}, tao: u64, shares: u64}`,
  `BasketStakedIn{hotkey: ${ACCOUNT}, coldkey: ${ACCOUNT}, tao: u64, value: u64, shares: u64}`,
  `BasketClaimed{hotkey: ${ACCOUNT}, coldkey: ${ACCOUNT}, tao: u64}`,
]
const events = {
  path: events424.path,
  body: numbered([
    ...entries(events424.body).flatMap(({ name, rest }) => {
      if (name === 'WeightsSet') return [rest, 'RootWeightsSet(u16)']
      if (name === 'RootClaimed') return claimed
      return name === 'RootClaimTypeSet' ? [] : [rest]
    }),
    `StakeAndHotkeyTransferred{origin_coldkey: ${ACCOUNT}, destination_coldkey: ${ACCOUNT}, origin_hotkey: ${ACCOUNT}, destination_hotkey: ${ACCOUNT}, origin_netuid: u16, destination_netuid: u16, amount: u64}`,
    `CollateralLocked{netuid: u16, hotkey: ${ACCOUNT}, locked: u64, total_locked: u64}`,
    `MinCollateralSet{netuid: u16, hotkey: ${ACCOUNT}, min_locked: u64}`,
  ]),
}

/** Errors that came, after which one; an empty list takes one away. */
const changed: Readonly<Record<string, readonly string[]>> = {
  HotKeySwapOnSubnetIntervalNotPassed: ['HotKeySwapOnSubnetIntervalNotPassed', 'KeepStakeBlockedByCollateral'],
  InsufficientBalance: ['InsufficientTaoBalance'],
  EvmKeyAssociateRateLimitExceeded: ['EvmKeyAssociateRateLimitExceeded', 'EvmKeyAssociationLimitExceeded'],
  InvalidNumRootClaim: [],
  InvalidSubnetNumber: [],
  Deprecated: ['Deprecated', 'SubnetBuybackRateLimitExceeded', 'NetworkDissolveAlreadyQueued'],
  UnlockAmountTooHigh: ['UnlockAmountTooHigh', 'WaitingForDissolvedSubnetCleanup'],
}
const added =
  'LockIdOverFlow StartCallNotReady InsufficientAlphaBalance ColdkeyCollateralIncomplete ColdkeyCollateralPositionsFull BasketHasNoWeights RootStakeLocked RootClaimTooHeavy BetaBasketSeedInProgress BasketDepositPending BasketMinOutNotMet BasketTradingDisabled BasketTradingFrozen BasketTurnoverBudgetExceeded BasketLiquidityCapExceeded BasketConcentrationCapExceeded BasketSameSubnet BasketSwapBatchEmpty ColdkeySwapTooHeavy TooManyParents CommitPayloadTooLarge CommitQueueFull'
const errors = {
  path: errors424.path,
  body: numbered([...entries(errors424.body).flatMap(({ name }) => changed[name] ?? [name]), ...added.split(' ')]),
}

const removed = ['Alpha', 'TotalHotkeyShares', 'RootClaimable', 'RootClaimed', 'RootClaimType']
const storage: Pallet['storage'] = [
  ...storage424.filter(({ name }) => !removed.includes(name)),
  // Off, as its value on finney is not known.
  { name: 'RootStakeUnlockInterval', value: 'u64', initial: 0n },
  { name: 'BasketShares', hasher: 'Blake2128Concat', key: ACCOUNT, value: 'u64', initial: 0n },
  { name: 'BasketRate', hasher: 'Blake2128Concat', key: ACCOUNT, value: FIXED, initial: 0n },
  { name: 'BasketClaimed', hasher: ['Blake2128Concat', 'Blake2128Concat'], key: `(${ACCOUNT}, ${ACCOUNT})`, value: 'i128', initial: 0n },
  { name: 'BasketHoldings', hasher: ['Blake2128Concat', 'Identity'], key: `(${ACCOUNT}, u16)`, value: 'u64', initial: 0n },
]

export const subtensor475: Pallet = {
  ...subtensor,
  calls,
  events,
  errors,
  storage,
  constants,
  run: runOf(calls.body, {
    ...runs,
    ...baskets,
    move_stake_limit: move('move_stake_limit', 'StakeMoved'),
    transfer_stake_and_hotkey: move('transfer_stake_and_hotkey', 'StakeAndHotkeyTransferred'),
  }),
}

const POSITION = 'pallet_subtensor::rpc_info::basket_info::BasketPosition'
export const types: Readonly<Record<string, string>> = {
  ...types424,
  [POSITION]: `struct {hotkey: ${ACCOUNT}, beta: u64, beta_total: u64, nav_tao: u64, value_tao: u64, spot_value_tao: u64}`,
}
export const apis: readonly Api[] = [
  ...apis424.map((api) =>
    api.name === 'SubnetInfoRuntimeApi' ? { ...api, methods: [...api.methods, ['get_block_emission', {}, 'u64'] as const] } : api,
  ),
  {
    name: 'BetaBasketRuntimeApi',
    version: 5,
    methods: [
      ['get_root_basket_owed', { coldkey: ACCOUNT }, 'u64'],
      ['get_basket_payout', { hotkey: ACCOUNT, coldkey: ACCOUNT }, 'u64'],
      ['get_validator_basket_nav', { hotkey: ACCOUNT }, 'u64'],
      ['get_validator_basket', { hotkey: ACCOUNT }, 'Vec<(u16, u64, u64)>'],
      ['get_root_basket_positions', { coldkey: ACCOUNT }, `Vec<(${ACCOUNT}, u64, u64)>`],
      ['get_basket_position', { hotkey: ACCOUNT, coldkey: ACCOUNT }, `Option<${POSITION}>`],
      ['get_root_basket_portfolio', { coldkey: ACCOUNT }, `Vec<${POSITION}>`],
    ],
  },
]
