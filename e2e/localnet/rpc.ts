import { type Answers, createAnswers } from './answers'
import { archive } from './archive'
import type { Block } from './block'
import type { Chain } from './chain'
import { chainHead } from './chain-head'
import { chainSpec } from './chain-spec'
import { addressBytes } from './executive'
import type { Faults } from './faults'
import type { VersionInfo } from './metadata'
import { blake } from './pallets/system'
import { bytesOf, Discarded, hex, type Method, type Methods, subscribe, textOf, unsubscribe, wrongParams } from './session'
import { transactions } from './transactions'

export { RpcError, type Session } from './session'

/** The JSON-RPC methods of one node over a chain, as it sees it and tells of it: the legacy family and those of the interface spec. */
export function createMethods(chain: Chain, faults: Faults): Methods {
  const node = createAnswers(chain, faults)
  const methods: Methods = {
    ...legacy(chain, node),
    ...chainHead(node),
    ...transactions(node),
    ...chainSpec(node),
    ...archive(node),
    rpc_methods: () => ({ methods: Object.keys(methods).sort() }),
  }
  return methods
}

function legacy(chain: Chain, node: Answers): Methods {
  const { view, lies, value, keys, metadata, call, nonceAt, fee, details, submit, watch } = node
  const blockAt = (hash: unknown): Block => {
    const found = view.block(hash as string | null)
    if (!found) throw new Discarded()
    return found
  }
  const version = (of: VersionInfo) => ({ ...node.version(of), authoringVersion: 1, systemVersion: 1, stateVersion: 1 })
  const stop: Method = ([id], session) => unsubscribe(session, id)
  const heads =
    (name: string, listen: (told: (block: Block) => void) => () => void, first: () => Block): Method =>
    (_params, session) =>
      subscribe(session, (id) => {
        setImmediate(() => session.notify(name, id, first().header))
        return listen((block) => session.notify(name, id, block.header))
      })

  const storage = (block: Block, keys: string[]) => ({ block: block.hash, changes: keys.map((key) => [key, value(block, key)] as const) })
  const keysOf = (value: unknown): string[] => {
    if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) throw wrongParams('expected a list of keys')
    return value
  }
  const methods: Record<string, Method> = {
    chain_getBlockHash: ([number]) => {
      const one = (each: unknown) => {
        if (each === undefined || each === null) return view.best().hash
        const index = typeof each === 'string' ? Number(each) : (each as number)
        if (index === 0) return node.genesisHash()
        return view.at(index)?.hash ?? null
      }
      return Array.isArray(number) ? number.map(one) : one(number)
    },
    chain_getHeader: ([hash]) => view.block(hash as string)?.header ?? null,
    chain_getBlock: ([hash]) => {
      const block = view.block(hash as string)
      return block ? { block: { header: block.header, extrinsics: node.body(block) }, justifications: null } : null
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
    state_call: ([name, data, hash]) => hex(call(textOf(name), bytesOf(data), blockAt(hash))),
    state_getStorage: ([key, hash]) => value(blockAt(hash), String(key)),
    state_getStorageHash: ([key, hash]) => {
      const found = value(blockAt(hash), String(key))
      return found === null ? null : hex(blake(bytesOf(found)))
    },
    state_getStorageSize: ([key, hash]) => {
      const found = value(blockAt(hash), String(key))
      return found === null ? null : (found.length - 2) / 2
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
    state_getKeysPaged: ([prefix, count, start, hash]) => {
      if (typeof count !== 'number' || count > 1_000) throw wrongParams('count exceeds maximum value')
      return keys(blockAt(hash), String(prefix ?? '0x'))
        .filter((key) => typeof start !== 'string' || key > start)
        .slice(0, count)
    },
    author_submitExtrinsic: ([bytes]) => submit(bytesOf(bytes)),
    author_submitAndWatchExtrinsic: ([bytes], session) =>
      subscribe(session, (id) => watch(bytesOf(bytes), (status) => session.notify('author_extrinsicUpdate', id, status))),
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
    system_properties: () => node.properties,
    system_chain: () => node.name,
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
    chain_unsubscribeNewHeads: stop,
    chain_unsubscribeAllHeads: stop,
    chain_unsubscribeFinalizedHeads: stop,
    state_unsubscribeRuntimeVersion: stop,
    state_unsubscribeStorage: stop,
    author_unwatchExtrinsic: stop,
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
