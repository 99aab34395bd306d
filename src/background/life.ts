import { type Live, readBlockNumber } from '../chain'
import { type Era, eraBirth, KluisError } from '../units'

/**
 * The blocks that can hold a transaction, from the block whose hash it signs along: `begin` the first, `end` the first that cannot.
 * A node that does not know that block may be behind the one of the site, so the next possible birth counts: never an end too early,
 * because what is called lost is done again.
 * @param best the newest block that is known here
 * @throws KluisError payload-invalid (that block cannot be the birth of this era), expired (no later block can hold it), offline, node-lied
 */
export async function lifeOf(live: Live, era: Era, birthHash: string, best: number): Promise<{ begin: number; end: number }> {
  const { period, phase } = era
  const birth = await readBlockNumber(live, birthHash)
  if (birth !== undefined) {
    if (birth % period !== phase) throw new KluisError('payload-invalid')
    // The chain would look for it in its next time, and call the signature bad.
    if (isOver(birth + period, best)) throw new KluisError('expired')
    return { begin: birth, end: birth + period }
  }
  const born = eraBirth(era, best)
  return { begin: born, end: born + 2 * period }
}

/** Whether no block after `best` can hold what ends at the block `end`. */
export const isOver = (end: number, best: number): boolean => best + 1 >= end
