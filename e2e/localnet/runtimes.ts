import type { Api, Runtime } from './pallet'
import * as admin from './pallets/admin-utils'
import { alphaAssets } from './pallets/alpha-assets'
import { balances } from './pallets/balances'
import * as shield from './pallets/mev-shield'
import * as multisig from './pallets/multisig'
import * as proxies from './pallets/proxy'
import { subtensor } from './pallets/subtensor'
import { seedBaskets } from './pallets/subtensor/baskets'
import * as later from './pallets/subtensor/next-spec'
import { lacking, subtensor475 } from './pallets/subtensor/next-spec'
import * as stakes from './pallets/subtensor/types'
import { sudo } from './pallets/sudo'
import { swap } from './pallets/swap'
import { system } from './pallets/system'
import { timestamp } from './pallets/timestamp'
import { transactionPayment } from './pallets/transaction-payment'
import { utility } from './pallets/utility'
import { parameters, types } from './types'

const EXTRINSIC = 'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic'
const CALL = 'node_subtensor_runtime::RuntimeCall'
const ACCOUNT = 'sp_core::crypto::AccountId32'
const INFO = 'pallet_transaction_payment::types::RuntimeDispatchInfo'
const DETAILS = 'pallet_transaction_payment::types::FeeDetails'
const VALIDITY = 'sp_runtime::transaction_validity::TransactionValidityError'
const WEIGHT = 'sp_weights::weight_v2::Weight'
const HEADER = 'sp_runtime::generic::header::Header'
const BLOCK = 'sp_runtime::generic::block::Block'
const apis: readonly Api[] = [
  {
    name: 'Core',
    version: 5,
    methods: [
      ['version', {}, 'sp_version::RuntimeVersion'],
      ['execute_block', { block: BLOCK }, '()'],
      ['initialize_block', { header: HEADER }, 'sp_runtime::ExtrinsicInclusionMode'],
    ],
  },
  {
    name: 'Metadata',
    version: 2,
    methods: [
      ['metadata', {}, 'sp_core::OpaqueMetadata'],
      ['metadata_at_version', { version: 'u32' }, 'Option<sp_core::OpaqueMetadata>'],
      ['metadata_versions', {}, 'Vec<u32>'],
    ],
  },
  {
    name: 'BlockBuilder',
    version: 6,
    methods: [
      ['apply_extrinsic', { extrinsic: EXTRINSIC }, `Result<Result<(), sp_runtime::DispatchError>, ${VALIDITY}>`],
      ['finalize_block', {}, HEADER],
      ['inherent_extrinsics', { inherent: 'sp_inherents::InherentData' }, `Vec<${EXTRINSIC}>`],
      ['check_inherents', { block: BLOCK, data: 'sp_inherents::InherentData' }, 'sp_inherents::CheckInherentsResult'],
    ],
  },
  {
    name: 'TaggedTransactionQueue',
    version: 3,
    methods: [
      [
        'validate_transaction',
        { source: 'sp_runtime::transaction_validity::TransactionSource', tx: EXTRINSIC, block_hash: 'primitive_types::H256' },
        `Result<sp_runtime::transaction_validity::ValidTransaction, ${VALIDITY}>`,
      ],
    ],
  },
  { name: 'AccountNonceApi', version: 1, methods: [['account_nonce', { account: ACCOUNT }, 'u32']] },
  {
    name: 'TransactionPaymentApi',
    version: 4,
    methods: [
      ['query_info', { uxt: EXTRINSIC, len: 'u32' }, INFO],
      ['query_fee_details', { uxt: EXTRINSIC, len: 'u32' }, DETAILS],
      ['query_weight_to_fee', { weight: WEIGHT }, 'u64'],
      ['query_length_to_fee', { length: 'u32' }, 'u64'],
    ],
  },
  {
    name: 'TransactionPaymentCallApi',
    version: 3,
    methods: [
      ['query_call_info', { call: CALL, len: 'u32' }, INFO],
      ['query_call_fee_details', { call: CALL, len: 'u32' }, DETAILS],
      ['query_weight_to_fee', { weight: WEIGHT }, 'u64'],
      ['query_length_to_fee', { length: 'u32' }, 'u64'],
    ],
  },
  ...stakes.apis,
]

/** As finney declares it at spec 424. */
const runtime424: Runtime = {
  pallets: [
    ...[system, timestamp, balances, transactionPayment, subtensor, utility, sudo, multisig.multisig, proxies.proxy],
    ...[admin.adminUtils, swap, shield.mevShield, alphaAssets],
  ],
  apis,
  types: { ...types, ...stakes.types, ...admin.types, ...shield.types, ...multisig.types, ...proxies.types },
  parameters: { ...parameters, ...stakes.parameters, ...multisig.parameters, ...proxies.parameters },
}

/** The spec version from which on the localnet is what it knows of finney after 424; those before it are like 424, or lack some of it. */
export const NEXT = 475
let next: Runtime | undefined
/** Made when it is first wanted: most chains never get there. */
function runtime475(): Runtime {
  const { pallets, apis, types, parameters } = runtime424
  next ??= {
    pallets: pallets.map((each) => (each === subtensor ? subtensor475 : each === proxies.proxy ? proxies.proxy475 : each)),
    apis: [...apis.filter((each) => !stakes.apis.includes(each)), ...later.apis],
    types: { ...types, ...later.types, ...proxies.types475 },
    parameters,
    migrate: seedBaskets,
  }
  return next
}

// Before 424 the localnet is as then, but for calls that finney had not yet: those that two older runtimes lack, as their metadata has it.
const without = (runtime: Runtime, names: string): Runtime => ({
  ...runtime,
  pallets: runtime.pallets.map((each) => (each.name === subtensor.name ? lacking(each, names.split(' ')) : each)),
})
const runtime393 = without(
  runtime424,
  'register_limit set_auto_parent_delegation_enabled lock_stake move_lock set_perpetual_lock set_tempo set_activity_cutoff_factor trigger_epoch set_reject_locked_alpha',
)
const runtime365 = without(
  runtime393,
  'swap_hotkey_v2 announce_coldkey_swap swap_coldkey_announced dispute_coldkey_swap reset_coldkey_swap enable_voting_power_tracking disable_voting_power_tracking sudo_set_voting_power_ema_alpha add_stake_burn clear_coldkey_swap_announcement',
)

/** The spec version from which on finney has a shield: before it the pallet is not there. */
export const SHIELDED = 365
const unshielded: Runtime = { ...runtime365, pallets: runtime365.pallets.filter((each) => each !== shield.mevShield) }

/** What a spec version does; older ones declare less of it (older.ts). */
export function runtimeOf(specVersion: number): Runtime {
  if (specVersion < SHIELDED) return unshielded
  if (specVersion <= 365) return runtime365
  if (specVersion <= 393) return runtime393
  return specVersion < NEXT ? runtime424 : runtime475()
}
