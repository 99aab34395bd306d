import { KluisError } from '../units'
import type { Chain } from './chain'
import { follow, isFree, type Progress, type Wanted } from './follow'
import type { Live } from './live'
import { readFinalHead } from './reads'

/** Looks at another operator's blocks before its answer counts as none: an own transaction lives for 64 blocks. */
const LOOKS = 12
/** Blocks after which a node may have forgotten what became of a transaction: from then on nobody is waited for. */
const REMEMBERED = 256

/**
 * As `follow`, but of one operator nothing is believed that invites to do it again: that a transaction failed, or never happened, counts
 * once another operator shows the same. Where the network names no other, or is of one's own node, one is believed.
 * @param second as `Chain.second`; what answers undefined is asked again with the next look
 * @throws KluisError offline, node-answer, node-lied
 * @returns as `follow`; while no other can tell, what failed is included and what was lost is waited for; unknown where two contradict,
 * and where no other told in time
 */
export async function followWitnessed(second: Chain['second'], live: Live, wanted: Wanted, from: unknown): Promise<Progress> {
  const progress = await follow(live, wanted, from)
  const { outcome, found, cursor, place } = progress
  const failed = outcome === 'final' && found && !found.ok ? found : undefined
  if (!failed && outcome !== 'lost') return progress
  const answer = await second(live, (other) => (failed ? alsoFailed(other, wanted, failed) : alsoLost(other, wanted)))
  if (answer === 'nobody' || answer?.says) return progress
  const since = (live.final()?.number ?? 0) - (failed?.block ?? wanted.eraEnd)
  if (!answer && since <= REMEMBERED) return { ...progress, outcome: failed ? 'included' : 'waiting' }
  return { cursor: { ...cursor, next: failed?.block ?? wanted.eraBegin, found: null }, outcome: 'unknown', found: null, place }
}

/** Whether another operator shows the same failure in the same block. @throws KluisError offline where it cannot tell */
async function alsoFailed(other: Live, wanted: Wanted, { block, blockHash, part }: NonNullable<Progress['found']>): Promise<boolean> {
  const { outcome, found } = await follow(other, wanted, { next: block, found: null })
  if (outcome === 'waiting' || outcome === 'unknown') throw new KluisError('offline')
  return found?.blockHash === blockHash && !found.ok && found.part === part
}

/**
 * Whether another operator shows that it can never happen any more: its place is free after its time; or, where another one of this
 * wallet has its place, no block of that time holds it. @throws KluisError offline where it cannot tell
 */
async function alsoLost(other: Live, wanted: Wanted): Promise<boolean> {
  if ((await readFinalHead(other)).number <= wanted.eraEnd) throw new KluisError('offline')
  if (!wanted.replaced) return isFree(other, wanted)
  let progress: Progress | undefined
  for (let looks = 0; looks < LOOKS && (!progress || progress.outcome === 'waiting'); looks++)
    progress = await follow(other, wanted, progress?.cursor ?? null)
  return progress?.outcome === 'lost'
}
