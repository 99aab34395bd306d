import { type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { test as bare, expect } from '../fixtures/wallet'
import { goToAccount, KEYS } from '../journeys/keys'
import { PASSWORD, SAY, typeWords, writeWordsDown } from '../journeys/person'
import { test } from '../journeys/settled'

// Fields and lists that hold a secret: no browser keeps, checks or translates what stands in them.

/** What is wrong with the fields of a page; `secret` are those that must be covered whatever the person does. */
const wrongFields = (screen: Screen, secret: string) =>
  screen.evaluate<
    string[]
  >(`[...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), textarea')].flatMap((field) => {
    const wrong = []
    const isSecret = field.matches(${JSON.stringify(secret)})
    if (isSecret && field.type !== 'password') wrong.push('not covered')
    if (!['off', 'new-password', 'current-password'].includes(field.autocomplete)) wrong.push('autocomplete ' + field.autocomplete)
    if (field.type !== 'password' && field.spellcheck) wrong.push('spellcheck')
    if (field.type !== 'password' && field.getAttribute('autocapitalize') !== 'none') wrong.push('autocapitalize')
    return wrong.map((each) => (field.labels?.[0]?.textContent ?? field.id) + ': ' + each)
  })`)
const words = (screen: Screen) =>
  screen.evaluate<{ count: number; translated: number }>(`(() => {
    const lists = [...document.querySelectorAll('.words')]
    return { count: lists.length, translated: lists.filter((each) => each.closest('[translate]')?.getAttribute('translate') !== 'no').length }
  })()`)

bare('words that are written down and typed again are covered, never kept, checked or translated (UIX-06)', async ({ driver }) => {
  const popup = await driver.openPopup()
  await popup.byRole('button', SAY.onboarding.make).click()
  const paper = await writeWordsDown(popup)
  expect(await words(popup)).toEqual({ count: 1, translated: 0 })
  await popup.byRole('button', SAY.onboarding.wrote).click()
  await typeWords(popup, paper)
  expect(await popup.evaluate('document.querySelectorAll("input").length')).toBe(3)
  expect(await wrongFields(popup, 'input')).toEqual([])
})

test('a phrase that is brought stands in a covered field, and is gone when the page is left and come back to (UIX-06)', async ({
  world: { driver },
  settled: _,
}) => {
  const served = await servePlain()
  try {
    const tab = await driver.openImport()
    const field = tab.byLabel(SAY.bring.secret)
    const phrase = KEYS.phrases[1]?.phrase ?? ''
    await field.fill(phrase)
    await tab.byText(SAY.bring.advanced).click()
    await tab.byLabel(SAY.bring.passphrase).fill('thirteen grey owls')
    expect(await wrongFields(tab, 'form input:not(.mono)')).toEqual([])
    // Also while the person looks at it.
    await tab.byRole('button', SAY.bring.showSecret).click()
    expect(await wrongFields(tab, '[name=none]')).toEqual([])
    expect(await words(tab)).toEqual({ count: 1, translated: 0 })
    await tab.evaluate(`void setTimeout(() => (location.href = ${JSON.stringify(served.url)}))`)
    await until('the other page', async () => (await tab.url()) === served.url)
    await tab.evaluate('void setTimeout(() => history.back())')
    await until('the tab again', async () => (await tab.url()).startsWith(driver.extensionUrl('src/import/')))
    await field.waitFor()
    expect(await field.value()).toBe('')
    expect(await tab.text()).not.toContain(phrase.split(' ').slice(0, 3).join(' '))
  } finally {
    await served.close()
  }
})

test('words that are shown again are covered at first, and never translated (UIX-06)', async ({ settled: { popup } }) => {
  await popup.byRole('link', SAY.common.settings).waitFor()
  await goToAccount(popup, 'Account 1')
  await popup.byRole('link', SAY.accounts.show.phrase).click()
  expect(await wrongFields(popup, 'input')).toEqual([])
  await popup.byLabel(SAY.common.password).fill(PASSWORD)
  await popup.byRole('button', SAY.common.continue).click()
  const uncover = popup.byRole('button', SAY.accounts.uncover)
  await uncover.waitFor()
  expect(await words(popup)).toEqual({ count: 0, translated: 0 })
  await uncover.click()
  await popup.byRole('list', SAY.onboarding.words).waitFor()
  expect(await words(popup)).toEqual({ count: 1, translated: 0 })
})
