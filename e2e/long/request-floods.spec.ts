import { type Driver, type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { expect } from '../fixtures/wallet'
import { begin, noWindow, openGranted, outcome, raw, setAhead, signShown } from '../journeys/asks'
import { sees } from '../journeys/person'
import { askWallet, lookOutside } from './inside'
import { test } from './served'

// Sites that ask too much, or too often, or of somebody who is not there.

/** All questions in one turn of the page; how each ended is kept in `window.ended`. */
const askAtOnce = (page: Screen, address: string, count: number) =>
  page.evaluate(`void (window.ended = [], Array.from({ length: ${count} }, (_, at) =>
    window.wallet.signer.signRaw({ address: '${address}', data: 'message ' + at, type: 'bytes' })
      .then(() => window.ended.push('signed'), ({ code }) => window.ended.push(code))))`)
const ended = (page: Screen) => page.evaluate<(number | string)[]>('window.ended')

test('a thousand questions in one turn: three wait in one window, all others are refused, and the wallet does not grow by them (REQ-06)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  // With the window open: it takes its memory once, however much is asked.
  await begin(page, 'first', raw(address, 'the first'))
  const window = await driver.approvalWindow()
  await sees(window, 'the first')
  const before = (await driver.load()).bytes
  await askAtOnce(page, address, 999)
  await until('all others to be refused', async () => (await ended(page)).length === 997)
  expect(new Set(await ended(page))).toEqual(new Set([-32005]))
  await sees(window, 'Request 1 of 3')
  expect(await lookOutside(popup)).toMatchObject({ windows: 1, badge: '3', items: 3 })
  expect((await driver.load()).bytes - before).toBeLessThan(50_000_000)
})

test('ten sites with ten questions each: never do more than ten wait, in one window, and every question is answered (REQ-06)', async ({
  world: { driver },
  settled: { popup, address },
}) => {
  const sites = await Promise.all(Array.from({ length: 10 }, () => servePlain()))
  try {
    const pages: Screen[] = []
    for (const { url } of sites) pages.push(await openGranted(driver, popup, url))
    for (const page of pages) {
      await askAtOnce(page, address, 10)
      const { windows, items } = await lookOutside(popup)
      expect(items).toBeLessThanOrEqual(10)
      expect(windows).toBeLessThanOrEqual(1)
    }
    const all = async () => (await Promise.all(pages.map(ended))).flat()
    await until('all but ten to be refused', async () => (await all()).length === 90)
    expect(new Set(await all())).toEqual(new Set([-32005]))
    expect(await lookOutside(popup)).toMatchObject({ windows: 1, badge: '10', items: 10 })
    const window = await driver.approvalWindow()
    await sees(window, 'Request 1 of 10')
    await window.close()
    await until('the ten to be refused', async () => (await all()).length === 100)
    expect((await all()).filter((code) => code === 4001)).toHaveLength(10)
  } finally {
    for (const each of sites) await each.close()
  }
})

/** A question that the person refuses. */
async function refuse(driver: Driver, page: Screen, key: string, question: string): Promise<void> {
  await begin(page, key, question)
  const window = await driver.approvalWindow()
  await window.byRole('button', 'Reject').click()
  expect(await outcome(page, key)).toMatchObject({ code: 4001 })
  await window.closed()
}
async function isSilenced(driver: Driver, page: Screen, key: string, question: string): Promise<void> {
  await begin(page, key, question)
  expect(await outcome(page, key)).toMatchObject({ code: 4100, reason: 'site-blocked' })
  await noWindow(driver)
}

test('three refusals silence a site for a minute, also across a death of the background; three more for two (REQ-07)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  const question = (text: string) => raw(address, text)
  for (const each of ['one', 'two', 'three']) await refuse(driver, page, each, question(each))
  await isSilenced(driver, page, 'fourth', question('fourth'))
  await driver.killBackground()
  await isSilenced(driver, page, 'after a death', question('after a death'))
  // From here on no life of the background may end: the clock is that of this one.
  await setAhead(driver, popup, 61_000)
  for (const each of ['again one', 'again two', 'again three']) await refuse(driver, page, each, question(each))
  await setAhead(driver, popup, 61_000)
  await isSilenced(driver, page, 'a minute later', question('a minute later'))
  await setAhead(driver, popup, 60_000)
  await begin(page, 'two minutes later', question('two minutes later'))
  const window = await driver.approvalWindow()
  await signShown(window, 'two minutes later')
  expect(await outcome(page, 'two minutes later')).toHaveProperty('value')
})

test('other paths, queries and fragments are the same site: what it was refused under each counts together (REQ-08)', async ({
  world: { driver },
  settled: _,
  served,
}) => {
  const enable = `window.injectedWeb3.kluis.enable('demo')`
  for (const path of ['one', 'two?query=1', 'three#fragment'])
    await refuse(driver, await driver.openPage(served.url + path), 'asked', enable)
  const page = await driver.openPage(`${served.url}four/five?six=7#eight`)
  await isSilenced(driver, page, 'asked', enable)
  // Another port is another site.
  const other = await servePlain()
  await refuse(driver, await driver.openPage(other.url), 'asked', enable)
  await other.close()
})

test('a request that nobody answered for ten minutes is over: the button signs nothing, and the site is told (REQ-09)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await begin(page, 'old', raw(address, 'too late'))
  const window = await driver.approvalWindow()
  await sees(window, 'too late')
  const sign = window.byRole('button', 'Sign')
  await until('the button to be ready', () => sign.isEnabled())
  await setAhead(driver, popup, 601_000)
  await sign.click()
  expect(await outcome(page, 'old')).toMatchObject({ code: 4001, reason: 'expired' })
  const { messages } = await askWallet<{ messages: unknown[] }>(popup, 'siteSigned', { origin: new URL(served.url).origin })
  expect(messages).toEqual([])
  await until('nothing to wait', async () => (await lookOutside(popup)).items === 0)
})
