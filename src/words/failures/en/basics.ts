import type { Said } from '../said'

const again = 'Try again in a minute.'
const less = 'Send less, or bring TAO to this account first.'
const update = 'Only those who upgrade the chain meet this; check the code that was given.'
const free = 'Remove a proxy or a deposit that is no longer needed, and try again.'

/** What any call can end in, and the pallets that every account meets. */
export const basics = {
  /** Errors without a pallet. */
  plain: {
    Other: ['The chain gave no reason.', 'Check the balance and what was asked, and try again once.'],
    CannotLookup: ['The chain could not find the account behind an address.', 'Use the full address, which begins with 5.'],
    BadOrigin: ['This account may not make this call.', 'Make it from the account that may; trying again from here changes nothing.'],
    ConsumerRemaining: [
      'The account could not be closed, because something on the chain still rests on it, such as a proxy, a deposit or a key.',
      'Keep a little TAO in it, or remove what rests on it first.',
    ],
    NoProviders: ['The account does not exist on the chain: nothing keeps it open.', 'Send some TAO to it first.'],
    TooManyConsumers: ['More things rest on this account than the chain allows.', free],
    Exhausted: ['The block had no room left for what this needed.', again],
    Corruption: [
      'The chain’s own data is damaged where this call reads it.',
      'Do not repeat it before those who run the chain have mended that.',
    ],
    Unavailable: ['Something that this call needs was not there at that moment.', again],
    RootNotAllowed: ['The chain’s administrators may not make this call themselves.', 'Make it from an ordinary account.'],
  },
  Token: {
    FundsUnavailable: ['There was not enough free TAO.', less],
    OnlyProvider: [
      'This would have closed the account, and something on the chain still rests on it.',
      'Send less, so that the account stays open.',
    ],
    BelowMinimum: ['The recipient’s account would have held less than an account needs.', 'Send more.'],
    CannotCreate: ['The recipient’s account could not be opened.', 'Send more, or to an account that is open already.'],
    UnknownAsset: ['The chain does not know this kind of money.', 'Check which token and which network were meant.'],
    Frozen: ['A part of the balance is frozen and cannot leave.', 'Send no more than what is free.'],
    Unsupported: ['This kind of money does not allow that.', 'Choose another way; trying again changes nothing.'],
    CannotCreateHold: ['The TAO for a deposit could not be set aside.', free],
    NotExpendable: [
      'This would have left less than the account needs to stay open.',
      'Send less, or choose to send everything, which closes the account.',
    ],
    Blocked: ['One of the two accounts is barred from this kind of money.', 'Use another account; trying again changes nothing.'],
  },
  Arithmetic: {
    Underflow: ['An amount was larger than what it should be taken from.', 'Take a smaller amount.'],
    Overflow: ['A number grew beyond what the chain can count.', 'Take a smaller amount.'],
    DivisionByZero: ['The chain had to divide by nothing, for instance in an empty pool.', 'Try another amount or another subnet.'],
  },
  Transactional: {
    LimitReached: ['The calls were packed into one another too deeply.', 'Make them one by one.'],
    NoLayer: ['The chain could not undo a part by itself, as this call needs.', again],
  },
  Trie: {
    proof: ['A proof that was given to the chain does not fit its data.', 'Whoever made the proof has to make it again.'],
  },
  System: {
    InvalidSpecName: ['The new code of the chain carries another name than the present one.', update],
    SpecVersionNeedsToIncrease: ['The new code of the chain has no higher version than the present one.', update],
    FailedToExtractRuntimeVersion: ['The new code of the chain does not tell its version.', update],
    NonDefaultComposite: ['The account still holds something, so it cannot be wiped.', 'Empty it first.'],
    NonZeroRefCount: ['Something on the chain still counts on this account, so it cannot be wiped.', 'Remove what rests on it first.'],
    CallFiltered: [
      'The chain does not allow this call here: it is in safe mode, a proxy may not make it, or it stands in a batch inside a batch.',
      'Make it alone and from the account itself; in safe mode, wait until that is over.',
    ],
    MultiBlockMigrationsOngoing: ['The chain is still being moved to its new version, so its code cannot be replaced.', update],
    NothingAuthorized: ['No upgrade of the chain has been approved.', update],
    Unauthorized: ['The code that was handed in is not the one that was approved.', update],
  },
  Balances: {
    VestingBalance: ['The amount is still tied by a vesting schedule.', 'Send no more than what is free.'],
    LiquidityRestrictions: ['A part of the balance is locked and cannot leave.', 'Send less than what is free.'],
    ExistingVestingSchedule: ['This account has a vesting schedule already.', 'Use another account, or wait until it has run out.'],
    DeadAccount: ['The account that should receive this does not exist yet.', 'Send some TAO to it first.'],
    TooManyReserves: ['This account has as many reserved deposits as the chain allows.', free],
    TooManyHolds: ['This account has as many kinds of held deposits as the chain allows.', free],
    TooManyFreezes: ['This account has as many freezes as the chain allows.', 'Lift one that is no longer needed, and try again.'],
    IssuanceDeactivated: ['The supply of TAO can no longer be changed this way.', 'Trying again changes nothing.'],
    DeltaZero: ['The change of the supply was nothing.', 'Only the chain’s administrators meet this; they have to give an amount.'],
  },
  Utility: {
    TooManyCalls: ['The batch has more calls than the chain takes at once.', 'Split it into smaller batches.'],
    InvalidDerivedAccount: ['The sub-account could not be worked out from what was given.', 'Check its number.'],
  },
  SafeMode: {
    Entered: ['The chain is in safe mode already.', 'Wait until it is over.'],
    Exited: ['The chain is not in safe mode.', 'There is nothing to do.'],
    NotConfigured: ['On this chain nobody can call safe mode by a deposit.', 'Trying again changes nothing.'],
    NoDeposit: ['This account has no deposit for safe mode.', 'There is nothing to take back.'],
    AlreadyDeposited: ['This account has a deposit for safe mode already.', 'Wait until that one is free.'],
    CannotReleaseYet: ['The deposit for safe mode cannot be given back yet.', 'Wait, and try again later.'],
    CurrencyError: ['The deposit for safe mode could not be moved.', 'Check the free balance of the account.'],
  },
} satisfies Record<string, Record<string, Said>>
