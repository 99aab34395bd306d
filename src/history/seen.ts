import * as v from 'valibot'

const amount = v.pipe(v.string(), v.regex(/^\d{1,39}$/))
const balance = v.strictObject({ free: amount, reserved: amount, frozen: amount })
const seen = v.strictObject({ block: v.number(), at: v.number(), byAccount: v.record(v.string(), balance) })
/** Decimal rao, as stored. */
export type Balance = v.InferOutput<typeof balance>
/** Balances of one block; `at` is this machine's time of reading, in milliseconds. */
export type Seen = v.InferOutput<typeof seen>
/** By genesis hash: the same account id on another chain is another purse. */
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

/** Takes note of the balances of one block. An older block never replaces a newer one, unless that was read over a minute before it (a reorganised or restarted chain). */
export function see(history: History, genesisHash: string, now: Seen): History {
  const before = history[genesisHash]
  if (before && now.block < before.block && now.at - before.at < 60_000) return history
  return { ...history, [genesisHash]: now }
}

export function lastSeen(history: History, genesisHash: string | null): Seen | undefined {
  return genesisHash !== null && Object.hasOwn(history, genesisHash) ? history[genesisHash] : undefined
}
