import * as v from 'valibot'
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
})
export type Settings = v.InferOutput<typeof settings>

/** Before there were choices of nodes, all those of the network's list were used. */
const withNodes = (old: unknown) => ({ ...(old as object), nodes: { finney: [], testnet: [] } })

export const settingsBox = {
  name: 'settings',
  area: 'durable',
  version: 3,
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
  }),
  migrations: {
    1: (old: unknown) => ({ ...(withNodes(old) as object), contactsOnly: false }),
    2: (old: unknown) => ({ ...(old as object), tolerances: {} }),
  },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const
