import type { shell as en } from '../en/shell'

export const shell: typeof en = {
  connecting: 'Verbinden',
  noNode: 'Geen node',
  wrongNode: 'Node geweigerd',
  silent: 'Kluis antwoordt niet',
  silentText:
    'Het deel van Kluis dat uw kluis bewaart, zwijgt al drie seconden en verandert niets. Probeer het opnieuw of herstart de browser. Helpt dat niet, dan brengt u met woorden of back-up uw accounts terug.',
  offlineTitle: ({ time }) => `Offline sinds ${time}.`,
  offlineNever: 'Geen node antwoordt.',
  noneOn: 'Er staat geen node aan.',
  offlineAge: ({ age }) => `De saldi zijn ${age} oud. Versturen wacht tot een node antwoordt.`,
  offlineNoData: 'De saldi zijn niet bekend. Versturen wacht tot een node antwoordt.',
  refusedTitle: 'Geen enkele node was te vertrouwen.',
  stale: ({ age }) => `Het nieuwste blok is ${age} oud. De node loopt misschien achter; wacht met ondertekenen.`,
  phishing: ({ site }) => `${site} is bekend als phishing. De site ziet uw accounts niet meer.`,
  requests: ({ count }) => (count === 1 ? 'Er wacht 1 verzoek op u.' : `Er wachten ${count} verzoeken op u.`),
  answer: 'Bekijken',
  notices: {
    'copy-repaired':
      'Een van de twee kopieën van uw kluis was beschadigd of liep achter. Kluis heeft haar hersteld met de andere. Ontbreekt uw laatste wijziging, doe die dan opnieuw.',
    'one-copy': 'Slechts een van de twee kopieën van uw kluis kon worden geschreven. Maak schijfruimte vrij, en bewaar een back-up.',
    'only-copy':
      'Deze browser onthoudt niets als hij sluit. Kluis bewaart maar één kopie van uw kluis, en vergeet activiteit. Bewaar een back-up.',
    'read-only':
      'Deze browser onthoudt nu niets, en uw wallet hoort thuis waar hij dat wel doet. U kunt kijken, ondertekenen en een back-up bewaren. Laat Firefox weer geschiedenis onthouden om iets te veranderen.',
    behind:
      'Een van de twee kopieën van uw kluis antwoordt niet, en de andere is ouder. U kunt kijken, ondertekenen en een back-up bewaren; veranderen kan pas als beide antwoorden. Sluit de browser en open hem weer.',
    'other-vault':
      'Hier is een andere kluis gemaakt terwijl Firefox niets onthield. Die blijft zoals hij is, en opent als Firefox weer niets onthoudt. Tot hij daar gewist is, heeft deze kluis geen derde kopie.',
    unreadable:
      'Instellingen, contacten, verbonden sites, activiteit of de laatst geziene saldi waren niet te lezen, dus Kluis gaat zonder die verder. Uw kluis is niet aangeraakt. Gingen instellingen verloren, dan betaalt Kluis alleen contacten en vraagt het geen enkele node iets: kies bij Instellingen opnieuw uw netwerk, uw nodes en of u alleen contacten betaalt. Een back-up haalt contacten en sites terug.',
  },
  dismiss: 'Begrepen',
  unlockTitle: 'Vergrendeld',
  unlock: 'Ontgrendelen',
  locksAfter: ({ minutes }) => `Vergrendelt zich na ${minutes} min`,
  waiting: ({ seconds }) => `Te veel verkeerde wachtwoorden. De volgende poging kan over ${seconds} s.`,
  waitsForUnlock: ({ count, site }) =>
    count === 1 ? `1 verzoek van ${site} wacht tot u ontgrendelt.` : `${count} verzoeken wachten tot u ontgrendelt.`,
  forgot: 'Wachtwoord vergeten',
  forgotText: 'Niemand kan het opnieuw instellen, wij ook niet: de kluis opent alleen met dit wachtwoord.',
  forgotWithWords:
    'Met uw woorden op papier, of een back-upbestand en het wachtwoord daarvan: wis hier alles en importeer de accounts opnieuw.',
  forgotWithout: 'Zonder die: blijf proberen. Wat u hier dan wist, is voorgoed weg.',
  keepTrying: 'Opnieuw proberen',
  wipe: 'Alles wissen',
  fallen: 'Er ging iets mis',
  damagedTitle: 'De kluis is niet te lezen',
  storageSilent:
    'De opslag van de browser gaf geen antwoord. Probeer het opnieuw; sluit anders de browser, maak schijfruimte vrij, en open hem weer.',
  damagedText: 'Kluis heeft niets veranderd. Verwijder de extensie niet: beide kopieën van de kluis worden bij haar bewaard.',
}
