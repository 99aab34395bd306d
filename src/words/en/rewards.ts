/** Sentences of what a position earned. */
export const rewards = {
  title: 'Rewards',
  since: (facts: { time: string }) => `since ${facts.time}`,
  alpha: 'Alpha from rewards',
  more: 'More alpha',
  price: 'Price',
  own: 'Your orders',
  unknown: 'Not explained',
  whole: 'Change in value',
  note: (facts: { from: string; to: string }) =>
    `What this wallet saw itself from ${facts.from} to ${facts.to}. More alpha is counted at the price when it was seen; Price is what the alpha that was there before gained or lost.`,
  ownNote: 'Days on which you bought, sold or moved stake here, or the stake paid a network fee, are left out of the rewards.',
  unknownNote:
    'Not explained: alpha changed by less or more than the validator pays, or nobody told what it pays. It may have been moved from another wallet. It is not counted as a reward.',
  none: 'Nothing to tell yet. Kluis compares what it saw on different days, and saw this position only once so far.',
  each: 'Several of your accounts hold this. Rewards are shown with each of them.',
  table: 'Day by day',
  times: (facts: { count: string; one: boolean }) => (facts.one ? '1 stretch' : `${facts.count} stretches`),
  until: 'Until',
  kinds: { rewards: 'rewards', own: 'own order', unknown: 'not explained' },
  alphaCame: 'Alpha',
  copy: 'Copy as CSV',
  copied: 'Copied. Paste it into a spreadsheet.',
  notCopied: 'The browser did not let it be copied.',
  csv: ['From', 'Until', 'Kind', 'Alpha', 'Alpha change', 'Price in TAO', 'Change from alpha in TAO', 'Change from price in TAO'],
}
