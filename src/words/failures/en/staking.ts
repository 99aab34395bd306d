import type { Said } from '../said'

const later = 'Wait some minutes and try again.'
const never = 'Trying again changes nothing.'
const lessAlpha = 'Take a smaller amount; the position may have changed since.'
const basket = 'Try again later.'

/** SubtensorModule, what a staker meets: stake, locks, claims and baskets. Some names came after spec 424 (chain.md 10.3). */
export const staking = {
  HotKeyAccountNotExists: ['Nobody owns this hotkey on the chain.', 'Check its address, or choose another validator.'],
  NonAssociatedColdKey: ['This account does not own that hotkey.', 'Do it from the coldkey that owns it.'],
  NotEnoughStake: ['There is less stake than this needs.', 'Stake more first, or ask for less.'],
  NotEnoughStakeToWithdraw: ['There is less stake in this position than was asked for.', 'Ask for less, or for the whole position.'],
  NotEnoughBalanceToStake: [
    'There was less free TAO than the amount to stake or the price of the registration.',
    'Take a smaller amount, or bring TAO to this account first.',
  ],
  BalanceWithdrawalError: [
    'The TAO could not be taken from this account: too little is free, or a part is locked.',
    'Take a smaller amount.',
  ],
  ZeroBalanceAfterWithdrawn: [
    'This would have left too little to keep the account open.',
    'Take a smaller amount, so that something stays in the account.',
  ],
  StakingRateLimitExceeded: ['Staking was done too soon after the last time.', later],
  StakeUnavailable: [
    'A part of this stake is locked or serves as collateral, so it cannot move.',
    'Take no more than what is free; a lock opens bit by bit, unless it is set to stay.',
  ],
  SubnetNotExists: [
    'This subnet does not exist; it may have been closed.',
    'Check the netuid. What was staked there is settled when it closes.',
  ],
  MechanismDoesNotExist: ['This subnet has no such mechanism.', 'Check the netuid and the mechanism.'],
  AmountTooLow: [
    'The amount is too small for the chain, or so little would be left that it is not worth a position.',
    'Take at least 0.002 TAO and the fee, or the whole position.',
  ],
  InsufficientLiquidity: ['The pool of this subnet is too small for this trade.', 'Trade a smaller amount.'],
  SlippageTooHigh: [
    'The price went past your limit, so nothing was traded.',
    'Take a smaller amount, raise the tolerance, or wait for another price.',
  ],
  TransferDisallowed: ['The owner of one of these subnets does not let stake be transferred.', 'Unstake instead.'],
  NotEnoughAlphaOutToRecycle: ['The subnet has less alpha out than this would destroy.', lessAlpha],
  CannotBurnOrRecycleOnRootSubnet: ['Nothing can be burned or recycled on root.', 'Choose a subnet with its own alpha.'],
  SubtokenDisabled: ['Trading on this subnet has not been opened yet, or is closed.', 'Wait until its owner starts it.'],
  SameNetuid: ['Where the stake comes from and where it goes are the same.', 'Choose another subnet, hotkey or account to go to.'],
  InsufficientAlphaBalance: ['This position holds less alpha than would be taken from it.', lessAlpha],
  Overflow: ['A number grew beyond what this call can count.', 'Take a smaller amount.'],
  SameAutoStakeHotkeyAlreadySet: ['Rewards go to this hotkey already.', 'There is nothing to change.'],
  InvalidNumRootClaim: ['The number of claims to root is outside what the chain allows.', 'Only the chain’s administrators set it.'],
  InvalidRootClaimThreshold: ['The least amount for a claim is set outside what the chain allows.', 'Choose a lower one.'],
  InvalidSubnetNumber: ['The claim named no subnet, or more than one claim may have.', 'Claim for fewer subnets at a time.'],
  AddStakeBurnRateLimitExceeded: ['Alpha was bought and burned too soon after the last time.', later],
  LockHotkeyMismatch: ['Your lock on this subnet is for another hotkey.', 'Move the lock to this hotkey first, or add to it as it is.'],
  InsufficientStakeForLock: ['There is less stake on this subnet than should be locked.', 'Lock less, or stake more first.'],
  NoExistingLock: ['This account has no lock on this subnet.', 'Look at the position: there is nothing to move.'],
  ActiveLockExists: ['There is a lock on this subnet already.', 'Wait until it has opened, or go on with it as it is.'],
  UnlockAmountTooHigh: ['More would have been unlocked than is locked.', 'Take a smaller amount.'],
  AccountRejectsLockedAlpha: [
    'The recipient’s account does not take locked alpha.',
    'Ask the recipient to allow it, or transfer only what is free.',
  ],
  CallDisabled: ['This call is switched off on the chain.', never],
  Deprecated: ['This call no longer exists; another has taken its place.', 'Update Kluis, or reload the site that asked for it.'],
  DisabledTemporarily: ['The chain has switched this off for a time.', 'Try again in some days.'],

  RootStakeLocked: ['The stake on root is still in its unlock period.', 'Wait until that is over; the stake goes on earning.'],
  RootClaimTooHeavy: ['This account has too many dividends on root for one claim.', 'Claim for one validator at a time.'],
  TooManyRootClaimHotkeys: ['This account stakes with more hotkeys than one claim may reach.', 'Claim for each validator by itself.'],
  TooManyStakingHotkeys: [
    'This account stakes with as many hotkeys as the chain allows.',
    'Stake with one that you use already, or leave one first.',
  ],
  BasketDepositPending: ['A deposit into this basket is still being worked in.', basket],
  BasketHasNoWeights: ['This validator’s basket has nothing to buy yet.', 'Choose another validator, or wait.'],
  BasketMinOutNotMet: [
    'The trade of the basket would have brought less than the least that was asked.',
    'Ask for less, or trade a smaller amount.',
  ],
  BasketTradingDisabled: ['Trading baskets is switched off on the chain.', basket],
  BasketTradingFrozen: ['Trading this basket is frozen.', 'Wait until those who run the chain open it again.'],
  BasketTurnoverBudgetExceeded: [
    'The basket has traded as much as it may for now.',
    'Wait, at most a day (7,200 blocks), or trade a smaller amount.',
  ],
  BasketLiquidityCapExceeded: ['The basket would hold more of this subnet’s alpha than its pool can bear.', 'Trade a smaller amount.'],
  BasketConcentrationCapExceeded: ['Too much of the basket would be in one subnet.', 'Trade a smaller amount, or into another subnet.'],
  BasketSameSubnet: ['The basket would trade a subnet for itself.', 'Choose two different subnets.'],
  BasketSwapBatchEmpty: ['The list of trades for the basket is empty.', 'Name at least one trade.'],
  BetaBasketSeedInProgress: ['The baskets are still being set up on the chain.', basket],
} satisfies Record<string, Said>
