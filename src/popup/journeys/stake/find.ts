import type { SubnetView, ValidatorView } from '../../../messaging'

export const sorts = ['own', 'pool', 'price', 'emission', 'age'] as const
export type Sort = (typeof sorts)[number]

/** What a list is sorted by: more comes first. In rao; of ages the block, so that the oldest is the largest. */
const weight: Record<Sort, (subnet: SubnetView) => bigint> = {
  own: ({ own }) => BigInt(own),
  pool: ({ poolTao }) => BigInt(poolTao),
  price: ({ price }) => (price === null ? -1n : BigInt(price)),
  emission: ({ emission }) => BigInt(emission),
  age: ({ registeredAt }) => -BigInt(registeredAt),
}
const compare = (a: bigint, b: bigint) => (a < b ? 1 : a > b ? -1 : 0)
const has = (text: string | null, query: string) => text?.toLocaleLowerCase().includes(query) ?? false

/**
 * The subnets that a text means, in order: by a name, a symbol or exactly a number. Where nothing else decides, the deeper pool is
 * first; root, which has none, is the first of all until something is looked for.
 */
export function findSubnets(all: readonly SubnetView[], query: string, sort: Sort): SubnetView[] {
  const text = query.trim().toLocaleLowerCase()
  const number = /^(?:sn)?(\d{1,5})$/.exec(text)?.[1]
  const found = all.filter(
    ({ netuid, name, symbol }) =>
      text === '' ||
      has(name, text) ||
      symbol === query.trim() ||
      (number !== undefined && netuid === Number(number)) ||
      (netuid === 0 && 'root'.startsWith(text)),
  )
  return found.sort(
    (a, b) =>
      (a.netuid === 0 ? -1 : 0) - (b.netuid === 0 ? -1 : 0) ||
      compare(weight[sort](a), weight[sort](b)) ||
      compare(BigInt(a.poolTao), BigInt(b.poolTao)) ||
      a.netuid - b.netuid,
  )
}

/** The validators that a text means: those with own stake first, then those with the most stake. */
export function findValidators(all: readonly ValidatorView[], query: string): ValidatorView[] {
  const text = query.trim()
  const found = all.filter(
    ({ name, address }) =>
      text === '' || has(name, text.toLocaleLowerCase()) || address.startsWith(text) || (text.length > 3 && address.endsWith(text)),
  )
  return found.sort((a, b) => compare(BigInt(a.own), BigInt(b.own)) || compare(BigInt(a.staked), BigInt(b.staked)))
}
