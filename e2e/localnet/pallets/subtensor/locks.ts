import type { Context } from '../../pallet'
import { blockNumber, ensure, of, put, type Runs, signer, tell } from './acting'
import { isNothing, type Lock, rolled, type Terms } from './conviction'
import { addressIn } from './keys'
import { type Reader, stakeOf } from './shares'
import { exists, hasOwner } from './stake'

const isOwners = (at: Reader, hotkey: string, netuid: number) => of<string>(at, 'SubnetOwnerHotkey', netuid) === hotkey
const isPerpetual = (at: Reader, coldkey: string, netuid: number) => of<boolean | undefined>(at, 'DecayingLock', coldkey, netuid) === false
const rates = (at: Reader) => ({ unlock: of<bigint>(at, 'UnlockRate'), maturity: of<bigint>(at, 'MaturityRate') })
const termsOf = (at: Reader, coldkey: string, hotkey: string, netuid: number): Terms => ({
  ...rates(at),
  owner: isOwners(at, hotkey, netuid),
  perpetual: isPerpetual(at, coldkey, netuid),
})
const block = (at: Reader) => BigInt(blockNumber(at))

/** The one lock of a coldkey on a subnet, as it stands now, and whose hotkey has its conviction. */
export function lockOf(at: Reader, coldkey: string, netuid: number): { hotkey: string; lock: Lock } | undefined {
  const [found] = at.list<Lock>('SubtensorModule', 'Lock', coldkey, netuid)
  if (!found) return undefined
  const hotkey = addressIn(found[0])
  // No call writes block 0: such a lock was put into storage from outside, and is served as it stands.
  if (found[1].last_update === 0n) return { hotkey, lock: found[1] }
  return { hotkey, lock: rolled(found[1], block(at), termsOf(at, coldkey, hotkey, netuid)) }
}
export const alphaOn = (at: Reader, coldkey: string, netuid: number): bigint =>
  of<string[]>(at, 'StakingHotkeys', coldkey).reduce((sum, hotkey) => sum + stakeOf(at, hotkey, coldkey, netuid), 0n)
/** What may leave a subnet: the lock is on all that a coldkey has there, with whichever hotkey. */
export function availableOn(at: Reader, coldkey: string, netuid: number): bigint {
  const left = alphaOn(at, coldkey, netuid) - (lockOf(at, coldkey, netuid)?.lock.locked_mass ?? 0n)
  return left > 0n ? left : 0n
}

function save(context: Context, coldkey: string, netuid: number, hotkey: string, lock: Lock): void {
  const gone = isNothing(lock)
  put(context, 'Lock', [coldkey, netuid, hotkey], gone ? undefined : lock)
  put(context, 'LockingColdkeys', [netuid, hotkey, coldkey], gone ? undefined : null)
}
type Mass = Pick<Lock, 'locked_mass' | 'conviction'>
/** Sums of locks: by hotkey, and apart those with the owner's hotkey; each apart for perpetual and decaying ones. */
const sumOf = (netuid: number, hotkey: string, { owner, perpetual }: Terms): [item: string, keys: unknown[]] =>
  owner ? [perpetual ? 'OwnerLock' : 'DecayingOwnerLock', [netuid]] : [perpetual ? 'HotkeyLock' : 'DecayingHotkeyLock', [netuid, hotkey]]
function addToSum(context: Context, netuid: number, hotkey: string, terms: Terms, by: Mass, sign: 1n | -1n): void {
  const [item, keys] = sumOf(netuid, hotkey, terms)
  const now = block(context)
  const before = rolled(of<Lock | undefined>(context, item, ...keys) ?? { locked_mass: 0n, conviction: 0n, last_update: now }, now, terms)
  const less = (one: bigint, other: bigint) => (one + sign * other > 0n ? one + sign * other : 0n)
  const after = {
    locked_mass: less(before.locked_mass, by.locked_mass),
    conviction: less(before.conviction, by.conviction),
    last_update: now,
  }
  const settled = sign > 0n ? rolled(after, now, terms) : after
  put(context, item, keys, settled.locked_mass === 0n && settled.conviction === 0n ? undefined : settled)
}

