// Types that several pallets share, as finney declares them at spec 424. '#x' tells two instances of one generic path apart.

/** Era is written by hand: 255 variants that differ only in their number. */
const era = `enum 0 Immortal | ${Array.from({ length: 255 }, (_, i) => `${i + 1} Mortal${i + 1}(u8)`).join(' | ')}`

export const types: Readonly<Record<string, string>> = {
  'sp_runtime::generic::era::Era': era,
  'primitive_types::H256': 'struct ([u8;32])',
  'sp_core::crypto::AccountId32': 'struct ([u8;32])',
  'sp_weights::weight_v2::Weight': 'struct {ref_time: Compact<u64>, proof_size: Compact<u64>}',
  'frame_support::dispatch::DispatchClass': 'enum 0 Normal | 1 Operational | 2 Mandatory',
  'frame_support::dispatch::Pays': 'enum 0 Yes | 1 No',
  'frame_system::DispatchEventInfo':
    'struct {weight: sp_weights::weight_v2::Weight, class: frame_support::dispatch::DispatchClass, pays_fee: frame_support::dispatch::Pays}',
  'sp_runtime::ModuleError': 'struct {index: u8, error: [u8;4]}',
  'sp_runtime::TokenError':
    'enum 0 FundsUnavailable | 1 OnlyProvider | 2 BelowMinimum | 3 CannotCreate | 4 UnknownAsset | 5 Frozen | 6 Unsupported | 7 CannotCreateHold | 8 NotExpendable | 9 Blocked',
  'sp_arithmetic::ArithmeticError': 'enum 0 Underflow | 1 Overflow | 2 DivisionByZero',
  'sp_runtime::TransactionalError': 'enum 0 LimitReached | 1 NoLayer',
  'sp_runtime::proving_trie::TrieError':
    'enum 0 InvalidStateRoot | 1 IncompleteDatabase | 2 ValueAtIncompleteKey | 3 DecoderError | 4 InvalidHash | 5 DuplicateKey | 6 ExtraneousNode | 7 ExtraneousValue | 8 ExtraneousHashReference | 9 InvalidChildReference | 10 ValueMismatch | 11 IncompleteProof | 12 RootMismatch | 13 DecodeError',
  'sp_runtime::DispatchError':
    'enum 0 Other | 1 CannotLookup | 2 BadOrigin | 3 Module(sp_runtime::ModuleError) | 4 ConsumerRemaining | 5 NoProviders | 6 TooManyConsumers | 7 Token(sp_runtime::TokenError) | 8 Arithmetic(sp_arithmetic::ArithmeticError) | 9 Transactional(sp_runtime::TransactionalError) | 10 Exhausted | 11 Corruption | 12 Unavailable | 13 RootNotAllowed | 14 Trie(sp_runtime::proving_trie::TrieError)',
  'pallet_balances::types::ExtraFlags': 'struct (u128)',
  'pallet_balances::types::AccountData': 'struct {free: u64, reserved: u64, frozen: u64, flags: pallet_balances::types::ExtraFlags}',
  'frame_system::AccountInfo':
    'struct {nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: pallet_balances::types::AccountData}',
  'frame_support::dispatch::PerDispatchClass#Weight':
    'struct {normal: sp_weights::weight_v2::Weight, operational: sp_weights::weight_v2::Weight, mandatory: sp_weights::weight_v2::Weight}',
  'sp_runtime::generic::digest::DigestItem':
    'enum 6 PreRuntime([u8;4], Vec<u8>) | 4 Consensus([u8;4], Vec<u8>) | 5 Seal([u8;4], Vec<u8>) | 0 Other(Vec<u8>) | 8 RuntimeEnvironmentUpdated',
  'sp_runtime::generic::digest::Digest': 'struct {logs: Vec<sp_runtime::generic::digest::DigestItem>}',
  'frame_system::Phase': 'enum 0 ApplyExtrinsic(u32) | 1 Finalization | 2 Initialization',
  'frame_support::traits::tokens::misc::BalanceStatus': 'enum 0 Free | 1 Reserved',
  'frame_system::EventRecord':
    'struct {phase: frame_system::Phase, event: node_subtensor_runtime::RuntimeEvent, topics: Vec<primitive_types::H256>}',
  'frame_system::LastRuntimeUpgradeInfo': 'struct {spec_version: Compact<u32>, spec_name: Cow#str}',
  'Cow#str': 'struct (str)',
  'Cow#apis': 'struct (Vec<([u8;8], u32)>)',
  'frame_system::CodeUpgradeAuthorization': 'struct {code_hash: primitive_types::H256, check_version: bool}',
  'frame_system::limits::WeightsPerClass':
    'struct {base_extrinsic: sp_weights::weight_v2::Weight, max_extrinsic: Option<sp_weights::weight_v2::Weight>, max_total: Option<sp_weights::weight_v2::Weight>, reserved: Option<sp_weights::weight_v2::Weight>}',
  'frame_support::dispatch::PerDispatchClass#limits':
    'struct {normal: frame_system::limits::WeightsPerClass, operational: frame_system::limits::WeightsPerClass, mandatory: frame_system::limits::WeightsPerClass}',
  'frame_system::limits::BlockWeights':
    'struct {base_block: sp_weights::weight_v2::Weight, max_block: sp_weights::weight_v2::Weight, per_class: frame_support::dispatch::PerDispatchClass#limits}',
  'frame_support::dispatch::PerDispatchClass#lengths': 'struct {normal: u32, operational: u32, mandatory: u32}',
  'frame_system::limits::BlockLength': 'struct {max: frame_support::dispatch::PerDispatchClass#lengths}',
  'sp_weights::RuntimeDbWeight': 'struct {read: u64, write: u64}',
  'sp_version::RuntimeVersion':
    'struct {spec_name: Cow#str, impl_name: Cow#str, authoring_version: u32, spec_version: u32, impl_version: u32, apis: Cow#apis, transaction_version: u32, system_version: u8}',
  'sp_runtime::multiaddress::MultiAddress':
    'enum 0 Id(sp_core::crypto::AccountId32) | 1 Index(Compact<()>) | 2 Raw(Vec<u8>) | 3 Address32([u8;32]) | 4 Address20([u8;20])',
  'pallet_balances::types::AdjustmentDirection': 'enum 0 Increase | 1 Decrease',
  'pallet_balances::types::Reasons': 'enum 0 Fee | 1 Misc | 2 All',
  'pallet_balances::types::BalanceLock': 'struct {id: [u8;8], amount: u64, reasons: pallet_balances::types::Reasons}',
  'bounded_collections::weak_bounded_vec::WeakBoundedVec': 'struct (Vec<pallet_balances::types::BalanceLock>)',
  'pallet_balances::types::ReserveData': 'struct {id: [u8;8], amount: u64}',
  'bounded_collections::bounded_vec::BoundedVec#reserves': 'struct (Vec<pallet_balances::types::ReserveData>)',
  'node_subtensor_runtime::RuntimeFreezeReason': 'enum',
  'frame_support::traits::tokens::misc::IdAmount#freeze': 'struct {id: node_subtensor_runtime::RuntimeFreezeReason, amount: u64}',
  'bounded_collections::bounded_vec::BoundedVec#freezes': 'struct (Vec<frame_support::traits::tokens::misc::IdAmount#freeze>)',
  'frame_support::traits::tokens::misc::IdAmount#hold': 'struct {id: node_subtensor_runtime::RuntimeHoldReason, amount: u64}',
  'bounded_collections::bounded_vec::BoundedVec#holds': 'struct (Vec<frame_support::traits::tokens::misc::IdAmount#hold>)',
  'sp_arithmetic::fixed_point::FixedU128': 'struct (u128)',
  'pallet_transaction_payment::Releases': 'enum 0 V1Ancient | 1 V2',
  'frame_support::dispatch::RawOrigin': 'enum 0 Root | 1 Signed(sp_core::crypto::AccountId32) | 2 None | 3 Authorized',
  'frame_metadata_hash_extension::Mode': 'enum 0 Disabled | 1 Enabled',
  'sp_runtime::MultiSignature': 'enum 0 Ed25519([u8;64]) | 1 Sr25519([u8;64]) | 2 Ecdsa([u8;65])',
  'sp_runtime::generic::header::Header':
    'struct {parent_hash: primitive_types::H256, number: Compact<u32>, state_root: primitive_types::H256, extrinsics_root: primitive_types::H256, digest: sp_runtime::generic::digest::Digest}',
  'sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic': 'struct (Vec<u8>)',
  'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic': 'struct (sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic)',
  'sp_runtime::generic::block::Block':
    'struct {header: sp_runtime::generic::header::Header, extrinsics: Vec<fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic>}',
  'sp_runtime::ExtrinsicInclusionMode': 'enum 0 AllExtrinsics | 1 OnlyInherents',
  'sp_core::OpaqueMetadata': 'struct (Vec<u8>)',
  'sp_runtime::transaction_validity::InvalidTransaction':
    'enum 0 Call | 1 Payment | 2 Future | 3 Stale | 4 BadProof | 5 AncientBirthBlock | 6 ExhaustsResources | 7 Custom(u8) | 8 BadMandatory | 9 MandatoryValidation | 10 BadSigner | 11 IndeterminateImplicit | 12 UnknownOrigin',
  'sp_runtime::transaction_validity::UnknownTransaction': 'enum 0 CannotLookup | 1 NoUnsignedValidator | 2 Custom(u8)',
  'sp_runtime::transaction_validity::TransactionValidityError':
    'enum 0 Invalid(sp_runtime::transaction_validity::InvalidTransaction) | 1 Unknown(sp_runtime::transaction_validity::UnknownTransaction)',
  'sp_runtime::transaction_validity::TransactionSource': 'enum 0 InBlock | 1 Local | 2 External',
  'sp_runtime::transaction_validity::ValidTransaction':
    'struct {priority: u64, requires: Vec<Vec<u8>>, provides: Vec<Vec<u8>>, longevity: u64, propagate: bool}',
  'pallet_transaction_payment::types::RuntimeDispatchInfo':
    'struct {weight: sp_weights::weight_v2::Weight, class: frame_support::dispatch::DispatchClass, partial_fee: u64}',
  'pallet_transaction_payment::types::InclusionFee': 'struct {base_fee: u64, len_fee: u64, adjusted_weight_fee: u64}',
  'pallet_transaction_payment::types::FeeDetails':
    'struct {inclusion_fee: Option<pallet_transaction_payment::types::InclusionFee>, tip: u64}',
  'sp_inherents::InherentData': 'struct {data: BTreeMap}',
  BTreeMap: 'struct (Vec<([u8;8], Vec<u8>)>)',
  'sp_inherents::CheckInherentsResult': 'struct {okay: bool, fatal_error: bool, errors: sp_inherents::InherentData}',
  'frame_system::extensions::check_non_zero_sender::CheckNonZeroSender': 'struct',
  'frame_system::extensions::check_spec_version::CheckSpecVersion': 'struct',
  'frame_system::extensions::check_tx_version::CheckTxVersion': 'struct',
  'frame_system::extensions::check_genesis::CheckGenesis': 'struct',
  'node_subtensor_runtime::check_mortality::CheckMortality': 'struct (sp_runtime::generic::era::Era)',
  'node_subtensor_runtime::check_nonce::CheckNonce': 'struct (Compact<u32>)',
  'frame_system::extensions::check_weight::CheckWeight': 'struct',
  'pallet_transaction_payment::ChargeTransactionPayment': 'struct (Compact<u64>)',
  'node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension': 'struct',
  'pallet_shield::extension::CheckShieldedTxValidity': 'struct',
  'pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension': 'struct',
  'pallet_drand::drand_priority::DrandPriority': 'struct',
  'frame_metadata_hash_extension::CheckMetadataHash': 'struct {mode: frame_metadata_hash_extension::Mode}',
  'node_subtensor_runtime::RuntimeHoldReason':
    'enum 14 Preimage(pallet_preimage::pallet::HoldReason) | 20 SafeMode(pallet_safe_mode::pallet::HoldReason) | 29 Contracts(pallet_contracts::pallet::HoldReason)',
  'pallet_preimage::pallet::HoldReason': 'enum 0 Preimage',
  'pallet_safe_mode::pallet::HoldReason': 'enum 0 EnterOrExtend',
  'pallet_contracts::pallet::HoldReason': 'enum 0 CodeUploadDepositReserve | 1 StorageDepositReserve',
  'node_subtensor_runtime::OriginCaller': 'enum 0 system(frame_support::dispatch::RawOrigin)',
}

