import * as v from 'valibot'
import { type AlphaFee, alphaFee, blake256, encodeAddress, fromHex, KluisError, type Trade, toHex, trade } from '../units'
import { isGone, read, readHash, readVersion } from './answers'
import { believe } from './decoder'
import type { Live } from './live'
import { fetchMetadata, makeRuntime } from './metadata'
import { type Calls, ranOf, type UtilityEvent } from './ran'
import { isRao, readBestHead, readFinalHead, readValues } from './reads'
import { paidIn } from './trades'

/**
 * A transaction to be looked for: its hash, the blocks that can hold it, its calls, and its place among those of its account (id in
 * hex). `replaced`: another one of this wallet is known to have that place, so that this one has none.
 */
export type Wanted = { hash: string; eraBegin: number; eraEnd: number; account: string; nonce: number; replaced?: boolean } & Calls
type Outcome = {
  /** Everything that was asked for was done. */
  ok: boolean
  /** It was done in part: the extrinsic succeeded, and something in it did not. `ok` is false then. */
  part: boolean
  /** Name of what failed. */
  error: string | null
  /** For each of the calls whether it ran; null where that cannot be told. */
  ran: boolean[] | null
  /** Fee really paid in TAO, decimal rao; null where the node tells none that can be. */
  fee: string | null
  /** Fee that the stake paid instead. */
  alphaFee?: AlphaFee | undefined
  /** What it bought and sold; absent where that is nothing, and in what was kept before it was looked for. */
  trades?: Trade[] | undefined
}
type Found = { block: number; blockHash: string; index: number } & Outcome
/** Where the search stands; JSON, so that it survives everything. `gone`: the first block on the way that the node no longer had. */
export type Cursor = { next: number; found: Found | null; gone?: number | undefined }
export type Progress = {
  cursor: Cursor
  outcome: 'waiting' | 'included' | 'final' | 'lost' | 'unknown'
  found: Found | null
  /** Where it is, also where what became of it is not known. */
  place: { block: number; index: number } | null
}

const cursorSchema = v.object({
  next: v.number(),
  found: v.nullable(
    v.object({
      block: v.number(),
      blockHash: v.string(),
      index: v.number(),
      ok: v.boolean(),
      part: v.boolean(),
      error: v.nullable(v.string()),
      fee: v.nullable(v.string()),
      ran: v.nullable(v.array(v.boolean())),
      trades: v.optional(v.array(trade)),
      alphaFee: v.optional(alphaFee),
    }),
  ),
  gone: v.optional(v.number()),
})
const block = v.object({
  block: v.object({ header: v.object({ parentHash: v.string() }), extrinsics: v.array(v.pipe(v.string(), v.regex(/^0x/))) }),
})
const hashes = v.array(v.nullable(v.string()))
/** Blocks looked at in one go, a question each: no more than a public node answers without a wait. */
const STEP = 12

/**
 * Looks further for a transaction. A pure function of the chain and the cursor: it needs no subscription, survives the death of
 * the background and finds its way after a reorganisation.
 * @param from the cursor of the last look; anything else begins at the era's first block
 * @throws KluisError offline, node-answer, node-lied
 * @returns included: in a block that may still be undone; final: never undone; lost: its era is over, no final block holds it and its
 * place is still free; unknown: the node has forgotten the block it is in, or one that it may be in, or shows it in none although its place
 * is taken. Another node goes on from there.
 */