type Locking = { hotkey: string; netuid: number; amount: bigint }
function lockStake(context: Context, { hotkey, netuid, amount }: Locking): void {
  const coldkey = signer(context)
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, amount > 0n, 'AmountTooLow')
  ensure(context, hasOwner(context, hotkey), 'HotKeyAccountNotExists')
  const known = lockOf(context, coldkey, netuid)
  ensure(context, !known || known.hotkey === hotkey, 'LockHotkeyMismatch')
  const now = block(context)
  const locked_mass = (known?.lock.locked_mass ?? 0n) + amount
  ensure(context, alphaOn(context, coldkey, netuid) >= locked_mass, 'InsufficientStakeForLock')
  const terms = termsOf(context, coldkey, hotkey, netuid)
  save(context, coldkey, netuid, hotkey, rolled({ locked_mass, conviction: known?.lock.conviction ?? 0n, last_update: now }, now, terms))
  addToSum(context, netuid, hotkey, terms, { locked_mass: amount, conviction: 0n }, 1n)
  tell(context, 'StakeLocked', { coldkey, hotkey, netuid, amount })
}

function moveLock(context: Context, { destination_hotkey: to, netuid }: { destination_hotkey: string; netuid: number }): void {
  const coldkey = signer(context)
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, hasOwner(context, to), 'HotKeyAccountNotExists')
  const known = lockOf(context, coldkey, netuid)
  if (!known) throw context.refuse('SubtensorModule', 'NoExistingLock')
  const { hotkey: from, lock } = known
  const kept = of(context, 'Owner', from) === of(context, 'Owner', to)
  const terms = termsOf(context, coldkey, to, netuid)
  const moved = rolled({ ...lock, conviction: kept ? lock.conviction : 0n }, block(context), terms)
  put(context, 'Lock', [coldkey, netuid, from], undefined)
  put(context, 'LockingColdkeys', [netuid, from, coldkey], undefined)
  addToSum(context, netuid, from, termsOf(context, coldkey, from, netuid), lock, -1n)
  save(context, coldkey, netuid, to, moved)
  addToSum(context, netuid, to, terms, moved, 1n)
  tell(context, 'LockMoved', { coldkey, origin_hotkey: from, destination_hotkey: to, netuid })
}

function setPerpetual(context: Context, { netuid, enabled }: { netuid: number; enabled: boolean }): void {
  const coldkey = signer(context)
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  const known = lockOf(context, coldkey, netuid)
  const before = isPerpetual(context, coldkey, netuid)
  const terms = () => termsOf(context, coldkey, known?.hotkey ?? '', netuid)
  if (known) save(context, coldkey, netuid, known.hotkey, known.lock)
  if (known && before !== enabled) addToSum(context, netuid, known.hotkey, terms(), known.lock, -1n)
  put(context, 'DecayingLock', [coldkey, netuid], enabled ? false : undefined)
  if (known && before !== enabled) addToSum(context, netuid, known.hotkey, terms(), known.lock, 1n)
  tell(context, 'PerpetualLockUpdated', { coldkey, netuid, enabled })
}

const ACCEPTS = 1n
function setRejects(context: Context, { enabled }: { enabled: boolean }): void {
  const coldkey = signer(context)
  const flags = of<bigint>(context, 'AccountFlags', coldkey)
  const next = enabled ? flags & ~ACCEPTS : flags | ACCEPTS
  put(context, 'AccountFlags', [coldkey], next === 0n ? undefined : next)
  tell(context, 'RejectLockedAlphaUpdated', { coldkey, enabled })
}

/** Alpha that the chain itself took away is locked no more, and its part of the conviction goes with it. */
export function reduceLock(context: Context, coldkey: string, netuid: number, alpha: bigint): void {
  const known = lockOf(context, coldkey, netuid)
  if (!known || known.lock.locked_mass === 0n) return
  const { hotkey, lock } = known
  const locked_mass = alpha < lock.locked_mass ? alpha : lock.locked_mass
  const conviction = (lock.conviction * locked_mass) / lock.locked_mass
  const left = { locked_mass: lock.locked_mass - locked_mass, conviction: lock.conviction - conviction, last_update: block(context) }
  save(context, coldkey, netuid, hotkey, left)
  addToSum(context, netuid, hotkey, termsOf(context, coldkey, hotkey, netuid), { locked_mass, conviction }, -1n)
}