/** Generic parameters, where readers look for them: some take the meaning of a type from its path and parameters, not from its body. */
export const parameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'frame_support::dispatch::PerDispatchClass#Weight': { T: 'sp_weights::weight_v2::Weight' },
  'frame_support::dispatch::PerDispatchClass#limits': { T: 'frame_system::limits::WeightsPerClass' },
  'frame_support::dispatch::PerDispatchClass#lengths': { T: 'u32' },
  'frame_support::traits::tokens::misc::IdAmount#hold': { Id: 'node_subtensor_runtime::RuntimeHoldReason', Balance: 'u64' },
  'frame_support::traits::tokens::misc::IdAmount#freeze': { Id: 'node_subtensor_runtime::RuntimeFreezeReason', Balance: 'u64' },
  'frame_system::EventRecord': { E: 'node_subtensor_runtime::RuntimeEvent', T: 'primitive_types::H256' },
  BTreeMap: { K: '[u8;8]', V: 'Vec<u8>' },
  'Cow#str': { T: 'str' },
  'Cow#apis': { T: 'Vec<([u8;8], u32)>' },
  'bounded_collections::weak_bounded_vec::WeakBoundedVec': { T: 'pallet_balances::types::BalanceLock', S: '()' },
  'bounded_collections::bounded_vec::BoundedVec#reserves': { T: 'pallet_balances::types::ReserveData', S: '()' },
  'bounded_collections::bounded_vec::BoundedVec#holds': { T: 'frame_support::traits::tokens::misc::IdAmount#hold', S: '()' },
  'bounded_collections::bounded_vec::BoundedVec#freezes': { T: 'frame_support::traits::tokens::misc::IdAmount#freeze', S: '()' },
}
