import { readLeastRest, readSale } from '../chain'
import { ROOT } from '../staking'
import { type Fact, RAO_PER_TAO, type Risk } from '../units'
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

/** How much of a position there can be when a call runs, in rao of alpha. */
type Left = { least: bigint; most: bigint }
const ANY = 2n ** 64n
/**
 * Of calls that a site asks for, in their order, those that sell a part of a position and may leave so little of it that the chain sells that
 * too: what goes of it before, however it goes, is counted, and so is what comes to it, how much that is nobody knows; where one may fail
 * without the others, with it and without. @returns their places among them @throws KluisError as lookAtStake and smallRest
 */
export async function sweptBy(
  wallet: Wallet,
  id: string,
  { leaves, risks }: { leaves: readonly { fact: Fact }[]; risks: readonly Risk[] },
): Promise<ReadonlySet<number>> {
  const sold = leaves.flatMap(({ fact }) => (fact.kind === 'unstake' && fact.alpha !== null ? [fact.netuid] : []))
  const swept = new Set<number>()
  if (sold.length === 0) return swept
  const look = await lookAtStake(wallet, id, sold)
  const atomic = !risks.some(({ id }) => id === 'not-atomic')
  const left = new Map<string, Left>()
  const at = (place: { hotkey: string; netuid: number }): Left => {
    const all = partOf(look, place.hotkey, place.netuid)?.alphaRao ?? 0n
    return left.get(placeOf(place)) ?? { least: all, most: claimed ? ANY : all }
  }
  // What is claimed may stay alpha, with any validator and on any subnet.
  let claimed = false
  for (const [index, { fact }] of leaves.entries()) {
    if (fact.kind === 'claim') {
      claimed = true
      for (const each of left.values()) each.most = ANY
    }
    const to = arrivalOf(fact)
    if (to) left.set(placeOf(to), { ...at(to), most: ANY })
    if (!takes(fact)) continue
    const place = { hotkey: fact.hotkey.id, netuid: fact.netuid }
    const { least, most } = at(place)
    const partial = 'partial' in fact && fact.partial
    const alphaRao = fact.alpha === null ? least : BigInt(fact.alpha)
    // More than there can be fails, whatever would stay.
    if (alphaRao > most) continue
    const rest = least > alphaRao ? least - alphaRao : 0n
    left.set(placeOf(place), {
      least: rest,
      most: !atomic || partial ? most : fact.alpha === null ? 0n : most === ANY ? ANY : most - alphaRao,
    })
    // What is no sale leaves any rest.
    if (fact.kind !== 'unstake' || fact.alpha === null) continue
    const leg = { ...place, limitRao: fact.limit === null ? null : BigInt(fact.limit), partial: fact.partial }
    // Where it is not known how much there is, next to nothing may stay.
    if (await smallRest(look, leg, alphaRao, rest || (least === most ? 0n : 1n))) swept.add(index)
  }
  return swept
}

/** Where a call brings stake to. */
function arrivalOf(fact: Fact): { hotkey: string; netuid: number } | undefined {
  if (fact.kind === 'move-stake' || fact.kind === 'give-stake') return { hotkey: fact.toHotkey.id, netuid: fact.toNetuid }
  return fact.kind === 'stake' ? { hotkey: fact.hotkey.id, netuid: fact.netuid } : undefined
}
type Taking = Extract<Fact, { kind: 'unstake' | 'move-stake' | 'give-stake' | 'destroy-stake' }>
/** Whether a call makes a position smaller. */
const takes = (fact: Fact): fact is Taking => ['unstake', 'move-stake', 'give-stake', 'destroy-stake'].includes(fact.kind)
