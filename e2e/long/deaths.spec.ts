import { alterManifest, copyExtension, update } from '../fixtures/altered'
import { until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { test as bare, expect } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { begin, enable, moment, openGranted, outcome, raw, SIGNATURE, signShown } from '../journeys/asks'
import { makeVault, SAY, sees, unlock } from '../journeys/person'
import { askWallet, listAccounts, lookOutside } from './inside'
import { test } from './served'

// What pages and popups see of a background that is stopped, replaced, or never answers.

test('fifty times the background is stopped: each time the next question of a page wakes it and is answered (REQ-14)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await popup.close()
  for (let death = 1; death <= 50; death++) {
    await driver.killBackground()
    await begin(page, `after ${death}`, 'window.wallet.accounts.get()')
    expect(await outcome(page, `after ${death}`)).toMatchObject({ value: [{ address }] })
  }
})

test('a page that subscribed hears once of a new name that an account gets after a death of the background (REQ-15)', async ({
  world: { driver },
  settled: { popup },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await page.evaluate(
    `void (window.heard = [], window.wallet.accounts.subscribe((all) => window.heard.push(all.map(({ name }) => name).join())))`,
  )
  const heard = () => page.evaluate<string[]>('window.heard')
  await until('the first news', async () => (await heard()).length)
  await driver.killBackground()
  const [account] = await listAccounts(popup)
  await askWallet(popup, 'changeAccount', { id: account?.id, name: 'Renamed' })
  await until('the new name', async () => (await heard()).includes('Renamed'))
  await moment()
  expect(await heard()).toEqual(['Account 1', 'Renamed'])
})

bare(
  'an update while a request waits: the page is told to load itself again, and after that everything works (REQ-11)',
  async ({ kind }, info) => {
    const extension = await copyExtension(kind, info.outputPath('extension'))
    const served = await servePlain()
    const profile = await freshProfile()
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      const popup = await driver.openPopup()
      await makeVault(popup)
      const [account] = await listAccounts(popup)
      const address = account?.address ?? ''
      const page = await openGranted(driver, popup, served.url)
      await begin(page, 'waiting', raw(address, 'before the update'))
      await sees(await driver.approvalWindow(), 'before the update')
      await update(driver, popup, extension)
      const orphaned = { code: 4900, error: 'The wallet was updated or restarted: reload the page' }
      expect(await outcome(page, 'waiting')).toMatchObject(orphaned)
      // Firefox brings the new wallet into the old page: there it is not orphaned any more.
      if (kind === 'chromium') {
        await begin(page, 'asked afterwards', raw(address, 'of the old page'))
        expect(await outcome(page, 'asked afterwards')).toMatchObject(orphaned)
      }
      const later = await driver.openPopup()
      await unlock(later)
      await later.byRole('heading', 'Balance').waitFor()
      // Chromium leaves the window of the old version open, with an empty page in it that is nobody's.
      expect(await driver.hasApprovalWindow()).toBe(false)
      expect(await lookOutside(later)).toMatchObject({ badge: '', items: 0 })
      await page.reload()
      await enable(page)
      await begin(page, 'again', raw(address, 'after the update'))
      await signShown(await driver.approvalWindow(), 'after the update')
      expect(await outcome(page, 'again')).toMatchObject({ value: { signature: expect.stringMatching(SIGNATURE) } })
    } finally {
      await driver.close()
      await profile.remove()
      await served.close()
    }
  },
)

bare(
  'a background that never answers: the popup says so, how to try again, and what brings the accounts back (REQ-16)',
  async ({ kind }, info) => {
    const mute = `(globalThis.browser ?? chrome).runtime.onConnect.addListener((port) => port.onMessage.addListener(() => undefined))`
    const extension = await copyExtension(kind, info.outputPath('extension'), { 'mute.js': mute })
    await alterManifest(extension, (manifest) => ({
      ...manifest,
      background: kind === 'firefox' ? { scripts: ['mute.js'] } : { service_worker: 'mute.js' },
    }))
    const profile = await freshProfile()
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      const popup = await driver.openPopup()
      await popup.byRole('heading', SAY.shell.silent).waitFor()
      await sees(popup, SAY.shell.silentText)
      expect(SAY.shell.silentText).toMatch(/words|backup/)
      await popup.byRole('button', SAY.common.tryAgain).click()
      await popup.byRole('heading', SAY.shell.silent).waitFor()
    } finally {
      await driver.close()
      await profile.remove()
    }
  },
)
