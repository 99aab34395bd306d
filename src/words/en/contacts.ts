/** Sentences of the contacts: other people's addresses by name. */
export const contacts = {
  title: 'Contacts',
  one: 'Contact',
  add: 'Add a contact',
  empty: 'No contacts yet',
  emptyText: 'Keep an address that you send to by a name. It is offered when you send, and known again when it appears.',
  search: 'Search contacts',
  nothing: (facts: { query: string }) => `No contact has “${facts.query}” in its name, note or address.`,
  address: 'Address',
  name: 'Name',
  nameHelp: 'Only you see it.',
  known: (facts: { name: string }) => `This address is here already, as “${facts.name}”.`,
  twin: (facts: { name: string }) =>
    `This address begins and ends like that of ${facts.name ? `“${facts.name}”` : 'somebody whom you know'}, but it is another one. Thieves make such addresses. Compare every group.`,
  remove: 'Remove',
  removeTitle: (facts: { name: string }) => `Remove ${facts.name}?`,
  removeText: 'Only the name and the note are removed. What you sent to this address stays in Activity.',
  gone: 'This contact is not here.',
  only: 'Pay contacts only',
  onlyHelp:
    'Kluis then refuses your own transfers to anybody but contacts and own accounts. What a site asks to pay to others is shown as risky, and needs your password. So does adding a contact or an account.',
  /** Help of the password where somebody is added meanwhile. */
  onlyAsked: 'Asked because only contacts are paid: whoever is added can be paid from then on.',
  onlyOff: 'Switch off',
  onlyOffText: 'Switched off, Kluis sends to any address that is typed or pasted. That takes your password.',
  file: 'Import or export',
  // The tab for files
  fileBar: 'Contacts',
  fileTitle: 'Contacts as a file',
  fileText:
    'A CSV file with name, address and note, which spreadsheets and other wallets read. It holds no key; it does tell whom you know.',
  exportTitle: 'Export',
  exportNone: 'There are no contacts to export yet.',
  write: (facts: { count: string; one: boolean }) =>
    facts.one ? 'Write a file with 1 contact' : `Write a file with ${facts.count} contacts`,
  importTitle: 'Import',
  importText:
    'Choose a CSV file, or drop it on this page. Contacts that are here already stay as they are. Nothing is added before you say so.',
  choose: 'Choose a CSV file',
  found: (facts: { count: string; one: boolean }) =>
    facts.one ? '1 new contact in this file' : `${facts.count} new contacts in this file`,
  knownLines: (facts: { count: string; lines: string }) => `Here already: ${facts.count} (line ${facts.lines}).`,
  twiceLines: (facts: { count: string; lines: string }) => `In the file twice, and taken once: ${facts.count} (line ${facts.lines}).`,
  foreign: (facts: { count: string; one: boolean }) =>
    facts.one
      ? '1 address is written for another network. It is kept as on Bittensor: the same key in other letters. An exchange’s address of another network does not receive TAO, so ask its owner first.'
      : `${facts.count} addresses are written for another network. They are kept as on Bittensor: the same keys in other letters. An exchange’s address of another network does not receive TAO, so ask their owners first.`,
  /** Stands before the address as it was written, and as it is kept. */
  foreignLine: (facts: { line: string; name: string; prefix: string }) =>
    `Line ${facts.line}: ${facts.name}, network number ${facts.prefix}:`,
  alike: (facts: { count: string; one: boolean }) =>
    `${facts.one ? '1 of these may be taken for somebody else, and is' : `${facts.count} of these may be taken for somebody else, and are`} left out unless you tick it. Thieves make addresses that begin and end like a known one, and use known names. Ask the owner first, and compare every group.`,
  /** `like`: the name of the other, '' where he has none. */
  alikeBy: {
    address: (facts: { name: string; like: string }) =>
      `${facts.name}: begins and ends like ${facts.like ? `“${facts.like}”` : 'an address that you paid'}, but is another address`,
    name: (facts: { name: string; like: string }) => `${facts.name}: “${facts.like}” has another address`,
  },
  alikeNew: 'In this file',
  alikeOther: 'The other',
  wrongTitle: (facts: { count: string; one: boolean }) => (facts.one ? '1 line is left out:' : `${facts.count} lines are left out:`),
  wrongLine: (facts: { line: string; why: string }) => `Line ${facts.line}: ${facts.why}`,
  wrong: { quotes: 'The quotation marks do not match.', name: 'The name is missing.' },
  more: (facts: { count: string }) => `and ${facts.count} more`,
  noRoom: (facts: { most: string; count: string }) =>
    `Kluis keeps at most ${facts.most} contacts. There is no room for ${facts.count} of these; all others are kept.`,
  addAll: (facts: { count: string; one: boolean }) => (facts.one ? 'Add 1 contact' : `Add ${facts.count} contacts`),
  added: (facts: { count: string; one: boolean }) => (facts.one ? '1 contact was added.' : `${facts.count} contacts were added.`),
  nothingNew: 'Nothing in this file is new.',
  // The tab with the camera
  scanBar: 'Send',
  scanTitle: 'Scan the code of an address',
  scanText:
    'Hold the code before the camera, or choose a picture of it. What it says is checked like an address that you type, and nothing is sent yet.',
  scanCamera: 'Use the camera',
  scanPicture: 'Choose a picture',
}
