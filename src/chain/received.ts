import * as v from 'valibot'
import { blake256, decodeAddress, encodeAddress, fromHex, KluisError, palletAccountOf, toHex } from '../units'
import { read, readHash } from './answers'
import { believe } from './decoder'
import { type ChainEvent, runtimeAt } from './follow'
import type { Live } from './live'
import type { Runtime } from './metadata'
import { existentialDeposit, isRao, readFinalHead, readValues } from './reads'

type Place = { id: string; address: string }
/** Why an account has more than before. between: so much more after a span of blocks of which no node asked has the state any more. */
export type Cause =
  | { kind: 'transfer' /** null: several senders of small amounts. */; from: Place | null }
  | { kind: 'unstaked'; hotkey: Place; netuid: number }
  | { kind: 'unknown' }
  | { kind: 'between'; after: number }
/** Something that came to an account, in a final block. */
export type Received = {
  /** Account id, hex. */
  account: string
  /** Decimal rao. */
  amount: string
  /** Of how many transfers it is the sum: small ones of one block are told together. */
  count: number
  /** Each of them was less than the existential deposit. */
  dust: boolean
  /** When its block was made, in milliseconds; when it was noticed where that is not known. */
  at: number
  block: number
  /** null: the block is not known, only that it is none after `block`. */
  blockHash: string | null
  /** Which event of the block says so: with the block's hash, what it is known by. */
  event: number | null
  extrinsic: { index: number; hash: string } | null
  cause: Cause
}
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
/** A span in which that changed. `pruned`: the newest block of it whose state is known to be gone. */
const range = v.object({ from: point, to: point, pruned: v.number(), tries: v.number() })
type Range = v.InferOutput<typeof range>
const watched = v.object({ since: v.object({ block: v.number(), at: v.number() }), known: point, open: v.array(range) })
type Watched = v.InferOutput<typeof watched>
const cursorSchema = v.record(v.string(), watched)
/** Where the watch over accounts of one chain stands, by account id; JSON, so that it survives everything. */
export type WatchCursor = v.InferOutput<typeof cursorSchema>
export type Watch = { cursor: WatchCursor; found: Received[]; missed: Missed[] }

const hashes = v.array(v.nullable(v.string()))
const body = v.object({
  block: v.object({ header: v.object({ parentHash: v.string() }), extrinsics: v.array(v.pipe(v.string(), v.regex(/^0x/))) }),
})
/** Questions of one look beyond the balances themselves: a public node answers about one a second, and others ask too. */
const MOST_QUESTIONS = 12
/** What one block may bring an account one by one; what is more is told as one. */
const MOST_OF_ONE_BLOCK = 50
/** How often a block that says nothing of sense is asked for before it is given up. */
const MOST_TRIES = 3
/** How nodes say that they no longer have a state, or never had. */
const GONE = /discarded|pruned|unknown ?block|not found|missing/i

const isSame = (a: Point, b: Point) => a.nonce === b.nonce && a.rao === b.rao

