import type { KeyInput } from '../../src/messaging'
import type { Screen } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bringMore, go, KEYS, keep, lookAt, openFile } from '../journeys/keys'
import { PASSWORD, SAY, sees } from '../journeys/person'
import { fillPasswords, save, textOf, write } from '../journeys/takeout'
import { askWallet, listAccounts, readViews } from './inside'

// What is not ticked does not come in, and does not go out; and what was not said is not taken as said.

const STAKE = 'https://stake.example'
const LATE = 'Lotte at work'

/** Opens the backup of three accounts, four sites and 64 contacts. */
async function openBackup(tab: Screen): Promise<void> {
  await tab.byLabel(SAY.bring.chooseFiles).upload(['e2e/gallery/fixtures/many.kluis'])
  await openFile(tab, 'a password of its own')
  await lookAt(tab, SAY.bring.checkBackup({ count: 3 }), 60_000)
}
const box = (tab: Screen, name: string | RegExp) => tab.byRole('checkbox', name)

test('of a backup comes what is ticked: accounts, sites and contacts, into a new wallet and into one that is there', async ({ driver }) => {
  const tab = await driver.openImport()
  await openBackup(tab)
  // Where there is nothing yet everything is wanted, until somebody says otherwise.
  expect(await box(tab, STAKE).isChecked()).toBe(true)
  await box(tab, STAKE).click()
  await box(tab, /^Savings, /).click()
  expect(await box(tab, LATE).count()).toBe(0)
  await tab.byRole('button', SAY.bring.showMore({ count: 14 })).click()
  await box(tab, LATE).click()
  await keep(tab, 2, { newVault: true })
  const popup = await driver.openPopup()
  const told = async () => {
    const { accounts, sites } = await readViews(popup)
    const names = new Map(accounts.first.map(({ id, name }) => [id, name]))
    const connected = sites.items.map(({ origin, accounts }): [string, unknown] => [origin, accounts.map((id) => names.get(id))])
    return { accounts: accounts.first.map(({ name }) => name), connected: connected.sort() }
  }
  const others = [
    ['http://localhost:5173', ['Daily']],
    ['https://a-very-long-name-of-a-site-that-somebody-connected-once.governance.bittensor.example', ['Daily']],
    ['https://market.subnet.example', ['Daily']],
  ]
  expect(await told()).toEqual({ accounts: ['Daily', 'Cold storage'], connected: others })
  const contacts = async () => {
    await go(popup, '/contacts', SAY.contacts.title)
    await popup.byLabel(SAY.contacts.search).fill('at work')
    await sees(popup, 'Kees at work')
    return popup.text()
  }
  expect(await contacts()).not.toContain(LATE)

  await bringMore(tab)
  await openBackup(tab)
  // Where somebody works already nothing comes that was not asked for.
  for (const name of [STAKE, 'https://market.subnet.example', 'Ada']) expect(await box(tab, name).isChecked(), name).toBe(false)
  await box(tab, STAKE).click()
  await keep(tab, 1)
  expect(await told()).toEqual({ accounts: ['Daily', 'Cold storage', 'Savings'], connected: [...others, [STAKE, ['Savings']]] })
  expect(await contacts()).not.toContain(LATE)
})

test('an export holds what is ticked, and counts as a backup once the person says that it is there', async ({ driver }) => {
  const popup = await driver.openPopup()
  const unsaved = ({ phrase, passphrase, path, type }: (typeof KEYS.phrases)[number], name: string): KeyInput => ({
    secret: { kind: 'phrase', phrase, passphrase, path, type },
    ...{ id: null, publicKey: null, type: null, role: 'coldkey', watch: null, name, note: '', hidden: false, saved: false },
  })
  const [first, , , second] = KEYS.phrases
  if (!first || !second) throw new Error('a phrase is missing')
  const keys = [unsaved(first, 'Ticked'), unsaved(second, 'Not ticked')]
  await askWallet(popup, 'createWallet', { commandId: 'two phrases', password: PASSWORD, keys })
  const notSaved = async () => (await listAccounts(popup)).filter(({ savedAt }) => savedAt === null).map(({ name }) => name)
  expect(await notSaved()).toEqual(['Ticked', 'Not ticked'])

  const tab = await driver.openImport('/export')
  const button = tab.byRole('button', SAY.takeout.write)
  await sees(tab, SAY.takeout.needsAccount)
  await box(tab, 'Not ticked').click()
  await box(tab, 'Ticked').click()
  await box(tab, 'Not ticked').click()
  expect(await button.isEnabled()).toBe(false)
  await fillPasswords(tab)
  await write(tab)
  // It is written and not yet anywhere.
  expect(await tab.byRole('button', SAY.takeout.confirm).count()).toBe(0)
  expect(await notSaved()).toEqual(['Ticked', 'Not ticked'])
  const file = JSON.parse(textOf(await save(driver, tab, 'Ticked.json'))) as { address: string; meta: { name: string } }
  expect([file.address, file.meta.name]).toEqual([first.address, 'Ticked'])
  // The browser has it; whether it arrived only the person can see.
  expect(await notSaved()).toEqual(['Ticked', 'Not ticked'])
  await tab.byRole('button', SAY.takeout.confirm).click()
  await sees(tab, SAY.takeout.confirmed)
  expect(await notSaved()).toEqual(['Not ticked'])
})
