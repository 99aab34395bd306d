import * as v from 'valibot'
import { KluisError } from '../units'
import { type Box, type BoxSpec, createBox } from './box'
import { inTime, told } from './in-time'
import { createLifeboat } from './lifeboat'
import type { ByKey, Media } from './media'
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
  const lifeboat = media.exposed && createLifeboat(media.exposed, !media.main, () => void notices.add('other-vault'))
  const durable = () => boxes.filter(({ spec }) => spec.area === 'durable')
  const staying = () => boxes.filter(({ spec }) => spec.area !== 'session')
  const { main, second, session } = media
  const areas = { durable: { main, second, lifeboat }, local: main ? { main, second } : { main: session }, session: { main: session } }
  function box<T>(spec: BoxSpec<T>): Box<T> {
    if (boxes.some((each) => each.spec.name === spec.name)) throw new Error(`box ${spec.name} is open already`)
    // What happens to a place happens to all that is in it: the boxes that must not be lost tell.
    const note: Parameters<typeof createBox>[2] = (id) => void (spec.area === 'durable' && notices.add(id))
    const made = createBox(spec, areas[spec.area], note, (schema, value) => v.parse(schema, value))
    boxes.push(made as unknown as Box<never>)
    return made
  }
  const notices = createNotices(box(noticesBox), now)
  return {
    /** Opens a box. Each name once. */
    box: <T>(spec: BoxSpec<T>): Box<T> => box(spec),
    /** What every open box says of itself. */
    specs: () => boxes.map((each) => each.spec as unknown as BoxSpec<unknown>),
    /** Every box that outlives the browser has something on the disk afterwards; see `found` of a box. @throws what the first failed with */
    async found(): Promise<void> {
      const failed = (await Promise.allSettled(staying().map((box) => box.found()))).find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
    /**
     * Empties the boxes that this event clears, all of them even if one fails; a wipe also clears what a lock clears. The vault goes
     * last: a wipe that is cut short leaves a wallet that can be wiped again. @throws what the first failed with
     */
    async clear(event: 'lock' | 'wipe'): Promise<void> {
      const meant = boxes.filter(({ spec }) => spec.clearedBy === 'lock' || spec.clearedBy === event)
      // What is at home elsewhere cannot be deleted from here.
      if (event === 'wipe' && (await lifeboat?.visiting().catch(() => false))) throw new KluisError('storage-failed')
      const failures: unknown[] = []
      for (const box of meant.toSorted((one) => (one.spec.sealedItself ? 1 : -1)))
        await box.clear().catch((error: unknown) => failures.push(error))
      if (event === 'wipe') await lifeboat?.clear().catch((error: unknown) => failures.push(error))
      if (failures.length) throw failures[0]
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
