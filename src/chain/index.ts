// Chain owns the nodes, and promises that only the chosen hosts are spoken to, that the genesis is checked before anything else, and that no answer is believed beyond its bounds.

export type { Head } from './answers'
export { type Chain, type ChainState, createChain, type Verified } from './chain'
export { sealEnvelope } from './envelope'
export { readPurchase, readReserves, readSale, readSwap, type Sale } from './exit'
export { type Facts, readFacts } from './facts'
export {
  type Child,
  type FamilyDetails,
  type KeptHotkey,
  readFamily,
  readKeptHotkeys,
} from './families'
export type { Progress, Wanted as Sought } from './follow'
export { type HoldingOrder, holdingCall } from './holding-calls'
export {
  type HotkeyMeans,
  type HotkeyOrder,
  hotkeyCall,
  hotkeyMeans,
  readBurn,
  readHotkey,
  readHotkeys,
} from './hotkeys'
export type { Cache } from './kept'
export type { Labels, SubnetLabel, ValidatorLabel, Wanted } from './labels'
export type { Live } from './live'
export { readSubnetHold } from './locks'
export { type Market, readMarket, type Subnet } from './market'
export { type Holding, type Money, type Position, readMoney, readPrices, readSpots } from './money'
export { type Network, networks } from './networks'
export { atNewest } from './once'
export { lockedOf, type Party, readParties, staysOf } from './parties'
export { placeName } from './payouts'
export { type Probe, probe } from './probe'
export {
  type Balance,
  checkNonce,
  existentialDeposit,
  readBestHead,
  readBlockNumber,
  readFee,
  readFinalHead,
  readLeastFee,
  readNonce,
  swapHotkeyCosts,
} from './reads'
export type { Cause, Received } from './receipts'
export { isLooking, lookForReceived, type Missed, type Watch, watchesOf, watchOnly } from './received'
export { addressOf, type ClaimType, keepsUnclaimed, type RootDividends, readRootDividends, rootMechanism } from './root'
export { browserSocket, createPace, type SocketClass } from './rpc'
export { ENVELOPE_CALL, envelopeCall, hasShield, isShieldOn, readShieldKey, SHIELD_PERIOD } from './shield'
export {
  hasCall,
  leastStake,
  type MoveOrder,
  missingCall,
  readFeeRate,
  readLeastRest,
  type SaleLeg,
  type StakeOrder,
  stakeCall,
  type TradeOrder,
  trades,
} from './stake-calls'
export { readSwitches } from './switches'
export { feesFromStake, toldIn } from './trades'
export { batchCall, draftFor, payloadFor, submit, transferCall } from './transfer'
export { readValidators } from './validators'
export { createWitness, doubtOf } from './witness'
