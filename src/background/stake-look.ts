import type { Account } from '../accounts'
import {
  atNewest,
  type Balance,
  existentialDeposit,
  feesFromStake,
  type Live,
  lockedOf,
  missingCall,
  readMoney,
  readParties,
  readPrices,
  readSale,
  type StakeOrder,
} from '../chain'
import type { StakeProblem } from '../messaging'
import { limitDistance, type Part, type Portfolio, portfolioOf, ROOT, type Side } from '../staking'
import { KluisError, RAO_PER_TAO, spotOf } from '../units'
import { needAccount } from './need-account'
import type { Wallet } from './wallet'

/** The call that sells all of a position, whatever it is when it runs, whole or not at all. */
export const FULL = 'remove_stake_full_limit'

/** What an account can spend, and at what its stake is traded, all at the one block that `hash` names. `stays`: free TAO that cannot leave. */
export type FundsLook = {
  account: Account
  live: Live
  hash: string
  free: bigint
  stays: bigint
  /** Rao of TAO for a whole alpha; nothing of a subnet that there is not, or of which nobody tells. */
  prices: ReadonlyMap<number, bigint>
}
/** The same, with what it has staked. */
export type StakeLook = FundsLook & { portfolio: Portfolio }

/** What is read of the same block right after, so that it travels in the question of the look. */
type Along = (at: Pick<FundsLook, 'live' | 'hash'>) => Promise<unknown>
/**
 * @param netuid whose price is asked for; what was staked before is no matter of a purchase
 * @throws KluisError unknown-account, offline, node-lied
 */
export async function lookAtFunds(wallet: Wallet, id: string, netuid: number, along?: Along): Promise<FundsLook> {
  const account = await needAccount(wallet, id)
  const { live, hash } = await atNewest(await wallet.chain.ready())
  const [{ byAccount }, prices] = await Promise.all([readParties(live, [id]), readPrices(live, hash, [netuid]), along?.({ live, hash })])
  return fundsOf({ account, live, hash }, byAccount.get(id), prices)
}
/**
 * @param netuids on which something is to happen: of no others are prices asked, nor what is held there; none: all where something is staked
 * @throws KluisError unknown-account, offline, stake-untold, node-lied
 */
export async function lookAtStake(wallet: Wallet, id: string, netuids: readonly number[] = [], along?: Along): Promise<StakeLook> {
  const account = await needAccount(wallet, id)
  const { live, hash } = await atNewest(await wallet.chain.ready())
  const asked = readMoney(live, [id], undefined, undefined, netuids.length ? netuids : undefined)
  const [{ byAccount, prices }] = await Promise.all([asked, along?.({ live, hash })])
  const held = byAccount.get(id)
  if (!held?.positions) throw new KluisError('stake-untold')
  const { free, reserved, positions, lockedAlpha } = held
  const funds = fundsOf({ account, live, hash }, held, prices)
  return { ...funds, portfolio: portfolioOf([{ id, free, reserved, stakes: positions, lockedAlpha }], prices) }
}
function fundsOf(at: Pick<FundsLook, 'account' | 'live' | 'hash'>, has: Balance | undefined, prices: Map<number, bigint>): FundsLook {
  if (!has) throw new KluisError('internal')
  const [locked, deposit] = [lockedOf(has), existentialDeposit(at.live)]
  return { ...at, free: has.free, stays: locked > deposit ? locked : deposit, prices: prices.set(ROOT, RAO_PER_TAO) }
}

/** Names one position of an account. */
export const placeOf = ({ hotkey, netuid }: { hotkey: string; netuid: number }): string => `${netuid}/${hotkey}`

/** The stake with one hotkey on one subnet, if there is any. */
export const partOf = ({ portfolio }: StakeLook, hotkey: string, netuid: number): Part | undefined =>
  portfolio.parts.find((each) => each.hotkey === hotkey && each.netuid === netuid)

/** Where more is asked of a position than may leave it: root stake may be held, of all else there is less, or a part is locked. */
export function tooMuch(
  look: StakeLook,
  { hotkey, netuid, amountRao }: { hotkey: string; netuid: number; amountRao: bigint },
): Refusal | null {
  const part = partOf(look, hotkey, netuid)
  if (amountRao <= (part?.sellableRao ?? 0n)) return null
  return part?.heldBlocks ? { problem: 'stake-held', facts: { blocks: String(part.heldBlocks) } } : { problem: 'stake-not-enough' }
}

/** What selling alpha would return; null where it cannot be sold, or nobody can tell. A pool that was just bought from pays no more than spot. */
export async function soldFor({ live, hash, prices }: FundsLook, netuid: number, alphaRao: bigint): Promise<bigint | null> {
  const priceRao = prices.get(netuid)
  if (alphaRao === 0n || priceRao === undefined) return null
  if (netuid === ROOT) return alphaRao
  const sale = await readSale(live, hash, { netuid, alphaRao, priceRao })
  if (!sale) return null
  const spot = spotOf(alphaRao, priceRao)
  return sale.taoRao < spot ? sale.taoRao : spot
}

/** By how much more than was chosen the price may stand from a limit at the review, in millionths: prices move while one reads. */
const ALLOWANCE = 5_000n
/**
 * Against the limits of a form whose estimate is an old one.
 * @param legs `priceRao` null: no price could move, as on root @param tolerance undefined: nobody says how far they were chosen to be
 * @throws KluisError changed
 */
export function needNear(
  side: Side,
  legs: readonly { limitRao: bigint | null; priceRao: bigint | null | undefined }[],
  tolerance: number | undefined,
): void {
  if (tolerance === undefined) return
  const far = legs.some(({ limitRao, priceRao }) => {
    const away = limitRao !== null && priceRao && limitDistance(side, limitRao, priceRao)
    return away && away > BigInt(tolerance) + ALLOWANCE
  })
  if (far) throw new KluisError('changed')
}

/** Why it would be refused, and what the sentence of that needs. */
export type Refusal = { problem: StakeProblem; facts?: Record<string, string> }
/** @throws KluisError with the code of the problem, if there is one */
export function needNone(refusal: Refusal | null): void {
  if (refusal) throw new KluisError(refusal.problem, refusal.facts ?? {})
}
/** Where nobody tells a price that is needed. */
export function unpriced({ prices }: FundsLook, netuids: readonly number[]): Refusal | null {
  const found = netuids.find((netuid) => !prices.has(netuid))
  return found === undefined ? null : { problem: 'price-untold', facts: { netuid: String(found) } }
}
/** Where nobody pays the fee: there is no TAO for it, and the chain takes none from stake. @param costs as above */
export function unpaid({ live }: FundsLook, { enough }: { enough: boolean }): Refusal | null {
  return enough || feesFromStake(live) ? null : { problem: 'insufficient-funds' }
}
/** Where the chain has no call for an order. */
export function missing(live: Live, order: StakeOrder): Refusal | null {
  const call = missingCall(live, order)
  return call === null ? null : { problem: 'call-missing', facts: { call } }
}
/** Subnets that are not there, or not open: the switch of one that is not there is off. Where the chain has none it keeps nobody. */
export function closed(open: ReadonlyMap<number, boolean> | null, netuids: readonly number[]): Refusal | null {
  const found = netuids.find((netuid) => open?.get(netuid) === false)
  return found === undefined ? null : { problem: 'subnet-closed', facts: { netuid: String(found) } }
}
