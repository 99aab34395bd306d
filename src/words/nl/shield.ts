import type { shield as en } from '../en/shield'

export const shield: typeof en = {
  hide: 'Verborgen tot hij wordt uitgevoerd',
  hideHelp: ({ fee }) =>
    `Voordat hij wordt uitgevoerd, kan alleen wie het blok maakt deze order lezen. De node die u vroeg, kent subnet en bedrag, en bij verkopen of verplaatsen ook een validator. De envelop kost ${fee} extra.`,
  shown: ({ fee, unlimited }) =>
    `Anderen zien deze order voordat hij wordt uitgevoerd en kunnen eerst handelen, ${unlimited ? 'en geen grens houdt hen tegen' : 'zover uw grens het toelaat'}. Verbergen kost ${fee}.`,
  none: ({ unlimited }) =>
    `Deze keten kan geen orders verbergen: anderen zien deze voordat hij wordt uitgevoerd en kunnen eerst handelen, ${unlimited ? 'en geen grens houdt hen tegen' : 'zover uw grens het toelaat'}.`,
  notEnough:
    'Uw vrije TAO is niet genoeg voor de order en de envelop, en een envelop wordt nooit uit stake betaald. Ontvang eerst TAO, of zet verbergen uit.',
  travels: 'Onderweg',
  travelsHidden: 'verborgen tot hij wordt uitgevoerd',
  envelopeFee: 'Kosten van de envelop',
  fromConsent: 'geteld vanaf uw akkoord',
  again:
    'Verandert de sleutel voordat de order is uitgevoerd, dan sluit Kluis dezelfde order opnieuw in: in totaal vier keer, binnen tien minuten, en alleen zolang Kluis open is. Elke envelop kost zijn eigen kosten. De order gaat nooit open op weg.',
  sealed: 'Hij is onderweg, verborgen tot hij wordt uitgevoerd.',
  opening: ({ block }) => `De envelop staat in blok ${block}. De order erin wordt hierna uitgevoerd.`,
  tries: ({ count }) => `De sleutel veranderde voordat hij werd uitgevoerd. Dezelfde order is opnieuw ingesloten: poging ${count} van 4.`,
  ran: 'Hij was verborgen tot hij werd uitgevoerd.',
  lost: 'Hij was verborgen onderweg, geen blok opende hem op tijd, en hij kan nooit meer worden uitgevoerd. Er is niets verhandeld; alleen de kosten van elke envelop zijn weg.',
  ended: {
    locked: 'Kluis was intussen vergrendeld, dus is hij niet zonder u opnieuw ingesloten.',
    late: 'Sinds uw akkoord waren tien minuten voorbij, dus is hij niet opnieuw ingesloten.',
    tries: 'Hij is vier keer ingesloten.',
    other: 'Er was iets anders veranderd, dus is hij niet opnieuw ingesloten.',
  },
  askAgain: 'Wilt u hem nog, geef de order dan opnieuw.',
  envelopes: 'Kosten van enveloppen',
  sealedTimes: 'Ingesloten',
  times: ({ count, text }) => (count === 1 ? 'één keer' : `${text} keer`),
  hash: 'Hash van de envelop',
  above: 'Orders verbergen',
  aboveHelp: 'Vanaf deze grootte, waar de keten het kan.',
  never: 'Nooit',
  always: 'Altijd',
  from: ({ amount }) => `Vanaf ${amount}`,
}
