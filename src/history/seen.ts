import * as v from 'valibot'

const amount = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
const balance = v.strictObject({ free: amount, reserved: amount, frozen: amount })
const seen = v.strictObject({ genesisHash: v.string(), block: v.number(), at: v.number(), byAccount: v.record(v.string(), balance) })
/** Decimal rao, as stored. */
export type Balance = v.InferOutput<typeof balance>
/** Balances of one block of one chain; `at` is this machine's time of reading, in milliseconds. */
export type Seen = v.InferOutput<typeof seen>
/** By network: what was seen last, to be shown with its age when no node answers. */
export type History = Record<string, Seen>

export const historyBox = {
  name: 'history',
  area: 'local',
  version: 1,
  schema: v.record(v.string(), seen),
  initial: (): History => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Takes note of the balances of one block. An older block of the same chain replaces a newer one only a minute later (a restarted chain). */
export function see(history: History, network: string, now: Seen): History {
  const before = lastSeen(history, network)
  if (before && before.genesisHash === now.genesisHash && now.block < before.block && now.at - before.at < 60_000) return history
  return { ...history, [network]: now }
}

export function lastSeen(history: History, network: string): Seen | undefined {
  return Object.hasOwn(history, network) ? history[network] : undefined
}
