import * as v from 'valibot'
import { KluisError } from '../units'
import { type Box, type BoxSpec, createBox } from './box'
import { inTime, patient, told } from './in-time'
import { createLifeboat } from './lifeboat'
import type { ByKey, Media, Medium } from './media'
import { createNotices, noticesBox } from './notices'

/** The same place; what a browser throws and what it never answers is told as storage-failed. */
function guarded<T>(place: ByKey<T>): ByKey<T> {
  return {
    get: (key) => told(place.get(key)),
    put: (key, value) => told(place.put(key, value)),
    delete: (key) => told(place.delete(key)),
  }
}

/** All boxes of the wallet over one browser's media. */
export function createStorage(media: Media, now: () => number) {
  const boxes: Box<never>[] = []
  const calm = (place: Medium | undefined) => place && patient(place, now)
  const [main, second, exposed, aside] = [media.main, media.second, media.exposed, media.aside].map(calm)
  // What opens the vault stands there: to take it away is tried every time.
  const session = patient(media.session, now, 0)
  const lifeboat = exposed && createLifeboat(exposed, !main, () => void notices.add('other-vault'))
  const durable = () => boxes.filter(({ spec }) => spec.area === 'durable')
  const staying = () => boxes.filter(({ spec }) => spec.area !== 'session')
  const areas = {
    durable: { main, second, lifeboat, aside },
    // What is older here is better than none: the count of wrong passwords must not keep anybody out.
    local: main ? { main, second } : { main: session },
    session: { main: session },
  }
  function box<T>(spec: BoxSpec<T>, isLost?: () => Promise<boolean>): Box<T> {
    if (boxes.some((each) => each.spec.name === spec.name)) throw new Error(`box ${spec.name} is open already`)
    // What happens to a place happens to all that is in it: the boxes that must not be lost tell.
    const note: Parameters<typeof createBox>[2] = (id) => void (spec.area === 'durable' && notices.add(id))
    const made = createBox(spec, areas[spec.area], note, (schema, value) => v.parse(schema, value), isLost)
    boxes.push(made as unknown as Box<never>)
    return made
  }
  const notices = createNotices(box(noticesBox), now)
  /** What is left in a place that wakes up later would come back, over whatever was made meanwhile. @throws KluisError place-silent */
  async function answering(): Promise<void> {
    const asked = [main, second, exposed, aside].map((place) => place?.read('lifeboat'))
    if ((await Promise.allSettled(asked)).some(({ status }) => status === 'rejected')) throw new KluisError('place-silent')
  }
  return {
    /** Opens a box. Each name once. @param isLost see `createBox` */
    box: <T>(spec: BoxSpec<T>, isLost?: () => Promise<boolean>): Box<T> => box(spec, isLost),
    /** What every open box says of itself. */
    specs: () => boxes.map((each) => each.spec as unknown as BoxSpec<unknown>),
    /** Every box that outlives the browser is on the disk afterwards, in each of its places; see `found` of a box. @throws what the first failed with */
    async found(): Promise<void> {
      const failed = (await Promise.allSettled(staying().map((box) => box.found()))).find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
    /** Whether a wipe could reach every place. @throws KluisError place-silent */
    answering,
    /**
     * Empties the boxes that this event clears, all of them even if one fails; a wipe also clears what a lock clears. The vault goes
     * last, and only if all else went: a wipe that is cut short leaves a wallet that can be wiped again.
     * @throws KluisError place-silent (a wipe while a place does not answer: nothing was deleted), else what the first failed with
     */
    async clear(event: 'lock' | 'wipe'): Promise<void> {
      const meant = boxes.filter(({ spec }) => spec.clearedBy === 'lock' || spec.clearedBy === event)
      // What is at home elsewhere cannot be deleted from here.
      if (event === 'wipe' && (await lifeboat?.visiting().catch(() => false))) throw new KluisError('storage-failed')
      if (event === 'wipe') await answering()
      const failures: unknown[] = []
      for (const box of meant.filter(({ spec }) => !spec.sealedItself)) await box.clear().catch((error: unknown) => failures.push(error))
      if (failures.length) throw failures[0]
      for (const box of meant.filter(({ spec }) => spec.sealedItself)) await box.clear()
      if (event === 'wipe') await lifeboat?.clear()
    },
    lifeboat,
    /** The vault is open: what the lifeboat holds and nobody could read until now is taken in, and everything goes aboard. */
    async boarding(): Promise<void> {
      if (!lifeboat) return
      const board = async () => {
        await Promise.allSettled(durable().map((box) => box.again()))
        await lifeboat.saveAll()
      }
      // Where it does not answer, the other copies do.
      await inTime(board()).catch(() => undefined)
    },
    notices,
    bytes: guarded(media.bytes),
    keys: guarded(media.keys),
  }
}
export type Storage = ReturnType<typeof createStorage>
