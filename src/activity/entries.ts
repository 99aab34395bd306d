import * as v from 'valibot'
import { errorCodes, fact, hexText as hex, raoText as rao } from '../units'
import { type ReceivedEntry, received } from './received'

// The shapes of entryView in messaging/views.ts: one entry that a page refuses would take all of the list away.
const MOST_TEXT = 200
const text = v.pipe(v.string(), v.maxLength(MOST_TEXT))
const block = {
  block: v.number(),
  ok: v.boolean(),
  error: v.nullable(text),
  /** The transaction itself succeeded, but not all of its calls did. */
  part: v.boolean(),
  /** For each of its calls whether it ran; null: not known. */
  ran: v.nullable(v.array(v.boolean())),
}
const path = v.array(v.number())

const status = v.variant('phase', [
  /** A site has the signature; the chain has not shown it yet. */
  v.strictObject({ phase: v.literal('signed') }),
  v.strictObject({ phase: v.literal('sent') }),
  v.strictObject({ phase: v.literal('included'), ...block }),
  v.strictObject({ phase: v.literal('final'), ...block }),
  v.strictObject({ phase: v.literal('lost') }),
  /** The nodes that were asked have forgotten the block that it is in, or may be in. Another one may still tell. */
  v.strictObject({ phase: v.literal('unknown') }),
  /** A node refused it. That node may have passed it on all the same, so it is looked for until its era is over. */
  v.strictObject({ phase: v.literal('refused'), code: v.picklist(errorCodes), facts: v.record(v.string(), text) }),
])
export type Status = v.InferOutput<typeof status>

/** Where something is in the chain. */
const placed = v.nullable(v.strictObject({ block: v.number(), index: v.number() }))
/** Why an order that was lost in its envelope was not sealed once more: it has to be asked for again. */
export const endings = ['locked', 'late', 'tries', 'other'] as const
/** Of an order that travels in an envelope (MevShield): everything else in its entry is about what is inside. */
const hidden = v.strictObject({
  /** How often it was sealed: more than once where a key changed before it ran. */
  tries: v.number(),
  ended: v.nullable(v.picklist(endings)),
  /** The envelope of the last try; its blocks are those of the entry. */
  envelope: v.strictObject({ hash: hex, nonce: v.number(), status, fee: v.nullable(rao), extrinsic: placed, cursor: v.unknown() }),
  /** What the envelopes before it cost, as far as they went in. Decimal rao. */
  spent: rao,
})
export type Hidden = v.InferOutput<typeof hidden>

const entry = v.strictObject({
  kind: v.literal('own'),
  id: v.string(),
  /** Account id, hex. */
  account: hex,
  network: v.picklist(['finney', 'testnet', 'local']),
  genesisHash: v.string(),
  origin: v.nullable(v.string()),
  at: v.number(),
  hash: hex,
  nonce: v.number(),
  /** First block that can hold it, and the last. */
  eraBegin: v.number(),
  eraEnd: v.number(),
  /** What it does: names of calls and their facts, as explained when it was signed, and where each stands in `wrappers`. JSON. */
  calls: v.array(v.strictObject({ call: v.string(), path, fact })),
  /** The calls that only hold others, which may not all run. */
  wrappers: v.array(v.strictObject({ path, call: v.string() })),
  status,
  /** Decimal rao, once the chain said it. */
  fee: v.nullable(rao),
  /** The most that it takes from the account, with fee and tip, as shown when it was signed. Decimal rao, null without a bound. */
  worst: v.nullable(rao),
  /** Where in its block it is, once it is in one: explorers name it by that. */
  extrinsic: placed,
  /** Where the search for it stands: the chain room's own JSON. */
  cursor: v.unknown(),
  /** null: it went openly, like everything but orders that are hidden until they run. */
  hidden: v.nullable(hidden),
})
/** A transaction that this wallet signed. */
export type Entry = v.InferOutput<typeof entry>
/** In the order in which it was noted, oldest first. */
export type Activity = (Entry | ReceivedEntry)[]

/** What a search had found, as it stood in a cursor of version 1. */
const foundBefore = v.object({ found: v.object({ block: v.number(), index: v.number() }) })
function firstToSecond(old: unknown): unknown {
  return (old as { cursor: unknown }[]).map((each) => {
    const kept = v.safeParse(foundBefore, each.cursor)
    const extrinsic = kept.success ? { block: kept.output.found.block, index: kept.output.found.index } : null
    return { ...each, kind: 'own', extrinsic }
  })
}
/**
 * What held several calls was not kept: own payments were always all or none, of what a site made nobody knows. What ran was not kept
 * either, and is known where all did, or none.
 */
