import { type Screen, until } from '../fixtures/driver'
import { expect, test as newTest } from '../fixtures/wallet'
import { addressesOn, bringMore, goToAccount, keep } from './keys'
import { enterPhrase, KNOWN, PASSWORD, SAY, sees } from './person'
import { test } from './settled'

// What a person does with accounts that are there: derive, order, show the words, remove; and with the vault that holds them.

const NEXT = 'another horse staple battery'
const BOB = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const back = (popup: Screen) => popup.byRole('button', 'Back').click()

/** One more account from the words of the first. @param path what the form must propose */
async function derive(popup: Screen, path: string, name: string): Promise<void> {
  await popup.byRole('link', 'Derive an account').click()
  await until(`the path ${path}`, async () => (await popup.byLabel('Path').value()) === path)
  await popup.byLabel('Name').fill(name)
  await popup.byRole('button', 'Add an account').click()
  await sees(popup, 'Not backed up yet.')
  await sees(popup, name)
}
const order = (popup: Screen) =>
  popup.evaluate<string[]>(
    `[...document.querySelectorAll('.windowed > li')].sort((a, b) => a.dataset.index - b.dataset.index).map((each) => each.querySelector('.row-name').textContent)`,
  )
const inOrder = (popup: Screen, names: string[]) => until(`the order ${names}`, async () => String(await order(popup)) === String(names))

test('accounts are derived, put into another order by keyboard, shown, backed up on paper and removed', async ({ driver, settled }) => {
  const { popup, phrase } = settled
  await popup.byRole('link', 'Manage this account').click()
  await derive(popup, '//0', 'Second')
  await back(popup)
  await popup.byRole('link', /^Account 1/).click()
  await derive(popup, '//1', 'Third')
  await back(popup)

  await inOrder(popup, ['Account 1', 'Second', 'Third'])
  const handle = popup.byRole('button', 'Move Account 1')
  await handle.focus()
  for (const key of [' ', 'ArrowDown', 'ArrowDown', 'Escape']) await popup.press(key)
  await sees(popup, 'Account 1 is back at place 1 of 3.')
  await inOrder(popup, ['Account 1', 'Second', 'Third'])
  await handle.focus()
  for (const key of [' ', 'ArrowDown', 'ArrowDown', ' ']) await popup.press(key)
  await inOrder(popup, ['Second', 'Third', 'Account 1'])
  await until('the focus to stay with it', () =>
    popup.evaluate<boolean>(`document.activeElement.getAttribute('aria-label') === 'Move Account 1'`),
  )
  const other = await driver.openPopup('/accounts')
  await inOrder(other, ['Second', 'Third', 'Account 1'])
  await other.close()

  await popup.byRole('link', /^Second/).click()
  await popup.byRole('link', 'Show the words').click()
  await popup.byLabel('Password').fill('wrong')
  await popup.byRole('button', 'Continue').click()
  await sees(popup, 'Wrong password. The vault is unchanged.')
  await popup.byLabel('Password').fill(PASSWORD)
  await popup.byRole('button', 'Continue').click()
  await popup.byRole('button', 'Show now').waitFor()
  // A word or two of any phrase may stand in our own sentences.
  const covered = await popup.text()
  expect(phrase.split(' ').filter((word) => !covered.includes(word)).length, 'before it is asked for').toBeGreaterThan(6)
  await popup.byRole('button', 'Show now').click()
  await popup.byRole('list', 'Your words').waitFor()
  const words = await popup.evaluate<string[]>(`[...document.querySelectorAll('ol.words li')].map(({ textContent }) => textContent)`)
  expect(words.join(' ')).toBe(phrase)
  await sees(popup, '//0')
  await popup.evaluate(`void dispatchEvent(new Event('blur'))`)
  await popup.byRole('list', 'Your words').waitFor({ state: 'hidden' })
  await popup.byRole('button', 'I have kept it safe').click()
  await until('it to be backed up', async () => !(await popup.text()).includes('Not backed up yet.'))

  await popup.byRole('link', 'Remove').click()
  await popup.byLabel('Password').fill(PASSWORD)
  await popup.byLabel(/^I have the words/).click()
  await popup.byRole('button', 'Remove').click()
  await inOrder(popup, ['Third', 'Account 1'])
  await back(popup)
  await sees(popup, '1 account is not backed up yet.')
})

