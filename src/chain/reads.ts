import { compactNumber } from '@polkadot-api/substrate-bindings'
import * as v from 'valibot'
import { blake256, concat, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { type Live, read, readHash, readNumber } from './chain'
import { believe } from './decoder'

/** One account's money at one block, in rao. */
export type Balance = { free: bigint; reserved: bigint; frozen: bigint }
export type Balances = { block: number; byAccount: Map<string, Balance> }

const NONE: Balance = { free: 0n, reserved: 0n, frozen: 0n }
const changes = v.array(v.object({ changes: v.array(v.tuple([v.string(), v.nullable(v.string())])) }))
const KEYS_AT_ONCE = 500

/** Balances of accounts (ids in hex) at one block, the newest. @throws KluisError offline, node-lied */
export async function readBalances({ rpc, runtime }: Live, accounts: readonly string[]): Promise<Balances> {
  const hash = readHash(await rpc.call('chain_getBlockHash', []))
  const block = readNumber(await rpc.call('chain_getHeader', [hash]))
  const item = runtime.storage('System', 'Account')
  const byAccount = new Map<string, Balance>()
  for (let from = 0; from < accounts.length; from += KEYS_AT_ONCE) {
    const ids = accounts.slice(from, from + KEYS_AT_ONCE)
    const keys = ids.map((id) => item.key(encodeAddress(fromHex(id))))
    const answer = read(changes, await rpc.call('state_queryStorageAt', [keys, hash]))
    const values = new Map(answer.flatMap((each) => each.changes))
    ids.forEach((id, i) => {
      const value = values.get(keys[i] as string)
      // Not told is not the same as null, which says that there is no such account.
      if (value === undefined) throw new KluisError('node-lied')
      byAccount.set(id, value ? accountOf(item.decode(value)) : NONE)
    })
  }
  return { block, byAccount }
}

/** Whether a value is an amount of rao: a Balance is a u128. */
export const isRao = (value: unknown): value is bigint => typeof value === 'bigint' && value >= 0n && value < 2n ** 128n

/** A value of System.Account as a balance. @throws KluisError node-lied */
export function accountOf(value: unknown): Balance {
  const { free, reserved, frozen } = (value as { data?: Partial<Balance> } | undefined)?.data ?? {}
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

/** Rao of an existence: an account with less is removed. @throws KluisError node-lied */
export function existentialDeposit({ runtime }: Live): bigint {
  const value = runtime.constant('Balances', 'ExistentialDeposit')
  if (!isRao(value)) throw new KluisError('node-lied')
  return value
}

/**
 * Fee of an extrinsic without its tip, in rao, as the chain itself estimates it: the declared maximum.
 * @param extrinsic with its length in front
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readFee({ rpc, runtime }: Live, extrinsic: Uint8Array): Promise<bigint> {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, extrinsic.length, true)
  const answer = read(v.string(), await rpc.call('state_call', ['TransactionPaymentApi_query_info', toHex(concat(extrinsic, length))]))
  const told = runtime.answer('TransactionPaymentApi', 'query_info', answer) as { partial_fee?: unknown } | undefined
  if (!isRao(told?.partial_fee)) throw new KluisError('node-lied')
  return told.partial_fee
}

const wholeHeader = v.object({
  number: v.string(),
  ...{ parentHash: v.string(), stateRoot: v.string(), extrinsicsRoot: v.string() },
  digest: v.object({ logs: v.array(v.string()) }),
})
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
  const number = readNumber(answer)
  if (hash === undefined) return number
  const { parentHash, stateRoot, extrinsicsRoot, digest } = read(wholeHeader, answer)
  const made = believe(() => {
    const logs = digest.logs.map(fromHex)
    const roots = [fromHex(stateRoot), fromHex(extrinsicsRoot)]
    return toHex(blake256(concat(fromHex(parentHash), compactNumber.enc(number), ...roots, compactNumber.enc(logs.length), ...logs)))
  })
  if (made !== hash.toLowerCase()) throw new KluisError('node-lied')
  return number
}

/** A recent final block, for the era of a transaction. */
export async function readFinalHead({ rpc }: Live): Promise<{ hash: string; number: number }> {
  const hash = readHash(await rpc.call('chain_getFinalizedHead', []))
  return { hash, number: readNumber(await rpc.call('chain_getHeader', [hash])) }
}
