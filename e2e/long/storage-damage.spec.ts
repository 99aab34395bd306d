import { rm } from 'node:fs/promises'
import type { Driver, Screen } from '../fixtures/driver'
import { type Copy, type Damage, damages, folderOf } from '../fixtures/profile'
import { expect, test } from '../fixtures/wallet'
import { makeVault, PASSWORD, sees, unlock } from '../journeys/person'
import { askWallet, readViews } from './inside'

// What a failing disk does to a profile, done to its files while the browser is closed: one copy is harmed, the other one gives everything back.

type Notice = 'copy-repaired' | 'one-copy'
/**
 * What happens, and what the person is told. Nothing is told of a copy that is one write behind: a death between the two copies leaves that.
 * A cut log goes before a removed folder: LevelDB writes on behind the cut, and finds that it is corrupt when it is next opened.
 */
const harms: Record<Driver['kind'], Record<Copy, readonly (readonly [Damage, Notice | null])[]>> = {
  chromium: {
    first: [
      ['its log loses its last 10 bytes', null],
      ['its folder is gone', 'copy-repaired'],
      ['its log loses its last 100 kB', 'copy-repaired'],
      ['its folder is gone', 'copy-repaired'],
      ['its largest table is all zeros', 'copy-repaired'],
    ],
    second: [
      ['its log loses its last 10 bytes', null],
      ['its folder is gone', 'copy-repaired'],
      ['its log loses its last 100 kB', 'copy-repaired'],
      ['its folder is gone', 'copy-repaired'],
      // Chromium neither opens nor replaces such ones.
      ['its largest table is all zeros', 'one-copy'],
      ['its folder is gone', 'copy-repaired'],
      ['its manifest is gone', 'one-copy'],
    ],
  },
  firefox: {
    first: [
      ['its database begins with zeros', 'copy-repaired'],
      ['its database is cut in half', 'copy-repaired'],
      ['its database is gone', 'copy-repaired'],
      ['its folder is gone', 'copy-repaired'],
    ],
    second: [
      ['its files are empty', 'copy-repaired'],
      ['its files are cut short', 'copy-repaired'],
      ['its database is gone', 'copy-repaired'],
      ['its folder is gone', 'copy-repaired'],
    ],
  },
}
const sentences = {
  'copy-repaired': 'One of the two copies of your vault was damaged or behind.',
  'one-copy': 'Only one of the two copies of your vault could be written',
}

/** Gives the account many names, so that the last 100 kB of a log are the wallet's own. */
async function rename(popup: Screen, name: string, times = 1): Promise<void> {
  const id = (await readViews(popup)).accounts.first[0]?.id ?? ''
  for (let at = 1; at < times; at++) await askWallet(popup, 'changeAccount', { id, name: `${name}, ${at}` })
  await askWallet(popup, 'changeAccount', { id, name })
}

/** Every box that has two copies holds something: of one that was never written nobody can say that it was not lost. */
async function fillBoxes(popup: Screen, id: string): Promise<void> {
  await askWallet(popup, 'grantSite', { origin: 'https://good.test', accounts: [id] })
  await askWallet(popup, 'saveContact', { id, name: 'Myself', note: '' })
  await askWallet(popup, 'changeSettings', { theme: 'dark' })
}

/** LevelDB makes tables of what has piled up in its log. The wallet does not know these values, and they are taken away again. */
const makeTables = `(async () => {
  const text = Array.from({ length: 30_000 }, () => String.fromCharCode(33 + Math.random() * 90)).join('')
  const database = await new Promise((resolve) => { indexedDB.open('kluis').onsuccess = ({ target }) => resolve(target.result) })
  const act = (what) => new Promise((resolve, reject) => {
    const transaction = database.transaction('bytes', 'readwrite')
    what(transaction.objectStore('bytes'))
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(transaction.error)
  })
  const keys = Array.from({ length: 200 }, (_, at) => 'junk ' + at)
  for (const key of keys) {
    await act((store) => store.put(text, key))
    await chrome.storage.local.set({ [key]: text })
  }
  await act((store) => keys.forEach((key) => store.delete(key)))
  await chrome.storage.local.remove(keys)
  database.close()
  return true
})()`

/** Opens the wallet after the browser was opened again, and finds everything: locked, with its password, its account, its site and its settings. */
async function findEverything(driver: Driver, name: string): Promise<Screen> {
  const popup = await driver.openPopup()
  await sees(popup, /Locked|Make a new vault|cannot be read|does not answer/)
  await sees(popup, 'Locked')
  await unlock(popup, PASSWORD)
  await popup.byRole('heading', 'Balance').waitFor()
  await sees(popup, name)
  const { sites, settings } = await readViews(popup)
  expect([sites.items.map(({ origin }) => origin), settings.theme]).toEqual([['https://good.test'], 'dark'])
  return popup
}

