import type { help as en } from '../en/help'

export const help: typeof en = {
  title: 'Hulp',
  items: [
    {
      question: 'Wat is een coldkey?',
      answer:
        'De sleutel die uw TAO en uw stake bezit. Hij blijft versleuteld in Kluis en ondertekent alleen wat u goedkeurt. Een hotkey mint en valideert voor u en is minder beschermd.',
    },
    {
      question: 'Wat is een hotkey?',
      answer:
        'De sleutel die mint of valideert. Hij staat op machines die altijd aan zijn, is dus minder beschermd, en hoort geen TAO te bevatten. Kluis bewaart er een als u hem brengt, merkt hem, en biedt hem niet zonder tussenstap aan om te versturen.',
    },
    {
      question: 'Wat betekent “alleen volgen”?',
      answer:
        'Kluis kent het adres en niet de sleutel. Het toont wat er staat en kan niet versturen of ondertekenen. Brengt u de sleutel, dan krijgt het account hem.',
    },
    {
      question: 'Hoe breng ik een btcli-wallet?',
      answer:
        'Kies bij “Account toevoegen” de map ~/.bittensor/wallets, een zip ervan of losse bestanden. Versleutelde coldkeys vragen het wachtwoord dat btcli vroeg. De bestanden blijven zoals ze zijn.',
    },
    {
      question: 'Wat is een back-up, en wanneer heb ik er een nodig?',
      answer:
        'Eén versleuteld bestand met alles: sleutels, namen, contacten, sites. Woorden op papier herstellen de accounts die eruit komen; accounts die als bestand, seed of code kwamen, zijn alleen hier tot u er een maakt. Test haar een keer: de test toont niets en verandert niets.',
    },
    {
      question: 'Wat ziet een site?',
      answer:
        'Niets, behalve dat Kluis er is, tot u haar verbindt. Dan ziet ze adres, naam en soort sleutel van de accounts die u koos, en mag ze om een handtekening vragen. Zelf ondertekenen kan ze nooit.',
    },
    {
      question: 'Waarom weigert Kluis sommige transacties?',
      answer:
        'Kluis leest precies die bytes met wat het zelf van de keten heeft opgehaald. Wat het niet helemaal kan uitleggen, ondertekent het niet, en aanroepen die uw account kunnen weggeven, worden voor sites geweigerd.',
    },
    {
      question: 'Wat betekenen de niveaus?',
      answer:
        'Ze zeggen hoeveel aandacht een verzoek vraagt: verplaatst niets, alledaags, let op, riskant. Een riskant verzoek vraagt uw wachtwoord en een moment. Een gevaarlijk verzoek wordt voor sites geweigerd.',
    },
    {
      question: 'Wanneer is een transactie definitief?',
      answer:
        'Eerst staat ze in een blok, dat nog kan vervallen. Heeft de keten dat blok definitief gemaakt, dan niet meer. Kluis volgt haar tot het einde, ook als het venster dicht is.',
    },
    {
      question: 'Wanneer vergrendelt Kluis zichzelf?',
      answer:
        'Na de tijd die u bij Instellingen koos, en telkens als de browser start. In Chromium ook als deze computer zijn scherm vergrendelt; Firefox vertelt dat niet, dus vergrendel Kluis daar zelf voordat u wegloopt.',
    },
    {
      question: 'Wat als ik het wachtwoord vergeet?',
      answer:
        'Niemand kan het opnieuw instellen. De woorden op uw papier, of een back-up met haar wachtwoord, halen dezelfde accounts terug: achter “Wachtwoord vergeten” kunt u de kluis hier wissen en ze weer importeren. Zonder een van beide: blijf het wachtwoord proberen.',
    },
    {
      question: 'Wat betekent “offline” voor mijn TAO?',
      answer:
        'Niets: die staat op de keten, niet in Kluis. U ziet het laatst bekende saldo met zijn leeftijd, en versturen wacht tot een node antwoordt.',
    },
    {
      question: 'Met wie praat Kluis?',
      answer:
        'Met de nodes van het netwerk dat u bij Instellingen koos, en met niemand anders. Er is geen server van ons, geen meekijker en geen vergoeding.',
    },
  ],
}
