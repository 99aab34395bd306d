import { readFileSync } from 'node:fs'
import { serveFolder } from '../demo/server'
import { type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { expect } from '../fixtures/wallet'
import { askByName, begin, noWindow, openGranted, outcome, raw, SIGNATURE, setAhead, signShown, UNAUTHORIZED } from '../journeys/asks'
import { connectDapp, grant, sees } from '../journeys/person'
import { askWallet, lookOutside, readViews } from './inside'
import { test } from './served'

// How a request ends that was not simply answered, and who may ask at all.

const NOTHING = { windows: 0, badge: '', items: 0 }
/** The one request that waits, as a page of ours would approve it. */
async function shown(popup: Screen): Promise<{ id: string; hash: string }> {
  const found = await until('the request', async () => (await readViews(popup)).requests.items[0])
  if (!('hash' in found)) throw new Error('it wants to connect')
  return { id: found.id, hash: found.hash }
}
/** What was signed for a site. */
const messagesOf = async (popup: Screen, url: string) =>
  (await askWallet<{ messages: { text: string }[] }>(popup, 'siteSigned', { origin: new URL(url).origin })).messages.map(({ text }) => text)

test('the background is stopped while the window shows a request: it shows the same one again, and the site gets one valid signature (REQ-01)', async ({
  world: { driver, demo },
  settled: { popup },
}) => {
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await page.byLabel('Message').fill('before and after a death')
  await page.byRole('button', 'Sign message').click()
  const window = await driver.approvalWindow()
  await sees(window, 'before and after a death')
  const before = await shown(popup)
  await driver.killBackground()
  expect(await shown(popup)).toEqual(before)
  expect(await lookOutside(popup)).toMatchObject({ windows: 1, items: 1 })
  await signShown(window, 'before and after a death')
  await window.closed()
  await until('the verdict', async () => (await page.byRole('status', 'Signature').text()) === 'valid, wrapped in <Bytes>')
  expect(await messagesOf(popup, demo.url)).toEqual(['before and after a death'])
  expect(await lookOutside(popup)).toMatchObject(NOTHING)
})

test('a tab with three waiting requests is closed: they go, the window closes and the badge is gone (REQ-02)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  for (const text of ['one', 'two', 'three']) await begin(page, text, raw(address, text))
  const window = await driver.approvalWindow()
  await until('three to wait', async () => {
    const { windows, badge, items } = await lookOutside(popup)
    return windows === 1 && badge === '3' && items === 3
  })
  await page.close()
  await window.closed()
  await until('nothing to wait', async () => {
    const { windows, badge, items } = await lookOutside(popup)
    return windows === 0 && badge === '' && items === 0
  })
})

test('a tab goes to another site while its request waits: who approves it then signs nothing, and the other site hears nothing (REQ-03)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const evil = await servePlain({
    '/': {
      body: `<!doctype html><title>Another site</title><script>
        window.heard = []
        addEventListener('message', ({ data }) => window.heard.push(data))
      </script><h1>Another site</h1>`,
    },
  })
  try {
    const page = await openGranted(driver, popup, served.url)
    await begin(page, 'left', raw(address, 'for the first site'))
    const window = await driver.approvalWindow()
    await sees(window, 'for the first site')
    const request = await shown(popup)
    await page.evaluate(`void setTimeout(() => location.assign('http://localhost:${evil.port}/'))`)
    await until('the other site', () => page.evaluate('document.readyState === "complete" && location.hostname === "localhost"'))
    await expect(askWallet(popup, 'approve', request)).rejects.toThrow('gone')
    await window.closed()
    await noWindow(driver)
    expect(await page.evaluate('window.heard')).toEqual([])
    expect(await askByName(page, 'accounts')).toEqual({ ok: true, value: [] })
    expect(await messagesOf(popup, served.url)).toEqual([])
  } finally {
    await evil.close()
  }
})

