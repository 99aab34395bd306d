import type { ventures as en } from '../en/ventures'

const lookAgain = 'Bekijk de crowdloan opnieuw: de getallen zijn misschien veranderd.'
const signAgain = 'Laat de order opnieuw ondertekenen.'

export const ventures: typeof en = {
  Crowdloan: {
    DepositTooLow: ['De eerste inleg is lager dan de keten van een crowdloan vraagt.', 'Leg meer in.'],
    CapTooLow: ['Het doel van de crowdloan is te laag.', 'Stel het hoger dan wat er al is ingelegd.'],
    MinimumContributionTooLow: ['De kleinste bijdrage is lager dan de keten toestaat.', 'Stel haar hoger.'],
    CannotEndInPast: ['De crowdloan zou eindigen in een blok dat al voorbij is.', 'Kies een later einde.'],
    BlockDurationTooShort: ['De crowdloan zou te kort lopen.', 'Kies een later einde.'],
    BlockDurationTooLong: ['De crowdloan zou te lang lopen.', 'Kies een vroeger einde.'],
    InsufficientBalance: ['Er was niet genoeg vrije TAO voor de inleg of de bijdrage.', 'Leg minder in, of breng TAO naar dit account.'],
    Overflow: ['De som van de crowdloan werd groter dan de keten kan tellen.', 'Leg minder in.'],
    InvalidCrowdloanId: ['Deze crowdloan bestaat niet, of niet meer.', 'Controleer het nummer.'],
    CapRaised: ['De crowdloan heeft alles wat hij vroeg.', 'Er kan niets meer bij.'],
    ContributionPeriodEnded: ['De tijd om bij te dragen is om.', 'Terughalen wat is ingelegd kan, zolang hij niet is afgerond.'],
    ContributionTooLow: ['De bijdrage is kleiner dan deze crowdloan aanneemt.', 'Leg meer in.'],
    InvalidOrigin: ['Alleen het account dat deze crowdloan maakte, mag dit doen.', 'Doe het vanaf dat account.'],
    AlreadyFinalized: ['De crowdloan is afgerond: wat is ingelegd, is uitgegeven en komt niet terug.', lookAgain],
    ContributionPeriodNotEnded: ['De tijd om bij te dragen is nog niet om.', 'Wacht op het einde.'],
    NoContribution: ['Dit account heeft in deze crowdloan niets ingelegd.', 'Ga na vanaf welk account de bijdrage kwam.'],
    CapNotRaised: ['De crowdloan heeft niet alles opgehaald wat hij vroeg.', 'Wacht op meer bijdragen, of haal de eigen bijdrage terug.'],
    Underflow: ['Er zou meer uit de crowdloan gaan dan erin zit.', lookAgain],
    CallUnavailable: ['De aanroep die deze crowdloan zou doen, staat niet meer op de keten.', 'De maker moet hem opnieuw vastleggen.'],
    NotReadyToDissolve: ['Er zitten nog bijdragen van anderen in.', 'Betaal die eerst terug.'],
    DepositCannotBeWithdrawn: [
      'De eerste inleg blijft erin zolang de crowdloan bestaat.',
      'Haal alleen terug wat er later bij kwam, of hef de crowdloan op.',
    ],
    MaxContributorsReached: ['Er dragen zoveel accounts bij als de keten toestaat.', 'Er kan geen account meer bij.'],
    InvalidFinalizationConfig: [
      'Een crowdloan heeft een aanroep nodig om te doen of een adres om te betalen, en deze had beide of geen.',
      'Geef er precies één.',
    ],
    MaxContributionReached: ['Dit account heeft zoveel ingelegd als één account mag.', 'Vanaf dit account kan er niets meer bij.'],
    MaximumContributionTooLow: ['Het meeste dat één account mag inleggen, staat te laag.', 'Stel het hoger.'],
    MinimumContributionTooHigh: ['De kleinste bijdrage staat hoger dan de keten toestaat.', 'Stel haar lager.'],
  },
  Swap: {
    FeeRateTooHigh: ['De handelskosten staan hoger dan de keten toestaat.', 'Stel ze lager.'],
    InsufficientInputAmount: ['Na de handelskosten blijft er te weinig over om te verhandelen.', 'Handel een groter bedrag.'],
    PriceLimitExceeded: [
      'De prijs is al voorbij de limiet, dus er is niets verhandeld.',
      'Verruim de limiet, of wacht op een andere prijs.',
    ],
    InsufficientBalance: ['Er was minder TAO of alpha dan de handel nodig heeft.', 'Handel een kleiner bedrag.'],
    InvalidTickRange: ['De prijzen waartussen deze liquiditeit zou liggen, zijn niet geldig.', 'Kies andere grenzen.'],
    InvalidLiquidityValue: ['Het bedrag aan liquiditeit is niet geldig, waarschijnlijk te klein.', 'Kies een groter bedrag.'],
    ReservesTooLow: ['In de pool van dit subnet zit hiervoor te weinig.', 'Handel een kleiner bedrag, of later.'],
    ReservesOutOfBalance: ['TAO en alpha zijn in deze pool te ver uit balans.', 'Wacht tot er van beide meer in zit.'],
    SwapInputTooLarge: ['Het bedrag is veel groter dan wat er aan die kant in de pool zit.', 'Handel een veel kleiner bedrag.'],
    Deprecated: ['Eigen liquiditeit kan niet meer in pools worden gelegd.', 'Stake in plaats daarvan; herhalen verandert niets.'],
  },
  LimitOrders: {
    InvalidSignature: ['De handtekening hoort niet bij deze order of bij deze ondertekenaar.', signAgain],
    OrderAlreadyProcessed: ['De order is al uitgevoerd of ingetrokken.', 'Maak een nieuwe als het nog gewenst is.'],
    OrderCancelled: ['De order is ingetrokken.', 'Maak een nieuwe als het nog gewenst is.'],
    OrderExpired: ['De tijd van de order is om.', 'Maak een nieuwe met een later einde.'],
    PriceConditionNotMet: ['De prijs heeft de limiet van de order niet bereikt.', 'De order blijft staan en kan later worden uitgevoerd.'],
    Unauthorized: ['Alleen het account dat de order ondertekende, kan hem intrekken.', 'Trek hem vanaf dat account in.'],
    SwapReturnedZero: ['De pool zou niets voor het bedrag hebben gegeven.', 'Maak een order voor meer.'],
    RootNetUidNotAllowed: ['Op root zijn er geen limietorders.', 'Stake daar direct.'],
    OrderNetUidMismatch: ['Een van de orders is voor een ander subnet dan de batch.', 'De doorgever (relayer) moet ze sorteren.'],
    LimitOrdersDisabled: ['Limietorders staan op deze keten uit.', 'Handel direct, met een prijslimiet.'],
    RelayerMissMatch: [
      'Deze order mag alleen worden ingediend door de doorgever (relayer) die erin staat.',
      'Gebruik die, of onderteken een order zonder.',
    ],
    PartialFillsNotEnabled: [
      'Deze order mag alleen in zijn geheel worden uitgevoerd.',
      'Sta delen toe in een nieuwe order, of wacht op meer liquiditeit.',
    ],
    IncorrectPartialFillAmount: [
      'Het deel dat zou worden uitgevoerd, past niet bij wat van de order over is.',
      'De doorgever (relayer) moet een ander bedrag indienen.',
    ],
    RelayerRequiredForPartialFill: [
      'Een order die in delen mag worden uitgevoerd, moet een doorgever (relayer) noemen.',
      'Noem er een in een nieuwe order.',
    ],
    ChainIdMismatch: ['De order is voor een andere keten ondertekend.', signAgain],
    PalletHotkeyNotRegistered: ['De keten is nog niet klaar voor limietorders.', 'Wacht tot haar beheerders dat hebben ingericht.'],
    ArithmeticOverflow: ['De bedragen van de order zijn groter dan de keten kan tellen.', 'Maak een order voor minder.'],
    DuplicateOrderInBatch: ['Dezelfde order staat twee keer in de batch.', 'De doorgever (relayer) moet er een uithalen.'],
    ZeroShareInBatch: [
      'Het aandeel van één order in deze batch kwam op niets uit, dus de hele batch is geweigerd.',
      'De orders blijven staan; de doorgever (relayer) kan ze anders samenvoegen.',
    ],
  },
}
