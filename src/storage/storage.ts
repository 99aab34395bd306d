import * as v from 'valibot'
import { KluisError } from '../units'
import { type Box, type BoxSpec, createBox, inTime } from './box'
import type { ByKey, Media } from './media'

/** Something that a person should know about their copies. */
export type Notice = { id: 'copy-repaired' | 'one-copy'; box: string; at: number }

/** The same place; what a browser throws and what it never answers is told as storage-failed. */
function guarded<T>(place: ByKey<T>): ByKey<T> {
  const told = <R>(work: Promise<R>) =>
    inTime(work).catch((error: unknown) => {
      throw error instanceof KluisError ? error : new KluisError('storage-failed', {}, error)
    })
  return {
    get: (key) => told(place.get(key)),
    put: (key, value) => told(place.put(key, value)),
    delete: (key) => told(place.delete(key)),
  }
}

/** All boxes of the wallet over one browser's media. */
export function createStorage(media: Media, now: () => number) {
  const boxes: Box<never>[] = []
  const notices: Notice[] = []
  return {
    /** Opens a box. Each name once. */
    box<T>(spec: BoxSpec<T>): Box<T> {
      if (boxes.some((each) => each.spec.name === spec.name)) throw new Error(`box ${spec.name} is open already`)
      const note = (id: Notice['id']) => {
        if (!notices.some((each) => each.id === id && each.box === spec.name)) notices.push({ id, box: spec.name, at: now() })
      }
      const places =
        spec.area === 'session'
          ? ([media.session] as const)
          : spec.area === 'durable'
            ? ([media.main, media.second] as const)
            : ([media.main] as const)
      const box = createBox(spec, places, note, (schema, value) => v.parse(schema, value))
      boxes.push(box as unknown as Box<never>)
      return box
    },
    /** What every open box says of itself. */
    specs: () => boxes.map((each) => each.spec as BoxSpec<unknown>),
    /** Every box of two copies has something on the disk afterwards; see `found` of a box. @throws what the first failed with */
    async found(): Promise<void> {
      const meant = boxes.filter(({ spec }) => spec.area === 'durable')
      const failed = (await Promise.allSettled(meant.map((box) => box.found()))).find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
    /**
     * Empties the boxes that this event clears, all of them even if one fails; a wipe also clears what a lock clears. The first that was
     * opened, the vault, goes last: a wipe that is cut short leaves a wallet that can be wiped again. @throws what the first failed with
     */
    async clear(event: 'lock' | 'wipe'): Promise<void> {
      const meant = boxes.filter(({ spec }) => spec.clearedBy === 'lock' || spec.clearedBy === event)
      const failures: unknown[] = []
      for (const box of meant.reverse()) await box.clear().catch((error: unknown) => failures.push(error))
      if (failures.length) throw failures[0]
    },
    /** Each once, until it is taken out. */
    notices,
    bytes: guarded(media.bytes),
    keys: guarded(media.keys),
  }
}
export type Storage = ReturnType<typeof createStorage>
