import type { batch as en } from '../en/batch'

export const batch: typeof en = {
  title: 'Meerdere betalingen',
  several: 'Meerdere ontvangers',
  one: 'Eén ontvanger',
  list: 'Betalingen',
  listHelp:
    'Eén per regel: een adres of de naam van een contact, dan het bedrag in TAO. Ertussen een komma, een puntkomma of een tab. Een lijst uit een rekenblad kunt u plakken.',
  example: 'Werkplaats; 12,5',
  addTitle: 'Ontvanger toevoegen',
  add: 'Aan de lijst toevoegen',
  heading: 'De eerste regel geldt als kop en wordt niet betaald.',
  line: ({ line }) => `Regel ${line}`,
  preview: 'Wat er betaald zou worden',
  twice: ({ line }) => `Betaalt hetzelfde account als regel ${line}. Laat u het staan, dan worden beide betaald.`,
  problems: {
    quotes: 'De aanhalingstekens van deze regel kloppen niet.',
    columns: 'Hier staat meer dan een ontvanger en een bedrag.',
    'amount-missing': 'Het bedrag ontbreekt.',
    'amount-zero': 'Het bedrag is nul.',
    'amount-huge': 'Zoveel TAO is er niet.',
    'recipient-missing': 'De ontvanger ontbreekt.',
    amount: ({ said }) =>
      `“${said}” is geen bedrag. Schrijf het zoals 12,5, met hoogstens negen decimalen en niets tussen de duizendtallen.`,
    'amount-comma': ({ said }) =>
      `“${said}” kan in een lijst met komma’s twee dingen betekenen. Schrijf het bedrag met een punt, of zet puntkomma’s tussen de kolommen.`,
    'amount-thousands': ({ said }) =>
      `“${said}” kan in duizendtallen of met decimalen bedoeld zijn. Schrijf ${said.replace(/\D/, '')}, of ${said}0 met een nul erbij.`,
    'no-contact': ({ said }) => `“${said}” is geen adres en geen contact.`,
    'contact-twice': ({ said }) => `Meerdere contacten heten “${said}”. Schrijf het adres.`,
  },
  tooMany: ({ most, count }) => `Hoogstens ${most} tegelijk; dit zijn er ${count}. Betaal de rest in een tweede lijst.`,
  wrong: ({ count }) => (count === 1 ? '1 regel moet nog verbeterd worden.' : `${count} regels moeten nog verbeterd worden.`),
  recipients: 'Ontvangers',
  total: 'Totaal',
  fee: 'Netwerkkosten, ongeveer',
  after: 'Vrij saldo erna',
  notEnough: ({ name, max }) => `${name} kan zoveel niet betalen: met de kosten van deze lijst kan er hoogstens ${max} af.`,
  unknown: 'Onbekend adres',
  atomic: 'Eén transactie: ze worden allemaal betaald, of geen van allen. Het betalende account blijft open.',
}
