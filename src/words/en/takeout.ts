/** Sentences of what leaves the vault as a file, and of the test that it comes back. */
export const takeout = {
  exportBar: 'Export',
  exportTitle: 'Export to a file',
  exportText:
    'A file with the keys of the accounts that you choose, locked with a password of its own. Whoever has the file and its password has their TAO.',
  exportPubText: 'A file with the address of this account and no key. Nobody can move TAO with it.',
  which: 'Accounts in the file',
  format: 'Kind of file',
  formats: {
    polkadot: 'JSON for polkadot-js, Talisman, SubWallet and Nova',
    coldkey: 'btcli coldkey',
    pub: 'btcli coldkeypub, public part only',
  },
  compatible: 'Weaker, for programs older than July 2025',
  compatibleHelp: 'Their reading limit makes guessing the password four times cheaper. Leave it off if you are not sure.',
  ownPassword: 'Password of Kluis',
  ownPasswordHelp: 'Asked again, because a key leaves the vault.',
  newPassword: 'Password of the file',
  oneOnly: 'A btcli file holds one account; choose one only.',
  needsAccount: 'Choose at least one account.',
  needsPassword: 'Choose a password that is hard to guess, and type it twice.',
  tooMany: (facts: { most: number }) => `A file holds at most ${facts.most} accounts. Choose fewer, and write a second file for the rest.`,
  chosen: (facts: { names: string }) => `Chosen: ${facts.names}`,
  needsOwn: 'Type the password of Kluis too.',
  write: 'Write the file',
  writing: 'Writing and opening it again',
  proving: (facts: { done: number; of: number }) => `Opening it again: computing keys, ${facts.done} of ${facts.of}`,
  stopped: 'Stopped. Nothing was written, and nothing was changed.',
  slow: 'This takes 512 MB of memory and about 20 seconds: it is written, and opened again to be sure.',
  ready: 'The file is ready',
  readyText: 'It was opened again with its password before it was offered here. Keep the file in one place and its password in another.',
  readyPubText: 'It holds the address and no key.',
  save: (facts: { name: string }) => `Save ${facts.name}`,
  saveQr: 'Save QR code',
  saved: 'Handed to the browser. Check that it is in your downloads folder.',
  confirmAsk: (facts: { count: number }): string =>
    `Look whether it is where you want it. Until you say so, Kluis counts ${facts.count === 1 ? '1 account' : `${facts.count} accounts`} in it as not backed up.`,
  confirm: 'The file is where I want it',
  confirmed: 'These accounts count as backed up now.',
  watchNothing: 'Watched accounts have no key here, so they are not in the list.',
  ecdsa: 'btcli does not know ecdsa keys. Choose the JSON file for this account.',
  putIn: {
    coldkey: 'In a btcli wallet folder this file is called coldkey; its public part, coldkeypub.txt, lies beside it.',
    pub: 'In a btcli wallet folder this file is called coldkeypub.txt.',
  },
  none: 'There is no account here whose key could be exported.',

  backupBar: 'Backup',
  backupTitle: 'Back up everything',
  backupText: (facts: { accounts: number }) =>
    `One file with everything: ${facts.accounts === 1 ? '1 account' : `${facts.accounts} accounts`} with secrets, names and notes, your contacts and sites, your nodes, and whether only contacts are paid. It is locked with a password of its own, and restores this wallet in any Kluis.`,
  backupPassword: 'Password of the backup',
  backupPasswordHelp: 'Write the password of the backup down, apart from the file: without it the file is worthless, to you too.',
  backupNotWhole: (facts: { names: string }) =>
    `The backup was written and opened again, and would not bring everything back${facts.names ? `: ${facts.names}` : ''}. So it is not given out, and this wallet is unchanged. Try again; if it stays, export these accounts one by one or write down their words.`,
  backupWrite: 'Make the backup',
  backupDone: 'Now test it: choose the file that you just saved, and Kluis proves that it opens.',
  testNow: 'Test the backup',

  drillTitle: 'Test a backup',
  drillText: 'Opens a backup and computes every key in it again. Nothing is shown, nothing is imported, nothing is changed.',
  drillChoose: 'Choose the backup',
  drillFile: (facts: { when: string; accounts: number }) =>
    `Made on ${facts.when}. It says that it has ${facts.accounts === 1 ? '1 account' : `${facts.accounts} accounts`}.`,
  drillOpen: 'Test it',
  drilling: (facts: { done: number; of: number }) => `Computing keys, ${facts.done} of ${facts.of}`,
  drillGood: 'This backup opens',
  drillGoodText: (facts: { keys: number; watched: number }) =>
    `${facts.keys === 1 ? '1 key was' : `${facts.keys} keys were`} computed again and agree.${facts.watched ? ` ${facts.watched === 1 ? '1 watched account has' : `${facts.watched} watched accounts have`} no key to compute.` : ''}`,
  drillKeep: 'Keep the file in one place and its password in another.',
  drillAll: 'Every account of this wallet is in it.',
  drillMissing: (facts: { count: number }): string =>
    facts.count === 1
      ? 'One account of this wallet is not in it, and would be lost with this device:'
      : `${facts.count} accounts of this wallet are not in it, and would be lost with this device:`,
  drillMissingNext: 'Make a new backup.',
  drillBadTitle: 'This backup is not right',
  drillBad: 'These accounts come back with other keys than the backup says:',
  drillBadNext: 'It would not restore them. This wallet is unchanged; make a new backup of it.',
  drillAgain: 'Test another one',
  noBackup: 'This is no backup of Kluis. Look for a file that ends in .kluis.',
}
