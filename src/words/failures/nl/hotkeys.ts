import type { hotkeys as en } from '../en/hotkeys'

const day = 'Wacht ongeveer een dag (7.200 blokken) en probeer het opnieuw.'
const retry = 'Probeer het over een minuut opnieuw.'
const work = 'Laat de software het werk voor een nieuw blok overdoen.'
const children = 'Verbeter de lijst met child-hotkeys.'
const readSwap = 'In de aankondiging van dit account staat het blok.'

export const hotkeys: typeof en = {
  RootNetworkDoesNotExist: ['Deze keten heeft geen root-netwerk.', 'Controleer welk netwerk bedoeld was.'],
  HotKeyNotRegisteredInSubNet: ['Deze hotkey is op dit subnet niet geregistreerd.', 'Registreer hem daar eerst, of kies een andere.'],
  HotKeyNotRegisteredInNetwork: ['Deze hotkey is op het subnet niet geregistreerd, of nergens.', 'Registreer hem eerst.'],
  HotKeyAlreadyRegisteredInSubNet: ['Deze hotkey is daar al geregistreerd.', 'Kies een andere hotkey, of doe niets.'],
  NewHotKeyIsSameWithOld: ['De nieuwe hotkey is de oude.', 'Kies een andere hotkey.'],
  NewHotKeyNotCleanForRootSwap: [
    'De nieuwe hotkey heeft al stake of opbrengst op root, dus de twee kunnen niet samen.',
    'Kies een hotkey die nooit is gebruikt.',
  ],
  HotKeyAlreadyDelegate: ['Deze hotkey is al validator voor anderen.', 'Er is niets te doen.'],
  TooManyRegistrationsThisBlock: ['Dit blok heeft zoveel registraties als het mag hebben.', retry],
  TooManyRegistrationsThisInterval: [
    'Er zijn zoveel registraties geweest als er in deze tijd mogen.',
    'Wacht op de volgende periode, hoogstens een paar uur.',
  ],
  SubNetRegistrationDisabled: ['Registreren is hier gesloten.', 'Wacht tot het opengaat, of kies een ander subnet.'],
  InvalidWorkBlock: ['Het bewijs van werk is voor een blok dat te oud is of er nog niet is.', work],
  InvalidDifficulty: ['Het bewijs van werk is te zwak.', work],
  InvalidSeal: ['Het bewijs van werk past niet bij zijn blok en sleutel.', work],
  DelegateTxRateLimitExceeded: ['De take werd te snel na de vorige keer veranderd.', 'Wacht; verhogen kan eens in ongeveer 30 dagen.'],
  HotKeySetTxRateLimitExceeded: ['Een hotkey van dit account is te kort geleden verplaatst.', 'Wacht een paar uur en probeer het opnieuw.'],
  FaucetDisabled: ['Deze keten geeft geen TAO weg.', 'Neem een testketen die dat doet.'],
  RegistrationNotPermittedOnRootSubnet: ['Op root kan dit niet.', 'Kies een subnet, of de eigen registratie van root.'],
  StakeTooLowForRoot: [
    'Alle plaatsen op root zijn bezet, en deze hotkey heeft minder stake dan de zwakste ervan.',
    'Stake er eerst op root meer mee.',
  ],
  NotEnoughBalanceToPaySwapHotKey: [
    'Er is minder vrije TAO dan het verplaatsen van een hotkey kost.',
    'Breng TAO naar dit account: hoogstens 0,1 TAO plus de kosten.',
  ],
  NoNeuronIdAvailable: ['Het subnet is vol, en niemand kan nu worden vervangen.', 'Wacht tot een plaats niet meer beschermd is.'],
  DelegateTakeTooLow: [
    'De take is lager dan mag, of ligt aan de verkeerde kant van de huidige.',
    'Kijk naar de huidige take en kies een andere.',
  ],
  DelegateTakeTooHigh: ['De take is hoger dan de keten toestaat.', 'Kies een lagere take: hoogstens 18 %.'],
  ColdKeyAlreadyAssociated: ['De nieuwe coldkey is al in gebruik.', 'Kies een account dat nooit is gebruikt.'],
  NotEnoughBalanceToPaySwapColdKey: [
    'Er is minder vrije TAO dan het aankondigen van een verhuizing kost.',
    'Breng TAO naar dit account: 0,1 TAO plus de kosten.',
  ],
  NotEnoughStakeToSetChildkeys: ['De hotkey heeft te weinig stake om er child-hotkeys van te geven.', 'Stake er eerst meer mee.'],
  InvalidChild: ['Een hotkey zou zijn eigen child worden.', children],
  DuplicateChild: ['Dezelfde child-hotkey staat twee keer in de lijst.', children],
  ProportionOverflow: ['De delen van de child-hotkeys zijn samen meer dan het geheel.', 'Verlaag de delen.'],
  TooManyChildren: ['Er zijn meer child-hotkeys dan de keten toestaat.', 'Noem er hoogstens vijf.'],
  TooManyParents: ['Deze child-hotkey heeft zoveel parents als de keten toestaat.', 'Kies een andere child-hotkey.'],
  ChildParentInconsistency: ['Een hotkey zou van een andere zowel child als parent zijn.', 'Haal eerst een van de twee banden weg.'],
  InvalidChildkeyTake: ['De take voor child-hotkeys ligt buiten wat het subnet toestaat.', 'Kies een take tussen de grenzen.'],
  TxChildkeyTakeRateLimitExceeded: [
    'De take voor child-hotkeys werd te snel na de vorige keer veranderd.',
    'Wacht; veranderen kan eens in ongeveer 30 dagen.',
  ],
  TxRateLimitExceeded: ['Dit kwam te snel na de vorige keer.', 'Wacht een paar uur en probeer het opnieuw.'],
  ColdkeySwapAnnouncementNotFound: ['Voor deze coldkey is geen verhuizing aangekondigd.', 'Kondig haar eerst aan.'],
  ColdkeySwapTooEarly: [
    'De verhuizing van deze coldkey is te kort geleden aangekondigd.',
    `Wacht: meestal vijf dagen na de aankondiging. ${readSwap}`,
  ],
  ColdkeySwapReannouncedTooEarly: [
    'De verhuizing van deze coldkey kan nog niet opnieuw worden aangekondigd.',
    `Wacht tot ongeveer een dag na het blok van de eerste. ${readSwap}`,
  ],
  ColdkeySwapClearTooEarly: ['De aankondiging kan nog niet worden ingetrokken.', `Wacht tot ongeveer een dag na haar blok. ${readSwap}`],
  ColdkeySwapAlreadyDisputed: [
    'De verhuizing van deze coldkey wordt al betwist.',
    'Ga naar de Bittensor-gemeenschap; van hieruit is er niets meer te doen.',
  ],
  ColdkeySwapAnnounced: [
    'Er is aangekondigd dat dit account naar een andere coldkey verhuist; tot dan bevriest de keten het voor al het andere.',
    'Was dit de bedoeling, rond de verhuizing dan af als haar tijd er is. Zo niet, dan heeft iemand anders de sleutel: betwist de verhuizing meteen.',
  ],
  ColdkeySwapDisputed: [
    'De verhuizing van dit account naar een andere coldkey wordt betwist, dus de keten heeft het account helemaal bevroren.',
    'Alleen de beheerders van de keten kunnen dat opheffen. Ga ermee naar de Bittensor-gemeenschap, met bewijs van wie het account is.',
  ],
  AnnouncedColdkeyHashDoesNotMatch: ['Dit is niet de coldkey die is aangekondigd.', 'Geef het account dat is aangekondigd.'],
  NewColdKeyIsHotkey: ['De nieuwe coldkey is al een hotkey.', 'Kies een account dat geen hotkey is.'],
  ColdkeySwapTooHeavy: ['Dit account heeft te veel posities om in één keer te verhuizen.', 'Sluit er eerst een paar, of voeg ze samen.'],
  ColdkeyCollateralIncomplete: [
    'Het onderpand van dit account kon niet in zijn geheel mee, dus er is niets verplaatst.',
    'Probeer het later opnieuw; blijft het zo, ga dan naar de Bittensor-gemeenschap.',
  ],
  ColdkeyCollateralPositionsFull: [
    'Dit account heeft op dit subnet onderpand voor zoveel hotkeys als de keten toestaat.',
    'Laat er eerst wat van aflopen.',
  ],
  KeepStakeBlockedByCollateral: [
    'De stake kan niet bij de oude hotkey blijven, want daar staat onderpand.',
    'Verplaats de hotkey samen met zijn stake.',
  ],
  InvalidIdentity: ['Een deel van de identiteit is te lang of niet geldig.', 'Maak het korter.'],
  UnableToRecoverPublicKey: ['De handtekening van de EVM-sleutel is niet te lezen.', 'Onderteken de koppeling opnieuw met die sleutel.'],
  InvalidRecoveredPublicKey: ['De handtekening is van een andere EVM-sleutel.', 'Onderteken de koppeling met de sleutel waar het om gaat.'],
  EvmKeyAssociateRateLimitExceeded: ['De EVM-sleutel werd te snel na de vorige keer gekoppeld.', day],
  EvmKeyAssociationLimitExceeded: ['Deze EVM-sleutel is zo vaak gekoppeld als het subnet toestaat.', 'Neem een andere EVM-sleutel.'],
  HotKeySwapOnSubnetIntervalNotPassed: ['Op dit subnet is te kort geleden een hotkey verplaatst.', day],
  RegistrationPriceLimitExceeded: [
    'De prijs van een registratie kwam boven de limiet.',
    'Verhoog de limiet, of wacht: de prijs zakt weer.',
  ],
  CannotUseSystemAccount: ['Deze hotkey is van de keten zelf.', 'Kies een eigen hotkey.'],
  TransactorAccountShouldBeHotKey: ['Dit moet de hotkey zelf ondertekenen.', 'Onderteken het met de hotkey.'],
}
