import { readCopies } from '../fixtures/copies'
import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { KEYS } from './keys'
import { enterPhrase, makeVault, PASSWORD, SAY, sees, unlock } from './person'

// The vault as a whole: another password, another key, the lock in every window, and the end.

const NEXT = 'seven yellow herons over Utrecht'

const isLocked = (screen: Screen) => screen.byRole('heading', SAY.shell.unlockTitle).waitFor()

test('another password and another key: after a restart the new one opens and the old one does not', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await popup.byRole('link', SAY.common.settings).click()
  await popup.byRole('link', SAY.settings.changePassword).click()
  await popup.byLabel(SAY.settings.oldPassword).fill('not the password at all')
  const twice = async () => {
    await popup.byLabel(SAY.settings.newPassword).fill(NEXT)
    await popup.byLabel(SAY.onboarding.repeat).fill(NEXT)
  }
  await twice()
  await popup.byRole('button', SAY.settings.changePassword).click()
  await sees(popup, SAY.errors['wrong-password']({}))
  await popup.byLabel(SAY.settings.oldPassword).fill(PASSWORD)
  await popup.byRole('button', SAY.settings.changePassword).click()
  await popup.byRole('heading', SAY.settings.passwordChanged).waitFor({ timeoutMs: 30_000 })
  await popup.byRole('button', SAY.common.close).click()

  await popup.byRole('link', SAY.settings.rekey).click()
  const rekey = popup.byRole('button', SAY.settings.rekeyDo)
  await popup.byLabel(SAY.common.password).fill(PASSWORD)
  await rekey.click()
  await sees(popup, SAY.errors['wrong-password']({}))
  await popup.byLabel(SAY.common.password).fill(NEXT)
  await rekey.click()
  await popup.byRole('heading', SAY.settings.rekeyDone).waitFor({ timeoutMs: 30_000 })

  await driver.restart()
  const later = await driver.openPopup()
  await isLocked(later)
  await unlock(later)
  await sees(later, SAY.errors['wrong-password']({}))
  await unlock(later, NEXT)
  await later.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
})

test('a lock is a lock in every window at once, and the tab with a phrase in it forgets it', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  const second = await driver.openPopup('/accounts')
  const tab = await driver.openImport()
  const [known] = KEYS.phrases
  await enterPhrase(tab, { phrase: known?.phrase ?? '' })
  await tab.byRole('heading', SAY.bring.checkTitle({ count: 1 })).waitFor()
  const backup = await driver.openImport('/backup')
  await backup.byRole('heading', SAY.takeout.backupTitle).waitFor()
  await popup.byRole('button', SAY.common.lock).click()
  for (const each of [popup, second, tab, backup]) await isLocked(each)
  await unlock(second)
  await popup.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
  await tab.byLabel(SAY.bring.secret).waitFor()
  expect(await tab.byLabel(SAY.bring.secret).value()).toBe('')
})

test('a forgotten password: everything goes behind a typed word and a wait, and nothing of the old vault is left', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await popup.byRole('button', SAY.common.lock).click()
  await isLocked(popup)
  const before = await readCopies(popup, driver.kind)
  const sealed = /"vaultId":"([^"]+)"/.exec(JSON.stringify(before).replaceAll('\\', ''))?.[1]
  expect(sealed).toBeTruthy()
  await popup.byRole('button', SAY.shell.forgot).click()
  await popup.byRole('dialog').byRole('button', SAY.shell.wipe).click()
  const wipe = popup.byRole('button', SAY.settings.wipeDo)
  const word = popup.byLabel(new RegExp(`^${SAY.settings.wipeType}`))
  await word.waitFor()
  expect(await wipe.isEnabled()).toBe(false)
  await word.fill('delet')
  expect(await wipe.isEnabled()).toBe(false)
  await word.fill('delete')
  await until('the wait to be over', () => wipe.isEnabled())
  await wipe.click()
  await popup.byRole('button', SAY.onboarding.make).waitFor()
  const left = JSON.stringify(await readCopies(popup, driver.kind))
  expect(left).not.toContain(sealed)
  expect(left).not.toContain('Account 1')
  await driver.restart()
  const later = await driver.openPopup()
  await later.byRole('button', SAY.onboarding.make).waitFor()
  await makeVault(later)
})
