import * as v from 'valibot'
import { type Activity, pending } from './entries'

/** By the id of its entry: an own signed extrinsic, hex, as long as its end is not known. */
export type Outbox = Record<string, string>

export const outboxBox = {
  name: 'outbox',
  area: 'local',
  version: 1,
  schema: v.record(v.string(), v.pipe(v.string(), v.regex(/^0x[0-9a-f]*$/))),
  initial: (): Outbox => ({}),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
} as const

/** Keeps what was signed, so that it can be handed to a node again: the same bytes twice are one transaction. */
export const keepSigned = (outbox: Outbox, id: string, extrinsic: string): Outbox => ({ ...outbox, [id]: extrinsic })

/** Drops what is over, and what a node refused: nobody expects that to be tried again. */
export function dropOver(outbox: Outbox, activity: Activity): Outbox {
  const wanted = new Set(pending(activity).flatMap(({ id, status }) => (status.phase === 'refused' ? [] : [id])))
  const left = Object.entries(outbox).filter(([id]) => wanted.has(id))
  return left.length === Object.keys(outbox).length ? outbox : Object.fromEntries(left)
}
