import type { help as en } from '../en/help'

export const help: typeof en = {
  title: 'Hulp',
  scamTitle: 'Niemand van de helpdesk vraagt ooit naar uw woorden',
  scam: 'Niet per mail, niet per privébericht, niet aan de telefoon, en geen enkel formulier van ons. Kluis heeft geen helpdesk die u als eerste schrijft. Wie naar uw woorden, uw wachtwoord of een “verificatie”-overboeking vraagt, steelt. Typ de woorden alleen in een wallet die u zelf hebt geopend.',
  search: 'Zoeken in de antwoorden',
  searchHint: 'Zoeken',
  found: ({ count }) => (count === 1 ? '1 antwoord' : `${count} antwoorden`),
  none: 'In geen enkel antwoord staat dat. Probeer één woord, of een ander woord voor hetzelfde.',
}
