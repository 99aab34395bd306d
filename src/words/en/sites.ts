/** Sentences of the sites screen. */
export const sites = {
  title: 'Sites',
  empty: 'No site sees your accounts',
  emptyText: 'A site that asks to connect appears here once you allowed it.',
  sees: (facts: { count: number }) => (facts.count === 1 ? 'Sees 1 account' : `Sees ${facts.count} accounts`),
  since: (facts: { date: string }) => `Since ${facts.date}`,
  change: 'Change accounts',
  remove: 'Remove',
  removeTitle: (facts: { site: string }) => `Remove ${facts.site}?`,
  removeText: 'It no longer sees any account, and what it asked for ends. It may ask to connect again.',
  keep: 'Keep',
  accountsTitle: 'Which accounts may this site see?',
  save: 'Save',
  cancel: 'Cancel',
  insecure: 'not encrypted',
}
