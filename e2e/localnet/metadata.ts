import { blake2b } from '@noble/hashes/blake2.js'
import { denormalizeLookup, getDynamicBuilder, getLookupFn } from '@polkadot-api/metadata-builders'
import { decAnyMetadata, metadata as metadataCodec, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { createRegistry } from './notation'
import { toldOf } from './older'
import type { Pallet, Runtime } from './pallet'
import { runtimeOf } from './runtimes'

/** The thirteen, in order: what each puts into the extrinsic, and what only into the signature (chain.md 3.1). */
export const extensions: readonly (readonly [identifier: string, extra: string, implicit: string])[] = [
  ['CheckNonZeroSender', 'frame_system::extensions::check_non_zero_sender::CheckNonZeroSender', '()'],
  ['CheckSpecVersion', 'frame_system::extensions::check_spec_version::CheckSpecVersion', 'u32'],
  ['CheckTxVersion', 'frame_system::extensions::check_tx_version::CheckTxVersion', 'u32'],
  ['CheckGenesis', 'frame_system::extensions::check_genesis::CheckGenesis', 'primitive_types::H256'],
  ['CheckMortality', 'node_subtensor_runtime::check_mortality::CheckMortality', 'primitive_types::H256'],
  ['CheckNonce', 'node_subtensor_runtime::check_nonce::CheckNonce', '()'],
  ['CheckWeight', 'frame_system::extensions::check_weight::CheckWeight', '()'],
  ['ChargeTransactionPayment', 'pallet_transaction_payment::ChargeTransactionPayment', '()'],
  ['SudoTransactionExtension', 'node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension', '()'],
  ['CheckShieldedTxValidity', 'pallet_shield::extension::CheckShieldedTxValidity', '()'],
  ['SubtensorTransactionExtension', 'pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension', '()'],
  ['DrandPriority', 'pallet_drand::drand_priority::DrandPriority', '()'],
  ['CheckMetadataHash', 'frame_metadata_hash_extension::CheckMetadataHash', 'Option<[u8; 32]>'],
]

const EXTRINSIC = 'fp_self_contained::unchecked_extrinsic::UncheckedExtrinsic'
const CALL = 'node_subtensor_runtime::RuntimeCall'
const ACCOUNT = 'sp_core::crypto::AccountId32'

export type VersionInfo = { specName: string; specVersion: number; transactionVersion: number }
/** As state_getRuntimeVersion and System.Version tell it. */
export function runtimeVersion({ specName, specVersion, transactionVersion }: VersionInfo) {
  const id = (name: string) => `0x${Buffer.from(blake2b(new TextEncoder().encode(name), { dkLen: 8 })).toString('hex')}`
  return {
    spec_name: specName,
    impl_name: specName,
    authoring_version: 1,
    spec_version: specVersion,
    impl_version: 1,
    apis: runtimeOf(specVersion).apis.map(({ name, version }) => [id(name), version] as [string, number]),
    transaction_version: transactionVersion,
    system_version: 1,
  }
}

const plain = { tag: 'NotDeprecated' as const, value: undefined }
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`

const built = new Map<string, BuiltMetadata>()
/**
 * Everything that a client can learn of this runtime, made from the declaration alone, once for every process.
 * @param swap two calls that change places: a lie for tests
 */
export function buildMetadata(info: VersionInfo, swap?: Swap): BuiltMetadata {
  const key = JSON.stringify([info, swap])
  const made = built.get(key) ?? declare(info, swap)
  built.set(key, made)
  return made
}
type Swap = readonly [pallet: string, one: string, other: string]

/** `bytes`: what clients are told; all else is of what the node itself has, of which older clients are told less. */
function declare(info: VersionInfo, swap?: Swap) {
  const runtime = runtimeOf(info.specVersion)
  const told = toldOf(info.specVersion, runtime)
  const whole = build(info, runtime, swap)
  return { ...whole, runtime, told, bytes: told === runtime ? whole.bytes : build(info, told, swap).bytes }
}

function build(info: VersionInfo, runtime: Runtime, swap?: Swap) {
  const { pallets, apis, parameters } = runtime
  const outer = (part: 'calls' | 'events' | 'errors') =>
    `enum ${pallets.flatMap((each) => (each[part] ? [`${each.index} ${each.name}(${each[part]?.path})`] : [])).join(' | ')}`
  const bodies = Object.fromEntries(
    pallets.flatMap((each) =>
      (['calls', 'events', 'errors'] as const).flatMap((part) => (each[part] ? [[each[part].path, swapped(each, part)]] : [])),
    ),
  )
  function swapped(pallet: Pallet, part: 'calls' | 'events' | 'errors'): string {
    const body = pallet[part]?.body ?? ''
    if (!swap || part !== 'calls' || pallet.name !== swap[0]) return body
    const [, one, other] = swap
    return body.replace(new RegExp(`\\b(${one}|${other})\\b`, 'g'), (name) => (name === one ? other : one))
  }
  const registry = createRegistry({
    ...runtime.types,
    ...bodies,
    [CALL]: outer('calls'),
    'node_subtensor_runtime::RuntimeEvent': outer('events'),
    'node_subtensor_runtime::RuntimeError': outer('errors'),
  })
  const { type } = registry
  const address = type('sp_runtime::multiaddress::MultiAddress')
  const signature = type('sp_runtime::MultiSignature')
  const call = type(CALL)
  const event = type('node_subtensor_runtime::RuntimeEvent')
  const error = type('node_subtensor_runtime::RuntimeError')
  const extrinsic = type(EXTRINSIC)
  const extra = type(`(${extensions.map(([, each]) => each).join(', ')})`)
  for (const [name, of] of Object.entries(parameters))
    registry.params(type(name), Object.fromEntries(Object.entries(of).map(([key, each]) => [key, type(each)])))
  for (const each of [extrinsic, type('sp_runtime::generic::unchecked_extrinsic::UncheckedExtrinsic')])
    registry.params(each, { Address: address, Call: call, Signature: signature, Extra: extra })
  registry.params(address, { AccountId: type(ACCOUNT), AccountIndex: type('()') })
  const signedExtensions = extensions.map(([identifier, own, implicit]) => ({
    identifier,
    type: type(own),
    additionalSigned: type(implicit),
  }))

  const shapes = pallets.map((pallet) => ({
    pallet,
    calls: pallet.calls && type(pallet.calls.path),
    events: pallet.events && type(pallet.events.path),
    errors: pallet.errors && type(pallet.errors.path),
    items: pallet.storage.map((item) => ({ item, key: item.key && type(item.key), value: type(item.value) })),
    constants: [
      ...pallet.constants,
      ...(pallet.name === 'System' ? [{ name: 'Version', type: 'sp_version::RuntimeVersion', value: runtimeVersion(info) }] : []),
    ].map((constant) => ({ constant, of: type(constant.type) })),
  }))
  const methods = apis.map((api) => ({
    api,
    methods: api.methods.map(([name, inputs, output]) => ({
      name,
      inputs: Object.entries(inputs).map(([input, of]) => ({ name: input, type: type(of) })),
      output: type(output),
      docs: [],
    })),
  }))

  // Constants and defaults are encoded with codecs made from these very types.
  const bare = v16((_id, _value) => '0x')
  const builder = getDynamicBuilder(getLookupFn(unifyMetadata(bare as never)))
  const encode = (id: number, value: unknown) => {
    try {
      return hex(builder.buildDefinition(id).enc(value))
    } catch (error) {
      throw new Error(
        `cannot encode ${JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? String(each) : each))} as type ${id} ${registry.entries[id]?.path.join('::')}: ${error}`,
      )
    }
  }

  function items(withDeprecation: boolean, value: (id: number, of: unknown) => string) {
    return (shape: (typeof shapes)[number]) =>
      shape.items.map(({ item, key, value: of }) => ({
        name: item.name,
        modifier: item.optional ? 0 : 1,
        type: item.hasher
          ? { tag: 'map', value: { hashers: [item.hasher].flat().map((tag) => ({ tag, value: undefined })), key, value: of } }
          : { tag: 'plain', value: of },
        fallback: item.optional ? '0x00' : value(of, item.initial),
        docs: [],
        ...(withDeprecation ? { deprecationInfo: plain } : {}),
      }))
  }
  function v16(value: (id: number, of: unknown) => string) {
    const ref = (id: number | undefined) => (id === undefined ? undefined : { type: id, deprecationInfo: [] })
    return {
      lookup: registry.entries,
      pallets: shapes.map((shape) => ({
        name: shape.pallet.name,
        storage: shape.items.length ? { prefix: shape.pallet.name, items: items(true, value)(shape) } : undefined,
        calls: ref(shape.calls),
        events: ref(shape.events),
        constants: shape.constants.map(({ constant, of }) => ({
          name: constant.name,
          type: of,
          value: value(of, constant.value),
          docs: [],
          deprecationInfo: plain,
        })),
        errors: ref(shape.errors),
        associatedTypes: [],
        viewFns: [],
        index: shape.pallet.index,
        docs: [],
        deprecationInfo: plain,
      })),
      extrinsic: {
        version: [4, 5],
        address,
        call,
        signature,
        signedExtensionsByVersion: [[0, signedExtensions.map((_, i) => i)]],
        signedExtensions,
      },
      apis: methods.map(({ api, methods: of }) => ({
        name: api.name,
        methods: of.map((each) => ({ ...each, deprecationInfo: plain })),
        docs: [],
        version: api.version,
        deprecationInfo: plain,
      })),
      outerEnums: { call, event, error },
      custom: [],
    }
  }
  const older = (withDocs: boolean) =>
    shapes.map((shape) => ({
      name: shape.pallet.name,
      storage: shape.items.length ? { prefix: shape.pallet.name, items: items(false, encode)(shape) } : undefined,
      calls: shape.calls,
      events: shape.events,
      constants: shape.constants.map(({ constant, of }) => ({
        name: constant.name,
        type: of,
        value: encode(of, constant.value),
        docs: [],
      })),
      errors: shape.errors,
      index: shape.pallet.index,
      ...(withDocs ? { docs: [] } : {}),
    }))
  const v15 = () => ({
    lookup: registry.entries,
    pallets: older(true),
    extrinsic: { version: 4, address, call, signature, extra, signedExtensions },
    type: extrinsic,
    apis: methods.map(({ api, methods: of }) => ({ name: api.name, methods: of, docs: [] })),
    outerEnums: { call, event, error },
    custom: [],
  })
  const v14 = () => ({
    lookup: registry.entries,
    pallets: older(false),
    extrinsic: { type: extrinsic, version: 4, signedExtensions },
    type: extrinsic,
  })

  const bytesOf = (tag: 'v14' | 'v15' | 'v16', value: unknown) =>
    metadataCodec.enc({ magicNumber: 1_635_018_093, metadata: { tag, value } } as never)
  // The older ones are made when somebody asks for them: a chain starts without.
  const made: { 14?: Uint8Array; 15?: Uint8Array } = {}
  const bytes = {
    get 14(): Uint8Array {
      made[14] ??= bytesOf('v14', v14())
      return made[14]
    },
    get 15(): Uint8Array {
      made[15] ??= bytesOf('v15', v15())
      return made[15]
    },
    16: bytesOf('v16', v16(encode)),
  }
  const unified = unifyMetadata(decAnyMetadata(bytes[16]))
  // The lookup that clients use names module errors, and encodes two bytes of their five: the node keeps to the plain one.
  const lookup = Object.assign(denormalizeLookup(unified.lookup), { metadata: unified, call })
  return { bytes, unified, builder: getDynamicBuilder(lookup), types: { extrinsic, call, address, signature, extra } }
}
export type BuiltMetadata = ReturnType<typeof declare>
