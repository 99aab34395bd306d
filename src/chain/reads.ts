import * as v from 'valibot'
import { concat, encodeAddress, fromHex, KluisError, toHex } from '../units'
import { type Live, read, readHash, readNumber } from './chain'

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
  const codec = believe(() => runtime.builder.buildStorage('System', 'Account'))
  const byAccount = new Map<string, Balance>()
  for (let from = 0; from < accounts.length; from += KEYS_AT_ONCE) {
    const ids = accounts.slice(from, from + KEYS_AT_ONCE)
    const keys = ids.map((id) => codec.keys.enc(encodeAddress(fromHex(id))))
    const answer = read(changes, await rpc.call('state_queryStorageAt', [keys, hash]))
    const values = new Map(answer.flatMap((each) => each.changes))
    ids.forEach((id, i) => {
      const value = values.get(keys[i] as string)
      // Not told is not the same as null, which says that there is no such account.
      if (value === undefined) throw new KluisError('node-lied')
      byAccount.set(id, value ? decodeAccount(codec.value.dec, value) : NONE)
    })
  }
  return { block, byAccount }
}

function decodeAccount(decode: (value: string) => unknown, value: string): Balance {
  return believe(() => {
    const { free, reserved, frozen } = (decode(value) as { data: Balance }).data
    if ([free, reserved, frozen].some((each) => typeof each !== 'bigint')) throw new Error('no amounts')
    return { free, reserved, frozen }
  })
}

/** What a node's bytes say. @throws KluisError node-lied where they say nothing */
function believe<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}

/** The nonce of the next transaction, counting those that wait in the node's pool. @param accountId hex. @throws KluisError offline, node-lied */
export async function readNonce({ rpc }: Live, accountId: string): Promise<number> {
  return read(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
    await rpc.call('system_accountNextIndex', [encodeAddress(fromHex(accountId))]),
  )
}

/** A number that the chain's metadata carries, e.g. Balances.ExistentialDeposit in rao. @throws KluisError node-lied */
export function readConstant({ runtime }: Live, pallet: string, name: string): unknown {
  const value = runtime.metadata.pallets.find((each) => each.name === pallet)?.constants.find((each) => each.name === name)?.value
  return believe(() => runtime.builder.buildConstant(pallet, name).dec(value as string))
}
/** Rao of an existence: an account with less is removed. @throws KluisError node-lied */
export function existentialDeposit(live: Live): bigint {
  const value = readConstant(live, 'Balances', 'ExistentialDeposit')
  if (typeof value !== 'bigint') throw new KluisError('node-lied')
  return value
}

/** Fee of an extrinsic without its tip, in rao, as the chain itself estimates it: the declared maximum. @param extrinsic with its length in front */
export async function readFee({ rpc, runtime }: Live, extrinsic: Uint8Array): Promise<bigint> {
  const call = believe(() => runtime.builder.buildRuntimeCall('TransactionPaymentApi', 'query_info'))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, extrinsic.length, true)
  const answer = read(v.string(), await rpc.call('state_call', ['TransactionPaymentApi_query_info', toHex(concat(extrinsic, length))]))
  const fee = believe(() => call.value.dec(answer) as { partial_fee?: unknown }).partial_fee
  if (typeof fee !== 'bigint') throw new KluisError('node-lied')
  return fee
}

/** A recent final block, for the era of a transaction. */
export async function readFinalHead({ rpc }: Live): Promise<{ hash: string; number: number }> {
  const hash = readHash(await rpc.call('chain_getFinalizedHead', []))
  return { hash, number: readNumber(await rpc.call('chain_getHeader', [hash])) }
}
