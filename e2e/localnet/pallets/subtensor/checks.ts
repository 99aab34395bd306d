import type { Call } from '../../pallet'
import { accountOf, reducible } from '../balances'
import { availableOn } from './locks'
import { mostMoved, WHOLE } from './pool'
import { type Reader, stakeOf } from './shares'
import { exists, hasOwner, isOpen, mostOf, netuids, poolOf, quote, ROOT, swapFee } from './stake'
import { takeRefused } from './takes'

// What finney asks of a staking call before it does anything, in its order: validate_add_stake, validate_remove_stake and their like.

export const MIN_STAKE = 2_000_000n
const U64 = 2n ** 64n - 1n
/** The name of an error, 'Pallet.Error'; undefined where the call may run. */
type Refused = string | undefined
/** `amount` is what may be traded of the amount that was asked. */
export type Judged = { refused: string; amount?: undefined } | { refused?: undefined; amount: bigint }
const no = (error: string): { refused: string } => ({ refused: error.includes('.') ? error : `SubtensorModule.${error}` })
const smaller = (one: bigint, other: bigint) => (one < other ? one : other)

export type Add = { hotkey: string; netuid: number; amount_staked: bigint; limit_price?: bigint; allow_partial?: boolean }
export function judgeAdd(
  reader: Reader,
  coldkey: string,
  { hotkey, netuid, amount_staked, limit_price, allow_partial = false }: Add,
): Judged {
  if (!exists(reader, netuid)) return no('SubnetNotExists')
  if (!isOpen(reader, netuid)) return no('SubtokenDisabled')
  const largest = limit_price === undefined ? amount_staked : mostOf(reader, 'buy', netuid, limit_price)
  if (typeof largest === 'string') return no(`Swap.${largest}`)
  if (amount_staked < MIN_STAKE + swapFee(reader, netuid, MIN_STAKE)) return no('AmountTooLow')
  if (!allow_partial && amount_staked > largest) return no('SlippageTooHigh')
  const amount = smaller(amount_staked, largest)
  if (reducible(accountOf(reader, coldkey), true) < amount) return no('NotEnoughBalanceToStake')
  if (!hasOwner(reader, hotkey)) return no('HotKeyAccountNotExists')
  const done = quote(reader, { side: 'buy', netuid, amount })
  if (typeof done === 'string') return no('InsufficientLiquidity')
  if (done.paid < MIN_STAKE) return no('AmountTooLow')
  if (done.out === 0n) return no('InsufficientLiquidity')
  return { amount }
}

/** Since spec 441 root stake stays for a while after the last that came or went. */
function isHeld(reader: Reader, hotkey: string, coldkey: string, netuid: number): boolean {
  if (netuid !== ROOT || !reader.has('SubtensorModule', 'RootStakeUnlockInterval')) return false
  const last = reader.read<bigint | undefined>('SubtensorModule', 'LastColdkeyHotkeyStakeBlock', coldkey, hotkey) ?? 0n
  const now = BigInt(reader.read<number>('System', 'Number'))
  return now - last < reader.read<bigint>('SubtensorModule', 'RootStakeUnlockInterval')
}

export type Remove = { hotkey: string; netuid: number; amount_unstaked: bigint; limit_price?: bigint | undefined; allow_partial?: boolean }
export function judgeRemove(
  reader: Reader,
  coldkey: string,
  { hotkey, netuid, amount_unstaked, limit_price, allow_partial = false }: Remove,
): Judged {
  if (!exists(reader, netuid)) return no('SubnetNotExists')
  if (!isOpen(reader, netuid)) return no('SubtokenDisabled')
  const largest = limit_price === undefined ? amount_unstaked : mostOf(reader, 'sell', netuid, limit_price)
  if (typeof largest === 'string') return no(`Swap.${largest}`)
  if (amount_unstaked === 0n) return no('AmountTooLow')
  const stake = stakeOf(reader, hotkey, coldkey, netuid)
  if (amount_unstaked > stake) return no('NotEnoughStakeToWithdraw')
  const done = quote(reader, { side: 'sell', netuid, amount: amount_unstaked })
  if (typeof done === 'string') return no('InsufficientLiquidity')
  // Who takes everything may take less than the minimum.
  if (amount_unstaked < stake && done.out < MIN_STAKE) return no('AmountTooLow')
  if (!allow_partial && amount_unstaked > largest) return no('SlippageTooHigh')
  if (!hasOwner(reader, hotkey)) return no('HotKeyAccountNotExists')
  if (isHeld(reader, hotkey, coldkey, netuid)) return no('RootStakeLocked')
  if (amount_unstaked > availableOn(reader, coldkey, netuid)) return no('StakeUnavailable')
  return { amount: smaller(amount_unstaked, largest) }
}

