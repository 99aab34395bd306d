/** Sentences of what came, of looking for what happened, and of the list for tax tools. */
export const ledger = {
  from: (facts: { who: string }) => `From ${facts.who}`,
  fromSeveral: 'From several senders',
  small: (facts: { count: number; text: string }) => (facts.count === 1 ? 'A tiny amount' : `${facts.text} tiny amounts`),
  unstaked: (facts: { netuid: number }) => (facts.netuid === 0 ? 'Unstaked from root' : `Unstaked from subnet ${facts.netuid}`),
  received: 'Received',
  detail: 'Received',
  finalText: 'It is in a final block and can no longer be undone.',
  unknownText: 'Your balance rose in this block. Kluis does not recognise what brought it.',
  betweenText: (facts: { after: string; block: string }) =>
    `It came after block ${facts.after} and no later than block ${facts.block}. In which block, and from whom, this node no longer knows. If the account paid something in between, more came than this.`,
  dustText:
    'Amounts this small buy nothing. Strangers send them so that their address stands in your list. Never copy an address from here to pay it.',
  sumText:
    'So many tiny amounts came that Kluis keeps the older ones as one sum for each month. This is such a sum, dated as the last of it.',
  sender: 'From',
  hotkey: 'Validator',
  extrinsic: 'Extrinsic',
  noticed: 'Noticed',
  blockTime: 'Time of the block',
  explorer: 'Look it up',
  explorerNote: 'Opens the site in a new tab. It then knows which transaction you look at.',

  search: 'Search in activity',
  searchHint: 'Name, amount, hash',
  filter: 'Filter',
  filterOn: (facts: { count: number }) => `Filter, ${facts.count} on`,
  filterTitle: 'Show only',
  kind: 'Kind',
  kinds: {
    all: 'Everything',
    sent: 'Sent',
    received: 'Received',
    site: 'Signed for sites',
    staking: 'Staking',
    other: 'Other',
  },
  state: 'State',
  states: { all: 'Any', open: 'Not final yet', failed: 'Failed or never happened' },
  account: 'Account',
  everyAccount: 'All accounts',
  network: 'Network',
  everyNetwork: 'All networks',
  dust: 'Tiny amounts too',
  dustHelp: 'Amounts below 0.001 TAO are hidden otherwise.',
  dustHidden: (facts: { count: number; text: string }) =>
    facts.count === 1 ? '1 tiny amount is hidden.' : `${facts.text} tiny amounts are hidden.`,
  showDust: 'Show them',
  clear: 'Clear search and filter',
  found: (facts: { count: number; text: string }) => (facts.count === 1 ? '1 found' : `${facts.text} found`),
  nothing: 'Nothing found',
  nothingText: 'Nothing in your activity fits this search and filter.',
  done: 'Show',
  firstOnly: (facts: { count: string }) =>
    `What comes is noticed for the first ${facts.count} accounts of your list and for the chosen one.`,
  watched: (facts: { name: string; since: string }) => `What comes to ${facts.name} is noticed since ${facts.since}.`,
  unwatched: (facts: { name: string }) =>
    `What comes to ${facts.name} was never noticed here: that begins while it is chosen or one of the first 100 accounts.`,
  watchedGaps: 'Some of what came since then may be missing.',
  watchedUntil: (facts: { until: string }) => `What came after ${facts.until} is not looked into yet.`,
  csv: 'Export CSV',

  csvBar: 'Export activity',
  csvTitle: 'Export the activity',
  csvText: 'A list for tax tools or a spreadsheet, made on this machine. It holds no key; who has the file knows what these accounts did.',
  whichAccounts: 'Accounts',
  chooseAccounts: 'Only some accounts',
  span: 'Days, in UTC',
  fromDay: 'From',
  toDay: 'Up to and including',
  spanHelp: 'Leave both empty for everything.',
  spanWrong: 'The first day is after the last one.',
  format: 'For',
  formats: { koinly: 'Koinly', cointracker: 'CoinTracker', plain: 'A spreadsheet, with everything that Kluis knows' },
  make: 'Make the list',
  needsAccount: 'Choose at least one account.',
  ready: 'The list is ready',
  readyRows: (facts: { count: number; text: string }) => (facts.count === 1 ? 'It has 1 line.' : `It has ${facts.text} lines.`),
  empty: 'Nothing happened in these accounts and days, as far as Kluis knows. The file holds only the names of the columns.',
  complete: 'Complete, as far as this wallet can know',
  completeText:
    'Every transaction that was signed here is in it, and all that came in these days. What was signed with the same keys elsewhere is not.',
  incomplete: 'Not complete',
  ownComplete: 'Every transaction that was signed here and is final is in it. What was signed with the same keys elsewhere is not.',
  never: (facts: { name: string }) => `${facts.name}: what came to it was never watched.`,
  sinceOnly: (facts: { name: string; since: string }) => `${facts.name}: what came before ${facts.since} is not in it.`,
  gap: (facts: { name: string; from: string; to: string }) =>
    `${facts.name}: of what came between ${facts.from} and ${facts.to} only the sum is known, or nothing.`,
  more: (facts: { count: number; text: string }) => `And ${facts.text} more like these.`,
  untilOnly: (facts: { name: string; until: string }) =>
    `${facts.name}: what came after ${facts.until} is not in it yet. Kluis looks while the account is chosen or one of the first 100 and a node answers: export again then.`,
  wholeSince: (facts: { name: string; since: string }) =>
    `${facts.name}: all that came in these days is in it; Kluis watches it since ${facts.since}.`,
  open: (facts: { count: number; text: string }) =>
    facts.count === 1
      ? '1 transaction is not final yet and is left out.'
      : `${facts.text} transactions are not final yet and are left out.`,
  unclear: (facts: { count: number; text: string }) =>
    facts.count === 1
      ? 'Of 1 transaction Kluis does not know all amounts: only its fee is in it, or a sum that may differ.'
      : `Of ${facts.text} transactions Kluis does not know all amounts: only their fee is in it, or a sum that may differ.`,
  timeNote: 'Times are UTC: for what came, of its block; for what was signed here, of the signature.',
  ownNote: 'What one chosen account paid another is no sale: only its fee is in it.',
  lines: {
    fee: 'Network fee',
    failed: 'Failed, fee only',
    envelope: 'Hidden order that never ran, fee of its envelopes only',
    part: 'Partly done, fee only',
    internal: 'Between own accounts, fee only',
    sent: 'Sent',
    sentAll: 'Sent everything, amount as known when it was signed',
    burned: 'Burned',
    received: 'Received',
    unstaked: 'Unstaked',
    unknown: 'Received, cause not recognised',
    between: 'Received, block not known',
    small: 'Several tiny amounts',
  },

  notify: 'Notifications',
  notifyHelp: 'When a transaction is final or failed, and when something comes. Your browser shows them, also over other programs.',
  notifyRefused: 'Your browser did not allow it, so it shows nothing. Turn it on again to be asked once more.',
}
