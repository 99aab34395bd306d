import { readFileSync } from 'node:fs'
import { test } from 'playwright/test'
import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { type Files, writeFiles } from '../fixtures/keyfiles'
import { choosePassword, PASSWORD, SAY, sees } from './person'

/** What a person does in the tab where keys come in, and the keys that the tests bring: known to the whole world, with the addresses that other programs give. */

type Known = { address: string }
type Sealed = Known & { password: string; phrase: string; seed: string }
type Text = { text: string }
type Json = { json: { meta?: { name?: string } } & Record<string, unknown>; password: string }

export const KEYS = JSON.parse(readFileSync(new URL('./fixtures/keys.json', import.meta.url), 'utf8')) as {
  nacl: Sealed & { base64: string }
  ansible: Sealed & Text
  fernet: Sealed & Text
  hotkey: Known & Text & { phrase: string }
  coldkeypub: Known & Text
  coldkeypubOfNacl: Text
  hashed: Known & Text
  phrases: (Known & { phrase: string; path: string; passphrase: string; type: 'sr25519' | 'ed25519' | 'ecdsa' })[]
  seed: { hex: string; addresses: Record<'sr25519' | 'ed25519' | 'ecdsa', string> }
  key: Known & { canonical: string; expanded: string }
  foreign: Known & { written: string; prefix: number }
  codes: Record<'address' | 'secret' | 'key', Known & Text> & Record<'kusama' | 'url', Text>
  single: Known & Json
  open: Known & Json
  old: Known & Json
  ethereum: Json
  subwallet: Known & Json & { phrase: string }
  talisman: Known & Json
  batch: Json & { accounts: (Known & { password: string })[] }
  expensive: Json
  swapped: Json
}
export const naclFile = (): Uint8Array => Buffer.from(KEYS.nacl.base64, 'base64')
export const jsonFile = ({ json }: Pick<Json, 'json'>): string => JSON.stringify(json)

let given = 0
/** Gives files to a chooser of the tab. @returns where they are */
export async function giveFiles(tab: Screen, files: Files, chooser = SAY.bring.chooseFiles): Promise<string[]> {
  const paths = await writeFiles(test.info().outputPath(`given-${++given}`), files)
  await tab.byLabel(chooser).upload(paths)
  return paths
}

/** Lets files fall onto the tab, beside everything that is on it. */
export async function dropFiles(tab: Screen, files: Files): Promise<void> {
  await tab.byText(SAY.bring.dropTitle).waitFor()
  const list = Object.entries(files).map(([name, content]) => [name, Buffer.from(content).toString('base64')])
  await tab.evaluate(`(() => {
    const data = new DataTransfer()
    for (const [name, base64] of ${JSON.stringify(list)})
      data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    for (const type of ['dragover', 'drop'])
      if (document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data })))
        throw new Error('the browser would open the file')
    return true
  })()`)
}

/** Drags a text over the tab and lets it fall beside everything that is on it. */
export async function dropText(tab: Screen, text: string): Promise<void> {
  await tab.byText(SAY.bring.dropTitle).waitFor()
  await tab.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }))
  })()`)
}

/** Types or pastes something into the tab and looks. */
export async function enterText(tab: Screen, text: string): Promise<void> {
  await tab.byLabel(SAY.bring.secret).fill(text)
  await tab.byRole('button', SAY.bring.look).click()
}

/** Pastes a text of several lines, as it was copied from a letter or an editor, and looks. */
export async function pasteText(tab: Screen, text: string): Promise<void> {
  await tab.byLabel(SAY.bring.secret).focus()
  await tab.evaluate(`(() => {
    const [data, dataType, clipboardData] = [${JSON.stringify(text)}, 'text/plain', new DataTransfer()]
    clipboardData.setData(dataType, data)
    // Firefox takes the text, Chromium the box that it lies in.
    const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true, data, dataType, clipboardData })
    document.activeElement.dispatchEvent(event)
  })()`)
  await tab.byRole('button', SAY.bring.look).click()
}

/** Every address that stands on the screen whole, in their order. */
export const addressesOn = (screen: Screen): Promise<string[]> =>
  screen.evaluate<string[]>(`[...document.querySelectorAll('main .addr--full')].map((each) => each.textContent.replaceAll(' ', ''))`)

/** Waits for the look at what was found, before anything is kept. @returns the addresses */
export async function lookAt(
  tab: Screen,
  heading: string | RegExp = SAY.bring.checkTitle({ count: 1 }),
  timeoutMs?: number,
): Promise<string[]> {
  await tab.byRole('heading', heading).waitFor(timeoutMs ? { timeoutMs } : {})
  return addressesOn(tab)
}

/** Types the password of the file that is asked for now. */
export async function openFile(tab: Screen, password: string): Promise<void> {
  // While one is being opened there is no other question.
  await tab.byRole('button', SAY.bring.skip).waitFor({ timeoutMs: 60_000 })
  await tab.byLabel(SAY.common.password).fill(password)
  await tab.byRole('button', SAY.bring.open).click()
}

/** Answers each question for a file's password, in whatever order they come. @param passwords by what the tab calls the file */
export async function openAll(tab: Screen, passwords: Readonly<Record<string, string>>): Promise<void> {
  const left = { ...passwords }
  while (Object.keys(left).length) {
    const name = await until('the next file to be asked for', async () => {
      const text = await tab.text()
      return Object.keys(left).find((each) => text.includes(each))
    })
    await openFile(tab, left[name] ?? '')
    delete left[name]
    await until(`${name} to be open`, async () => !(await tab.text()).includes(name), 90_000)
  }
}

/** Keeps what is chosen, with a password for a new vault where there is none. */
export async function keep(tab: Screen, count: number, { newVault = false } = {}): Promise<void> {
  const action = SAY.bring.keep({ count })
  await tab.byRole('button', action).click()
  if (newVault) {
    await tab.byRole('heading', SAY.onboarding.passwordTitle).waitFor()
    await choosePassword(tab, action, PASSWORD)
  }
  await sees(tab, SAY.bring.doneTitle({ count }), 30_000)
}

/** Back to where things come in. */
export async function bringMore(tab: Screen): Promise<void> {
  const more = tab.byRole('button', SAY.bring.bringMore)
  if (await more.isVisible()) await more.click()
  else await tab.reload()
  await tab.byLabel(SAY.bring.secret).waitFor()
}

/** Opens an account's screen from the list of all. */
export async function goToAccount(popup: Screen, name: string): Promise<void> {
  await goToAccounts(popup)
  // What follows the name is its address.
  await popup.byRole('link', new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*5`)).click()
  await popup.byRole('heading', 'Account').waitFor()
}
export const goToAccounts = (popup: Screen): Promise<void> => go(popup, '/accounts', SAY.accounts.title)
export const goHome = (popup: Screen): Promise<void> => go(popup, '/', /^Balance/)

/** Goes to a screen, again where the end of what was done before went somewhere else after it. */
export async function go(popup: Screen, route: string, heading: string | RegExp): Promise<void> {
  await until(`the screen ${route}`, async () => {
    await popup.evaluate(`void (location.hash = '#${route}')`)
    return popup
      .byRole('heading', heading)
      .waitFor({ timeoutMs: 2_000 })
      .then(() => true)
  })
}
