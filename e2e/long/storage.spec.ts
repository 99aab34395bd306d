import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { makeVault, SAY, sees, unlock } from '../journeys/person'

// Broken storage in the real browsers: one copy lost is mended and said, everything lost is never taken for a new user.

/** Every text of the vault's box in IndexedDB, changed by an expression over `text`; undefined deletes it. */
const changeMain = (box: string, change: string) => `new Promise((resolve, reject) => {
  const open = indexedDB.open('kluis')
  open.onerror = () => reject(open.error)
  open.onsuccess = () => {
    const store = open.result.transaction('boxes', 'readwrite').objectStore('boxes')
    const cursor = store.openCursor()
    let count = 0
    cursor.onsuccess = () => {
      const at = cursor.result
      if (!at) { open.result.close(); return resolve(count) }
      const text = at.value
      if (String(at.key).startsWith('${box}')) {
        const next = ${change}
        count += 1
        if (next === undefined) at.delete()
        else at.update(next)
      }
      at.continue()
    }
  }
})`
/** The other copies: a private file and the lifeboat in Firefox, storage.local in Chromium. */
const breakOthers = (kind: string, box: string) =>
  kind === 'firefox'
    ? `browser.storage.local.set({ lifeboat: '{"format":"kluis-life' }).then(() => navigator.storage.getDirectory()).then(async (folder) => {
        const file = await (await folder.getFileHandle('${box}.json')).createWritable()
        await file.write('{"format":"kluis-box/1","torn')
        await file.close()
        return true
      })`
    : `chrome.storage.local.set({ '${box}': '{"format":"kluis-box/1","torn' }).then(() => true)`

test('a lost first copy is restored from the second; both destroyed is said, is never a new wallet, and is no dead end', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await popup.byRole('button', 'Lock').click()
  await sees(popup, 'Locked')

  const lost = await popup.evaluate<number>(changeMain('vault/', 'undefined'))
  expect(lost, 'generations of the vault').toBeGreaterThan(0)
  await driver.killBackground()
  const again = await driver.openPopup()
  await sees(again, 'Locked')
  await unlock(again)
  await again.byRole('heading', 'Balance').waitFor()
  await sees(again, 'One of the two copies of your vault was damaged or behind.')
  await again.byRole('button', 'Understood').click()
  await until('the notice to go', async () => !(await again.text()).includes('One of the two copies'))
  await again.byRole('button', 'Lock').click()
  await sees(again, 'Locked')

  expect(await again.evaluate<number>(changeMain('vault/', 'text.slice(0, 40)'))).toBeGreaterThan(0)
  expect(await again.evaluate(breakOthers(driver.kind, 'vault'))).toBe(true)
  await driver.killBackground()
  const broken = await driver.openPopup()
  await sees(broken, 'The vault cannot be read')
  await sees(broken, 'Nothing was overwritten.')
  expect(await broken.byRole('button', 'Make a new vault').count()).toBe(0)
  await sees(broken, SAY.shell.forgotWithWords)

  // No dead end: who has the words deletes what cannot be read, behind the typed word, and begins anew.
  await broken.byRole('button', SAY.settings.beginAnew).click()
  await broken.byRole('button', 'Cancel').click()
  await broken.byRole('button', SAY.settings.beginAnew).click()
  const wipe = broken.byRole('button', SAY.settings.wipeDo)
  await broken.byLabel(new RegExp(`^${SAY.settings.wipeType}`)).fill(SAY.settings.wipeWord)
  await until('the wait to be over', () => wipe.isEnabled())
  await wipe.click()
  await broken.byRole('button', 'Make a new vault').waitFor()
  await driver.killBackground()
  await makeVault(await driver.openPopup())
})
