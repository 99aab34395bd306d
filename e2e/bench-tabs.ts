import type { AccountView } from '../src/messaging'
import type { launchChromium } from './fixtures/chromium'
import { askWallet } from './long/inside'

const TABS = 100
const NOW = 'performance.timeOrigin + performance.now()'

/**
 * A hundred connected tabs of one site hear that an account has another name: from the command to each tab's callback, several changes,
 * with the background running and after it died. The site is connected already.
 * @param stop ends the background and sees that it stays so
 */
export async function tabs(
  browser: Awaited<ReturnType<typeof launchChromium>>,
  url: string,
  stop: () => Promise<void>,
): Promise<{ what: string; times: number[]; budget?: number }[]> {
  const pages = await Promise.all(Array.from({ length: TABS }, () => browser.context().newPage()))
  try {
    for (const page of pages) {
      await page.goto(url)
      await page.evaluate(`injectedWeb3.kluis.enable('bench').then(({ accounts }) => {
        globalThis.heard = []
        return new Promise((done) => accounts.subscribe((all) => (heard.push([all[0].name, ${NOW}]), done(0))))
      })`)
    }
    const rename = async (popup: Awaited<ReturnType<typeof browser.openPopup>>, name: string) => {
      const { items } = await askWallet<{ items: AccountView[] }>(popup, 'accountsPage', { from: 0, count: 1, query: '', only: 'all' })
      const [account] = items
      if (!account) throw new Error('there is no account')
      const at = await popup.evaluate<number>(NOW)
      await askWallet(popup, 'changeAccount', { id: account.id, name })
      const heard = (page: (typeof pages)[number]) =>
        page.evaluate<number>(`new Promise((done) => {
          const look = () => {
            const found = heard.find(([name]) => name === ${JSON.stringify(name)})
            if (found) done(found[1])
            else setTimeout(look, 20)
          }
          look()
        })`)
      return Promise.all(pages.map(async (page) => (await heard(page)) - at))
    }
    const running: number[] = []
    const popup = await browser.openPopup()
    for (let run = 0; run < 5; run++) running.push(...(await rename(popup, `Renamed ${run}`)))
    await popup.close()
    await stop()
    const again = await browser.openPopup()
    const died = await rename(again, 'Renamed after a death')
    await again.close()
    return [
      { what: '100 connected tabs: an account is renamed, to each tab’s callback', times: running, budget: 250 },
      { what: '100 connected tabs: the same after the background died', times: died },
    ]
  } finally {
    for (const page of pages) await page.close()
  }
}
