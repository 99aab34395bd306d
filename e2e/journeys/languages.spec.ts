import { until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { PASSWORD, sees } from './person'

test.describe('in Dutch and in the dark', () => {
  test.use({ language: 'nl', colourScheme: 'dark' })
  test('a vault is made from the first screen to the overview', async ({ driver }) => {
    const popup = await driver.openPopup()
    await popup.byRole('button', 'Een nieuwe kluis maken').click()
    await popup.byRole('button', 'De woorden tonen').click()
    const items = popup.byRole('list', 'Uw woorden').byRole('listitem')
    await items.nth(0).waitFor()
    const words: string[] = []
    for (let at = 0; at < 12; at++) words.push(await items.nth(at).text())
    await popup.byRole('button', 'Ik heb ze opgeschreven').click()
    await sees(popup, 'Controleer uw papier')
    for (const [label, number] of [...(await popup.text()).matchAll(/Woord (\d+)/g)].map(([a, b]) => [a, Number(b)] as const))
      await popup.byLabel(label).fill(words[number - 1] ?? '')
    await popup.byRole('button', 'Verder').click()
    await popup.byLabel('Wachtwoord').fill(PASSWORD)
    await popup.byLabel('Hetzelfde wachtwoord nog eens').fill(PASSWORD)
    await popup.byRole('button', 'De kluis maken').click()
    await popup.byRole('heading', 'Saldo').waitFor()
    expect(await popup.evaluate('document.documentElement.lang')).toBe('nl')
    expect(await popup.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(17, 18, 21)')
    await popup.byRole('link', 'Instellingen').click()
    await popup.byLabel('Taal').choose('English')
    await popup.byRole('heading', 'Settings').waitFor()
    await popup.byLabel('Light').click()
    await until('the light', () => popup.evaluate('getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)"'))
  })
})

test('by keyboard alone: from the first screen to the overview', async ({ driver }) => {
  const popup = await driver.openPopup()
  const focused = () =>
    popup.evaluate<string>(`(() => {
      const at = document.activeElement
      return (at?.labels?.[0]?.textContent ?? at?.getAttribute('aria-label') ?? at?.textContent ?? '').trim()
    })()`)
  /** Tabs until something of that name has the focus. */
  async function tabTo(name: RegExp): Promise<void> {
    for (let presses = 0; presses < 40; presses++) {
      if (name.test(await focused())) return
      await popup.press('Tab')
    }
    throw new Error(`the keyboard never reached ${name}`)
  }
  await popup.byRole('button', 'Make a new vault').waitFor()
  await tabTo(/^Make a new vault$/)
  await popup.press('Enter')
  await popup.byRole('button', 'Show the words').waitFor()
  await tabTo(/^Show the words$/)
  await popup.press('Enter')
  const items = popup.byRole('list', 'Your words').byRole('listitem')
  await items.nth(0).waitFor()
  const words: string[] = []
  for (let at = 0; at < 12; at++) words.push(await items.nth(at).text())
  await tabTo(/^I wrote them down$/)
  await popup.press('Enter')
  await sees(popup, 'Check your paper')
  const asked = [...(await popup.text()).matchAll(/Word (\d+)/g)].map(([, number]) => Number(number))
  for (const number of asked) {
    await tabTo(new RegExp(`^Word ${number}$`))
    for (const letter of words[number - 1] ?? '') await popup.press(letter)
  }
  await popup.press('Enter')
  await popup.byRole('heading', 'Choose a password').waitFor()
  for (const label of [/^Password$/, /^The same password again$/]) {
    await tabTo(label)
    for (const letter of PASSWORD) await popup.press(letter)
  }
  await sees(popup, 'Strength: strong')
  await popup.press('Enter')
  await popup.byRole('heading', 'Balance').waitFor()
})
