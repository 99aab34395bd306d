import type { Said } from '../said'

const day = 'Wait about a day (7,200 blocks) and try again.'
const retry = 'Try again in a minute.'
const work = 'Let the software do the work again for a new block.'
const children = 'Correct the list of child hotkeys.'
const readSwap = 'Look at the announcement of this account to see the block.'

/** SubtensorModule, what the owner of a hotkey or a coldkey meets: registering, moving keys, takes, children. Some names came after spec 424. */
export const hotkeys = {
  RootNetworkDoesNotExist: ['This chain has no root network.', 'Check which network was meant.'],
  HotKeyNotRegisteredInSubNet: ['This hotkey is not registered on this subnet.', 'Register it there first, or choose another.'],
  HotKeyNotRegisteredInNetwork: ['This hotkey is not registered on the subnet, or on none at all.', 'Register it first.'],
  HotKeyAlreadyRegisteredInSubNet: ['This hotkey is registered there already.', 'Choose another hotkey, or do nothing.'],
  NewHotKeyIsSameWithOld: ['The new hotkey is the old one.', 'Choose another hotkey.'],
  NewHotKeyNotCleanForRootSwap: [
    'The new hotkey already has stake or dividends on root, so the two cannot be joined.',
    'Choose a hotkey that was never used.',
  ],
  HotKeyAlreadyDelegate: ['This hotkey is a validator for others already.', 'There is nothing to do.'],
  TooManyRegistrationsThisBlock: ['This block has as many registrations as it may have.', retry],
  TooManyRegistrationsThisInterval: [
    'There have been as many registrations as this time may have.',
    'Wait for the next interval, some hours at most.',
  ],
  SubNetRegistrationDisabled: ['Registering is closed here.', 'Wait until it is opened, or choose another subnet.'],
  InvalidWorkBlock: ['The proof of work is for a block that is too old or not there yet.', work],
  InvalidDifficulty: ['The proof of work is too weak.', work],
  InvalidSeal: ['The proof of work does not fit its block and key.', work],
  DelegateTxRateLimitExceeded: ['The take was changed too soon after the last time.', 'Wait; a raise is possible once in about 30 days.'],
  HotKeySetTxRateLimitExceeded: ['A hotkey of this account was moved too recently.', 'Wait some hours and try again.'],
  FaucetDisabled: ['This chain gives away no TAO.', 'Use a test chain that does.'],
  RegistrationNotPermittedOnRootSubnet: ['This cannot be done on root.', 'Choose a subnet, or the registration that root has of its own.'],
  StakeTooLowForRoot: [
    'All seats on root are taken, and this hotkey has less stake than the weakest of them.',
    'Stake more with it on root first.',
  ],
  NotEnoughBalanceToPaySwapHotKey: [
    'There is less free TAO than moving a hotkey costs.',
    'Bring TAO to this account: up to 0.1 TAO and the fee.',
  ],
  NoNeuronIdAvailable: ['The subnet is full, and nobody can be replaced at the moment.', 'Wait until a place is no longer protected.'],
  DelegateTakeTooLow: [
    'The take is lower than allowed, or not on the right side of the present one.',
    'Look at the present take and choose another.',
  ],
  DelegateTakeTooHigh: ['The take is higher than the chain allows.', 'Choose a lower take: at most 18 %.'],
  ColdKeyAlreadyAssociated: ['The new coldkey is in use already.', 'Choose an account that was never used.'],
  NotEnoughBalanceToPaySwapColdKey: [
    'There is less free TAO than announcing the move of a coldkey costs.',
    'Bring TAO to this account: 0.1 TAO and the fee.',
  ],
  NotEnoughStakeToSetChildkeys: ['The hotkey has too little stake to hand some to child hotkeys.', 'Stake more with it first.'],
  InvalidChild: ['A hotkey would have become its own child.', children],
  DuplicateChild: ['The same child hotkey stands in the list twice.', children],
  ProportionOverflow: ['The shares of the child hotkeys add up to more than the whole.', 'Lower the shares.'],
  TooManyChildren: ['There are more child hotkeys than the chain allows.', 'Name at most five.'],
  TooManyParents: ['This child hotkey has as many parents as the chain allows.', 'Choose another child hotkey.'],
  ChildParentInconsistency: ['A hotkey would be both child and parent of another.', 'Remove one of the two links first.'],
  InvalidChildkeyTake: ['The take for child hotkeys is outside what the subnet allows.', 'Choose a take between the bounds.'],
  TxChildkeyTakeRateLimitExceeded: [
    'The take for child hotkeys was changed too soon after the last time.',
    'Wait; a change is possible once in about 30 days.',
  ],
  TxRateLimitExceeded: ['This was done too soon after the last time.', 'Wait some hours and try again.'],
  ColdkeySwapAnnouncementNotFound: ['No move of this coldkey is announced.', 'Announce it first.'],
  ColdkeySwapTooEarly: [
    'The move of this coldkey was announced too recently.',
    `Wait: usually five days after the announcement. ${readSwap}`,
  ],
  ColdkeySwapReannouncedTooEarly: [
    'The move of this coldkey cannot be announced anew yet.',
    `Wait about a day after the block of the first one. ${readSwap}`,
  ],
  ColdkeySwapClearTooEarly: ['The announcement cannot be withdrawn yet.', `Wait about a day after its block. ${readSwap}`],
  ColdkeySwapAlreadyDisputed: [
    'The move of this coldkey is in dispute already.',
    'Turn to the Bittensor community; nothing more can be done from here.',
  ],
  ColdkeySwapAnnounced: [
    'A move of this account to another coldkey is announced, so the chain freezes it for everything else.',
    'If you announced it, finish it when its time has come. If not, somebody else has the key: dispute the move at once.',
  ],
  ColdkeySwapDisputed: [
    'A move of this account to another coldkey is in dispute, so the chain freezes the account completely.',
    'Only the chain’s administrators can lift it. Turn to the Bittensor community with proof that the account is yours.',
  ],
  AnnouncedColdkeyHashDoesNotMatch: ['This is not the coldkey that was announced.', 'Give the account that you announced.'],
  NewColdKeyIsHotkey: ['The new coldkey is a hotkey already.', 'Choose an account that is no hotkey.'],
  ColdkeySwapTooHeavy: ['This account has too many positions to be moved in one go.', 'Close or join some positions first.'],
  ColdkeyCollateralIncomplete: [
    'The collateral of this account could not be moved whole, so nothing was.',
    'Try again later; if it stays, turn to the Bittensor community.',
  ],
  ColdkeyCollateralPositionsFull: [
    'This account has collateral for as many hotkeys on this subnet as the chain allows.',
    'Let some of it run out first.',
  ],
  KeepStakeBlockedByCollateral: [
    'The stake cannot stay with the old hotkey, because it has collateral there.',
    'Move the hotkey together with its stake.',
  ],
  InvalidIdentity: ['A part of the identity is too long or not valid.', 'Shorten it.'],
  UnableToRecoverPublicKey: ['The signature of the EVM key cannot be read.', 'Sign the link again with that key.'],
  InvalidRecoveredPublicKey: ['The signature is of another EVM key.', 'Sign the link with the key that should be linked.'],
  EvmKeyAssociateRateLimitExceeded: ['The EVM key was linked too soon after the last time.', day],
  EvmKeyAssociationLimitExceeded: ['This EVM key is linked as often as the subnet allows.', 'Use another EVM key.'],
  HotKeySwapOnSubnetIntervalNotPassed: ['A hotkey was moved on this subnet too recently.', day],
  RegistrationPriceLimitExceeded: [
    'The price of a registration rose above your limit.',
    'Raise the limit, or wait: the price falls again.',
  ],
  CannotUseSystemAccount: ['This hotkey belongs to the chain itself.', 'Choose a hotkey of your own.'],
  TransactorAccountShouldBeHotKey: ['This has to be signed by the hotkey itself.', 'Sign it with the hotkey.'],
} satisfies Record<string, Said>
