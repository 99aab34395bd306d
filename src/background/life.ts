import { type Live, readBlockNumber } from '../chain'
import { type Era, eraBirth, KluisError } from '../units'

/**
 * The blocks that can hold a transaction, from the block whose hash it signs along: `begin` the first, `end` the first that cannot.
 * A node that does not know that block may be behind the one of the site, so the next possible birth counts: never an end too early,
 * because what is called lost is done again.
 * @param best the newest block that is known here
 * @throws KluisError payload-invalid (that block cannot be the birth of this era), offline, node-lied
 */
export async function lifeOf(live: Live, era: Era, birthHash: string, best: number): Promise<{ begin: number; end: number }> {
  const { period, phase } = era
  const birth = await readBlockNumber(live, birthHash)
  if (birth !== undefined) {
    if (birth % period !== phase) throw new KluisError('payload-invalid')
    return { begin: birth, end: birth + period }
  }
  const born = eraBirth(era, best)
  return { begin: born, end: born + 2 * period }
}
