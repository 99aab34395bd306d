/** Sentences of the settings. */
export const settings = {
  title: 'Settings',
  safety: 'Safety',
  backup: 'Back up',
  unsaved: (facts: { count: number; text: string }) => (facts.count === 1 ? '1 not backed up' : `${facts.text} not backed up`),
  drill: 'Test a backup',
  lockAfter: 'Lock after',
  lockNow: 'Lock now',
  changePassword: 'Change password',
  changePasswordText:
    'The new password opens this vault from then on. Backups and exported files keep the password that they were made with.',
  changePasswordDisk:
    'The browser may keep the old data on this disk until it writes over them. Whoever knew the old password and gets this disk may still open what was there. If you fear that, move the TAO to an account with new words.',
  oldPassword: 'Password now',
  newPassword: 'New password',
  needOld: 'Enter the password that you use now',
  needNew: 'Choose the new password, twice the same',
  changingPassword: 'Locking the vault with the new password',
  passwordChanged: 'The password is changed',
  passwordChangedText: 'Kluis opens with the new password from now on. Nobody can reset it, not even we.',
  rekey: 'New vault key',
  rekeyTitle: 'Lock the vault with a new key',
  rekeyText:
    'Your password opens a key, and that key locks the vault. Kluis makes a new one and locks everything again with it, under the same password.',
  rekeyWhen:
    'Good when somebody may have copied this browser’s data: what you add from now on is under another key. Change the password too.',
  rekeyNot:
    'What was there before stays in such a copy, and the browser may keep it on this disk until it writes over it. Whoever knew the password then may still open it.',
  rekeyMove: 'If you fear that, or somebody has seen the words or the key of an account: move its TAO to an account with new words.',
  rekeying: 'Locking everything with the new key',
  rekeyDo: 'Make the new key',
  rekeyDone: 'The vault has a new key',
  rekeyDoneText: 'Your password is the same as before. Accounts and addresses are too.',
  wipe: 'Delete everything',
  wipeTitle: 'Dangerous: this deletes your vault',
  wipeBand: 'Nobody can undo it, not even we.',
  wipeKeys: (facts: { count: number; text: string }) =>
    facts.count === 0
      ? 'The vault with its keys is deleted from this browser.'
      : facts.count === 1
        ? 'The vault with its account is deleted from this browser.'
        : `The vault with its ${facts.text} accounts is deleted from this browser.`,
  wipeUnsaved: (facts: { count: number; text: string }) =>
    facts.count === 1
      ? '1 account is not backed up. Whatever is in it is lost for ever.'
      : `${facts.text} accounts are not backed up. Whatever is in them is lost for ever.`,
  wipeRest: 'Names, notes, contacts, connected sites, activity and settings are deleted too.',
  wipeChain: 'Your TAO stays on the chain. Only the keys reach it.',
  wipeDisk:
    'The browser may keep deleted data on this disk until it writes over them. Whoever knows the password and gets this disk may still open them. If you fear that, first move the TAO to an account with new words.',
  wipeBack: 'Only words on paper, a backup or an exported file bring the accounts back.',
  beginAnew: 'Delete everything and begin anew',
  leaveUnreadable:
    'Without them: leave it as it is. What is stored may still be mended, by a newer version of Kluis for example. Once deleted it is lost for ever.',
  wipeType: 'Type',
  /** In capital letters: what is typed is compared in capitals. */
  wipeWord: 'DELETE',
  wipeTypeFirst: 'Type the word to continue',
  wipeDo: 'Delete',
  minutes: (facts: { minutes: number }) => `${facts.minutes} min`,
  connection: 'Connection',
  network: 'Network',
  networks: { finney: 'Finney', testnet: 'Testnet', local: 'Local node' },
  networkText: {
    finney: 'Bittensor itself. TAO is real money here.',
    testnet: 'A public network for trying things out. Its TAO has no value.',
    local: 'A node on this machine. It is trusted as it is.',
  },
  localWhy:
    'Whatever answers at this address is believed: what you have there, what came, what a transaction means. So choosing it takes your password.',
  localAddress: 'Address of the node',
  localHelp: 'On this machine only: ws://127.0.0.1:9944 or ws://localhost:9944.',
  localWrong: 'Write ws://127.0.0.1: or ws://localhost: and a port.',
  use: 'Use this node',
  display: 'Display',
  language: 'Language',
  languages: { system: 'Like the browser', en: 'English', nl: 'Nederlands' },
  theme: 'Theme',
  themes: { system: 'System', light: 'Light', dark: 'Dark' },
  hideAmounts: 'Hide amounts',
  nobodyTitle: 'Nobody from Kluis will write to you',
  nobody: 'There is no support by direct message. Whoever asks for your words or your password is stealing.',
  help: 'Help',
  version: (facts: { version: string }) => `Kluis ${facts.version} · no fees, no tracking`,
}
