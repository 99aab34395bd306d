import * as v from 'valibot'

const status = v.variant('phase', [
  /** A site has the signature; the chain has not shown it yet. */
  v.strictObject({ phase: v.literal('signed') }),
  v.strictObject({ phase: v.literal('sent') }),
  v.strictObject({ phase: v.literal('included'), block: v.number(), ok: v.boolean(), error: v.nullable(v.string()) }),
  v.strictObject({ phase: v.literal('final'), block: v.number(), ok: v.boolean(), error: v.nullable(v.string()) }),
  v.strictObject({ phase: v.literal('lost') }),
  v.strictObject({ phase: v.literal('refused'), code: v.string(), facts: v.record(v.string(), v.string()) }),
])
export type Status = v.InferOutput<typeof status>

const entry = v.strictObject({
  id: v.string(),
  /** Account id, hex. */
  account: v.string(),
  network: v.picklist(['finney', 'testnet', 'local']),
  genesisHash: v.string(),
  origin: v.nullable(v.string()),
  at: v.number(),
  hash: v.string(),
  nonce: v.number(),
  /** First block that can hold it, and the last. */
  eraBegin: v.number(),
  eraEnd: v.number(),
  /** What it does: names of calls and their facts, as explained when it was signed. JSON. */
  calls: v.array(v.strictObject({ call: v.string(), fact: v.looseObject({ kind: v.string() }) })),
  status,
  /** Decimal rao, once the chain said it. */
  fee: v.nullable(v.string()),
  /** Where the search for it stands: the chain room's own JSON. */
  cursor: v.unknown(),
  /** The metadata digest that was signed along: once this is final, the chain has confirmed it for that spec version. */
  proof: v.nullable(v.strictObject({ specVersion: v.number(), digest: v.string() })),
})
export type Entry = v.InferOutput<typeof entry>
/** Oldest first. */
export type Activity = Entry[]

export const activityBox = {
  name: 'activity',
  area: 'local',
  version: 1,
  schema: v.array(entry),
  initial: (): Activity => [],
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/** Adds a signed transaction. The same hash twice is the same transaction: a signature can be delivered again. */
export function add(activity: Activity, entry: Entry): Activity {
  return activity.some((each) => each.hash === entry.hash) ? activity : [...activity, entry]
}

/** Changes one entry. What is final, lost or refused stays so. */
export function change(activity: Activity, id: string, to: Partial<Pick<Entry, 'status' | 'fee' | 'cursor'>>): Activity {
  return activity.map((each) => (each.id === id && !isOver(each.status) ? { ...each, ...to } : each))
}

/** Entries whose end is not known yet. */
export function pending(activity: Activity): Entry[] {
  return activity.filter((each) => !isOver(each.status))
}

/** A page of entries, newest first. */
export function newest(activity: Activity, from: number, count: number): Entry[] {
  return activity.slice(Math.max(activity.length - from - count, 0), Math.max(activity.length - from, 0)).reverse()
}

const isOver = (status: Status) => status.phase === 'final' || status.phase === 'lost' || status.phase === 'refused'
