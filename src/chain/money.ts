import * as v from 'valibot'
import { decodeAddress, encodeAddress, fromHex, KluisError, RAO_PER_TAO, toHex } from '../units'
import { read, readHash } from './answers'
import { believe } from './decoder'
import { type Labels, labelQuestions, type Wanted } from './labels'
import type { Live } from './live'
import { type Payouts, type Place, payoutQuestions } from './payouts'
import { type Balance, balanceOf, readBestHead, readValues } from './reads'

/**
 * Stake of one coldkey with one hotkey on one subnet. `alphaRao`: its alpha, on root rao of TAO. `heldBlocks`: for how many blocks more the
 * chain lets none of it leave root; only there while it does.
 */
export type Position = { hotkey: string; netuid: number; alphaRao: bigint; heldBlocks?: number }
/** What an account has at one block. `positions` null: the chain knows no stakes, or the node refused to tell them. */
export type Holding = Balance & {
  positions: Position[] | null
  /** Alpha that cannot be sold, by netuid; null where nobody told it. */
  lockedAlpha: Map<number, bigint> | null
}
/** Everything that a screen of balances needs, at one block. `prices`: as `readPrices` tells them. */
export type Money = {
  block: number
  /** When it was made, by the clock of the chain, in milliseconds; null where the chain has none. */
  madeAt: number | null
  hash: string
  genesisHash: string
  /** Whether the chain has subnets at all: on others there is nothing but balances. */
  stakes: boolean
  byAccount: Map<string, Holding>
  prices: Map<number, bigint>
  labels: Labels
  /** Of the places that were asked for, as far as there was room. */
  payouts: Payouts
}

const changes = v.array(v.object({ block: v.string(), changes: v.array(v.tuple([v.string(), v.nullable(v.string())])) }))
/** Keys in one question, and coldkeys in one call: a node walks every subnet for each of them. */
const KEYS_AT_ONCE = 500
const COLDKEYS_AT_ONCE = 25
const STAKES = 'StakeInfoRuntimeApi'
const PRICES = 'SwapRuntimeApi'
const ALL = 'current_alpha_price_all'
const ONE = 'current_alpha_price'
/** Prices that are asked one by one at once: a public node counts each, and answers about one a second. */
const MOST = { careful: 2, public: 16, own: 4_096 } as const
const PALLET = 'SubtensorModule'
/** For how many blocks root stake stays, and the block since when it does. */
const INTERVAL = 'RootStakeUnlockInterval'
const STAMP = 'LastColdkeyHotkeyStakeBlock'

/** What the metadata says of a thing that the connected chain's pallet of stakes keeps; undefined where it keeps nothing under this name. */
export const itemOf = ({ runtime }: Pick<Live, 'runtime'>, name: string) =>
  runtime.metadata.pallets.find((each) => each.name === PALLET)?.storage?.items.find((each) => each.name === name)
/** The bytes that stand for a value of it that was never written. */
export const fallbackOf = (live: Pick<Live, 'runtime'>, name: string): string | undefined => {
  const item = itemOf(live, name)
  return item && item.modifier === 1 ? item.fallback : undefined
}

/**
 * Balances, stakes, locks, holds and prices at one block, the newest whose header was told: its hash was computed, so its number is the right
 * one. Before the node told of any, the first question is put without a block, and its answer says at which one it was read. For up to 25
 * accounts that is four questions, and one more for each further 25, and again where they have stakes; and one about what is held on root.
 * @param accounts ids in hex
 * @param wanted names that are missing or old; as many as there is room for in questions that are put anyway
 * @param places of which it is asked what their stakes were paid last, in the room that is left
 * @param netuids on which something is to happen: only their prices are asked, and what is held there; left out, those of all that is staked
 * @throws KluisError offline, node-answer (for the balances), node-lied
 */
