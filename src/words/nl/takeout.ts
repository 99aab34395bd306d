import type { takeout as en } from '../en/takeout'

export const takeout: typeof en = {
  exportBar: 'Exporteren',
  exportTitle: 'Exporteren naar een bestand',
  exportText:
    'Een bestand met de sleutels van de accounts die u kiest, afgesloten met een eigen wachtwoord. Wie het bestand en het wachtwoord heeft, heeft hun TAO.',
  exportPubText: 'Een bestand met het adres van dit account en zonder sleutel. Niemand kan er TAO mee verplaatsen.',
  which: 'Accounts in het bestand',
  format: 'Soort bestand',
  formats: {
    polkadot: 'JSON voor polkadot-js, Talisman, SubWallet en Nova',
    coldkey: 'btcli-coldkey',
    pub: 'btcli-coldkeypub, alleen het publieke deel',
  },
  compatible: 'Zwakker, voor programma’s van vóór juli 2025',
  compatibleHelp: 'Door hun leeslimiet is het wachtwoord raden vier keer goedkoper. Laat het uit als u het niet zeker weet.',
  ownPassword: 'Wachtwoord van Kluis',
  ownPasswordHelp: 'Nog eens gevraagd, omdat er een sleutel de kluis verlaat.',
  newPassword: 'Wachtwoord van het bestand',
  oneOnly: 'Een bestand van btcli houdt één account; kies er maar een.',
  needsAccount: 'Kies minstens één account.',
  needsPassword: 'Kies een wachtwoord dat moeilijk te raden is en typ het twee keer.',
  tooMany: ({ most }) => `In een bestand passen hoogstens ${most} accounts. Kies er minder en schrijf een tweede bestand voor de rest.`,
  chosen: ({ names }) => `Gekozen: ${names}`,
  needsOwn: 'Typ ook het wachtwoord van Kluis.',
  write: 'Het bestand schrijven',
  writing: 'Schrijven en weer openen',
  proving: ({ done, of }) => `Weer openen: sleutels berekenen, ${done} van ${of}`,
  stopped: 'Gestopt. Er is niets geschreven en niets veranderd.',
  slow: 'Dit kost 512 MB geheugen en ongeveer 20 seconden: het wordt geschreven, en weer geopend om zeker te zijn.',
  ready: 'Het bestand is klaar',
  readyText:
    'Het is met zijn wachtwoord weer geopend voordat het hier werd aangeboden. Bewaar het bestand op de ene plaats en het wachtwoord op een andere.',
  readyPubText: 'Het bevat het adres en geen sleutel.',
  save: ({ name }) => `${name} opslaan`,
  saveQr: 'QR-code opslaan',
  saved: 'Aan de browser gegeven. Kijk of het in uw downloadmap staat.',
  confirmAsk: ({ count }) =>
    `Kijk of het staat waar u het wilt hebben. Zolang u dat niet zegt, ${count === 1 ? 'geldt 1 account erin' : `gelden ${count} accounts erin`} voor Kluis als zonder back-up.`,
  confirm: 'Het staat waar ik het wil',
  confirmed: 'Deze accounts gelden nu als bewaard in een back-up.',
  watchNothing: 'Gevolgde accounts hebben hier geen sleutel en staan dus niet in de lijst.',
  ecdsa: 'btcli kent geen ecdsa-sleutels. Kies voor dit account het JSON-bestand.',
  putIn: {
    coldkey: 'In een walletmap van btcli heet dit bestand coldkey; het publieke deel, coldkeypub.txt, ligt ernaast.',
    pub: 'In een walletmap van btcli heet dit bestand coldkeypub.txt.',
  },
  none: 'Er is hier geen account waarvan de sleutel kan worden geëxporteerd.',

  backupBar: 'Back-up',
  backupTitle: 'Back-up van alles',
  backupText: ({ accounts }) =>
    `Eén bestand met alles: ${accounts === 1 ? '1 account' : `${accounts} accounts`} met geheimen, namen en notities, uw contacten en sites, uw nodes, en of alleen contacten worden betaald. Het is afgesloten met een eigen wachtwoord en herstelt deze wallet in elke Kluis.`,
  backupPassword: 'Wachtwoord van de back-up',
  backupPasswordHelp: 'Schrijf het wachtwoord van de back-up op, los van het bestand: zonder is het bestand waardeloos, ook voor u.',
  backupNotWhole: ({ names }) =>
    `De back-up is geschreven en weer geopend, en zou niet alles terugbrengen${names ? `: ${names}` : ''}. Daarom krijgt u hem niet; deze wallet is onveranderd. Probeer het nog eens; blijft het zo, exporteer deze accounts dan één voor één of schrijf hun woorden op.`,
  backupWrite: 'De back-up maken',
  backupDone: 'Test de back-up nu: kies het bestand dat u net hebt opgeslagen, en Kluis bewijst dat het opengaat.',
  testNow: 'De back-up testen',

  drillTitle: 'Een back-up testen',
  drillText: 'Opent een back-up en berekent elke sleutel erin opnieuw. Er wordt niets getoond, niets geïmporteerd en niets veranderd.',
  drillChoose: 'De back-up kiezen',
  drillFile: ({ when, accounts }) =>
    `Gemaakt op ${when}. Er zitten volgens het bestand ${accounts === 1 ? '1 account' : `${accounts} accounts`} in.`,
  drillOpen: 'Testen',
  drilling: ({ done, of }) => `Sleutels berekenen, ${done} van ${of}`,
  drillGood: 'Deze back-up gaat open',
  drillGoodText: ({ keys, watched }) =>
    `${keys === 1 ? '1 sleutel is' : `${keys} sleutels zijn`} opnieuw berekend en ${keys === 1 ? 'klopt' : 'kloppen'}.${watched ? ` ${watched === 1 ? '1 gevolgd account heeft' : `${watched} gevolgde accounts hebben`} geen sleutel om te berekenen.` : ''}`,
  drillKeep: 'Bewaar het bestand op de ene plaats en het wachtwoord op een andere.',
  drillAll: 'Elk account van deze wallet zit erin.',
  drillMissing: ({ count }) =>
    count === 1
      ? 'Eén account van deze wallet zit er niet in en zou met dit apparaat verloren gaan:'
      : `${count} accounts van deze wallet zitten er niet in en zouden met dit apparaat verloren gaan:`,
  drillMissingNext: 'Maak een nieuwe back-up.',
  drillBadTitle: 'Deze back-up klopt niet',
  drillBad: 'Deze accounts komen terug met andere sleutels dan de back-up zegt:',
  drillBadNext: 'Ze zouden er niet mee worden hersteld. Deze wallet is onveranderd; maak er een nieuwe back-up van.',
  drillAgain: 'Een andere testen',
  noBackup: 'Dit is geen back-up van Kluis. Zoek een bestand dat op .kluis eindigt.',
}
