import type { Context, Runtime } from '../../pallet'
import { accountOf, reducible } from '../balances'
import { ensure, of, put, type Runs, signer, tell } from './acting'
import { addressIn, netuidIn } from './keys'
import { WHOLE } from './pool'
import { owedOf, ratesOf } from './root-claim'
import { type Reader, stakeOf, totalOf } from './shares'
import { credit, hasOwner, moveReserves, netuids, noteHotkey, quote, ROOT, settled, spotOf, toBalance } from './stake'

// What root stake earns since spec 441: every validator has a basket of subnets' alpha, and root stake earns shares of it (chain.md 4.2).

const FRACTION = 32n
const MOST_ROWS = { all: 256, one: 129 } as const
const LEAST_DEPOSIT = 5_000_000n

const holdingsOf = (at: Reader, hotkey: string): [netuid: number, alpha: bigint][] =>
  at.list<bigint>('SubtensorModule', 'BasketHoldings', hotkey).map(([rest, alpha]) => [netuidIn(rest), alpha])
const sharesOf = (at: Reader, hotkey: string) => of<bigint>(at, 'BasketShares', hotkey)
/** TAO that selling alpha would bring now; on root it is TAO. */
function realizable(at: Reader, netuid: number, alpha: bigint): bigint {
  if (netuid === ROOT || alpha === 0n) return alpha
  const done = quote(at, { side: 'sell', netuid, amount: alpha, free: true })
  return typeof done === 'string' ? 0n : done.out
}
const navOf = (at: Reader, hotkey: string) =>
  holdingsOf(at, hotkey).reduce((sum, [netuid, alpha]) => sum + realizable(at, netuid, alpha), 0n)
const spotNavOf = (at: Reader, hotkey: string) =>
  holdingsOf(at, hotkey).reduce((sum, [netuid, alpha]) => sum + (netuid === ROOT ? alpha : (alpha * spotOf(at, netuid)) / WHOLE), 0n)
/** Shares of a basket that a coldkey may claim: what its root stake earned, less what it took, and what it paid in. */
function owedShares(at: Reader, hotkey: string, coldkey: string): bigint {
  const earned = (of<bigint>(at, 'BasketRate', hotkey) * stakeOf(at, hotkey, coldkey, ROOT)) >> FRACTION
  const owed = earned - of<bigint>(at, 'BasketClaimed', hotkey, coldkey)
  const all = sharesOf(at, hotkey)
  return owed < 0n ? 0n : owed > all ? all : owed
}
function payoutOf(at: Reader, hotkey: string, coldkey: string): bigint {
  const all = sharesOf(at, hotkey)
  return all === 0n ? 0n : (owedShares(at, hotkey, coldkey) * navOf(at, hotkey)) / all
}

const hold = (context: Context, hotkey: string, netuid: number, by: bigint) => {
  const next = of<bigint>(context, 'BasketHoldings', hotkey, netuid) + by
  put(context, 'BasketHoldings', [hotkey, netuid], next === 0n ? undefined : next)
}
const add = (context: Context, item: string, keys: unknown[], by: bigint) =>
  put(context, item, keys, of<bigint>(context, item, ...keys) + by)
/** Shares for what came into a basket, at the price that they had before. */
const mint = (value: bigint, all: bigint, before: bigint) => (all === 0n || before === 0n ? value : (value * all) / before)

/** Alpha for all who stake on root with a hotkey goes into its basket. @returns whether there was anyone */
export function earnInBasket(context: Context, hotkey: string, netuid: number, alpha: bigint): boolean {
  const total = totalOf(context, hotkey, ROOT)
  if (total === 0n) return false
  const before = navOf(context, hotkey)
  hold(context, hotkey, netuid, alpha)
  const shares = mint(navOf(context, hotkey) - before, sharesOf(context, hotkey), before)
  add(context, 'BasketShares', [hotkey], shares)
  add(context, 'BasketRate', [hotkey], (shares << FRACTION) / total)
  return true
}
/** Root stake that comes has earned nothing yet, and what goes leaves behind what it earned: that can still be claimed. */
export function basketStakeChanged(context: Context, hotkey: string, coldkey: string, by: bigint): void {
  const rate = of<bigint>(context, 'BasketRate', hotkey)
  const share = (rate * (by < 0n ? -by : by)) >> FRACTION
  if (share !== 0n) add(context, 'BasketClaimed', [hotkey, coldkey], by < 0n ? -share : share)
}

