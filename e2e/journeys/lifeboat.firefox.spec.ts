import { readCopies } from '../fixtures/copies'
import { type Driver, type Screen, until } from '../fixtures/driver'
import { damages, folderOf } from '../fixtures/profile'
import { expect, test } from '../fixtures/wallet'
import { askWallet, readViews } from '../long/inside'
import { makeVault, sees, unlock } from './person'

// Firefox keeps the first two copies in one folder, and keeps neither while it remembers no history. Chromium does not do such things.

/** Opens the wallet after the browser was opened again: locked, with its password, and with the names that were given. */
async function comesBack(driver: Driver, name: string): Promise<Screen> {
  const popup = await driver.openPopup()
  await sees(popup, /Locked|Make a new vault|cannot be read/)
  await sees(popup, 'Locked')
  await unlock(popup)
  await popup.byRole('heading', 'Balance').waitFor()
  await sees(popup, name)
  return popup
}
async function nameIt(popup: Screen, name: string): Promise<void> {
  const id = (await readViews(popup)).accounts.first[0]?.id ?? ''
  await askWallet(popup, 'changeAccount', { id, name })
}

test('Firefox throws both copies away because one of its files is broken: the vault and the names come back, and it is said', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await nameIt(popup, 'Savings of Ada')
  await driver.restart(async (profile) => damages['its database begins with zeros'](await folderOf(driver.kind, profile, 'second')))
  const later = await comesBack(driver, 'Savings of Ada')
  await sees(later, 'One of the two copies of your vault was damaged or behind.')
})

test('a Firefox that remembers no history: a wallet can be made, the person is told that there is one copy, and it is there the next day', async ({
  driver,
}) => {
  await driver.restart(undefined, { forgetful: true })
  const popup = await driver.openPopup()
  await makeVault(popup)
  await nameIt(popup, 'Savings of Ada')
  await sees(popup, 'Kluis keeps a single copy of your vault')
  await driver.restart()
  const again = await comesBack(driver, 'Savings of Ada')
  await sees(again, 'Kluis keeps a single copy of your vault')
  await nameIt(again, 'Savings of Bob')
  await again.byRole('button', 'Understood').click()
  await until('the notice to go', async () => !(await again.text()).includes('a single copy'))
  // When it remembers again, everything is there too, and has its other copies.
  await driver.restart(undefined, { forgetful: false })
  const remembered = await comesBack(driver, 'Savings of Bob')
  expect(Object.keys(await readCopies(remembered, driver.kind))).toEqual(expect.arrayContaining(['vault', 'accounts']))
})

test('a wallet from before Firefox forgot its history opens, says that it is only read, keeps its names, and is whole afterwards', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await nameIt(popup, 'Savings of Ada')
  await driver.restart(undefined, { forgetful: true })
  const visit = await comesBack(driver, 'Savings of Ada')
  await sees(visit, 'You can look, sign and save a backup.')
  await expect(nameIt(visit, 'Savings of Bob')).rejects.toThrow('storage-failed')
  await sees(visit, 'Savings of Ada')
  await driver.restart(undefined, { forgetful: false })
  const back = await comesBack(driver, 'Savings of Ada')
  await nameIt(back, 'Savings of Bob')
  await sees(back, 'Savings of Bob')
})