for (const [copy, other, title] of [
  ['first', 'second', 'IndexedDB harmed in every way: everything comes back from the second copy, and no new vault is offered'],
  ['second', 'first', 'the second copy harmed in every way: everything is there, it is made anew, and no new vault is offered'],
] as const)
  test(title, async ({ driver }) => {
    test.setTimeout(240_000)
    let popup = await driver.openPopup()
    await makeVault(popup)
    const id = (await readViews(popup)).accounts.first[0]?.id ?? ''
    await fillBoxes(popup, id)
    let name = ''
    let told: Notice | null = null
    // What is told stays until it was understood.
    const all = new Set<string>()
    for (const [at, [damage, notice]] of harms[driver.kind][copy].entries())
      await test.step(damage, async () => {
        name = `Name ${at + 1}`
        await rename(popup, name, /log/.test(damage) ? 150 : 3)
        if (/table/.test(damage)) await popup.evaluate(makeTables)
        await driver.restart(async (profile) => damages[damage](await folderOf(driver.kind, profile, copy)))
        popup = await findEverything(driver, name)
        told = notice
        const notices = (await readViews(popup)).notices.items.map(({ id: each }) => each)
        if (notice) all.add(notice)
        expect(new Set(notices)).toEqual(all)
        if (notice) await sees(popup, sentences[notice])
      })
    // A copy that was mended is one: now the other one may go.
    if (told !== 'one-copy')
      await test.step('the other copy is lost too, after the first one was mended', async () => {
        await driver.restart(async (profile) => damages['its folder is gone'](await folderOf(driver.kind, profile, other)))
        popup = await findEverything(driver, name)
        await sees(popup, sentences['copy-repaired'])
      })
  })

test('both copies were torn by one power cut: the write before it is there, and what is reported after it stays', async ({ driver }) => {
  let popup = await driver.openPopup()
  await makeVault(popup)
  const id = (await readViews(popup)).accounts.first[0]?.id ?? ''
  await fillBoxes(popup, id)
  await rename(popup, 'Before', 3)
  await driver.restart(async (profile) => {
    // SQLite has its own way with a torn end: there the private files are what can be torn, and IndexedDB is whole.
    if (driver.kind === 'firefox') return damages['its files are cut short'](await folderOf('firefox', profile, 'second'))
    for (const copy of ['first', 'second'] as const)
      await damages['its log loses its last 10 bytes'](await folderOf('chromium', profile, copy))
  })
  popup = await findEverything(driver, 'Before')
  await rename(popup, 'After')
  await driver.restart()
  await findEverything(driver, 'After')
})

/** Copies that the browser can neither open nor make anew. */
const outOfReach: Record<Driver['kind'], readonly (readonly [Copy, Damage])[]> = {
  chromium: [
    ['first', 'its manifest is gone'],
    ['second', 'its manifest is gone'],
  ],
  firefox: [
    ['first', 'a file stands where its folder was'],
    ['second', 'a file stands where its folder was'],
  ],
}

test('a copy out of reach: the wallet works with the other one, says so after every start, and what it keeps lasts', async ({ driver }) => {
  test.setTimeout(300_000)
  for (const [at, [copy, damage]] of outOfReach[driver.kind].entries())
    await test.step(`${copy}: ${damage}`, async () => {
      let popup = await driver.openPopup()
      if (at === 0) await makeVault(popup)
      else await sees(popup, 'Balance')
      const id = (await readViews(popup)).accounts.first[0]?.id ?? ''
      await rename(popup, 'Before', 3)
      if (at === 0) await fillBoxes(popup, id)
      await driver.restart(async (profile) => damages[damage](await folderOf(driver.kind, profile, copy)))
      popup = await findEverything(driver, 'Before')
      await sees(popup, sentences['one-copy'])
      // What cannot be deleted everywhere is not deleted at all.
      await expect(askWallet(popup, 'wipe', { sure: 'everything' })).rejects.toThrow('place-silent')
      await rename(popup, 'With one copy')
      await driver.restart()
      popup = await findEverything(driver, 'With one copy')
      await sees(popup, sentences['one-copy'])
      // The copy is made possible again, and is made.
      await driver.restart(async (profile) => rm(await folderOf(driver.kind, profile, copy), { recursive: true }))
      await findEverything(driver, 'With one copy')
    })
})

test('a mended copy is told even if the background and the browser ended before anybody looked', async ({ driver }) => {
  let popup = await driver.openPopup()
  await makeVault(popup)
  await fillBoxes(popup, (await readViews(popup)).accounts.first[0]?.id ?? '')
  await rename(popup, 'Mine')
  await driver.restart(async (profile) => damages['its folder is gone'](await folderOf(driver.kind, profile, 'second')))
  await (await driver.openPopup()).byRole('heading', 'Locked').waitFor()
  await driver.killBackground()
  await driver.restart()
  popup = await findEverything(driver, 'Mine')
  await sees(popup, sentences['copy-repaired'])
})
