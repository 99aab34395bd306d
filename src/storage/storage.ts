import * as v from 'valibot'
import { type Box, type BoxSpec, createBox } from './box'
import type { ByKey, Media } from './media'

/** Something that a person should know about their copies. */
export type Notice = { id: 'copy-repaired' | 'one-copy'; box: string; at: number }

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
    /** Empties the boxes that this event clears, all of them even if one fails; a wipe also clears what a lock clears. @throws what the first failed with */
    async clear(event: 'lock' | 'wipe'): Promise<void> {
      const meant = boxes.filter(({ spec }) => spec.clearedBy === 'lock' || spec.clearedBy === event)
      const failed = (await Promise.allSettled(meant.map((box) => box.clear()))).find((each) => each.status === 'rejected')
      if (failed) throw failed.reason
    },
    /** Each once, until it is taken out. */
    notices,
    bytes: media.bytes as ByKey<Uint8Array>,
    keys: media.keys as ByKey<CryptoKey>,
  }
}
export type Storage = ReturnType<typeof createStorage>
