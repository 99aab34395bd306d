import { concat, encodeAddress, encodeEra, fromHex, KluisError, mortalEra, toHex } from '../units'
import type { Head } from './answers'
import type { OwnCall, OwnPallet } from './calls'
import type { Live } from './live'
import { readBestHead, readFinalHead, readNonce, readUsed } from './reads'
import { refusalOf } from './refusals'

/** Bytes of a call, by its names in the connected chain's metadata. @throws KluisError node-lied if the chain has no such call */
export function encodeCall<P extends OwnPallet>({ runtime }: Live, pallet: P, name: OwnCall<P>, args: Record<string, unknown>): Uint8Array {
  try {
    const { codec, location } = runtime.builder.buildCall(pallet, name)
    return concat(Uint8Array.from(location), codec.enc(args))
  } catch (error) {
    throw new KluisError('node-lied', {}, error)
  }
}

/** @param amountRao null sends everything and closes the account. @param to account id, hex */
export function transferCall(live: Live, to: string, amountRao: bigint | null, keepAlive: boolean): Uint8Array {
  const dest = { type: 'Id', value: encodeAddress(fromHex(to)) }
  if (amountRao === null) return encodeCall(live, 'Balances', 'transfer_all', { dest, keep_alive: keepAlive })
  return encodeCall(live, 'Balances', keepAlive ? 'transfer_keep_alive' : 'transfer_allow_death', { dest, value: amountRao })
}

/**
 * Several payments in one call of which either all happen or none: `Utility.batch_all` of `transfer_keep_alive`.
 * @param payments in this order; `to` account ids, hex
 */
export function batchCall(live: Live, payments: readonly { to: string; amountRao: bigint }[]): Uint8Array {
  const calls = payments.map(({ to, amountRao }) => ({
    type: 'Balances',
    value: { type: 'transfer_keep_alive', value: { dest: { type: 'Id', value: encodeAddress(fromHex(to)) }, value: amountRao } },
  }))
  return encodeCall(live, 'Utility', 'batch_all', { calls })
}

const ERA_PERIOD = 64

/**
 * The fields of an own transaction, in the shape in which sites send theirs: from here on both go the same way.
 * @param digest RFC-0078 digest to be signed along, or null for none
 * @param period for how many blocks it can go in
 */
export async function payloadFor(live: Live, accountId: string, call: Uint8Array, digest: string | null, period = ERA_PERIOD) {
  const [head, nonce] = await Promise.all([readFinalHead(live), readNonce(live, accountId)])
  return fieldsAt(live, accountId, call, digest, head, nonce, period)
}
/** The same as long, to ask what it costs: of no time in which it could go in, and without what waits in the pool. */
export async function draftFor(live: Live, accountId: string, call: Uint8Array, digest: string | null) {
  const nonce = await readUsed(live, (await readBestHead(live)).hash, accountId)
  return fieldsAt(live, accountId, call, digest, { hash: live.genesisHash, number: 0 }, nonce)
}
function fieldsAt(
  { runtime, genesisHash }: Live,
  accountId: string,
  call: Uint8Array,
  digest: string | null,
  head: Head,
  nonce: number,
  period = ERA_PERIOD,
) {
  const hex = (value: number) => `0x${value.toString(16)}`
  return {
    address: encodeAddress(fromHex(accountId)),
    blockHash: head.hash,
    blockNumber: hex(head.number),
    era: toHex(encodeEra(mortalEra(head.number, period))) as string,
    genesisHash,
    method: toHex(call) as string,
    nonce: hex(nonce),
    signedExtensions: (runtime.metadata.extrinsic.signedExtensions[0] ?? []).map((each) => each.identifier),
    specVersion: hex(runtime.specVersion),
    tip: '0x0',
    transactionVersion: hex(runtime.transactionVersion),
    version: 4 as const,
    mode: digest ? 1 : 0,
    metadataHash: digest,
  }
}

/** Hands a signed extrinsic to the node. @throws KluisError tx-* as the node refused it, offline */
export async function submit({ rpc }: Live, extrinsic: Uint8Array): Promise<void> {
  try {
    await rpc.call('author_submitExtrinsic', [toHex(extrinsic)])
  } catch (error) {
    throw refusalOf(error)
  }
}
