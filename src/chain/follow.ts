import * as v from 'valibot'
import { blake256, fromHex, KluisError, toHex } from '../units'
import { type Live, read, readHash, readNumber, readVersion } from './chain'
import { fetchMetadata, makeRuntime } from './metadata'

/** A transaction to be looked for: its hash, and the blocks that can hold it. */
export type Wanted = { hash: string; eraBegin: number; eraEnd: number }
type Found = { block: number; blockHash: string; index: number; ok: boolean; error: string | null; fee: string | null }
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
  const best = readNumber(await rpc.call('chain_getHeader', []))
  const finalHash = readHash(await rpc.call('chain_getFinalizedHead', []))
  const finalised = readNumber(await rpc.call('chain_getHeader', [finalHash]))

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

type Event = { phase: { type: string; value: unknown }; event: { type: string; value: { type: string; value: unknown } } }
/** Events that tell of a failure inside a call that succeeded itself, and the field that names it (chain.md 8). */
const inner: Readonly<Record<string, string>> = {
  'Utility.BatchInterrupted': 'error',
  'Utility.ItemFailed': 'error',
  'Utility.DispatchedAs': 'result',
  'Proxy.ProxyExecuted': 'result',
  'Multisig.MultisigExecuted': 'result',
}

/** What became of extrinsic `index`: success, or the name of its error, and the fee really paid in rao. */
async function outcomeOf(live: Live, blockHash: string, parentHash: string, index: number): Promise<Pick<Found, 'ok' | 'error' | 'fee'>> {
  const runtime = await runtimeAt(live, parentHash)
  const codec = runtime.builder.buildStorage('System', 'Events')
  const answer = await live.rpc.call('state_getStorage', [codec.keys.enc(), blockHash])
  let mine: Event['event'][]
  try {
    const events = codec.value.dec(read(v.string(), answer)) as Event[]
    mine = events.filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === index).map(({ event }) => event)
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
  const of = (name: string) =>
    mine.find((each) => `${each.type}.${each.value.type}` === name)?.value.value as Record<string, unknown> | undefined
  const failed = of('System.ExtrinsicFailed')
  // Every extrinsic has one of the two: a node that tells neither keeps something back.
  if (!failed && !mine.some((each) => each.type === 'System' && each.value.type === 'ExtrinsicSuccess')) throw new KluisError('node-lied')
  const fee = of('TransactionPayment.TransactionFeePaid')?.actual_fee
  const error = failed ? failed.dispatch_error : mine.map(innerError).find((each) => each !== undefined)
  const name = error === undefined ? null : errorName(runtime, error)
  return { ok: name === null, error: name, fee: typeof fee === 'bigint' ? fee.toString() : null }
}
/** The dispatch error that an event of `inner` carries, if it carries one. */
function innerError({ type, value }: Event['event']): unknown {
  const field = inner[`${type}.${value.type}`]
  if (!field) return undefined
  const told = (value.value as Record<string, unknown>)[field] as { success?: boolean; value?: unknown }
  return field === 'error' ? told : told.success === false ? told.value : undefined
}

/** The runtime that ran a block is that of its parent's state: after an upgrade it is another one than now. */
async function runtimeAt({ rpc, runtime, genesisHash }: Live, parentHash: string): Promise<Live['runtime']> {
  const told = readVersion(await rpc.call('state_getRuntimeVersion', [parentHash]))
  if (told.specVersion === runtime.specVersion) return runtime
  const nothing = { get: async () => undefined, put: async () => undefined }
  return makeRuntime(genesisHash, told, await fetchMetadata(rpc, parentHash), nothing)
}

/** 'Balances.InsufficientBalance', 'Token.FundsUnavailable', … by the names in the metadata: numbers move with every upgrade. */
function errorName(runtime: Live['runtime'], error: unknown): string {
  const { type, value } = error as { type: string; value: unknown }
  if (type === 'Module') {
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
  const inner = (value as { type?: string } | undefined)?.type
  return inner ? `${type}.${inner}` : type
}
