import type { ChromiumDriver } from '../fixtures/chromium'
import type { Driver } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { writeFiles } from '../fixtures/keyfiles'
import { expect, test as newTest } from '../fixtures/wallet'
import { KEYS, lookAt } from './keys'
import { makeVault, SAY, sees } from './person'
import { test } from './settled'

// Files from the desktop and text of other windows, as the browser itself hands them over: only Chromium's DevTools can drop them.

type Falls = { files: string[] } | { text: string }
/** Drags something over a whole page and lets it fall at a place of it. @param of what only its address has */
async function drop(driver: Driver, what: Falls, [x, y]: readonly [number, number], of = '/src/import/'): Promise<void> {
  const context = (driver as ChromiumDriver).context()
  const page = context.pages().find((each) => each.url().includes(of))
  if (!page) throw new Error('the page is not open')
  const session = await context.newCDPSession(page)
  const items = 'text' in what ? [{ mimeType: 'text/plain', data: what.text }] : []
  const data = { items, ...('files' in what ? { files: what.files } : {}), dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x, y, data })
  await session.detach()
}
const urls = (driver: Driver) =>
  (driver as ChromiumDriver)
    .context()
    .pages()
    .map((each) => each.url())

test('a key file is taken wherever it falls onto the tab, and never opened in the clear', async ({ driver }) => {
  const [path = ''] = await writeFiles(test.info().outputPath('desktop'), { 'miner.json': KEYS.hotkey.text })
  const tab = await driver.openImport()
  await tab.resize(1280, 800)
  await tab.byLabel(SAY.bring.secret).waitFor()
  const before = urls(driver)
  // Beside the column, on the bar at the top, and on the foot.
  for (const place of [
    [30, 400],
    [900, 20],
    [640, 780],
  ] as const) {
    await drop(driver, { files: [path] }, place)
    expect(await lookAt(tab)).toEqual([KEYS.hotkey.address])
    // Where nothing is taken nothing happens.
    await drop(driver, { files: [path] }, place)
    expect(await lookAt(tab)).toEqual([KEYS.hotkey.address])
    await tab.byRole('button', SAY.common.cancel).click()
    await tab.byLabel(SAY.bring.secret).waitFor()
  }
  await drop(driver, { text: KEYS.foreign.written }, [30, 400])
  await tab.byRole('button', SAY.bring.look).click()
  expect(await lookAt(tab, SAY.bring.checkWatch)).toEqual([KEYS.foreign.address])
  expect(urls(driver)).toEqual(before)

  await tab.evaluate(`void (location.hash = '#/drill')`)
  await tab.byRole('heading', SAY.takeout.drillTitle).waitFor()
  await drop(driver, { files: [path] }, [30, 400])
  await sees(tab, SAY.takeout.noBackup)
  await tab.evaluate(`void (location.hash = '#/backup')`)
  await tab.byRole('heading', SAY.takeout.backupTitle).waitFor()
  await drop(driver, { files: [path] }, [30, 400])
  await until('the tab to stay', async () => (await tab.url()).endsWith('#/backup'))
  expect(urls(driver).filter((url) => url.startsWith('file:'))).toEqual([])
  expect(urls(driver)).toHaveLength(before.length)
})

newTest('a key file that falls onto the first screen, or onto any other of the wallet, is not opened in the clear', async ({ driver }) => {
  const popup = await driver.openPopup()
  const [path = ''] = await writeFiles(test.info().outputPath('desktop'), { 'miner.json': KEYS.hotkey.text })
  await popup.byRole('button', SAY.onboarding.make).waitFor()
  const before = urls(driver)
  await drop(driver, { files: [path] }, [100, 100], '/src/popup/')
  await popup.byRole('button', SAY.onboarding.make).waitFor()
  await makeVault(popup)
  await drop(driver, { files: [path] }, [100, 300], '/src/popup/')
  await popup.byRole('heading', 'Balance').waitFor()
  expect(urls(driver).length).toBe(before.length)
  expect(urls(driver).filter((url) => url.startsWith('file:'))).toEqual([])
})
