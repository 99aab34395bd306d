import type { settings as en } from '../en/settings'

export const settings: typeof en = {
  title: 'Instellingen',
  safety: 'Veiligheid',
  backup: 'Back-up maken',
  unsaved: ({ count, text }) => (count === 1 ? '1 zonder back-up' : `${text} zonder back-up`),
  drill: 'Een back-up testen',
  lockAfter: 'Vergrendelen na',
  lockNow: 'Nu vergrendelen',
  changePassword: 'Wachtwoord wijzigen',
  changePasswordText:
    'Het nieuwe wachtwoord opent deze kluis voortaan. Back-ups en geëxporteerde bestanden houden het wachtwoord waarmee ze zijn gemaakt.',
  changePasswordDisk:
    'De browser kan de oude gegevens op deze schijf houden tot hij eroverheen schrijft. Wie het oude wachtwoord kende en deze schijf krijgt, kan misschien nog openen wat er stond. Vreest u dat, breng de TAO dan naar een account met nieuwe woorden.',
  oldPassword: 'Wachtwoord nu',
  newPassword: 'Nieuw wachtwoord',
  needOld: 'Vul het wachtwoord in dat u nu gebruikt',
  needNew: 'Kies het nieuwe wachtwoord, twee keer hetzelfde',
  changingPassword: 'De kluis wordt met het nieuwe wachtwoord gesloten',
  passwordChanged: 'Het wachtwoord is gewijzigd',
  passwordChangedText: 'Kluis opent voortaan met het nieuwe wachtwoord. Niemand kan het opnieuw instellen, wij ook niet.',
  rekey: 'Nieuwe kluissleutel',
  rekeyTitle: 'De kluis met een nieuwe sleutel sluiten',
  rekeyText:
    'Uw wachtwoord opent een sleutel, en die sleutel sluit de kluis. Kluis maakt een nieuwe en sluit alles daarmee opnieuw, onder hetzelfde wachtwoord.',
  rekeyWhen:
    'Goed als iemand de gegevens van deze browser kan hebben gekopieerd: wat u voortaan toevoegt, ligt onder een andere sleutel. Wijzig ook het wachtwoord.',
  rekeyNot:
    'Wat er eerder was, blijft in zo’n kopie, en de browser kan het op deze schijf houden tot hij eroverheen schrijft. Wie toen het wachtwoord kende, kan het misschien nog openen.',
  rekeyMove:
    'Vreest u dat, of zag iemand de woorden of de sleutel van een account: breng de TAO daarvan naar een account met nieuwe woorden.',
  rekeying: 'Alles wordt met de nieuwe sleutel gesloten',
  rekeyDo: 'De nieuwe sleutel maken',
  rekeyDone: 'De kluis heeft een nieuwe sleutel',
  rekeyDoneText: 'Uw wachtwoord is hetzelfde als eerst. De accounts en adressen ook.',
  wipe: 'Alles wissen',
  wipeTitle: 'Gevaarlijk: dit wist uw kluis',
  wipeBand: 'Niemand kan het ongedaan maken, wij ook niet.',
  wipeKeys: ({ count, text }) =>
    count === 0
      ? 'De kluis met haar sleutels wordt uit deze browser gewist.'
      : count === 1
        ? 'De kluis met haar account wordt uit deze browser gewist.'
        : `De kluis met haar ${text} accounts wordt uit deze browser gewist.`,
  wipeUnsaved: ({ count, text }) =>
    count === 1
      ? 'Van 1 account is geen back-up. Wat erin zit, is voorgoed verloren.'
      : `Van ${text} accounts is geen back-up. Wat erin zit, is voorgoed verloren.`,
  wipeRest: 'Namen, notities, contacten, verbonden sites, activiteit en instellingen worden ook gewist.',
  wipeChain: 'Uw TAO blijft op de keten. Alleen de sleutels kunnen erbij.',
  wipeDisk:
    'De browser kan gewiste gegevens op deze schijf houden tot hij eroverheen schrijft. Wie het wachtwoord kent en deze schijf krijgt, kan ze misschien nog openen. Vreest u dat, breng de TAO dan eerst naar een account met nieuwe woorden.',
  wipeBack: 'Alleen woorden op papier, een back-up of een geëxporteerd bestand halen de accounts terug.',
  beginAnew: 'Alles wissen en opnieuw beginnen',
  leaveUnreadable:
    'Zonder die: laat het zoals het is. Wat is opgeslagen, is misschien nog te herstellen, bijvoorbeeld door een nieuwere versie van Kluis. Eenmaal gewist is het voorgoed weg.',
  wipeType: 'Typ',
  wipeWord: 'WISSEN',
  wipeTypeFirst: 'Typ het woord om verder te gaan',
  wipeDo: 'Wissen',
  minutes: ({ minutes }) => `${minutes} min`,
  connection: 'Verbinding',
  network: 'Netwerk',
  networks: { finney: 'Finney', testnet: 'Testnet', local: 'Lokale node' },
  networkText: {
    finney: 'Bittensor zelf. TAO is hier echt geld.',
    testnet: 'Een openbaar netwerk om dingen te proberen. De TAO daar heeft geen waarde.',
    local: 'Een node op dit apparaat. Hij wordt zonder controle vertrouwd.',
  },
  localWhy:
    'Wat op dit adres antwoordt, wordt geloofd: wat u daar hebt, wat er binnenkwam, wat een transactie betekent. Kiezen vraagt daarom uw wachtwoord.',
  localAddress: 'Adres van de node',
  localHelp: 'Alleen op dit apparaat: ws://127.0.0.1:9944 of ws://localhost:9944.',
  localWrong: 'Schrijf ws://127.0.0.1: of ws://localhost: en een poort.',
  use: 'Deze node gebruiken',
  display: 'Weergave',
  language: 'Taal',
  languages: { system: 'Zoals de browser', en: 'English', nl: 'Nederlands' },
  theme: 'Thema',
  themes: { system: 'Systeem', light: 'Licht', dark: 'Donker' },
  hideAmounts: 'Bedragen verbergen',
  nobodyTitle: 'Niemand van Kluis zal u schrijven',
  nobody: 'Er is geen hulp per privébericht. Wie naar uw woorden of uw wachtwoord vraagt, is een dief.',
  help: 'Hulp',
  version: ({ version }) => `Kluis ${version} · geen kosten, niet gevolgd`,
}
