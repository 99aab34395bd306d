import type { contacts as en } from '../en/contacts'

export const contacts: typeof en = {
  title: 'Contacten',
  one: 'Contact',
  add: 'Contact toevoegen',
  empty: 'Nog geen contacten',
  emptyText:
    'Bewaar een adres waarnaar u verstuurt onder een naam. Het wordt aangeboden als u verstuurt, en herkend als het weer verschijnt.',
  search: 'Contacten zoeken',
  nothing: ({ query }) => `Geen contact heeft “${query}” in naam, notitie of adres.`,
  address: 'Adres',
  name: 'Naam',
  nameHelp: 'Alleen u ziet hem.',
  known: ({ name }) => `Dit adres is er al, als “${name}”.`,
  own: ({ name }) => `Dit is uw eigen account “${name}”.`,
  twin: ({ name }) =>
    `Dit adres begint en eindigt als dat van “${name}”, maar het is een ander. Dieven maken zulke adressen. Vergelijk elke groep.`,
  remove: 'Verwijderen',
  removeTitle: ({ name }) => `${name} verwijderen?`,
  removeText: 'Alleen de naam en de notitie worden verwijderd. Wat u naar dit adres stuurde, blijft bij Activiteit staan.',
  gone: 'Dit contact is er niet.',
}
