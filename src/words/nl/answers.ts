import type { Answers } from '../en/answers'

export const answers: Answers = {
  keys: {
    title: 'Sleutels en accounts',
    items: {
      coldkey: {
        question: 'Wat is een coldkey?',
        answer: [
          'De sleutel die uw TAO bezit en alles wat u hebt gestaket. Wie hem heeft, kan alles verplaatsen. Daarom blijft hij versleuteld in Kluis en ondertekent hij alleen wat u goedkeurt.',
        ],
      },
      hotkey: {
        question: 'Wat is een hotkey?',
        answer: [
          'De sleutel waarmee wordt gemined of gevalideerd. Hij staat op machines die altijd aanstaan, is dus minder beschermd en hoort geen TAO te bevatten. U staket bij iemands hotkey; de stake blijft van uw coldkey.',
          'Kluis bewaart een hotkey als u die meebrengt, merkt hem, en biedt hem niet zonder tussenstap aan om te versturen. Gebruik nooit één sleutel als allebei.',
        ],
      },
      watch: {
        question: 'Wat betekent “alleen volgen”?',
        answer: [
          'Kluis kent het adres en niet de sleutel. Het toont wat er staat en kan niet versturen of ondertekenen. Brengt u de sleutel, dan krijgt het account hem.',
        ],
      },
      btcli: {
        question: 'Hoe breng ik een btcli-wallet mee?',
        answer: [
          'Kies bij “Account toevoegen” de map ~/.bittensor/wallets, een zip ervan of losse bestanden. Versleutelde coldkeys vragen het wachtwoord dat btcli vroeg. De bestanden blijven zoals ze zijn.',
        ],
      },
    },
  },
  tao: {
    title: 'TAO, alpha en subnets',
    items: {
      tao: {
        question: 'Wat zijn TAO en rao?',
        answer: [
          'TAO (τ) is het geld van Bittensor. Eén TAO is 1.000.000.000 rao; rao is de kleinste eenheid, en daarin rekent Kluis, zodat er nooit iets wordt weggerond.',
          'Er komen nooit meer dan 21 miljoen TAO. Elk blok voegt er iets aan toe, en dat wordt gehalveerd telkens als de helft van wat nog over was, is uitgegeven. “Over het netwerk” in de instellingen laat zien hoe ver het is.',
        ],
      },
      subnet: {
        question: 'Wat is een subnet?',
        answer: [
          'Eén markt binnen Bittensor, waar miners een bepaald soort werk doen en validators het beoordelen. Elk heeft een nummer, zijn netuid, en een eigen token.',
        ],
      },
      alpha: {
        question: 'Wat is alpha?',
        answer: [
          'Het token van één subnet. De alpha van het ene subnet is niet die van het andere. U hebt het alleen als stake bij een hotkey; in uw vrije saldo staat geen alpha.',
          'De prijs in TAO volgt uit een pool en verandert bij elke transactie. Kluis zet altijd het teken van het subnet achter zo’n bedrag.',
        ],
      },
      root: {
        question: 'Wat is root?',
        answer: [
          'Het subnet met nummer 0. Stake telt daar in TAO, één op één, dus er is geen prijs die kan dalen. Het verdient aan de andere subnets.',
        ],
      },
      exit: {
        question: 'Waarom is “bij verkoop nu” minder dan de spotwaarde?',
        answer: [
          'De spotprijs geldt alleen voor een transactie die zo klein is dat ze niets verandert. Verkoopt u een hele positie, dan verschuift de prijs in de pool tegen u in, en de pool neemt zijn vergoeding. Hoe kleiner de pool en hoe groter uw positie, hoe groter het verschil.',
          '“Bij verkoop nu” is wat er op dit moment zou worden uitbetaald; wat de pool neemt, is er al af. De netwerkkosten van de verkoop zitten er niet in: die gaan er ook nog af.',
        ],
      },
    },
  },
  fees: {
    title: 'Kosten',
    items: {
      fees: {
        question: 'Wat kost het, en wie krijgt het?',
        answer: [
          'Elke transactie kost netwerkkosten. Die hangen af van het gewicht en de lengte, niet van het bedrag. Een overboeking kost een klein deel van een duizendste TAO. U ziet de kosten voordat u ondertekent, zoals de keten ze zelf schat: meer wordt het niet.',
          'Ze gaan naar het netwerk: vroeger naar wie het blok maakte, in nieuwere versies van de keten gaan ze af van wat is uitgegeven. Een fooi koopt bij Bittensor geen voorrang, dus Kluis geeft er geen. Kluis zelf rekent niets, nergens voor, nooit.',
        ],
      },
      failed: {
        question: 'Kost een mislukte transactie iets?',
        answer: ['Stond ze in een blok, dan zijn de kosten weg en verder niets. Kwam ze nooit in een blok, dan is er niets weg.'],
      },
      deposit: {
        question: 'Wat is het bestaansminimum van een account?',
        answer: [
          'Wat een account minstens moet bevatten: 500 rao, dat is 0,0000005 τ. Een account dat daaronder komt, wordt door de keten verwijderd, en wat er nog in zat is weg.',
          'Kluis laat zoveel staan als u verstuurt, tenzij u kiest om alles te versturen en het account te sluiten.',
        ],
      },
    },
  },
  sending: {
    title: 'Versturen en ondertekenen',
    items: {
      time: {
        question: 'Hoe lang duurt een overboeking?',
        answer: [
          'Elke 12 seconden komt er een blok, en een overboeking staat meestal in een van de volgende twee. Twee of drie blokken later is ze definitief, alles bij elkaar na een halve tot een hele minuut.',
        ],
      },
      final: {
        question: 'Wat betekenen “in een blok” en “definitief”?',
        answer: [
          '“In een blok” betekent dat het voor het nieuwste blok is gebeurd, en dat blok kan nog worden vervangen. “Definitief” betekent dat de keten het er voorgoed over eens is. Wacht bij grote bedragen op definitief.',
        ],
      },
      closed: {
        question: 'Is mijn geld weg als het venster sluit of de browser crasht?',
        answer: [
          'Nee. TAO staat op de keten en niet in het venster. Voordat u goedkeurde, gebeurde er niets. Daarna heeft Kluis de transactie opgeschreven voordat ze werd verstuurd, en het volgt haar weer zodra de browser er is, ook met het venster dicht.',
          'Kijk bij Activiteit voordat u het nog eens doet. Een transactie die nooit in een blok kwam, is ongeveer 13 minuten na het ondertekenen verlopen; dan zegt Activiteit dat herhalen veilig is. Weet geen node die Kluis vroeg die blokken nog, dan staat er dat de uitkomst onbekend is: dan vertelt een explorer of uw saldo het.',
        ],
      },
      offline: {
        question: 'Wat betekent “offline” voor mijn TAO?',
        answer: [
          'Niets: die staat op de keten, niet in Kluis. U ziet het laatst bekende saldo met zijn leeftijd, en versturen wacht tot een node antwoordt.',
        ],
      },
      several: {
        question: 'Kan ik meer mensen tegelijk betalen?',
        answer: [
          'Ja, in één transactie met één keer kosten. U ziet elke ontvanger en elk bedrag, en het gebeurt helemaal of helemaal niet.',
        ],
      },
      contacts: {
        question: 'Hoe voorkom ik dat ik naar een verkeerd adres verstuur?',
        answer: [
          'Bewaar adressen als contact, en vergelijk het hele adres, niet alleen begin en eind: dubbelgangers worden zo gemaakt dat die kloppen. Lijkt een nieuw adres op een bekend, dan legt Kluis ze onder elkaar en merkt het verschil.',
          'Met “Alleen contacten betalen”, bij Contacten onder Instellingen, weigert Kluis uw eigen overdrachten naar iemand anders dan contacten en eigen accounts; wat een site aan anderen wil laten betalen, geldt als riskant. Wie u er dan bij zet, als contact of als account, vraagt uw wachtwoord, en uitzetten ook. Wat verstuurd is, haalt niemand terug.',
        ],
      },
      activity: {
        question: 'Wat toont Activiteit?',
        answer: [
          'Elke transactie die u met Kluis ondertekende, en overboekingen die binnenkwamen terwijl Kluis keek. Het is wat deze wallet heeft gezien en geen volledige geschiedenis: die bewaart de keten. U kunt het als CSV-bestand bewaren, en daarbij staat van elk account sinds wanneer Kluis erop let en of er iets kan ontbreken.',
          'Wat binnenkomt, wordt opgemerkt voor de eerste 100 accounts van uw lijst en voor het gekozen account.',
        ],
      },
      levels: {
        question: 'Wat betekenen de niveaus?',
        answer: [
          'Ze zeggen hoeveel aandacht een verzoek vraagt: verplaatst niets, alledaags, let op, riskant. Een riskant verzoek vraagt uw wachtwoord en een moment; wat een site tegen elke prijs wil laten handelen, vraagt ook een woord dat u typt. Een gevaarlijk verzoek wordt voor sites geweigerd.',
        ],
      },
      refused: {
        question: 'Waarom weigert Kluis sommige transacties?',
        answer: [
          'Kluis leest precies die bytes met wat het zelf van de keten heeft opgehaald. Wat het niet helemaal kan uitleggen, ondertekent het niet, en aanroepen die uw account kunnen weggeven, worden voor sites geweigerd.',
        ],
      },
    },
  },
  safety: {
    title: 'Back-up en veiligheid',
    items: {
      words: {
        question: 'Wie mag mijn woorden zien?',
        answer: [
          'Niemand. Geen helpdesk, geen site, geen “validator”, geen formulier. De woorden zijn het geld: wie ze leest, heeft het, en niemand haalt het terug. Schrijf ze op papier, niet in een foto, een mail of een notitie op uw telefoon.',
        ],
      },
      backup: {
        question: 'Wat is een back-up, en wanneer heb ik er een nodig?',
        answer: [
          'Eén versleuteld bestand met alle sleutels, en met namen, notities, contacten, verbonden en geblokkeerde sites, uw nodes, en of alleen contacten worden betaald. Activiteit, vastgelegde waarden, welk netwerk is gekozen en andere instellingen staan er niet in. Een teruggezette node is uit tot u hem aanzet. Woorden op papier herstellen de accounts die eruit komen; accounts die als bestand, seed of code kwamen, zijn alleen hier tot u er een maakt. Test hem een keer: de test toont niets en verandert niets.',
        ],
      },
      password: {
        question: 'Wat als ik het wachtwoord vergeet?',
        answer: [
          'Niemand kan het opnieuw instellen. De woorden op uw papier, of een back-up met zijn wachtwoord, halen dezelfde accounts terug: achter “Wachtwoord vergeten” kunt u de kluis hier wissen en ze weer importeren. Zonder een van beide: blijf het wachtwoord proberen.',
        ],
      },
      lock: {
        question: 'Wanneer vergrendelt Kluis zichzelf?',
        answer: [
          'Na de tijd die u bij Instellingen koos, en telkens als de browser start. In Chromium ook als deze computer zijn scherm vergrendelt; Firefox vertelt dat niet, dus vergrendel Kluis daar zelf voordat u wegloopt.',
        ],
      },
      stolen: {
        question: 'Wat doe ik als iemand mijn woorden heeft gezien?',
        answer: [
          'Maak meteen een account met nieuwe woorden en stuur alles daarheen, het grootste eerst. Het wachtwoord wijzigen helpt niet: wie de woorden heeft, heeft geen wachtwoord nodig.',
        ],
      },
    },
  },
  contact: {
    title: 'Sites en nodes',
    items: {
      site: {
        question: 'Wat ziet een site?',
        answer: [
          'Niets, behalve dat Kluis er is, tot u haar verbindt. Dan ziet ze adres, naam en soort sleutel van de accounts die u koos, en mag ze om een handtekening vragen. Zelf ondertekenen kan ze nooit.',
          'Bij Sites staat wat elke site ziet en wat voor haar is ondertekend; daar kunt u dat wijzigen, een site verwijderen of blokkeren, en uitzoeken waarom zij niets ziet. Een site van de phishinglijst die met Kluis meekwam, wordt zonder venster geweigerd; weet u zeker dat de lijst het mis heeft, dan laat uw wachtwoord die ene toe. Lijkt de naam van een site die wil verbinden op een bekende, dan zegt het venster dat.',
          'Wat ze vraagt, wordt ondertekend zoals de site het gaf: Kluis verbergt alleen orders die u in Kluis geeft, dus kunnen anderen een handel van een site zien voordat hij wordt uitgevoerd.',
        ],
      },
      hosts: {
        question: 'Met wie praat Kluis?',
        answer: [
          'Met de nodes die aanstaan in de lijst van het netwerk dat u koos, en uit zichzelf met niemand anders. Zet u dat aan bij Sites, dan wordt polkadot.js.org eens per dag om nieuwere regels van de phishinglijst gevraagd. Alleen een druk op een link naar een explorer naast een transactie opent diens website, die dan weet wat u bekijkt. Er is geen server van ons, niemand kijkt mee, er is geen vergoeding, en er wordt nergens een plaatje of een koers opgehaald. Updates komen via de winkel van uw browser; dat is een zaak van de browser.',
          'Een node ziet uw netwerkadres en de accounts waar naar wordt gevraagd. Zet uit wie u niet vertrouwt, of gebruik een eigen node.',
        ],
      },
      node: {
        question: 'Hoe gebruik ik een eigen node?',
        answer: [
          'Instellingen, Netwerk, “Een eigen node toevoegen”. Het vraagt uw wachtwoord, en Kluis bewaart de node alleen als zijn genesis die van het netwerk is. Een node elders moet versleuteld bereikbaar zijn, met wss://. Kies voor een proefketen op dit apparaat “Lokale node”; ook dat vraagt uw wachtwoord.',
        ],
      },
      lying: {
        question: 'Wat kan een node die liegt?',
        answer: [
          'Hij kan verkeerde saldi en kosten vertellen, of zwijgen. Hij kan niet ondertekenen, en hij kan u niets anders laten ondertekenen dan wat er staat: wat u verstuurt draagt een bewijs van hoe het werd gelezen, en de keten weigert het als een node daarover loog.',
        ],
      },
      report: {
        question: 'Hoe meld ik een fout?',
        answer: [
          'Een zwakke plek die iemand geld kan kosten: niet openbaar, via “Security” en dan “Report a vulnerability”, in de repository waar deze wallet vandaan komt. Al het andere: als issue daar. Schrijf nooit uw woorden, uw wachtwoord of een back-up in een melding; niemand heeft ze nodig om te helpen.',
        ],
      },
    },
  },
}
