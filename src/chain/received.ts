import * as v from 'valibot'
import { encodeAddress, fromHex, KluisError } from '../units'
import { type Head, isGone, read, readHash } from './answers'
import { believe } from './decoder'
import type { Live } from './live'
import type { Runtime } from './metadata'
import { isRao, readFinalHead, readValues } from './reads'
import { type Cause, type Received, receivedIn, type Told, tellBlock } from './receipts'

/** A span of which the wallet does not know what came to an account. pruned: the node had forgotten; restarted: the chain itself is another one. */
export type Missed = { account: string; fromBlock: number; toBlock: number; fromAt: number; toAt: number; why: 'pruned' | 'restarted' }

const point = v.object({
  block: v.number(),
  hash: v.string(),
  at: v.number(),
  nonce: v.number(),
  rao: v.pipe(v.string(), v.regex(/^\d+$/)),
})
/** What an account had at one final block: nonce, and rao both free and reserved. `at`: this machine's time when it was known to be no later. */
type Point = v.InferOutput<typeof point>
/**
 * A span in which that changed. `pruned`: the newest block of it whose state is known to be gone. `again`: some of it may have been told
 * before: an event is known by its name, but a sum of it all would be told twice.
 */
const range = v.object({ from: point, to: point, pruned: v.number(), tries: v.number(), again: v.optional(v.boolean(), false) })
type Range = v.InferOutput<typeof range>
/**
 * `trail`: what was known before `known`, oldest first. A node may have lied about any of it: then the next older one is gone back to.
 * `reach`: a block above `known` up to which things may have been told before that.
 */
const watched = v.object({
  since: v.object({ block: v.number(), at: v.number() }),
  known: point,
  open: v.array(range),
  trail: v.optional(v.array(point), []),
  reach: v.optional(v.number(), 0),
})
type Watched = v.InferOutput<typeof watched>
const cursorSchema = v.record(v.string(), watched)
/** Where the watch over accounts of one chain stands, by account id; JSON, so that it survives everything. */
export type WatchCursor = v.InferOutput<typeof cursorSchema>
export type Watch = { cursor: WatchCursor; found: Received[]; missed: Missed[] }

const hashes = v.array(v.nullable(v.string()))
/** Questions of one look beyond the balances themselves: a public node answers about one a second, and others ask too. */
const MOST_QUESTIONS = 12
/** How often a block that says nothing of sense is asked for before it is given up. */
const MOST_TRIES = 3
/** How many older points are kept, further and further apart. */
const MOST_TRAIL = 4
/** On a public chain: no block comes faster than this, in milliseconds, and so many a node may be behind or ahead of its clock. */
const FASTEST = 1_000
const SLACK = 100
/** So far behind no node is that is used for long, in blocks: a day. What was told of blocks above that was no truth. */
const MOST_BEHIND = 7_200
/** How long a node that denies all that was known is passed over before it is believed, in milliseconds. */
const PATIENCE = 86_400_000
/** A look proves blocks up to the newest final one, which was made a while before the look. In milliseconds. */
const FINAL_LAG = 60_000

const isSame = (a: Point, b: Point) => a.nonce === b.nonce && a.rao === b.rao

/**
 * Looks what came to accounts since the last look, in final blocks only, so that nothing of it is ever undone. A pure function of the
 * chain and the cursor, as `follow` is. An account that is new to the cursor is known from now on, not before. What an earlier look was
 * told wrongly is noticed as soon as another node, or the same one, tells it otherwise: then it is looked at again from where both agree.
 * @param accounts ids in hex
 * @param from the cursor of the last look over this chain; anything else begins anew
 * @param own whether an extrinsic is one of this wallet's: what it brings is told by its own entry
 * @returns the cursor of the next look, and what was found on the way to it: keep both in one write, or neither. What was found before may
 * be in it once more, by the same block and event.
 * @throws KluisError offline, node-answer, node-lied, before anything was found
 */
