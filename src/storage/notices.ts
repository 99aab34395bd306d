import * as v from 'valibot'
import { KluisError } from '../units'
import type { Box, BoxSpec } from './box'

const ids = ['copy-repaired', 'one-copy', 'only-copy', 'read-only', 'behind', 'other-vault', 'unreadable'] as const
/** What a person should know about their copies, or about what had to begin anew. */
export type NoticeId = (typeof ids)[number]
const notice = v.strictObject({ id: v.picklist(ids), at: v.number(), understood: v.boolean() })
type Notice = v.InferOutput<typeof notice>

export const noticesBox: BoxSpec<Notice[]> = {
  name: 'notices',
  area: 'local',
  version: 1,
  schema: v.array(notice),
  initial: () => [],
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'pages',
}
/** What was understood is not told again for so long: every life of a background may find the same. */
const QUIET = 24 * 3_600_000

/** What is to be told stays so until it was understood, also over the death of the background and of the browser. */
export function createNotices(box: Box<Notice[]>, now: () => number) {
  /** Where nothing can be kept it is told for this life. */
  let instead: Notice[] = []
  const change = async (next: (old: Notice[]) => Notice[]) => {
    try {
      await box.write(next)
    } catch (error) {
      instead = next(instead)
      if (error instanceof KluisError && error.code === 'vault-damaged') await box.clear().catch(() => undefined)
    }
  }
  const added = (id: NoticeId, at: number) => (old: Notice[]) => {
    const before = old.find((each) => each.id === id)
    if (before && (!before.understood || at - before.at < QUIET)) return old
    return [...old.filter((each) => each !== before), { id, at, understood: false }]
  }
  const known = async () => [...(await box.read().catch(() => [])), ...instead]
  return {
    add: (id: NoticeId): Promise<void> => change(added(id, now())),
    /** Each once, until it was understood. */
    async list(): Promise<{ id: NoticeId; at: number }[]> {
      const open = new Map((await known()).filter(({ understood }) => !understood).map(({ id, at }) => [id, { id, at }]))
      return [...open.values()]
    },
    async dismiss(id: string): Promise<void> {
      const understood = (old: Notice[]) => old.map((each) => (each.id === id ? { ...each, at: now(), understood: true } : each))
      instead = understood(instead)
      await change(understood)
    },
    watch: (told: () => void) => box.watch(told),
  }
}