export async function readMoney(
  live: Live,
  accounts: readonly string[],
  wanted: Wanted = { netuids: [], hotkeys: [] },
  places: readonly Place[] = [],
  netuids?: readonly number[],
): Promise<Money> {
  const { runtime } = live
  const number = runtime.storage('System', 'Number')
  const item = runtime.storage('System', 'Account')
  const stakes = runtime.metadata.pallets.some(({ name }) => name === PALLET)
  const keyOf = new Map(accounts.map((id) => [id, item.key(encodeAddress(fromHex(id)))]))
  const clock = runtime.metadata.pallets.some(({ name }) => name === 'Timestamp') ? runtime.storage('Timestamp', 'Now') : undefined
  // Since spec 441 root stake may stay for a while after the last that came or went (chain.md 4.2).
  const interval = itemOf(live, INTERVAL) && itemOf(live, STAMP) ? runtime.storage(PALLET, INTERVAL) : undefined
  const own = [number.key(), ...[clock, interval].flatMap((each) => each?.key() ?? []), ...keyOf.values()]
  const room = Math.ceil(own.length / KEYS_AT_ONCE) * KEYS_AT_ONCE - own.length
  const labels = labelQuestions(runtime, wanted, room)
  const payouts = payoutQuestions(runtime, places, room - labels.keys.length)
  const head = live.head()
  const asked = [...new Set([...own, ...labels.keys, ...payouts.keys])]
  const { hash, values } = await readStorage(live, asked, head?.hash)
  const told = (key: string): string | null => {
    const value = values.get(key)
    // Not told is not the same as null, which says that there is no such account.
    if (value === undefined) throw new KluisError('node-lied')
    return value
  }
  const height = told(number.key())
  const block = height === null ? 0 : Number(number.decode(height))
  if (head && block !== head.number) throw new KluisError('node-lied')
  const time = clock && told(clock.key())
  const madeAt = clock && time ? Number(u64(clock.decode(time))) : null
  const byAccount = new Map<string, Holding>()
  for (const [id, key] of keyOf) {
    const value = told(key)
    byAccount.set(id, { ...(value ? balanceOf(item.decode(value)) : NONE), positions: null, lockedAlpha: null })
  }
  const money = {
    block,
    madeAt,
    hash,
    genesisHash: live.genesisHash,
    stakes,
    byAccount,
    prices: new Map(),
    labels: labels.read(told),
    payouts: payouts.read(told),
  }
  // A node that knows only old metadata cannot be asked: that is not the same as a chain without stakes.
  if (!knows(live, STAKES, 'get_stake_info_for_coldkeys')) return money
  const lasts = interval && (told(interval.key()) ?? fallbackOf(live, INTERVAL))
  const holdBlocks = interval && lasts ? u64(interval.decode(lasts)) : 0n
  const staked = readPositions(live, hash, byAccount)
  const held = async () => {
    await staked
    const all = [...byAccount.values()].flatMap(({ positions }) => positions ?? [])
    return all.sort((a, b) => (a.alphaRao < b.alphaRao ? 1 : -1)).map(({ netuid }) => netuid)
  }
  const holds = holdBlocks > 0n && (netuids?.includes(0) ?? true)
  const [prices] = await Promise.all([
    readPrices(live, hash, netuids ?? held),
    staked,
    holds && staked.then(() => readHolds(live, hash, byAccount, holdBlocks - BigInt(block))),
  ])
  return { ...money, prices }
}
const NONE: Balance = { free: 0n, reserved: 0n, frozen: 0n }

/** Values at one block. @param hash of it; without it the newest, as the answer to the first question names it */
async function readStorage({ rpc }: Live, keys: readonly string[], hash?: string) {
  if (hash !== undefined) return { hash, values: await readValues({ rpc }, hash, keys) }
  const answer = read(changes, await rpc.call('state_queryStorageAt', [keys.slice(0, KEYS_AT_ONCE)]))
  const [at, ...more] = new Set(answer.map(({ block }) => block))
  // One question is about one block, and every further one about the same.
  if (more.length) throw new KluisError('node-lied')
  const found = readHash(at)
  const rest = await readValues({ rpc }, found, keys.slice(KEYS_AT_ONCE))
  return { hash: found, values: new Map([...answer.flatMap((each) => each.changes), ...rest]) }
}

/** Whether the chain has this runtime call: others than Subtensor have none of those about stakes. */
export const knows = ({ runtime }: Live, api: string, method: string): boolean =>
  runtime.metadata.apis.some(({ name, methods }) => name === api && methods.some((each) => each.name === method))

/**
 * Asks the runtime at a block. @returns undefined where the node refuses: what it says else is known all the same
 * @throws KluisError offline, node-lied
 */
export async function askRuntime(live: Live, hash: string, api: string, method: string, args: readonly unknown[]): Promise<unknown> {
  const sent = believe(() => live.runtime.builder.buildRuntimeCall(api, method).args.enc([...args]))
  const answer = await live.rpc.call('state_call', [`${api}_${method}`, toHex(sent), hash]).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return undefined
    throw error
  })
  return answer === undefined ? undefined : live.runtime.answer(api, method, read(v.string(), answer))
}

