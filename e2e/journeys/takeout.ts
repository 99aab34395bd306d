import { readFile } from 'node:fs/promises'
import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { PASSWORD, SAY, sees } from './person'

/** What a person does to take a key out as a file. */
export const FILE_PASSWORD = 'eleven blue tractors at dawn'

/** The passwords that writing a file takes. */
export async function fillPasswords(tab: Screen, own = PASSWORD): Promise<void> {
  await tab.byLabel(SAY.takeout.newPassword).fill(FILE_PASSWORD)
  await tab.byLabel(SAY.onboarding.repeat).fill(FILE_PASSWORD)
  await tab.byLabel(SAY.takeout.ownPassword).fill(own)
}
/** Sees that the password of Kluis was wrong, at its field, where the keyboard is. */
export async function seesWrongPassword(tab: Screen): Promise<void> {
  await until('the sentence at the field that has the focus', () =>
    tab.evaluate<boolean>(`(() => {
      const said = document.getElementById(document.activeElement.getAttribute('aria-describedby'))
      const { top, bottom } = said.getBoundingClientRect()
      return said.innerText.trim() === ${JSON.stringify(SAY.errors['wrong-password']({}))} && top >= 0 && bottom <= innerHeight
    })()`),
  )
}
/** Presses the button and waits until the file was written and opened again. */
export async function write(tab: Screen): Promise<void> {
  await tab.byRole('button', SAY.takeout.write).click()
  await tab.byRole('heading', SAY.takeout.ready).waitFor({ timeoutMs: 90_000 })
}
/** Takes the file from the screen. @returns what is in it */
export async function save(driver: Driver, tab: Screen, name: string): Promise<Uint8Array> {
  await tab.byRole('button', SAY.takeout.save({ name })).click()
  await sees(tab, SAY.takeout.saved)
  return new Uint8Array(await readFile(await driver.downloaded(name)))
}
export const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
