import { encodeAddress } from '../../../../src/units'
import type { Context } from '../../pallet'
import { accountOf, reducible } from '../balances'
import { blockNumber, ensure, of, put, type Runs, signer, tell } from './acting'
import { owns } from './hotkeys'
import { constants } from './items'
import { addressIn } from './keys'
import { changeStake, stakeOf, totalOf } from './shares'
import { add, exists, hasOwner, netuids, noteHotkey, ROOT, toBalance } from './stake'

type Swap = { hotkey: string; new_hotkey: string; netuid?: number | undefined; keep_stake?: boolean }
const lastKey = (coldkey: string) => ({ type: 'LastTxBlock', value: coldkey })
const constant = (name: string) => constants?.find((each) => each.name === name)?.value as bigint

const isMember = (context: Context, netuid: number, hotkey: string) => of(context, 'Uids', netuid, hotkey) !== undefined
/** Whether nothing of root stands to its name: dividends of root are counted from a hotkey's stake there. */
const isCleanOnRoot = (context: Context, hotkey: string) =>
  totalOf(context, hotkey, ROOT) === 0n &&
  (!context.has('SubtensorModule', 'RootClaimable') || of<unknown[]>(context, 'RootClaimable', hotkey).length === 0)

/** The price goes out of the issuance. @throws Refusal where it cannot be paid */
function pay(context: Context, coldkey: string, price: bigint): void {
  ensure(context, reducible(accountOf(context, coldkey), true) >= price, 'NotEnoughBalanceToPaySwapHotKey')
  toBalance(context, coldkey, -price)
  add(context, 'SubtensorModule', 'TotalIssuance', [], -price)
}

/** Everybody who stakes with a hotkey on a subnet. */
function stakersOf(context: Context, hotkey: string, netuid: number): string[] {
  const found = context.list('SubtensorModule', 'AlphaV2', hotkey).map(([rest]) => rest)
  const of = found.filter((rest) => Buffer.from(rest.slice(-4), 'hex').readUInt16LE(0) === netuid)
  return of.map((rest) => encodeAddress(Uint8Array.from(Buffer.from(rest.slice(-68, -4), 'hex'))))
}

/** Puts what stands under one key under another; what this runtime does not have, it does not have. */
function renew(context: Context, item: string, from: readonly unknown[], to: readonly unknown[]): void {
  if (!context.has('SubtensorModule', item) || context.list('SubtensorModule', item, ...from).length === 0) return
  const held = of(context, item, ...from)
  put(context, item, [...from], undefined)
  put(context, item, [...to], held)
}

/** All of it under the new name, with what root owes for it: the new one is clean there. */
function moveRoot(context: Context, from: string, to: string): void {
  const rewards = ['RootClaimable', 'BasketShares', 'BasketRate']
  for (const item of rewards) renew(context, item, [from], [to])
  for (const item of ['TotalHotkeyAlpha', 'TotalHotkeySharesV2']) renew(context, item, [from, ROOT], [to, ROOT])
  for (const coldkey of stakersOf(context, from, ROOT)) {
    renew(context, 'AlphaV2', [from, coldkey, ROOT], [to, coldkey, ROOT])
    renew(context, 'BasketClaimed', [from, coldkey], [to, coldkey])
    renew(context, 'LastColdkeyHotkeyStakeBlock', [coldkey, from], [coldkey, to])
    for (const netuid of netuids(context)) renew(context, 'RootClaimed', [netuid, from, coldkey], [netuid, to, coldkey])
    noteHotkey(context, coldkey, to)
  }
  for (const netuid of netuids(context)) renew(context, 'BasketHoldings', [from, netuid], [to, netuid])
}

/** What a hotkey is and has on one subnet goes to the new one; with `keep` its stake, and what hangs on that, stays. */
function move(context: Context, netuid: number, from: string, to: string, keep: boolean): void {
  if (isMember(context, netuid, from)) {
    const uid = of<number>(context, 'Uids', netuid, from)
    put(context, 'Uids', [netuid, from], undefined)
    put(context, 'IsNetworkMember', [from, netuid], undefined)
    put(context, 'Uids', [netuid, to], uid)
    put(context, 'Keys', [netuid, uid], to)
    put(context, 'IsNetworkMember', [to, netuid], true)
  }
  if (of<string>(context, 'SubnetOwnerHotkey', netuid) === from) put(context, 'SubnetOwnerHotkey', [netuid], to)
  const served = of<string[]>(context, 'AutoStakeDestinationColdkeys', from, netuid)
  for (const coldkey of served) put(context, 'AutoStakeDestination', [coldkey, netuid], to)
  if (served.length > 0) renew(context, 'AutoStakeDestinationColdkeys', [from, netuid], [to, netuid])
  if (keep) return
  if (netuid === ROOT) {
    moveRoot(context, from, to)
    return
  }
  for (const item of ['AlphaDividendsPerSubnet', 'RootAlphaDividendsPerSubnet']) renew(context, item, [netuid, from], [netuid, to])
  for (const item of ['ChildKeys', 'ChildkeyTake']) renew(context, item, [from, netuid], [to, netuid])
  for (const coldkey of stakersOf(context, from, netuid)) {
    const amount = stakeOf(context, from, coldkey, netuid)
    if (amount > 0n) {
      changeStake(context, from, coldkey, netuid, -amount)
      changeStake(context, to, coldkey, netuid, amount)
    }
    noteHotkey(context, coldkey, to)
  }
  for (const [rest] of context.list('SubtensorModule', 'LockingColdkeys', netuid, from)) {
    const coldkey = addressIn(rest)
    renew(context, 'Lock', [coldkey, netuid, from], [coldkey, netuid, to])
    put(context, 'LockingColdkeys', [netuid, from, coldkey], undefined)
    put(context, 'LockingColdkeys', [netuid, to, coldkey], null)
  }
  for (const item of ['HotkeyLock', 'DecayingHotkeyLock']) renew(context, item, [netuid, from], [netuid, to])
}