test('a hotkey is sent from only after a step, a hidden account keeps its switch, a note is found', async ({ driver, settled }) => {
  const { popup } = settled
  await popup.byRole('link', 'Manage this account').click()
  await popup.byRole('button', 'Name and note').click()
  await popup.byLabel('Note').fill('for the boat')
  await popup.byRole('button', 'Save').click()
  await sees(popup, 'for the boat')
  await popup.byRole('switch', 'Hide from sites').click()
  await until('it to be hidden', () => popup.byRole('switch', 'Hide from sites').isChecked())
  await popup.byRole('button', 'Use as a hotkey').click()
  await popup.byRole('button', 'Change').click()
  await sees(popup, 'Keep TAO in a coldkey.')
  expect(await popup.byRole('button', 'Send').count()).toBe(0)
  const id = (await popup.url()).split('/').at(-1) ?? ''
  const send = await driver.openPopup(`/send/${id}`)
  await sees(send, 'Send from a hotkey?')
  await send.byRole('button', 'Send anyway').click()
  await send.byLabel('Recipient').waitFor()
})

test('contacts are kept; the vault gets a new key and another password; without it everything can be deleted', async ({ settled }) => {
  const { popup } = settled
  await popup.byRole('link', 'Settings').click()
  await popup.byRole('link', /^Contacts/).click()
  await popup.byRole('button', 'Add a contact').click()
  await popup.byLabel('Address').fill(BOB)
  await popup.byLabel('Name').fill('Bob')
  await popup.byRole('button', 'Add a contact').click()
  await popup.byRole('link', /^Bob/).waitFor()
  await back(popup)

  await popup.byRole('link', 'New vault key').click()
  await popup.byLabel('Password').fill(PASSWORD)
  await popup.byRole('button', 'Make the new key').click()
  await popup.byRole('heading', 'The vault has a new key').waitFor()
  await popup.byRole('button', 'Close').click()

  await popup.byRole('link', 'Change password').click()
  await popup.byLabel('Password now').fill(PASSWORD)
  await popup.byLabel('New password').fill(NEXT)
  await popup.byLabel('The same password again').fill(NEXT)
  await popup.byRole('button', 'Change password').click()
  await popup.byRole('heading', 'The password is changed').waitFor()
  await popup.byRole('button', 'Close').click()

  await popup.byRole('button', 'Lock now').click()
  await popup.byRole('heading', 'Locked').waitFor()
  await popup.byLabel('Password').fill(NEXT)
  await popup.byRole('button', 'Unlock').click()
  await popup.byRole('heading', 'Settings').waitFor()

  await popup.byRole('button', 'Lock now').click()
  await popup.byRole('button', 'Forgot password').click()
  await popup.byRole('button', 'Delete everything').click()
  await popup.byLabel(/^Type/).fill('delet')
  expect(await popup.byRole('button', 'Delete').isEnabled()).toBe(false)
  await popup.byLabel(/^Type/).fill('delete')
  await until('the wait to be over', () => popup.byRole('button', 'Delete').isEnabled())
  await popup.byRole('button', 'Delete').click()
  await popup.byRole('button', 'Make a new vault').waitFor()
})

