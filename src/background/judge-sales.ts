import { leastStake, readSale, readSwitches } from '../chain'
import { ROOT } from '../staking'
import { spotOf } from '../units'
import { type Selling, smallRest } from './rest'
import { closed, placeOf, type Refusal, type StakeLook, tooMuch } from './stake-look'

type Leg = Selling & { alphaRao: bigint | null }
/** What it would say of sales, one after the other, wherever within their limits the prices are then. */
export async function judgeSales(look: StakeLook, legs: readonly Leg[]): Promise<Refusal | null> {
  const { live, hash, portfolio } = look
  const netuids = legs.map(({ netuid }) => netuid)
  const shut = closed(await readSwitches(live, hash, 'SubtokenEnabled', netuids), netuids)
  if (shut) return shut
  const held = new Map(portfolio.parts.map((part) => [placeOf(part), part.alphaRao]))
  const left = new Map(portfolio.sellableOn)
  for (const { netuid, alphaRao, ...leg } of legs) {
    const all = held.get(placeOf({ ...leg, netuid })) ?? 0n
    const there = left.get(netuid) ?? 0n
    const sells = alphaRao ?? all
    const much = tooMuch(look, { ...leg, netuid, amountRao: sells })
    if (much) return much
    if (sells === 0n || sells > there) return { problem: 'stake-not-enough' }
    left.set(netuid, there - sells)
    const little = sells < all ? await tooSmall(look, netuid, sells) : null
    if (little) return little
    const small = await smallRest(look, { ...leg, netuid }, sells, all - sells)
    if (small) return small
  }
  return null
}

/** Where a part of a position is worth less than an order must be, which all of it may, or its pool cannot take as much. */
async function tooSmall({ live, hash, prices }: StakeLook, netuid: number, alphaRao: bigint): Promise<Refusal | null> {
  const minimum = leastStake(live)
  const priceRao = prices.get(netuid)
  // Where nobody can tell, the chain will.
  if (minimum === null || priceRao === undefined) return null
  const sale = netuid === ROOT ? undefined : await readSale(live, hash, { netuid, alphaRao, priceRao })
  const spot = spotOf(alphaRao, priceRao)
  if (sale === null && spot >= minimum) return { problem: 'stake-no-trade' }
  const worth = sale === undefined && netuid !== ROOT ? minimum : (sale?.taoRao ?? spot)
  return worth < minimum ? { problem: 'stake-too-small' } : null
}