export async function lookForReceived(
  live: Live,
  accounts: readonly string[],
  from: unknown,
  { own, now, most = MOST_QUESTIONS }: { own(hash: string): boolean; now: number; most?: number },
): Promise<Watch> {
  const kept = v.safeParse(cursorSchema, from)
  const cursor: WatchCursor = kept.success ? { ...kept.output } : {}
  const found: Received[] = []
  const missed: Missed[] = []
  const head = await readFinalHead(live)
  const best = live.head()
  // Nothing is final that is not there yet.
  if (best && head.number > best.number) throw new KluisError('node-lied')
  const isDue = (id: string) => !cursor[id]?.open.length && cursor[id]?.known.hash !== head.hash
  const due = accounts.filter(isDue)
  const points = await pointsAt(live, due, { block: head.number, hash: head.hash, at: now })

  const changed: { id: string; before: Watched; to: Point }[] = []
  for (const id of due) {
    const before = cursor[id]
    const to = points.get(id) as Point
    if (!before) cursor[id] = { since: { block: to.block, at: now }, known: to, open: [], trail: [], reach: 0 }
    else if (!isPossible(live, before.known, head, now)) continue
    else if (to.block > before.known.block && isSame(before.known, to)) cursor[id] = movedTo(before, to)
    else changed.push({ id, before, to })
  }
  if (changed.length) await opened(live, changed, { cursor, missed }, now)
  await dig(live, { cursor, found, missed }, own, now, most).catch((error: unknown) => {
    // What was found until then is found; the rest comes with the next look.
    if (!(error instanceof KluisError && ['offline', 'node-answer', 'node-busy', 'node-lied'].includes(error.code))) throw error
  })
  return { cursor, found, missed }
}

/** Whether so many blocks can have come since. A clock that went back says nothing, and on a chain of one's own nobody lies. */
const isPossible = ({ network }: Live, known: Point, head: Head, now: number) =>
  network.genesisHash === null || now < known.at || head.number - known.block <= (now - known.at) / FASTEST + SLACK

/** The same account, known up to here; what it was known by before stays as the trail, where its points are closest of all to be spared. */
function movedTo(before: Watched, to: Point, open: Range[] = []): Watched {
  const trail = [...before.trail, before.known].toSorted((a, b) => a.block - b.block)
  while (trail.length > MOST_TRAIL) {
    const room = trail.map((each, i) => {
      const [older, newer] = [trail[i - 1], trail[i + 1] ?? to]
      return older ? (newer.block - older.block) / (Math.abs(to.block - each.block) + 1) : Number.POSITIVE_INFINITY
    })
    trail.splice(room.indexOf(Math.min(...room)), 1)
  }
  const reach = Math.max(before.reach, Math.min(before.known.block, to.block + MOST_BEHIND))
  return { ...before, known: to, open, trail, reach }
}

/**
 * Opens the spans in which accounts changed, from the newest point that this node's chain has and confirms: a point may have been a lie,
 * of the node that told it or of this one, and no span begins with what one of two contradicts.
 */
async function opened(
  live: Live,
  changed: readonly { id: string; before: Watched; to: Point }[],
  { cursor, missed }: Pick<Watch, 'cursor' | 'missed'>,
  now: number,
): Promise<void> {
  const isOwn = live.network.genesisHash === null
  const numbers = [...new Set(changed.flatMap(({ before }) => [before.known, ...before.trail].map(({ block }) => block)))]
  const named = read(hashes, await live.rpc.call('chain_getBlockHash', [numbers]))
  const nameOf = ({ block }: Point) => named[numbers.indexOf(block)] ?? null
  const ids = changed.map(({ id }) => id)
  const told = new Map<string, Promise<Map<string, Point> | undefined>>()
  /** The same point as this node has it; undefined where it has no state of that block any more. */
  const nowOf = async (id: string, at: Point) => {
    const known = told.get(at.hash) ?? pointsAt(live, ids, at).catch(gone)
    told.set(at.hash, known)
    const found = (await known)?.get(id)
    return found && { ...found, at: at.at }
  }
  for (const { id, before, to } of changed) {
    const { known, trail } = before
    if (to.block <= known.block) {
      // A node that is behind knows less than was known already: it has nothing to say. Far above it nothing can be final.
      if (nameOf(known) === known.hash || (!isOwn && known.block - to.block <= SLACK)) continue
    }
    const there = [known, ...trail.toReversed()].filter((each) => nameOf(each) === each.hash && each.block < to.block)
    let span: Range | undefined
    for (const each of there) {
      const seen = (await nowOf(id, each)) ?? each
      // The oldest that is left is believed as this node tells it.
      if (!isSame(seen, each) && each !== there.at(-1)) continue
      const again = each !== known || !isSame(seen, each) || each.block < before.reach
      span = { from: seen, to, pruned: seen.block, tries: 0, again }
      break
    }
    // Where the name of every point is denied, what this node itself has at that height does, but sums would be told on its word alone.
    const denied = nameOf(known)
    if (!span && !isOwn && denied !== null && known.block < to.block) {
      const from = await nowOf(id, { ...known, hash: readHash(denied) })
      if (from) span = { from, to, pruned: from.block, tries: 0, again: true }
      // One that is against all that was known and shows nothing for it is passed over; the next one may know better.
      else if (now - known.at < PATIENCE) continue
    }
    if (span) cursor[id] = movedTo(before, to, isSame(span.from, to) ? [] : [span])
    else if (isOwn || denied !== null || to.block < known.block) {
      // A local chain that was started again, or a height that never was: from here on it is another story.
      const first = isOwn ? known : (trail[0] ?? known)
      missed.push({ account: id, ...spanOf(first, to), fromBlock: Math.min(first.block, to.block), why: 'restarted' })
      cursor[id] = isOwn ? { ...before, known: to, trail: [] } : movedTo(before, to)
    }
  }
}