export type Burn = { hotkey: string; amount: bigint; netuid: number }
export function judgeBurn(reader: Reader, coldkey: string, { hotkey, netuid, amount: asked }: Burn): Judged {
  if (!exists(reader, netuid)) return no('SubnetNotExists')
  if (netuid === ROOT) return no('CannotBurnOrRecycleOnRootSubnet')
  if (!isOpen(reader, netuid)) return no('SubtokenDisabled')
  if (!hasOwner(reader, hotkey)) return no('HotKeyAccountNotExists')
  const amount = smaller(asked, stakeOf(reader, hotkey, coldkey, netuid))
  if (amount > reader.read<bigint>('SubtensorModule', 'SubnetAlphaOut', netuid)) return no('InsufficientLiquidity')
  if (amount > availableOn(reader, coldkey, netuid)) return no('StakeUnavailable')
  return { amount }
}

/** Positions of a hotkey that would be sold; all others are passed over in silence. */
export function sellable(reader: Reader, coldkey: string, hotkey: string, withRoot: boolean): [netuid: number, amount: bigint][] {
  return netuids(reader).flatMap((netuid): [number, bigint][] => {
    if (netuid === ROOT && !withRoot) return []
    const amount = stakeOf(reader, hotkey, coldkey, netuid)
    const judged = judgeRemove(reader, coldkey, { hotkey, netuid, amount_unstaked: amount })
    return judged.refused === undefined ? [[netuid, amount]] : []
  })
}

export type Route = {
  from: { coldkey: string; hotkey: string; netuid: number }
  to: { coldkey: string; hotkey: string; netuid: number }
  amount: bigint
  limit?: bigint | undefined
  partial?: boolean
  /** Between coldkeys: both subnets must allow it. */
  gift?: boolean
}
export function judgeMove(reader: Reader, { from, to, amount: asked, limit, partial, gift }: Route): Judged {
  const amount = smaller(asked, stakeOf(reader, from.hotkey, from.coldkey, from.netuid))
  const across = from.netuid !== to.netuid
  if (!across && from.coldkey === to.coldkey && from.hotkey === to.hotkey) return no('SameNetuid')
  if (!exists(reader, from.netuid) || !exists(reader, to.netuid)) return no('SubnetNotExists')
  const largest = across && limit !== undefined ? mostAcross(reader, from.netuid, to.netuid, limit) : amount
  if (typeof largest === 'string') return no(`Swap.${largest}`)
  if (!isOpen(reader, from.netuid) || !isOpen(reader, to.netuid)) return no('SubtokenDisabled')
  if (!hasOwner(reader, from.hotkey) || !hasOwner(reader, to.hotkey)) return no('HotKeyAccountNotExists')
  if (isHeld(reader, from.hotkey, from.coldkey, from.netuid)) return no('RootStakeLocked')
  if (across) {
    const done = quote(reader, { side: 'sell', netuid: from.netuid, amount })
    if (typeof done === 'string') return no('InsufficientLiquidity')
    if (done.out <= MIN_STAKE) return no('AmountTooLow')
    if (amount > availableOn(reader, from.coldkey, from.netuid)) return no('StakeUnavailable')
    if (limit !== undefined && !partial && amount > largest) return no('SlippageTooHigh')
  }
  if (gift && [from, to].some(({ netuid }) => !reader.read<boolean>('SubtensorModule', 'TransferToggle', netuid)))
    return no('TransferDisallowed')
  return { amount: smaller(amount, largest) }
}
/** The most alpha that may go from one subnet to another within a limit; from root and to it there is one pool. */
function mostAcross(reader: Reader, from: number, to: number, limit: bigint): bigint | string {
  if (from === ROOT) return limit === 0n ? U64 : mostOf(reader, 'buy', to, (WHOLE * WHOLE) / limit)
  if (to === ROOT) return mostOf(reader, 'sell', from, limit)
  return mostMoved(poolOf(reader, from), poolOf(reader, to), limit)
}

// What the pool of transactions tells instead of an error's name (chain.md 10.2).
const CODES: Readonly<Record<string, number>> = {
  AmountTooLow: 1,
  NotEnoughBalanceToStake: 2,
  SubnetNotExists: 3,
  HotKeyAccountNotExists: 4,
  NotEnoughStakeToWithdraw: 5,
  InsufficientLiquidity: 7,
  ReservesTooLow: 7,
  SlippageTooHigh: 8,
  TransferDisallowed: 9,
  HotKeyNotRegisteredInNetwork: 10,
  PriceLimitExceeded: 14,
  NonAssociatedColdKey: 25,
  DelegateTakeTooLow: 26,
  DelegateTakeTooHigh: 27,
}
const OTHER = 255
const FROZEN_MAY = [
  ...['announce_coldkey_swap', 'swap_coldkey_announced', 'dispute_coldkey_swap', 'clear_coldkey_swap_announcement'].map(
    (name) => `SubtensorModule.${name}`,
  ),
  'MevShield.submit_encrypted',
]

