// Messaging owns what crosses a boundary: it promises that both sides read the same schema and that nothing unforeseen crosses.
export {
  type ActivityCoverage,
  type ActivityFind,
  activityKinds,
  activityStates,
  type ReceivedView,
} from './activity-views'
export { broughtBy, broughtByAll, claimedBy, type Leg, legsOf, soldByAll, wentBy } from './brought'
export {
  answer,
  asker,
  type Contract,
  type Failure,
  failureOf,
  type Handlers,
  type Input,
  type Output,
  type Reply,
} from './contract'
export { type FamiliesView, type FamilyOrderInput, type FamilyView, MOST_CHILDREN } from './family-contract'
export {
  type ClaimEstimate,
  type ClaimInput,
  type HoldingInput,
  MOST_CLAIMED,
  type RootDividendsView,
  type SubnetHoldView,
} from './holding-contract'
export type { HotkeyFactsAnswer, HotkeysAnswer, RegistrationAnswer } from './hotkey-contract'
export { MAX_ENVELOPE, PAGE_PORT, POPUP_PORT } from './page-channel'
export { type PageAccount, type PageContract, type PagePayload, pageContract } from './page-contract'
export {
  type ContactInput,
  type KeyInput,
  MOST_PAYMENTS,
  type PopupContract,
  popupContract,
  type SecretInput,
  type SiteBackup,
} from './popup-contract'
export type { RecipientFacts } from './recipient'
export type { SiteView } from './site-views'
export {
  MOST_SALES,
  type MoveEstimate,
  type SalesEstimate,
  type StakeProblem,
  type StakeTransferEstimate,
} from './stake-moves-contract'
export type { SubnetView, TradeEstimate, ValidatorView } from './staking-contract'
export { MOST_POINTS, type RewardsAnswer, type ValuesAnswer } from './values-contract'
export * from './views'
