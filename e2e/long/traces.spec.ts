import { until } from '../fixtures/driver'
import { seek, threeWords, tracesInProfile } from '../fixtures/traces'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { KEYS } from '../journeys/keys'
import { makeVault, SAY } from '../journeys/person'

// What a browser writes down by itself, of what stands on the screen when it dies.

const PASSPHRASE = 'thirteen grey owls in Ghent'
const phrase = KEYS.phrases[1]?.phrase ?? ''
/** An address that is opened after all else: where it is found, the session was written down with everything before it. */
const LAST = 'opened-after-the-words'

test('words that were typed or shown when the browser died are not in its profile (UIX-07)', async ({ kind }) => {
  const profile = await freshProfile()
  try {
    const driver = await launch(kind, { profile: profile.path })
    try {
      const popup = await driver.openPopup()
      await popup.byRole('button', SAY.onboarding.make).click()
      await popup.byRole('button', SAY.onboarding.show).click()
      const list = popup.byRole('list', SAY.onboarding.words).byRole('listitem')
      await list.nth(0).waitFor()
      const shown: string[] = []
      for (let at = 0; at < (await list.count()); at++) shown.push(await list.nth(at).text())
      const tab = await driver.openImport()
      await tab.byLabel(SAY.bring.secret).fill(phrase)
      await tab.byRole('button', SAY.bring.showSecret).click()
      await tab.byText(SAY.bring.advanced).click()
      await tab.byLabel(SAY.bring.passphrase).fill(PASSPHRASE)
      const last = seek([{ name: 'the last page', text: LAST }])
      await driver.openPopup(`/${LAST}`)
      await until('the session to be written down', async () => (await tracesInProfile(profile.path, last)).length > 0, 120_000)
      const sought = seek([
        ...threeWords('typed words', phrase),
        ...threeWords('shown words', shown.join(' ')),
        { name: 'passphrase', text: PASSPHRASE },
      ])
      await driver.crash(async (path) => {
        expect(await tracesInProfile(path, sought)).toEqual([])
      })
      const later = await driver.openPopup()
      await makeVault(later)
    } finally {
      await driver.close()
    }
  } finally {
    await profile.remove()
  }
})
