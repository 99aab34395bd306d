import { formatTao } from '../../units'
import type { errors as en } from '../en/errors'
import { faults, untouched } from './faults'

const notAnswered = 'Er is niets ondertekend. De site weet het.'

export const errors: typeof en = {
  ...faults,
  'invalid-input': ({ because, type }) =>
    because === 'path-twice'
      ? 'In de tekst staat een pad, en in het veld voor het pad een ander. Er is niets geïmporteerd. Laat een van de twee leeg.'
      : because === 'passphrase-twice'
        ? 'In de tekst staat een wachtzin (passphrase), en in het veld ook. Er is niets geïmporteerd. Laat een van de twee leeg.'
        : because === 'passphrase-no-words'
          ? 'Een wachtzin (passphrase) hoort bij woorden, en dit zijn er geen. Er is niets geïmporteerd. Maak de wachtzin leeg of voer de woorden in.'
          : because === 'path-no-key'
            ? 'Een pad begint bij een geheim, en dit is een adres. Er is niets geïmporteerd. Maak het pad leeg of voer de woorden of de seed in.'
            : because === 'type'
              ? `Een sleutel van deze vorm is nooit ${type}. Er is niets geïmporteerd. Kies een andere soort sleutel of laat het open.`
              : because === 'beside-file'
                ? 'Een export brengt zijn eigen pad en soort sleutel mee. Er is niets geïmporteerd. Maak de velden daarvoor leeg.'
                : `Kluis kon de invoer niet lezen. ${untouched} Controleer hem en probeer het opnieuw.`,
  'unknown-request': () =>
    `Deze pagina en de rest van Kluis passen niet bij elkaar, waarschijnlijk door een update. ${untouched} Sluit dit venster en open het opnieuw.`,
  interrupted: () => 'Het antwoord is onderweg verloren gegaan. Kijk bij Activiteit voordat u het nog eens doet.',
  'too-large': () =>
    'Dit is meer dan Kluis in één keer aanneemt. Er is niets van ondertekend, verstuurd of bewaard. Probeer het met minder.',
  'rate-limited': () => `Te veel vragen in korte tijd. ${untouched} Wacht een minuut en probeer het opnieuw.`,
  'not-supported': () => `Dit kan Kluis niet. ${untouched}`,

  locked: () => `Kluis is vergrendeld. ${untouched} Ontgrendel Kluis en probeer het opnieuw.`,
  'wrong-password': () => 'Onjuist wachtwoord. De kluis is niet veranderd.',
  throttled: () => 'Te vaak een onjuist wachtwoord. De kluis is niet veranderd; na de wachttijd kunt u het opnieuw proberen.',
  'wallet-exists': () => 'Er is hier al een wallet. Die is niet overschreven. Ontgrendel haar om accounts toe te voegen.',
  'no-wallet': () => 'Er is hier nog geen wallet. Maak er een of importeer er een.',
  'vault-damaged': () =>
    'Wat is opgeslagen, is niet als kluis te lezen. Er is niets overschreven. Met uw woorden, een back-up of de bestanden die u exporteerde, herstelt u uw accounts op elk apparaat.',
  'vault-newer': () =>
    'De kluis is geschreven door een nieuwere versie van Kluis. Er is niets veranderd. Werk Kluis bij om haar te openen.',
  'password-weak': ({ reason }) =>
    reason === 'short'
      ? 'Het wachtwoord is te kort: er zijn minstens 12 tekens nodig.'
      : reason === 'long'
        ? 'Het wachtwoord is te lang: het mag hoogstens 1.024 bytes hebben.'
        : 'Het wachtwoord is te gemakkelijk te raden. Voeg een woord of twee toe.',
  'storage-failed': () =>
    'De opslag van de browser deed het niet, dus dit is misschien niet of niet helemaal gebeurd. Maak schijfruimte vrij, kijk hoe het ervoor staat, en probeer het opnieuw; blijft het zo, bewaar dan een back-up.',
  'place-silent': () =>
    'Een plek waar de browser uw kluis bewaart antwoordt niet. Niet alles kon worden verwijderd, dus is er niets verwijderd. Sluit de browser, open hem weer en probeer het opnieuw. Helpt dat niet, verwijder Kluis dan uit de browser: dat verwijdert hier alles. Installeer het daarna opnieuw.',
  'vault-full': ({ most }) =>
    `De kluis is vol: er passen hoogstens ${Number(most ?? 1_000).toLocaleString('nl-NL')} geheimen in. Dit geheim is niet bewaard, en alle andere zijn zoals ze waren. Accounts die met hun pad uit dezelfde woorden komen, nemen samen één plaats in; importeer die met de woorden, of verwijder accounts die u niet meer nodig hebt.`,
  'duplicate-account': ({ name }) => `Dit account is er al, als “${name}”. Er is niets toegevoegd.`,
  'unknown-account': () => `Dit account zit niet in deze wallet. ${untouched}`,

  'mnemonic-length': ({ count }) =>
    count === '1'
      ? 'Dit is 1 woord. Een zin heeft 12, 15, 18, 21 of 24 woorden.'
      : `Dit zijn ${count} woorden. Een zin heeft 12, 15, 18, 21 of 24 woorden.`,
  'mnemonic-word': ({ word, position }) =>
    `Woord ${position}${word ? `, “${word}”,` : ''} staat niet op de woordenlijst. Vergelijk het met uw papier.`,
  'mnemonic-checksum': () =>
    'Elk woord staat op de lijst, maar samen vormen ze geen zin: een woord is verkeerd, of twee zijn verwisseld. Vergelijk de volgorde met uw papier.',
  'suri-dev-phrase': () =>
    'Hier staat geen zin, alleen een pad. Andere programma’s nemen dan stilzwijgend een zin die iedereen kent; Kluis doet dat niet.',
  'suri-path': ({ path }) => `“${path}” is geen pad. Een pad bestaat uit delen als //hard en /zacht, bijvoorbeeld //staking//0.`,
  'soft-junction-unsupported': ({ type }) =>
    `Sleutels van het type ${type} kennen alleen harde delen in een pad. Schrijf // in plaats van één /.`,
  'seed-length': () =>
    'Een seed heeft 32 bytes, dat zijn 64 cijfers in hex; deze heeft een andere lengte, dus er ontbreekt iets of er staat te veel. Er is niets geïmporteerd. Kopieer hem opnieuw, of voer de woorden in.',
  'address-mismatch': ({ beside }) =>
    beside
      ? `De sleutel geeft een ander adres dan ${beside}, dat ernaast ligt. Er is niets geïmporteerd. Zoek uit welk van de twee bestanden van u is en importeer dat alleen.`
      : 'De sleutel erin geeft een ander adres dan het bestand zegt: het bestand is veranderd of verkeerd samengesteld. Er is niets geïmporteerd, en uw TAO blijft onder het adres dat u kent. Gebruik een andere kopie, of voer de woorden van dat account in.',
  'decrypt-failed': () =>
    'Dit wachtwoord opent het niet, of het bestand is veranderd: niemand kan zien welk van de twee. Er is niets geïmporteerd, en het bestand is zoals het was. Typ het wachtwoord nog eens, langzaam; blijft het zo, gebruik dan een andere kopie van het bestand.',
  'format-unsupported': () =>
    'Dit lijkt een sleutelbestand, maar het is geschreven in een vorm die Kluis niet kent, misschien door een nieuwer programma. Er is niets geïmporteerd, en uw TAO is waar die was. Exporteer het account opnieuw waar het werkt, of voer de woorden in.',
  'kdf-too-expensive': () =>
    'Dit bestand vraagt meer geheugen of tijd dan enige wallet nodig heeft; dit apparaat zou ervan kunnen vastlopen. Het is niet geopend, en er is niets geïmporteerd. Exporteer het account opnieuw waar het werkt, of voer de woorden in.',

  'public-key-mismatch': () =>
    'Het geheim hoort bij een andere sleutel dan het bestand zegt: het bestand is veranderd of verkeerd gelabeld. Er is niets geïmporteerd. Exporteer het account opnieuw waar het werkt.',
  'keyfile-no-key': () =>
    'Dit is een sleutelbestand zonder sleutel erin. Er is niets geïmporteerd. Kies het bestand coldkey, of een uit de map hotkeys.',
  'keyfile-bad-hex': () =>
    'Een sleutel in dit bestand is niet als hex geschreven en dus niet te lezen. Er is niets geïmporteerd. Met de woorden van deze wallet herstelt u haar.',
  'keyfile-unknown': () =>
    'Kluis herkent dit niet. Er is niets geïmporteerd. Het leest woorden, seeds, adressen, btcli-wallets, JSON-exports van Polkadot-wallets en eigen back-ups.',
  'keyfile-truncated': () => 'Dit bestand is afgebroken. Het is overgeslagen; het origineel is misschien nog heel in een back-up.',
  'crypto-type-unsupported': () =>
    'In dit bestand zit een soort sleutel die Kluis niet kent. Er is niets geïmporteerd. Gebruik het programma dat het maakte.',
  'hashed-account': () =>
    'Dit is een hashed of ML-DSA-account, waarvan de sleutel bij elke transactie wisselt. Kluis kan er niet voor ondertekenen en heeft de sleutel niet geïmporteerd. U kunt het adres volgen.',
  'hashed-descriptor-mismatch': () =>
    'Dit hashed account klopt niet: de delen noemen verschillende sleutels. Er is niets geïmporteerd. Exporteer het opnieuw waar het werkt.',
  'ethereum-key': () =>
    'Dit is een Ethereum-sleutel. Daarmee kan geen TAO worden ondertekend, dus Kluis heeft hem niet geïmporteerd. Uw TAO staat onder een andere sleutel.',
  'password-required': () => 'Dit bestand is met een wachtwoord afgesloten. Voer het wachtwoord in waarmee het is bewaard.',
  'file-too-large': ({ all }) =>
    all
      ? 'Samen zijn deze bestanden meer dan 64 MB, dus dit is weggelaten. Er is niets uit geïmporteerd. Importeer het alleen.'
      : 'Dit bestand is groter dan elk sleutelbestand en is dus niet gelezen. Er is niets geïmporteerd. Kies het bestand met de sleutel.',
  'file-unreadable': () =>
    'De browser mocht dit bestand niet lezen, dus het is weggelaten. Kopieer het naar uw documentenmap, of kies het met de knop.',
  'file-no-text': () =>
    'Dit bestand is geen tekst in UTF-8, dus de letters zijn niet te lezen. Er is niets geïmporteerd. Bewaar het als CSV-bestand in UTF-8 en kies dat.',
  'json-truncated': () =>
    'Deze export is afgebroken: het geheime deel is te kort. Er is niets geïmporteerd. Exporteer het account opnieuw.',
  'json-bad-base64': () =>
    'Het geheime deel van deze export is beschadigd, misschien bij het kopiëren. Er is niets geïmporteerd. Gebruik het bestand zelf.',
  'kdf-invalid': () =>
    'De getallen die zeggen hoe dit bestand open moet, kunnen niet. Er is niets geopend. Exporteer het account opnieuw waar het werkt.',
  'pkcs8-header': () =>
    'Het wachtwoord opende het bestand, maar wat erin zit is geen sleutel. Er is niets geïmporteerd. Exporteer het account opnieuw.',
  'pkcs8-divider': () =>
    'Het wachtwoord opende het bestand, maar de sleutel erin is niet heel. Er is niets geïmporteerd. Exporteer het account opnieuw.',
  'batch-not-list': () =>
    'Het wachtwoord opende deze export van meerdere accounts, maar er zit geen lijst in. Er is niets geïmporteerd. Exporteer de accounts opnieuw.',
  'too-little-memory': ({ job }) =>
    job === 'write'
      ? 'Een bestand schrijven en weer openen kost tot 512 MB geheugen, en dat gaf dit apparaat niet. Er is niets geschreven, en uw wallet is onveranderd. Sluit andere programma’s en probeer het opnieuw.'
      : job === 'test'
        ? 'Een back-up testen kost tot 512 MB geheugen, en dat gaf dit apparaat niet. De back-up en uw wallet zijn onveranderd, en over de back-up is nog niets bekend. Sluit andere programma’s en probeer het opnieuw.'
        : 'Dit bestand openen kost tot 512 MB geheugen, en dat gaf dit apparaat niet. Er is niets geïmporteerd. Sluit andere programma’s en probeer het opnieuw, of voer de woorden van deze wallet in.',
  'work-stopped': ({ job }) =>
    job === 'write'
      ? 'Het werk stopte voordat het bestand klaar was, en de browser zegt niet waarom. Er is niets geschreven, en uw wallet is onveranderd. Probeer het opnieuw; blijft het zo, sluit dan de browser en open hem weer.'
      : job === 'test'
        ? 'Het werk stopte voordat de test klaar was, en de browser zegt niet waarom. De back-up en uw wallet zijn onveranderd, en over de back-up is nog niets bekend. Probeer het opnieuw; blijft het zo, sluit dan de browser en open hem weer.'
        : 'Het werk stopte voordat het klaar was, en de browser zegt niet waarom. Er is niets geïmporteerd. Probeer het opnieuw; blijft het zo, sluit dan de browser en open hem weer.',
  cancelled: ({ held }) =>
    held
      ? 'De sleutels worden hier niet meer vastgehouden, omdat dit tabblad werd verlaten of Kluis werd vergrendeld. Er is niets meer geïmporteerd. Importeer ze opnieuw.'
      : 'Gestopt. Er is niets geïmporteerd.',
  'backup-damaged': ({ one }) =>
    one
      ? 'De sleutel ervan is niet uit deze back-up te lezen en is dus weggelaten. Zoek hem in een andere kopie.'
      : 'Het wachtwoord opende deze back-up, maar een deel is veranderd of afgebroken. Er is niets hersteld. Gebruik een andere kopie.',
  'not-exportable': () =>
    'Dit account heeft hier geen geheim, dus er valt niets uit te halen. Gevolgde accounts leven waar hun sleutel is.',
  'watch-only': () => 'Dit account wordt hier alleen gevolgd: de sleutel is elders, dus Kluis kan er niet voor ondertekenen.',
  'is-coldkey': () =>
    'Dit is een coldkey van deze wallet: die bewaart uw geld en hoort niet op een server. Noem een andere sleutel als hotkey.',
  'is-hotkey': () => 'Dit is een hotkey. Hotkeys zijn minder beschermd en niet bedoeld om TAO te bewaren. Zeg eerst dat u het zo bedoelt.',
  'bth-length': () => 'Dit lijkt een ontvangstadres van een hashed account, maar de lengte klopt niet. Kopieer het opnieuw bij de bron.',
  'bth-prefix': () =>
    'Dit lijkt een ontvangstadres van een soort die Kluis niet kent. Kopieer het opnieuw, of vraag om een adres dat met 5 begint.',
  'bth-encoding': () => 'In dit ontvangstadres staan tekens die er niet in kunnen staan. Kopieer het opnieuw bij de bron.',
  'bth-checksum': () => 'In dit ontvangstadres zit een typefout: de controlesom klopt niet. Kopieer het opnieuw bij de bron.',
  'bth-descriptor': () => 'Dit ontvangstadres beschrijft een soort account die Kluis niet kent. Vraag om een adres dat met 5 begint.',
  'hashed-recipient': ({ address }) =>
    `Dit is het ontvangstadres van een hashed account (${address}). De keten kent zulke accounts nog niet, en geld dat erheen gaat kan verloren zijn. Vraag om een adres dat met 5 begint en niet hashed is.`,
  'qr-wrong-network': () =>
    'Deze code is gemaakt voor een ander netwerk dan Bittensor. Er is niets geïmporteerd. Staat er een adres in, plak dan het adres zelf: het wordt omgezet.',
  'qr-unknown': () =>
    'In deze code staat niets dat Kluis kent. Er is niets geïmporteerd. Toon de code van een adres, of van een account dat een andere wallet exporteert.',
  'qr-not-found': () => 'In deze afbeelding staat geen leesbare code. Maak haar opnieuw: scherp, recht, en met de hele code.',
  'no-camera': ({ because }) =>
    because === 'denied'
      ? 'De browser laat Kluis de camera niet gebruiken. Sta het toe naast het adres van dit tabblad, of gebruik een foto van de code.'
      : because === 'busy'
        ? 'De camera geeft geen beeld; misschien gebruikt een ander programma haar. Sluit dat en probeer het opnieuw, of gebruik een foto van de code.'
        : 'Er is hier geen camera. Gebruik een foto van de code.',
  'zip-unreadable': () =>
    'Dit zipbestand kan niet worden uitgepakt: het is beschadigd, met een wachtwoord afgesloten, of groter dan een wallet kan zijn. Pak het zelf uit en kies de map.',

  'ss58-base58': () =>
    'Dit is geen adres: er staan tekens in die een adres nooit heeft, zoals 0, O, I of l. Kopieer het opnieuw bij de bron.',
  'ss58-length': () => 'Dit is geen adres: de lengte klopt niet. Misschien is een deel niet meegekopieerd.',
  'ss58-checksum': () => 'In dit adres zit een typefout: de controlesom klopt niet. Kopieer het opnieuw bij de bron.',
  'ss58-wrong-prefix': ({ address, prefix }) =>
    `Dit adres hoort bij een ander netwerk (nummer ${prefix}). Dezelfde sleutel op Bittensor is ${address}.`,

  unauthorized: () => `Deze site mag dit account niet gebruiken. ${untouched}`,
  rejected: () => notAnswered,
  'pending-request': () => 'Van deze site wacht al een verzoek. Beantwoord dat eerst.',
  expired: () => `Het verzoek is te oud om te beantwoorden. ${untouched} Vraag het opnieuw aan.`,
  'too-many-requests': () => 'Er wachten te veel verzoeken. Beantwoord er eerst een paar.',
  'site-blocked': () => 'Kluis antwoordt deze site niet: zij is geblokkeerd, of zij is meermaals geweigerd en moet wachten.',
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
  'message-is-order': () =>
    `De site noemde dit een bericht, maar het is een handelsorder of misschien de hash ervan: wie die heeft, kan met uw stake handelen. ${notAnswered}`,
  changed: () => `Het verzoek is niet wat u te zien kreeg. ${untouched} Kijk er opnieuw naar, of vraag het opnieuw aan.`,

  offline: () =>
    `Geen enkele node antwoordt. ${untouched} Uw TAO staat op de keten en is veilig. Controleer uw verbinding en probeer het opnieuw.`,
  'node-address': () =>
    'Dit is geen adres van een node. Er is niets gewijzigd en niemand is iets gevraagd. Schrijf wss:// en dan de host en de poort, met een pad als de beheerder er een gaf.',
  'node-unsafe': () =>
    'Een node op een andere computer wordt alleen versleuteld bereikt. Er is niets gewijzigd en niemand is iets gevraagd. Zet er wss:// voor; ws:// is voor 127.0.0.1 en localhost met een poort.',
  'node-login': () =>
    'Een naam of wachtwoord hoort niet in het adres van een node. Er is niets gewijzigd en niemand is iets gevraagd. Laat weg wat voor de @ staat.',
  'node-known': () => 'Deze node staat al in de lijst. Er is niets gewijzigd. Zet hem daar aan.',
  'node-last': () =>
    'Dit is de enige node die aanstaat, en zonder node valt er niets te lezen of te versturen. Er is niets gewijzigd. Zet eerst een andere aan.',
  'node-full': () => 'Er staan al twintig eigen nodes in de lijst. Er is niets gewijzigd. Verwijder er een die u niet nodig hebt.',
  'node-answer': ({ message }) => `De node wilde niet antwoorden${message ? `: “${message}”` : ''}. ${untouched} Probeer het opnieuw.`,
  'node-busy': () => `De node laat nu geen vragen meer toe. ${untouched} Probeer het over een minuut opnieuw, of kies een andere node.`,
  'token-other': ({ symbol }) =>
    `Deze keten rekent in ${symbol} en niet in TAO. ${untouched} Wat een site daar vraagt kunt u goedkeuren; kies voor wat u hier maakt een netwerk van Bittensor in Instellingen.`,
  'nonce-ahead': () =>
    `De node telt transacties van dit account die in geen blok staan en die Kluis niet heeft verstuurd. ${untouched} Hebt u er elders een verstuurd, wacht dan tot zij in een blok staat en probeer het opnieuw; zo niet, kies een andere node in Instellingen.`,
  'stale-head': () =>
    `Het nieuwste blok dat de node noemt is volgens de klok van deze computer meer dan twee minuten oud, en niemand noemt een nieuwer. ${untouched} Controleer de klok, probeer het over een minuut opnieuw of kies een andere node in Instellingen.`,

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
  'insufficient-funds': () =>
    `Er is niet genoeg vrije TAO voor het bedrag en de kosten. ${untouched} Neem minder, of breng eerst TAO naar dit account.`,
  'recipient-too-poor': () =>
    `Op het account van de ontvanger zou minder staan dan een account nodig heeft; de keten zou weigeren. ${untouched} Stuur meer.`,
  'would-reap': () => `Er blijft minder over dan een account nodig heeft. ${untouched} Stuur alles en sluit het account, of stuur minder.`,
  'recipient-self': () => `Afzender en ontvanger zijn hetzelfde account. ${untouched}`,
  'not-a-contact': ({ address }) =>
    `U koos ervoor alleen contacten en eigen accounts te betalen${address ? `, en ${address} is geen van beide` : ''}. ${untouched} Voeg de ontvanger eerst toe aan uw contacten, of verander die keuze bij Contacten.`,
  'call-missing': ({ call }) =>
    `Deze keten heeft niet wat hiervoor nodig is${call ? ` (${call})` : ''}. ${untouched} Kies een andere weg; opnieuw proberen verandert niets.`,
  'stake-same-place': () => `Daar staat het al. ${untouched} Kies een andere validator of een ander subnet.`,
  'subnet-closed': ({ netuid }) =>
    `Op ${netuid ? `subnet ${netuid}` : 'dit subnet'} kan nu niets worden verhandeld of verplaatst. ${untouched} Wacht tot de eigenaar het opent, of kies een ander.`,
  'price-untold': ({ netuid }) =>
    `De node noemt geen prijs voor ${netuid ? `subnet ${netuid}` : 'dit subnet'}, dus daar kan geen grens worden gesteld. ${untouched} Kies een andere node bij Instellingen, of probeer het later.`,
  'stake-untold': () =>
    `De node vertelt niet wat er op stake staat. ${untouched} Kies een andere node bij Instellingen, of probeer het later.`,
  'validator-unknown': () => `De keten kent zo'n validator niet. ${untouched} Kies een andere.`,
  'stake-transfer-off': () =>
    `De eigenaar van dit subnet laat stake niet van hand tot hand gaan. ${untouched} Verkoop de stake en stuur de TAO.`,
  'stake-not-enough': () => `Er is minder stake dan dat, of een deel ervan staat vast. ${untouched} Kies een kleiner bedrag.`,
  'stake-held': ({ blocks }) =>
    `De keten houdt deze root-stake nog vast${blocks ? ` (blokken te gaan: ${blocks})` : ''}. ${untouched} Wacht tot dat om is; hij blijft opbrengen.`,
  'stake-too-small': () => `Het is minder waard dan de keten in één keer verplaatst. ${untouched} Kies een groter bedrag.`,
  'stake-rest-small': ({ rest }) =>
    `Er zou zo weinig blijven dat de keten het ook verkoopt, tegen elke prijs. ${untouched} Verkoop alles, geheel of niet, of laat ${rest ? `minstens ${formatTao(BigInt(rest)).replace('.', ',')}` : 'meer'} staan.`,
  'stake-no-trade': () => `De pool kan dit nu niet verhandelen. ${untouched} Probeer een kleiner bedrag, of probeer het later.`,
  'claim-loss': () =>
    `Dit ophalen kost meer dan het opbrengt: wat van de kosten nooit terugkomt, is meer dan dat. ${untouched} Wacht tot er meer klaarstaat.`,
  'shield-unavailable': () =>
    `De order kan nu niet worden verborgen: de keten kondigt er geen sleutel voor aan, of maar één node laat die sleutel zien. ${untouched} Probeer het zo weer, of zet verbergen uit voor deze order.`,
  'shield-under-way': () =>
    `Een verborgen order van dit account is nog onderweg, en iets anders zou zijn plaats innemen. ${untouched} Wacht tot hij is uitgevoerd of voorbij is, hoogstens enkele minuten.`,
}
