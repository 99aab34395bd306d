import * as v from 'valibot'
import { concat, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { type Head, read, readHash, readHead } from './answers'
import { believe } from './decoder'
import type { Live } from './live'

/** One account's money at one block, in rao. */
export type Balance = { free: bigint; reserved: bigint; frozen: bigint }
export type Balances = { block: number; byAccount: Map<string, Balance> }

const NONE: Balance = { free: 0n, reserved: 0n, frozen: 0n }
const changes = v.array(v.object({ block: v.string(), changes: v.array(v.tuple([v.string(), v.nullable(v.string())])) }))
const KEYS_AT_ONCE = 500

/** Balances of accounts (ids in hex) at one block, the newest. @throws KluisError offline, node-lied */
export async function readBalances(live: Live, accounts: readonly string[]): Promise<Balances> {
  const { hash, number: block } = await readBestHead(live)
  const item = live.runtime.storage('System', 'Account')
  const keys = new Map(accounts.map((id) => [id, item.key(encodeAddress(fromHex(id)))]))
  const values = await readValues(live, hash, [...keys.values()])
  const byAccount = new Map<string, Balance>()
  for (const [id, key] of keys) {
    const value = values.get(key)
    byAccount.set(id, value ? balanceOf(item.decode(value)) : NONE)
  }
  return { block, byAccount }
}

/**
 * Values by their keys at a block, null for what is not there. One question for up to 500 keys, none for none.
 * @throws KluisError offline, node-answer, node-lied (a key without an answer, another block)
 */
export async function readValues({ rpc }: Pick<Live, 'rpc'>, hash: string, keys: readonly string[]): Promise<Map<string, string | null>> {
  const values = new Map<string, string | null>()
  for (let from = 0; from < keys.length; from += KEYS_AT_ONCE) {
    const some = keys.slice(from, from + KEYS_AT_ONCE)
    const answer = read(changes, await rpc.call('state_queryStorageAt', [some, hash]))
    // One question is about one block.
    if (answer.some(({ block }) => block !== hash)) throw new KluisError('node-lied')
    const told = new Map(answer.flatMap((each) => each.changes))
    for (const key of some) {
      const value = told.get(key)
      // Not told is not the same as null, which says that there is no such thing.
      if (value === undefined) throw new KluisError('node-lied')
      values.set(key, value)
    }
  }
  return values
}

/** Whether a value is an amount of rao: a Balance is a u128. */
export const isRao = (value: unknown): value is bigint => typeof value === 'bigint' && value >= 0n && value < 2n ** 128n

/** Of a value of System.Account; undefined is nobody, who has nothing. @throws KluisError node-lied */
export function balanceOf(value: unknown): Balance {
  if (value === undefined) return NONE
  const { data = {} } = value as { data?: Record<string, unknown> }
  const { free, reserved, misc_frozen: misc, fee_frozen: forFees } = data
  // In runtimes before 2023 there were two such numbers, and neither counted what is reserved first.
  const most = isRao(misc) && isRao(forFees) ? (misc > forFees ? misc : forFees) : undefined
  const frozen = most === undefined ? data.frozen : most && most + (reserved as bigint)
  if (!isRao(free) || !isRao(reserved) || !isRao(frozen)) throw new KluisError('node-lied')
  return { free, reserved, frozen }
}

/** The nonce of the next transaction, counting those that wait in the node's pool. @param accountId hex. @throws KluisError offline, node-lied */
export async function readNonce({ rpc }: Live, accountId: string): Promise<number> {
  return read(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
    await rpc.call('system_accountNextIndex', [encodeAddress(fromHex(accountId))]),
  )
}

/**
 * Whether the number of an own transaction that a node told can be the next one: not one that the account has used in the newest block,
 * and none beyond those that wait. Bytes with a later number would lie in a pool until others make room for them.
 * @param accountId hex
 * @param waiting numbers of this account's transactions that this wallet knows of
 * @throws KluisError nonce-ahead, node-lied, offline
 */
export async function checkNonce(live: Live, accountId: string, nonce: number, waiting: readonly number[]): Promise<void> {
  const { hash } = readHead(await live.rpc.call('chain_getHeader', []))
  const used = await readUsed(live, hash, accountId)
  if (nonce < used) throw new KluisError('node-lied')
  if (nonce > Math.max(used, ...waiting.map((each) => each + 1))) throw new KluisError('nonce-ahead')
}

/** How many numbers an account had used at a block. @param accountId hex. @throws KluisError offline, node-answer, node-lied */
export async function readUsed(live: Live, hash: string, accountId: string): Promise<number> {
  const item = live.runtime.storage('System', 'Account')
  const key = item.key(encodeAddress(fromHex(accountId)))
  const value = (await readValues(live, hash, [key])).get(key)
  const used = value ? believe(() => (item.decode(value) as { nonce: number }).nonce) : 0
  if (typeof used !== 'number') throw new KluisError('node-lied')
  return used
}

/** Rao of an existence: an account with less is removed. @throws KluisError node-lied */
export function existentialDeposit({ runtime }: Live): bigint {
  const value = runtime.constant('Balances', 'ExistentialDeposit')
  if (!isRao(value)) throw new KluisError('node-lied')
  return value
}

/** Rao that replacing a hotkey costs, everywhere and on one subnet; undefined where the chain has no such thing. */
export function swapHotkeyCosts({ runtime }: Live): { all: bigint; one: bigint } | undefined {
  const constants = runtime.metadata.pallets.find(({ name }) => name === 'SubtensorModule')?.constants.map(({ name }) => name)
  if (!constants?.includes('KeySwapCost') || !constants.includes('KeySwapOnSubnetCost')) return undefined
  const [all, one] = ['KeySwapCost', 'KeySwapOnSubnetCost'].map((name) => runtime.constant('SubtensorModule', name))
  return isRao(all) && isRao(one) ? { all, one } : undefined
}

/**
 * Fee of an extrinsic without its tip, in rao, as the chain itself estimates it: the declared maximum.
 * @param extrinsic with its length in front
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readFee(live: Live, extrinsic: Uint8Array): Promise<bigint> {
  const told = (await askFee(live, 'query_info', extrinsic)) as { partial_fee?: unknown } | undefined
  if (!isRao(told?.partial_fee)) throw new KluisError('node-lied')
  return told.partial_fee
}

/**
 * What of that fee is paid whatever the call then weighs, in rao: only the part for the weight can be given back (chain.md 2.3).
 * @param extrinsic with its length in front
 * @returns null where the node does not answer it
 * @throws KluisError offline, node-lied
 */
export async function readLeastFee(live: Live, extrinsic: Uint8Array): Promise<bigint | null> {
  const told = await askFee(live, 'query_fee_details', extrinsic).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return null
    throw error
  })
  if (told === null) return null
  const { inclusion_fee: parts } = told as { inclusion_fee?: { base_fee?: unknown; len_fee?: unknown } }
  if (parts === undefined) return 0n
  if (!isRao(parts.base_fee) || !isRao(parts.len_fee)) throw new KluisError('node-lied')
  return parts.base_fee + parts.len_fee
}

