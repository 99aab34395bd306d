import { Bytes, Option } from '@polkadot-api/substrate-bindings'
import { encodeAddress } from '../../src/units'
import type { Block, Chain, Status } from './chain'
import { addressBytes, Invalid } from './executive'
import type { Faults } from './faults'
import { createLies } from './lies'
import { buildMetadata, runtimeVersion, type VersionInfo } from './metadata'
import { runtimeApis } from './pallets/subtensor/runtime'
import { type AccountInfo, blake } from './pallets/system'
import { lengthFee, weightFee } from './pallets/transaction-payment'
import { createView } from './view'

export class RpcError extends Error {
  readonly code: number
  readonly data: unknown
  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}
const discarded = () => new RpcError(4003, 'Client error: UnknownBlock: State already discarded or unknown block')
const notExported = (name: string) =>
  new RpcError(4003, `Client error: Execution failed: Execution aborted due to trap: Exported method ${name} is not found`)
const wrongParams = (what: string) => new RpcError(-32602, 'Invalid params', what)
/** Subscriptions of one connection, as the node's own command sets it (chain.md 8). */
const MAX_SUBSCRIPTIONS = 10_000
const bytesOf = (value: unknown): Uint8Array => {
  if (typeof value !== 'string' || !/^0x(?:[0-9a-fA-F]{2})*$/.test(value)) throw wrongParams('expected 0x-prefixed hex')
  return Uint8Array.from(Buffer.from(value.slice(2), 'hex'))
}
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`
const opaque = Option(Bytes())

/** One client's subscriptions: `open` gives an id, and what to do when it ends. */
export type Session = { notify(method: string, id: string, result: unknown): void; subscriptions: Map<string, () => void>; newId(): string }
type Method = (params: unknown[], session: Session) => unknown

/** The JSON-RPC methods of the legacy family, over one chain as one node sees it and tells of it. */
export function createMethods(chain: Chain, faults: Faults): Readonly<Record<string, Method>> {
  const view = createView(chain, faults)
  const lies = createLies(chain, faults)
  const blockAt = (hash: unknown): Block => {
    const found = view.block(hash as string | null)
    if (!found) throw discarded()
    return found
  }
  /** Metadata of the runtime after a block, as this node tells it. */
  function metadata(version: 14 | 15 | 16, { info }: Block): Uint8Array {
    const bytes = buildMetadata(info, faults.swapCalls ?? undefined).bytes[version]
    return faults.torn ? bytes.subarray(0, bytes.length >> 1) : bytes
  }
  const version = (of: VersionInfo) => {
    const { apis, ...info } = runtimeVersion(of)
    return {
      specName: info.spec_name,
      implName: info.impl_name,
      authoringVersion: 1,
      specVersion: info.spec_version,
      implVersion: 1,
      apis,
      transactionVersion: info.transaction_version,
      systemVersion: 1,
      stateVersion: 1,
    }
  }
  const subscribe = (session: Session, start: (id: string) => () => void) => {
    if (session.subscriptions.size >= MAX_SUBSCRIPTIONS) throw new RpcError(-32006, 'Too many subscriptions on the connection')
    const id = session.newId()
    session.subscriptions.set(id, start(id))
    return id
  }
  const unsubscribe: Method = ([id], session) => {
    const stop = session.subscriptions.get(String(id))
    session.subscriptions.delete(String(id))
    stop?.()
    return stop !== undefined
  }
  const heads =
    (name: string, listen: (told: (block: Block) => void) => () => void, first: () => Block): Method =>
    (_params, session) =>
      subscribe(session, (id) => {
        setImmediate(() => session.notify(name, id, first().header))
        return listen((block) => session.notify(name, id, block.header))
      })

  /** A value as this node tells it. */
  function told(block: Block, key: string): string | null {
    const value = view.read(block, key)
    if (value === null) throw discarded()
    return lies.storage(key, value ?? null)
  }
  /** Nonce of an account after a block, without what waits. */
  function nonceAt(block: Block, address: string): number {
    const { keys, value } = chain.built.builder.buildStorage('System', 'Account')
    const account = view.read(block, keys.enc(address))
    if (account === null) throw discarded()
    return account ? (value.dec(account) as AccountInfo).nonce : 0
  }

  function fee(bytes: Uint8Array) {
    const xt = chain.decode(bytes)
    const made = chain.executive.feeOf(xt.call, bytes.length, chain.info.specVersion)
    return { ...made, total: lies.fee(made.total) }
  }

  function runtimeCall(name: string, input: Uint8Array, block: Block): Uint8Array {
    const [api, ...rest] = name.split('_')
    const method = rest.join('_')
    const { builder } = chain.built
    const make = () => builder.buildRuntimeCall(api as string, method)
    const isDeclared = (of: string | undefined, wanted: string) =>
      chain.built.told.apis.some((each) => each.name === of && each.methods.some(([each]) => each === wanted))
    switch (name) {
      case 'Core_version':
        return make().value.enc(runtimeVersion(block.info))
      case 'Metadata_metadata':
        return Bytes().enc(metadata(14, block))
      case 'Metadata_metadata_versions':
        return make().value.enc(faults.onlyV14 ? [14] : [14, 15, 16])
      case 'Metadata_metadata_at_version': {
        const wanted = new DataView(input.buffer, input.byteOffset).getUint32(0, true)
        const known = wanted === 14 || ((wanted === 15 || wanted === 16) && !faults.onlyV14)
        return opaque.enc(known ? metadata(wanted, block) : undefined)
      }
      case 'AccountNonceApi_account_nonce':
        return make().value.enc(lies.nonce(nonceAt(block, encodeAddress(input.subarray(0, 32)))))
      case 'TransactionPaymentApi_query_info':
      case 'TransactionPaymentApi_query_fee_details': {
        const made = fee(input.slice(0, -4))
        return make().value.enc(method === 'query_info' ? info(made) : details(made))
      }
      case 'TransactionPaymentCallApi_query_call_info':
      case 'TransactionPaymentCallApi_query_call_fee_details': {
        const call = builder.buildDefinition(chain.built.types.call).dec(input.slice(0, -4))
        const made = chain.executive.feeOf(
          call,
          new DataView(input.buffer, input.byteOffset + input.length - 4).getUint32(0, true),
          chain.info.specVersion,
        )
        return make().value.enc(method === 'query_call_info' ? info(made) : details(made))
      }
      case 'TaggedTransactionQueue_validate_transaction':
        return make().value.enc(validity(input.slice(1, -32)))
      case 'TransactionPaymentApi_query_weight_to_fee':
      case 'TransactionPaymentCallApi_query_weight_to_fee':
        return make().value.enc(weightFee((make().args.dec(hex(input))[0] as { ref_time: bigint }).ref_time, chain.info.specVersion))
      case 'TransactionPaymentApi_query_length_to_fee':
      case 'TransactionPaymentCallApi_query_length_to_fee':
        return make().value.enc(lengthFee(make().args.dec(hex(input))[0] as number, chain.info.specVersion))
      default: {
        const run = runtimeApis[name]
        if (!run || !isDeclared(api, method)) throw notExported(name)
        const ground = view.ground(block)
        if (chain.read(ground, '0x') === null) throw discarded()
        return make().value.enc(run(chain.at(ground), block.number, ...argumentsOf(name, make().args.dec, input)))
      }
    }
  }
  /** Arguments of a runtime call. @throws RpcError for bytes that are none, as a runtime that stops */
  function argumentsOf(name: string, decode: (hex: string) => unknown, input: Uint8Array): never[] {
    try {
      return decode(hex(input)) as never[]
    } catch {
      throw new RpcError(4003, `Client error: Execution failed: Execution aborted due to trap: bad input data provided to ${name}`)
    }
  }
  /** What the runtime says of a transaction before it enters the pool. */
  function validity(bytes: Uint8Array) {
    try {
      const xt = chain.decode(bytes)
      const tag = (nonce: number) => new Uint8Array([...xt.accountId, ...new Uint8Array(Uint32Array.of(nonce).buffer)])
      const before = xt.nonce - chain.account(xt.who).nonce
      chain.executive.validate(xt, chain.around, Math.max(before, 0))
      if (chain.judges) chain.executive.judge(xt)
      const requires = before > 0 ? [tag(xt.nonce - 1)] : []
      return {
        success: true,
        value: { priority: 1n, requires, provides: [tag(xt.nonce)], longevity: BigInt(xt.era?.period ?? 2 ** 32), propagate: true },
      }
    } catch (error) {
      if (!(error instanceof Invalid) || error.variant === 'Verification') throw error
      const kind = error.variant === 'CannotLookup' ? 'Unknown' : 'Invalid'
      return { success: false, value: { type: kind, value: { type: error.variant, value: error.custom } } }
    }
  }
  type Fee = ReturnType<typeof fee>
  const info = ({ weight, total }: Fee) => ({
    weight: { ref_time: weight, proof_size: 3_593n },
    class: { type: 'Normal', value: undefined },
    partial_fee: total,
  })
  const details = ({ base, length, total }: Fee) => {
    // Of a false fee, too, the parts are those of what is told.
    const base_fee = base < total ? base : total
    const len_fee = length < total - base_fee ? length : total - base_fee
    return { inclusion_fee: { base_fee, len_fee, adjusted_weight_fee: total - base_fee - len_fee }, tip: 0n }
  }

  const storage = (block: Block, keys: string[]) => ({ block: block.hash, changes: keys.map((key) => [key, told(block, key)] as const) })
  const keysOf = (value: unknown): string[] => {
    if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) throw wrongParams('expected a list of keys')
    return value
  }
  const submit = (bytes: Uint8Array, watcher?: (status: Status) => void) => {
    try {
      return view.submit(bytes, watcher)
    } catch (error) {
      if (error instanceof Invalid) throw new RpcError(error.code, error.message, error.data)
      throw error
    }
  }

  const methods: Record<string, Method> = {
    chain_getBlockHash: ([number]) => {
      const one = (each: unknown) => {
        if (each === undefined || each === null) return view.best().hash
        const index = typeof each === 'string' ? Number(each) : (each as number)
        if (index === 0 && faults.genesis !== null) return faults.genesis
        return view.at(index)?.hash ?? null
      }
      return Array.isArray(number) ? number.map(one) : one(number)
    },
    chain_getHeader: ([hash]) => view.block(hash as string)?.header ?? null,
    chain_getBlock: ([hash]) => {
      const block = view.block(hash as string)
      return block ? { block: { header: block.header, extrinsics: lies.body(block.extrinsics) }, justifications: null } : null
    },
    chain_getFinalizedHead: () => view.final().hash,
    chain_subscribeNewHeads: heads('chain_newHead', view.onHead, view.best),
    chain_subscribeAllHeads: heads('chain_allHead', view.onHead, view.best),
    chain_subscribeFinalizedHeads: heads('chain_finalizedHead', view.onFinal, view.final),
    state_getRuntimeVersion: ([hash]) => version(blockAt(hash).info),
    state_subscribeRuntimeVersion: (_params, session) =>
      subscribe(session, (id) => {
        const tell = (info: VersionInfo) => session.notify('state_runtimeVersion', id, version(info))
        setImmediate(() => tell(view.best().info))
        return view.onVersion(tell)
      }),
    state_getMetadata: ([hash]) => hex(metadata(14, blockAt(hash))),
    state_call: ([name, data, hash]) => {
      if (typeof name !== 'string') throw wrongParams('expected a method')
      const [input, block] = [bytesOf(data), blockAt(hash)]
      const answer = lies.runtimeCall(name, () => runtimeCall(name, input, block))
      if (!answer) throw notExported(name)
      return hex(answer)
    },
    state_getStorage: ([key, hash]) => told(blockAt(hash), String(key)),
    state_getStorageHash: ([key, hash]) => {
      const value = told(blockAt(hash), String(key))
      return value === null ? null : hex(blake(bytesOf(value)))
    },
    state_getStorageSize: ([key, hash]) => {
      const value = told(blockAt(hash), String(key))
      return value === null ? null : (value.length - 2) / 2
    },
    state_queryStorageAt: ([keys, hash]) => [storage(blockAt(hash), keysOf(keys))],
    state_subscribeStorage: ([keys], session) => {
      const watched = new Set(keysOf(keys))
      return subscribe(session, (id) => {
        const told = new Map<string, string | null>()
        /** Tells what is another value than was told before. */
        const look = () => {
          const { block, changes } = storage(view.best(), [...watched])
          const fresh = changes.filter(([key, value]) => !told.has(key) || told.get(key) !== value)
          for (const [key, value] of fresh) told.set(key, value)
          if (fresh.length) session.notify('state_storage', id, { block, changes: fresh })
        }
        setImmediate(look)
        return view.onStorage(look)
      })
    },
    state_getKeysPaged: ([prefix, count, start]) => {
      if (typeof count !== 'number' || count > 1_000) throw wrongParams('count exceeds maximum value')
      const [isWhole, best] = [view.isWhole(), view.best()]
      return chain
        .keys(String(prefix ?? '0x'))
        .filter((key) => isWhole || told(best, key) !== null)
        .filter((key) => typeof start !== 'string' || key > start)
        .slice(0, count)
    },
    author_submitExtrinsic: ([bytes]) => submit(bytesOf(bytes)),
    author_submitAndWatchExtrinsic: ([bytes], session) =>
      subscribe(session, (id) => {
        const { tell, stop } = view.statuses((status) => setImmediate(() => session.notify('author_extrinsicUpdate', id, status)))
        try {
          const hash = submit(bytesOf(bytes), tell)
          return () => {
            stop()
            chain.unwatch(hash, tell)
          }
        } catch (error) {
          stop()
          throw error
        }
      }),
    author_pendingExtrinsics: () => chain.pending,
    author_removeExtrinsic: () => [],
    system_accountNextIndex: ([address]) => {
      let next: number
      try {
        addressBytes(String(address))
        // What waits is known to who sees the chain as it is.
        next = view.isWhole() ? chain.nextNonce(String(address)) : nonceAt(view.best(), String(address))
      } catch {
        throw wrongParams('expected an address')
      }
      return lies.nonce(next)
    },
    system_properties: () => ({ isEthereum: false, ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' }),
    system_chain: () => 'Bittensor',
    system_chainType: () => 'Local',
    system_name: () => 'Kluis localnet',
    system_version: () => '0.1.0',
    system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
    system_localPeerId: () => '12D3KooWKLuisKLuisKLuisKLuisKLuisKLuisKLuisKLuisKL',
    system_peers: () => [],
    system_nodeRoles: () => ['Authority'],
    payment_queryInfo: ([bytes]) => {
      const made = fee(bytesOf(bytes))
      return { weight: { ref_time: Number(made.weight), proof_size: 3_593 }, class: 'normal', partialFee: made.total.toString() }
    },
    payment_queryFeeDetails: ([bytes]) => {
      const made = details(fee(bytesOf(bytes))).inclusion_fee
      const text = (value: bigint) => `0x${value.toString(16)}`
      return {
        inclusionFee: { baseFee: text(made.base_fee), lenFee: text(made.len_fee), adjustedWeightFee: text(made.adjusted_weight_fee) },
      }
    },
    rpc_methods: () => ({ methods: Object.keys(methods).sort() }),
    chain_unsubscribeNewHeads: unsubscribe,
    chain_unsubscribeAllHeads: unsubscribe,
    chain_unsubscribeFinalizedHeads: unsubscribe,
    state_unsubscribeRuntimeVersion: unsubscribe,
    state_unsubscribeStorage: unsubscribe,
    author_unwatchExtrinsic: unsubscribe,
  }
  // Names that older clients use.
  const aliases: Record<string, string> = {
    chain_getHead: 'chain_getBlockHash',
    chain_getFinalisedHead: 'chain_getFinalizedHead',
    chain_subscribeNewHead: 'chain_subscribeNewHeads',
    chain_unsubscribeNewHead: 'chain_unsubscribeNewHeads',
    chain_subscribeFinalisedHeads: 'chain_subscribeFinalizedHeads',
    chain_unsubscribeFinalisedHeads: 'chain_unsubscribeFinalizedHeads',
    chain_getRuntimeVersion: 'state_getRuntimeVersion',
    state_queryStorage: 'state_queryStorageAt',
    account_nextIndex: 'system_accountNextIndex',
  }
  for (const [alias, name] of Object.entries(aliases)) methods[alias] = methods[name] as Method
  return methods
}