/**
 * Looks what came to accounts since the last look, in final blocks only, so that nothing of it is ever undone. A pure function of the
 * chain and the cursor, as `follow` is. An account that is new to the cursor is known from now on, not before.
 * @param accounts ids in hex
 * @param from the cursor of the last look over this chain; anything else begins anew
 * @param own whether an extrinsic is one of this wallet's: what it brings is told by its own entry
 * @returns the cursor of the next look, and what was found on the way to it: keep both in one write, or neither
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
  const isDue = (id: string) => !cursor[id]?.open.length && cursor[id]?.known.hash !== head.hash
  const due = accounts.filter(isDue)
  const points = await pointsAt(live, due, { block: head.number, hash: head.hash, at: now })

  const changed: { id: string; before: Watched; to: Point }[] = []
  for (const id of due) {
    const before = cursor[id]
    const to = points.get(id) as Point
    if (!before) cursor[id] = { since: { block: to.block, at: now }, known: to, open: [] }
    else if (to.block > before.known.block && isSame(before.known, to)) cursor[id] = { ...before, known: to }
    else changed.push({ id, before, to })
  }
  if (changed.length) {
    const numbers = [...new Set(changed.map(({ before }) => before.known.block))]
    const named = read(hashes, await live.rpc.call('chain_getBlockHash', [numbers]))
    for (const { id, before, to } of changed) {
      const { known } = before
      const told = named[numbers.indexOf(known.block)]
      // A node that is behind knows less than was known already: it has nothing to say.
      if (to.block <= known.block && (live.network.genesisHash !== null || told === known.hash)) continue
      if (told === known.hash) cursor[id] = { ...before, known: to, open: [{ from: known, to, pruned: known.block, tries: 0 }] }
      else if (told || live.network.genesisHash === null) {
        // A local chain that was started again, most likely: from here on it is another story.
        missed.push({ account: id, ...spanOf(known, to), why: 'restarted' })
        cursor[id] = { ...before, known: to }
      }
    }
  }
  await dig(live, { cursor, found, missed }, own, now, most).catch((error: unknown) => {
    // What was found until then is found; the rest comes with the next look.
    if (!(error instanceof KluisError && ['offline', 'node-answer', 'node-busy', 'node-lied'].includes(error.code))) throw error
  })
  return { cursor, found, missed }
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
    const done = await step(asked, id, span, own, told).catch((error: unknown): Step => {
      if (!(error instanceof KluisError && error.code === 'node-lied')) throw error
      return span.tries + 1 < MOST_TRIES ? { open: [{ ...span, tries: span.tries + 1 }], found: [], later: true } : givenUp(id, span)
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
): Promise<Step> {
  const { from, to, pruned } = span
  const oldest = Math.max(from.block, pruned)
  if (to.block - from.block === 1)
    return told(to.hash).then(
      (block) => ({ open: [], found: receivedIn(block, id, from, to, own) }),
      (error) => (isGone(error) ? givenUp(id, span) : Promise.reject(error)),
    )
  if (to.block - oldest === 1) return givenUp(id, span)
  const number = Math.floor((oldest + to.block) / 2)
  const hash = await live.rpc.call('chain_getBlockHash', [number])
  const middle = hash === null ? undefined : await pointsAt(live, [id], { block: number, hash: readHash(hash), at: to.at }).catch(gone)
  if (!middle) return { open: [{ ...span, pruned: number }], found: [] }
  const half = middle.get(id) as Point
  const halves = [
    { from, to: half, pruned, tries: 0 },
    { from: half, to, pruned: number, tries: 0 },
  ]
  // The older one first: its states are forgotten first.
  return { open: halves.filter((each) => !isSame(each.from, each.to)), found: [] }
}

/** What balances alone say of a span: more came than went. */
function givenUp(account: string, { from, to }: Range): Step {
  const more = BigInt(to.rao) - BigInt(from.rao)
  const cause: Cause = { kind: 'between', after: from.block }
  const whole = { account, count: 1, dust: false, at: to.at, block: to.block, blockHash: null, event: null, extrinsic: null, cause }
  return {
    open: [],
    found: more > 0n ? [{ ...whole, amount: more.toString() }] : [],
    missed: { account, ...spanOf(from, to), why: 'pruned' },
  }
}

const isGone = (error: unknown) =>
  error instanceof KluisError && error.code === 'node-answer' && GONE.test(`${error.facts.message} ${error.facts.data}`)
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

/** What a block says of itself. `depositRao`: the existential deposit then. */
type Told = { events: ChainEvent[]; hashOf(index: number): string; at: number | null; depositRao: bigint }

/** Reads a block with the runtime that ran it: that of its parent's state. @throws KluisError offline, node-answer, node-lied */
async function tellBlock(live: Live, hash: string, runtimes: Map<number, Runtime>): Promise<Told> {
  const { extrinsics, header } = read(body, await live.rpc.call('chain_getBlock', [hash])).block
  const runtime = await runtimeAt(live, readHash(header.parentHash), runtimes)
  const items = [runtime.storage('System', 'Events'), runtime.storage('Timestamp', 'Now')] as const
  const keys = items.map((item) => item.key())
  const values = await readValues(live, hash, keys)
  const [events, time] = keys.map((key) => values.get(key) ?? null)
  return believe(() => {
    if (typeof events !== 'string') throw new Error('a block without events')
    const made = typeof time === 'string' ? items[1].decode(time) : undefined
    return {
      events: items[0].decode(events) as ChainEvent[],
      hashOf: (index) => toHex(blake256(fromHex(extrinsics[index] as string))),
      at: typeof made === 'bigint' && made > 0n && made < 2n ** 53n ? Number(made) : null,
      depositRao: existentialDeposit({ ...live, runtime }),
    }
  })
}

