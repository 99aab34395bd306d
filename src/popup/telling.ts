/** What is asked, as a text; its answer still holds for all of the same `key` while the next is on the way. */
type Question = { of: string; key: string }
/** An answer, and of which key. */
export type Told<T> = { key: string; told: T }

/**
 * Puts questions of which only the newest counts. However late it comes, its answer is told, and that of an older one never. What is still on
 * the way is not asked once more: a node that is slow would only be slower. Without an answer nothing is told.
 * @param tell gets an answer
 */
export function createTelling<T>(tell: (told: Told<T>) => void) {
  let newest: string | undefined
  const open = new Set<string>()
  return {
    /** From now on this is the newest question; undefined: none is. */
    want(of: string | undefined): void {
      newest = of
    },
    /** @param look asks it */
    async ask({ of, key }: Question, look: () => Promise<T>): Promise<void> {
      if (open.has(of)) return
      open.add(of)
      try {
        const told = await look()
        if (of === newest) tell({ key, told })
      } catch {
        // The form says nothing then; the review asks again and says what is wrong.
      } finally {
        open.delete(of)
      }
    },
  }
}