export async function follow(live: Live, wanted: Wanted, from: unknown): Promise<Progress> {
  const kept = v.safeParse(cursorSchema, from)
  let cursor: Cursor = kept.success ? kept.output : { next: wanted.eraBegin, found: null }
  const { rpc } = live
  const { number: best } = await readBestHead(live)
  const { number: finalised } = await readFinalHead(live)

  if (cursor.found) {
    const now = await rpc.call('chain_getBlockHash', [cursor.found.block])
    if (now === cursor.found.blockHash) return at(cursor.found, finalised)
    // The block was undone. From the last final block on, everything has to be looked at again.
    cursor = { next: Math.max(wanted.eraBegin, Math.min(cursor.found.block, finalised)), found: null }
  }

  const last = Math.min(best, wanted.eraEnd, cursor.next + STEP)
  const numbers = Array.from({ length: Math.max(last - cursor.next + 1, 0) }, (_, i) => cursor.next + i)
  const named = numbers.length ? read(hashes, await rpc.call('chain_getBlockHash', [numbers])) : []
  for (const [i, number] of numbers.entries()) {
    if ((named[i] ?? null) === null) break
    const blockHash = readHash(named[i])
    const answer = await rpc.call('chain_getBlock', [blockHash]).catch(forgotten)
    // What is not final yet has been forgotten by nobody.
    const gone = answer === null && number <= finalised
    const { extrinsics, header } = gone ? noBlock : read(block, answer).block
    const index = extrinsics.findIndex((each) => hashOf(each) === wanted.hash)
    if (index >= 0) {
      const outcome = await outcomeOf(live, wanted, blockHash, readHash(header.parentHash), index).catch(forgotten)
      if (outcome) return at({ block: number, blockHash, index, ...outcome }, finalised)
      if (number > finalised) throw new KluisError('node-lied')
      return { cursor: { next: number, found: null }, outcome: 'unknown', found: null, place: { block: number, index } }
    }
    // Only final blocks are never looked at again.
    if (number <= finalised) cursor = { next: number + 1, found: null, gone: cursor.gone ?? (gone ? number : undefined) }
  }
  if (cursor.next <= wanted.eraEnd) return { cursor, outcome: 'waiting', found: null, place: null }
  const next = cursor.gone ?? wanted.eraBegin
  if (cursor.gone === undefined && (wanted.replaced || (await isFree(live, wanted))))
    return { cursor, outcome: 'lost', found: null, place: null }
  return { cursor: { next, found: null }, outcome: 'unknown', found: null, place: null }
}
/**
 * Whether a transaction's place among those of its account is still free in the last final block. A node that left it out of a block's
 * body would have to lie about this as well, and whatever is signed with a place that is taken never gets into a block. An account that
 * is not there may have been emptied by this very transaction.
 */
export async function isFree(live: Live, { account, nonce }: Wanted): Promise<boolean> {
  const { hash } = await readFinalHead(live)
  const item = live.runtime.storage('System', 'Account')
  const key = item.key(encodeAddress(fromHex(account)))
  const stands = nonceOf(item.decode, (await readValues(live, hash, [key])).get(key))
  return stands === nonce || (stands !== undefined && stands > 0 && stands < nonce)
}
/** The nonce in a value of System.Account; undefined where there is no account. */
function nonceOf(decode: (hex: string) => unknown, value: string | null | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const { nonce } = decode(value) as { nonce?: unknown }
  if (typeof nonce !== 'number') throw new KluisError('node-lied')
  return nonce
}
const noBlock = { extrinsics: [], header: { parentHash: '' } }
/** Nothing, where a node said that it no longer has what was asked for. */
function forgotten(error: unknown): null {
  if (isGone(error)) return null
  throw error
}
function at(found: Found, finalised: number): Progress {
  const { block, index } = found
  return { cursor: { next: block, found }, outcome: finalised >= block ? 'final' : 'included', found, place: { block, index } }
}