/** Ids by their addresses, each read once: of many positions most are with the same hotkeys. */
function createIds() {
  const ids = new Map<unknown, string>()
  return (address: unknown): string => {
    const known = ids.get(address)
    if (known) return known
    const id = believe(() => toHex(decodeAddress(address as string).accountId))
    ids.set(address, id)
    return id
  }
}
export const isNetuid = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 65_536
/** An amount of Subtensor is a u64, whatever a node's metadata says of it. */
const isU64 = (value: unknown): value is bigint => typeof value === 'bigint' && value >= 0n && value < 2n ** 64n
/** @throws KluisError node-lied for what is no u64 */
export function u64(value: unknown): bigint {
  // A compact number that is small enough is decoded as a number.
  const whole = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
  if (!isU64(whole)) throw new KluisError('node-lied')
  return whole
}
const pairs = (value: unknown): [unknown, unknown][] => {
  if (!Array.isArray(value) || value.some((each) => !Array.isArray(each) || each.length !== 2)) throw new KluisError('node-lied')
  return value
}

/** Adds stakes and locks to holdings, where the node tells them. */
async function readPositions(live: Live, hash: string, byAccount: Map<string, Holding>): Promise<void> {
  const idOf = createIds()
  /** Of 25 coldkeys at a time, all in one moment. */
  const ask = async (method: string, all: string[], ...more: unknown[]) => {
    const asking = chunks(all).map(async (ids) => {
      const answer = await askRuntime(live, hash, STAKES, method, [ids.map((id) => encodeAddress(fromHex(id))), ...more])
      return { ids, answer }
    })
    return (await Promise.all(asking)).filter(({ answer }) => answer !== undefined)
  }
  for (const { ids, answer } of await ask('get_stake_info_for_coldkeys', [...byAccount.keys()])) {
    const asked = new Set(ids)
    for (const [coldkey, infos] of pairs(answer)) {
      const id = idOf(coldkey)
      // Someone else's stakes, or the same account twice.
      if (!asked.delete(id)) throw new KluisError('node-lied')
      const holding = byAccount.get(id) as Holding
      holding.positions = positionsOf(id, infos, idOf)
    }
    // An account that was not told of is not one without stakes.
    if (asked.size) throw new KluisError('node-lied')
  }
  // On a chain that keeps no locks nothing is held by one, and there is nobody to ask.
  if (!itemOf(live, 'Lock')) for (const holding of byAccount.values()) if (holding.positions) holding.lockedAlpha = new Map()
  if (!knows(live, STAKES, 'get_stake_availability_for_coldkeys')) return
  const staking = [...byAccount].filter(([, { positions }]) => positions?.some(({ netuid }) => netuid !== 0)).map(([id]) => id)
  for (const { ids, answer } of await ask('get_stake_availability_for_coldkeys', staking, undefined)) {
    const asked = new Set(ids)
    for (const [coldkey, subnets] of pairs(answer)) {
      const id = idOf(coldkey)
      if (!asked.delete(id)) throw new KluisError('node-lied')
      ;(byAccount.get(id) as Holding).lockedAlpha = locksOf(subnets)
    }
  }
  // Without stakes on subnets there is nothing that could be locked.
  for (const holding of byAccount.values())
    if (holding.positions && !holding.positions.some(({ netuid }) => netuid !== 0)) holding.lockedAlpha = new Map()
}
/** Adds how long root stake is held: all with one hotkey, since the last that came or went. @param left blocks, where that was block 0 */
async function readHolds(live: Live, hash: string, byAccount: ReadonlyMap<string, Holding>, left: bigint): Promise<void> {
  const stamp = live.runtime.storage(PALLET, STAMP)
  const addressOf = (id: string) => encodeAddress(fromHex(id))
  const roots = [...byAccount].flatMap(([id, { positions }]) =>
    (positions ?? []).flatMap((each) => (each.netuid === 0 ? [{ each, key: stamp.key(addressOf(id), addressOf(each.hotkey)) }] : [])),
  )
  const keys = roots.map(({ key }) => key)
  const stamps = await readValues(live, hash, keys)
  for (const { each, key } of roots) {
    const since = stamps.get(key)
    const blocks = left + (since ? u64(stamp.decode(since)) : 0n)
    if (blocks > 0n) each.heldBlocks = Number(blocks)
  }
}
function chunks(ids: readonly string[]): string[][] {
  const made: string[][] = []
  for (let from = 0; from < ids.length; from += COLDKEYS_AT_ONCE) made.push(ids.slice(from, from + COLDKEYS_AT_ONCE))
  return made
}

