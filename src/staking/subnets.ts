/** What of a subnet says whether one wants to be there. `averageRao`: of TAO for a whole alpha, over time. */
export type Ground = { netuid: number; averageRao: bigint; poolTaoRao: bigint; registeredAt: number; open: boolean | null }

/** A pool with less TAO than this is thin: one TAO moves its price by more than about two parts in a thousand. */
const THIN = 1_000n * 1_000_000_000n
/** Thirty days of blocks. */
const YOUNG = 216_000
/** So many with the lowest average price are the first that would be removed for a new one. */
const LAST = 8

export type SubnetRisk = 'closed' | 'thin' | 'young' | 'last'

/**
 * What speaks against a subnet at first sight. Root has none of it.
 * @param rank its place by average price among all but root, 1 the highest, of `of`
 */
export function subnetRisks({ netuid, open, poolTaoRao, registeredAt }: Ground, block: number, rank: number, of: number): SubnetRisk[] {
  if (netuid === 0) return []
  const risks: SubnetRisk[] = []
  if (open === false) risks.push('closed')
  if (poolTaoRao < THIN) risks.push('thin')
  if (block - registeredAt < YOUNG) risks.push('young')
  if (of > LAST && rank > of - LAST) risks.push('last')
  return risks
}

/** Places by average price, the highest first; what is equal shares the better one. Root has none. */
export function ranksOf(all: readonly Pick<Ground, 'netuid' | 'averageRao'>[]): Map<number, number> {
  const sorted = all
    .filter(({ netuid }) => netuid !== 0)
    .sort((a, b) => (a.averageRao < b.averageRao ? 1 : a.averageRao > b.averageRao ? -1 : 0))
  const ranks = new Map<number, number>()
  sorted.forEach(({ netuid, averageRao }, at) => {
    const before = sorted[at - 1]
    ranks.set(netuid, before && before.averageRao === averageRao ? (ranks.get(before.netuid) as number) : at + 1)
  })
  return ranks
}
