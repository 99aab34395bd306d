import type { moves as en } from '../en/moves'

export const moves: typeof en = {
  problems: {
    'call-missing': () => 'Deze keten heeft hier geen opdracht voor, dus kan het hier niet.',
    'stake-same-place': () => 'Daar staat het al. Kies een andere validator of een ander subnet.',
    'subnet-closed': () => 'De handel is niet open op een van deze subnets, dus er kan niets heen of weg.',
    'price-untold': () =>
      'De node noemt geen prijs voor een van deze subnets, dus geen grens kan het beschermen. Kies een andere node bij Instellingen, of probeer het later.',
    'validator-unknown': () => 'De keten kent deze validator niet. Kies een andere.',
    'stake-transfer-off': () =>
      'De eigenaar van dit subnet laat stake niet van eigenaar wisselen. Wat wel kan: verkoop het, en verstuur de TAO.',
    'stake-not-enough': () => 'Er is minder dan dat, of een deel ervan staat vast.',
    'stake-held': () => 'De keten houdt deze root-stake nog vast: er kan nog niets van weg.',
    'stake-too-small': ({ minimum }) =>
      minimum
        ? `De keten verplaatst niets dat ${minimum} of minder waard is. Kies meer.`
        : 'Het is minder waard dan de keten in één keer verplaatst.',
    'stake-rest-small': () => 'De rest zou zo weinig zijn dat de keten die ook verkoopt, tegen elke prijs. Neem minder, of alles.',
    'stake-no-trade': () => 'De pools kunnen dit niet: er zit te weinig in, of het bedrag is te klein.',
    'recipient-self': () => 'Dit is het account dat geeft. Er zou niets van eigenaar wisselen.',
    'insufficient-funds': () =>
      'Er is te weinig TAO voor de netwerkkosten, en deze keten haalt die niet van de stake. Breng eerst TAO naar dit account.',
  },
  noTradeWhole: 'De pools kunnen zoveel niet aan: er zit te weinig in. Maak het kleiner, of neem wat past.',
  counting: 'De keten wordt gevraagd waar dit op uitkomt.',
  feeFromStake:
    'Er is te weinig TAO voor de netwerkkosten. De keten haalt die eerst van de stake: van alles wat er is gaat er zoveel minder.',
  failsOfFee:
    'Er is te weinig TAO voor de netwerkkosten. De keten zou die van de stake halen, en wat overblijft is niet genoeg: de opdracht mislukt, en de kosten bent u kwijt. Kies iets minder.',
  amount: ({ unit }) => `Bedrag in ${unit}`,
  movable: 'Kan weg',
  priceOf: ({ subnet }) => `Prijs van één alpha, ${subnet}`,

  fee: 'Netwerkkosten',
  exactly: 'Komt aan, precies',

  move: 'Verplaatsen',
  moveTitle: 'Stake verplaatsen',
  moveText: 'Naar een andere validator of een ander subnet',
  fromHere: 'Waar het nu staat',
  to: 'Naar',
  pickSubnet: 'Subnet',
  pickValidator: 'Validator',
  noValidator: 'Kies een validator',
  sameSubnet: 'hetzelfde subnet',
  sameValidator: 'dezelfde validator',
  notThere: 'Deze validator valideert nu niet op dat subnet. Stake bij hem levert daar mogelijk niets op.',
  exact:
    'Binnen één subnet gaat stake alpha voor alpha over. Er komt geen pool aan te pas, dus geen prijs kan tegen u bewegen en er is geen grens nodig.',
  atLeast: ({ unit }) => `Grens voor één alpha, in ${unit}`,
  now: 'Bij verkoop nu',
  back: 'Bij directe verkoop daar',
  ratio: 'Beide prijzen kunnen bewegen tot dit loopt. De grens ligt op de ene tegen de andere: zoveel daar voor elke hier.',
  loose:
    'De prijzen van deze pools zijn niet wat ze bevatten, en de keten oordeelt naar wat ze bevatten. Zeker is dus alleen “Ten minste”.',
  openTitle: 'Geen grens kan dit beschermen.',
  openText:
    'Deze keten heeft geen opdracht die stake in één keer naar een andere validator én een ander subnet brengt binnen een prijsgrens. In twee stappen zijn beide beschermd:',
  openFirst:
    'eerst naar het andere subnet bij dezelfde validator, binnen een grens; daarna daar naar de andere validator, alpha voor alpha',
  openSell: 'of verkoop het binnen een grens, en zet de opbrengst op stake',
  keepValidator: 'Eerst alleen het subnet',
  sellFirst: 'Verkopen, dan staken',
  openWord: 'In één stap, zonder grens',

  all: 'Alle stake weghalen',
  allText: 'Elke positie van dit account',
  allWith: 'Alles bij deze validator verkopen',
  allOf: 'Wat u verkoopt',
  allValidators: 'Elke positie',
  ofValidator: ({ name, count }) => `${name}, ${count} posities`,
  reading: 'Elke verkoop wordt op de keten nagegaan.',
  sales: ({ count, one }) => (one ? 'Eén verkoop' : `${count} verkopen`),
  sells: ({ amount }) => `verkoopt ${amount}`,
  leastOf: ({ amount }) => `ten minste ${amount}`,
  unknown: 'niet bekend',
  blind: 'De node noemt hier geen prijs, dus wat het opbrengt is niet bekend.',
  beyond: 'Voorbij zijn grens',
  beyondText: 'Zoals het nu staat beweegt deze verkoop zijn prijs voorbij de grens, en zou hij uitblijven.',
  sum: 'Samen ongeveer',
  sumLeast: 'Ten minste, als alles lukt',
  sumSome: ({ goes, count }) => `${goes} van ${count} ongeveer`,
  sumSomeLeast: ({ one }) => `Ten minste, als ${one ? 'die lukt' : 'die lukken'}`,
  free: 'Nu vrij',
  stuck: 'Nu niet te verkopen',
  stuckText: 'Dit blijft van u, waar het staat.',
  stuckWhy: {
    'call-missing': () => 'Deze keten heeft geen opdracht die dit binnen een grens verkoopt.',
    'subnet-closed': () => 'De handel op dit subnet is niet open.',
    'price-untold': () => 'De node noemt hier geen prijs, dus geen grens kan de verkoop beschermen. Kies een andere node bij Instellingen.',
    'stake-not-enough': () => 'Alles ervan staat vast.',
    'locked-part': () => 'Een deel ervan staat vast. Zonder grens verkoopt de keten alleen hele posities, dus slaat ze deze over.',
    'stake-too-small': ({ minimum }) =>
      `Een deel ervan staat vast, en de rest is minder waard dan ${minimum || 'de keten verkoopt'}: zo weinig gaat alleen als hele positie.`,
    'stake-rest-small': () => 'Een deel ervan staat vast, en dat is zo weinig dat de keten het ook zou nemen als de rest werd verkocht.',
    'stake-no-trade': () => 'De pool kan het niet opnemen: er zit te weinig in, of het bedrag is te klein.',
  },
  later: ({ count, one, most }) =>
    one
      ? `Nog één positie blijft over voor een andere keer: er gaan er ten hoogste ${most} tegelijk.`
      : `Nog ${count} posities blijven over voor een andere keer: er gaan er ten hoogste ${most} tegelijk.`,
  together: 'Alles of niets',
  togetherHelp: 'Lukt een van de verkopen niet, dan gebeurt er geen. Anders valt alleen die uit, en gaan de andere door.',
  togetherBeyond: 'Een van de verkopen is voorbij zijn grens, dus samen zou er geen doorgaan. Sta meer toe, of verkoop elk afzonderlijk.',
  noneFits: 'Elke verkoop is voorbij zijn grens, dus er zou niets worden verkocht. Sta meer toe.',
  needsFee:
    'Er is te weinig TAO voor de netwerkkosten, en voor meerdere verkopen samen haalt de keten die niet van de stake. Verkoop eerst één positie apart.',
  needsFeeRest:
    'Er is te weinig TAO voor de netwerkkosten. De keten zou die halen van het deel dat niet vaststaat, en dan is dat niet meer genoeg. Verkoop van deze positie apart iets minder.',
  nothing: 'Er is nu niets te verkopen',
  nothingWithin: 'Er is nu niets binnen een grens te verkopen',
  nothingText: 'Dit account heeft geen stake die verkocht kan worden.',
  limitless:
    'De eigen opdracht van de keten wordt genomen: die verkoopt elke positie bij deze validator, op elk subnet, voor welke prijs er dan ook is. Wat niet te verkopen is, slaat ze zonder melding over.',
  rateNote: 'Elke positie wordt geheel verkocht, binnen haar eigen grens, of helemaal niet.',

  legs: 'Elke verkoop',
  legsDone: ({ done, count }) => `${done} van ${count} gelukt`,
  leg: { done: 'verkocht', not: 'niet verkocht', unknown: 'nog niet bekend', pending: 'onderweg' },
  legBrought: ({ amount }) => `bracht ${amount} op`,

  brought: 'Gekregen',
  broughtAll: 'Samen opgebracht',
  broughtBy: ({ subnet }) => `Opgebracht op ${subnet}`,
  broughtGave: 'Daarvoor gegeven',
  broughtRate: 'Prijs met poolkosten',
  went: 'Echt gegaan',
  wentLess: 'Er ging minder dan de opdracht was: toen ze liep, was er niet meer over.',
  broughtLimit: { most: 'Grens: hoogstens', least: 'Grens: ten minste' },

  give: 'Weggeven',
  giveTitle: 'Stake weggeven',
  giveText: 'Aan een ander account, voorgoed',
  giveInstead: 'In plaats daarvan stake geven',
  checks: {
    self: 'Dit is het account dat geeft. Er zou niets van eigenaar wisselen.',
    foreign: ({ prefix }) =>
      `Dit adres is geschreven voor een ander netwerk (nummer ${prefix}). Hier staat het zoals op Bittensor: dezelfde sleutel in andere letters. Een adres van een beurs op een ander netwerk krijgt geen stake.`,
    keyless: ({ kind, index }) =>
      `Dit is van de keten zelf${kind === 'subnet' ? ` (subnet ${index})` : kind === 'crowdloan' ? ` (crowdloan ${index})` : ''} en heeft geen sleutel. Stake die er per vergissing heen gaat, kan niemand teruggeven.`,
    hotkey: ({ owner }) =>
      `Een hotkey: een sleutel die mijnt of valideert, van de coldkey ${owner}. Stake die u eraan geeft staat niet bij hem op stake: hij zou de stake bezitten zoals een coldkey, en wie deze sleutel heeft kan haar verkopen. Meestal is de coldkey bedoeld.`,
    ownHotkey:
      'Een hotkey van uzelf: hij mijnt of valideert. Hij zou de stake bezitten zoals een coldkey, en een hotkey is minder beschermd dan een coldkey.',
    paid: ({ times, one, when }) =>
      one ? `Eén keer eerder betaald of iets gegeven, op ${when}.` : `${times} keer betaald of iets gegeven, het laatst op ${when}.`,
    firstTime: 'Eerste keer: u hebt dit adres hiervandaan nog nooit iets gegeven of betaald.',
    contactFirst: 'U hebt dit contact hiervandaan nog nooit iets gegeven of betaald.',
    neverSeen:
      'U hebt dit contact hiervandaan nog nooit iets gegeven of betaald, en de keten kent geen account op dit adres. Vraag de eigenaar of het klopt.',
    notContact: 'Dit is geen contact van u, en u koos ervoor alleen aan contacten en eigen accounts te betalen en te geven.',
  },
  pick: 'Welke stake u geeft',
  pickNone: 'Vanuit dit account staat niets op stake.',
  follows: 'Wat eruit volgt',
  forGood: 'Het is voorgoed: niemand kan het terughalen.',
  stays: ({ subnet }) => `Het blijft op stake bij deze validator op ${subnet}.`,
  theirs: 'Van dan af beslist de ontvanger of het blijft staan, wordt verplaatst of verkocht.',
  root: {
    stays: 'Het dividend dat de stake eerder op root verdiende, blijft bij u, en u kunt het ophalen.',
    lost: 'Dividend dat de stake op root verdiende en dat niet is opgehaald, gaat mee, en niemand krijgt het: u niet, en de ontvanger ook niet.',
    untold: 'Niemand zegt of dividend dat de stake op root verdiende, en dat niet is opgehaald, bij u blijft.',
  },
  whole: 'Bij deze validator op dit subnet blijft niets van u over.',
  worth: 'Waarde tegen spot',
  sold: 'Als de ontvanger direct verkoopt',
  noPool: 'Er komt geen pool aan te pas, dus geen prijs kan tegen iemand bewegen en er is geen grens nodig.',
}
