/** Sentences of the overview and of receiving. */
export const home = {
  title: 'Overview',
  total: (facts: { count: number }) => (facts.count === 1 ? 'Balance' : `Balance of ${facts.count} accounts`),
  totalPart: (facts: { count: string; of: string }) => `Balance of ${facts.count} of ${facts.of} accounts`,
  totalWatched: (facts: { count: number }) => (facts.count === 1 ? 'Watched balance' : `Balance of ${facts.count} watched accounts`),
  totalNone: 'Balance: no account is counted',
  /** `amount` is '' while it is not known. */
  notCounted: (facts: { count: number; amount: string; watched: boolean }) => {
    const kind = facts.watched ? 'watched account' : 'account'
    return `Not counted: ${facts.amount ? `${facts.amount} in ` : ''}${facts.count} ${kind}${facts.count === 1 ? '' : 's'}.`
  },
  /** The heading where there are stakes. */
  atSpot: (facts: { what: string }) => `${facts.what} at spot`,
  ifSold: 'If sold now',
  soldPart: (facts: { known: string; of: string }) => `for ${facts.known} of ${facts.of} positions`,
  history: 'Value over time',
  /** Of the total, beside what it was about a day ago. */
  unchanged: 'Unchanged',
  since: (facts: { when: string }) => `since ${facts.when}`,
  stuck: (facts: { count: string }) =>
    facts.count === '1'
      ? '1 position cannot be sold now, and counts as nothing there.'
      : `${facts.count} positions cannot be sold now, and count as nothing there.`,
  locked: (facts: { amount: string }) => `${facts.amount} of it is locked or held: it cannot be sold now, and counts as nothing there.`,
  lockedUnknown: 'The node does not tell how much of it is locked, so a sale may return less.',
  unread: 'Stakes are not read yet, and not in this sum.',
  unpriced: (facts: { count: string }) =>
    facts.count === '1'
      ? '1 position has no price now, and is not counted.'
      : `${facts.count} positions have no price now, and are not counted.`,
  parts: { free: 'Free', reserved: 'Reserved', root: 'Root', subnets: 'Subnets' },
  spotSold: 'spot / if sold',
  positions: 'Positions',
  spotAlpha: 'spot / alpha',
  allPositions: (facts: { count: string }) => `All ${facts.count} positions`,
  noValidator: 'Validator without a name',
  noName: (facts: { netuid: string }) => `Subnet ${facts.netuid}`,
  noPrice: 'no price',
  alphaOf: (facts: { subnet: string }) => `alpha of ${facts.subnet}`,
  /** `time`: a clock, or a day and a clock. */
  at: (facts: { time: string }) => `as of ${facts.time}`,
  block: (facts: { block: string }) => `block ${facts.block}`,
  loading: 'Reading the balance',
  emptyTitle: 'This vault is empty.',
  emptyText: 'Send TAO to this address, from an exchange or another wallet. Start with a small amount.',
  qr: 'QR code',
  accounts: 'Accounts',
  balanceColumn: 'balance',
  add: 'Add an account',
  manage: 'All accounts',
  manageOne: 'Manage this account',
  more: (facts: { count: string }) => `and ${facts.count} more`,
  reserved: (facts: { amount: string }) => `${facts.amount} of it is reserved and cannot be sent.`,
  hide: 'Hide amounts',
  show: 'Show amounts',
  nobody: 'Nobody from Kluis will write to you. Whoever asks for your words is stealing.',
  receiveTitle: 'Receive',
  receiveText: 'Only TAO on Bittensor, and stake on its subnets. Coins of other networks sent here are lost.',
  receiveWatched:
    'You only watch this account: what is sent here can be moved only where its key is. Coins of other networks sent here are lost.',
  nobodyHere: 'No account is here',
  nobodyHereText:
    'Every account was removed, and nothing on the chain has changed. Add an account, or bring one back from its words or a backup.',
  unsaved: (facts: { count: string; one: boolean }) =>
    facts.count === '1'
      ? facts.one
        ? 'This account is not backed up yet. If this browser is lost, so is its key.'
        : '1 account is not backed up yet. If this browser is lost, so is its key.'
      : `${facts.count} accounts are not backed up yet. If this browser is lost, so are their keys.`,
  backUp: 'Back up',
  qrLabel: (facts: { name: string }) => `QR code of the address of ${facts.name}`,
  testNetwork: 'This is not the real network: what is here has no value.',
}