/** Sells a coldkey's part of a basket, and puts the TAO on root with the same validator. @returns the TAO */
function claimFrom(context: Context, hotkey: string, coldkey: string): bigint {
  const [shares, all, value] = [owedShares(context, hotkey, coldkey), sharesOf(context, hotkey), navOf(context, hotkey)]
  if (shares === 0n) return 0n
  const worth = (shares * value) / all
  if (worth << FRACTION < of<bigint>(context, 'RootClaimableThreshold', ROOT)) return 0n
  let [got, fresh] = [0n, 0n]
  for (const [netuid, alpha] of holdingsOf(context, hotkey)) {
    const part = (alpha * shares) / all
    const out = realizable(context, netuid, part)
    if (out === 0n) continue
    hold(context, hotkey, netuid, -part)
    got += out
    if (netuid === ROOT) continue
    moveReserves(context, netuid, -out, part, -part)
    fresh += out
  }
  // A part sells better than the whole would: what it brings above its worth stays in the basket, as TAO.
  const paid = got < worth ? got : worth
  if (got > paid) hold(context, hotkey, ROOT, got - paid)
  add(context, 'BasketShares', [hotkey], -shares)
  add(context, 'BasketClaimed', [hotkey, coldkey], shares)
  moveReserves(context, ROOT, fresh, 0n, fresh)
  credit(context, { hotkey, coldkey, netuid: ROOT }, paid)
  basketStakeChanged(context, hotkey, coldkey, paid)
  tell(context, 'BasketClaimed', { hotkey, coldkey, tao: paid })
  return paid
}
function claim(context: Context, hotkeys: readonly string[], most: number): void {
  const coldkey = signer(context)
  const rows = hotkeys.reduce((sum, hotkey) => sum + holdingsOf(context, hotkey).length, hotkeys.length)
  ensure(context, rows <= most, 'RootClaimTooHeavy')
  const tao = hotkeys.reduce((sum, hotkey) => sum + claimFrom(context, hotkey, coldkey), 0n)
  tell(context, 'RootClaimed', { coldkey, tao })
}
function stakeInto(context: Context, { hotkey, amount_staked: tao }: { hotkey: string; amount_staked: bigint }): void {
  const coldkey = signer(context)
  ensure(context, hasOwner(context, hotkey), 'HotKeyAccountNotExists')
  ensure(context, of(context, 'Uids', ROOT, hotkey) !== undefined, 'HotKeyNotRegisteredInSubNet')
  const into = holdingsOf(context, hotkey).filter(([netuid]) => netuid !== ROOT)
  ensure(context, into.length > 0, 'BasketHasNoWeights')
  ensure(context, tao >= LEAST_DEPOSIT, 'AmountTooLow')
  ensure(context, reducible(accountOf(context, coldkey), true) >= tao, 'NotEnoughBalanceToStake')
  const before = navOf(context, hotkey)
  const each = tao / BigInt(into.length)
  let spent = 0n
  for (const [netuid] of into) {
    const done = settled(context, { side: 'buy', netuid, amount: each })
    moveReserves(context, netuid, done.paid, -done.out, done.out)
    put(context, 'TotalIssuance', [], of<bigint>(context, 'TotalIssuance') - done.fee)
    hold(context, hotkey, netuid, done.out)
    spent += done.paid + done.fee
  }
  toBalance(context, coldkey, -spent)
  noteHotkey(context, coldkey, hotkey)
  const value = navOf(context, hotkey) - before
  const shares = mint(value, sharesOf(context, hotkey), before)
  add(context, 'BasketShares', [hotkey], shares)
  add(context, 'BasketClaimed', [hotkey, coldkey], -shares)
  tell(context, 'BasketStakedIn', { hotkey, coldkey, tao: spent, value, shares })
}
const noTrading = (context: Context) => {
  signer(context)
  throw context.refuse('SubtensorModule', 'BasketTradingDisabled')
}

