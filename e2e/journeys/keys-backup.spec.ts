import { copyFile } from 'node:fs/promises'
import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { askWallet, readViews } from '../long/inside'
import { bringMore, enterText, giveFiles, goHome, goToAccount, KEYS, keep, lookAt } from './keys'
import { askTransfer, chooseLocalNode, choosePassword, connectDapp, enterPhrase, PASSWORD, SAY, sees } from './person'
import { seesWrongPassword } from './takeout'

// The whole wallet in one file: written, tested, and restored in another browser, where it signs.

const BACKUP_PASSWORD = 'nine green kites above Delft'
const [words, , hard] = KEYS.phrases

/** A wallet with everything that a backup holds: words with and without a path, a seed, a watched account, a contact, a note. */
async function fillWallet(driver: Driver): Promise<Screen> {
  const tab = await driver.openImport()
  for (const [at, phrase] of [words, hard].entries()) {
    if (!phrase) throw new Error('a phrase is missing')
    await enterPhrase(tab, phrase)
    await lookAt(tab)
    await tab.byLabel(SAY.bring.name).fill(at ? 'Hard path' : 'Main')
    await keep(tab, 1, { newVault: at === 0 })
    await bringMore(tab)
  }
  await enterText(tab, KEYS.seed.hex)
  await lookAt(tab, SAY.bring.checkOneOf)
  await tab.byRole('radio', /, ed25519$/).click()
  await tab.byLabel(/^Name of/).fill('Seed')
  await keep(tab, 1)
  await bringMore(tab)
  await enterText(tab, KEYS.coldkeypub.address)
  await lookAt(tab, SAY.bring.checkWatch)
  await tab.byLabel(SAY.bring.name).fill('Watched')
  await keep(tab, 1)
  await tab.close()
  const popup = await driver.openPopup()
  await goToAccount(popup, 'Main')
  await popup.byRole('button', SAY.accounts.edit).click()
  await popup.byRole('dialog').byLabel(SAY.accounts.note).fill('the one of the boat')
  await popup.byRole('dialog').byRole('button', SAY.common.save).click()
  await sees(popup, 'the one of the boat')
  const id = (await readViews(popup)).accounts.first.find(({ name }) => name === 'Seed')?.id
  await askWallet(popup, 'moveAccount', { id, to: 0 })
  const contact = '0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d'
  await askWallet(popup, 'saveContact', { id: contact, name: 'Alice', note: 'the baker' })
  await goHome(popup)
  return popup
}
const pictureOf = async (popup: Screen) => {
  const { accounts, sites } = await readViews(popup)
  return {
    accounts: accounts.first.map(({ id, name, note, address, type, role, path, holds, watch, hidden }) => ({
      ...{ id, name, note, address, type, role, path, holds, watch, hidden },
    })),
    sites: sites.items.map(({ origin, accounts }) => ({ origin, accounts })),
  }
}

/** Makes a backup and saves it. @returns where it is */
async function backUp(driver: Driver): Promise<{ tab: Screen; path: string }> {
  const tab = await driver.openImport('/backup')
  await tab.byLabel(SAY.takeout.backupPassword).fill(BACKUP_PASSWORD)
  await tab.byLabel(SAY.onboarding.repeat).fill(BACKUP_PASSWORD)
  await tab.byLabel(SAY.takeout.ownPassword).fill('not the password of Kluis')
  await tab.byRole('button', SAY.takeout.backupWrite).click()
  await seesWrongPassword(tab)
  await tab.byLabel(SAY.takeout.ownPassword).fill(PASSWORD)
  await tab.byRole('button', SAY.takeout.backupWrite).click()
  await tab.byRole('heading', SAY.takeout.ready).waitFor({ timeoutMs: 60_000 })
  const saving = tab.byRole('button', /\.kluis$/)
  const name = /kluis-[\d-]+\.kluis/.exec(await saving.text())?.[0] ?? ''
  await saving.click()
  await sees(tab, SAY.takeout.saved)
  // Words that were typed from paper are saved already; the seed is not.
  await sees(tab, SAY.takeout.confirmAsk({ count: 1 }))
  return { tab, path: await driver.downloaded(name) }
}

