import type { history as en } from '../en/history'

export const history: typeof en = {
  title: 'Waarde door de tijd',
  of: ({ name }) => `Waarde van ${name}`,
  all: 'Waarde van alle accounts',
  some: ({ count }) => `Waarde van ${count} accounts`,
  spot: ({ time }) => `Spotwaarde, gezien ${time}`,
  exit: 'Bij verkoop nu',
  exitThen: 'Bij verkoop toen',
  unknown: 'niet bekend',
  span: 'Hoe ver terug',
  spans: { day: 'Dag', week: 'Week', month: 'Maand', year: 'Jaar', all: 'Alles' },
  since: ({ time }) => `sinds ${time}`,
  changed: 'Verschil',
  changedNote: 'Wat erbij kwam en eraf ging, telt mee in het verschil.',
  chart: ({ whose, from, to, before, after }) => `${whose} van ${from} tot ${to}: van ${before} naar ${after}`,
  gaps: 'Gestippeld: voor de tijd ertussen is geen waarde bewaard.',
  asTable: 'Als tabel',
  times: ({ count, one }) => (one ? '1 moment' : `${count} momenten`),
  time: 'Tijd',
  value: 'Waarde',
  allocation: 'Verdeling',
  allocationAt: ({ time }) => `zoals gezien ${time}`,
  allocationTable: 'Waarde per subnet',
  free: 'Vrij',
  root: 'Root',
  subnets: 'Subnets',
  subnet: 'Subnet',
  subnetNo: ({ netuid }) => `Subnet ${netuid}`,
  share: 'Aandeel',
  rest: ({ count, one }) => (one ? '1 kleine positie' : `${count} kleine posities`),
  nothing: 'Er is niets te verdelen.',
  unspread: ({ count, one }) =>
    one ? 'Van één account zijn de posities nog niet bekend.' : `Van ${count} accounts zijn de posities nog niet bekend.`,
  own: ({ time }) =>
    `Dit alles heeft deze wallet zelf gezien, sinds ${time}. Aan niemand anders is het gevraagd, en het blijft in deze browser.`,
  begins: ({ name, time }) =>
    `Het totaal begint ${time}, toen ${name} voor het eerst gezien is. Wat daarvoor van de andere accounts gezien is, staat bij elk account zelf.`,
  missing: ({ count, one }) =>
    one ? 'Eén account is nog niet gezien en telt niet mee.' : `${count} accounts zijn nog niet gezien en tellen niet mee.`,
  empty: 'Nog niets vastgelegd',
  emptyText:
    'Zolang Kluis openstaat en een node antwoordt, legt het vast wat de accounts waard zijn: eens per uur, later eens per dag. De eerste waarde staat hier zodra saldo en stake gelezen zijn.',
  recorded: 'Vastgelegde waarden',
  forget: 'Vastgelegde waarden vergeten',
  forgetTitle: 'Alle vastgelegde waarden vergeten?',
  forgetText:
    'Alles wat is vastgelegd over de waarde van de accounts verdwijnt uit deze browser, voor alle accounts en netwerken. Het is niet terug te halen. Geld, sleutels en activiteit blijven zoals ze zijn. Daarna begint Kluis opnieuw met vastleggen.',
  forgetDo: 'Vergeten',
  gone: 'Dit account staat niet in de wallet.',
}
