// Chain owns the nodes, and promises that only the chosen hosts are spoken to, that the genesis is checked before anything else, and that no answer is believed beyond its bounds.

export type { Head } from './answers'
export { type Chain, type ChainState, createChain, type Verified } from './chain'
export { type Facts, readFacts } from './facts'
export { follow, type Progress } from './follow'
export type { Cache } from './kept'
export type { Live } from './live'
export { type Network, networks } from './networks'
export { lockedOf, type Party, readParties, staysOf } from './parties'
export { type Probe, probe } from './probe'
export { type Balances, existentialDeposit, readBalances, readBlockNumber, readFee, readFinalHead, readNonce } from './reads'
export { browserSocket, createPace, type SocketClass } from './rpc'
export { batchCall, payloadFor, submit, transferCall } from './transfer'
