import type { Driver, Screen } from './fixtures/driver'
import { readOpeners } from './fixtures/session'
import { freshProfile, launch } from './fixtures/world'
import { makeVault, SAY } from './journeys/person'
import { askWallet } from './long/inside'
import type { BrowserKind } from './setup/browsers'

/** One row of the table: milliseconds, and the budget where there is one. */
type Row = { what: string; times: number[]; budget?: number }

const PASSWORD_RUNS = 20
const LOCK_RUNS = 10

/** Asks the wallet to unlock. @returns how long the answer took, measured in the page */
const timedUnlock = (page: Screen, password: string) =>
  page.evaluate<number>(`new Promise((resolve, reject) => {
    const port = (globalThis.browser ?? chrome).runtime.connect({ name: 'popup' })
    port.onMessage.addListener(({ id, reply }) => {
      if (id !== 1) return
      const time = performance.now() - start
      port.disconnect()
      if (reply.ok) resolve(time)
      else reject(new Error(reply.error.code))
    })
    const start = performance.now()
    port.postMessage(${JSON.stringify({ id: 1, name: 'unlock', input: { password } })})
  })`)

/** When each of these pages shows that it is locked, in milliseconds since 1970. */
async function watchLocks(pages: readonly Screen[]): Promise<() => Promise<number[]>> {
  for (const page of pages)
    await page.evaluate(`void (globalThis.kluisLocked = new Promise((resolve) => {
      const look = () => {
        if (![...document.querySelectorAll('h1')].some((each) => each.textContent.trim() === ${JSON.stringify(SAY.shell.unlockTitle)})) return
        observer.disconnect()
        resolve(performance.timeOrigin + performance.now())
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true, characterData: true })
    }))`)
  return () => Promise.all(pages.map((page) => page.evaluate<number>('kluisLocked')))
}

async function lockAll(driver: Driver, password: string): Promise<number[]> {
  const pages = [await driver.openPopup(), await driver.openPopup(), await driver.openPopup()]
  const [first, second] = pages as [Screen, Screen, Screen]
  const times: number[] = []
  for (let run = 0; run <= LOCK_RUNS; run++) {
    for (const page of pages) await page.byRole('button', SAY.common.lock).waitFor()
    await first.evaluate(`void (globalThis.kluisClick = new Promise((resolve) =>
      addEventListener('click', ({ timeStamp }) => resolve(performance.timeOrigin + timeStamp), { capture: true, once: true })))`)
    const locked = await watchLocks(pages)
    await first.byRole('button', SAY.common.lock).click()
    const [clicked, shown] = [await first.evaluate<number>('kluisClick'), await locked()]
    const { keys, wrapped } = await readOpeners(second)
    if (keys.length || wrapped.length) throw new Error('it shows Locked and could still be opened without the password')
    if (run > 0) times.push(Math.max(...shown) - clicked)
    await askWallet(second, 'unlock', { password })
  }
  for (const page of pages) await page.close()
  return times
}

/** Unlocking as the vault answers it, and locking with three windows open, in a browser and profile of its own. */
export async function locks(kind: BrowserKind, password: string): Promise<Row[]> {
  const profile = await freshProfile()
  try {
    const driver = await launch(kind, { profile: profile.path })
    try {
      const popup = await driver.openPopup()
      await makeVault(popup)
      const unlocks: number[] = []
      for (let run = 0; run <= PASSWORD_RUNS; run++) {
        await askWallet(popup, 'lock')
        const time = await timedUnlock(popup, password)
        if (run > 0) unlocks.push(time)
      }
      await popup.close()
      return [
        { what: `${kind}: password to the answer that it is unlocked`, times: unlocks, budget: 1_500 },
        { what: `${kind}: click on Lock to three windows that show it`, times: await lockAll(driver, password), budget: 200 },
      ]
    } finally {
      await driver.close()
    }
  } finally {
    await profile.remove()
  }
}
