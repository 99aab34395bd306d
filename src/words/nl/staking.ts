import type { staking as en, stakingRisks as enRisks, stakingShortRisks as enShort } from '../en/staking'

const subnetOf = (netuid: number) => (netuid === 0 ? 'root' : `subnet ${netuid}`)

export const staking: typeof en = {
  subnet: subnetOf,
  alpha: ({ amount, netuid }) => (netuid === 0 ? `${amount} aan stake op root` : `${amount} van ${subnetOf(netuid)}`),
  allAlpha: ({ netuid }) => `alle stake op ${subnetOf(netuid)}`,
  titles: {
    stake: 'Op stake zetten',
    unstake: 'Stake weghalen',
    'unstake-all': 'Alle stake weghalen',
    'move-stake': 'Stake verplaatsen',
    'give-stake': 'Stake weggeven',
    'destroy-stake': 'Stake vernietigen',
    'buy-destroy': 'Kopen en vernietigen',
    'auto-stake': 'Beloningen op stake',
    claim: 'Rootdividend ophalen',
    'claim-type': 'Vorm van rootdividend',
    take: 'Aandeel van een hotkey',
    children: 'Kind-hotkeys',
    register: 'Hotkey registreren',
    associate: 'Nieuwe hotkey',
    'swap-hotkey': 'Hotkey vervangen',
    lock: 'Stake vastzetten',
    'move-lock': 'Blokkade verplaatsen',
    'keep-lock': 'Duur van een blokkade',
    'reject-locked': 'Vaste stake van anderen',
    'auto-parent': 'Hotkeys van subneteigenaars',
  },
  agree: {
    stake: ({ amount }) => `${amount} op stake zetten`,
    unstake: ({ amount }) => `${amount} weghalen`,
    unstakeMany: ({ count }) => `${count} posities weghalen`,
  },
  agreeShort: {
    stake: 'Op stake zetten',
    unstake: 'Alles weghalen',
    'unstake-all': 'Alle stake weghalen',
    'move-stake': 'Stake verplaatsen',
    'give-stake': 'Stake weggeven',
    'destroy-stake': 'Stake vernietigen',
    'buy-destroy': 'Kopen en vernietigen',
    'auto-stake': 'Wijzigen',
    claim: 'Ophalen',
    'claim-type': 'Wijzigen',
    take: 'Wijzigen',
    children: 'Wijzigen',
    register: 'Registreren',
    associate: 'Toevoegen',
    'swap-hotkey': 'Vervangen',
    lock: 'Vastzetten',
    'move-lock': 'Verplaatsen',
    'keep-lock': 'Wijzigen',
    'reject-locked': 'Wijzigen',
    'auto-parent': 'Wijzigen',
  },
  facts: {
    stake: (say) => `${say.amount} op stake zetten bij ${say.hotkey} op ${say.subnet}`,
    unstake: (say) => `${say.alpha} weghalen bij ${say.hotkey}`,
    'unstake-all': (say) =>
      say.on
        ? `Alle stake weghalen bij ${say.hotkey} behalve die op root, en de opbrengst daar op stake zetten`
        : `Alle stake weghalen bij ${say.hotkey}, op elk subnet`,
    'move-stake': (say) =>
      `${say.alpha}${say.sameHotkey ? ` bij ${say.hotkey}` : ` van ${say.hotkey} naar ${say.toHotkey}`}${say.sameSubnet ? '' : ` naar ${say.toSubnet}`} verplaatsen`,
    'give-stake': (say) => `${say.alpha} weggeven aan ${say.to}${say.sameSubnet ? '' : `, als stake op ${say.toSubnet}`}`,
    'destroy-stake': (say) => `${say.alpha} vernietigen, op stake bij ${say.hotkey}`,
    'buy-destroy': (say) => `Alpha van ${say.subnet} kopen voor ${say.amount} en vernietigen`,
    'auto-stake': (say) => `Beloningen voor mijnen op ${say.subnet} komen voortaan op stake bij ${say.hotkey}`,
    claim: (say) => (say.hotkey ? `Het rootdividend bij ${say.hotkey} ophalen` : 'Het rootdividend bij alle validators ophalen'),
    'claim-type': (say) =>
      say.type === 'Swap'
        ? 'Rootdividend wordt voortaan voor TAO verkocht'
        : `Rootdividend blijft voortaan alpha${say.type === 'Keep' ? '' : ` op deze subnetten, en wordt elders verkocht: ${say.subnets}`}`,
    take: (say) =>
      `${say.hotkey} houdt ${say.share} van wat hij verdient voor ${say.everywhere ? 'wie bij hem staken' : `zijn ouders op ${say.subnet}`}`,
    children: (say) =>
      say.count === 0
        ? `${say.hotkey} heeft geen kind-hotkeys meer op ${say.subnet}`
        : `${say.count === 1 ? 'Eén hotkey krijgt' : `${say.count} hotkeys krijgen`} het gewicht van ${say.hotkey} op ${say.subnet}`,
    register: (say) =>
      `${say.hotkey} registreren op ${say.subnet} ${say.limited ? `voor hoogstens ${say.limit}` : 'voor wat het dan ook kost'}`,
    associate: (say) => `${say.hotkey} wordt een hotkey van dit account`,
    'swap-hotkey': (say) =>
      `${say.hotkey} vervangen door ${say.toHotkey} ${say.everywhere ? 'op elk subnet' : `op ${say.subnet}`}${say.on ? '; de stake blijft waar hij is' : ', met wat daar op stake staat'}`,
    lock: (say) => `${say.alpha} vastzetten bij ${say.hotkey}`,
    'move-lock': (say) => `De blokkade op ${say.subnet} verplaatsen naar ${say.hotkey}`,
    'keep-lock': (say) =>
      say.on ? `De blokkade op ${say.subnet} blijft heel, zonder einde` : `De blokkade op ${say.subnet} gaat geleidelijk open`,
    'reject-locked': (say) => (say.on ? 'Vastgezette stake van anderen weigeren' : 'Vastgezette stake van anderen aannemen'),
    'auto-parent': (say) =>
      say.on
        ? `${say.hotkey} leent zijn gewicht vanzelf aan hotkeys van subneteigenaars`
        : `${say.hotkey} leent zijn gewicht niet meer vanzelf aan hotkeys van subneteigenaars`,
  },
  validator: 'Validator',
  newHotkey: 'Nieuwe hotkey',
  toValidator: 'Nieuwe validator',
  child: ({ share }) => `Kind-hotkey, ${share}`,
  hotkey: 'Hotkey',
  where: 'Subnet',
  named: 'Subnets die erin genoemd worden',
  toWhere: 'Naar subnet',
  atMost: 'Prijs hoogstens',
  atLeast: 'Prijs ten minste',
  ratio: 'Grens voor één alpha',
  noLimit: 'Geen grens',
  away: 'Verschil met de prijs nu',
  percent: ({ percent }) => `${percent.replace('.', ',')}\u00a0%`,
  fills: 'Als niet alles past',
  partial: 'Zoveel als er past',
  whole: 'Er gebeurt niets',
  stakeLeaves: ({ netuid }) => `Stake op ${subnetOf(netuid)} gaat weg`,
}

