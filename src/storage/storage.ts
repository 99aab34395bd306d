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
      const note = (id: Notice['id']) => void notices.push({ id, box: spec.name, at: now() })
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
    /** Empties the boxes that this event clears; a wipe also clears what a lock clears. */
    async clear(event: 'lock' | 'wipe'): Promise<void> {
      for (const box of boxes) if (box.spec.clearedBy === 'lock' || box.spec.clearedBy === event) await box.clear()
    },
    notices,
    bytes: media.bytes as ByKey<Uint8Array>,
    keys: media.keys as ByKey<CryptoKey>,
  }
}
export type Storage = ReturnType<typeof createStorage>
