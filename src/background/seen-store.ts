import type { History } from '../history'
import type { Box } from '../storage'
import { turns } from '../units'

/** What is written as often as it changes: some hundred positions are a few kilobytes. */
const SMALL = 300
/** How often more than that is written, in milliseconds: a hundred accounts with a hundred positions each are a quarter of a megabyte. */
const PACE = 10_000

const positions = (history: History): number => {
  let count = 0
  for (const { byAccount } of Object.values(history))
    for (const { stakes } of Object.values(byAccount)) for (const on of Object.values(stakes ?? {})) count += Object.keys(on).length
  return count
}

/**
 * What was seen last: in memory at once, and in its box soon after. A background that dies in between loses some seconds of it, which
 * the next look brings back. Whoever empties the box empties this.
 * @param binding runs what is written later in a turn that a wipe ends; a note is taken in such a turn already
 */
export function createSeenStore(box: Box<History>, binding: ReturnType<typeof turns>) {
  const turn = turns()
  /** What is newer than the box. */
  let held: History | undefined
  let wroteAt = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  // Written by us, or emptied by others: from then on the box says it.
  box.watch(() => {
    held = undefined
  })
  async function write(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const value = held
    if (!value) return
    wroteAt = Date.now()
    // What was shown and is not on the disk would be taken back by the next life: it is tried again, whether or not there is news.
    await box
      .write(() => value)
      .catch((error) => {
        later(PACE)
        throw error
      })
  }
  function later(wait: number): void {
    timer ??= setTimeout(() => void flush().catch(() => undefined), wait)
  }
  const flush = (): Promise<void> => binding(() => turn(write))
  return {
    spec: box.spec,
    read: async (): Promise<History> => held ?? box.read(),
    /** Takes note of something. @throws as a box does, where it was to be written and was not */
    note: (change: (history: History) => History): Promise<void> =>
      turn(async () => {
        const before = held ?? (await box.read())
        const after = change(before)
        if (after === before) return
        held = after
        const wait = wroteAt + PACE - Date.now()
        if (positions(after) <= SMALL || wait <= 0 || wait > PACE) return write()
        later(wait)
      }),
    /** Nobody looks any more: what is not written yet is written now. */
    flush,
  }
}
export type SeenStore = ReturnType<typeof createSeenStore>
