import { KluisError } from '../units'
import { readHash, readHead, readVersion } from './answers'
import { type Network, publicGeneses } from './networks'
import { type Connecting, connectRpc } from './rpc'

/** What a node said of itself in a connection that was made to ask. `latencyMs`: from a question to its answer, without waiting for the pace. */
export type Probe = { genesisHash: string; latencyMs: number; best: number; specVersion: number }

/** Whether a chain is the network's own. A public chain is reached through its own network: a node of one's own is trusted for any other. */
export const isOfNetwork = ({ genesisHash }: Pick<Network, 'genesisHash'>, told: string): boolean =>
  genesisHash === null ? !publicGeneses.has(told) : told === genesisHash

/**
 * Connects to one node, asks for its genesis before anything else, then how fast it answers, its newest block and its version, and hangs up.
 * @param network a node of another chain is asked for nothing but its genesis
 * @throws KluisError offline (not reached, too slow to wait for), wrong-network, node-lied, node-answer
 */
export async function probe(url: string, network: Pick<Network, 'genesisHash'>, connecting: Connecting): Promise<Probe> {
  const rpc = await connectRpc(url, connecting)
  try {
    const genesisHash = readHash(await rpc.call('chain_getBlockHash', [0]))
    if (!isOfNetwork(network, genesisHash)) throw new KluisError('wrong-network')
    const { number: best } = readHead(await rpc.call('chain_getHeader', []))
    const latencyMs = rpc.latency() ?? 0
    const { specVersion } = readVersion(await rpc.call('state_getRuntimeVersion', []))
    return { genesisHash, latencyMs, best, specVersion }
  } finally {
    rpc.close()
  }
}
