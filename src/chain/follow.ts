import * as v from 'valibot'
import { blake256, fromHex, KluisError, toHex } from '../units'
import { read, readHash, readVersion } from './answers'
import { believe } from './decoder'
import type { Live } from './live'
import { fetchMetadata, makeRuntime } from './metadata'
import { isRao, readBestHead, readFinalHead } from './reads'

/** A transaction to be looked for: its hash, and the blocks that can hold it. */
export type Wanted = { hash: string; eraBegin: number; eraEnd: number }
type Outcome = {
  /** Everything that was asked for was done. */
  ok: boolean
  /** It was done in part: the extrinsic succeeded, and something in it did not. `ok` is false then. */
  part: boolean
  /** Name of what failed. */
  error: string | null
  /** Fee really paid, decimal rao; null where the node tells none that can be. */
  fee: string | null
}
type Found = { block: number; blockHash: string; index: number } & Outcome
/** Where the search stands; JSON, so that it survives everything. */
export type Cursor = { next: number; found: Found | null }
export type Progress = { cursor: Cursor; outcome: 'waiting' | 'included' | 'final' | 'lost'; found: Found | null }

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
    }),
  ),
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
 * @returns included: in a block that may still be undone; final: never undone; lost: its era is over and no final block holds it
 */
export async function follow(live: Live, wanted: Wanted, from: unknown): Promise<Progress> {
  const kept = v.safeParse(cursorSchema, from)
  let cursor: Cursor = kept.success ? kept.output : { next: wanted.eraBegin, found: null }
  const { rpc } = live
  const { number: best } = await readBestHead(live)
  const { number: finalised } = await readFinalHead(live)

  if (cursor.found) {
    const now = await rpc.call('chain_getBlockHash', [cursor.found.block])
    if (now === cursor.found.blockHash)
      return { cursor, outcome: finalised >= cursor.found.block ? 'final' : 'included', found: cursor.found }
    // The block was undone. From the last final block on, everything has to be looked at again.
    cursor = { next: Math.max(wanted.eraBegin, Math.min(cursor.found.block, finalised)), found: null }
  }

  const last = Math.min(best, wanted.eraEnd, cursor.next + STEP)
  const numbers = Array.from({ length: Math.max(last - cursor.next + 1, 0) }, (_, i) => cursor.next + i)
  const named = numbers.length ? read(hashes, await rpc.call('chain_getBlockHash', [numbers])) : []
  for (const [i, number] of numbers.entries()) {
    if ((named[i] ?? null) === null) break
    const blockHash = readHash(named[i])
    const { extrinsics, header } = read(block, await rpc.call('chain_getBlock', [blockHash])).block
    const index = extrinsics.findIndex((each) => hashOf(each) === wanted.hash)
    if (index >= 0) {
      const found = { block: number, blockHash, index, ...(await outcomeOf(live, blockHash, readHash(header.parentHash), index)) }
      return { cursor: { next: number, found }, outcome: finalised >= number ? 'final' : 'included', found }
    }
    // Only final blocks are never looked at again.
    if (number <= finalised) cursor = { next: number + 1, found: null }
  }
  return { cursor, outcome: cursor.next > wanted.eraEnd ? 'lost' : 'waiting', found: null }
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
async function outcomeOf(live: Live, blockHash: string, parentHash: string, index: number): Promise<Outcome> {
  const runtime = await runtimeAt(live, parentHash)
  const item = runtime.storage('System', 'Events')
  const answer = read(v.string(), await live.rpc.call('state_getStorage', [item.key(), blockHash]))
  return believe(() => {
    const events = item.decode(answer) as ChainEvent[]
    const mine = events.filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === index).map(({ event }) => event)
    const of = (name: string) => mine.find((each) => `${each.type}.${each.value.type}` === name)
    const fee = (of('TransactionPayment.TransactionFeePaid')?.value.value as { actual_fee?: unknown } | undefined)?.actual_fee
    const paid = isRao(fee) ? fee.toString() : null
    const failed = of('System.ExtrinsicFailed')
    if (failed) {
      const { dispatch_error } = failed.value.value as { dispatch_error: unknown }
      return { ok: false, part: false, error: errorName(runtime, dispatch_error), fee: paid }
    }
    // Every extrinsic has one of the two: a node that tells neither keeps something back.
    if (!of('System.ExtrinsicSuccess')) throw new Error('no outcome')
    const error = mine.map(innerError).find((each) => each !== undefined)
    const part = error !== undefined
    return { ok: !part, part, error: part ? errorName(runtime, error) : null, fee: paid }
  })
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
