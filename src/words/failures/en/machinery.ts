import type { Said } from '../said'

const resend = 'Make the transaction again in the EVM wallet that made it.'
const contract = 'Ask whoever wrote the contract, or the site that called it.'
const runners = 'Only those who run the chain or a node meet this; it is theirs to correct.'
const bounds = 'Whoever administers the subnet has to choose another value.'
const funds = 'Bring TAO to this account, or ask for less.'

/** EVM, contracts, the shield, and what only those meet who run machines or the chain. A group in lower case holds errors that say the same. */
export const machinery = {
  EVM: {
    BalanceLow: ['The EVM address has less than the amount and its gas.', 'Send less, or bring TAO to that address first.'],
    FeeOverflow: ['The gas would cost more than can be counted.', 'Set a lower gas price.'],
    PaymentOverflow: ['Amount and gas together are more than can be counted.', 'Take a smaller amount.'],
    WithdrawFailed: ['The gas could not be paid from the EVM address.', 'Bring TAO to that address first.'],
    GasPriceTooLow: ['The gas price is lower than the chain asks.', 'Set a higher one.'],
    InvalidNonce: ['The number of the EVM transaction is not the next one.', resend],
    GasLimitTooLow: ['The gas limit is too low for this.', 'Set a higher one.'],
    GasLimitTooHigh: ['The gas limit is higher than a block has room for.', 'Set a lower one.'],
    InvalidChainId: ['The EVM transaction is for another chain.', 'Choose the right network in the EVM wallet.'],
    InvalidSignature: ['The signature of the EVM transaction is not valid.', resend],
    Reentrancy: ['A contract called itself in a way that is not allowed.', contract],
    TransactionMustComeFromEOA: [
      'The sender is a contract, and only a key can begin a transaction.',
      'Begin it from an account with a key.',
    ],
    Undefined: ['The EVM stopped without a reason.', contract],
    NotAllowed: ['This account may not act for that EVM address.', 'Use the address that belongs to this account.'],
    CreateOriginNotAllowed: ['This address may not put contracts on the chain.', 'Ask those who run the chain for permission.'],
  },
  Ethereum: {
    InvalidSignature: ['The signature of the Ethereum transaction is not valid.', resend],
    PreLogExists: ['The block carries another Ethereum transaction of its own, so no more were taken.', 'Try again in a minute.'],
  },
  MevShield: {
    BadEncKeyLen: ['The key that a block author announced for the shield has the wrong length.', runners],
    Unreachable: ['The shield came to a place that it should never reach.', 'Send it without the shield.'],
    TooManyPendingExtrinsics: [
      'As many shielded transactions wait as the chain can hold.',
      'Wait a minute, or send it without the shield.',
    ],
    WeightExceedsAbsoluteMax: ['What is inside the shield is too heavy for a block.', 'Split it, or send it without the shield.'],
  },
  Contracts: {
    InvalidSchedule: ['The price list for contracts is not valid.', runners],
    OutOfGas: ['The contract used up its gas.', 'Allow it more gas, and try again.'],
    TransferFailed: ['The contract could not pass on the amount: too little is free.', funds],
    ContractNotFound: ['There is no contract at this address.', 'Check the address.'],
    ContractTrapped: ['The contract broke off in the middle.', contract],
    ContractReverted: ['The contract refused, and took back all that it had done.', contract],
    StorageDepositNotEnoughFunds: ['There is less free TAO than the contract’s deposit for storage.', funds],
    StorageDepositLimitExhausted: [
      'The contract needs a larger deposit for storage than was allowed.',
      'Allow a larger one, and try again.',
    ],
    DuplicateContract: ['There is a contract with this address already.', 'Choose another salt.'],
    code: ['The code of the contract is not known, too large, in use, or not accepted by the chain.', contract],
    call: ['The contract did something that it may not do in that place.', contract],
    limits: ['The contract went past a limit for depth, size or number.', contract],
    upkeep: [
      'The contracts on this chain are being moved to a new version, or there was nothing to move.',
      'Wait some minutes and try again.',
    ],
    links: ['The contract’s links to other code do not fit.', contract],
  },
  Commitments: {
    TooManyFieldsInCommitmentInfo: ['The commitment has more fields than the chain allows.', 'Leave some out.'],
    AccountNotAllowedCommit: ['This account may not make commitments on this subnet.', 'Register the hotkey there first.'],
    SpaceLimitExceeded: ['The account has committed as much as it may in this time.', 'Wait for the next period, or commit less.'],
    UnexpectedUnreserveLeftover: ['The old deposit for a commitment could not be given back whole.', runners],
  },
  AdminUtils: {
    NegativeSigmoidSteepness: ['Only the chain’s administrators may set a negative steepness.', bounds],
    NotPermittedOnRootSubnet: ['This setting cannot be changed on root.', 'Name another subnet.'],
    POWRegistrationDisabled: ['Registering by proof of work has been given up.', 'Register by paying instead.'],
    places: ['The numbers of places, validators and miners that the subnet should have do not fit one another.', bounds],
    BondsMovingAverageMaxReached: ['The averaging of bonds is set higher than the chain allows.', bounds],
    ValueNotInBounds: ['The value of this setting is outside its bounds.', bounds],
  },
  Preimage: {
    TooBig: ['The call to be stored is too large for the chain.', 'Store a smaller one.'],
    NotAuthorized: ['This account may not store or remove this.', 'Do it from the account that stored it.'],
    noted: [
      'What should be stored, asked for or removed is not in the state that this needs.',
      'Look whether it is stored already, or still asked for.',
    ],
    TooMany: ['Too many entries were named at once.', 'Name fewer.'],
    TooFew: ['No entry was named.', 'Name at least one.'],
  },
  Scheduler: {
    FailedToSchedule: ['The call could not be put on the schedule.', runners],
    NotFound: ['There is no such call on the schedule.', runners],
    TargetBlockNumberInPast: ['The block for the scheduled call is past.', 'Choose a later block.'],
    RescheduleNoChange: ['The scheduled call has this time already.', 'There is nothing to do.'],
    Named: ['A scheduled call with a name has to be called by it.', runners],
  },
  Sudo: {
    RequireSudo: ['Only the chain’s administrators may do this.', 'Trying again changes nothing.'],
  },
  Grandpa: {
    change: ['A change in who finalises blocks does not fit what is under way.', runners],
    report: ['The report of a finaliser’s misdeed is not valid, or was made before.', runners],
  },
  Drand: {
    pulse: ['A pulse of randomness from drand is not valid, or not the next one.', runners],
    DrandConnectionFailure: ['The node could not reach drand.', runners],
    storage: ['What the chain keeps of drand’s randomness is missing or full.', runners],
  },
  /** Of pallets that may come, whose names are not known yet (chain.md 10.3). */
  anywhere: {
    AccountPolicyViolation: ['The policy of this account does not allow this.', 'Use the wallet that made this account.'],
    AliasCollision: ['Another account has this alias already.', 'Choose another.'],
    BelowMinimumBorrow: ['The loan is smaller than the least that is lent.', 'Borrow more.'],
    BorrowingLimit: ['The loan is larger than what may be lent here.', 'Borrow less.'],
  },
} satisfies Record<string, Record<string, Said>>
