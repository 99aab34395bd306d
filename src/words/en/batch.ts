/** Sentences of paying several at once. */
export const batch = {
  title: 'Pay several',
  several: 'Several recipients',
  one: 'One recipient',
  list: 'Payments',
  listHelp:
    'One a line: an address or the name of a contact, then the amount in TAO. Between them a comma, a semicolon or a tab. A list from a spreadsheet can be pasted.',
  example: 'Workshop; 12.5',
  addTitle: 'Add a recipient',
  add: 'Add to the list',
  heading: 'The first line is taken for a heading and is not paid.',
  line: (facts: { line: string }) => `Line ${facts.line}`,
  preview: 'What would be paid',
  twice: (facts: { line: string }) => `Pays the same account as line ${facts.line}. Both are paid if you leave it.`,
  problems: {
    quotes: 'The quotation marks of this line do not match.',
    columns: 'There is more than a recipient and an amount here.',
    'amount-missing': 'The amount is missing.',
    'amount-zero': 'The amount is zero.',
    'amount-huge': 'There is not that much TAO.',
    'recipient-missing': 'The recipient is missing.',
    amount: (facts: { said: string }) =>
      `“${facts.said}” is no amount. Write it such as 12.5, with at most nine decimals and nothing between thousands.`,
    'amount-comma': (facts: { said: string }) =>
      `“${facts.said}” could be two things in a list with commas. Write the amount with a point, or put semicolons between the columns.`,
    'amount-thousands': (facts: { said: string }) =>
      `“${facts.said}” could be thousands, or decimals. Write ${facts.said.replace(/\D/, '')}, or ${facts.said}0 with one more zero.`,
    'no-contact': (facts: { said: string }) => `“${facts.said}” is no address and no contact.`,
    'contact-twice': (facts: { said: string }) => `Several contacts are called “${facts.said}”. Write the address.`,
  },
  tooMany: (facts: { most: string; count: string }) =>
    `At most ${facts.most} at once; these are ${facts.count}. Pay the rest in a second list.`,
  wrong: (facts: { count: number }) => (facts.count === 1 ? '1 line has to be corrected.' : `${facts.count} lines have to be corrected.`),
  recipients: 'Recipients',
  total: 'Total',
  fee: 'Network fee, about',
  after: 'Free balance after',
  notEnough: (facts: { name: string; max: string }) =>
    `${facts.name} cannot pay that much: at most ${facts.max} can leave with the fee of this list.`,
  unknown: 'Unknown address',
  atomic: 'One transaction: all of them are paid, or none is. The paying account stays open.',
}
