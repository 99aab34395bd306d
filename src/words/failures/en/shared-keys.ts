import type { Said } from '../said'

const list = 'Check the list of signatories and its order.'
const nothing = 'There is nothing more to do.'

/** Accounts that several keys act for. */
export const sharedKeys = {
  Proxy: {
    TooMany: [
      'This account has as many proxies or announcements as the chain allows.',
      'Remove one that is no longer needed, and try again.',
    ],
    NotFound: [
      'There is no such proxy or announcement.',
      'Check the address, the type and the delay: all three must be those that were set.',
    ],
    NotProxy: ['This account is not a proxy of the one for which it should act.', 'Check both addresses, or have it added first.'],
    Unproxyable: ['A proxy of this type may not make this call.', 'Make it from the account itself, or through a proxy of a wider type.'],
    Duplicate: ['This account is such a proxy already.', nothing],
    NoPermission: [
      'A proxy may not make this call, because it would gain more power by it than it was given.',
      'Make it from the account itself.',
    ],
    Unannounced: ['This was not announced, or the delay of the proxy is not over yet.', 'Announce it, wait for the delay, and try again.'],
    NoSelfProxy: ['An account cannot be its own proxy.', 'Choose another address.'],
    AnnouncementDepositInvariantViolated: [
      'The deposit for the announcements does not add up on the chain, so nothing was changed.',
      'Remove an old announcement, and try again.',
    ],
    InvalidDerivedAccountId: ['The address of the pure proxy could not be worked out.', 'Check what was given to make it.'],
  },
  Multisig: {
    MinimumThreshold: ['The threshold has to be at least two.', 'Raise it, or use the way for a single signature.'],
    AlreadyApproved: ['This account has approved this already.', 'Wait for the others.'],
    NoApprovalsNeeded: ['It has all approvals that it needs.', 'Let one signatory carry it out with the whole call.'],
    TooFewSignatories: ['The multisig has too few other signatories.', list],
    TooManySignatories: ['The multisig has more signatories than the chain allows.', list],
    SignatoriesOutOfOrder: ['The signatories are not in the order that the chain expects.', list],
    SenderInSignatories: ['The account that signs stands among the others as well.', list],
    NotFound: [
      'Nothing of this kind is waiting for approval: it was carried out, cancelled, or never begun.',
      'Look what is waiting for the multisig.',
    ],
    NotOwner: ['Only the account that began this may cancel it or change its deposit.', 'Ask whoever began it.'],
    NoTimepoint: ['This is under way already, and the approval did not say since when.', 'Read it anew from the chain, and approve again.'],
    WrongTimepoint: [
      'The approval named another beginning than that of what is waiting.',
      'Read it anew from the chain, and approve again.',
    ],
    UnexpectedTimepoint: ['The approval is the first, and yet named a beginning.', 'Read it anew from the chain, and approve again.'],
    MaxWeightTooLow: ['The call is heavier than this approval allowed for.', 'Approve again with a higher limit.'],
    AlreadyStored: ['The call is on the chain already.', nothing],
  },
} satisfies Record<string, Record<string, Said>>
