import * as v from 'valibot'
import type { BoxSpec, Storage } from '../storage'

/** What was begun with the vault and has to be finished, also after a death: records to take out unless an account needs them, and older generations to write over. */
type Chores = { forget: string[]; spread: boolean }
const choresBox: BoxSpec<Chores> = {
  name: 'vault-chores',
  area: 'local',
  version: 1,
  schema: v.strictObject({ forget: v.array(v.string()), spread: v.boolean() }),
  initial: () => ({ forget: [], spread: false }),
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
}

/** Keeps what is still to be done. A list that cannot be kept stops no work: it is then done at once or not at all, as before. */
export function createChores(storage: Pick<Storage, 'box'>) {
  const chores = storage.box(choresBox)
  const note = (change: (old: Chores) => Chores) => chores.write(change).catch(() => undefined)
  return {
    /** What is left of earlier lives. */
    left: () => chores.read().catch(() => choresBox.initial()),
    add: (recordIds: readonly string[]) => note(({ forget, spread }) => ({ forget: [...new Set([...forget, ...recordIds])], spread })),
    drop: (recordIds: readonly string[]) =>
      note(({ forget, spread }) => ({ forget: forget.filter((each) => !recordIds.includes(each)), spread })),
    /** Runs `work`, which makes what older generations hold worthless, and writes over them; until that is done it stays on the list. */
    async spreading(work: () => Promise<void>, spread: () => Promise<void>): Promise<void> {
      await note(({ forget }) => ({ forget, spread: true }))
      await work()
      // A copy that cannot be written is noted by the box and mended later: what was done holds all the same.
      await spread().then(
        () => note(({ forget }) => ({ forget, spread: false })),
        () => undefined,
      )
    },
    async respread(spread: () => Promise<void>): Promise<void> {
      await spread()
      await note(({ forget }) => ({ forget, spread: false }))
    },
  }
}