type Credit = { rao: bigint; event: number; index: number | null; cause: Exclude<Cause, { kind: 'between' }> }
/** What one block brought an account, but for what own transactions did. @throws KluisError node-lied */
function receivedIn(block: Told, account: string, from: Point, to: Point, own: (hash: string) => boolean): Received[] {
  return believe(() => {
    const all = creditsIn(block.events, account)
    const indexes = new Set(block.events.flatMap(({ phase }) => (phase.type === 'ApplyExtrinsic' ? [phase.value as number] : [])))
    const ours = new Set([...indexes].filter((index) => own(block.hashOf(index))))
    const received = all.filter(({ index }) => index === null || !ours.has(index))
    const rest = BigInt(to.rao) - BigInt(from.rao) - all.reduce((sum, { rao }) => sum + rao, 0n)
    const tell = ({ event, index, cause }: Credit, amount: bigint, count: number, dust: boolean): Received => ({
      ...{ account, amount: amount.toString(), count, dust, at: block.at ?? to.at, block: to.block, blockHash: to.hash, event, cause },
      extrinsic: index === null ? null : { index, hash: block.hashOf(index) },
    })
    const isSmall = ({ cause, rao }: Credit) => cause.kind === 'transfer' && rao < block.depositRao
    const large = received.filter((each) => !isSmall(each))
    const told = large.slice(0, MOST_OF_ONE_BLOCK).map((each) => tell(each, each.rao, 1, false))
    for (const [many, dust] of [[received.filter(isSmall), true] as const, [large.slice(MOST_OF_ONE_BLOCK), false] as const]) {
      const [first] = many
      const sum = many.reduce((all, { rao }) => all + rao, 0n)
      if (!first || sum === 0n) continue
      const sender = (each: Credit) => (each.cause.kind === 'transfer' ? each.cause.from?.id : undefined)
      const alike = many.every((each) => sender(each) !== undefined && sender(each) === sender(first))
      told.push(tell(alike ? first : { ...first, cause: { kind: 'transfer', from: null } }, sum, many.length, dust))
    }
    // Whatever else brought it. A transaction of this wallet in the same block may have done it, and tells that itself.
    if (rest > 0n && ours.size === 0) {
      const blank = { event: null, extrinsic: null, cause: { kind: 'unknown' as const } }
      told.push({
        ...blank,
        account,
        amount: rest.toString(),
        count: 1,
        dust: false,
        at: block.at ?? to.at,
        block: to.block,
        blockHash: to.hash,
      })
    }
    return told
  })
}

/** Events that bring an account something, by their names (chain.md 8). @throws Error for one of another shape */
function creditsIn(events: readonly ChainEvent[], account: string): Credit[] {
  const placeOf = (id: string): Place => ({ id, address: encodeAddress(fromHex(id)) })
  const credits = events.flatMap(({ phase, event }, at): Credit[] => {
    const index = phase.type === 'ApplyExtrinsic' ? (phase.value as number) : null
    const told = event.value.value
    switch (`${event.type}.${event.value.type}`) {
      case 'Balances.Transfer': {
        const { from, to, amount } = told as Record<string, unknown>
        const sender = idOf(from)
        if (!isRao(amount)) throw new Error('a transfer of nothing')
        return idOf(to) === account && sender !== account
          ? [{ rao: amount, event: at, index, cause: { kind: 'transfer', from: placeOf(sender) } }]
          : []
      }
      case 'SubtensorModule.StakeRemoved': {
        const [coldkey, hotkey, tao, , netuid] = told as unknown[]
        if (!isRao(tao) || typeof netuid !== 'number') throw new Error('stake of nothing')
        return idOf(coldkey) === account
          ? [{ rao: tao, event: at, index, cause: { kind: 'unstaked', hotkey: placeOf(idOf(hotkey)), netuid } }]
          : []
      }
      default:
        return []
    }
  })
  // Stake that is moved is taken away and given at once: nothing of it comes to the account.
  const moved = new Set(events.flatMap(({ phase, event }) => (isStakeOf(event, account) ? [phase.value] : [])))
  // Where the chain pays for stake out of an account of its own, that transfer is the same money once more.
  const unstaked = new Set(credits.flatMap(({ cause, index }) => (cause.kind === 'unstaked' && index !== null ? [index] : [])))
  return credits.filter(({ cause, index }) => {
    if (index === null || cause.kind === 'unknown') return true
    if (cause.kind === 'unstaked') return !moved.has(index)
    return !(unstaked.has(index) && cause.from && palletAccountOf(fromHex(cause.from.id)))
  })
}

const idOf = (address: unknown) => toHex(decodeAddress(address as string).accountId)
const isStakeOf = ({ type, value }: ChainEvent['event'], account: string) =>
  type === 'SubtensorModule' && value.type === 'StakeAdded' && idOf((value.value as unknown[])[0]) === account

/** Since when each account is watched, by its id, and whether spans are still to be looked into. @param cursor of `lookForReceived` */
export function watchOf(cursor: unknown): {
  since: Record<string, { block: number; at: number }>
  until: Record<string, number>
  looking: boolean
} {
  const kept = v.safeParse(cursorSchema, cursor)
  const all = kept.success ? Object.entries(kept.output) : []
  return {
    since: Object.fromEntries(all.map(([id, { since }]) => [id, since])),
    until: Object.fromEntries(all.map(([id, { known }]) => [id, known.at])),
    looking: all.some(([, { open }]) => open.length > 0),
  }
}
/** The same cursor without accounts that nobody asks for any more. */
export function watchOnly(cursor: WatchCursor, ids: ReadonlySet<string>): WatchCursor {
  return Object.fromEntries(Object.entries(cursor).filter(([id]) => ids.has(id)))
}
