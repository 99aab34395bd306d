import type { customs as enCustoms, refusals as enRefusals } from '../en/refusals'

const again = 'Doe het over een minuut opnieuw.'
const nobody = 'Kluis maakt zo’n transactie nooit; vraag het na bij de site die haar maakte.'
const validators = 'Dit gaat over machines die minen of valideren; herstel het daar.'

export const refusals: typeof enRefusals = {
  'tx-bad-proof': [
    'De node nam de handtekening niet aan: de keten is intussen vernieuwd, of de transactie was voor een andere keten gemaakt.',
    'Maak haar opnieuw; dan wordt ze ondertekend voor de keten zoals die nu is.',
  ],
  'tx-stale': [
    'Een andere transactie van dit account heeft haar nummer gekregen, of haar tijd was om toen ze aankwam.',
    'Kijk bij Activiteit of een andere deed wat de bedoeling was; zo niet, maak haar dan opnieuw.',
  ],
  'tx-future': [
    'Een eerdere transactie van dit account ontbreekt, dus de node kan deze nog niet aannemen.',
    'Wacht op de eerdere, of maak deze opnieuw.',
  ],
  'tx-payment': [
    'Er was niet genoeg vrije TAO voor de netwerkkosten, of het account heeft op dit netwerk niets.',
    'Stuur minder, of breng eerst TAO naar dit account.',
  ],
  'tx-ancient': ['Ze was te oud toen ze aankwam: het blok vanaf waar haar tijd telt, is niet meer bekend.', again],
  'tx-exhausts': [
    'Er was geen plaats in het blok, of ze is te zwaar voor welk blok ook.',
    `${again} Heeft ze veel aanroepen, splits haar dan.`,
  ],
  'tx-cannot-lookup': [
    'De node miste iets om deze transactie te kunnen nakijken.',
    'Kies bij Instellingen een andere node en doe het opnieuw.',
  ],
  'tx-call': [
    'De keten neemt deze aanroep nu niet aan: misschien staat zij in de veilige stand, of mag de aanroep op deze plek niet.',
    'Probeer het later; blijft het zo, dan is dit soort transactie gesloten.',
  ],
  'tx-bad-signer': [
    'De keten neemt van dit account alleen een andere vorm van handtekening aan.',
    'Gebruik de wallet waarmee dit account is gemaakt.',
  ],
  'tx-already': ['De node heeft deze transactie al en houdt haar vast.', 'Stuur haar geen tweede keer en wacht tot ze in een blok staat.'],
  'tx-banned': [
    'De node weigerde dezelfde transactie zojuist al en kijkt er ongeveer een half uur niet meer naar.',
    'Wacht een half uur, of kies bij Instellingen een andere node.',
  ],
  'tx-dropped': ['De node zat vol en liet haar vallen.', `${again} Een fooi helpt niet; een andere node bij Instellingen misschien wel.`],
  'too-low-priority': [
    'De node heeft van dit account al een andere transactie met hetzelfde nummer, en wat op deze keten wacht, is niet te vervangen.',
    'Wacht tot die in een blok staat en kijk dan of deze nog nodig is.',
  ],
  'bad-mandatory': ['Ze was gemerkt als een die alleen de keten zelf maakt, en ze mislukte.', nobody],
  'mandatory-validation': ['Transacties van deze soort maakt alleen de keten zelf; niemand kan ze sturen.', nobody],
  'indeterminate-implicit': [
    'De node kon niet uitrekenen wat de handtekening behalve de aanroep nog dekt.',
    'Kies bij Instellingen een andere node en doe het opnieuw.',
  ],
  'unknown-origin': ['Nergens in de transactie stond uit wiens naam ze is gedaan.', nobody],
  'no-unsigned-validator': ['Ze kwam zonder handtekening, en zo neemt de keten deze aanroep niet aan.', nobody],
  'cycle-detected': [
    'Ze wacht op een transactie die op haar beurt op deze wacht.',
    'Wacht tot er niets meer openstaat en maak haar opnieuw.',
  ],
  'unknown-validity': [
    'De node kon niet zeggen of deze transactie geldig is.',
    'Kies bij Instellingen een andere node en doe het opnieuw.',
  ],
  invalid: ['De node noemt haar ongeldig en zegt niet waarom.', 'Controleer het saldo en wat er is gevraagd, en maak haar opnieuw.'],
  unreadable: [
    'De node kon deze transactie niet lezen of nakijken.',
    'Maak haar opnieuw; blijft het zo, kies dan bij Instellingen een andere node.',
  ],
}

