import type { machinery as en } from '../en/machinery'

const resend = 'Maak de transactie opnieuw in de EVM-wallet die haar maakte.'
const contract = 'Vraag het na bij wie het contract schreef, of bij de site die het aanriep.'
const runners = 'Dit ziet alleen wie de keten of een node beheert; het is aan hen om het te herstellen.'
const bounds = 'Wie het subnet beheert, moet een andere waarde kiezen.'
const funds = 'Breng TAO naar dit account, of vraag minder.'

export const machinery: typeof en = {
  EVM: {
    BalanceLow: ['Het EVM-adres heeft minder dan het bedrag plus het gas.', 'Stuur minder, of breng eerst TAO naar dat adres.'],
    FeeOverflow: ['Het gas zou meer kosten dan er te tellen is.', 'Kies een lagere gasprijs.'],
    PaymentOverflow: ['Bedrag en gas zijn samen meer dan er te tellen is.', 'Neem een kleiner bedrag.'],
    WithdrawFailed: ['Het gas kon niet van het EVM-adres worden betaald.', 'Breng eerst TAO naar dat adres.'],
    GasPriceTooLow: ['De gasprijs is lager dan de keten vraagt.', 'Kies een hogere.'],
    InvalidNonce: ['Het nummer van de EVM-transactie is niet het volgende.', resend],
    GasLimitTooLow: ['De gaslimiet is hiervoor te laag.', 'Kies een hogere.'],
    GasLimitTooHigh: ['De gaslimiet is hoger dan er in een blok past.', 'Kies een lagere.'],
    InvalidChainId: ['De EVM-transactie is voor een andere keten.', 'Kies in de EVM-wallet het juiste netwerk.'],
    InvalidSignature: ['De handtekening van de EVM-transactie is niet geldig.', resend],
    Reentrancy: ['Een contract riep zichzelf aan op een manier die niet mag.', contract],
    TransactionMustComeFromEOA: [
      'De afzender is een contract, en alleen een sleutel kan een transactie beginnen.',
      'Begin haar vanaf een account met een sleutel.',
    ],
    Undefined: ['De EVM stopte zonder reden.', contract],
    NotAllowed: ['Dit account mag niet voor dat EVM-adres handelen.', 'Gebruik het adres dat bij dit account hoort.'],
    CreateOriginNotAllowed: ['Dit adres mag geen contracten op de keten zetten.', 'Vraag toestemming aan de beheerders van de keten.'],
  },
  Ethereum: {
    InvalidSignature: ['De handtekening van de Ethereum-transactie is niet geldig.', resend],
    PreLogExists: ['Het blok heeft zelf al een Ethereum-transactie, dus er kon geen bij.', 'Probeer het over een minuut opnieuw.'],
  },
  MevShield: {
    BadEncKeyLen: ['De sleutel die een blokmaker voor de afscherming opgaf, heeft de verkeerde lengte.', runners],
    Unreachable: ['De afscherming kwam op een plek waar zij nooit zou moeten komen.', 'Stuur het zonder afscherming.'],
    TooManyPendingExtrinsics: [
      'Er wachten zoveel afgeschermde transacties als de keten kan bevatten.',
      'Wacht een minuut, of stuur het zonder afscherming.',
    ],
    WeightExceedsAbsoluteMax: ['Wat er in de afscherming zit, is te zwaar voor een blok.', 'Splits het, of stuur het zonder afscherming.'],
  },
  Contracts: {
    InvalidSchedule: ['De prijslijst voor contracten is niet geldig.', runners],
    OutOfGas: ['Het gas van het contract was op.', 'Sta het meer gas toe en probeer het opnieuw.'],
    TransferFailed: ['Het contract kon het bedrag niet doorgeven: er is te weinig vrij.', funds],
    ContractNotFound: ['Op dit adres staat geen contract.', 'Controleer het adres.'],
    ContractTrapped: ['Het contract brak halverwege af.', contract],
    ContractReverted: ['Het contract weigerde, en draaide alles terug wat het had gedaan.', contract],
    StorageDepositNotEnoughFunds: ['Er is minder vrije TAO dan de waarborg voor opslag van het contract.', funds],
    StorageDepositLimitExhausted: [
      'Het contract heeft een grotere waarborg voor opslag nodig dan is toegestaan.',
      'Sta een grotere toe en probeer het opnieuw.',
    ],
    DuplicateContract: ['Er is al een contract met dit adres.', 'Kies een ander salt.'],
    code: ['De code van het contract is onbekend, te groot, in gebruik, of wordt door de keten niet aangenomen.', contract],
    call: ['Het contract deed iets wat het op die plek niet mag.', contract],
    limits: ['Het contract ging over een grens voor diepte, grootte of aantal.', contract],
    upkeep: [
      'De contracten op deze keten gaan naar een nieuwe versie, of er was niets te verplaatsen.',
      'Wacht een paar minuten en probeer het opnieuw.',
    ],
    links: ['De verwijzingen van het contract naar andere code kloppen niet.', contract],
  },
  Commitments: {
    TooManyFieldsInCommitmentInfo: ['De vastlegging heeft meer velden dan de keten toestaat.', 'Laat er een paar weg.'],
    AccountNotAllowedCommit: ['Dit account mag op dit subnet niets vastleggen.', 'Registreer de hotkey daar eerst.'],
    SpaceLimitExceeded: [
      'Het account heeft zoveel vastgelegd als het in deze tijd mag.',
      'Wacht op de volgende periode, of leg minder vast.',
    ],
    UnexpectedUnreserveLeftover: ['De oude waarborg voor een vastlegging kon niet in zijn geheel terug.', runners],
  },
  AdminUtils: {
    NegativeSigmoidSteepness: ['Alleen de beheerders van de keten mogen een negatieve steilheid instellen.', bounds],
    NotPermittedOnRootSubnet: ['Deze instelling kan op root niet worden veranderd.', 'Geef een ander subnet op.'],
    POWRegistrationDisabled: ['Registreren met bewijs van werk bestaat niet meer.', 'Registreer door te betalen.'],
    places: ['De aantallen plaatsen, validators en miners die het subnet zou hebben, passen niet bij elkaar.', bounds],
    BondsMovingAverageMaxReached: ['Het gemiddelde van de bonds staat hoger dan de keten toestaat.', bounds],
    ValueNotInBounds: ['De waarde van deze instelling ligt buiten haar grenzen.', bounds],
  },
  Preimage: {
    TooBig: ['De aanroep die zou worden bewaard, is te groot voor de keten.', 'Bewaar een kleinere.'],
    NotAuthorized: ['Dit account mag dit niet bewaren of weghalen.', 'Doe het vanaf het account dat het bewaarde.'],
    noted: [
      'Wat zou worden bewaard, gevraagd of weggehaald, is niet in de toestand die hiervoor nodig is.',
      'Kijk of het al is bewaard, of nog gevraagd wordt.',
    ],
    TooMany: ['Er zijn te veel dingen tegelijk genoemd.', 'Noem er minder.'],
    TooFew: ['Er is niets genoemd.', 'Noem er minstens één.'],
  },
  Scheduler: {
    FailedToSchedule: ['De aanroep kon niet op de agenda worden gezet.', runners],
    NotFound: ['Zo’n aanroep staat niet op de agenda.', runners],
    TargetBlockNumberInPast: ['Het blok voor de geplande aanroep is voorbij.', 'Kies een later blok.'],
    RescheduleNoChange: ['De geplande aanroep heeft deze tijd al.', 'Er is niets te doen.'],
    Named: ['Een geplande aanroep met een naam moet bij die naam worden genoemd.', runners],
  },
  Sudo: {
    RequireSudo: ['Alleen de beheerders van de keten mogen dit.', 'Herhalen verandert niets.'],
  },
  Grandpa: {
    change: ['Een wijziging in wie blokken definitief maakt, past niet bij wat er loopt.', runners],
    report: ['De melding dat iemand bij het definitief maken misging, is niet geldig of was er al.', runners],
  },
  Drand: {
    pulse: ['Een worp van drand is niet geldig, of niet de volgende.', runners],
    DrandConnectionFailure: ['De node kon drand niet bereiken.', runners],
    storage: ['Wat de keten van drand bewaart, ontbreekt of is vol.', runners],
  },
  anywhere: {
    AccountPolicyViolation: ['De regels van dit account staan dit niet toe.', 'Gebruik de wallet waarmee dit account is gemaakt.'],
    AliasCollision: ['Een ander account heeft deze alias al.', 'Kies een andere.'],
    BelowMinimumBorrow: ['De lening is kleiner dan het minste dat wordt uitgeleend.', 'Leen meer.'],
    BorrowingLimit: ['De lening is groter dan wat hier mag worden uitgeleend.', 'Leen minder.'],
  },
}
