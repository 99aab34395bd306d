import type { accounts as en } from '../en/accounts'

export const accounts: typeof en = {
  title: 'Accounts',
  detail: 'Account',
  import: 'Woorden importeren',
  rename: 'Naam wijzigen',
  name: 'Naam',
  nameHelp: 'Alleen u ziet hem, en de sites die u verbindt.',
  empty: 'Schrijf een naam.',
  free: 'Vrij',
  reserved: 'Vastgelegd',
  frozen: 'Geblokkeerd',
  path: 'Pad',
  none: 'geen',
  kind: 'Soort sleutel',
  publicKey: 'Publieke sleutel',
  sites: 'Sites die het zien',
  gone: 'Dit account is er niet.',
  details: 'Details',
}
