import type { faults as en } from '../en/faults'

export const untouched = 'Er is niets ondertekend en niets verstuurd.'

export const faults: typeof en = {
  internal: () =>
    `Er ging binnen Kluis iets mis dat niet was voorzien. ${untouched} Probeer het opnieuw; blijft het zo, sluit dan de browser en open hem weer.`,
  'wrong-network': () =>
    `De node bedient een andere keten dan zou moeten. Kluis gebruikt hem niet. ${untouched} Probeer het opnieuw of kies een ander netwerk.`,
  'node-lied': () => `De node gaf een antwoord dat niet waar kan zijn. Kluis gebruikt hem niet. ${untouched} Probeer het opnieuw.`,
}
