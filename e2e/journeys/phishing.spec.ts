import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { serveFolder } from '../demo/server'
import { until } from '../fixtures/driver'
import { startRecorder } from '../fixtures/recorder'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { connectDapp, makeVault, PASSWORD, SAY, sees } from './person'

// The host phishing.kluis.test is on the list that is shipped, and nobody's. Sites are served encrypted or not at all, so it has a
// certificate, which nobody vouches for.

const certificate = readFileSync('e2e/fixtures/self-signed.pem', 'utf8')
type Outcome = { value?: unknown; error?: string; code?: number | null }

test('a site that is listed as phishing is refused with its page on the screen and without a window, and let in by the password alone (PHI-03)', async ({
  kind,
}) => {
  const served = await serveFolder({ port: 0, folder: 'dist/demo', certificate })
  const profile = await freshProfile()
  const driver = await launch(kind, { profile: profile.path, anyCertificate: true })
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    const page = await driver.openPage(served.url.replace('127.0.0.1', 'phishing.kluis.test'))
    const enable = () =>
      page.evaluate<Outcome>(`window.injectedWeb3.kluis.enable('demo').then(
        () => ({ value: true }), (error) => ({ error: String(error.message), code: error.code }))`)
    await test.step('it learns nothing, and no window opens', async () => {
      expect(await enable()).toMatchObject({ code: 4100 })
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      expect(await driver.hasApprovalWindow()).toBe(false)
    })
    await test.step('the person is told, and why', async () => {
      await popup.byRole('link', SAY.common.sites).click()
      await sees(popup, SAY.sites.listed)
      await popup.byRole('link', SAY.sites.whyRow).click()
      await popup.byLabel(SAY.sites.whyAddress).fill(await page.url())
      await popup.byRole('button', SAY.sites.whyLook).click()
      await sees(popup, SAY.sites.causes.listed)
      await popup.byRole('button', 'Back').click()
    })
    await test.step('the password lets this one in', async () => {
      await popup.byRole('button', /^Let it in anyway/).click()
      await popup.byLabel('Password').fill(PASSWORD)
      await popup.byRole('dialog').byRole('button', SAY.sites.serveDo).click()
      await sees(popup, SAY.sites.trusted)
      await connectDapp(driver, page, ['Account 1'])
    })
    await test.step('refused again it sees nothing at once, and home says so', async () => {
      await popup.byRole('button', /^Refuse it again/).click()
      await sees(page, '0 accounts')
      await popup.byRole('link', SAY.common.home).click()
      await until('the banner', async () => (await popup.text()).includes('is listed as phishing'))
      expect(await enable()).toMatchObject({ code: 4100 })
    })
  } finally {
    await driver.close()
    await profile.remove()
    await served.close()
  }
})

test('newer entries of the list come once the person wants them, and a connected site that is on them sees nothing from then on', async ({
  kind,
}) => {
  const asked: { url: string | undefined; headers: string[] }[] = []
  // Stands in for polkadot.js.org, which lets every page read what it has.
  const host = createServer({ key: certificate, cert: certificate }, ({ url, headers }, response) => {
    asked.push({ url, headers: Object.keys(headers) })
    const deny = ['newer.kluis.test', ...Array.from({ length: 10_000 }, (_, n) => `h${n}.example`)]
    response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
    response.end(JSON.stringify({ allow: [], deny }))
  })
  await new Promise<void>((resolve) => void host.listen(0, '127.0.0.1', resolve))
  const served = await serveFolder({ port: 0, folder: 'dist/demo', certificate })
  const recorder = await startRecorder({
    'polkadot.js.org': (host.address() as AddressInfo).port,
    'newer.kluis.test': Number(new URL(served.url).port),
  })
  const profile = await freshProfile()
  const driver = await launch(kind, { profile: profile.path, anyCertificate: true, through: recorder.port })
  try {
    const popup = await driver.openPopup()
    await makeVault(popup)
    const page = await driver.openPage(served.url.replace('127.0.0.1', 'newer.kluis.test'))
    await connectDapp(driver, page, ['Account 1'])
    await sees(page, '1 account')
    expect(asked).toEqual([])
    await popup.byRole('link', SAY.common.sites).click()
    await popup.byRole('switch', SAY.sites.listOn).click()
    await sees(popup, '10,001')
    await sees(popup, SAY.sites.listedSite)
    await sees(page, '0 accounts')
    const [first] = asked
    expect([asked.length, first?.url]).toEqual([1, '/phishing/all.json'])
    for (const name of ['cookie', 'referer', 'authorization', 'origin']) expect(first?.headers).not.toContain(name)
  } finally {
    await driver.close()
    await profile.remove()
    await recorder.close()
    await served.close()
    host.closeAllConnections()
    await new Promise((resolve) => host.close(resolve))
  }
})