function secondToThird(old: unknown): unknown {
  type Second = { kind: string; origin: string | null; calls: object[]; status: { phase: string; ok?: boolean; part?: boolean } }
  return (old as Second[]).map((each) => {
    if (each.kind !== 'own') return each
    const { calls, origin, status } = each
    const one = calls.length === 1
    const sure = one || origin === null
    const ran = (status.ok && !sure) || status.part ? null : calls.map(() => status.ok === true)
    return {
      ...each,
      calls: calls.map((call, i) => ({ ...call, path: one ? [] : [i] })),
      wrappers: one || !sure ? [] : [{ path: [], call: 'Utility.batch_all' }],
      status: 'ok' in status ? { ...status, ran } : status,
    }
  })
}

/** Nothing was hidden before there were envelopes. */
const thirdToFourth = (old: unknown): unknown =>
  (old as { kind: string }[]).map((each) => (each.kind === 'own' ? { ...each, hidden: null } : each))

export const activityBox = {
  name: 'activity',
  area: 'local',
  version: 4,
  schema: v.array(v.variant('kind', [entry, received])),
  initial: (): Activity => [],
  // All that there was had been signed here; where it is in its block stood in the cursor of the search.
  migrations: { 1: firstToSecond, 2: secondToThird, 3: thirdToFourth },
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

/**
 * Adds a signed transaction. The same hash twice is the same transaction: a signature can be delivered again.
 * A call whose facts no page could show is left out: nothing may keep a signed transaction from being noted.
 */
export function add(activity: Activity, entry: Entry): Activity {
  if (activity.some((each) => each.kind === 'own' && each.hash === entry.hash)) return activity
  return [...activity, { ...entry, calls: entry.calls.filter((each) => v.is(fact, each.fact)) }]
}

/** What may be found out about an entry. */
type Change = Partial<Pick<Entry, 'status' | 'fee' | 'cursor' | 'extrinsic' | 'hidden'>>
/**
 * Changes one entry. What is over stays so; of what a node says only what fits its place is kept.
 * @returns the same activity where nothing is different
 */
export function change(activity: Activity, id: string, { status, fee, hidden, ...rest }: Change): Activity {
  const at = activity.findIndex((each) => each.kind === 'own' && each.id === id)
  const before = activity[at]
  if (before?.kind !== 'own' || isOver(before.status)) return activity
  const after: Entry = {
    ...before,
    ...rest,
    ...(hidden ? { hidden: fitting(hidden) } : {}),
    ...(status ? { status: cut(status) } : {}),
    ...(fee !== undefined && v.is(entry.entries.fee, fee) ? { fee } : {}),
  }
  return JSON.stringify(after) === JSON.stringify(before) ? activity : activity.with(at, after)
}

/** What a node says of an envelope, as far as it fits its place. */
function fitting(hidden: Hidden): Hidden {
  const { envelope } = hidden
  return {
    ...hidden,
    envelope: { ...envelope, status: cut(envelope.status), fee: v.is(entry.entries.fee, envelope.fee) ? envelope.fee : null },
  }
}
/** What is new about an order that is sealed once more: the call inside is the same. */
export type Resealed = Pick<Entry, 'hash' | 'nonce' | 'eraBegin' | 'eraEnd'> & { envelope: Pick<Hidden['envelope'], 'hash' | 'nonce'> }
/** An order in its first envelope. */
export const hiddenIn = (envelope: Resealed['envelope']): Hidden => ({
  tries: 1,
  ended: null,
  envelope: { ...envelope, status: { phase: 'signed' }, fee: null, extrinsic: null, cursor: null },
  spent: '0',
})
/**
 * Puts a hidden order that was lost into its next envelope: it is looked for from the beginning, under its new hash.
 * @returns the same activity where there is no such order on its way
 */
export function reseal(activity: Activity, id: string, { envelope, ...rest }: Resealed): Activity {
  const at = activity.findIndex((each) => each.kind === 'own' && each.id === id)
  const before = activity[at]
  if (before?.kind !== 'own' || !before.hidden || isOver(before.status)) return activity
  const { tries, spent, envelope: old } = before.hidden
  const hidden = { ...hiddenIn(envelope), tries: tries + 1, spent: (BigInt(spent) + BigInt(old.fee ?? 0)).toString() }
  return activity.with(at, { ...before, ...rest, hidden, status: { phase: 'signed' }, fee: null, extrinsic: null, cursor: null })
}

/** Says what came of handing it to a node; what the chain itself has shown since then stays. */
export function handed(activity: Activity, id: string, status: Extract<Status, { phase: 'sent' | 'refused' }>): Activity {
  return own(activity).some((each) => each.id === id && each.status.phase === 'signed') ? change(activity, id, { status }) : activity
}

function cut(status: Status): Status {
  if ('error' in status) return { ...status, error: status.error?.slice(0, MOST_TEXT) ?? null }
  if (status.phase !== 'refused') return status
  return { ...status, facts: Object.fromEntries(Object.entries(status.facts).map(([name, said]) => [name, said.slice(0, MOST_TEXT)])) }
}

/** Dust that is kept one by one: whoever sends it a thousand times a day fills no disk with it. */
const MOST_DUST = 2_000

/**
 * Notes what was received, each once. Of dust the newest is kept one by one; of what is older the sum of each account and month (UTC)
 * stays, dated as the last of it, so that no list of what came lacks it.
 */
export function receive(activity: Activity, entries: readonly ReceivedEntry[]): Activity {
  const known = new Set(activity.map(({ id }) => id))
  /** Up to which block the dust of an account has gone into sums: what is found of that once more is in them. */
  const summed = new Map<string, number>()
  for (const each of activity) if (isSum(each)) summed.set(placeOf(each), Math.max(each.block, summed.get(placeOf(each)) ?? 0))
  const isIn = (each: ReceivedEntry) => each.dust && each.block <= (summed.get(placeOf(each)) ?? -1)
  const fresh = entries.filter((each) => !known.has(each.id) && !isIn(each) && known.add(each.id))
  if (!fresh.length) return activity
  const all = [...activity, ...fresh]
  const single = all.filter((each): each is ReceivedEntry => isDust(each) && !isSum(each))
  if (single.length <= MOST_DUST || !fresh.some(isDust)) return all
  // Some at once: a sum is not made anew for each that comes.
  return inSums(all, new Set(single.slice(0, single.length - MOST_DUST + MOST_DUST / 10)))
}

const isDust = (each: Activity[number]): each is ReceivedEntry => each.kind === 'received' && each.dust
/** The sum of dust that came between two blocks. */
export const isSum = (each: { kind: string; dust?: boolean; cause?: { kind: string } }): each is ReceivedEntry =>
  each.kind === 'received' && each.dust === true && each.cause?.kind === 'between'
const placeOf = ({ genesisHash, account }: ReceivedEntry) => `${genesisHash}-${account}`

/** The same activity with these put into the sums of their account and month. */
function inSums(activity: Activity, old: ReadonlySet<Activity[number]>): Activity {
  const sums = new Map<string, ReceivedEntry>()
  const nameOf = (each: ReceivedEntry) => `${placeOf(each)}-${new Date(each.at).toISOString().slice(0, 7)}`
  for (const each of activity) {
    if (!isDust(each) || !(isSum(each) || old.has(each))) continue
    const id = nameOf(each)
    const sum = sums.get(id)
    const after = each.cause.kind === 'between' ? each.cause.after : each.block - 1
    sums.set(id, {
      ...each,
      ...{ id, blockHash: null, extrinsic: null },
      amount: (BigInt(sum?.amount ?? 0) + BigInt(each.amount)).toString(),
      count: (sum?.count ?? 0) + each.count,
      at: Math.max(each.at, sum?.at ?? 0),
      block: Math.max(each.block, sum?.block ?? 0),
      cause: { kind: 'between', after: sum?.cause.kind === 'between' ? Math.min(after, sum.cause.after) : after },
    })
  }
  const told = new Set<string>()
  return activity.flatMap((each): Activity => {
    if (!isDust(each) || !(isSum(each) || old.has(each))) return [each]
    const sum = sums.get(nameOf(each))
    return sum && !told.has(sum.id) && told.add(sum.id) ? [sum] : []
  })
}

/** What this wallet signed. */
export const own = (activity: Activity): Entry[] => activity.filter((each) => each.kind === 'own')

/** Transactions whose end is still to come. */
export function pending(activity: Activity): Entry[] {
  return unsettled(activity).filter(({ status }) => status.phase !== 'unknown')
}
/** Those and the ones whose end nobody who was asked remembers. */
export const unsettled = (activity: Activity): Entry[] => own(activity).filter(({ status }) => !isOver(status))
/**
 * For each of its calls whether it ran, or will if all goes well; null where that is not known: of alternatives before one of them ran,
 * for example.
 */
export function ranOf({ calls, wrappers, status }: Entry): (boolean | null)[] {
  if (status.phase === 'lost') return calls.map(() => false)
  if (status.phase === 'unknown') return calls.map(() => null)
  if ('ran' in status) return calls.map((_, i) => status.ran?.[i] ?? null)
  const either = wrappers.filter(({ call }) => call === 'Utility.if_else')
  const isIn = (path: readonly number[]) => either.some((each) => each.path.every((place, depth) => path[depth] === place))
  return calls.map(({ path }) => (isIn(path) ? null : true))
}

/** Whether nothing more becomes of it. */
export const isOver = (status: Status): status is Extract<Status, { phase: 'final' | 'lost' }> =>
  status.phase === 'final' || status.phase === 'lost'
