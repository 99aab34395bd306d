import * as v from 'valibot'
import type { Chain } from './chain'
import { type Cursor, follow, isFree, type Progress, type Wanted } from './follow'
import type { Live } from './live'
import { hasSecond } from './networks'
import { readFinalHead } from './reads'

/** Looks at another operator's blocks before its answer counts as none: an own transaction lives for 64 blocks. */
const LOOKS = 12
/** How long after other operators were asked about a transaction they are asked again, in milliseconds. */
const AGAIN = 30_000

/** Stays in the cursor: who alone says that it failed or never happened, and whether another operator said otherwise. */
const doubted = v.object({ doubt: v.object({ by: v.string(), disputed: v.boolean() }) })
const doubtIn = (cursor: unknown) => {
  const kept = v.safeParse(doubted, cursor)
  return kept.success ? kept.output.doubt : undefined
}
/** A cursor that carries a failure. */
const badNews = v.object({ found: v.object({ ok: v.literal(false) }) })
type Doubt = NonNullable<ReturnType<typeof doubtIn>>
const withDoubt = (cursor: Cursor, doubt: Doubt): Cursor => ({ ...cursor, ...{ doubt } })
/**
 * Why what a node said of a transaction is not its end yet, by the cursor of its search: 'alone' while no second operator was reached,
 * 'disputed' where one said otherwise; undefined where nothing is doubted.
 */
export function doubtOf(cursor: unknown): 'alone' | 'disputed' | undefined {
  const doubt = doubtIn(cursor)
  return doubt && (doubt.disputed ? 'disputed' : 'alone')
}

/** What one operator alone says of a transaction; `failed` undefined: that it never happened. */
type Claim = {
  by: string
  wanted: Wanted
  failed: Progress['found']
  askedAt: number
  agreed?: boolean
  /** Where the search stands at each other host: a slow one goes on there when it is asked again. */
  searches: Map<string, Progress>
}

/**
 * Of one operator nothing is believed that invites to do it again: that a transaction failed, or never happened, counts once another
 * operator shows the same. Where the network names no other, or is of one's own node, one is believed.
 * @param second as `Chain.second`
 */
export function createWitness(second: Chain['second'], now: () => number) {
  const claims = new Map<string, Claim>()
  return {
    /**
     * As `follow`, and waits for no other operator: what `ask` came to know counts.
     * @param id under which it is asked about
     * @throws KluisError offline, node-answer, node-lied
     * @returns as `follow`; until another agrees, what failed is included and what was lost is waited for, and while one contradicts both
     * are unknown. `doubtOf` its cursor says so.
     */
    async look(live: Live, id: string, wanted: Wanted, from: unknown): Promise<Progress> {
      const by = live.rpc.url
      const doubt = doubtIn(from)
      // What another node told alone is looked for anew: else that one would be asked to witness its own word.
      const isOthers = doubt ? doubt.by !== by : v.is(badNews, from) && hasSecond(live)
      const progress = await follow(live, wanted, isOthers ? null : from)
      const { cursor, outcome, found } = progress
      const failed = outcome === 'final' && found && !found.ok ? found : null
      const before = claims.get(id)
      claims.delete(id)
      // Before its block is final as well: another node may be the one that finds it final.
      if (outcome === 'included' && found && !found.ok && hasSecond(live))
        return { ...progress, cursor: withDoubt(cursor, { by, disputed: false }) }
      if (!failed && outcome !== 'lost')
        return doubt && outcome === 'waiting' ? { ...progress, cursor: withDoubt(cursor, { ...doubt, by }) } : progress
      if (!hasSecond(live)) return progress
      const same = before?.by === by && before.failed?.blockHash === failed?.blockHash && before.failed?.part === failed?.part
      const claim: Claim = same ? before : { by, wanted, failed, askedAt: Number.NEGATIVE_INFINITY, searches: new Map() }
      claim.wanted = wanted
      claims.set(id, claim)
      if (claim.agreed) return progress
      const disputed = claim.agreed === false || (claim.agreed === undefined && doubt?.disputed === true)
      return {
        ...progress,
        cursor: withDoubt(cursor, { by, disputed }),
        outcome: disputed ? 'unknown' : failed ? 'included' : 'waiting',
        found: disputed ? null : found,
      }
    },
    /**
     * Asks other operators about what the last looks at this node left in doubt, all of it over one connection to each; not about the
     * same every time.
     * @param ids those that are still of interest
     * @returns whether the next look knows more
     */
    async ask(live: Live, ids: readonly string[]): Promise<boolean> {
      const due = ids.flatMap((id) => claims.get(id) ?? []).filter((each) => isDue(each, live))
      if (!due.length) return false
      for (const claim of due) claim.askedAt = now()
      const told = new Set<Claim>()
      await second(live, async (other) => {
        for (const claim of due) {
          if (told.has(claim)) continue
          const agreed = await (claim.failed ? alsoFailed(other, claim.wanted, claim.failed) : alsoLost(other, claim)).catch(
            () => undefined,
          )
          if (agreed === undefined) continue
          claim.agreed = agreed
          told.add(claim)
        }
        return told.size === due.length
      })
      return told.size > 0
    },
  }
  function isDue({ by, agreed, askedAt }: Claim, live: Live): boolean {
    return by === live.rpc.url && agreed !== true && Math.abs(now() - askedAt) >= AGAIN
  }
}

/** Whether another operator shows the same failure in the same block; undefined where it cannot tell. */
async function alsoFailed(
  other: Live,
  wanted: Wanted,
  { block, blockHash, part }: NonNullable<Claim['failed']>,
): Promise<boolean | undefined> {
  const { outcome, found } = await follow(other, wanted, { next: block, found: null })
  if (outcome === 'waiting' || outcome === 'unknown') return undefined
  return found?.blockHash === blockHash && !found.ok && found.part === part
}

/**
 * Whether another operator shows that it can never happen any more: its place is free after its time; or, where another one of this
 * wallet has its place, no block of that time holds it. Undefined where it cannot tell.
 */
async function alsoLost(other: Live, { wanted, searches }: Claim): Promise<boolean | undefined> {
  if ((await readFinalHead(other)).number <= wanted.eraEnd) return undefined
  if (!wanted.replaced) return isFree(other, wanted)
  const { url } = other.rpc
  for (let looks = 0; looks < LOOKS; looks++) {
    const progress = await follow(other, wanted, searches.get(url)?.cursor ?? null)
    searches.set(url, progress)
    if (progress.outcome === 'lost') return true
    // Also where it has forgotten what became of it there: that it is in a block is enough.
    if (progress.place) return false
    if (progress.outcome === 'unknown') return undefined
  }
  return undefined
}