/** Why a coldkey may not make a call, in the pool and at dispatch alike (chain.md 4.6); undefined where it may. */
export function frozen(
  { read }: Pick<Reader, 'read'>,
  who: string,
  call: Call,
): 'ColdkeySwapAnnounced' | 'ColdkeySwapDisputed' | undefined {
  if (read('SubtensorModule', 'ColdkeySwapAnnouncements', who) === undefined) return undefined
  if (read('SubtensorModule', 'ColdkeySwapDisputes', who) !== undefined) return 'ColdkeySwapDisputed'
  return FROZEN_MAY.includes(`${call.type}.${call.value.type}`) ? undefined : 'ColdkeySwapAnnounced'
}

/** The number with which the pool refuses a call of this coldkey; undefined where it does not. Calls within calls are not looked at. */
export function poolCode(reader: Reader, who: string, call: Call): number | undefined {
  const ice = frozen(reader, who, call)
  if (ice) return ice === 'ColdkeySwapDisputed' ? 21 : 0
  if (call.type !== 'SubtensorModule') return undefined
  const refused = refusedNow(reader, who, call.value.type, call.value.value ?? {})
  return refused === undefined ? undefined : (CODES[refused.split('.').at(-1) ?? ''] ?? OTHER)
}

function refusedNow(reader: Reader, who: string, name: string, args: Record<string, unknown>): Refused {
  if (name === 'add_stake' || name === 'add_stake_limit') return judgeAdd(reader, who, args as Add).refused
  if (name === 'remove_stake' || name === 'remove_stake_limit' || name === 'remove_stake_full_limit')
    return judgeRemove(reader, who, removal(reader, who, name, args)).refused
  if (name === 'increase_take' || name === 'decrease_take') return takeRefused(reader, who, args as never, name === 'increase_take')
  if (name === 'unstake_all' || name === 'unstake_all_alpha') {
    const hotkey = args.hotkey as string
    if (!hasOwner(reader, hotkey)) return 'SubtensorModule.HotKeyAccountNotExists'
    return sellable(reader, who, hotkey, name === 'unstake_all').length ? undefined : 'SubtensorModule.AmountTooLow'
  }
  const way = route(who, name, args)
  if (!way) return undefined
  const { coldkey, hotkey, netuid } = way.from
  const tooMuch = way.amount !== U64 && way.amount > stakeOf(reader, hotkey, coldkey, netuid)
  return judgeMove(reader, way).refused ?? (tooMuch ? 'SubtensorModule.NotEnoughStakeToWithdraw' : undefined)
}

/** What a removing call asks: a market order takes at most what is there, a full one takes all of it. */
export function removal(reader: Reader, who: string, name: string, args: Record<string, unknown>): Remove {
  const { hotkey, netuid, amount_unstaked, limit_price, allow_partial } = args as Remove
  if (name === 'remove_stake_limit')
    return { hotkey, netuid, amount_unstaked, limit_price: limit_price ?? 0n, allow_partial: allow_partial ?? false }
  const stake = stakeOf(reader, hotkey, who, netuid)
  if (name === 'remove_stake') return { hotkey, netuid, amount_unstaked: smaller(amount_unstaked, stake) }
  return { hotkey, netuid, amount_unstaked: stake, limit_price }
}

type Moving = {
  hotkey: string
  origin_hotkey: string
  destination_hotkey: string
  destination_coldkey: string
  origin_netuid: number
  destination_netuid: number
  alpha_amount: bigint
  limit_price: bigint
  allow_partial: boolean
}
/** From where to where a call moves stake; undefined for all other calls. */
export function route(who: string, name: string, args: Record<string, unknown>): Route | undefined {
  const of = args as Moving
  const origin = { coldkey: who, hotkey: of.origin_hotkey ?? of.hotkey, netuid: of.origin_netuid }
  const there = { ...origin, netuid: of.destination_netuid }
  const amount = of.alpha_amount
  switch (name) {
    case 'move_stake':
      return { from: origin, to: { ...there, hotkey: of.destination_hotkey }, amount }
    case 'swap_stake':
      return { from: origin, to: there, amount }
    case 'swap_stake_limit':
      return { from: origin, to: there, amount, limit: of.limit_price, partial: of.allow_partial }
    case 'move_stake_limit':
      return { from: origin, to: { ...there, hotkey: of.destination_hotkey }, amount, limit: of.limit_price, partial: of.allow_partial }
    case 'transfer_stake_and_hotkey':
      return { from: origin, to: { ...there, coldkey: of.destination_coldkey, hotkey: of.destination_hotkey }, amount, gift: true }
    case 'transfer_stake':
      return { from: origin, to: { ...there, coldkey: of.destination_coldkey }, amount, gift: true }
    default:
      return undefined
  }
}
