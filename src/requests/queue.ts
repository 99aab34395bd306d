import * as v from 'valibot'
import { type ErrorCode, errorCodes, KluisError } from '../units'

/** Numbers of security.md 2.3. Times in milliseconds. */
export const limits = {
  perOrigin: 3,
  inAll: 10,
  lifetime: 600_000,
  /** This many refusals within the window silence an origin. */
  refusals: 3,
  /** So do this many refusals and requests that a page left standing: one more, because a person may reload a page while it asks. */
  offences: 4,
  refusalWindow: 30_000,
  silence: 60_000,
  longestSilence: 3_600_000,
  /** How many settled ones are remembered, so that an answer can be delivered again. */
  remembered: 20,
} as const

/** Where a request came from: the document that may get its answer. */
export type Place = { origin: string; tabId: number; documentId: string; messageId: string }
export type ItemKind = 'connect' | 'transaction' | 'message'
/**
 * waiting → approved → (signed →) settled. Approved without a result goes back to waiting when the background died: nothing had left.
 * `card` is what the person is shown (null while it is being read), `input` what was asked; both are JSON and hold no secret.
 */
export type Item = {
  id: string
  kind: ItemKind
  place: Place | null
  state: 'waiting' | 'approved' | 'signed'
  openedAt: number
  expiresAt: number
  /** Fingerprint of the question, so that the same one brought twice is known. */
  print: string
  input: unknown
  card: unknown
  /** The only signature of a signed one, stored before any of it leaves; null before. JSON. */
  outcome: unknown
}
/** A request as it is asked. */
export type Asked = Omit<Item, 'state' | 'expiresAt' | 'outcome'>
/** A request that has its answer: kept for a while, because the answer may have to be delivered again. */
export type Ended = {
  id: string
  place: Place | null
  print: string
  at: number
  reply: { ok: true; value: unknown } | { ok: false; code: ErrorCode }
}
export type Breaker = { refusedAt: number[]; leftAt: number[]; until: number; silence: number }
export type Queue = { items: Item[]; ended: Ended[]; breakers: Record<string, Breaker> }

const place = v.strictObject({ origin: v.string(), tabId: v.number(), documentId: v.string(), messageId: v.string() })
const reply = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.unknown() }),
  v.strictObject({ ok: v.literal(false), code: v.picklist(errorCodes) }),
])
/** Lives in memory that the browser keeps while the background sleeps; a lock clears it, and consent with it. */
export const requestsBox = {
  name: 'requests',
  area: 'session',
  version: 1,
  schema: v.strictObject({
    items: v.array(
      v.strictObject({
        id: v.string(),
        kind: v.picklist(['connect', 'transaction', 'message']),
        place: v.nullable(place),
        state: v.picklist(['waiting', 'approved', 'signed']),
        openedAt: v.number(),
        expiresAt: v.number(),
        print: v.string(),
        input: v.unknown(),
        card: v.unknown(),
        outcome: v.unknown(),
      }),
    ),
    ended: v.array(v.strictObject({ id: v.string(), place: v.nullable(place), print: v.string(), at: v.number(), reply })),
    breakers: v.record(
      v.string(),
      v.strictObject({ refusedAt: v.array(v.number()), leftAt: v.array(v.number()), until: v.number(), silence: v.number() }),
    ),
  }),
  initial: (): Queue => none,
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
} as const

export const none: Queue = { items: [], ended: [], breakers: {} }

const samePlace = (a: Place | null, b: Place | null) =>
  a !== null && b !== null && a.documentId === b.documentId && a.tabId === b.tabId && a.messageId === b.messageId && a.origin === b.origin

/** The requests that the person can answer now, oldest first: a request without a card is still being read. */
export function waiting(queue: Queue): Item[] {
  return queue.items.filter((each) => each.state === 'waiting' && each.card !== null)
}

/** Gives a request what was asked and what the person will be shown. A request that ended in the meantime stays ended. */
export function show(queue: Queue, id: string, input: unknown, card: unknown): Queue {
  return { ...queue, items: queue.items.map((each) => (each.id === id ? { ...each, input, card } : each)) }
}

export function find(queue: Queue, id: string): Item | undefined {
  return queue.items.find((each) => each.id === id)
}

/**
 * Adds a request, or recognises one that the same document brought before.
 * @returns the new queue and the item it is known by, or its answer if it already has one
 * @throws KluisError duplicate-request (same message id, other question), site-blocked, too-many-requests, pending-request (a second connect)
 */
export function ask(queue: Queue, item: Asked, now: number): { queue: Queue; item: Item } | { ended: Ended } {
  const ended = queue.ended.find((each) => samePlace(each.place, item.place))
  if (ended) {
    if (ended.print !== item.print) throw new KluisError('duplicate-request')
    return { ended }
  }
  const known = queue.items.find((each) => samePlace(each.place, item.place))
  if (known) {
    if (known.print !== item.print) throw new KluisError('duplicate-request')
    return { queue, item: known }
  }
  const origin = item.place?.origin
  if (origin !== undefined) {
    const breaker = queue.breakers[origin]
    if (breaker && now < breaker.until) throw new KluisError('site-blocked')
    const mine = queue.items.filter((each) => each.place?.origin === origin)
    if (item.kind === 'connect' && mine.some((each) => each.kind === 'connect')) throw new KluisError('pending-request')
    if (item.kind !== 'connect' && mine.filter((each) => each.kind !== 'connect').length >= limits.perOrigin)
      throw new KluisError('too-many-requests')
    if (queue.items.length >= limits.inAll) throw new KluisError('too-many-requests')
  }
  // The wallet's own draft replaces the one before it, unless that was agreed to: a person reviews one transfer at a time.
  const items = origin === undefined ? queue.items.filter((each) => each.place !== null || each.state !== 'waiting') : queue.items
  const added: Item = { ...item, state: 'waiting', expiresAt: item.openedAt + limits.lifetime, outcome: null }
  return { queue: { ...queue, items: [...items, added] }, item: added }
}