/** The new one is the coldkey's from now on. @throws Refusal where it is somebody else's */
function own(context: Context, coldkey: string, hotkey: string): void {
  ensure(context, !hasOwner(context, hotkey) || owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  put(context, 'Owner', [hotkey], coldkey)
  const owned = of<string[]>(context, 'OwnedHotkeys', coldkey)
  if (!owned.includes(hotkey)) put(context, 'OwnedHotkeys', [coldkey], [...owned, hotkey])
  noteHotkey(context, coldkey, hotkey)
}

/** On one subnet, for a hundredth of the price; once in so many blocks there. */
function swapOnSubnet(context: Context, coldkey: string, { hotkey, new_hotkey, netuid, keep }: Way & { netuid: number }): void {
  ensure(context, exists(context, netuid), 'SubnetNotExists')
  ensure(context, !isMember(context, netuid, new_hotkey), 'HotKeyAlreadyRegisteredInSubNet')
  ensure(context, keep || netuid !== ROOT || isCleanOnRoot(context, new_hotkey), 'NewHotKeyNotCleanForRootSwap')
  const now = BigInt(blockNumber(context))
  const last = of<bigint>(context, 'LastHotkeySwapOnNetuid', netuid, coldkey)
  ensure(context, last === 0n || last + constant('HotkeySwapOnSubnetInterval') < now, 'HotKeySwapOnSubnetIntervalNotPassed')
  own(context, coldkey, new_hotkey)
  pay(context, coldkey, constant('KeySwapOnSubnetCost'))
  move(context, netuid, hotkey, new_hotkey, keep)
  put(context, 'LastHotkeySwapOnNetuid', [netuid, coldkey], now)
  tell(context, 'HotkeySwappedOnSubnet', { coldkey, old_hotkey: hotkey, new_hotkey, netuid })
}

type Way = { hotkey: string; new_hotkey: string; keep: boolean }
/** Everywhere at once: the take goes along, and the old one is the coldkey's no more, unless it keeps the stake. */
function swapEverywhere(context: Context, coldkey: string, { hotkey, new_hotkey, keep }: Way): void {
  const all = netuids(context)
  ensure(context, !all.some((netuid) => isMember(context, netuid, new_hotkey)), 'HotKeyAlreadyRegisteredInSubNet')
  ensure(context, keep || isCleanOnRoot(context, new_hotkey), 'NewHotKeyNotCleanForRootSwap')
  own(context, coldkey, new_hotkey)
  pay(context, coldkey, constant('KeySwapCost'))
  for (const netuid of all) move(context, netuid, hotkey, new_hotkey, keep)
  renew(context, 'Delegates', [hotkey], [new_hotkey])
  if (!keep) {
    put(context, 'Owner', [hotkey], undefined)
    const rest = of<string[]>(context, 'OwnedHotkeys', coldkey).filter((each) => each !== hotkey)
    put(context, 'OwnedHotkeys', [coldkey], rest)
  }
  tell(context, 'HotkeySwapped', { coldkey, old_hotkey: hotkey, new_hotkey })
}

/** Another hotkey takes over (chain.md 4.5). Between two of a coldkey's swaps lie so many blocks as `TxRateLimit` says. */
function swap(context: Context, { hotkey, new_hotkey, netuid, keep_stake: keep = false }: Swap): void {
  const coldkey = signer(context)
  ensure(context, owns(context, coldkey, hotkey), 'NonAssociatedColdKey')
  ensure(context, hotkey !== new_hotkey, 'NewHotKeyIsSameWithOld')
  const now = BigInt(blockNumber(context))
  const [last, limit] = [of<bigint>(context, 'LastRateLimitedBlock', lastKey(coldkey)), of<bigint>(context, 'TxRateLimit')]
  ensure(context, limit === 0n || last === 0n || now - last > limit, 'HotKeySetTxRateLimitExceeded')
  const way = { hotkey, new_hotkey, keep }
  if (netuid === undefined) swapEverywhere(context, coldkey, way)
  else swapOnSubnet(context, coldkey, { ...way, netuid })
  put(context, 'LastRateLimitedBlock', [lastKey(coldkey)], now)
}

export const swaps: Runs = {
  swap_hotkey: (context, args: Swap) => swap(context, { ...args, keep_stake: false }),
  swap_hotkey_v2: swap,
}