export const baskets: Runs = {
  claim_root: (context) => claim(context, of<string[]>(context, 'StakingHotkeys', signer(context)), MOST_ROWS.all),
  claim_root_with_hotkey: (context, { hotkey }: { hotkey: string }) => claim(context, [hotkey], MOST_ROWS.one),
  stake_into_basket: stakeInto,
  swap_basket: noTrading,
  swap_basket_many: noTrading,
}

/** What could be claimed by rates becomes shares of baskets: everyone has the part of each that was theirs. */
export const seedBaskets: NonNullable<Runtime['migrate']> = (before, after) => {
  for (const [rest] of before.list('SubtensorModule', 'RootClaimable')) {
    const hotkey = addressIn(rest)
    const stakers = before
      .list('SubtensorModule', 'AlphaV2', hotkey)
      .filter(([key]) => netuidIn(key) === ROOT)
      .map(([key]) => addressIn(key.slice(0, -4)))
    let all = 0n
    const shares = new Map<string, bigint>()
    for (const [netuid] of ratesOf(before, hotkey)) {
      const owed = stakers.map((coldkey) => owedOf(before, hotkey, coldkey, netuid))
      const alpha = owed.reduce((sum, each) => sum + each, 0n)
      if (alpha === 0n) continue
      after.write('SubtensorModule', 'BasketHoldings', [hotkey, netuid], alpha)
      const value = realizable(before, netuid, alpha)
      for (const [index, coldkey] of stakers.entries()) {
        const share = (value * (owed[index] as bigint)) / alpha
        shares.set(coldkey, (shares.get(coldkey) ?? 0n) + share)
        all += share
      }
    }
    for (const [coldkey, share] of shares) if (share > 0n) after.write('SubtensorModule', 'BasketClaimed', [hotkey, coldkey], -share)
    if (all > 0n) after.write('SubtensorModule', 'BasketShares', [hotkey], all)
    before.write('SubtensorModule', 'RootClaimable', [hotkey], undefined)
    for (const netuid of netuids(before))
      for (const coldkey of stakers) before.write('SubtensorModule', 'RootClaimed', [netuid, hotkey, coldkey], undefined)
  }
}

function positionOf(at: Reader, hotkey: string, coldkey: string) {
  const [beta, beta_total] = [owedShares(at, hotkey, coldkey), sharesOf(at, hotkey)]
  if (beta === 0n) return undefined
  const nav_tao = navOf(at, hotkey)
  const part = (of: bigint) => (of * beta) / beta_total
  return { hotkey, beta, beta_total, nav_tao, value_tao: part(nav_tao), spot_value_tao: part(spotNavOf(at, hotkey)) }
}
const portfolio = (at: Reader, coldkey: string) =>
  of<string[]>(at, 'StakingHotkeys', coldkey).flatMap((hotkey) => positionOf(at, hotkey, coldkey) ?? [])

type Answer = (at: Reader, number: number, ...args: never[]) => unknown
const api = 'BetaBasketRuntimeApi'
export const basketApis: Readonly<Record<string, Answer>> = {
  [`${api}_get_root_basket_owed`]: (at, _number, coldkey: string) =>
    portfolio(at, coldkey).reduce((sum, { value_tao }) => sum + value_tao, 0n),
  [`${api}_get_basket_payout`]: (at, _number, hotkey: string, coldkey: string) => payoutOf(at, hotkey, coldkey),
  [`${api}_get_validator_basket_nav`]: (at, _number, hotkey: string) => navOf(at, hotkey),
  [`${api}_get_validator_basket`]: (at, _number, hotkey: string) =>
    holdingsOf(at, hotkey).map(([netuid, alpha]) => [netuid, alpha, realizable(at, netuid, alpha)]),
  [`${api}_get_root_basket_positions`]: (at, _number, coldkey: string) =>
    portfolio(at, coldkey).map(({ hotkey, beta, value_tao }) => [hotkey, beta, value_tao]),
  [`${api}_get_basket_position`]: (at, _number, hotkey: string, coldkey: string) => positionOf(at, hotkey, coldkey),
  [`${api}_get_root_basket_portfolio`]: (at, _number, coldkey: string) => portfolio(at, coldkey),
}