const spanOf = (from: Point, to: Point) => ({ fromBlock: from.block, toBlock: to.block, fromAt: from.at, toAt: to.at })

/** Halves open spans until each is one block, and reads those; every account has its turn. */
async function dig(live: Live, watch: Watch, own: (hash: string) => boolean, now: number, most: number): Promise<void> {
  let questions = 0
  const call: Live['rpc']['call'] = (method, params) => {
    questions++
    return live.rpc.call(method, params)
  }
  const asked: Live = { ...live, rpc: { ...live.rpc, call } }
  const blocks = new Map<string, Promise<Told>>()
  const runtimes = new Map<number, Runtime>()
  const told = (hash: string) => {
    const known = blocks.get(hash)
    if (known) return known
    const fresh = tellBlock(asked, hash, runtimes)
    blocks.set(hash, fresh)
    return fresh
  }
  // Who had the first turn last time has a later one now: one busy account keeps nobody else waiting.
  const waiting = Object.keys(watch.cursor).filter((id) => watch.cursor[id]?.open.length)
  const first = waiting.length ? now % waiting.length : 0
  const queue = [...waiting.slice(first), ...waiting.slice(0, first)]
  for (let id = queue.shift(); id !== undefined && questions < most; id = queue.shift()) {
    const before = watch.cursor[id] as Watched
    const [span, ...rest] = before.open as [Range, ...Range[]]
    const giveUp = (lost = span) => givenUp(id as string, lost, before.trail)
    const done = await step(asked, id, span, own, told, giveUp).catch((error: unknown): Step => {
      if (!(error instanceof KluisError && error.code === 'node-lied')) throw error
      return span.tries + 1 < MOST_TRIES ? { open: [{ ...span, tries: span.tries + 1 }], found: [], later: true } : giveUp()
    })
    watch.found.push(...done.found)
    if (done.missed) watch.missed.push(done.missed)
    const open = [...done.open, ...rest]
    watch.cursor[id] = { ...before, open }
    if (open.length && !done.later) queue.push(id)
  }
}

type Step = { open: Range[]; found: Received[]; missed?: Missed /** Nothing of sense now: next time. */; later?: true }
/** One step into a span: it falls into halves, or is told, or given up. @throws KluisError */
async function step(
  live: Live,
  id: string,
  span: Range,
  own: (hash: string) => boolean,
  told: (hash: string) => Promise<Told>,
  giveUp: (span?: Range) => Step,
): Promise<Step> {
  const { from, to, pruned, again } = span
  const oldest = Math.max(from.block, pruned)
  if (to.block - from.block === 1) {
    const block = await told(to.hash).catch(gone)
    if (!block) return giveUp()
    const change = { account: id, fromRao: from.rao, toRao: to.rao, block: to.block, blockHash: to.hash, at: to.at }
    const { told: found, rest } = receivedIn(block, change, own)
    if (!rest) return { open: [], found }
    // No event brought it. Before it is told that what was kept is wrong is looked into: another node may have lied then.
    const [older, newer] = [await pointsAt(live, [id], from).catch(gone), await pointsAt(live, [id], to).catch(gone)]
    const [fromRao, toRao] = [older?.get(id)?.rao, newer?.get(id)?.rao]
    if (fromRao === undefined || toRao === undefined) return { ...giveUp({ ...span, again: true }), found }
    const checked = receivedIn(block, { ...change, fromRao, toRao }, own)
    return { open: [], found: checked.rest ? [...checked.told, checked.rest] : checked.told }
  }
  if (to.block - oldest === 1) return giveUp()
  const number = Math.floor((oldest + to.block) / 2)
  const hash = await live.rpc.call('chain_getBlockHash', [number])
  const middle = hash === null ? undefined : await pointsAt(live, [id], { block: number, hash: readHash(hash), at: to.at }).catch(gone)
  if (!middle) return { open: [{ ...span, pruned: number }], found: [] }
  const half = middle.get(id) as Point
  const halves = [
    { from, to: half, pruned, tries: 0, again },
    { from: half, to, pruned: number, tries: 0, again },
  ]
  // The older one first: its states are forgotten first.
  return { open: halves.filter((each) => !isSame(each.from, each.to)), found: [] }
}

