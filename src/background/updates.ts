import type { Browser } from '../platform/browser'

/** For so long an update also waits for pages of ours in which the person may be in the middle of something, milliseconds. */
const PATIENCE = 600_000

/** Since when an update is ready, milliseconds, or null: it outlives the background, which is not told of it again. */
export type UpdateMemory = { read(): Promise<number | null>; write(since: number | null): Promise<void> }

/**
 * An update of the extension that the browser has ready. To put it in place ends this life, locks the wallet and drops what waits for
 * consent, so it waits: for what is `busy` as long as that takes (a request lives ten minutes), for open pages no longer than that.
 * @returns `look`, to be called whenever something ended
 */
export function createUpdates(
  runtime: Pick<Browser['runtime'], 'onUpdateAvailable' | 'reload'>,
  memory: UpdateMemory,
  { busy, open, now }: { busy: () => Promise<boolean>; open: () => boolean; now: () => number },
) {
  async function look(): Promise<void> {
    const since = await memory.read()
    if (since === null || (open() && now() - since < PATIENCE) || (await busy())) return
    // Forgotten first: where the browser has no update after all, one reload is enough.
    await memory.write(null)
    runtime.reload()
  }
  return {
    look,
    /** The browser has one. */
    async ready(): Promise<void> {
      if ((await memory.read()) === null) await memory.write(now())
      await look()
    },
  }
}
