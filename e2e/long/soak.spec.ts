import { type Driver, type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { expect, test } from '../fixtures/wallet'
import { makeVault, unlock } from '../journeys/person'
import { createChance, rest } from './chance'
import { lookOutside, ownProblems, readViews } from './inside'

const CYCLES = 50
/** Three refusals or four refusals and leavings within half a minute would silence the site: nobody here is that quick. */
const OFFENCE_PAUSE = 31_000

type Site = { name: string; url: string; page: Screen; offendedAt: number[] }
type End = 'sign' | 'reject' | 'close window' | 'reload' | 'navigate' | 'close page' | 'lock'

/** Connects the page again: it asks nobody when it was granted before. The questions of the last document are forgotten. */
const enable = (page: Screen) =>
  page.evaluate(`injectedWeb3.kluis.enable('soak').then((injected) => { globalThis.kluis = injected; globalThis.asked = []; return 0 })`)
/** Asks for a text to be signed and keeps what becomes of it. */
const ask = (page: Screen, text: string) =>
  page.evaluate(`(async () => {
    const question = { state: 'waiting', times: 0 }
    asked.push(question)
    const [{ address }] = await kluis.accounts.get()
    const end = (state) => { question.state = state; question.times += 1 }
    kluis.signer.signRaw({ address, data: ${JSON.stringify(text)}, type: 'bytes' }).then(() => end('signed'), ({ message }) => end(message))
    return 0
  })()`)
const outcomes = (page: Screen) => page.evaluate<{ state: string; times: number }[]>('globalThis.asked ?? []')

/** Presses a button of the approval window until nothing of these pages waits. */
async function answerAll(driver: Driver, sites: readonly Site[], button: 'Sign' | 'Reject'): Promise<void> {
  await until(
    `everything to be answered with ${button}`,
    async () => {
      const all = await Promise.all(sites.map(({ page }) => outcomes(page)))
      if (all.flat().every(({ state }) => state !== 'waiting')) return true
      if (!(await driver.hasApprovalWindow())) return false
      const found = (await driver.approvalWindow(1_000)).byRole('button', button)
      if ((await found.isVisible()) && (await found.isEnabled())) await found.click()
      return false
    },
    60_000,
  )
}

test('two pages ask, are answered, reload and leave, again and again: one window at most, a right badge, and nothing piles up', async ({
  driver,
}) => {
  const chance = createChance()
  const plain = await servePlain()
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    await popup.byRole('link', 'Settings').click()
    await popup.byLabel('60 min').click()
    await popup.byRole('link', 'Home').click()
    const sites: Site[] = []
    for (const url of [plain.url, `http://localhost:${plain.port}/`]) {
      const page = await driver.openPage(url)
      await page.evaluate(`globalThis.enabled = injectedWeb3.kluis.enable('soak'); 0`)
      const window = await driver.approvalWindow()
      await window.byRole('button', 'Connect 1 account').click()
      await window.closed()
      await enable(page)
      sites.push({ name: new URL(url).hostname, url, page, offendedAt: [] })
    }
    /** Nothing waits: no window, no badge, an empty queue with a short memory. */
    const quiet = async () => {
      await until('the wallet to be quiet', async () => {
        const { windows, badge, items } = await lookOutside(popup)
        return windows === 0 && badge === '' && items === 0
      })
      expect((await lookOutside(popup)).ended).toBeLessThanOrEqual(20)
    }
    const size = async () => JSON.stringify(await readViews(popup)).length
    const heap = () => popup.evaluate<number>('performance.memory?.usedJSHeapSize ?? 0')
    await quiet()
    let viewsAtFirst = 0
    let heapAtFirst = 0
    const counts: Record<string, number> = {}
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      const [one, two] = chance.whole(0, 1) ? sites : [...sites].reverse()
      if (!one || !two) throw new Error('there are two sites')
      const both = chance.whole(0, 2) > 0
      const asking = both ? [one, two] : [one]
      const mayOffend = asking.every(({ offendedAt }) => offendedAt.filter((at) => Date.now() - at < OFFENCE_PAUSE).length < 2)
      const ends: End[] = [
        'sign',
        'sign',
        'lock',
        ...(mayOffend ? (['reload', 'navigate', 'close page', 'reject', 'close window'] as const) : []),
      ]
      const end = ends[chance.whole(0, ends.length - 1)] ?? 'sign'
      const refusing = end === 'reject' || end === 'close window'
      const each = refusing ? 1 : chance.whole(1, 2)
      counts[end] = (counts[end] ?? 0) + 1
      await test.step(`${cycle}: ${asking.map(({ name }) => name).join(' and ')}, ${each} each, ${end}`, async () => {
        for (let at = 0; at < each; at++) for (const { page } of asking) await ask(page, `cycle ${cycle}, ${at}`)
        await until('all questions to be shown', async () => {
          const { windows, badge, items } = await lookOutside(popup)
          expect(windows).toBeLessThanOrEqual(1)
          return windows === 1 && items === each * asking.length && badge === String(items)
        })
        if (end === 'sign') await answerAll(driver, asking, 'Sign')
        else if (refusing) {
          for (const site of asking) site.offendedAt.push(Date.now())
          if (end === 'reject') await answerAll(driver, asking, 'Reject')
          else await (await driver.approvalWindow()).close()
        } else if (end === 'lock') {
          await popup.byRole('button', 'Lock').click()
          await popup.byRole('heading', 'Locked').waitFor()
          await quiet()
          await unlock(popup)
          await popup.byRole('heading', 'Balance').waitFor()
        } else {
          // Only the first page goes away: what the other one asked stays.
          one.offendedAt.push(Date.now())
          if (end === 'reload') await one.page.reload()
          else if (end === 'navigate') await one.page.evaluate(`void setTimeout(() => location.assign('/other/${cycle}'))`)
          else {
            await one.page.close()
            one.page = await driver.openPage(one.url)
          }
          const left = both ? each : 0
          await until('only what the other page asked to wait', async () => {
            const { windows, badge, items } = await lookOutside(popup)
            return items === left && windows === Math.min(left, 1) && badge === (left ? String(left) : '')
          })
          if (end === 'navigate') await until('the other address', async () => (await one.page.url()).endsWith(`/other/${cycle}`))
          await until('the page to be there again', () =>
            one.page.evaluate('document.readyState === "complete" && "injectedWeb3" in window'),
          )
          await enable(one.page)
          if (both) await answerAll(driver, [two], 'Sign')
        }
        await quiet()
        const expected = { sign: /^signed$/, reject: /Rejected/, 'close window': /Rejected/, lock: /locked/ }
        for (const site of asking) {
          const gone = site === one && !(end in expected)
          await until(`${site.name} to be told`, async () => (await outcomes(site.page)).every(({ state }) => state !== 'waiting'))
          const told = await outcomes(site.page)
          expect(told).toHaveLength(gone ? 0 : each)
          for (const { state, times } of told) {
            expect(state).toMatch(end in expected ? expected[end as keyof typeof expected] : /^signed$/)
            expect(times).toBe(1)
          }
          if (!gone) await site.page.evaluate('globalThis.asked = []; 0')
        }
      })
      if (cycle === 10) [viewsAtFirst, heapAtFirst] = [await size(), await heap()]
    }
    const [views, used] = [await size(), await heap()]
    const { queueBytes } = await lookOutside(popup)
    const ways = Object.entries(counts).map(([end, count]) => `${end} ${count}`)
    console.log(`${driver.kind}: ${CYCLES} cycles (${ways.join(', ')}); views ${viewsAtFirst} → ${views} characters, queue ${queueBytes}`)
    expect(views).toBeLessThan(viewsAtFirst * 1.2)
    // Twenty answers are remembered, with a signature each.
    expect(queueBytes).toBeLessThan(20_000)
    if (heapAtFirst) expect(used).toBeLessThan(heapAtFirst + 20_000_000)
    await rest(1_000)
    await quiet()
    expect(await ownProblems(driver)).toEqual([])
  } finally {
    await plain.close()
  }
})