function positionsOf(coldkey: string, infos: unknown, idOf: (address: unknown) => string): Position[] {
  if (!Array.isArray(infos)) throw new KluisError('node-lied')
  const seen = new Set<string>()
  return infos.flatMap((info: { hotkey?: unknown; coldkey?: unknown; netuid?: unknown; stake?: unknown } | null) => {
    const { netuid } = info ?? {}
    const hotkey = idOf(info?.hotkey)
    const place = `${hotkey}/${netuid}`
    if (!isNetuid(netuid) || idOf(info?.coldkey) !== coldkey || seen.has(place)) throw new KluisError('node-lied')
    seen.add(place)
    const alphaRao = u64(info?.stake)
    return alphaRao > 0n ? [{ hotkey, netuid, alphaRao }] : []
  })
}

function locksOf(subnets: unknown): Map<number, bigint> {
  const locks = new Map<number, bigint>()
  for (const [netuid, told] of pairs(subnets)) {
    if (!isNetuid(netuid) || locks.has(netuid)) throw new KluisError('node-lied')
    const { total, locked, available } = (told ?? {}) as Record<string, unknown>
    const [all, held, left] = [u64(total), u64(locked), u64(available)]
    // More that may go than there is, or than the lock leaves.
    if (left > (held < all ? all - held : 0n)) throw new KluisError('node-lied')
    // Other things hold alpha as well (the collateral of a miner): what may not go is what is missing.
    locks.set(netuid, all - left)
  }
  return locks
}

/**
 * Rao of TAO for a whole alpha at a block, by netuid: of every subnet where the chain has a call for that and the node answers it, else of
 * those that matter, asked one by one, as many as the node bears. None at all where nobody tells any.
 * @param netuids what matters, the most important first, or how to know that where it is needed; where it is root alone nobody is asked
 * @throws KluisError offline, node-busy, node-lied
 */
export async function readPrices(
  live: Live,
  hash: string,
  netuids: readonly number[] | (() => Promise<readonly number[]>),
): Promise<Map<number, bigint>> {
  if (typeof netuids !== 'function' && netuids.every((each) => each === 0)) return new Map([[0, RAO_PER_TAO]])
  const all = knows(live, PRICES, ALL) ? await askRuntime(live, hash, PRICES, ALL, []) : undefined
  if (all !== undefined) return priceMap(all)
  const prices = new Map<number, bigint>()
  if (!knows(live, PRICES, ONE)) return prices
  const wanted = [...new Set(typeof netuids === 'function' ? await netuids() : netuids)]
  const most = live.rpc.careful() ? MOST.careful : live.network.genesisHash === null ? MOST.own : MOST.public
  const asked = wanted.filter((netuid) => netuid !== 0).slice(0, most)
  await Promise.all(
    asked.map(async (netuid) => {
      const told = await askRuntime(live, hash, PRICES, ONE, [netuid])
      // Nothing is what the price of a subnet is that there is not.
      const priceRao = told === undefined ? 0n : u64(told)
      if (priceRao > 0n) prices.set(netuid, priceRao)
    }),
  )
  // Root is TAO for TAO, whatever a node says of it.
  return prices.size || !asked.length ? prices.set(0, RAO_PER_TAO) : prices
}

/** Rao of TAO for a whole alpha now, as above. @throws KluisError offline, node-busy, node-lied */
export async function readSpots(live: Live, netuids: readonly number[]): Promise<ReadonlyMap<number, bigint>> {
  return readPrices(live, (await readBestHead(live)).hash, netuids)
}

/** Prices by netuid, of what the call for all of them answers. @throws KluisError node-lied */
function priceMap(answer: unknown): Map<number, bigint> {
  const prices = new Map<number, bigint>()
  if (!Array.isArray(answer)) throw new KluisError('node-lied')
  for (const told of answer as ({ netuid?: unknown; price?: unknown } | null)[]) {
    const netuid = told?.netuid
    if (!isNetuid(netuid) || prices.has(netuid)) throw new KluisError('node-lied')
    prices.set(netuid, u64(told?.price))
  }
  return prices.set(0, RAO_PER_TAO)
}
