import type { RootDividendsView } from '../../../messaging'
import { type Fact, KluisError } from '../../../units'

/** Root stake that leaves a validator. `amount`: rao of TAO; null: all of it. */
export type Leaving = { hotkey: string; amount: bigint | null }
/**
 * What becomes of dividends that were not claimed when root stake leaves. `lost`: nobody has them then; `stays`: they can be claimed
 * afterwards as well; `untold`: nobody tells; `none`: nothing waits. `tao`: what they are worth in rao, null where nobody tells that.
 * `claimable`: whether to claim them first helps: a claim would not pass over all of them, and the chain is one where they can be lost.
 */
export type Unclaimed =
  | { kind: 'lost'; tao: bigint | null; claimable: boolean }
  | { kind: 'stays'; tao: bigint | null }
  | { kind: 'untold'; claimable: boolean }
  | { kind: 'none' }

const FRACTION = 32n

/**
 * What of the dividends goes with stake that leaves, by how the connected chain keeps them: by rates they are counted from the stake that
 * is there, so that stake takes along what was not claimed of it; a part of a basket is its owner's whatever becomes of the stake.
 * @param claimed subnets that are claimed before it leaves
 */
export function unclaimedOf(told: RootDividendsView | null, leaving: readonly Leaving[], claimed: readonly number[] = []): Unclaimed {
  const none: Unclaimed = { kind: 'none' }
  if (told === null || leaving.length === 0) return none
  if (told.mechanism === 'untold') return told.stays ? { kind: 'stays', tao: null } : { kind: 'untold', claimable: true }
  const left = leaving.flatMap(({ hotkey, amount }) => {
    const found = told.validators.find((each) => each.hotkey === hotkey)
    return found ? [{ ...found, amount }] : []
  })
  if (told.mechanism === 'baskets') {
    const tao = sumOrNull(left.map((each) => (each.tao === null ? null : BigInt(each.tao))))
    return tao === 0n ? none : { kind: 'stays', tao }
  }
  const gone = left.flatMap(({ amount, rates }) =>
    rates
      .filter(({ netuid, skipped }) => skipped || !claimed.includes(netuid))
      .map(({ netuid, skipped, ...rate }) => ({ netuid, skipped, alpha: lostOf(rate, amount) })),
  )
  const tao = sumOrNull(gone.map((each) => worthOf(told, each)))
  if (tao === 0n || gone.every(({ alpha }) => alpha === 0n)) return none
  return { kind: 'lost', tao, claimable: gone.some(({ alpha, skipped }) => alpha > 0n && !skipped) }
}

/** The same where the question failed: a chain that keeps them for their owner does so whether or not its nodes tell how much waits. */
export function untoldBy(error: unknown): Unclaimed {
  const known = error instanceof KluisError ? error.facts.unclaimed : undefined
  return known === 'stays' ? { kind: 'stays', tao: null } : { kind: 'untold', claimable: known === 'goes' }
}

type Rate = Pick<RootDividendsView['validators'][number]['rates'][number], 'alpha' | 'rate' | 'claimed'>
/** Alpha that nobody has any more: what the stake that leaves earned, less what was taken; never more than waits. */
function lostOf({ alpha, rate, claimed }: Rate, amount: bigint | null): bigint {
  const waits = BigInt(alpha)
  if (amount === null) return waits
  const gone = ((BigInt(rate) * amount) >> FRACTION) - BigInt(claimed)
  return gone < 0n ? 0n : gone < waits ? gone : waits
}
function worthOf({ subnets }: RootDividendsView, { netuid, alpha }: { netuid: number; alpha: bigint }): bigint | null {
  const of = subnets.find((each) => each.netuid === netuid)
  if (alpha === 0n) return 0n
  return of && of.tao !== null && of.alpha !== '0' ? (alpha * BigInt(of.tao)) / BigInt(of.alpha) : null
}
/** In rao; null where one is not known. */
export const sumOrNull = (all: readonly (bigint | null)[]): bigint | null =>
  all.reduce<bigint | null>((sum, each) => (sum === null || each === null ? null : sum + each), 0n)

/** Root stake that calls take away from its validator, in their order, and the subnets that are claimed before. */
export function leavingBy(facts: readonly Fact[]): { leaving: Leaving[]; claimed: number[] } {
  const byHotkey = new Map<string, bigint | null>()
  const claimed: number[] = []
  for (const fact of facts) {
    if (fact.kind === 'claim' && byHotkey.size === 0) claimed.push(...(fact.subnets ?? []))
    const goes =
      fact.kind === 'unstake-all'
        ? !fact.restake
        : (fact.kind === 'unstake' || fact.kind === 'move-stake' || fact.kind === 'give-stake') && fact.netuid === 0
    if (!goes) continue
    const { hotkey, alpha } = { alpha: null, ...fact } as { hotkey: { id: string }; alpha: string | null }
    const before = byHotkey.get(hotkey.id)
    byHotkey.set(hotkey.id, alpha === null || before === null ? null : (before ?? 0n) + BigInt(alpha))
  }
  return { leaving: [...byHotkey].map(([hotkey, amount]) => ({ hotkey, amount })), claimed }
}

/** The address of claiming first. @param back where the way back leads, '/…' */
export const claimRoute = (account: string, leaving: readonly Leaving[], back: string): string =>
  `/root/${account}/${leaving.length === 1 ? leaving[0]?.hotkey : '-'}${back}`
