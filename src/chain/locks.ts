import * as v from 'valibot'
import { KluisError } from '../units'
import { read } from './answers'
import type { Live } from './live'
import { askRuntime, knows, u64 } from './money'
import { readBestHead } from './reads'
import { addressOf, hasCall, hasItem, idFrom, listFrom, readItem } from './root'

/**
 * The conviction lock of a coldkey on a subnet, as it stands now: alpha that cannot leave, and the weight that it gave a hotkey (both in
 * rao of alpha). `hotkey`: whose conviction it is, null where nobody tells. `perpetual`: it stays whole; otherwise it opens by itself.
 */
export type Lock = { lockedRao: bigint; convictionRao: bigint; hotkey: string | null; perpetual: boolean }
/** What limits an account on one subnet, and where its rewards go. What the connected chain does not have is null. */
export type SubnetHold = {
  block: number
  hash: string
  /** Alpha of the account there, and what of it can leave; null where nobody tells. */
  totalRao: bigint | null
  availableRao: bigint | null
  /** Whether the chain knows locks at all, and which there is. */
  locks: boolean
  lock: Lock | null
  /** In how many blocks what is locked falls to 1/e, and conviction grows by as much. */
  unlockBlocks: bigint | null
  maturityBlocks: bigint | null
  /** Whether locked stake of others is refused. */
  rejects: boolean | null
  /** Whether the chain knows where rewards of mining are staked, and where; null there: with the miner that earned them. */
  autoStakes: boolean
  autoStake: string | null
  /** The hotkey of the subnet's owner: with it conviction is whole at once. */
  ownerHotkey: string | null
}

const STAKES = 'StakeInfoRuntimeApi'
const U128 = 2n ** 128n
const ACCEPTS_LOCKED = 1n
const keysSchema = v.pipe(v.array(v.pipe(v.string(), v.regex(/^0x[0-9a-f]+$/))), v.maxLength(2))

/**
 * What holds stake of a coldkey on one subnet at the newest block, and where its rewards go.
 * @param coldkey account id, hex
 * @throws KluisError offline, node-answer, node-lied
 */
export async function readSubnetHold(live: Live, coldkey: string, netuid: number): Promise<SubnetHold> {
  const { hash, number: block } = await readBestHead(live)
  const address = addressOf(coldkey)
  const locks = hasCall(live, 'lock_stake') && knows(live, STAKES, 'get_coldkey_lock')
  const autoStakes = hasCall(live, 'set_coldkey_auto_stake_hotkey') && hasItem(live, 'AutoStakeDestination')
  const maybe = async (name: string, ...key: unknown[]) => (hasItem(live, name) ? readItem(live, hash, name, ...key) : undefined)
  const [held, lock, unlock, maturity, flags, auto, owner] = await Promise.all([
    availability(live, hash, address, netuid),
    locks ? readLock(live, hash, address, netuid) : null,
    locks ? maybe('UnlockRate') : undefined,
    locks ? maybe('MaturityRate') : undefined,
    hasCall(live, 'set_reject_locked_alpha') ? maybe('AccountFlags', address) : undefined,
    autoStakes ? maybe('AutoStakeDestination', address, netuid) : undefined,
    maybe('SubnetOwnerHotkey', netuid),
  ])
  const orNull = <T>(value: unknown, make: (value: unknown) => T): T | null => (value === undefined || value === null ? null : make(value))
  return {
    ...{ block, hash, locks, lock, autoStakes },
    ...{ totalRao: held?.totalRao ?? null, availableRao: held?.availableRao ?? null },
    ...{ unlockBlocks: orNull(unlock, u64), maturityBlocks: orNull(maturity, u64) },
    rejects: orNull(flags, (value) => (u128(value) & ACCEPTS_LOCKED) === 0n),
    autoStake: orNull(auto, idFrom),
    ownerHotkey: orNull(owner, idFrom),
  }
}

/** @throws KluisError node-lied */
function u128(value: unknown): bigint {
  const bits = typeof value === 'bigint' ? value : (value as { bits?: unknown } | null)?.bits
  if (typeof bits !== 'bigint' || bits < 0n || bits >= U128) throw new KluisError('node-lied')
  return bits
}

/** What there is and what may leave; undefined where nobody tells. */
async function availability(live: Live, hash: string, address: string, netuid: number) {
  if (!knows(live, STAKES, 'get_stake_availability_for_coldkeys')) return undefined
  const answer = await askRuntime(live, hash, STAKES, 'get_stake_availability_for_coldkeys', [[address], [netuid]])
  if (answer === undefined) return undefined
  const [pair] = listFrom(answer)
  if (pair === undefined) return { totalRao: 0n, availableRao: 0n }
  const [who, subnets] = listFrom(pair)
  const [on] = listFrom(subnets)
  if (idFrom(who) !== idFrom(address)) throw new KluisError('node-lied')
  if (on === undefined) return { totalRao: 0n, availableRao: 0n }
  const [which, told] = listFrom(on)
  const { total, available } = (told ?? {}) as Record<string, unknown>
  const [totalRao, availableRao] = [u64(total), u64(available)]
  if (which !== netuid || availableRao > totalRao) throw new KluisError('node-lied')
  return { totalRao, availableRao }
}

/** The lock, its hotkey and whether it lasts. A node tells the first; the others stand in storage. */
async function readLock(live: Live, hash: string, address: string, netuid: number): Promise<Lock | null> {
  const answer = await askRuntime(live, hash, STAKES, 'get_coldkey_lock', [address, netuid])
  if (answer === undefined || answer === null) return null
  const { locked_mass: mass, conviction } = answer as Record<string, unknown>
  const lockedRao = u64(mass)
  const [hotkey, decays] = await Promise.all([
    lockedTo(live, hash, address, netuid),
    hasItem(live, 'DecayingLock') ? readItem(live, hash, 'DecayingLock', address, netuid) : undefined,
  ])
  return { lockedRao, convictionRao: u128(conviction) >> 64n, hotkey, perpetual: decays === false }
}

/** The hotkey is the last part of the key under which a lock is kept, and there is one lock for a coldkey and a subnet. */
async function lockedTo(live: Live, hash: string, address: string, netuid: number): Promise<string | null> {
  if (!hasItem(live, 'Lock')) return null
  const prefix = live.runtime.storage('SubtensorModule', 'Lock').key(address, netuid)
  const answer = await live.rpc.call('state_getKeysPaged', [prefix, 2, null, hash]).catch((error: unknown) => {
    if (error instanceof KluisError && error.code === 'node-answer') return []
    throw error
  })
  const [key] = read(keysSchema, answer)
  // A hash of 16 bytes, then the account itself.
  if (key === undefined) return null
  if (!key.startsWith(prefix) || key.length !== prefix.length + 96) throw new KluisError('node-lied')
  return `0x${key.slice(-64)}`
}
