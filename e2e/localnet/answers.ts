// What one node tells of its chain, in whatever family of methods it is asked: as it sees it, and with its lies.
import type { Block, Status } from './block'
import type { Chain } from './chain'
import { Invalid } from './executive'
import type { Faults } from './faults'
import { createLies } from './lies'
import { runtimeVersion, type VersionInfo } from './metadata'
import { createRuntimeCalls } from './runtime-calls'
import { Discarded, RpcError } from './session'
import { createView } from './view'

export function createAnswers(chain: Chain, faults: Faults) {
  const view = createView(chain, faults)
  const lies = createLies(chain, faults)
  const runtime = createRuntimeCalls(chain, faults, view, lies)

  /** A value after a block. @throws RpcError where its state is no longer known */
  function value(block: Block, key: string): string | null {
    const found = view.read(block, key)
    if (found === null) throw new Discarded()
    return lies.storage(key, found ?? null)
  }
  /** Takes a transaction into the pool. @returns its hash. @throws RpcError */
  function submit(bytes: Uint8Array, watcher?: (status: Status) => void): string {
    try {
      return view.submit(bytes, watcher)
    } catch (error) {
      if (error instanceof Invalid) throw new RpcError(error.code, error.message, error.data)
      throw error
    }
  }

  return {
    ...runtime,
    view,
    lies,
    submit,
    name: 'Bittensor',
    properties: { isEthereum: false, ss58Format: 42, tokenDecimals: 9, tokenSymbol: 'TAO' },
    genesisHash: () => faults.genesis ?? chain.genesisHash,
    value,
    /** Keys that begin so and have a value after a block, in order. @throws RpcError where its state is no longer known */
    keys(block: Block, prefix: string): string[] {
      value(block, prefix)
      return view.keys(block, prefix)
    },
    body: (block: Block) => lies.body(block.extrinsics),
    /** The names and numbers of a runtime, without what only the legacy methods tell. */
    version(of: VersionInfo) {
      const { apis, spec_name, impl_name, spec_version, transaction_version } = runtimeVersion(of)
      return {
        specName: spec_name,
        implName: impl_name,
        specVersion: spec_version,
        implVersion: 1,
        transactionVersion: transaction_version,
        apis,
      }
    },
    /**
     * Submits a transaction and tells what becomes of it, once this node knows of it.
     * @returns stops telling
     * @throws RpcError
     */
    watch(bytes: Uint8Array, told: (status: Status) => void): () => void {
      const { tell, stop } = view.statuses((status) => setImmediate(() => told(status)))
      try {
        const hash = submit(bytes, tell)
        return () => {
          stop()
          chain.unwatch(hash, tell)
        }
      } catch (error) {
        stop()
        throw error
      }
    },
  }
}
export type Answers = ReturnType<typeof createAnswers>