export const stakingRisks: typeof enRisks = {
  'no-limit': () =>
    'Geen prijsgrens beschermt u: het gaat door tegen de prijs van dat moment, en anderen kunnen die prijs eerst verschuiven.',
  'claim-open': () =>
    'Wat dit verkoopt, gaat tegen de prijs van dat moment, en wie het eerder ziet, kan die prijs eerst verschuiven. De keten kent geen grens voor ophalen, dus niemand kan er een stellen.',
  'claim-loss': () => 'Dit kost meer dan het opbrengt: wat van de netwerkkosten nooit terugkomt, is meer dan wat het ophaalt waard is.',
  'limit-near': () => 'De prijsgrens ligt dicht bij de prijs nu.',
  'limit-loose': ({ percent = '' }) => `De prijsgrens ligt ${percent.replace('.', ',')} % van de prijs nu. Zoveel minder kunt u krijgen.`,
  'limit-nominal': ({ percent = '' }) =>
    `De prijsgrens ligt ${percent.replace('.', ',')} % van de prijs nu: die beschermt tegen bijna niets, en anderen kunnen de prijs eerst zo ver bewegen.`,
  'limit-passed': () => 'De prijs is de grens al voorbij. Zoals het nu staat, zou het mislukken.',
  'limit-unknown': () => 'De prijs nu is niet bekend, dus niemand kan zeggen of de prijsgrens u beschermt.',
  'sells-all': () => 'Het gaat om elke positie bij deze validator. Wat niet te verkopen is, wordt zonder bericht overgeslagen.',
  'rest-sold': () => 'Er kan zo weinig van deze positie overblijven dat de keten dat ook verkoopt, tegen elke prijs.',
  'stake-given': () => 'Deze stake verlaat uw account voorgoed. Wie de andere coldkey heeft, kan hem verkopen.',
  'stake-destroyed': () => 'Wat vernietigd wordt, is voor iedereen weg. Niemand kan het teruggeven.',
  'stake-locked': () =>
    'Vastgezette stake is niet te verkopen en niet te verplaatsen. Een blokkade gaat pas geleidelijk open, over maanden.',
  'hotkey-swapped': () =>
    'Wie de nieuwe hotkey heeft, mijnt en valideert vanaf dan in de plaats van de oude. Het kost apart geld, en kan een tijd niet opnieuw.',
  'fee-in-alpha': ({ of }) =>
    of === 'unstake-all'
      ? 'Er is te weinig TAO voor de netwerkkosten. De keten neemt ze van de stake als dat één positie is, en weigert dit anders.'
      : 'Er is te weinig TAO voor de netwerkkosten. De keten neemt ze van de stake.',
}
export const stakingShortRisks: typeof enShort = {
  'no-limit': 'Geen prijsgrens',
  'claim-open': 'Ophalen heeft geen grens',
  'claim-loss': 'Ophalen met verlies',
  'limit-near': 'Grens dicht bij de prijs',
  'limit-loose': 'Ruime prijsgrens',
  'limit-nominal': 'Grens alleen in naam',
  'limit-passed': 'Prijs is de grens voorbij',
  'limit-unknown': 'Prijs is niet bekend',
  'sells-all': 'Gaat om elke positie',
  'rest-sold': 'Rest gaat mogelijk mee',
  'stake-given': 'Stake gaat voorgoed weg',
  'stake-destroyed': 'Voorgoed vernietigd',
  'stake-locked': 'Vast voor maanden',
  'hotkey-swapped': 'Andere hotkey neemt over',
  'fee-in-alpha': 'Kosten gaan van de stake',
}
