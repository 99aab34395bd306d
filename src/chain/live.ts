import type { Head } from './answers'
import type { Runtime } from './metadata'
import type { Network } from './networks'
import type { Rpc } from './rpc'

/** A checked connection: its genesis is the right one of its network. */
export type Live = {
  network: Network
  rpc: Rpc
  genesisHash: string
  runtime: Runtime
  /** The newest block that the node told of unasked, and the newest final one; undefined until it did. */
  head: () => Head | undefined
  final: () => Head | undefined
}
