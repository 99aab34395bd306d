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
  twin: ({ name }) =>
    `Dit adres begint en eindigt als dat van ${name ? `“${name}”` : 'iemand die u kent'}, maar het is een ander. Dieven maken zulke adressen. Vergelijk elke groep.`,
  remove: 'Verwijderen',
  removeTitle: ({ name }) => `${name} verwijderen?`,
  removeText: 'Alleen de naam en de notitie worden verwijderd. Wat u naar dit adres stuurde, blijft bij Activiteit staan.',
  gone: 'Dit contact is er niet.',
  only: 'Alleen contacten betalen',
  onlyHelp:
    'Kluis weigert dan uw eigen overdrachten naar iemand anders dan contacten en eigen accounts. Wat een site aan anderen wil laten betalen, geldt als riskant en vraagt uw wachtwoord. Een contact of account toevoegen vraagt het ook.',
  onlyAsked: 'Gevraagd omdat alleen contacten worden betaald: wie u toevoegt, kan daarna worden betaald.',
  onlyOff: 'Uitzetten',
  onlyOffText: 'Staat dit uit, dan verstuurt Kluis naar elk adres dat wordt getypt of geplakt. Daarvoor is uw wachtwoord nodig.',
  file: 'Importeren of exporteren',
  fileBar: 'Contacten',
  fileTitle: 'Contacten als bestand',
  fileText:
    'Een CSV-bestand met naam, adres en notitie, dat rekenbladen en andere wallets lezen. Er staat geen sleutel in; wel wie u kent.',
  exportTitle: 'Exporteren',
  exportNone: 'Er zijn nog geen contacten om te exporteren.',
  write: ({ count, one }) => (one ? 'Een bestand met 1 contact schrijven' : `Een bestand met ${count} contacten schrijven`),
  importTitle: 'Importeren',
  importText:
    'Kies een CSV-bestand, of laat het op deze pagina vallen. Contacten die er al zijn, blijven zoals ze zijn. Er komt niets bij voordat u het zegt.',
  choose: 'CSV-bestand kiezen',
  found: ({ count, one }) => (one ? '1 nieuw contact in dit bestand' : `${count} nieuwe contacten in dit bestand`),
  knownLines: ({ count, lines }) => `Er al: ${count} (regel ${lines}).`,
  twiceLines: ({ count, lines }) => `Twee keer in het bestand, en één keer genomen: ${count} (regel ${lines}).`,
  foreign: ({ count, one }) =>
    one
      ? '1 adres is geschreven voor een ander netwerk. Het wordt bewaard zoals op Bittensor: dezelfde sleutel in andere letters. Een adres van een beurs op een ander netwerk ontvangt geen TAO, dus vraag het eerst aan de eigenaar.'
      : `${count} adressen zijn geschreven voor een ander netwerk. Ze worden bewaard zoals op Bittensor: dezelfde sleutels in andere letters. Een adres van een beurs op een ander netwerk ontvangt geen TAO, dus vraag het eerst aan de eigenaars.`,
  foreignLine: ({ line, name, prefix }) => `Regel ${line}: ${name}, netwerk nummer ${prefix}:`,
  alike: ({ count, one }) =>
    `${one ? '1 hiervan kan voor een ander worden aangezien, en blijft' : `${count} hiervan kunnen voor een ander worden aangezien, en blijven`} weg tenzij u het aanvinkt. Dieven maken adressen die beginnen en eindigen als een bekend adres, en gebruiken bekende namen. Vraag het eerst de eigenaar, en vergelijk elke groep.`,
  alikeBy: {
    address: ({ name, like }) =>
      `${name}: begint en eindigt als ${like ? `“${like}”` : 'een adres dat u betaalde'}, maar is een ander adres`,
    name: ({ name, like }) => `${name}: “${like}” heeft een ander adres`,
  },
  alikeNew: 'In dit bestand',
  alikeOther: 'Het andere',
  wrongTitle: ({ count, one }) => (one ? '1 regel blijft weg:' : `${count} regels blijven weg:`),
  wrongLine: ({ line, why }) => `Regel ${line}: ${why}`,
  wrong: { quotes: 'De aanhalingstekens kloppen niet.', name: 'De naam ontbreekt.' },
  more: ({ count }) => `en nog ${count}`,
  noRoom: ({ most, count }) =>
    `Kluis bewaart hoogstens ${most} contacten. Voor ${count} van deze is geen plaats; alle andere zijn bewaard.`,
  addAll: ({ count, one }) => (one ? '1 contact toevoegen' : `${count} contacten toevoegen`),
  added: ({ count, one }) => (one ? '1 contact is toegevoegd.' : `${count} contacten zijn toegevoegd.`),
  nothingNew: 'Niets in dit bestand is nieuw.',
  scanBar: 'Versturen',
  scanTitle: 'De code van een adres scannen',
  scanText:
    'Houd de code voor de camera, of kies er een foto van. Wat erin staat wordt nagekeken als een adres dat u typt, en er wordt nog niets verstuurd.',
  scanCamera: 'De camera gebruiken',
  scanPicture: 'Een foto kiezen',
}
