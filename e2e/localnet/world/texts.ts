// What people write on chain about themselves: nothing there is checked, so here is some of everything.

const bytes = (text: string) => new TextEncoder().encode(text)
const NAMES = `apex omron templar targon kaito infinite_games subvortex proprietary_trading gaia cortex sturdy bitads compute_horde dippy
dojo de_val hip_forge omega_any bitagent chain_insights score gradients dfusion nineteen omron_2 tensor_alchemy nodexo neural_3d redteam
bettensor desearch it_s_ai readyai logicnet playground bitmind chipforge patrol swarm academia almanac ridges graphite synth zeus sportstensor
efficient_frontier candles hivetensor autoppia nextplace affine agentdock nova_scan bitcast loosh genomes efc precog mainframe polaris vidaio
cerebro lium druglab eastworld voidai ready_pay sundae bitsec hone merit_labs quasar hodl tatsu mantis basilica sentience liquidity_pods
apertus rayon zipline harbour lantern meridian orchard pinnacle quartz ridgeway saffron tundra umbra vertex willow xenon yonder zephyr
anchor beacon cobalt delta ember fjord granite hollow indigo juniper kelp lumen mosaic nimbus onyx pebble quill raven sable thicket`
  .split(/\s+/)
  .map((each) => each.replaceAll('_', ' '))

/** Names of subnets that are not like the others. */
const ODD_NAMES: Readonly<Record<number, Uint8Array>> = {
  // No name at all.
  3: new Uint8Array(),
  // As long as a name may be: 256 bytes.
  7: bytes(`${'The Decentralised Cooperative for Verifiable Inference, Retrieval and Everything Else '.repeat(3).slice(0, 253)}…`),
  // Right to left, and both ways at once.
  11: bytes('רשת הבינה'),
  12: bytes('شبكة Subnet الذكاء 12'),
  13: bytes('🚀🧠 moon 👩‍👩‍👧‍👦🏴‍☠️🇳🇱'),
  17: bytes('<script>alert(1)</script>'),
  18: bytes('"><img src=x onerror=alert(1)>'),
  // Looks like Chutes, and begins with a Cyrillic letter.
  19: bytes('Сhutes'),
  20: bytes('Chutes'),
  // Turns the reading direction: shows as "gpj.exe" backwards.
  29: bytes('free\u202Eexe.gpj'),
  31: bytes('zero\u200B\u200Bwidth\uFEFF'),
  37: bytes('Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘'),
  41: bytes('two\nlines\tand a tab'),
  // Not UTF-8.
  43: Uint8Array.of(0xff, 0xfe, 0x62, 0x61, 0x64, 0xc3, 0x28),
  47: bytes('Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3)),
  53: bytes('   '),
  // The same as another.
  59: bytes('apex'),
  67: bytes('javascript:alert(document.domain)'),
  71: bytes('{{constructor.constructor("return 1")()}}'),
  73: bytes('τ TAO'),
  79: bytes('网络神经元 · 神経ネット · 신경망'),
  83: bytes('%s%n%x $HOME \\u0000'),
}
/** The subnet that never told who it is. */
const NAMELESS = 61

/** Letters of the kinds of writing that subnets are named after: two bytes, three, four, and from right to left. */
const SYMBOLS = [
  ...'αβγδεζηθικλμνξοπρστυφχψω',
  ...'אבגדהוזחטיךכלםמןנסעףפץצקרשת',
  ...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي',
  ...'ᚠᚢᚦᚨᚱᚲᚷᚹᚺᚾᛁᛃᛇᛈᛉᛊᛏᛒ',
  ...'აბგდევზთიკლმნოპჟრს',
  ...'𐌀𐌁𐌂𐌃𐌄𐌅',
  ...'กขคงจฉชซฌ',
]

export const symbolOf = (netuid: number): Uint8Array => bytes(netuid === 0 ? 'Τ' : (SYMBOLS[netuid - 1] ?? `sn${netuid}`))
export function subnetIdentity(netuid: number): Record<string, Uint8Array> | undefined {
  if (netuid === NAMELESS) return undefined
  const subnet_name = ODD_NAMES[netuid] ?? bytes(netuid === 0 ? 'root' : (NAMES[netuid - 1] ?? `subnet ${netuid}`))
  return {
    subnet_name,
    github_repo: bytes(`https://github.example/localnet/subnet-${netuid}`),
    subnet_contact: bytes(netuid % 7 ? `owner${netuid}@subnet.example` : ''),
    subnet_url: bytes(netuid === 17 ? 'javascript:alert(1)' : `https://subnet-${netuid}.example`),
    discord: bytes(netuid % 3 ? `subnet${netuid}` : ''),
    description: bytes(netuid === 7 ? 'A long story. '.repeat(73) : netuid % 5 ? `What subnet ${netuid} does for its miners` : ''),
    logo_url: bytes(netuid === 18 ? 'data:text/html,<script>alert(1)</script>' : `https://subnet-${netuid}.example/logo.png`),
    additional: bytes(''),
  }
}

const VALIDATORS = [
  'tao.example',
  'Taostats clone',
  'Rizzo & Sons',
  'Kraken Depths',
  'RoundTable 21',
  'Yuma Pool',
  'Datura',
  'Polychrome Labs',
]
const ODD_VALIDATORS: Readonly<Record<number, string>> = {
  9: '',
  10: 'V'.repeat(256),
  11: 'מאמת שלום',
  12: '💎🙌 Diamond 💎🙌',
  13: '<b>Bold</b> &amp; <i>brave</i>',
  14: 'Таоstats clone',
  15: 'trusted\u202Eevitceffe',
  16: 'Official Support – send your phrase to help@wallet.example',
  17: 'τao.example',
  18: '\u0000\u0001\u0002',
  19: '検証者・验证者・검증자',
}
/** What a validator says of itself; every third says nothing. */
export function validatorIdentity(index: number): Record<string, Uint8Array> | undefined {
  const name = ODD_VALIDATORS[index] ?? VALIDATORS[index]
  if (name === undefined && index % 3 === 2) return undefined
  return {
    name: bytes(name ?? `Validator ${index}`),
    url: bytes(index === 13 ? 'javascript:alert(1)' : `https://validator-${index}.example`),
    github_repo: bytes(index % 4 ? '' : `https://github.example/validator-${index}`),
    image: bytes(index === 14 ? 'data:image/svg+xml,<svg onload=alert(1)>' : `https://validator-${index}.example/face.png`),
    discord: bytes(''),
    description: bytes(index === 10 ? 'So much to say. '.repeat(64) : index % 2 ? `Validates since block ${index * 1_000}` : ''),
    additional: bytes(''),
  }
}
