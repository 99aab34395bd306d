import type { ChromiumDriver } from '../fixtures/chromium'
import type { Driver } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { writeFiles } from '../fixtures/keyfiles'
import { expect, test } from '../fixtures/wallet'
import { KEYS, lookAt } from './keys'
import { makeVault, SAY, sees } from './person'

// Files from the desktop, as the browser itself hands them over: only Chromium's DevTools can drop them.

/** Drags a file over the whole tab and lets it fall at a place of it. */
async function dropFile(driver: Driver, path: string, [x, y]: readonly [number, number]): Promise<void> {
  const context = (driver as ChromiumDriver).context()
  const page = context.pages().find((each) => each.url().includes('/src/import/'))
  if (!page) throw new Error('the tab is not open')
  const session = await context.newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, x, y, data })
  await session.detach()
}
const urls = (driver: Driver) =>
  (driver as ChromiumDriver)
    .context()
    .pages()
    .map((each) => each.url())

test('a key file is taken wherever it falls onto the tab, and never opened in the clear', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
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
    await dropFile(driver, path, place)
    expect(await lookAt(tab)).toEqual([KEYS.hotkey.address])
    // Where nothing is taken nothing happens.
    await dropFile(driver, path, place)
    expect(await lookAt(tab)).toEqual([KEYS.hotkey.address])
    await tab.byRole('button', SAY.common.cancel).click()
    await tab.byLabel(SAY.bring.secret).waitFor()
  }
  expect(urls(driver)).toEqual(before)

  await tab.evaluate(`void (location.hash = '#/drill')`)
  await tab.byRole('heading', SAY.takeout.drillTitle).waitFor()
  await dropFile(driver, path, [30, 400])
  await sees(tab, SAY.takeout.noBackup)
  await tab.evaluate(`void (location.hash = '#/backup')`)
  await tab.byRole('heading', SAY.takeout.backupTitle).waitFor()
  await dropFile(driver, path, [30, 400])
  await until('the tab to stay', async () => (await tab.url()).endsWith('#/backup'))
  expect(urls(driver).filter((url) => url.startsWith('file:'))).toEqual([])
  expect(urls(driver)).toHaveLength(before.length)
})
