/** Sentences of the accounts. */
export const accounts = {
  title: 'Accounts',
  detail: 'Account',
  edit: 'Name and note',
  name: 'Name',
  nameHelp: 'Only you and the sites that you connect see it.',
  note: 'Note',
  noteHelp: 'Only you see it. Never write words or passwords here.',
  empty: 'Write a name.',
  numbered: (facts: { number: number }) => `Account ${facts.number}`,
  free: 'Free',
  reserved: 'Reserved',
  frozen: 'Frozen, cannot be sent',
  path: 'Path',
  none: 'none',
  kind: 'Kind of key',
  unknown: 'not known',
  madeFrom: 'Made from',
  holdings: { phrase: 'words', seed: 'a seed', key: 'a key' },
  nothingHere: 'no secret here',
  publicKey: 'Public key',
  gone: 'This account is not here.',
  details: 'Details',
  // The list
  search: 'Search accounts',
  searchHint: 'Name, note or address',
  found: (facts: { count: string }) => (facts.count === '1' ? '1 found' : `${facts.count} found`),
  nothing: (facts: { query: string }) => `No account has “${facts.query}” in its name, note or address.`,
  choose: 'Choose an account',
  picked: (facts: { count: number; text: string }) => (facts.count === 1 ? '1 account chosen' : `${facts.text} accounts chosen`),
  noneForSites: 'No account here can be shown to a site: each is hidden or only watched.',
  handle: (facts: { name: string }) => `Move ${facts.name}`,
  handleHelp: 'Space lifts the account, the arrow keys move it, Space puts it down, Escape puts it back.',
  lifted: (facts: { name: string; at: string; of: string }) =>
    `${facts.name} is lifted, place ${facts.at} of ${facts.of}. The arrow keys move it, Space puts it down, Escape puts it back.`,
  movedTo: (facts: { name: string; at: string; of: string }) => `${facts.name}, place ${facts.at} of ${facts.of}.`,
  dropped: (facts: { name: string; at: string; of: string }) => `${facts.name} is put down at place ${facts.at} of ${facts.of}.`,
  putBack: (facts: { name: string; at: string; of: string }) => `${facts.name} is back at place ${facts.at} of ${facts.of}.`,
  toTop: 'Move to the top of the list',
  isTop: 'is at the top',
  // Adding
  addDerived: {
    phrase: (facts: { name: string }) => `From the words of ${facts.name}`,
    seed: (facts: { name: string }) => `From the seed of ${facts.name}`,
    key: (facts: { name: string }) => `From the key of ${facts.name}`,
  },
  addDerivedText: 'Another address, and nothing new to keep safe but a short path.',
  addPhrase: 'With new words',
  addPhraseText: 'Words of its own. Who finds one phrase has only the accounts of that one.',
  addKey: 'Bring what you have',
  addKeyText: 'Words, a key, a file of btcli or another wallet, a backup, or an address to watch.',
  newPhrase: 'New words',
  nameTitle: 'Name the account',
  nameText: 'These words are kept in the same vault, behind the same password. The paper is its backup: keep it apart from the others.',
  derive: 'Derive an account',
  deriveTitle: 'Derive an account',
  deriveText: {
    phrase: (facts: { name: string }) =>
      `The words of ${facts.name}, with a path behind them, give another account with an address of its own.`,
    seed: (facts: { name: string }) =>
      `The seed of ${facts.name}, with a path behind it, gives another account with an address of its own.`,
    key: (facts: { name: string }) => `The key of ${facts.name}, with a path behind it, gives another account with an address of its own.`,
  },
  pathHelp: 'The next number that is free here. Any path will do that you can keep.',
  pathAfter: (facts: { path: string }) => `It is added to the path that is there: ${facts.path}`,
  deriveNote: 'Write the path beside the words: without it they give another account.',
  // What an account is
  watched: 'You only watch this account.',
  watchedWhy: {
    address: 'Kluis has its address and not its key, so it cannot send or sign for it.',
    external: 'Its key is in another wallet, so Kluis cannot send or sign for it. Send from there.',
    hardware: 'Its key is in a hardware wallet, which Kluis cannot use yet. Send from the software that belongs to it.',
    multisig: 'Several keys decide over it together, which Kluis cannot do yet. Send from where you made it.',
    hashed: 'Its key changes with every transaction, which Kluis cannot follow. Send from the software that made it.',
  },
  hotkeyText: 'A hotkey mines and validates, and is less protected. Keep TAO in a coldkey.',
  sendHotkey: 'Send …',
  unsavedTitle: 'Not backed up yet.',
  unsavedText: {
    phrase: 'If this browser is lost, so is this account. Write its words down, with the path if it has one.',
    seed: 'If this browser is lost, so is this account. Write its seed down, or export it.',
    key: 'If this browser is lost, so is this account. Export it to a file.',
  },
  // What can be done
  secret: 'Secret',
  hotkeys: 'Hotkeys of this coldkey',
  manage: 'This account',
  show: { phrase: 'Show the words', seed: 'Show the seed', key: 'Show the key' },
  exportFile: 'Export to a file',
  hide: 'Hide from sites',
  hideHelp: 'No site sees it, not even those that you connected.',
  useAs: { coldkey: 'Use as a coldkey', hotkey: 'Use as a hotkey' },
  useAsText: {
    coldkey: (facts: { name: string }) =>
      `${facts.name} is offered again when you send. The key stays the same: if it was on a machine that mines or validates, it is no safer than it was there.`,
    hotkey: (facts: { name: string }) =>
      `${facts.name} is no longer offered when you send; sending from it takes a step more. The key and the balance stay the same, and you can change it back.`,
  },
  change: 'Change',
  // Showing a secret
  revealTitle: {
    phrase: (facts: { name: string }) => `The words of ${facts.name}`,
    seed: (facts: { name: string }) => `The seed of ${facts.name}`,
    key: (facts: { name: string }) => `The key of ${facts.name}`,
  },
  revealText: {
    phrase: 'Whoever has these words has the TAO of this account and of every other account made from them, for ever.',
    seed: 'Whoever has this seed has the TAO of this account and of every other account made from it, for ever.',
    key: 'Whoever has this key has the TAO of this account, for ever. It has no words: only the key was imported.',
  },
  revealNobody: 'No support person, website or form ever needs it. Whoever asks is stealing.',
  revealAlone: 'Make sure that nobody and no camera sees your screen.',
  shownTitle: {
    phrase: (facts: { name: string }) => `Write the words of ${facts.name} on paper`,
    seed: (facts: { name: string }) => `Write the seed of ${facts.name} on paper`,
    key: (facts: { name: string }) => `The key of ${facts.name}`,
  },
  shownText: {
    phrase: 'In this order.',
    seed: '32 bytes in hex: 64 characters, digits and the letters a to f. It was never made from words that Kluis knows.',
    key: 'This account has no words: only its key. 64 bytes in hex: the private key, and a part that every signature needs. An exported file is easier to bring back.',
  },
  uncover: 'Show now',
  hiddenIn: (facts: { seconds: number }) => `Hidden in ${facts.seconds} s`,
  belongs: (facts: { count: number }): string =>
    facts.count === 1
      ? 'This belongs to it: without it the same secret gives another account.'
      : 'These belong to it: without them the same secret gives another account.',
  wroteDown: 'I have kept it safe',
  copySecret: 'Copy instead',
  copyInTab: 'Open in a tab to copy',
  copyInTabText:
    'This window closes as soon as you click elsewhere, and could not empty the clipboard again. The tab asks for your password.',
  copyRisk:
    'Other programs can read what is copied, and some keep a history of it. Paper is safer. Stay on this screen until you have pasted it, and see that the clipboard is emptied before you close the tab.',
  copyWith: {
    path: 'The path is copied too, behind it in one line. Kluis reads such a line; btcli does not.',
    passphrase: 'The passphrase is copied too, behind the words in one line. Kluis reads such a line; btcli does not.',
    both: 'The path and the passphrase are copied too, behind the words in one line. Kluis reads such a line; btcli does not.',
  },
  copyType: (facts: { type: string }) => `The kind of key, ${facts.type}, is not in it: choose it when you bring it back.`,
  copyAnyway: 'Copy anyway',
  emptyNow: 'Empty the clipboard now',
  copied: {
    there: 'Copied. Come back to this tab: only here can Kluis empty the clipboard, after 30 s.',
    thereAtAPress: 'Copied. Press this button when you have pasted it: only here can Kluis empty the clipboard.',
    overdue: 'The secret is still in the clipboard: the browser did not let Kluis empty it yet. Press the button.',
    failed: 'The browser did not allow copying. The clipboard is as it was.',
    emptied: 'The clipboard is empty again. A program that keeps a history of it may still have the secret.',
  },
  // Removing
  remove: 'Remove',
  stopWatching: 'Stop watching',
  keep: 'Keep',
  removeTitle: (facts: { name: string }) => `Remove ${facts.name}?`,
  stopTitle: (facts: { name: string }) => `Stop watching ${facts.name}?`,
  removeHas: 'In this account, free',
  removeUnsaved: {
    phrase: 'Its words were never backed up. Without them, what is in it is lost for ever.',
    seed: 'Its seed was never backed up. Without it, what is in it is lost for ever.',
    key: 'Its key was never backed up. Without it, what is in it is lost for ever.',
  },
  removeKey: 'Its key is deleted here. Its TAO and stake stay on the chain.',
  removeBack: {
    phrase: 'Its words, an exported file or a backup bring it back.',
    seed: 'Its seed, an exported file or a backup brings it back.',
    key: 'Its key, an exported file or a backup brings it back.',
  },
  removeBackPath: {
    phrase: (facts: { path: string }) => `Its words with the path ${facts.path}, an exported file or a backup bring it back.`,
    seed: (facts: { path: string }) => `Its seed with the path ${facts.path}, an exported file or a backup brings it back.`,
    key: (facts: { path: string }) => `Its key with the path ${facts.path}, an exported file or a backup brings it back.`,
  },
  removeSites: (facts: { count: number }) =>
    facts.count === 1
      ? '1 site no longer sees it, and its requests end.'
      : `${facts.count} sites no longer see it, and their requests end.`,
  removeDisk:
    'The browser may keep deleted data on this disk until it writes over them. Whoever knows your password and gets this disk may still open them. If you fear that, first move the TAO to an account with new words.',
  removeWatched: 'Only the watching ends, with its name and note. Nothing happens on the chain, and you can add the address again.',
  removeLine: 'The key is deleted here',
  removeUnderstand: {
    phrase: 'I have the words of this account, or I do not need it any more.',
    seed: 'I have the seed of this account, or I do not need it any more.',
    key: 'I have the key of this account, or I do not need it any more.',
  },
}
