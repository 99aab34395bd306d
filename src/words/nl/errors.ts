import type { errors as en } from '../en/errors'

const untouched = 'Er is niets ondertekend en niets verstuurd.'
const notAnswered = 'Er is niets ondertekend. De site weet het.'

export const errors: typeof en = {
  internal: () =>
    `Er ging binnen Kluis iets mis dat niet was voorzien. ${untouched} Probeer het opnieuw; blijft het zo, sluit dan de browser en open hem weer.`,
  'invalid-input': () => `Kluis kon de invoer niet lezen. ${untouched} Controleer hem en probeer het opnieuw.`,
  'unknown-request': () =>
    `Deze pagina en de rest van Kluis passen niet bij elkaar, waarschijnlijk door een update. ${untouched} Sluit dit venster en open het opnieuw.`,
  interrupted: () => 'Het antwoord is onderweg verloren gegaan. Kijk bij Activiteit voordat u het nog eens doet.',
  'too-large': () => `Dit is groter dan Kluis aanneemt. ${untouched}`,
  'rate-limited': () => `Te veel vragen in korte tijd. ${untouched} Wacht een minuut en probeer het opnieuw.`,
  'not-supported': () => `Dit kan Kluis niet. ${untouched}`,

  locked: () => `Kluis is vergrendeld. ${untouched} Ontgrendel Kluis en probeer het opnieuw.`,
  'wrong-password': () => 'Onjuist wachtwoord. De kluis is niet veranderd.',
  throttled: () => 'Te vaak een onjuist wachtwoord. De kluis is niet veranderd; na de wachttijd kunt u het opnieuw proberen.',
  'wallet-exists': () => 'Er is hier al een wallet. Die is niet overschreven. Ontgrendel haar om accounts toe te voegen.',
  'no-wallet': () => 'Er is hier nog geen wallet. Maak er een of importeer er een.',
  'vault-damaged': () =>
    'Wat is opgeslagen, is niet als kluis te lezen. Er is niets overschreven. Met uw woorden herstelt u uw accounts op elk apparaat.',
  'vault-newer': () =>
    'De kluis is geschreven door een nieuwere versie van Kluis. Er is niets veranderd. Werk Kluis bij om haar te openen.',
  'password-weak': ({ reason }) =>
    reason === 'short'
      ? 'Het wachtwoord is te kort: er zijn minstens 12 tekens nodig.'
      : reason === 'long'
        ? 'Het wachtwoord is te lang: het mag hoogstens 1.024 bytes hebben.'
        : 'Het wachtwoord is te gemakkelijk te raden. Voeg een woord of twee toe.',
  'storage-failed': () => 'De browser kon dit niet opslaan, dus het is niet bewaard. Maak schijfruimte vrij en probeer het opnieuw.',
  'duplicate-account': ({ name }) => `Dit account is er al, als “${name}”. Er is niets toegevoegd.`,
  'unknown-account': () => `Dit account zit niet in deze wallet. ${untouched}`,

  'mnemonic-length': ({ count }) =>
    count === '1'
      ? 'Dit is 1 woord. Een zin heeft 12, 15, 18, 21 of 24 woorden.'
      : `Dit zijn ${count} woorden. Een zin heeft 12, 15, 18, 21 of 24 woorden.`,
  'mnemonic-word': ({ word, position }) => `Woord ${position}, “${word}”, staat niet op de woordenlijst. Vergelijk het met uw papier.`,
  'mnemonic-checksum': () =>
    'Elk woord staat op de lijst, maar samen vormen ze geen zin: een woord is verkeerd, of twee zijn verwisseld. Vergelijk de volgorde met uw papier.',
  'suri-dev-phrase': () =>
    'Hier staat geen zin, alleen een pad. Andere programma’s nemen dan stilzwijgend een zin die iedereen kent; Kluis doet dat niet.',
  'suri-path': ({ path }) => `“${path}” is geen pad. Een pad bestaat uit delen als //hard en /zacht, bijvoorbeeld //staking//0.`,
  'soft-junction-unsupported': ({ type }) =>
    `Sleutels van het type ${type} kennen alleen harde delen in een pad. Schrijf // in plaats van één /.`,
  'seed-length': () => 'Een seed heeft 32 bytes; deze heeft een andere lengte.',
  'address-mismatch': () => 'De sleutel geeft een ander adres dan het bestand zegt. Er is niets geïmporteerd.',
  'decrypt-failed': () => 'Dit wachtwoord opent het niet, of het bestand is veranderd. Er is niets geïmporteerd.',
  'format-unsupported': () => 'Kluis kent dit formaat niet. Er is niets geïmporteerd.',
  'kdf-too-expensive': () => 'Openen zou meer geheugen kosten dan veilig is. Er is niets geopend.',

  'ss58-base58': () => 'Dit is geen adres: er staan tekens in die een adres nooit heeft.',
  'ss58-length': () => 'Dit is geen adres: de lengte klopt niet. Misschien is een deel niet meegekopieerd.',
  'ss58-checksum': () => 'In dit adres zit een typefout: de controlesom klopt niet. Kopieer het opnieuw bij de bron.',
  'ss58-wrong-prefix': ({ address, prefix }) =>
    `Dit adres hoort bij een ander netwerk (nummer ${prefix}). Dezelfde sleutel op Bittensor is ${address}.`,

  unauthorized: () => `Deze site mag dit account niet gebruiken. ${untouched}`,
  rejected: () => notAnswered,
  'pending-request': () => 'Van deze site wacht al een verzoek. Beantwoord dat eerst.',
  expired: () => `Het verzoek is te oud om te beantwoorden. ${untouched} Vraag het opnieuw aan.`,
  'too-many-requests': () => 'Er wachten te veel verzoeken. Beantwoord er eerst een paar.',
  'site-blocked': () => 'Deze site is meermaals geweigerd, dus Kluis antwoordt haar een tijd niet.',
  'duplicate-request': () => 'Dit is hetzelfde verzoek nog een keer. Beantwoord het eerste.',
  gone: () => `Dit verzoek is voorbij: het is beantwoord of ingetrokken, of de pagina is gesloten. ${untouched}`,

  'payload-invalid': () => `De site stuurde een transactie die niet klopt. ${notAnswered}`,
  'payload-wrong-genesis': () => `De site vroeg om een transactie van een andere keten dan in Kluis is gekozen. ${notAnswered}`,
  'payload-wrong-spec': ({ asked, chain }) =>
    asked && chain
      ? `Dit is gemaakt voor versie ${asked} van de keten, die nu op ${chain} draait. ${untouched} Begin opnieuw, bij een site door haar opnieuw te laden.`
      : `Dit is gemaakt voor een andere versie van de keten. ${untouched} Begin opnieuw, bij een site door haar opnieuw te laden.`,
  'payload-immortal': () => `De site vroeg om een handtekening die altijd geldig blijft. Die geeft Kluis nooit. ${notAnswered}`,
  'payload-other-chain': () => `Deze transactie heeft delen die Bittensor niet kent. ${notAnswered}`,
  'call-not-canonical': () => `De transactie bevat bytes zonder betekenis, en daarin kan iets verborgen zijn. ${notAnswered}`,
  'call-unknown': ({ call }) =>
    `Kluis kan niet zeggen wat ${call ? `“${call}”` : 'deze transactie'} doet en ondertekent dit dus niet. ${notAnswered}`,
  'call-too-deep': () => `De transactie zit te diep in elkaar om helemaal te tonen. ${notAnswered}`,
  'call-too-large': () => `De transactie is te groot om helemaal te tonen. ${notAnswered}`,
  'call-dangerous': () => `Met deze transactie zou u uw account kunnen weggeven. Kluis ondertekent dat niet voor een site. ${notAnswered}`,
  'extension-unknown': ({ name }) => `De transactie heeft een deel dat Kluis niet kent${name ? ` (${name})` : ''}. ${notAnswered}`,
  'metadata-unverified': ({ others }) =>
    others === '0'
      ? `Wat deze transactie betekent, is niet bewezen: dit netwerk heeft maar één beheerder, en er is niemand anders om het aan te vragen. ${untouched} Voor een site die de wallet de transactie laat afmaken, kan wel worden ondertekend.`
      : `Wat deze transactie betekent, is niet bewezen: twee onafhankelijke nodes moeten het eens zijn, en dat waren ze niet. ${untouched} Probeer het later opnieuw.`,
  'message-is-extrinsic': () => `De site noemde dit een bericht, maar het is een transactie. ${notAnswered}`,
  changed: () => `Het verzoek is niet wat u te zien kreeg. ${untouched} Kijk er opnieuw naar, of vraag het opnieuw aan.`,

  offline: () =>
    `Geen enkele node antwoordt. ${untouched} Uw TAO staat op de keten en is veilig. Controleer uw verbinding en probeer het opnieuw.`,
  'wrong-network': () =>
    `De node bedient een andere keten dan zou moeten. Kluis gebruikt hem niet. ${untouched} Probeer het opnieuw of kies een ander netwerk.`,
  'node-lied': () => `De node gaf een antwoord dat niet waar kan zijn. Kluis gebruikt hem niet. ${untouched} Probeer het opnieuw.`,
  'node-answer': ({ message }) => `De node wilde niet antwoorden${message ? `: “${message}”` : ''}. ${untouched} Probeer het opnieuw.`,
  'stale-head': () => `De node loopt achter op de keten; zijn getallen zijn oud. ${untouched} Probeer het over een minuut opnieuw.`,

  'tx-bad-proof': () => 'De node nam de handtekening niet aan.',
  'tx-stale': () => 'De node zegt dat een andere transactie van dit account ervoor in de plaats kwam.',
  'tx-future': () => 'De node zegt dat een eerdere transactie van dit account ontbreekt.',
  'tx-payment': () => 'De node zegt dat er niet genoeg vrije TAO is voor de kosten.',
  'tx-ancient': () => 'De node zegt dat zij te oud was toen zij aankwam.',
  'tx-exhausts': () => 'De node zegt dat er in het blok geen plaats voor was.',
  'tx-cannot-lookup': () => 'De node kon deze transactie niet nakijken.',
  'tx-call': () => 'De node neemt deze aanroep nu niet aan.',
  'tx-bad-signer': () => 'De node aanvaardt dit account niet als ondertekenaar.',
  'tx-custom': ({ number }) => `De node weigerde haar met een eigen code van de keten${number ? `, ${number}` : ''}.`,
  'tx-already': () => 'De node zegt dat hij deze transactie al heeft.',
  'tx-banned': () => 'De node neemt deze transactie voorlopig niet aan.',
  'tx-dropped': () => 'De node liet haar vallen omdat hij vol was.',
  'tx-refused': ({ message }) => `De node weigerde haar${message ? `: “${message}”` : ''}.`,
  'tx-module': ({ name }) => `Ze kwam erin, maar mislukte${name ? `: ${name}` : ''}. Alleen de netwerkkosten zijn weg.`,
  'tx-lost': () => 'Haar tijd is om en de keten heeft haar nooit gehad. Er is niets verplaatst; u kunt het veilig opnieuw doen.',

  'amount-invalid': () => 'Dit is geen bedrag. Schrijf cijfers met hoogstens negen decimalen, bijvoorbeeld 1,5.',
  'amount-zero': () => 'Het bedrag is nul. Vul in wat u wilt sturen.',
  'insufficient-funds': () => `Er is niet genoeg vrije TAO voor het bedrag en de kosten. ${untouched} Stuur minder.`,
  'recipient-too-poor': () =>
    `Op het account van de ontvanger zou minder staan dan een account nodig heeft; de keten zou weigeren. ${untouched} Stuur meer.`,
  'would-reap': () => `Er blijft minder over dan een account nodig heeft. ${untouched} Stuur alles en sluit het account, of stuur minder.`,
  'recipient-self': () => `Afzender en ontvanger zijn hetzelfde account. ${untouched}`,
}
