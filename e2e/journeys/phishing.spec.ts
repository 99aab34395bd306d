import { readFileSync } from 'node:fs'
import { serveFolder } from '../demo/server'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { connectDapp, makeVault, PASSWORD, SAY, sees } from './person'

// The host phishing.kluis.test is on the list that is shipped, and nobody's. Sites are served encrypted or not at all, so it has a
// certificate, which nobody vouches for.

type Outcome = { value?: unknown; error?: string; code?: number | null }

test('a site that is listed as phishing is refused with its page on the screen and without a window, and let in by the password alone', async ({
  kind,
}) => {
  const certificate = readFileSync('e2e/fixtures/self-signed.pem', 'utf8')
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
