import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { addressesOn, go, goToAccount, goToAccounts, KEYS } from './keys'
import { connectDapp, enterPhrase, keepAs, PASSWORD, SAY, sees, typeWords, unlock, writeWordsDown } from './person'
import { test } from './settled'

// Several phrases and what grows from them: order, hiding, removing, and looking at a secret once more.

/** Another phrase of its own, in the popup. @returns its words */
async function addPhrase(popup: Screen, name: string): Promise<string> {
  await go(popup, '/accounts/new', SAY.onboarding.writeTitle({ count: 12 }))
  const words = await writeWordsDown(popup)
  await popup.byRole('button', SAY.onboarding.wrote).click()
  await typeWords(popup, words)
  await popup.byRole('button', SAY.common.continue).click()
  await popup.byLabel(SAY.accounts.name).fill(name)
  await popup.byRole('button', SAY.home.add).click()
  await popup.byRole('heading', SAY.accounts.detail).waitFor()
  return words.join(' ')
}
async function derive(popup: Screen, parent: string, path: string, name: string): Promise<string> {
  await goToAccount(popup, parent)
  await popup.byRole('link', SAY.accounts.derive).click()
  const field = popup.byLabel(SAY.accounts.path)
  await until('a free path', async () => (await field.value()) !== '')
  await field.fill(path)
  await popup.byLabel(SAY.accounts.name).fill(name)
  await until('the child', async () => (await addressesOn(popup)).length === 1)
  await popup.byRole('button', SAY.home.add).click()
  await popup.byRole('heading', SAY.accounts.detail).waitFor()
  return (await addressesOn(popup))[0] ?? ''
}
const names = (popup: Screen) =>
  popup.evaluate<string[]>(`[...document.querySelectorAll('ul.windowed li')]
    .sort((a, b) => a.ariaPosInSet - b.ariaPosInSet).map((each) => each.querySelector('.row-name').textContent)`)
/** Whether all of it is in view, without scrolling and not behind the foot. */
const inSight = (popup: Screen, selector: string) =>
  popup.evaluate<boolean>(`(() => {
    const { top, bottom } = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect()
    return top >= 0 && bottom <= document.querySelector('.foot').getBoundingClientRect().top
  })()`)
const seesOrder = (popup: Screen, ...order: string[]) =>
  until(`the order ${order}`, async () => String(await names(popup)) === String(order))

test('several phrases in one wallet, a child of the one that was brought, and another order by keyboard', async ({ driver, settled }) => {
  const { popup, phrase: first } = settled
  const second = await addPhrase(popup, 'Savings')
  expect(second).not.toBe(first)
  const [plain] = KEYS.phrases
  const soft = KEYS.phrases.find(({ path }) => path === '//hard/soft')
  const tab = await driver.openImport()
  await enterPhrase(tab, { phrase: plain?.phrase ?? '' })
  await keepAs(tab, 'Known')
  await tab.close()
  expect(await derive(popup, 'Known', '//hard/soft', 'Child')).toBe(soft?.address)
  await sees(popup, 'Child')

  await goToAccounts(popup)
  await seesOrder(popup, 'Account 1', 'Savings', 'Known', 'Child')
  const handle = popup.byRole('button', SAY.accounts.handle({ name: 'Child' }))
  await handle.focus()
  await popup.press(' ')
  await sees(popup, SAY.accounts.lifted({ name: 'Child', at: '4', of: '4' }))
  await popup.press('ArrowUp')
  await popup.press('ArrowUp')
  await sees(popup, SAY.accounts.movedTo({ name: 'Child', at: '2', of: '4' }))
  await popup.press(' ')
  await seesOrder(popup, 'Account 1', 'Child', 'Savings', 'Known')
  await popup.byRole('button', SAY.accounts.handle({ name: 'Account 1' })).focus()
  await popup.press(' ')
  await popup.press('End')
  await popup.press('Escape')
  await seesOrder(popup, 'Account 1', 'Child', 'Savings', 'Known')
  await driver.killBackground()
  const again = await driver.openPopup('/accounts')
  await seesOrder(again, 'Account 1', 'Child', 'Savings', 'Known')
})