export const customs: typeof enCustoms = {
  0: [
    'Er is aangekondigd dat dit account naar een andere coldkey verhuist; tot dan bevriest de keten het voor al het andere.',
    'Was dit de bedoeling, rond de verhuizing dan af als haar tijd er is. Zo niet, dan heeft iemand anders de sleutel: betwist de verhuizing meteen.',
  ],
  1: ['Het bedrag om te staken of te unstaken is te klein voor de keten.', 'Neem een groter bedrag: minstens 0,002 TAO, plus de kosten.'],
  2: ['Op dit account staat minder vrije TAO dan het bedrag.', 'Neem een kleiner bedrag, of breng eerst TAO naar dit account.'],
  3: ['Dit subnet bestaat niet; misschien is het opgeheven.', 'Controleer het netuid.'],
  4: ['Deze hotkey is op de keten van niemand.', 'Controleer het adres, of kies een andere validator.'],
  5: ['Bij deze hotkey staat op dit subnet minder stake dan er is gevraagd.', 'Vraag minder, of de hele positie.'],
  6: ['Dit kwam te snel na de vorige keer.', 'Wacht een paar minuten en probeer het opnieuw.'],
  7: ['De pool van dit subnet is te klein voor deze handel.', 'Handel een kleiner bedrag.'],
  8: [
    'De prijs zou voorbij de limiet zijn gegaan, dus er is niets verhandeld.',
    'Neem een kleiner bedrag, verruim de speling, of wacht op een andere prijs.',
  ],
  9: ['De eigenaar van dit subnet laat stake niet overdragen.', 'Haal de stake terug.'],
  10: ['Deze hotkey is op dit netwerk niet geregistreerd.', 'Registreer hem eerst, of kies een andere.'],
  11: ['Het internetadres dat een machine opgaf, is niet geldig.', validators],
  12: ['Een machine gaf haar adres te snel na de vorige keer op.', 'Wacht een paar minuten en probeer het opnieuw.'],
  13: ['De poort die een machine opgaf, is niet geldig.', validators],
  14: ['Binnen deze prijslimiet was er helemaal niets te verhandelen.', 'Kies een limiet waar de huidige prijs nog binnen valt.'],
  15: ['De tijd om gewichten te onthullen is geen geldige.', validators],
  16: ['Er is geen vastlegging van gewichten om te onthullen.', 'Leg ze eerst vast; misschien zijn ze ook verlopen.'],
  17: ['De gewichten zijn buiten de tijd daarvoor onthuld.', 'Onthul ze binnen de periode van het subnet.'],
  18: ['De lijsten in deze aanroep zijn niet even lang.', 'Wie de aanroep maakte, moet dat herstellen.'],
  19: ['Deze UID bestaat niet op het subnet.', validators],
  20: ['De EVM-sleutel werd te snel na de vorige keer gekoppeld.', 'Wacht ongeveer een dag (7.200 blokken) en probeer het opnieuw.'],
  21: [
    'De verhuizing van dit account naar een andere coldkey wordt betwist, dus de keten heeft het account helemaal bevroren.',
    'Alleen de beheerders van de keten kunnen dat opheffen. Ga ermee naar de Bittensor-gemeenschap, met bewijs van wie het account is.',
  ],
  22: [
    'Het account uit wiens naam dit zou gebeuren, is geen geldig account.',
    'Controleer het adres, en of de volmacht (proxy) nog bestaat.',
  ],
  23: ['De keten kon de afgeschermde transactie niet lezen.', 'Maak haar opnieuw, desnoods zonder afscherming.'],
  24: ['De sleutel van de afscherming was veranderd toen ze aankwam.', 'Doe het opnieuw: dan geldt de nieuwe sleutel.'],
  25: ['Die hotkey is niet van deze coldkey.', 'Doe het vanaf de coldkey waarvan hij is.'],
  26: ['De take is lager dan de keten toestaat.', 'Kies een hogere take.'],
  27: ['De take is hoger dan de keten toestaat.', 'Kies een lagere take: hoogstens 18 %.'],
  255: [
    'De keten geeft geen nadere reden. Bij stake is het bijna altijd een subnet dat gesloten is voor de handel, of een blokkering.',
    'Open het formulier opnieuw: dat zegt welke, en hoeveel er weg kan.',
  ],
}
