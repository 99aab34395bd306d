import {
  type ClaimType,
  type Live,
  type RootDividends,
  readFeeRate,
  readLeastFee,
  readRootDividends,
  readSale,
  rootMechanism,
} from '../chain'
import type { Explanation } from '../explain'
import { type ClaimInput, MOST_CLAIMED } from '../messaging'
import { beforeFee, isLoss } from '../staking'
import { spotOf } from '../units'

/** Alpha of one subnet, in rao. */
export type Part = { netuid: number; alphaRao: bigint }

/** The sum of amounts; null where one of them is not told. */
export const sumOrNull = (all: readonly (bigint | null)[]): bigint | null =>
  all.reduce<bigint | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0n)
/** What alpha is worth at the prices of a block, in rao of TAO; null without a price. */
export const spotIn = (prices: ReadonlyMap<number, bigint>, { netuid, alphaRao }: Part): bigint | null => {
  const price = prices.get(netuid)
  return price === undefined ? null : spotOf(alphaRao, price)
}

/** Whether a claim sells on one of its subnets. Where these are not asked for, it sells a part of everything. */
export const sells = (type: ClaimType | null, claim: ClaimInput): boolean =>
  claim.kind !== 'subnets' || claim.netuids.some((netuid) => !keeps(type, netuid))
const keeps = (type: ClaimType | null, netuid: number): boolean =>
  type?.type === 'Keep' || (type?.type === 'KeepSubnets' && type.netuids.includes(netuid))

/**
 * What a claim brings now, in rao. `receivesRao`: TAO that goes to root; `kept`: what stays alpha; `yieldsRao`: both, that at its price. Each
 * is null where nobody tells. `accrued`: whether anything waits, `claimable`: whether a claim would not pass over all of it.
 * @throws KluisError offline, node-lied
 */
export async function broughtBy(live: Live, found: RootDividends, claim: ClaimInput) {
  const { receivesRao, kept, ...rest } = await partsOf(live, found, claim)
  return { ...rest, receivesRao, kept, yieldsRao: sumOrNull([receivesRao, ...kept.map((each) => spotIn(found.prices, each))]) }
}

async function partsOf(live: Live, found: RootDividends, claim: ClaimInput) {
  const none = { kept: [] as Part[], atMost: false }
  if (found.mechanism === 'untold') return { ...none, receivesRao: null, accrued: true, claimable: true }
  if (claim.kind !== 'subnets') {
    const asked = found.accruals.filter(({ hotkey }) => claim.kind === 'all' || hotkey === claim.hotkey)
    const taken = asked.filter(({ skipped }) => !skipped)
    const accrued = asked.some(({ taoRao }) => taoRao !== 0n)
    const receivesRao = sumOrNull(taken.map(({ taoRao }) => taoRao))
    return { ...none, receivesRao, accrued, claimable: taken.length > 0, atMost: taken.length > 1 }
  }
  const rows = found.accruals.flatMap(({ alpha }) => alpha.filter(({ netuid }) => claim.netuids.includes(netuid)))
  const parts = claim.netuids.map((netuid) => ({
    netuid,
    alphaRao: rows.filter((each) => each.netuid === netuid && !each.skipped).reduce((sum, { alphaRao }) => sum + alphaRao, 0n),
  }))
  const taken = parts.filter(({ alphaRao }) => alphaRao > 0n)
  const sold = await Promise.all(taken.filter(({ netuid }) => !keeps(found.type, netuid)).map((each) => soldFor(live, found, each)))
  return {
    ...none,
    kept: taken.filter(({ netuid }) => keeps(found.type, netuid)),
    receivesRao: sumOrNull(sold),
    accrued: rows.length > 0,
    claimable: taken.length > 0,
  }
}

/** What alpha of dividends is sold for, without the fee of the pool: nothing where it cannot be sold, null where nobody tells. */
async function soldFor(live: Live, { hash, prices }: RootDividends, { netuid, alphaRao }: Part): Promise<bigint | null> {
  const priceRao = prices.get(netuid)
  if (priceRao === undefined) return null
  const rate = await readFeeRate(live, hash, netuid)
  const sale = await readSale(live, hash, { netuid, alphaRao: beforeFee(alphaRao, rate) ?? alphaRao, priceRao })
  return sale === undefined ? null : (sale?.taoRao ?? 0n)
}

/**
 * Whether what is asked for is a claim, and nothing else, that surely costs more than it brings.
 * @param account id, hex
 * @param extrinsic with its length in front, of the length that it would have
 * @returns false also where nobody tells, and for calls in others: these share one fee
 * @throws KluisError offline, node-answer, node-lied
 */
export async function isLosingClaim(
  live: Live,
  account: string,
  { leaves: [leaf, more], wrappers }: Pick<Explanation, 'leaves' | 'wrappers'>,
  extrinsic: Uint8Array,
): Promise<boolean> {
  if (leaf?.fact.kind !== 'claim' || more || wrappers.length > 0) return false
  const { hotkey, subnets = [] } = leaf.fact
  const byRates = rootMechanism(live) === 'rates'
  // The chain refuses one that names more.
  if (byRates && subnets.length > MOST_CLAIMED) return false
  const claim: ClaimInput = hotkey ? { kind: 'one', hotkey: hotkey.id } : byRates ? { kind: 'subnets', netuids: subnets } : { kind: 'all' }
  const [found, leastFeeRao] = await Promise.all([readRootDividends(live, account), readLeastFee(live, extrinsic)])
  return found !== null && leastFeeRao !== null && isLoss((await broughtBy(live, found, claim)).yieldsRao, leastFeeRao)
}
