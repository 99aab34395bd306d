import type { home as en } from '../en/home'

export const home: typeof en = {
  title: 'Overzicht',
  total: ({ count }) => (count === 1 ? 'Saldo' : `Saldo van ${count} accounts`),
  totalPart: ({ count, of }) => `Saldo van ${count} van ${of} accounts`,
  totalWatched: ({ count }) => (count === 1 ? 'Gevolgd saldo' : `Saldo van ${count} gevolgde accounts`),
  totalNone: 'Saldo: geen account telt mee',
  notCounted: ({ count, amount, watched }) => {
    const kind = watched ? (count === 1 ? 'gevolgd account' : 'gevolgde accounts') : count === 1 ? 'account' : 'accounts'
    return `Niet meegeteld: ${amount ? `${amount} in ` : ''}${count} ${kind}.`
  },
  atSpot: ({ what }) => `${what} tegen spot`,
  ifSold: 'Bij verkoop nu',
  soldPart: ({ known, of }) => `voor ${known} van ${of} posities`,
  history: 'Waarde door de tijd',
  unchanged: 'Ongewijzigd',
  since: (facts) => `sinds ${facts.when}`,
  stuck: ({ count }) =>
    count === '1'
      ? '1 positie is nu niet te verkopen en telt daar niet mee.'
      : `${count} posities zijn nu niet te verkopen en tellen daar niet mee.`,
  locked: ({ amount }) => `Hiervan staat ${amount} vast: dat is nu niet te verkopen en telt daar niet mee.`,
  lockedUnknown: 'De node vertelt niet hoeveel ervan geblokkeerd is, dus verkoop kan minder opbrengen.',
  unread: 'De stakes zijn nog niet gelezen, en zitten niet in deze som.',
  unpriced: ({ count }) =>
    count === '1' ? '1 positie heeft nu geen prijs en telt niet mee.' : `${count} posities hebben nu geen prijs en tellen niet mee.`,
  parts: { free: 'Vrij', reserved: 'Vastgelegd', root: 'Root', subnets: 'Subnets' },
  spotSold: 'spot / verkocht',
  positions: 'Posities',
  spotAlpha: 'spot / alpha',
  allPositions: ({ count }) => `Alle ${count} posities`,
  noValidator: 'Validator zonder naam',
  noName: ({ netuid }) => `Subnet ${netuid}`,
  noPrice: 'geen prijs',
  alphaOf: ({ subnet }) => `alpha van ${subnet}`,
  at: ({ time }) => `stand van ${time}`,
  block: ({ block }) => `blok ${block}`,
  loading: 'Het saldo wordt gelezen',
  emptyTitle: 'Deze kluis is leeg.',
  emptyText: 'Stuur TAO naar dit adres, van een beurs of een andere wallet. Begin met een klein bedrag.',
  qr: 'QR-code',
  accounts: 'Accounts',
  balanceColumn: 'saldo',
  add: 'Account toevoegen',
  manage: 'Alle accounts',
  manageOne: 'Dit account beheren',
  more: ({ count }) => `en nog ${count}`,
  reserved: ({ amount }) => `Hiervan is ${amount} vastgelegd en niet te versturen.`,
  hide: 'Bedragen verbergen',
  show: 'Bedragen tonen',
  nobody: 'Niemand van Kluis zal u schrijven. Wie naar uw woorden vraagt, is een dief.',
  receiveTitle: 'Ontvangen',
  receiveText: 'Alleen TAO op Bittensor, en stake op de subnets daarvan. Munten van andere netwerken die u hierheen stuurt, zijn verloren.',
  receiveWatched:
    'U volgt dit account alleen: wat hierheen gaat, is alleen te verplaatsen waar de sleutel is. Munten van andere netwerken die u hierheen stuurt, zijn verloren.',
  nobodyHere: 'Er is geen account',
  nobodyHereText:
    'Alle accounts zijn verwijderd, en op de keten is niets veranderd. Voeg een account toe, of haal er een terug uit de woorden of een back-up.',
  unsaved: ({ count, one }) =>
    count === '1'
      ? one
        ? 'Van dit account is nog geen back-up. Gaat deze browser verloren, dan ook de sleutel.'
        : 'Van 1 account is nog geen back-up. Gaat deze browser verloren, dan ook de sleutel.'
      : `Van ${count} accounts is nog geen back-up. Gaat deze browser verloren, dan ook de sleutels.`,
  backUp: 'Back-up maken',
  qrLabel: ({ name }) => `QR-code van het adres van ${name}`,
  testNetwork: 'Dit is niet het echte netwerk: wat hier staat, heeft geen waarde.',
}
