import type { basics as en } from '../en/basics'

const again = 'Probeer het over een minuut opnieuw.'
const less = 'Stuur minder, of breng eerst TAO naar dit account.'
const update = 'Dit ziet alleen wie de keten vernieuwt; controleer de code die is opgegeven.'
const free = 'Haal een proxy of een waarborg weg die niet meer nodig is, en probeer het opnieuw.'

export const basics: typeof en = {
  plain: {
    Other: ['De keten gaf geen reden.', 'Controleer het saldo en wat er is gevraagd, en probeer het nog één keer.'],
    CannotLookup: ['De keten kon het account achter een adres niet vinden.', 'Gebruik het volledige adres, dat met een 5 begint.'],
    BadOrigin: ['Dit account mag deze aanroep niet doen.', 'Doe hem vanaf het account dat het wel mag; hier herhalen verandert niets.'],
    ConsumerRemaining: [
      'Het account kon niet worden gesloten, want op de keten hangt er nog iets aan, zoals een proxy, een waarborg of een sleutel.',
      'Laat er wat TAO op staan, of haal eerst weg wat eraan hangt.',
    ],
    NoProviders: ['Het account bestaat niet op de keten: niets houdt het open.', 'Stuur er eerst wat TAO heen.'],
    TooManyConsumers: ['Er hangt meer aan dit account dan de keten toestaat.', free],
    Exhausted: ['Het blok had geen plaats meer voor wat dit nodig had.', again],
    Corruption: [
      'De gegevens van de keten zelf zijn beschadigd op de plek waar deze aanroep leest.',
      'Herhaal het pas als de beheerders van de keten dat hebben hersteld.',
    ],
    Unavailable: ['Iets wat deze aanroep nodig heeft, was er op dat moment niet.', again],
    RootNotAllowed: ['De beheerders van de keten mogen deze aanroep zelf niet doen.', 'Doe hem vanaf een gewoon account.'],
  },
  Token: {
    FundsUnavailable: ['Er was niet genoeg vrije TAO.', less],
    OnlyProvider: [
      'Hiermee zou het account worden gesloten, en op de keten hangt er nog iets aan.',
      'Stuur minder, zodat het account open blijft.',
    ],
    BelowMinimum: ['Op het account van de ontvanger zou minder staan dan een account nodig heeft.', 'Stuur meer.'],
    CannotCreate: ['Het account van de ontvanger kon niet worden geopend.', 'Stuur meer, of naar een account dat al open is.'],
    UnknownAsset: ['De keten kent dit soort geld niet.', 'Controleer welke munt en welk netwerk bedoeld waren.'],
    Frozen: ['Een deel van het saldo is bevroren en kan niet weg.', 'Stuur niet meer dan wat vrij is.'],
    Unsupported: ['Met dit soort geld kan dat niet.', 'Kies een andere weg; herhalen verandert niets.'],
    CannotCreateHold: ['De TAO voor een waarborg kon niet apart worden gezet.', free],
    NotExpendable: [
      'Er zou minder overblijven dan het account nodig heeft om open te blijven.',
      'Stuur minder, of kies alles te sturen; dan wordt het account gesloten.',
    ],
    Blocked: ['Een van de twee accounts mag dit soort geld niet gebruiken.', 'Neem een ander account; herhalen verandert niets.'],
  },
  Arithmetic: {
    Underflow: ['Een bedrag was groter dan dat waar het af moest.', 'Neem een kleiner bedrag.'],
    Overflow: ['Een getal werd groter dan de keten kan tellen.', 'Neem een kleiner bedrag.'],
    DivisionByZero: ['De keten moest door niets delen, bijvoorbeeld in een lege pool.', 'Probeer een ander bedrag of een ander subnet.'],
  },
  Transactional: {
    LimitReached: ['De aanroepen zaten te diep in elkaar.', 'Doe ze een voor een.'],
    NoLayer: ['De keten kon een deel niet apart ongedaan maken, en dat heeft deze aanroep nodig.', again],
  },
  Trie: {
    proof: ['Een bewijs dat de keten kreeg, past niet bij haar gegevens.', 'Wie het bewijs maakte, moet het opnieuw maken.'],
  },
  System: {
    InvalidSpecName: ['De nieuwe code van de keten draagt een andere naam dan de huidige.', update],
    SpecVersionNeedsToIncrease: ['De nieuwe code van de keten heeft geen hogere versie dan de huidige.', update],
    FailedToExtractRuntimeVersion: ['De nieuwe code van de keten noemt haar versie niet.', update],
    NonDefaultComposite: ['Het account bevat nog iets en kan dus niet worden gewist.', 'Maak het eerst leeg.'],
    NonZeroRefCount: ['Iets op de keten rekent nog op dit account, dus het kan niet worden gewist.', 'Haal eerst weg wat eraan hangt.'],
    CallFiltered: [
      'De keten staat deze aanroep hier niet toe: zij is in de veilige stand, een proxy mag hem niet doen, of hij zit in een batch in een batch.',
      'Doe hem los en vanaf het account zelf; wacht in de veilige stand tot die voorbij is.',
    ],
    MultiBlockMigrationsOngoing: ['De keten is nog onderweg naar haar nieuwe versie, dus haar code kan niet worden vervangen.', update],
    NothingAuthorized: ['Er is geen vernieuwing van de keten goedgekeurd.', update],
    Unauthorized: ['De ingediende code is niet de code die is goedgekeurd.', update],
  },
  Balances: {
    VestingBalance: ['Het bedrag zit nog vast in een vestingschema.', 'Stuur niet meer dan wat vrij is.'],
    LiquidityRestrictions: ['Een deel van het saldo zit vast en kan niet weg.', 'Stuur minder dan wat vrij is.'],
    ExistingVestingSchedule: ['Dit account heeft al een vestingschema.', 'Neem een ander account, of wacht tot het is afgelopen.'],
    DeadAccount: ['Het account dat dit zou ontvangen, bestaat nog niet.', 'Stuur er eerst wat TAO heen.'],
    TooManyReserves: ['Dit account heeft zoveel gereserveerde waarborgen als de keten toestaat.', free],
    TooManyHolds: ['Dit account heeft zoveel soorten vastgehouden waarborgen als de keten toestaat.', free],
    TooManyFreezes: [
      'Dit account heeft zoveel bevriezingen als de keten toestaat.',
      'Hef er een op die niet meer nodig is, en probeer het opnieuw.',
    ],
    IssuanceDeactivated: ['De hoeveelheid TAO kan zo niet meer worden veranderd.', 'Herhalen verandert niets.'],
    DeltaZero: ['De verandering van de hoeveelheid was nul.', 'Dit zien alleen de beheerders van de keten; zij moeten een bedrag opgeven.'],
  },
  Utility: {
    TooManyCalls: ['De batch heeft meer aanroepen dan de keten in één keer aanneemt.', 'Splits hem in kleinere.'],
    InvalidDerivedAccount: ['Het subaccount was niet af te leiden uit wat is opgegeven.', 'Controleer het nummer ervan.'],
  },
  SafeMode: {
    Entered: ['De keten is al in de veilige stand.', 'Wacht tot die voorbij is.'],
    Exited: ['De keten is niet in de veilige stand.', 'Er is niets te doen.'],
    NotConfigured: ['Op deze keten kan niemand met een waarborg om de veilige stand vragen.', 'Herhalen verandert niets.'],
    NoDeposit: ['Dit account heeft geen waarborg voor de veilige stand.', 'Er is niets terug te halen.'],
    AlreadyDeposited: ['Dit account heeft al een waarborg voor de veilige stand.', 'Wacht tot die vrij is.'],
    CannotReleaseYet: ['De waarborg voor de veilige stand kan nog niet terug.', 'Wacht, en probeer het later opnieuw.'],
    CurrencyError: ['De waarborg voor de veilige stand kon niet worden verplaatst.', 'Controleer het vrije saldo van het account.'],
  },
}
