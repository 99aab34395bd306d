import type { sites as en } from '../en/sites'

export const sites: typeof en = {
  title: 'Sites',
  empty: 'Geen site ziet uw accounts',
  emptyText: 'Een site die om verbinding vraagt, verschijnt hier zodra u haar hebt toegelaten.',
  sees: ({ count }) => (count === 1 ? 'Ziet 1 account' : `Ziet ${count} accounts`),
  since: ({ date }) => `Sinds ${date}`,
  change: 'Accounts wijzigen',
  remove: 'Verwijderen',
  removeTitle: ({ site }) => `${site} verwijderen?`,
  removeText: 'De site ziet geen account meer, en wat zij vroeg eindigt. Zij kan opnieuw om verbinding vragen.',
  keep: 'Behouden',
  accountsTitle: 'Welke accounts mag deze site zien?',
  save: 'Bewaren',
  cancel: 'Annuleren',
  insecure: 'niet versleuteld',
}