function hashOf(extrinsic: string): string {
  try {
    return toHex(blake256(fromHex(extrinsic)))
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}

/** An event of a block, as its metadata names it. */
export type ChainEvent = { phase: { type: string; value: unknown }; event: { type: string; value: { type: string; value: unknown } } }
/** Events that tell of a failure inside a call that succeeded itself, and the field that names it (chain.md 8). */
const inner: Readonly<Record<string, string>> = {
  'Utility.BatchInterrupted': 'error',
  'Utility.ItemFailed': 'error',
  'Utility.DispatchedAs': 'result',
  'Proxy.ProxyExecuted': 'result',
  'Multisig.MultisigExecuted': 'result',
}

/** What became of extrinsic `index`. @throws KluisError offline, node-answer, node-lied */
async function outcomeOf(live: Live, wanted: Wanted, blockHash: string, parentHash: string, index: number): Promise<Outcome> {
  const runtime = await runtimeAt(live, parentHash)
  const item = runtime.storage('System', 'Events')
  const accounts = runtime.storage('System', 'Account')
  const account = accounts.key(encodeAddress(fromHex(wanted.account)))
  const values = await readValues(live, blockHash, [item.key(), account])
  const answer = read(v.string(), values.get(item.key()))
  return believe(() => {
    // Whatever is in a block has used its place; an account that it emptied is no more.
    const stands = nonceOf(accounts.decode, values.get(account))
    if (stands !== undefined && stands <= wanted.nonce) throw new Error('its place is free')
    const events = item.decode(answer) as ChainEvent[]
    const mine = events.filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === index).map(({ event }) => event)
    const of = (name: string) => mine.find((each) => `${each.type}.${each.value.type}` === name)
    const fee = (of('TransactionPayment.TransactionFeePaid')?.value.value as { actual_fee?: unknown } | undefined)?.actual_fee
    const { trades, alphaFee: inAlpha } = paidIn(mine, wanted.account)
    // The chain tells the fee in TAO all the same.
    const paid = {
      fee: inAlpha === undefined ? (isRao(fee) ? fee.toString() : null) : inAlpha && '0',
      ...(inAlpha && { alphaFee: inAlpha }),
    }
    const failed = of('System.ExtrinsicFailed')
    if (failed) {
      const { dispatch_error } = failed.value.value as { dispatch_error: unknown }
      return { ok: false, part: false, error: errorName(runtime, dispatch_error), ...paid, ran: wanted.calls.map(() => false) }
    }
    // Every extrinsic has one of the two: a node that tells neither keeps something back.
    if (!of('System.ExtrinsicSuccess')) throw new Error('no outcome')
    const error = mine.map(innerError).find((each) => each !== undefined)
    const part = error !== undefined
    return {
      ...{ ok: !part, part, error: part ? errorName(runtime, error) : null, ...paid, ran: ranOf(wanted, mine.flatMap(ofUtility)) },
      ...(trades.length > 0 && { trades }),
    }
  })
}
function ofUtility({ type, value }: ChainEvent['event']): UtilityEvent[] {
  if (type !== 'Utility') return []
  const { index } = (value.value ?? {}) as { index?: unknown }
  return [{ name: value.type, index: typeof index === 'number' ? index : undefined }]
}
/** The dispatch error that an event of `inner` carries, if it carries one. */
function innerError({ type, value }: ChainEvent['event']): unknown {
  const field = inner[`${type}.${value.type}`]
  if (!field) return undefined
  const told = (value.value as Record<string, unknown>)[field] as { success?: boolean; value?: unknown }
  return field === 'error' ? told : told.success === false ? told.value : undefined
}

/**
 * The runtime that ran a block is that of its parent's state: after an upgrade it is another one than now.
 * @param known those of other versions that were met before; what is met here is added
 * @throws KluisError offline, node-answer, node-lied
 */
export async function runtimeAt(
  { rpc, runtime, genesisHash }: Live,
  parentHash: string,
  known = new Map<number, Live['runtime']>(),
): Promise<Live['runtime']> {
  const told = readVersion(await rpc.call('state_getRuntimeVersion', [parentHash]))
  if (told.specVersion === runtime.specVersion) return runtime
  const met = known.get(told.specVersion) ?? makeRuntime(genesisHash, told, await fetchMetadata(rpc, parentHash))
  known.set(told.specVersion, met)
  return met
}

/** What a name from metadata may be: it is shown beside the wallet's own words. */
const NAME = /^[\w.?]{1,128}$/
/**
 * 'Balances.InsufficientBalance', 'Token.FundsUnavailable', … by the names in the metadata: numbers move with every upgrade.
 * '?' for a name that is none.
 */
function errorName(runtime: Live['runtime'], error: unknown): string {
  const { type, value } = error as { type: string; value: unknown }
  if (typeof type !== 'string') throw new Error('an error without a kind')
  const inner = (value as { type?: string } | undefined)?.type
  const name = type === 'Module' ? moduleError(runtime, value) : inner ? `${type}.${inner}` : type
  return NAME.test(name) ? name : '?'
}
function moduleError(runtime: Live['runtime'], value: unknown): string {
  const module = value as { index?: number; error?: unknown; type?: string; value?: { type?: string } }
  if (module.type) return `${module.type}.${module.value?.type ?? '?'}`
  const pallet = runtime.metadata.pallets.find((each) => each.index === module.index)
  const bytes = typeof module.error === 'string' ? fromHex(module.error) : (module.error as Uint8Array | undefined)
  const errors =
    pallet?.errors === undefined
      ? undefined
      : runtime.metadata.lookup[typeof pallet.errors === 'number' ? pallet.errors : pallet.errors.type]
  const variants = errors?.def.tag === 'variant' ? errors.def.value : []
  return `${pallet?.name ?? '?'}.${variants.find((each) => each.index === bytes?.[0])?.name ?? '?'}`
}
