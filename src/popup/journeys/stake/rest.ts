import type { TradeEstimate } from '../../../messaging'

/**
 * Where a sale would leave so little of a position that the chain sells that too; undefined where it would not.
 * @param trade `rao`: what is sold @param order how: less of it will do, or at any price
 * @returns `rest`: what may stay, in rao of alpha; undefined: no part may. `part`: all of it goes, unless less of it will do
 */
export function restStop(
  { rests, rao }: Pick<TradeEstimate, 'rests'> & { rao: bigint },
  { partial, unlimited }: { partial: boolean; unlimited: boolean },
): { rest: bigint | undefined; part: boolean } | undefined {
  if (rests === null) return undefined
  const held = BigInt(rests.held)
  const left = held - rao
  const part = left === 0n
  const rest = BigInt(unlimited ? rests.open : rests.within)
  if (left < 0n || left >= rest || (part && (unlimited || !partial))) return undefined
  return { rest: rest < held ? rest : undefined, part }
}