test('an account is dragged to another place by its handle, down and up, and stays there after the browser was opened again', async ({
  driver,
  settled,
}) => {
  const { popup } = settled
  for (const [path, name] of [
    ['//1', 'Second'],
    ['//2', 'Third'],
    ['//3', 'Fourth'],
  ] as const)
    await derive(popup, 'Account 1', path, name)
  await goToAccounts(popup)
  await seesOrder(popup, 'Account 1', 'Second', 'Third', 'Fourth')
  const tops = await popup.evaluate<number[]>(`[...document.querySelectorAll('ul.windowed li')]
    .map((each) => each.getBoundingClientRect().top).sort((a, b) => a - b)`)
  const down = (rows: number) => (tops[rows] ?? 0) - (tops[0] ?? 0)
  const handle = (name: string) => popup.byRole('button', SAY.accounts.handle({ name }))
  await handle('Account 1').drag(down(2))
  await seesOrder(popup, 'Second', 'Third', 'Account 1', 'Fourth')
  await handle('Fourth').drag(-down(3))
  await seesOrder(popup, 'Fourth', 'Second', 'Third', 'Account 1')
  await sees(popup, SAY.accounts.dropped({ name: 'Fourth', at: '1', of: '4' }))
  // Only touched, or held and brought back: nothing moves, and the account does not open.
  await handle('Third').drag(0)
  await seesOrder(popup, 'Fourth', 'Second', 'Third', 'Account 1')
  await driver.restart()
  const again = await driver.openPopup('/accounts')
  await unlock(again)
  await seesOrder(again, 'Fourth', 'Second', 'Third', 'Account 1')
})

test('an account that is hidden or removed is gone from the connected page at once; what removing loses is said, and it takes the password', async ({
  world,
  settled,
}) => {
  const { driver, demo } = world
  const { popup } = settled
  await addPhrase(popup, 'Spending')
  await derive(popup, 'Spending', '//lost', 'Unsaved')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1', 'Spending', 'Unsaved'])

  await goToAccount(popup, 'Spending')
  await popup.byRole('switch', new RegExp(`^${SAY.accounts.hide}`)).click()
  await sees(page, '2 accounts')
  await popup.byRole('switch', new RegExp(`^${SAY.accounts.hide}`)).click()
  await sees(page, '3 accounts')

  await goToAccount(popup, 'Unsaved')
  await popup.byRole('link', SAY.accounts.remove).click()
  await popup.byRole('heading', SAY.accounts.removeTitle({ name: 'Unsaved' })).waitFor()
  await sees(popup, SAY.accounts.removeKey)
  await sees(popup, SAY.accounts.removeBackPath.phrase({ path: '//lost' }))
  expect(await inSight(popup, 'input[type=password]'), 'the password, without scrolling').toBe(true)
  await sees(popup, SAY.accounts.removeSites({ count: 1 }))
  const remove = popup.byRole('button', SAY.accounts.remove)
  expect(await remove.isEnabled()).toBe(false)
  await popup.byLabel(SAY.common.password).fill('not the password')
  expect(await remove.isEnabled()).toBe(false)
  await popup.byRole('checkbox').click()
  await remove.click()
  await sees(popup, SAY.errors['wrong-password']({}))
  await popup.byLabel(SAY.common.password).fill(PASSWORD)
  await remove.click()
  await popup.byRole('heading', SAY.accounts.title).waitFor()
  await seesOrder(popup, 'Account 1', 'Spending')
  await sees(page, '2 accounts')
})

test('the words are shown again after the password, covered at first, and covered again', async ({ settled }) => {
  const { popup, phrase } = settled
  await goToAccount(popup, 'Account 1')
  const hasWords = async () => new RegExp(phrase.split(' ').slice(0, 3).join('\\W+(\\d+\\W+)?')).test(await popup.text())
  await popup.byRole('link', SAY.accounts.show.phrase).click()
  const password = popup.byLabel(SAY.common.password)
  await password.waitFor()
  for (const [name, value] of [
    ['type', 'password'],
    ['spellcheck', 'false'],
  ] as const)
    expect(await password.attribute(name), name).toBe(value)
  await password.fill('not the password')
  await popup.byRole('button', SAY.common.continue).click()
  await sees(popup, SAY.errors['wrong-password']({}))
  expect(await hasWords()).toBe(false)
  await password.fill(PASSWORD)
  await popup.byRole('button', SAY.common.continue).click()
  const show = popup.byRole('button', SAY.accounts.uncover)
  await show.waitFor()
  const list = popup.byRole('list', SAY.onboarding.words)
  expect(await list.count()).toBe(0)
  expect(await popup.byRole('button', SAY.accounts.wroteDown).isEnabled()).toBe(false)
  await show.click()
  const items = list.byRole('listitem')
  await items.nth(0).waitFor()
  const words: string[] = []
  for (let at = 0; at < (await items.count()); at++) words.push(await items.nth(at).text())
  expect(words.join(' ')).toBe(phrase)
  expect(await popup.evaluate(`document.querySelector('ol.words').closest('[translate=no]') !== null`)).toBe(true)
  await popup.byRole('button', SAY.onboarding.hide).click()
  await show.waitFor()
  expect(await list.count()).toBe(0)

  // Somebody else's window comes to the front: it is covered at once.
  await show.click()
  await items.nth(0).waitFor()
  await popup.evaluate(`void window.dispatchEvent(new Event('blur'))`)
  await show.waitFor()
  await show.click()
  await popup.byRole('button', SAY.accounts.wroteDown).click()
  await popup.byRole('heading', SAY.accounts.detail).waitFor()
  expect(await hasWords()).toBe(false)
})
