const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

export const common = {
  back: 'Back',
  cancel: 'Cancel',
  close: 'Close',
  continue: 'Continue',
  save: 'Save',
  tryAgain: 'Try again',
  loading: 'Loading',
  main: 'Main',
  home: 'Home',
  activity: 'Activity',
  sites: 'Sites',
  settings: 'Settings',
  send: 'Send',
  receive: 'Receive',
  stake: 'Stake',
  lock: 'Lock',
  openInTab: 'Open in a tab',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  hidden: 'Amount hidden',
  account: 'Account',
  accounts: 'Accounts',
  roles: { coldkey: 'Coldkey', hotkey: 'Hotkey', watch: 'Watched' },
  hiddenFromSites: 'Hidden',
  unsaved: 'Not backed up',
  copyAddress: 'Copy address',
  copiedAddress: ({ start, end }: { start: string; end: string }) =>
    `Copied: begins with ${start}, ends with ${end}. Compare both where you paste it.`,
  notCopied: 'The browser did not allow copying. Select the address and copy it by hand.',
  networks: { finney: 'Finney', testnet: 'Testnet', local: 'Local' },
  step: ({ at, of }: { at: number; of: number }) => `Step ${at} of ${of}`,
  pending: ({ count }: { count: number }) => `, ${count} pending`,
  /** A length of time for reading, from seconds. */
  lasting: (seconds: number) => {
    if (seconds < 60) return many(Math.max(1, Math.round(seconds)), 'second', 'seconds')
    if (seconds < 3_600) return many(Math.floor(seconds / 60), 'minute', 'minutes')
    if (seconds < 86_400) return many(Math.floor(seconds / 3_600), 'hour', 'hours')
    return many(Math.floor(seconds / 86_400), 'day', 'days')
  },
}