test('a backup is restored in another browser with names, notes, order, contacts and sites, and signs there', async ({ world, kind }) => {
  // Two browsers, one after the other.
  test.setTimeout(180_000)
  const { driver, chain, demo } = world
  const popup = await fillWallet(driver)
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Main'])
  const before = await pictureOf(popup)
  expect(before.accounts.map(({ name }) => name)).toEqual(['Seed', 'Main', 'Hard path', 'Watched'])
  const { path } = await backUp(driver)
  const kept = test.info().outputPath('mine.kluis')
  await copyFile(path, kept)
  expect(await pictureOf(popup)).toEqual(before)

  const profile = await freshProfile()
  try {
    const other = await launch(kind, { profile: profile.path })
    try {
      const tab = await other.openImport()
      await tab.byLabel(SAY.bring.chooseFiles).upload([kept])
      await tab.byRole('heading', SAY.bring.passwordTitle).waitFor()
      await tab.byLabel(SAY.common.password).fill(PASSWORD)
      await tab.byRole('button', SAY.bring.open).click()
      await sees(tab, SAY.errors['decrypt-failed']({}), 60_000)
      await tab.byLabel(SAY.common.password).fill(BACKUP_PASSWORD)
      await tab.byRole('button', SAY.bring.open).click()
      await lookAt(tab, SAY.bring.checkBackup({ count: 4 }), 60_000)
      await sees(tab, SAY.bring.backupText({ accounts: 4, contacts: 1, sites: 1 }))
      await tab.byRole('button', SAY.bring.keep({ count: 4 })).click()
      await choosePassword(tab, SAY.bring.keep({ count: 4 }))
      await sees(tab, SAY.bring.doneTitle({ count: 4 }), 30_000)
      const restored = await other.openPopup()
      await restored.byRole('heading', SAY.home.total({ count: 3 })).waitFor()
      expect(await pictureOf(restored)).toEqual(before)
      await restored.evaluate(`void (location.hash = '#/contacts')`)
      await sees(restored, 'Alice')
      await goHome(restored)
      await chooseLocalNode(restored, chain)
      const main = words?.address ?? ''
      chain.control({ balance: { address: main, rao: '5000000000' } })
      // The site is known in the new browser too: it gets its account without a window, and asks.
      const there = await other.openPage(demo.url)
      await there.byRole('button', 'Connect').click()
      await sees(there, '1 account')
      await sees(restored, '5.0000')
      await askTransfer(chain, there, KEYS.foreign.address, '1')
      const window = await other.approvalWindow()
      await window.byRole('button', 'Approve').click()
      await window.closed()
      const status = there.byRole('status', 'Transaction')
      await until('the transfer to be final', async () => (await status.text()).startsWith('finalized'), 60_000)
      expect(chain.chain.account(main).nonce).toBe(1)
    } finally {
      await other.close()
    }
  } finally {
    await profile.remove()
  }
})

test('a test of a backup: a wrong password, a good one, and an account that it lacks', async ({ driver }) => {
  await fillWallet(driver)
  const { tab, path } = await backUp(driver)
  await tab.byRole('button', SAY.takeout.testNow).click()
  await tab.byRole('heading', SAY.takeout.drillTitle).waitFor()
  await giveFiles(tab, { 'coldkey.json': KEYS.hotkey.text }, SAY.takeout.drillChoose)
  await sees(tab, SAY.takeout.noBackup)
  const run = async (password: string) => {
    await tab.byLabel(SAY.takeout.backupPassword).fill(password)
    await tab.byRole('button', SAY.takeout.drillOpen).click()
  }
  await tab.byLabel(SAY.takeout.drillChoose).upload([path])
  await run(PASSWORD)
  await sees(tab, SAY.errors['decrypt-failed']({}), 60_000)
  await run(BACKUP_PASSWORD)
  await tab.byRole('heading', SAY.takeout.drillGood).waitFor({ timeoutMs: 60_000 })
  await sees(tab, SAY.takeout.drillGoodText({ keys: 3, watched: 1 }))
  await sees(tab, SAY.takeout.drillAll)

  const more = await driver.openImport()
  await enterPhrase(more, { phrase: KEYS.subwallet.phrase })
  await lookAt(more)
  await more.byLabel(SAY.bring.name).fill('Came later')
  await keep(more, 1)
  await more.close()
  await tab.byRole('button', SAY.takeout.drillAgain).click()
  await tab.byLabel(SAY.takeout.drillChoose).upload([path])
  await run(BACKUP_PASSWORD)
  await sees(tab, SAY.takeout.drillMissing({ count: 1 }), 60_000)
  expect(await tab.byRole('listitem').having('Came later').count()).toBe(1)
})

test('a backup whose accounts are all here brings back a contact that was lost since, and nothing else', async ({ driver }) => {
  const popup = await fillWallet(driver)
  const { path } = await backUp(driver)
  const before = await pictureOf(popup)
  const contacts = async () => (await readViews(popup)).contacts.items.map(({ name, note }) => [name, note])
  const [lost] = (await readViews(popup)).contacts.items
  await askWallet(popup, 'removeContact', { id: lost?.id })
  await until('the contact to be gone', async () => (await contacts()).length === 0)
  const tab = await driver.openImport()
  await tab.byLabel(SAY.bring.chooseFiles).upload([path])
  await tab.byRole('heading', SAY.bring.passwordTitle).waitFor()
  await tab.byLabel(SAY.common.password).fill(BACKUP_PASSWORD)
  await tab.byRole('button', SAY.bring.open).click()
  await lookAt(tab, SAY.bring.checkBackup({ count: 4 }), 60_000)
  // Whoever brings no contact either brings nothing.
  const contact = tab.byRole('checkbox', 'Alice')
  if (await contact.isChecked()) await contact.click()
  await sees(tab, SAY.bring.allHere)
  expect(await tab.byRole('button', SAY.bring.keep({ count: 0 })).isEnabled()).toBe(false)
  await contact.click()
  await tab.byRole('button', SAY.bring.keepBeside).click()
  await tab.byRole('heading', SAY.bring.doneBeside).waitFor({ timeoutMs: 30_000 })
  await until('the contact to be back', async () => (await contacts()).length === 1)
  expect(await contacts()).toEqual([['Alice', 'the baker']])
  expect(await pictureOf(popup)).toEqual(before)
})
