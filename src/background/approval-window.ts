import type { Browser } from '../platform/browser'

/** What is remembered across the background's death: the one window that asks for consent. */
export type WindowMemory = { read(): Promise<number | null>; write(id: number | null): Promise<void> }

/**
 * The one approval window. It is opened when something waits and no such window is open, brought to the front otherwise.
 * Closing it by hand is an answer: `onClosed` refuses what was waiting.
 */
export function createApprovalWindow(browser: Pick<Browser, 'windows' | 'runtime'>, memory: WindowMemory, onClosed: () => Promise<void>) {
  let opening: Promise<void> | undefined

  async function present(): Promise<boolean> {
    const id = await memory.read()
    if (id === null) return false
    return browser.windows.get(id).then(
      () => true,
      async () => {
        await memory.write(null)
        return false
      },
    )
  }
  async function open(): Promise<void> {
    if (await present()) {
      const id = await memory.read()
      if (id !== null) await browser.windows.update(id, { focused: true }).catch(() => undefined)
      return
    }
    const made = await browser.windows.create({
      type: 'popup',
      url: browser.runtime.getURL('src/popup/index.html#/approve'),
      width: 376,
      height: 640,
    })
    await memory.write(made.id ?? null)
  }

  return {
    /** Calls at the same time open one window. */
    show(): Promise<void> {
      opening ??= open().finally(() => {
        opening = undefined
      })
      return opening
    },
    /** Closes it, because nothing waits any more. */
    async close(): Promise<void> {
      const id = await memory.read()
      if (id === null) return
      await memory.write(null)
      await browser.windows.remove(id).catch(() => undefined)
    },
    /** To be called by the listener of `windows.onRemoved`. */
    async removed(id: number): Promise<void> {
      if ((await memory.read()) !== id) return
      await memory.write(null)
      await onClosed()
    },
  }
}