test('a secret is copied in a tab only; the clipboard is emptied after its time or by a press, and closing before that is asked about (UIX-08)', async ({
  driver,
  settled,
}) => {
  const { accounts: say } = SAY
  const { phrase } = settled
  const popup = await driver.openPopup('/accounts')
  // What a popup and a side panel are told of themselves.
  await popup.evaluate(`for (const api of [globalThis.browser, globalThis.chrome])
    if (api) api.tabs.getCurrent = (told) => (told ? told(undefined) : Promise.resolve(undefined))`)
  const unlock = async (screen: Screen) => {
    await screen.byLabel(SAY.common.password).fill(PASSWORD)
    await screen.byRole('button', SAY.common.continue).click()
    await screen.byRole('button', say.uncover).waitFor()
  }
  await goToAccount(popup, 'Account 1')
  await popup.byRole('link', say.show.phrase).click()
  await unlock(popup)
  const elsewhere = popup.byRole('button', say.copyInTab)
  await elsewhere.waitFor()
  expect(await popup.byRole('button', say.copySecret).count()).toBe(0)
  const before = (await driver.screens()).length
  const asks = async (screen: Screen) => (await screen.byLabel(SAY.common.password).count()) === 1
  await elsewhere.click()
  const tab = await until('the same screen in a tab', async () => {
    for (const each of await driver.screens()) if (/#\/accounts\/\w+\/reveal$/.test(await each.url()) && (await asks(each))) return each
    return undefined
  })
  expect((await driver.screens()).length).toBeLessThanOrEqual(before + 1)
  await unlock(tab)

  const held = driver.kind === 'firefox' ? say.copied.thereAtAPress : say.copied.there
  const copy = async () => {
    await tab.byRole('button', say.copySecret).click()
    await sees(tab, say.copyRisk)
    await tab.byRole('button', say.copyAnyway).click()
    await sees(tab, held)
    expect(await driver.clipboard(tab)).toBe(phrase)
  }
  expect(await tab.byRole('button', say.wroteDown).isEnabled(), 'neither seen nor copied').toBe(false)
  const asksBeforeItCloses = () => tab.evaluate<boolean>(`!dispatchEvent(new Event('beforeunload', { cancelable: true }))`)
  expect(await asksBeforeItCloses()).toBe(false)
  await copy()
  expect(await asksBeforeItCloses()).toBe(true)
  await tab.byRole('button', say.emptyNow).click()
  await sees(tab, say.copied.emptied)
  expect(await driver.clipboard(tab)).toBe('')
  expect(await asksBeforeItCloses()).toBe(false)

  await copy()
  // Firefox lets a page write only at a press, however long it is in front: any press there will do.
  if (driver.kind === 'firefox') {
    await sees(tab, say.copied.overdue, 45_000)
    expect(await driver.clipboard(tab)).toBe(phrase)
    expect(await asksBeforeItCloses()).toBe(true)
    await tab.byRole('heading', say.shownTitle.phrase({ name: 'Account 1' })).click()
  }
  await sees(tab, say.copied.emptied, 45_000)
  expect(await driver.clipboard(tab)).toBe('')

  await copy()
  await tab.byRole('button', say.wroteDown).click()
  await tab.byRole('heading', say.detail).waitFor()
  await until('the clipboard to be empty when the screen is left', async () => (await driver.clipboard(tab)) === '')
  expect(await asksBeforeItCloses()).toBe(false)
})

newTest(
  'an account with a path and a passphrase is copied whole, which is said before, and the line brings the same account back',
  async ({ driver }) => {
    const { accounts: say } = SAY
    const { phrase, passphrase, accounts } = KNOWN
    const { path } = accounts[1]
    const tab = await driver.openImport()
    await enterPhrase(tab, { phrase, path, passphrase, type: 'ed25519' })
    await tab.byLabel(SAY.bring.name).fill('Whole')
    await keep(tab, 1, { newVault: true })
    const shown = await driver.openPopup('/accounts')
    await goToAccount(shown, 'Whole')
    await shown.byRole('link', say.show.phrase).click()
    await shown.byLabel(SAY.common.password).fill(PASSWORD)
    await shown.byRole('button', SAY.common.continue).click()
    await shown.byRole('button', say.copySecret).click()
    await sees(shown, say.copyWith.both)
    await sees(shown, say.copyType({ type: 'ed25519' }))
    await shown.byRole('button', say.copyAnyway).click()
    await shown.byRole('button', say.emptyNow).waitFor()
    expect(await driver.clipboard(shown)).toBe(`${phrase}${path}///${passphrase}`)
    await shown.byRole('button', say.uncover).click()
    await sees(shown, say.belongs({ count: 3 }))
    for (const part of [path, passphrase, 'ed25519']) await sees(shown, part)

    await bringMore(tab)
    await enterPhrase(tab, { phrase: `${phrase}${path}///${passphrase}`, type: 'ed25519' })
    await until('the same account', async () => (await addressesOn(tab)).includes(accounts[1].address))
  },
)
