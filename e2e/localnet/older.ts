// What older runtimes do not tell their clients of: finney's own metadata of spec 365 and 393, as far as the localnet declares it at 424.
import type { Pallet, Runtime } from './pallet'

/** Names of calls, events, items, constants and runtime calls that came with a spec version or before it, by pallet or API. */
const later: readonly { since: number; names: Readonly<Record<string, string>> }[] = [
  {
    since: 393,
    names: {
      SwapRuntimeApi: 'current_alpha_price_all',
      Proxy: 'set_real_pays_fee RealPaysFee RealPaysFeeSet',
      AdminUtils:
        'sudo_set_coldkey_swap_announcement_delay sudo_set_coldkey_swap_reannouncement_delay sudo_set_max_mechanism_count ' +
        'sudo_set_start_call_delay',
      SubtensorModule:
        'ColdkeySwapAnnouncementDelay ColdkeySwapAnnouncements ColdkeySwapDisputes ColdkeySwapReannouncementDelay ' +
        'InitialColdkeySwapAnnouncementDelay InitialColdkeySwapReannouncementDelay InitialStartCallDelay Yuma3On add_stake_burn ' +
        'announce_coldkey_swap clear_coldkey_swap_announcement disable_voting_power_tracking dispute_coldkey_swap ' +
        'enable_voting_power_tracking reset_coldkey_swap sudo_set_voting_power_ema_alpha swap_coldkey_announced swap_hotkey_v2',
      MevShield: 'AuthorKeys HasMigrationRun NextKeyExpiresAt PendingKey PendingKeyExpiresAt',
    },
  },
  {
    since: 424,
    names: {
      StakeInfoRuntimeApi: 'get_coldkey_lock get_hotkey_conviction get_most_convicted_hotkey_on_subnet get_stake_availability_for_coldkeys',
      SubnetInfoRuntimeApi: 'get_next_epoch_start_block get_subnet_account_id get_subnet_hyperparams_v3',
      AdminUtils:
        'sudo_set_burn_half_life sudo_set_burn_increase_mult sudo_set_max_epochs_per_block ' +
        'sudo_set_min_childkey_take_per_subnet sudo_set_net_tao_flow_enabled sudo_set_owner_cut_auto_lock_enabled ' +
        'sudo_set_owner_cut_enabled sudo_set_subnet_emission_enabled',
      MevShield:
        'CounterForPendingExtrinsics ExtrinsicLifetime MaxExtrinsicWeight MaxPendingExtrinsicsLimit NextPendingExtrinsicIndex ' +
        'OnInitializeWeight PendingExtrinsics set_max_extrinsic_weight set_max_pending_extrinsics_number ' +
        'set_on_initialize_weight set_stored_extrinsic_lifetime store_encrypted',
      SubtensorModule:
        'AccountFlags AlphaV2 AutoParentDelegationEnabled BurnAccountId BurnHalfLife BurnIncreaseMult DecayingHotkeyLock ' +
        'DecayingLock DecayingOwnerLock HotkeyLock InitialMaxEpochsPerBlock InitialMinStake LastEpochBlock Lock LockingColdkeys ' +
        'MaturityRate MaxActivityCutoffFactorMilli MaxTempo MinActivityCutoffFactorMilli MinChildkeyTakePerSubnet MinTempo ' +
        'OwnerLock SubnetEmissionEnabled SubtensorPalletId TotalHotkeySharesV2 UnlockRate lock_stake move_lock register_limit ' +
        'TransactionFeePaidWithAlpha set_activity_cutoff_factor set_auto_parent_delegation_enabled set_perpetual_lock set_reject_locked_alpha set_tempo ' +
        'trigger_epoch',
      Swap: 'HasMigrationRun PalSwapInitialized SwapBalancer',
    },
  },
]
/** Before this the shield was another one (two arguments, and keys of which nobody told how long they last), and simulations told no slippage. */
const SHAPES = 393
const SIMULATED = 'pallet_subtensor_swap_runtime_api::SimSwapResult'

/**
 * A runtime as clients of an older spec version are told of it. What it does is the same: who knows of more may ask for it.
 * @returns the same where nothing is missing
 */
export function toldOf(specVersion: number, runtime: Runtime): Runtime {
  const missing = new Set(
    later
      .filter(({ since }) => specVersion < since)
      .flatMap(({ names }) => Object.entries(names).flatMap(([of, all]) => all.split(' ').map((name) => `${of}.${name}`))),
  )
  if (!missing.size) return runtime
  const has = (of: string, name: string) => !missing.has(`${of}.${name}`)
  const callsOf = ({ name: of, calls }: Pallet): Pick<Pallet, 'calls'> => {
    if (!calls) return {}
    const [, body = ''] = calls.body.split(/^enum /)
    const left = body.split(' | ').filter((each) => has(of, /^\d+ (\w+)/.exec(each)?.[1] ?? ''))
    const old = of === 'MevShield' && specVersion < SHAPES ? '1 submit_encrypted{commitment: primitive_types::H256, ' : undefined
    return { calls: { ...calls, body: `enum ${left.map((each) => (old ? each.replace('1 submit_encrypted{', old) : each)).join(' | ')}` } }
  }
  // Of events only what says that a fee was paid from stake: before it there was none of that.
  const eventsOf = ({ name: of, events }: Pallet): Pick<Pallet, 'events'> => {
    if (!events) return {}
    const [, body = ''] = events.body.split(/^enum /)
    const left = body.split(' | ').filter((each) => has(of, /^\d+ (\w+)/.exec(each)?.[1] ?? ''))
    return { events: { ...events, body: `enum ${left.join(' | ')}` } }
  }
  const simulated = { [SIMULATED]: 'struct {tao_amount: u64, alpha_amount: u64, tao_fee: u64, alpha_fee: u64}' }
  return {
    ...runtime,
    types: specVersion < SHAPES ? { ...runtime.types, ...simulated } : runtime.types,
    pallets: runtime.pallets
      .filter(({ name }) => name !== 'AlphaAssets')
      .map((pallet) => ({
        ...pallet,
        ...callsOf(pallet),
        ...eventsOf(pallet),
        storage: pallet.storage.filter(({ name }) => has(pallet.name, name)),
        constants: pallet.constants.filter(({ name }) => has(pallet.name, name)),
      })),
    apis: runtime.apis.map((api) => ({ ...api, methods: api.methods.filter(([name]) => has(api.name, name)) })),
  }
}
