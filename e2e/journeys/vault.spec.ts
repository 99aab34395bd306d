import { readCopies } from '../fixtures/copies'
import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { readOpeners } from '../fixtures/session'
import { expect, test } from '../fixtures/wallet'
import { KEYS } from './keys'
import { enterPhrase, makeVault, PASSWORD, SAY, sees, unlock } from './person'

// The vault as a whole: another password, another key, the lock in every window, and the end.

const NEXT = 'seven yellow herons over Utrecht'

const isLocked = (screen: Screen) => screen.byRole('heading', SAY.shell.unlockTitle).waitFor()

/** How dear a guess is, as it stands in every copy of the vault that is stored, and the salts. */
async function costsOf(driver: Driver, popup: Screen): Promise<{ costs: Record<string, unknown>[]; salts: Set<string> }> {
  const text = JSON.stringify(await readCopies(popup, driver.kind)).replaceAll('\\', '')
  const all = [...text.matchAll(/"kdf":(\{[^{}]*\})/g)].map(
    ([, kdf]) => JSON.parse(kdf ?? '') as { salt: string } & Record<string, unknown>,
  )
  return {
    costs: all.map(({ salt, ...cost }) => ({ ...cost, saltBytes: salt.length / 2 - 1 })),
    salts: new Set(all.map(({ salt }) => salt)),
  }
}
/** 64 MiB, three passes: what every guess at a stolen vault costs. */
const COST = { alg: 'argon2id', version: 19, memoryKiB: 65_536, passes: 3, parallelism: 1, saltBytes: 32 }

test('another password and another key: after a restart the new one opens and the old one does not', async ({ driver }) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  const made = await costsOf(driver, popup)
  expect(made.costs.length, 'copies of the vault').toBeGreaterThanOrEqual(2)
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

  // As dear as at first, in every copy, and under a salt of its own.
  const remade = await costsOf(driver, popup)
  for (const each of [...made.costs, ...remade.costs]) expect(each).toEqual(COST)
  expect([...remade.salts].filter((salt) => made.salts.has(salt))).toEqual([])

  await driver.restart()
  const later = await driver.openPopup()
  await isLocked(later)
  await unlock(later)
  await sees(later, SAY.errors['wrong-password']({}))
  await unlock(later, NEXT)
  await later.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
})

test('the first screen has a door for who has keys: words, files and backups are named, and it leads to where they come in', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await sees(popup, SAY.onboarding.haveNote)
  for (const kind of [/words/i, /btcli/, /JSON/, /backup/i]) await sees(popup, kind)
  await popup.byRole('button', SAY.onboarding.have).click()
  const tab = await until('the tab where keys come in', async () => {
    for (const each of await driver.screens()) if (/\/src\/import\/index\.html/.test(await each.url())) return each
    return undefined
  })
  await tab.byLabel(SAY.bring.secret).waitFor()
  await tab.byText(SAY.bring.dropTitle).waitFor()
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
  const open = await readOpeners(second)
  expect([open.keys.length, open.wrapped.length], 'what opens it without a password').toEqual([1, 1])
  await popup.byRole('button', SAY.common.lock).click()
  for (const each of [popup, second, tab, backup]) await isLocked(each)
  for (const each of [popup, second, tab]) expect(await readOpeners(each)).toEqual({ keys: [], wrapped: [] })
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
