import type { Browser } from '../platform/browser'

/** What is remembered across the background's death: the one window that asks for consent. */
export type WindowMemory = { read(): Promise<number | null>; write(id: number | null): Promise<void> }

/**
 * The one approval window. It is opened when something waits and no such window is open, brought to the front otherwise.
 * Closing it by hand is an answer: `onClosed` refuses what was waiting.
 */
export function createApprovalWindow(browser: Pick<Browser, 'windows' | 'runtime'>, memory: WindowMemory, onClosed: () => Promise<void>) {
  let turn: Promise<unknown> = Promise.resolve()
  let kept = false
  let searched = false
  const page = browser.runtime.getURL('src/popup/index.html')
  /** One step after the other: a window that is closed while it still opens would stay, and nobody would know its id. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const run = turn.then(step, step)
    turn = run.catch(() => undefined)
    return run
  }
  const isOpen = (id: number) =>
    browser.windows.get(id).then(
      () => true,
      () => false,
    )
  /** Forgets a window that is not there any more. @returns the one that is, or null; and whether one was forgotten */
  async function look(): Promise<{ id: number | null; vanished: boolean }> {
    const id = await memory.read()
    if (id === null || (await isOpen(id))) return { id, vanished: false }
    await memory.write(null)
    return { id: null, vanished: true }
  }

  /** Windows that an earlier life opened and died before it could remember or close them; looked for once. */
  async function orphans(): Promise<number[]> {
    if (searched) return []
    searched = true
    const all = await browser.windows.getAll({ populate: true }).catch(() => [])
    return all.flatMap(({ id, type, tabs }) =>
      id !== undefined && type === 'popup' && tabs?.some(({ url }) => url?.startsWith(page)) ? id : [],
    )
  }
  const remove = (ids: readonly number[]) => Promise.allSettled(ids.map((id) => browser.windows.remove(id)))

  return {
    /** Calls at the same time open one window. */
    show: (): Promise<void> =>
      inTurn(async () => {
        kept = false
        const { id } = await look()
        if (id !== null) return void (await browser.windows.update(id, { focused: true }).catch(() => undefined))
        const [mine, ...others] = await orphans()
        await remove(others)
        if (mine !== undefined) return memory.write(mine)
        const made = await browser.windows.create({ type: 'popup', url: `${page}#/approve`, width: 376, height: 640 })
        await memory.write(made.id ?? null)
      }),
    /** An approval failed: why is still to be read there, so the window stays until the person closes it or something new waits. */
    keep(): void {
      kept = true
    },
    /** Closes it, because nothing waits any more. */
    close: (): Promise<void> =>
      inTurn(async () => {
        const id = await memory.read()
        if (kept) return
        if (id !== null) await memory.write(null)
        await remove([...(id === null ? [] : [id]), ...(await orphans()).filter((each) => each !== id)])
      }),
    /** To be called by the listener of `windows.onRemoved`. */
    async removed(id: number): Promise<void> {
      const byHand = await inTurn(async () => {
        if ((await memory.read()) !== id) return false
        await memory.write(null)
        return true
      })
      if (byHand) await onClosed()
    },
    /** Whether it was closed while the background was dead: to be asked before anything is shown again. */
    vanished: (): Promise<boolean> => inTurn(async () => (await look()).vanished),
  }
}