/** Stake that goes to another coldkey takes its lock along, as far as it is locked, and conviction in the same part. */
export function transferLock(context: Context, from: string, to: string, netuid: number, amount: bigint): void {
  const source = from === to ? undefined : lockOf(context, from, netuid)
  if (!source || amount === 0n) return
  const free = availableOn(context, from, netuid)
  const over = amount > free ? amount - free : 0n
  const { hotkey, lock } = source
  const locked_mass = over > lock.locked_mass ? lock.locked_mass : over
  const now = block(context)
  const target = lockOf(context, to, netuid)
  if (over > 0n) ensure(context, !target || target.hotkey === hotkey, 'LockHotkeyMismatch')
  if (locked_mass > 0n) ensure(context, (of<bigint>(context, 'AccountFlags', to) & ACCEPTS) === ACCEPTS, 'AccountRejectsLockedAlpha')
  const conviction = lock.locked_mass === 0n ? 0n : (lock.conviction * locked_mass) / lock.locked_mass
  const terms = (coldkey: string) => termsOf(context, coldkey, hotkey, netuid)
  const left = { locked_mass: lock.locked_mass - locked_mass, conviction: lock.conviction - conviction, last_update: now }
  save(context, from, netuid, hotkey, rolled(left, now, terms(from)))
  if (locked_mass === 0n) return
  const got = {
    locked_mass: (target?.lock.locked_mass ?? 0n) + locked_mass,
    conviction: (target?.lock.conviction ?? 0n) + conviction,
    last_update: now,
  }
  save(context, to, netuid, hotkey, rolled(got, now, terms(to)))
  addToSum(context, netuid, hotkey, terms(from), { locked_mass, conviction }, -1n)
  addToSum(context, netuid, hotkey, terms(to), { locked_mass, conviction }, 1n)
}

const convictionIn = (at: Reader, item: string, keys: unknown[], terms: Omit<Terms, 'unlock' | 'maturity'>): bigint => {
  const lock = of<Lock | undefined>(at, item, ...keys)
  return lock ? rolled(lock, block(at), { ...rates(at), ...terms }).conviction : 0n
}
/** Conviction of everyone who locked to a hotkey, in 2^-64. */
export function hotkeyConviction(at: Reader, hotkey: string, netuid: number): bigint {
  const general =
    convictionIn(at, 'HotkeyLock', [netuid, hotkey], { owner: false, perpetual: true }) +
    convictionIn(at, 'DecayingHotkeyLock', [netuid, hotkey], { owner: false, perpetual: false })
  if (!isOwners(at, hotkey, netuid)) return general
  return (
    general +
    convictionIn(at, 'OwnerLock', [netuid], { owner: true, perpetual: true }) +
    convictionIn(at, 'DecayingOwnerLock', [netuid], { owner: true, perpetual: false })
  )
}
export function mostConvicted(at: Reader, netuid: number): string | undefined {
  const listed = ['HotkeyLock', 'DecayingHotkeyLock'].flatMap((item) =>
    at.list('SubtensorModule', item, netuid).map(([rest]) => addressIn(rest)),
  )
  const owners = of<string>(at, 'SubnetOwnerHotkey', netuid)
  const ranked = [...new Set([...listed, owners])]
    .map((hotkey) => ({ hotkey, conviction: hotkeyConviction(at, hotkey, netuid) }))
    .sort((one, other) => (one.conviction < other.conviction ? 1 : -1))
  const isKnown = (hotkey: string) =>
    listed.includes(hotkey) || ['OwnerLock', 'DecayingOwnerLock'].some((item) => of(at, item, netuid) !== undefined)
  return ranked.find(({ hotkey }) => isKnown(hotkey))?.hotkey
}

export const locks: Runs = {
  lock_stake: lockStake,
  move_lock: moveLock,
  set_perpetual_lock: setPerpetual,
  set_reject_locked_alpha: setRejects,
}