test('the person closes the window: the site is told that it was rejected, and nothing waits (REQ-10)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await begin(page, 'closed', raw(address, 'to be closed'))
  const window = await driver.approvalWindow()
  await sees(window, 'to be closed')
  await window.close()
  expect(await outcome(page, 'closed')).toMatchObject({ code: 4001, reason: 'rejected' })
  await noWindow(driver)
  expect(await lookOutside(popup)).toMatchObject(NOTHING)
})

test('an approval of something else than what is kept signs nothing, ends the request and says so to the site (REQ-12)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await begin(page, 'other', raw(address, 'what is shown'))
  await sees(await driver.approvalWindow(), 'what is shown')
  const { id, hash } = await shown(popup)
  await expect(askWallet(popup, 'approve', { id, hash: `0x${'11'.repeat(32)}` })).rejects.toThrow('changed')
  expect(await outcome(page, 'other')).toMatchObject({ reason: 'changed' })
  await expect(askWallet(popup, 'approve', { id, hash })).rejects.toThrow('gone')
  expect(await messagesOf(popup, served.url)).toEqual([])
  expect((await readViews(popup)).requests.items).toEqual([])
})

test('a site that was refused may not sign for an address that it knows; it may ask again until it was refused three times, and after a while once more (MSG-15)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await driver.openPage(served.url)
  const enable = `window.injectedWeb3.kluis.enable('demo').then(() => 'connected')`
  for (const [at, turn] of ['first', 'second', 'third'].entries()) {
    await begin(page, turn, enable)
    const window = await driver.approvalWindow()
    await window.byRole('button', 'Reject').click()
    expect(await outcome(page, turn)).toMatchObject({ code: 4001 })
    await window.closed()
    if (at > 0) continue
    expect(await askByName(page, 'signRaw', { address, data: '0x00', type: 'bytes' })).toEqual(UNAUTHORIZED)
    await noWindow(driver)
  }
  await begin(page, 'fourth', enable)
  expect(await outcome(page, 'fourth')).toMatchObject({ code: 4100 })
  await noWindow(driver)
  await setAhead(driver, popup, 61_000)
  await begin(page, 'later', enable)
  await grant(driver, ['Account 1'])
  expect(await outcome(page, 'later')).toEqual({ value: 'connected' })
})

test.describe('with encrypted sites', () => {
  test.use({ launchWith: { anyCertificate: true } })
  const certificate = readFileSync('e2e/fixtures/self-signed.pem', 'utf8')

  test('a grant to one site is none to its other scheme, its other ports, the names under it or its neighbours (MSG-18)', async ({
    world: { driver },
    settled: { popup, address },
    served,
  }) => {
    const [one, other] = await Promise.all([1, 2].map(() => serveFolder({ port: 0, folder: 'dist/demo', certificate })))
    if (!one || !other) throw new Error('there are two servers')
    const at = (url: string, host: string) => url.replace('127.0.0.1', host)
    try {
      const granted = await openGranted(driver, popup, at(one.url, 'good.test'))
      expect(await askByName(granted, 'accounts')).toMatchObject({ ok: true, value: [{ address }] })
      for (const url of [at(other.url, 'good.test'), at(one.url, 'a.good.test'), at(one.url, 'evil.test'), one.url]) {
        const page = await driver.openPage(url)
        expect(await askByName(page, 'accounts'), url).toEqual({ ok: true, value: [] })
        expect(await askByName(page, 'signRaw', { address, data: '0x00', type: 'bytes' }), url).toEqual(UNAUTHORIZED)
        await page.close()
      }
      // Without encryption it has no wallet at all.
      const plain = await driver.openPage(at(served.url, 'good.test'))
      expect(await plain.evaluate('Object.keys(window.injectedWeb3 ?? {})')).toEqual([])
      await noWindow(driver)
      await begin(granted, 'its own', raw(address, 'its own'))
      const window = await driver.approvalWindow()
      await signShown(window, 'its own')
      expect(await outcome(granted, 'its own')).toMatchObject({ value: { signature: expect.stringMatching(SIGNATURE) } })
    } finally {
      await one.close()
      await other.close()
    }
  })
})
