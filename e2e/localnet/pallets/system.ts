import { blake2b } from '@noble/hashes/blake2.js'
import { badOrigin, type Pallet, root } from '../pallet'

const ACCOUNT = 'sp_core::crypto::AccountId32'
const H256 = 'primitive_types::H256'
const weight = (ref_time: bigint, proof_size: bigint) => ({ ref_time, proof_size })
const MAX_PROOF = 18_446_744_073_709_551_615n
/** Picoseconds that every extrinsic costs before its call (chain.md 2.3: the golden receipt holds with it). */
export const BASE_EXTRINSIC = 108_157_000n
type Weight = ReturnType<typeof weight>
const perClass = (max_extrinsic?: Weight, max_total?: Weight, reserved?: Weight) => ({
  base_extrinsic: weight(BASE_EXTRINSIC, 0n),
  max_extrinsic,
  max_total,
  reserved,
})
const rootOnly = () => {
  throw badOrigin()
}
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`
export const blake = (bytes: Uint8Array) => blake2b(bytes, { dkLen: 32 })

export type AccountInfo = {
  nonce: number
  consumers: number
  providers: number
  sufficients: number
  data: { free: bigint; reserved: bigint; frozen: bigint; flags: bigint }
}
/** The highest bit says that the account was upgraded to the newer lock logic. */
export const NEW_LOGIC = 1n << 127n

export const system: Pallet = {
  name: 'System',
  index: 0,
  calls: {
    path: 'frame_system::pallet::Call',
    body: `enum 0 remark{remark: Vec<u8>} | 1 set_heap_pages{pages: u64} | 2 set_code{code: Vec<u8>} | 3 set_code_without_checks{code: Vec<u8>} | 4 set_storage{items: Vec<(Vec<u8>, Vec<u8>)>} | 5 kill_storage{keys: Vec<Vec<u8>>} | 6 kill_prefix{prefix: Vec<u8>, subkeys: u32} | 7 remark_with_event{remark: Vec<u8>} | 9 authorize_upgrade{code_hash: ${H256}} | 10 authorize_upgrade_without_checks{code_hash: ${H256}} | 11 apply_authorized_upgrade{code: Vec<u8>}`,
  },
  events: {
    path: 'frame_system::pallet::Event',
    body: `enum 0 ExtrinsicSuccess{dispatch_info: frame_system::DispatchEventInfo} | 1 ExtrinsicFailed{dispatch_error: sp_runtime::DispatchError, dispatch_info: frame_system::DispatchEventInfo} | 2 CodeUpdated | 3 NewAccount{account: ${ACCOUNT}} | 4 KilledAccount{account: ${ACCOUNT}} | 5 Remarked{sender: ${ACCOUNT}, hash: ${H256}} | 6 UpgradeAuthorized{code_hash: ${H256}, check_version: bool} | 7 RejectedInvalidAuthorizedUpgrade{code_hash: ${H256}, error: sp_runtime::DispatchError}`,
  },
  errors: {
    path: 'frame_system::pallet::Error',
    body: 'enum 0 InvalidSpecName | 1 SpecVersionNeedsToIncrease | 2 FailedToExtractRuntimeVersion | 3 NonDefaultComposite | 4 NonZeroRefCount | 5 CallFiltered | 6 MultiBlockMigrationsOngoing | 7 NothingAuthorized | 8 Unauthorized',
  },
  storage: [
    {
      name: 'Account',
      hasher: 'Blake2128Concat',
      key: ACCOUNT,
      value: 'frame_system::AccountInfo',
      initial: {
        nonce: 0,
        consumers: 0,
        providers: 0,
        sufficients: 0,
        data: { free: 0n, reserved: 0n, frozen: 0n, flags: NEW_LOGIC },
      } satisfies AccountInfo,
    },
    { name: 'ExtrinsicCount', optional: true, value: 'u32' },
    { name: 'BlockHash', hasher: 'Twox64Concat', key: 'u32', value: H256, initial: `0x${'00'.repeat(32)}` },
    { name: 'Number', value: 'u32', initial: 0 },
    { name: 'ParentHash', value: H256, initial: `0x${'00'.repeat(32)}` },
    { name: 'Digest', value: 'sp_runtime::generic::digest::Digest', initial: [] },
    { name: 'Events', value: 'Vec<frame_system::EventRecord>', initial: [] },
    { name: 'EventCount', value: 'u32', initial: 0 },
    { name: 'InherentsApplied', value: 'bool', initial: false },
    {
      name: 'BlockWeight',
      value: 'frame_support::dispatch::PerDispatchClass#Weight',
      initial: { normal: weight(0n, 0n), operational: weight(0n, 0n), mandatory: weight(0n, 0n) },
    },
    { name: 'AllExtrinsicsLen', optional: true, value: 'u32' },
    { name: 'ExtrinsicData', hasher: 'Twox64Concat', key: 'u32', value: 'Vec<u8>', initial: new Uint8Array() },
    { name: 'EventTopics', hasher: 'Blake2128Concat', key: H256, value: 'Vec<(u32, u32)>', initial: [] },
    { name: 'LastRuntimeUpgrade', optional: true, value: 'frame_system::LastRuntimeUpgradeInfo' },
    { name: 'UpgradedToU32RefCount', value: 'bool', initial: false },
    { name: 'UpgradedToTripleRefCount', value: 'bool', initial: false },
    { name: 'ExecutionPhase', optional: true, value: 'frame_system::Phase' },
    { name: 'AuthorizedUpgrade', optional: true, value: 'frame_system::CodeUpgradeAuthorization' },
    { name: 'ExtrinsicWeightReclaimed', value: 'sp_weights::weight_v2::Weight', initial: weight(0n, 0n) },
  ],
  constants: [
    {
      name: 'BlockWeights',
      type: 'frame_system::limits::BlockWeights',
      value: {
        base_block: weight(431_614_000n, 0n),
        max_block: weight(4_000_000_000_000n, MAX_PROOF),
        per_class: {
          normal: perClass(
            weight(2_599_891_843_000n, 0xa666_6666_6666_6666n),
            weight(3_000_000_000_000n, 0xbfff_ffff_ffff_ffffn),
            weight(0n, 0n),
          ),
          operational: perClass(
            weight(3_599_891_843_000n, 0xe666_6666_6666_6666n),
            weight(4_000_000_000_000n, MAX_PROOF),
            weight(1_000_000_000_000n, 0x4000_0000_0000_0000n),
          ),
          mandatory: perClass(),
        },
      },
    },
    {
      name: 'BlockLength',
      type: 'frame_system::limits::BlockLength',
      // A struct of one field is that field, to this codec.
      value: { normal: 7_864_320, operational: 10_485_760, mandatory: 10_485_760 },
    },
    { name: 'BlockHashCount', type: 'u32', value: 2_400 },
    { name: 'DbWeight', type: 'sp_weights::RuntimeDbWeight', value: { read: 25_000_000n, write: 100_000_000n } },
    { name: 'SS58Prefix', type: 'u16', value: 42 },
  ],
  weight: (name, args) =>
    25_000_000n + (name.startsWith('remark') ? 400n * BigInt((args.remark as { length?: number } | undefined)?.length ?? 0) : 0n),
  run: {
    remark: () => undefined,
    remark_with_event: ({ origin, deposit }, { remark }: { remark: string | Uint8Array }) => {
      if (origin.kind !== 'signed') throw badOrigin()
      const bytes = typeof remark === 'string' ? Uint8Array.from(Buffer.from(remark.slice(2), 'hex')) : remark
      deposit('System', 'Remarked', { sender: origin.who, hash: `0x${Buffer.from(blake(bytes)).toString('hex')}` })
    },
    set_heap_pages: rootOnly,
    set_code: rootOnly,
    set_code_without_checks: rootOnly,
    set_storage: (context, { items }: { items: [Uint8Array, Uint8Array][] }) => {
      root(context)
      for (const [key, value] of items) context.put(hex(key), hex(value))
    },
    kill_storage: (context, { keys }: { keys: Uint8Array[] }) => {
      root(context)
      for (const key of keys) context.put(hex(key), undefined)
    },
    kill_prefix: (context, { prefix }: { prefix: Uint8Array }) => {
      root(context)
      for (const key of context.keys(hex(prefix))) context.put(key, undefined)
    },
    authorize_upgrade: rootOnly,
    authorize_upgrade_without_checks: rootOnly,
    apply_authorized_upgrade: ({ refuse }) => {
      throw refuse('System', 'NothingAuthorized')
    },
  },
}
