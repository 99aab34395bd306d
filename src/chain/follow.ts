import { blake2b } from '@noble/hashes/blake2.js'
import * as v from 'valibot'
import { fromHex, toHex } from '../units'
import { type Live, read, readHash, readNumber } from './chain'

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
const block = v.object({ block: v.object({ extrinsics: v.array(v.string()) }) })
/** Blocks looked at in one go: two questions each. */
const STEP = 24

/**
 * Looks further for a transaction. A pure function of the chain and the cursor: it needs no subscription, survives the death of
 * the background and finds its way after a reorganisation.
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
  for (let number = cursor.next; number <= last; number++) {
    const blockHash = await rpc.call('chain_getBlockHash', [number])
    if (blockHash === null) break
    const { extrinsics } = read(block, await rpc.call('chain_getBlock', [readHash(blockHash)])).block
    const index = extrinsics.findIndex((each) => toHex(blake2b(fromHex(each), { dkLen: 32 })) === wanted.hash)
    if (index >= 0) {
      const found = { block: number, blockHash: readHash(blockHash), index, ...(await outcomeOf(live, readHash(blockHash), index)) }
      return { cursor: { next: number, found }, outcome: finalised >= number ? 'final' : 'included', found }
    }
    // Only final blocks are never looked at again.
    if (number <= finalised) cursor = { next: number + 1, found: null }
  }
  return { cursor, outcome: cursor.next > wanted.eraEnd ? 'lost' : 'waiting', found: null }
}

type Event = { phase: { type: string; value: unknown }; event: { type: string; value: { type: string; value: unknown } } }

/** What became of extrinsic `index`: success, or the name of its error, and the fee really paid in rao. */
async function outcomeOf({ rpc, runtime }: Live, blockHash: string, index: number): Promise<Pick<Found, 'ok' | 'error' | 'fee'>> {
  const codec = runtime.builder.buildStorage('System', 'Events')
  const answer = await rpc.call('state_getStorage', [codec.keys.enc(), blockHash])
  let events: Event[]
  try {
    events = codec.value.dec(read(v.string(), answer)) as Event[]
  } catch {
    // A block of another spec version: that it is in the block is known, how it went is not.
    return { ok: true, error: null, fee: null }
  }
  const mine = events.filter(({ phase }) => phase.type === 'ApplyExtrinsic' && phase.value === index).map(({ event }) => event)
  const failed = mine.find((each) => each.type === 'System' && each.value.type === 'ExtrinsicFailed')
  const paid = mine.find((each) => each.type === 'TransactionPayment' && each.value.type === 'TransactionFeePaid')
  const fee = (paid?.value.value as { actual_fee?: unknown } | undefined)?.actual_fee
  const interrupted = mine.find((each) => each.type === 'Utility' && each.value.type === 'BatchInterrupted')
  const error = failed
    ? errorName(runtime, (failed.value.value as { dispatch_error: unknown }).dispatch_error)
    : interrupted
      ? errorName(runtime, (interrupted.value.value as { error: unknown }).error)
      : null
  return { ok: !error, error, fee: typeof fee === 'bigint' ? fee.toString() : null }
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
