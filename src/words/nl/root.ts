import type { root as en } from '../en/root'

export const root: typeof en = {
  title: 'Rootdividend',
  open: 'Dividend en ophalen',
  accrued: 'Klaar om op te halen',
  accruedSpot: 'Klaar om op te halen, spotwaarde',
  untold: 'Het netwerk zegt niet hoeveel er klaarstaat. Ophalen kan toch.',
  nothing: 'Er staat niets klaar',
  nothingText: 'Root-stake verdient beetje bij beetje alpha van veel subnetten. Wat er verdiend is, verschijnt hier vanzelf.',
  none: 'Dit netwerk heeft geen rootdividend dat u kunt ophalen.',
  noNode: 'Geen node antwoordt, dus niemand kan zeggen wat er klaarstaat.',
  notTold: 'De node zegt niet wat er klaarstaat. Een andere node misschien wel.',
  how: 'Hoe dit werkt',
  baskets:
    'Een validator bewaart wat root-stake verdient in een mand met alpha. Ophalen verkoopt uw deel daarvan en zet de TAO op root, bij dezelfde validator. Tot dan beweegt de prijs van de mand; van uw deel verloopt niets.',
  rates:
    'Wat root-stake verdient, wordt per subnet als alpha opgeschreven. Ophalen haalt het op voor de subnetten die erin genoemd worden, hoogstens vijf, bij alle validators tegelijk.',
  leaveBaskets: 'Wie stake van root haalt, houdt dit tegoed.',
  leaveRates:
    'Haal op voordat u root-stake weghaalt, verplaatst of weggeeft: wat hij verdiende en niet is opgehaald, gaat mee, en niemand krijgt dat. Stake waarvoor is opgehaald, verliest niets.',
  leaving: {
    asking: 'De node zoekt op wat deze stake verdiende en niet is opgehaald.',
    lost: ({ amount, claimable }) =>
      `Hiermee gaat dividend verloren dat de stake op root verdiende en dat niet is opgehaald${amount ? `: nu ongeveer ${amount}` : '; niemand zegt wat het waard is'}. Het gaat mee met de stake, en niemand krijgt het. ${claimable ? 'Haal het eerst op.' : 'Het is te weinig om op te halen.'}`,
    stays: ({ amount }) =>
      `Wat de stake op root verdiende, blijft van u${amount ? `: er staat ongeveer ${amount} klaar` : '; niemand zegt hoeveel er klaarstaat'}. U kunt het ook daarna ophalen.`,
    untold: ({ claimable }) =>
      `Niemand zegt of dividend dat niet is opgehaald met deze stake meegaat.${claimable ? ' Haal het eerst op.' : ''}`,
    first: 'Eerst ophalen',
    short: 'Dividend niet opgehaald',
  },
  openTitle: 'Geen prijsgrens beschermt het ophalen.',
  openText:
    'Wat het verkoopt, gaat tegen de prijs van het moment waarop het gebeurt, en wie het eerder ziet, kan die prijs eerst verschuiven. De keten kent voor ophalen geen grens, dus geen wallet kan er een stellen.',
  which: 'Ophalen bij',
  everyone: 'Alle validators',
  unnamed: 'Er is geen naam bekend',
  onlyAll: 'Op dit netwerk kunt u niet bij één validator ophalen: het is altijd bij alle.',
  subnets: 'Subnetten die u ophaalt',
  most: (facts) => `U kunt hoogstens ${facts.count} subnetten tegelijk ophalen. De andere kunt u daarna ophalen.`,
  skipped: 'Te weinig om op te halen',
  noPrice: 'geen prijs',
  least: (facts) => `Per validator wordt ${facts.amount} of meer opgehaald; minder wordt overgeslagen en blijft staan.`,
  receives: 'Gaat naar root',
  receivesAtMost: 'Gaat naar root, hoogstens',
  atMost:
    'De delen bij de validators worden na elkaar verkocht. Waar er twee alpha van één subnet hebben, brengt het latere iets minder op.',
  keeps: 'Blijft alpha',
  unknown: 'niet bekend',
  fee: 'Netwerkkosten, hoogstens',
  feeNote: 'Het netwerk zet dit bedrag opzij en geeft er meestal een deel van terug.',
  free: 'Vrij',
  counting: 'Kosten en opbrengst worden berekend.',
  advice: {
    nothing: () => 'Hier staat niets klaar, dus er valt niets op te halen.',
    dust: () => 'Wacht: ophalen zou dit allemaal overslaan, en dan geeft u alleen de kosten uit.',
    loss: (facts) =>
      `Nu niet: dit kost meer dan het opbrengt. Van de kosten komt minstens ${facts.least} nooit terug, en het brengt ${facts.brings} op. Haal het op als er meer klaarstaat; door te wachten verliest u niets van uw deel.`,
    poor: (facts) =>
      `De kosten van hoogstens ${facts.fee} moeten vrij zijn zolang het ophalen duurt, en er is maar ${facts.free} vrij. Breng eerst TAO naar dit account.`,
    costly: (facts) =>
      `Wacht liever: de kosten kunnen er ${facts.share} van nemen. Vanaf ongeveer ${facts.worth} is dat hoogstens een twintigste. Door te wachten verliest u niets van uw deel.`,
    fine: (facts) => `Het ophalen waard: de kosten nemen er hoogstens ${facts.share} van.`,
    unknown: () => 'Niemand zegt wat dit oplevert, dus niemand kan zeggen of het de kosten waard is.',
  },
  unlock: (facts) =>
    `Wat u ophaalt, telt als nieuwe root-stake: alle root-stake bij die validator kan daarna ${facts.blocks} blokken vaststaan, ongeveer ${facts.time}.`,
  held: ({ blocks, time }) =>
    `Nadat er op root stake bij kwam, of na het ophalen, kan deze keten alle root-stake bij die validator ${blocks} blokken vasthouden, ongeveer ${time}.`,
  heldNow: ({ amount, blocks, time }) =>
    `${amount} kan nog niet van root weg: de keten houdt het nog ongeveer ${time} vast (blokken te gaan: ${blocks}). Telkens als bij een validator root-stake bijkomt of weggaat, ook door ophalen, begint het wachten voor alles daar opnieuw.`,
  type: 'Wat ermee gebeurt',
  typeSome: (facts) => `Op deze subnetten blijft het alpha, elders wordt het verkocht: ${facts.subnets}.`,
  typeText: {
    Swap: 'Ophalen verkoopt de alpha en zet de TAO op root, bij dezelfde validator.',
    Keep: 'Ophalen laat de alpha op de subnetten staan, gestaked bij dezelfde validator.',
  },
  typeInstead: { Swap: 'Voortaan voor TAO verkopen', Keep: 'Voortaan als alpha houden' },
  watched: 'Alleen wie de sleutel van dit account heeft, kan ophalen.',
}
