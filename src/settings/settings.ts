import * as v from 'valibot'
import { raoText } from '../units'
import { keptNodes } from './nodes'
import { tolerances } from './tolerances'

const settings = v.strictObject({
  language: v.picklist(['system', 'en', 'nl']),
  theme: v.picklist(['system', 'light', 'dark']),
  /** Minutes since the last action until the vault locks: there is no "never" (security.md 2.2). */
  lockMinutes: v.picklist([1, 5, 15, 60]),
  hideAmounts: v.boolean(),
  network: v.picklist(['finney', 'testnet', 'local']),
  /** ws://127.0.0.1:PORT or ws://localhost:PORT. */
  localHost: v.string(),
  /** The nodes of each public network; [] while nothing of them was chosen. */
  nodes: v.strictObject({ finney: keptNodes, testnet: keptNodes }),
  /** Whether the person wants to pay contacts and own accounts only. */
  contactsOnly: v.boolean(),
  /** How far a price may move, per network and subnet, as it was chosen there last. */
  tolerances,
  /** Orders for stake of so much or more travel hidden, unless the person chooses otherwise; rao of TAO, null for none. */
  shieldAbove: v.nullable(raoText),
})
export type Settings = v.InferOutput<typeof settings>

/** Before there were choices of nodes, all those of the network's list were used. */
const withNodes = (old: unknown) => ({ ...(old as object), nodes: { finney: [], testnet: [] } })

/** One TAO: within a limit of 0.5 % others could take 0.005 of it, and the envelope costs some 0.0002. */
const SHIELD_ABOVE = '1000000000'
/** Before orders could be hidden nobody chose from which size on. */
const withShield = (old: unknown) => ({ ...(old as object), shieldAbove: SHIELD_ABOVE })

export const settingsBox = {
  name: 'settings',
  area: 'durable',
  version: 4,
  schema: settings,
  initial: (): Settings => ({
    language: 'system',
    theme: 'system',
    lockMinutes: 15,
    hideAmounts: false,
    network: 'finney',
    localHost: 'ws://127.0.0.1:9944',
    nodes: { finney: [], testnet: [] },
    contactsOnly: false,
    tolerances: {},
    shieldAbove: SHIELD_ABOVE,
  }),
  migrations: {
    1: (old: unknown) => ({ ...(withNodes(old) as object), contactsOnly: false }),
    2: (old: unknown) => ({ ...(old as object), tolerances: {} }),
    3: withShield,
  },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const
