import type { sharedKeys as en } from '../en/shared-keys'

const list = 'Controleer de lijst van ondertekenaars en haar volgorde.'
const nothing = 'Er hoeft niets meer te gebeuren.'

export const sharedKeys: typeof en = {
  Proxy: {
    TooMany: [
      'Dit account heeft zoveel proxy’s of aankondigingen als de keten toestaat.',
      'Haal er een weg die niet meer nodig is, en probeer het opnieuw.',
    ],
    NotFound: [
      'Zo’n proxy of aankondiging is er niet.',
      'Controleer het adres, de soort en de wachttijd: alle drie moeten zijn zoals ze zijn ingesteld.',
    ],
    NotProxy: [
      'Dit account is geen proxy van het account waarvoor het zou handelen.',
      'Controleer beide adressen, of laat het eerst toevoegen.',
    ],
    Unproxyable: [
      'Een proxy van deze soort mag deze aanroep niet doen.',
      'Doe hem vanaf het account zelf, of via een proxy van een ruimere soort.',
    ],
    Duplicate: ['Dit account is al zo’n proxy.', nothing],
    NoPermission: [
      'Een proxy mag deze aanroep niet doen, want hij kreeg er meer macht door dan hem is gegeven.',
      'Doe hem vanaf het account zelf.',
    ],
    Unannounced: [
      'Dit was niet aangekondigd, of de wachttijd van de proxy is nog niet om.',
      'Kondig het aan, wacht tot de tijd om is, en probeer het opnieuw.',
    ],
    NoSelfProxy: ['Een account kan niet zijn eigen proxy zijn.', 'Kies een ander adres.'],
    AnnouncementDepositInvariantViolated: [
      'De waarborg voor de aankondigingen klopt niet op de keten, dus er is niets veranderd.',
      'Haal een oude aankondiging weg, en probeer het opnieuw.',
    ],
    InvalidDerivedAccountId: ['Het adres van de pure proxy was niet af te leiden.', 'Controleer wat ervoor is opgegeven.'],
  },
  Multisig: {
    MinimumThreshold: ['De drempel moet minstens twee zijn.', 'Verhoog hem, of neem de weg voor één handtekening.'],
    AlreadyApproved: ['Dit account heeft dit al goedgekeurd.', 'Wacht op de anderen.'],
    NoApprovalsNeeded: ['Alle goedkeuringen die nodig zijn, zijn er.', 'Laat één ondertekenaar het met de hele aanroep uitvoeren.'],
    TooFewSignatories: ['De multisig heeft te weinig andere ondertekenaars.', list],
    TooManySignatories: ['De multisig heeft meer ondertekenaars dan de keten toestaat.', list],
    SignatoriesOutOfOrder: ['De ondertekenaars staan niet in de volgorde die de keten verwacht.', list],
    SenderInSignatories: ['Het account dat ondertekent, staat ook tussen de anderen.', list],
    NotFound: [
      'Er wacht niets van dien aard op goedkeuring: het is uitgevoerd, ingetrokken of nooit begonnen.',
      'Kijk wat er voor de multisig openstaat.',
    ],
    NotOwner: ['Alleen het account dat hiermee begon, mag het intrekken of de waarborg ervan wijzigen.', 'Vraag het aan wie begon.'],
    NoTimepoint: ['Dit loopt al, en de goedkeuring zei niet sinds wanneer.', 'Lees het opnieuw van de keten en keur het dan goed.'],
    WrongTimepoint: [
      'De goedkeuring noemde een ander begin dan dat van wat openstaat.',
      'Lees het opnieuw van de keten en keur het dan goed.',
    ],
    UnexpectedTimepoint: ['De goedkeuring is de eerste, en noemde toch een begin.', 'Lees het opnieuw van de keten en keur het dan goed.'],
    MaxWeightTooLow: ['De aanroep is zwaarder dan deze goedkeuring toeliet.', 'Keur hem opnieuw goed met een hogere grens.'],
    AlreadyStored: ['De aanroep staat al op de keten.', nothing],
  },
}
