import { type Chain, type Live, readBlockNumber } from '../chain'
import { type Era, eraBirth, KluisError } from '../units'

/** How long a block is waited for, in milliseconds; and how many blocks ago the one that a site names was made at most (security.md 3). */
const BLOCK_MS = 13_000
const OLDEST = 101

/**
 * The blocks that can hold a transaction, from the block whose hash it signs along: `begin` the first, `end` the first that cannot.
 * A node that does not know that block may be behind the one of the site: another operator is asked, and once more after a block. A node
 * of one's own is believed, and the next possible birth counts: never an end too early, because what is called lost is done again.
 * @param best the newest block that is known here
 * @param second as `Chain.second`
 * @throws KluisError payload-invalid (that block cannot be the birth of this era, or nobody knows it), expired (no later block can hold it, or
 *   the block is more than 100 blocks old), offline, node-lied
 */
export async function lifeOf(
  live: Live,
  era: Era,
  birthHash: string,
  best: number,
  second: Chain['second'],
): Promise<{ begin: number; end: number }> {
  const { period } = era
  const own = live.network.genesisHash === null
  async function find(): Promise<number | undefined> {
    let found = await readBlockNumber(live, birthHash)
    if (found === undefined && !own)
      await second(live, async (other) => {
        found = await readBlockNumber(other, birthHash)
        return found !== undefined
      })
    return found
  }
  let birth = await find()
  if (birth === undefined && !own) {
    const before = live.head()?.number
    for (let waited = 0; waited < BLOCK_MS && live.head()?.number === before; waited += 500) await new Promise((go) => setTimeout(go, 500))
    birth = await find()
    if (birth === undefined) throw new KluisError('payload-invalid')
  }
  if (birth !== undefined) return lifeFrom(birth, era, best)
  const born = eraBirth(era, best)
  return { begin: born, end: born + 2 * period }
}

/** The same of the block `birth`, of which the number is known. @throws KluisError payload-invalid, expired as above */
export function lifeFrom(birth: number, { period, phase }: Era, best: number): { begin: number; end: number } {
  if (birth % period !== phase) throw new KluisError('payload-invalid')
  // The chain would look for it in its next time, and call the signature bad.
  if (isOver(birth + Math.min(period, OLDEST), best)) throw new KluisError('expired')
  return { begin: birth, end: birth + period }
}

/** Whether no block after `best` can hold what ends at the block `end`. */
export const isOver = (end: number, best: number): boolean => best + 1 >= end
