import { readLeastRest, readSale } from '../chain'
import { ROOT } from '../staking'
import { type Fact, RAO_PER_TAO } from '../units'
import { type FundsLook, lookAtStake, partOf, placeOf, type Refusal } from './stake-look'
import type { Wallet } from './wallet'

/** What is sold of a position. `limitRao` null: at any price. `partial`: less of it will do. */
export type Selling = { hotkey: string; netuid: number; limitRao: bigint | null; partial?: boolean }
/** What a fee that the stake pays may take from a rest, in rao of TAO. */
const FEE = 1_000_000n
const NONE = { within: 0n, open: 0n }

/**
 * What a sale has to leave of a position so that the chain does not sell that too, in rao of alpha; 0n: any rest may stay. It asks the price after
 * the sale: `within` a limit that bounds it, or `open`, where it is as far away again as what the sale brings is from the price now.
 * @param sale undefined where nobody can tell, or it cannot be done @throws KluisError offline, node-answer, node-lied
 */
export async function leastRests(
  { account, live, hash, prices }: FundsLook,
  { hotkey, netuid, limitRao }: Selling,
  sellsRao: bigint,
  sale: { taoRao: bigint; feeAlphaRao: bigint } | undefined,
): Promise<{ within: bigint; open: bigint }> {
  const least = await readLeastRest(live, hash, account.id, hotkey)
  const priceRao = prices.get(netuid) ?? 0n
  if (least === 0n) return NONE
  // To four decimals, as a person reads it.
  const rest = (price: bigint) => (price === 0n ? 0n : (((least + FEE) * 10_000n) / price + 1n) * 100_000n)
  const mean = sale ? (sale.taoRao * RAO_PER_TAO) / (sellsRao - sale.feeAlphaRao || 1n) : priceRao
  return { within: rest(limitRao ?? priceRao), open: rest(priceRao === 0n ? 0n : (mean * mean) / priceRao || 1n) }
}

/** Where so little stays that the chain sells it too; where a part will do, any rest may stay. */
export async function smallRest(look: FundsLook, leg: Selling, sellsRao: bigint, restRao: bigint): Promise<Refusal | null> {
  const { live, hash, prices } = look
  const { netuid, limitRao, partial } = leg
  if (restRao <= 0n && !partial) return null
  const priceRao = prices.get(netuid)
  const open = limitRao === null && netuid !== ROOT && priceRao !== undefined
  const sale = open ? await readSale(live, hash, { netuid, alphaRao: sellsRao, priceRao }) : undefined
  const { within, open: any } = await leastRests(look, leg, sellsRao, sale ?? undefined)
  const rest = limitRao === null ? any : within
  return restRao < rest ? { problem: 'stake-rest-small', facts: { rest: String(rest) } } : null
}

/**
 * Of calls that a site asks for, in their order, those that sell a part of a position and may leave so little of it that the chain sells that
 * too: what goes of it before, however it goes, is counted. @returns their places among them @throws KluisError as lookAtStake and smallRest
 */
export async function sweptBy(wallet: Wallet, id: string, leaves: readonly { fact: Fact }[]): Promise<ReadonlySet<number>> {
  const gone = leaves.flatMap(({ fact }, at) => (takes(fact) ? [{ at, fact }] : []))
  const sales = gone.filter(({ fact }) => fact.kind === 'unstake' && fact.alpha !== null)
  const swept = new Set<number>()
  if (sales.length === 0) return swept
  const look = await lookAtStake(
    wallet,
    id,
    sales.map(({ fact }) => fact.netuid),
  )
  const left = new Map<string, bigint>()
  for (const { at, fact } of gone) {
    const { hotkey, netuid, alpha } = fact
    const key = placeOf({ hotkey: hotkey.id, netuid })
    const there = left.get(key) ?? partOf(look, hotkey.id, netuid)?.alphaRao ?? 0n
    const alphaRao = alpha === null ? there : BigInt(alpha)
    const rest = there - alphaRao
    // More than there is fails, whatever would stay.
    if (rest < 0n) continue
    left.set(key, rest)
    // What is no sale leaves any rest.
    if (fact.kind !== 'unstake' || alpha === null) continue
    const leg = { hotkey: hotkey.id, netuid, limitRao: fact.limit === null ? null : BigInt(fact.limit), partial: fact.partial }
    if (await smallRest(look, leg, alphaRao, rest)) swept.add(at)
  }
  return swept
}

type Taking = Extract<Fact, { kind: 'unstake' | 'move-stake' | 'give-stake' | 'destroy-stake' }>
/** Whether a call makes a position smaller. */
const takes = (fact: Fact): fact is Taking => ['unstake', 'move-stake', 'give-stake', 'destroy-stake'].includes(fact.kind)
