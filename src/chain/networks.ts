/** `own`: the person named it, and said who runs it. */
export type Host = { url: string; operator: string; own?: boolean }
/** A network that Kluis knows. Identified by its genesis hash and nothing else: finney and testnet share all their names (chain.md 1). */
export type Network = {
  id: 'finney' | 'testnet' | 'local'
  /** null: any chain is accepted, because the node is the person's own. */
  genesisHash: string | null
  /** In the order in which they are tried; `operator` says who runs it. */
  hosts: readonly Host[]
}

export const networks: Readonly<Record<Network['id'], Network>> = {
  finney: {
    id: 'finney',
    genesisHash: '0x2f0555cc76fc2840a25a6ea3b9637146806f1f44b090c175ffde2a7e5ab36c03',
    hosts: [
      { url: 'wss://entrypoint-finney.opentensor.ai:443', operator: 'Opentensor' },
      { url: 'wss://lite.sub.latent.to:443', operator: 'Latent' },
      { url: 'wss://bittensor-finney.api.onfinality.io/public-ws', operator: 'OnFinality' },
      { url: 'wss://lite.chain.opentensor.ai:443', operator: 'Opentensor' },
    ],
  },
  testnet: {
    id: 'testnet',
    genesisHash: '0x8f9cf856bf558a14440e75569c9e58594757048d7b3a84b5d25f6bd978263105',
    hosts: [{ url: 'wss://test.finney.opentensor.ai:443', operator: 'Opentensor' }],
  },
  local: { id: 'local', genesisHash: null, hosts: [{ url: 'ws://127.0.0.1:9944', operator: 'yourself' }] },
}

/** Chains that have a network of their own. */
export const publicGeneses: ReadonlySet<string> = new Set(Object.values(networks).flatMap(({ genesisHash }) => genesisHash ?? []))

/**
 * Hosts that can stand beside one as a second operator. What the person says of who runs a node is believed beside one that the network
 * itself names: two nodes that somebody talked the person into are no two witnesses.
 */
export function secondsOf(hosts: readonly Host[], url: string): Host[] {
  const mine = hosts.find((each) => each.url === url)
  return hosts.filter((each) => !mine || (operatorOf(each.operator) !== operatorOf(mine.operator) && !(each.own && mine.own)))
}
/** Whether a network names another operator than that of this link; of one's own node none is asked. */
export const hasSecond = ({ network: { genesisHash, hosts }, rpc }: { network: Network; rpc: { url: string } }): boolean =>
  genesisHash !== null && secondsOf(hosts, rpc.url).length > 0
/** Two names that differ only in how they are written are one. */
export const operatorOf = (name: string) => name.trim().toLowerCase()
