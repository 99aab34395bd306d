import type { staking as en } from '../en/staking'

const later = 'Wacht een paar minuten en probeer het opnieuw.'
const never = 'Herhalen verandert niets.'
const lessAlpha = 'Neem een kleiner bedrag; de positie is misschien veranderd.'
const basket = 'Probeer het later opnieuw.'

export const staking: typeof en = {
  HotKeyAccountNotExists: ['Deze hotkey is op de keten van niemand.', 'Controleer het adres, of kies een andere validator.'],
  NonAssociatedColdKey: ['Die hotkey is niet van dit account.', 'Doe het vanaf de coldkey waarvan hij is.'],
  NotEnoughStake: ['Er is minder stake dan hiervoor nodig is.', 'Stake eerst meer, of vraag minder.'],
  NotEnoughStakeToWithdraw: ['In deze positie zit minder stake dan er is gevraagd.', 'Vraag minder, of de hele positie.'],
  NotEnoughBalanceToStake: [
    'Er was minder vrije TAO dan het bedrag om te staken of de prijs van de registratie.',
    'Neem een kleiner bedrag, of breng eerst TAO naar dit account.',
  ],
  BalanceWithdrawalError: ['De TAO kon niet van dit account af: er is te weinig vrij, of een deel zit vast.', 'Neem een kleiner bedrag.'],
  ZeroBalanceAfterWithdrawn: [
    'Er zou te weinig overblijven om het account open te houden.',
    'Neem een kleiner bedrag, zodat er iets op het account blijft staan.',
  ],
  StakingRateLimitExceeded: ['Er werd te snel na de vorige keer gestaket.', later],
  StakeUnavailable: [
    'Een deel van deze stake zit vast of dient als onderpand, en kan dus niet weg.',
    'Neem niet meer dan wat vrij is; wat vastzit, komt beetje bij beetje vrij, tenzij het zo is ingesteld dat het blijft.',
  ],
  SubnetNotExists: [
    'Dit subnet bestaat niet; misschien is het opgeheven.',
    'Controleer het netuid. Wat daar gestaket was, wordt bij het opheffen verrekend.',
  ],
  MechanismDoesNotExist: ['Dit subnet heeft zo’n mechanisme niet.', 'Controleer het netuid en het mechanisme.'],
  AmountTooLow: [
    'Het bedrag is te klein voor de keten, of er bleef zo weinig over dat het geen positie meer is.',
    'Neem minstens 0,002 TAO plus de kosten, of de hele positie.',
  ],
  InsufficientLiquidity: ['De pool van dit subnet is te klein voor deze handel.', 'Handel een kleiner bedrag.'],
  SlippageTooHigh: [
    'De prijs ging voorbij de limiet, dus er is niets verhandeld.',
    'Neem een kleiner bedrag, verruim de speling, of wacht op een andere prijs.',
  ],
  TransferDisallowed: ['De eigenaar van een van deze subnets laat stake niet overdragen.', 'Haal de stake terug.'],
  NotEnoughAlphaOutToRecycle: ['Van dit subnet is minder alpha in omloop dan dit zou vernietigen.', lessAlpha],
  CannotBurnOrRecycleOnRootSubnet: ['Op root kan niets worden verbrand of teruggegeven.', 'Kies een subnet met eigen alpha.'],
  SubtokenDisabled: ['De handel op dit subnet is nog niet open, of weer gesloten.', 'Wacht tot de eigenaar het start.'],
  SameNetuid: [
    'Waar de stake vandaan komt en waar zij heen gaat, is hetzelfde.',
    'Kies een ander subnet, een andere hotkey of een ander account.',
  ],
  InsufficientAlphaBalance: ['In deze positie zit minder alpha dan eraf zou gaan.', lessAlpha],
  Overflow: ['Een getal werd groter dan deze aanroep kan tellen.', 'Neem een kleiner bedrag.'],
  SameAutoStakeHotkeyAlreadySet: ['De opbrengst gaat al naar deze hotkey.', 'Er is niets te veranderen.'],
  InvalidNumRootClaim: [
    'Het aantal claims op root ligt buiten wat de keten toestaat.',
    'Dat stellen alleen de beheerders van de keten in.',
  ],
  InvalidRootClaimThreshold: ['Het kleinste bedrag om te claimen ligt buiten wat de keten toestaat.', 'Kies een lager bedrag.'],
  InvalidSubnetNumber: ['De claim noemde geen subnet, of meer dan één claim mag hebben.', 'Claim voor minder subnets tegelijk.'],
  AddStakeBurnRateLimitExceeded: ['Er werd te snel na de vorige keer alpha gekocht en verbrand.', later],
  LockHotkeyMismatch: [
    'Wat op dit subnet vastgezet is, hoort bij een andere hotkey.',
    'Verplaats dat eerst naar deze hotkey, of vul het aan zoals het is.',
  ],
  InsufficientStakeForLock: ['Op dit subnet is minder stake dan er vastgezet zou worden.', 'Zet minder vast, of stake eerst meer.'],
  NoExistingLock: ['Dit account heeft op dit subnet niets vastgezet.', 'Bekijk de positie: er is niets te verplaatsen.'],
  ActiveLockExists: ['Op dit subnet is al iets vastgezet.', 'Wacht tot het vrij is, of ga ermee door zoals het is.'],
  UnlockAmountTooHigh: ['Er zou meer vrijkomen dan er vastzit.', 'Neem een kleiner bedrag.'],
  AccountRejectsLockedAlpha: [
    'Het account van de ontvanger neemt geen vastgezette alpha aan.',
    'Vraag de ontvanger het toe te staan, of draag alleen over wat vrij is.',
  ],
  CallDisabled: ['Deze aanroep staat op de keten uit.', never],
  Deprecated: [
    'Deze aanroep bestaat niet meer; een andere is ervoor in de plaats gekomen.',
    'Werk Kluis bij, of laad de site die erom vroeg opnieuw.',
  ],
  DisabledTemporarily: ['De keten heeft dit een tijd uitgezet.', 'Probeer het over een paar dagen opnieuw.'],

  RootStakeLocked: ['De stake op root zit nog in haar wachttijd.', 'Wacht tot die om is; de stake blijft opbrengen.'],
  RootClaimTooHeavy: ['Dit account heeft op root te veel opbrengst voor één claim.', 'Claim per validator.'],
  TooManyRootClaimHotkeys: ['Dit account staket bij meer hotkeys dan één claim kan bereiken.', 'Claim voor elke validator apart.'],
  TooManyStakingHotkeys: [
    'Dit account staket bij zoveel hotkeys als de keten toestaat.',
    'Stake bij een die al in gebruik is, of vertrek eerst bij een andere.',
  ],
  BasketDepositPending: ['Een inleg in dit mandje wordt nog verwerkt.', basket],
  BasketHasNoWeights: ['Het mandje van deze validator heeft nog niets te kopen.', 'Kies een andere validator, of wacht.'],
  BasketMinOutNotMet: [
    'De handel van het mandje zou minder hebben opgebracht dan het minste dat is gevraagd.',
    'Vraag minder, of handel een kleiner bedrag.',
  ],
  BasketTradingDisabled: ['De handel in mandjes staat op de keten uit.', basket],
  BasketTradingFrozen: ['De handel in dit mandje is bevroren.', 'Wacht tot de beheerders van de keten hem weer openen.'],
  BasketTurnoverBudgetExceeded: [
    'Het mandje heeft voorlopig zoveel verhandeld als het mag.',
    'Wacht, hoogstens een dag (7.200 blokken), of handel een kleiner bedrag.',
  ],
  BasketLiquidityCapExceeded: ['Het mandje zou meer alpha van dit subnet hebben dan de pool kan dragen.', 'Handel een kleiner bedrag.'],
  BasketConcentrationCapExceeded: [
    'Te veel van het mandje zou in één subnet zitten.',
    'Handel een kleiner bedrag, of naar een ander subnet.',
  ],
  BasketSameSubnet: ['Het mandje zou een subnet voor zichzelf ruilen.', 'Kies twee verschillende subnets.'],
  BasketSwapBatchEmpty: ['De lijst met ruilen voor het mandje is leeg.', 'Noem er minstens één.'],
  BetaBasketSeedInProgress: ['De mandjes worden op de keten nog ingericht.', basket],
}