/** Calls that tell what bytes cost. */
export const FEES = 'TransactionPaymentApi'
async function askFee({ rpc, runtime }: Live, method: string, extrinsic: Uint8Array): Promise<unknown> {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, extrinsic.length, true)
  return runtime.answer(
    FEES,
    method,
    read(v.string(), await rpc.call('state_call', [`${FEES}_${method}`, toHex(concat(extrinsic, length))])),
  )
}

/**
 * The number of a block of which only the hash is known. No node can lie about it: the hash is that of the header, number and all.
 * @param hash the newest block if left out, of which there is only the node's word
 * @returns undefined where the node does not know the block
 * @throws KluisError offline, node-lied
 */
export async function readBlockNumber({ rpc }: Live, hash?: string): Promise<number | undefined> {
  const answer = await rpc.call('chain_getHeader', hash === undefined ? [] : [hash]).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return null
    throw error
  })
  if (answer === null) return undefined
  const head = readHead(answer)
  if (hash !== undefined && head.hash !== hash.toLowerCase()) throw new KluisError('node-lied')
  return head.number
}

/** The newest block: as the node told unasked, or else by a question. @throws KluisError offline, node-lied */
export async function readBestHead({ rpc, head }: Live): Promise<Head> {
  return head() ?? readHead(await rpc.call('chain_getHeader', []))
}
/** The newest final block, in which the era of a transaction begins. @throws KluisError offline, node-lied */
export async function readFinalHead({ rpc, final }: Live): Promise<Head> {
  const told = final()
  if (told) return told
  const hash = readHash(await rpc.call('chain_getFinalizedHead', []))
  const head = readHead(await rpc.call('chain_getHeader', [hash]))
  if (head.hash !== hash) throw new KluisError('node-lied')
  return head
}