/**
 * The person agreed. An id is the only way to name a request: never "whatever waits".
 * @throws KluisError gone (unknown, already answered), expired
 */
export function approve(queue: Queue, id: string, now: number): Queue {
  const item = find(queue, id)
  if (item?.state !== 'waiting' || item.card === null) throw new KluisError('gone')
  if (now >= item.expiresAt) throw new KluisError('expired')
  return { ...queue, items: queue.items.map((each) => (each.id === id ? { ...each, state: 'approved' } : each)) }
}

/** Keeps what came of an approval, before any of it leaves: from here on there is no second signature. @throws KluisError gone */
export function sign(queue: Queue, id: string, outcome: unknown): Queue {
  if (find(queue, id)?.state !== 'approved') throw new KluisError('gone')
  return { ...queue, items: queue.items.map((each) => (each.id === id ? { ...each, state: 'signed', outcome } : each)) }
}

/** Gives an approved request its result. An undefined result is a refusal: silence never consents. @throws KluisError gone */
export function settle(queue: Queue, id: string, value: unknown, now: number): Queue {
  const item = find(queue, id)
  if (!item || item.state === 'waiting') throw new KluisError('gone')
  return finish(queue, [item], value === undefined ? { ok: false, code: 'rejected' } : { ok: true, value }, now)
}

/** The person declined: counts towards the origin's silence. @throws KluisError gone (unknown, answered, or agreed to: that cannot be taken back) */
export function refuse(queue: Queue, id: string, now: number): Queue {
  const item = find(queue, id)
  if (item?.state !== 'waiting') throw new KluisError('gone')
  const done = finish(queue, [item], { ok: false, code: 'rejected' }, now)
  if (!item.place) return done
  return offend(done, item.place.origin, 'refusedAt', now)
}

/**
 * Ends what a page leaves standing. One that reloads itself would open windows without end: each time that something of it was shown
 * counts towards its origin's silence.
 */
export function leave(queue: Queue, matches: (item: Item) => boolean, now: number): Queue {
  const origins = new Set(waiting(queue).flatMap((each) => (each.place && matches(each) ? each.place.origin : [])))
  return [...origins].reduce((left, origin) => offend(left, origin, 'leftAt', now), end(queue, matches, 'gone', now))
}

/** Notes an offence of an origin, and silences it when there were too many within the window. */
function offend(queue: Queue, origin: string, kind: 'refusedAt' | 'leftAt', now: number): Queue {
  const before = queue.breakers[origin] ?? { refusedAt: [], leftAt: [], until: 0, silence: 0 }
  const recent = (times: number[], of: typeof kind) =>
    [...times, ...(of === kind ? [now] : [])].filter((each) => now - each <= limits.refusalWindow)
  const refusedAt = recent(before.refusedAt, 'refusedAt')
  const leftAt = recent(before.leftAt, 'leftAt')
  const trips = refusedAt.length >= limits.refusals || refusedAt.length + leftAt.length >= limits.offences
  const silence = trips ? Math.min(before.silence ? before.silence * 2 : limits.silence, limits.longestSilence) : before.silence
  const breaker: Breaker = trips ? { refusedAt: [], leftAt: [], until: now + silence, silence } : { ...before, refusedAt, leftAt }
  return { ...queue, breakers: { ...queue.breakers, [origin]: breaker } }
}

/** Ends every request that `matches`, with the reason its page is told. Used at lock, revocation, navigation and tab close. */
export function end(queue: Queue, matches: (item: Item) => boolean, code: ErrorCode, now: number): Queue {
  return finish(queue, queue.items.filter(matches), { ok: false, code }, now)
}

/** Ends what is older than its lifetime. */
export function expire(queue: Queue, now: number): Queue {
  return end(queue, (each) => now >= each.expiresAt, 'expired', now)
}

/** After the background's death: what was agreed to but not signed is shown again; what was still being read is brought again by its page. */
export function resume(queue: Queue): Queue {
  const items = queue.items.filter((each) => each.card !== null)
  return { ...queue, items: items.map((each) => (each.state === 'approved' ? { ...each, state: 'waiting' as const } : each)) }
}

/** What has its signature and did not leave yet. */
export function signed(queue: Queue): Item[] {
  return queue.items.filter((each) => each.state === 'signed')
}

/** The answer of a settled request, for its own document only. */
export function outcomeOf(queue: Queue, id: string): Ended | undefined {
  return queue.ended.find((each) => each.id === id)
}

function finish(queue: Queue, done: Item[], reply: Ended['reply'], now: number): Queue {
  if (!done.length) return queue
  const ids = new Set(done.map((each) => each.id))
  const ended = done.map(({ id, place, print }): Ended => ({ id, place, print, at: now, reply }))
  return {
    ...queue,
    items: queue.items.filter((each) => !ids.has(each.id)),
    ended: [...queue.ended.filter((each) => now - each.at < limits.lifetime), ...ended].slice(-limits.remembered),
  }
}