/**
 * What balances alone say of a span: more came than went. An account that has signed nothing since an older point pays nothing: where it
 * is said to have had less at the beginning than then, that was wrong, and no receipt is made of it.
 */
function givenUp(account: string, { from, to, again }: Range, trail: readonly Point[]): Step {
  const idle = trail.filter(({ block, nonce }) => block <= from.block && nonce === to.nonce)
  const had = idle.reduce((most, { rao }) => (BigInt(rao) > most ? BigInt(rao) : most), BigInt(from.rao))
  const more = again ? 0n : BigInt(to.rao) - had
  const cause: Cause = { kind: 'between', after: from.block }
  const whole = { account, count: 1, dust: false, at: to.at, block: to.block, blockHash: null, event: null, extrinsic: null, cause }
  return {
    open: [],
    found: more > 0n ? [{ ...whole, amount: more.toString() }] : [],
    missed: { account, ...spanOf(from, to), why: 'pruned' },
  }
}

function gone(error: unknown): undefined {
  if (!isGone(error)) throw error
}

/** What accounts have at one block. @throws KluisError offline, node-answer (also where the state is gone), node-lied */
async function pointsAt(live: Live, ids: readonly string[], at: Pick<Point, 'block' | 'hash' | 'at'>): Promise<Map<string, Point>> {
  const item = live.runtime.storage('System', 'Account')
  const keys = new Map(ids.map((id) => [id, item.key(encodeAddress(fromHex(id)))]))
  const values = await readValues(live, at.hash, [...keys.values()])
  const points = new Map<string, Point>()
  for (const [id, key] of keys) {
    const value = values.get(key) ?? null
    points.set(id, { ...at, ...(value === null ? { nonce: 0, rao: '0' } : believe(() => heldIn(item.decode(value)))) })
  }
  return points
}
function heldIn(value: unknown): Pick<Point, 'nonce' | 'rao'> {
  const { nonce, data } = value as { nonce?: unknown; data?: { free?: unknown; reserved?: unknown } }
  if (typeof nonce !== 'number' || !isRao(data?.free) || !isRao(data.reserved)) throw new Error('no account')
  return { nonce, rao: (data.free + data.reserved).toString() }
}

/**
 * Of each account, by its id: since when it is watched, until when all that came to it was looked into, and whether spans are still to
 * be looked into. Times of this machine, in milliseconds. @param cursor of `lookForReceived`
 */
export function watchesOf(cursor: unknown): Record<string, { since: { block: number; at: number }; until: number; looking: boolean }> {
  const kept = v.safeParse(cursorSchema, cursor)
  return Object.fromEntries(
    Object.entries(kept.success ? kept.output : {}).map(([id, { since, known, open }]) => {
      const until = Math.min(known.at, ...open.map(({ from }) => from.at)) - FINAL_LAG
      return [id, { since, until, looking: open.length > 0 }]
    }),
  )
}
/** Whether spans are still to be looked into. @param cursor of `lookForReceived` */
export const isLooking = (cursor: unknown): boolean => Object.values(watchesOf(cursor)).some(({ looking }) => looking)
/** The same cursor without accounts that nobody asks for any more. */
export function watchOnly(cursor: WatchCursor, ids: ReadonlySet<string>): WatchCursor {
  return Object.fromEntries(Object.entries(cursor).filter(([id]) => ids.has(id)))
}
