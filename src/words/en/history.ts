/** Sentences of what it was worth over time. */
export const history = {
  title: 'Value over time',
  of: (facts: { name: string }) => `Value of ${facts.name}`,
  all: 'Value of all accounts',
  some: (facts: { count: string }) => `Value of ${facts.count} accounts`,
  spot: (facts: { time: string }) => `Spot value, seen ${facts.time}`,
  exit: 'If sold now',
  exitThen: 'If sold then',
  unknown: 'not known',
  span: 'How far back',
  spans: { day: 'Day', week: 'Week', month: 'Month', year: 'Year', all: 'All' },
  since: (facts: { time: string }) => `since ${facts.time}`,
  changed: 'Change',
  changedNote: 'What came in and went out is part of the change.',
  chart: (facts: { whose: string; from: string; to: string; before: string; after: string }) =>
    `${facts.whose} from ${facts.from} to ${facts.to}: from ${facts.before} to ${facts.after}`,
  gaps: 'Dashed: no value is kept for the time between.',
  asTable: 'As a table',
  times: (facts: { count: string; one: boolean }) => (facts.one ? '1 time' : `${facts.count} times`),
  time: 'Time',
  value: 'Value',
  allocation: 'Allocation',
  allocationAt: (facts: { time: string }) => `as seen ${facts.time}`,
  allocationTable: 'Value by subnet',
  free: 'Free',
  root: 'Root',
  subnets: 'Subnets',
  subnet: 'Subnet',
  subnetNo: (facts: { netuid: number }) => `Subnet ${facts.netuid}`,
  share: 'Share',
  rest: (facts: { count: number; one: boolean }) => (facts.one ? '1 small position' : `${facts.count} small positions`),
  nothing: 'There is nothing to spread.',
  unspread: (facts: { count: string; one: boolean }) =>
    facts.one ? 'The positions of one account are not known yet.' : `The positions of ${facts.count} accounts are not known yet.`,
  own: (facts: { time: string }) =>
    `All of this is what this wallet saw itself, since ${facts.time}. Nobody else was asked for it, and it stays in this browser.`,
  begins: (facts: { name: string; time: string }) =>
    `The sum begins ${facts.time}, when ${facts.name} was first seen. What was seen of the others before is shown with each of them.`,
  missing: (facts: { count: string; one: boolean }) =>
    facts.one ? 'One account was not seen yet and is not counted.' : `${facts.count} accounts were not seen yet and are not counted.`,
  empty: 'Nothing recorded yet',
  emptyText:
    'While it is open and a node answers, Kluis notes what your accounts are worth: once an hour, later once a day. The first value appears here as soon as balance and stake were read.',
  recorded: 'Recorded values',
  forget: 'Forget recorded values',
  forgetTitle: 'Forget all recorded values?',
  forgetText:
    'Everything that was noted of what your accounts were worth is deleted from this browser, for all accounts and networks. It cannot be brought back. Your money, keys and activity are not touched. From then on Kluis notes anew.',
  forgetDo: 'Forget',
  gone: 'This account is not in the wallet.',
}
