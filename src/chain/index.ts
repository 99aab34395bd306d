// Chain owns the nodes, and promises that only the chosen hosts are spoken to, that the genesis is checked before anything else, and that no answer is believed beyond its bounds.
export { type Chain, type ChainState, createChain, type Live, type Verified } from './chain'
export { follow, type Progress } from './follow'
export type { Cache } from './kept'
export { type Network, networks } from './networks'
export { type Balances, existentialDeposit, readBalances, readBlockNumber, readFee, readFinalHead, readNonce } from './reads'
export { type Cause, lookForReceived, type Missed, type Received, type Watch, watchOf, watchOnly } from './received'
export { browserSocket, type SocketClass } from './rpc'
export { payloadFor, submit, transferCall } from './transfer'
