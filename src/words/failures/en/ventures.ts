import type { Said } from '../said'

const lookAgain = 'Look at the crowdloan again: its numbers may have changed.'
const signAgain = 'Have the order signed again.'

/** Crowdloans, trades in the pools, and orders with a limit. */
export const ventures = {
  Crowdloan: {
    DepositTooLow: ['The first deposit is lower than the chain asks of a crowdloan.', 'Deposit more.'],
    CapTooLow: ['The cap of the crowdloan is too low.', 'Raise it above what has been put in already.'],
    MinimumContributionTooLow: ['The least contribution is lower than the chain allows.', 'Raise it.'],
    CannotEndInPast: ['The crowdloan would end in a block that is past.', 'Choose a later end.'],
    BlockDurationTooShort: ['The crowdloan would run for too short a time.', 'Choose a later end.'],
    BlockDurationTooLong: ['The crowdloan would run for too long.', 'Choose an earlier end.'],
    InsufficientBalance: [
      'There was not enough free TAO for the deposit or the contribution.',
      'Put in less, or bring TAO to this account.',
    ],
    Overflow: ['The sum of the crowdloan grew beyond what the chain can count.', 'Put in less.'],
    InvalidCrowdloanId: ['This crowdloan does not exist, or no longer.', 'Check its number.'],
    CapRaised: ['The crowdloan has all that it asked for.', 'Nothing more can be put in.'],
    ContributionPeriodEnded: ['The time for contributing is over.', 'You can take back what you put in as long as it is not finalised.'],
    ContributionTooLow: ['The contribution is smaller than this crowdloan takes.', 'Put in more.'],
    InvalidOrigin: ['Only the account that made this crowdloan may do this.', 'Do it from that account.'],
    AlreadyFinalized: ['The crowdloan is finalised: what was put in has been spent and does not come back.', lookAgain],
    ContributionPeriodNotEnded: ['The time for contributing is not over yet.', 'Wait for its end.'],
    NoContribution: ['This account has put nothing into this crowdloan.', 'Check which account you contributed from.'],
    CapNotRaised: ['The crowdloan has not raised all that it asked for.', 'Wait for more contributions, or take yours back.'],
    Underflow: ['More would have been taken out of the crowdloan than is in it.', lookAgain],
    CallUnavailable: ['The call that this crowdloan should make is no longer on the chain.', 'Its maker has to note it again.'],
    NotReadyToDissolve: ['Contributions of others are still in it.', 'Refund them first.'],
    DepositCannotBeWithdrawn: [
      'The first deposit stays in as long as the crowdloan exists.',
      'Take out only what you added, or dissolve the crowdloan.',
    ],
    MaxContributorsReached: ['As many accounts contribute as the chain allows.', 'Another account can no longer join.'],
    InvalidFinalizationConfig: [
      'A crowdloan needs either a call to make or an address to pay, and this had both or neither.',
      'Give exactly one.',
    ],
    MaxContributionReached: ['This account has put in as much as one account may.', 'Nothing more can be added from it.'],
    MaximumContributionTooLow: ['The most that one account may put in is set too low.', 'Raise it.'],
    MinimumContributionTooHigh: ['The least contribution is set higher than the chain allows.', 'Lower it.'],
  },
  Swap: {
    FeeRateTooHigh: ['The trading fee is set higher than the chain allows.', 'Set a lower one.'],
    InsufficientInputAmount: ['After the trading fee, too little is left to trade.', 'Trade more.'],
    PriceLimitExceeded: ['The price is past your limit already, so nothing was traded.', 'Set a wider limit, or wait for another price.'],
    InsufficientBalance: ['There was less TAO or alpha than the trade needs.', 'Trade a smaller amount.'],
    InvalidTickRange: ['The range of prices for this liquidity is not valid.', 'Choose other bounds.'],
    InvalidLiquidityValue: ['The amount of liquidity is not valid, probably too small.', 'Choose a larger one.'],
    ReservesTooLow: ['The pool of this subnet holds too little for this.', 'Trade a smaller amount, or later.'],
    ReservesOutOfBalance: ['TAO and alpha in this pool are too far out of balance.', 'Wait until the pool has more of both.'],
    SwapInputTooLarge: ['The amount is far larger than what the pool holds on that side.', 'Trade a much smaller amount.'],
    Deprecated: ['Liquidity of one’s own can no longer be put into pools.', 'Stake instead; trying again changes nothing.'],
  },
  LimitOrders: {
    InvalidSignature: ['The signature does not belong to this order or to this signer.', signAgain],
    OrderAlreadyProcessed: ['The order was carried out or cancelled already.', 'Make a new one if it is still wanted.'],
    OrderCancelled: ['The order has been cancelled.', 'Make a new one if it is still wanted.'],
    OrderExpired: ['The time of the order is over.', 'Make a new one with a later end.'],
    PriceConditionNotMet: ['The price has not reached the limit of the order.', 'The order stays; it can be carried out later.'],
    Unauthorized: ['Only the account that signed the order can cancel it.', 'Cancel it from that account.'],
    SwapReturnedZero: ['The pool would have given nothing for the amount.', 'Make an order for more.'],
    RootNetUidNotAllowed: ['There are no limit orders on root.', 'Stake there at once instead.'],
    OrderNetUidMismatch: ['One of the orders is for another subnet than the batch.', 'The relayer has to sort them.'],
    LimitOrdersDisabled: ['Limit orders are switched off on this chain.', 'Trade at once with a price limit instead.'],
    RelayerMissMatch: ['This order may only be handed in by the relayer that it names.', 'Use that relayer, or sign an order without one.'],
    PartialFillsNotEnabled: ['This order may only be carried out whole.', 'Allow parts in a new order, or wait for more liquidity.'],
    IncorrectPartialFillAmount: [
      'The part to carry out does not fit what is left of the order.',
      'The relayer has to hand in another amount.',
    ],
    RelayerRequiredForPartialFill: ['An order that may be carried out in parts has to name a relayer.', 'Name one in a new order.'],
    ChainIdMismatch: ['The order was signed for another chain.', signAgain],
    PalletHotkeyNotRegistered: ['The chain has not finished setting up limit orders.', 'Wait until its administrators have.'],
    ArithmeticOverflow: ['The amounts of the order are larger than the chain can count.', 'Make an order for less.'],
    DuplicateOrderInBatch: ['The same order stands in the batch twice.', 'The relayer has to take one out.'],
    ZeroShareInBatch: [
      'The share of one order in this batch came to nothing, so the whole batch was refused.',
      'The orders stay; the relayer can put them together otherwise.',
    ],
  },
} satisfies Record<string, Record<string, Said>>
