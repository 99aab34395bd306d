import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { goToAccount } from '../journeys/keys'
import { KNOWN, makeVault, PASSWORD, SAY, sees, unlock } from '../journeys/person'
import { addPhrase, askWallet, readViews } from './inside'

// The browser's own storage made to fail inside the running background, as long as that lives: what is on the disk is not touched.

/** `what`: an expression for what every attempt to write gives. */
const breakWrites = (kind: Driver['kind'], what: string) => `(() => {
  const fail = () => ${what}
  // A request that the browser has taken and says nothing of: it never ends, and neither does its transaction.
  self.IDBObjectStore.prototype.put = function () {
    const failing = fail()
    if (failing instanceof self.Promise) return new self.EventTarget()
    return failing
  }
  ${kind === 'firefox' ? 'self.FileSystemFileHandle.prototype.createWritable = async () => fail()' : 'for (const api of [self.chrome, self.browser]) if (api?.storage) api.storage.local.set = async () => fail()'}
  return true
})()`

async function tryToAdd(popup: Screen): Promise<string> {
  return addPhrase(popup, 'secret that is not kept', { phrase: KNOWN.phrase, passphrase: '', path: '' }).then(
    () => 'kept',
    (error: Error) => error.message,
  )
}

for (const [title, what] of [
  ['refuses every write', `{ throw new self.DOMException('the disk is full', 'QuotaExceededError') }`],
  ['never answers a write', 'new self.Promise(() => undefined)'],
] as const)
  test(`a browser that ${title}: it is said, nothing is shown as kept, and after the death of the background everything is as before`, async ({
    driver,
  }) => {
    const popup = await driver.openPopup()
    await makeVault(popup)
    const before = (await readViews(popup)).accounts
    expect(await driver.inBackground(breakWrites(driver.kind, what.startsWith('{') ? `(() => ${what})()` : what))).toBe(true)
    expect(await tryToAdd(popup)).toContain('storage-failed')
    await sees(popup, 'Account 1')
    expect((await readViews(popup)).accounts).toEqual(before)
    await popup.close()
    await driver.killBackground()
    const later = await driver.openPopup()
    await sees(later, 'Account 1')
    await askWallet(later, 'lock')
    await sees(later, 'Locked')
    await unlock(later, PASSWORD)
    await later.byRole('heading', 'Balance').waitFor()
    expect((await readViews(later)).accounts).toEqual(before)
  })

test('who changes something that cannot be stored is told so, and offered a backup in a file', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await goToAccount(popup, 'Account 1')
  const refuse = `(() => { throw new self.DOMException('the disk is full', 'QuotaExceededError') })()`
  expect(await driver.inBackground(breakWrites(driver.kind, refuse))).toBe(true)
  await popup.byRole('button', SAY.accounts.edit).click()
  await popup.byLabel(SAY.accounts.name).fill('Another name')
  await popup.byRole('button', SAY.common.save).click()
  await sees(popup, SAY.errors['storage-failed']({}))
  await popup.byRole('dialog').byRole('button', SAY.home.backUp).click()
  await until('the tab where backups go out', async () => {
    for (const each of await driver.screens()) if (/\/src\/import\/index\.html#\/backup$/.test(await each.url())) return true
    return false
  })
})
