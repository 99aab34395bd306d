import type { Screen } from '../fixtures/driver'
import { expect, test as newTest } from '../fixtures/wallet'
import { addressesOn, bringMore, dropFiles, giveFiles, goToAccount, jsonFile, KEYS, keep, lookAt, openFile, pasteText } from './keys'
import { SAY, sees } from './person'
import { test } from './settled'

// JSON exports of polkadot-js, Talisman and SubWallet, one account and many.

const nameOf = ({ json }: { json: { meta?: { name?: string } } }) => json.meta?.name ?? ''

async function seesAccount(popup: Screen, name: string, address: string): Promise<void> {
  await goToAccount(popup, name)
  expect(await addressesOn(popup), name).toEqual([address])
}

newTest('an export that is dropped onto the tab, one of SubWallet with its words, one of the oldest kind', async ({ driver }) => {
  const tab = await driver.openImport()
  await dropFiles(tab, { 'alpha.json': jsonFile(KEYS.single) })
  await tab.byRole('heading', SAY.bring.passwordTitle).waitFor()
  await sees(tab, nameOf(KEYS.single))
  await openFile(tab, 'another password')
  await sees(tab, SAY.errors['decrypt-failed']({}))
  await openFile(tab, KEYS.single.password)
  expect(await lookAt(tab)).toEqual([KEYS.single.address])
  for (const warning of [SAY.bring.unencrypted, SAY.bring.weaklyEncrypted]) expect(await tab.text()).not.toContain(warning)
  await sees(tab, SAY.bring.recovers.key)
  await keep(tab, 1, { newVault: true })
  await bringMore(tab)

  await giveFiles(tab, { 'subwallet.json': jsonFile(KEYS.subwallet) })
  await openFile(tab, KEYS.subwallet.password)
  expect(await lookAt(tab)).toEqual([KEYS.subwallet.address])
  await sees(tab, SAY.bring.recovers.phrase)
  await keep(tab, 1)
  await bringMore(tab)

  await giveFiles(tab, { 'old.json': jsonFile(KEYS.old) })
  await openFile(tab, KEYS.old.password)
  expect(await lookAt(tab)).toEqual([KEYS.old.address])
  await sees(tab, SAY.bring.weaklyEncrypted)
  expect(await tab.text()).not.toContain(SAY.bring.unencrypted)
  await keep(tab, 1)
  await bringMore(tab)

  // Talisman's file of the first account, copied out of a letter that breaks its lines: it is not kept twice.
  await pasteText(tab, jsonFile(KEYS.talisman).replace(/.{76}/g, '$&\r\n'))
  await openFile(tab, KEYS.talisman.password)
  expect(await lookAt(tab)).toEqual([KEYS.talisman.address])
  await sees(tab, SAY.bring.here({ name: nameOf(KEYS.single) }))
  expect(await tab.byRole('button', SAY.bring.keep({ count: 0 })).isEnabled()).toBe(false)

  const popup = await driver.openPopup()
  for (const each of [KEYS.single, KEYS.subwallet, KEYS.old]) await seesAccount(popup, nameOf(each), each.address)
})

test('an export of several accounts whose passwords differ, beside a seed that can be read in several ways', async ({
  driver,
  settled,
}) => {
  const { popup } = settled
  const tab = await driver.openImport()
  await giveFiles(tab, { 'batch.json': jsonFile(KEYS.batch), 'seed.txt': KEYS.seed.hex })
  await tab.byRole('heading', SAY.bring.chooseTitle({ wallets: 0, keys: 2 })).waitFor()
  await tab.byRole('button', SAY.bring.next({ count: 2 })).click()
  await openFile(tab, KEYS.batch.password)
  // The list is open; its accounts have two other passwords, of which the first opens two.
  const [first, second] = [...new Set(KEYS.batch.accounts.map(({ password }) => password))]
  await sees(tab, SAY.bring.passwordsLeft({ count: 2 }))
  await openFile(tab, first ?? '')
  await openFile(tab, second ?? '')
  const found = await lookAt(tab, SAY.bring.checkTitle({ count: 7 }))
  const addresses = KEYS.batch.accounts.map(({ address }) => address)
  expect(found.filter((each) => addresses.includes(each)).sort()).toEqual([...addresses].sort())
  // Of the readings of the seed one is chosen, and only one; the accounts of the list stay chosen.
  await tab.byRole('button', SAY.bring.keep({ count: 3 })).waitFor()
  await tab.byRole('radio', /, ed25519$/).click()
  await tab.byRole('radio', /, sr25519$/).click()
  await keep(tab, 4)
  await popup.byRole('heading', 'Balance of 5 accounts').waitFor()
  await goToAccount(popup, 'seed')
  expect(await addressesOn(popup)).toEqual([KEYS.seed.addresses.sr25519])
})

newTest('an export without a password is taken with a warning, and is sealed from then on', async ({ driver }) => {
  const tab = await driver.openImport()
  await giveFiles(tab, { 'open.json': jsonFile(KEYS.open) })
  expect(await lookAt(tab)).toEqual([KEYS.open.address])
  await sees(tab, SAY.bring.unencrypted)
  await keep(tab, 1, { newVault: true })
  await sees(tab, SAY.bring.oldPlain)
  const popup = await driver.openPopup()
  await seesAccount(popup, nameOf(KEYS.open), KEYS.open.address)
  await popup.byRole('button', 'Back').click()
  await popup.byRole('button', 'Back').click()
  await popup.byRole('button', 'Lock').click()
  await sees(popup, 'Locked')
  await sees(tab, 'Locked')
})
