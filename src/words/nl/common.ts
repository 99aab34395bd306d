import type { common as en } from '../en/common'

const many = (count: number, one: string, more: string) => (count === 1 ? `1 ${one}` : `${count} ${more}`)

export const common: typeof en = {
  back: 'Terug',
  cancel: 'Annuleren',
  close: 'Sluiten',
  continue: 'Verder',
  save: 'Bewaren',
  tryAgain: 'Opnieuw',
  loading: 'Laden',
  main: 'Hoofdmenu',
  home: 'Overzicht',
  activity: 'Activiteit',
  sites: 'Sites',
  settings: 'Instellingen',
  send: 'Versturen',
  receive: 'Ontvangen',
  stake: 'Staken',
  lock: 'Vergrendelen',
  openInTab: 'In een tabblad openen',
  password: 'Wachtwoord',
  showPassword: 'Wachtwoord tonen',
  hidePassword: 'Wachtwoord verbergen',
  hidden: 'Bedrag verborgen',
  account: 'Account',
  accounts: 'Accounts',
  roles: { coldkey: 'Coldkey', hotkey: 'Hotkey', watch: 'Gevolgd' },
  hiddenFromSites: 'Verborgen',
  unsaved: 'Geen back-up',
  copyAddress: 'Adres kopiëren',
  copiedAddress: ({ start, end }) => `Gekopieerd: begint met ${start}, eindigt op ${end}. Vergelijk beide waar u het plakt.`,
  notCopied: 'De browser stond kopiëren niet toe. Selecteer het adres en kopieer het zelf.',
  networks: { finney: 'Finney', testnet: 'Testnet', local: 'Lokaal' },
  step: ({ at, of }) => `Stap ${at} van ${of}`,
  pending: ({ count }) => `, ${count} onderweg`,
  lasting: (seconds) => {
    if (seconds < 60) return many(Math.max(1, Math.round(seconds)), 'seconde', 'seconden')
    if (seconds < 3_600) return many(Math.floor(seconds / 60), 'minuut', 'minuten')
    if (seconds < 86_400) return many(Math.floor(seconds / 3_600), 'uur', 'uur')
    return many(Math.floor(seconds / 86_400), 'dag', 'dagen')
  },
}
