import type { SliceName, Views } from '../messaging'
import { coalesced } from './coalesced'

/** One of our own pages, as far as publishing goes. */
export type Reader = { postMessage(message: { slice: SliceName; revision: number; value: unknown }): void }

/**
 * Keeps every open page of ours at the present state: views flow out, only slices that changed, with rising revisions.
 * `compute` is a pure look at the boxes; it may be called often. A reader that throws is gone and is forgotten.
 */
export function createPublisher(compute: () => Promise<Views>) {
  const readers = new Set<Reader>()
  const last = new Map<SliceName, string>()
  // Revisions outlive the background: a page must never take an older state for a newer one.
  let revision = Date.now()

  const post = (reader: Reader, slice: SliceName, value: unknown) => {
    try {
      reader.postMessage({ slice, revision, value })
    } catch {
      readers.delete(reader)
    }
  }
  /** Looks again and posts what changed. */
  const publish = coalesced(async () => {
    const views = await compute()
    for (const [slice, value] of Object.entries(views) as [SliceName, unknown][]) {
      const text = JSON.stringify(value)
      if (last.get(slice) === text) continue
      last.set(slice, text)
      revision++
      for (const reader of readers) post(reader, slice, value)
    }
  })

  return {
    publish,
    /** Adds a page and gives it every slice. @returns how to remove it */
    async attach(reader: Reader): Promise<() => void> {
      await publish()
      readers.add(reader)
      for (const [slice, text] of last) post(reader, slice, JSON.parse(text))
      return () => readers.delete(reader)
    },
    get readers() {
      return readers.size
    },
  }
}
export type Publisher = ReturnType<typeof createPublisher>
