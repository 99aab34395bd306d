import { seek, threeWords, tracesInProfile } from '../fixtures/traces'
import { expect, test } from '../fixtures/wallet'
import { KEYS } from '../journeys/keys'
import { makeVault, SAY } from '../journeys/person'

// What a browser writes down by itself, of what stands on the screen when it dies.

const PASSPHRASE = 'thirteen grey owls in Ghent'
const phrase = KEYS.phrases[1]?.phrase ?? ''

test('words that were typed or shown when the browser died are not in its profile', async ({ driver }) => {
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
  // Browsers write their session down every few seconds, Firefox every fifteen.
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  const sought = seek([
    ...threeWords('typed words', phrase),
    ...threeWords('shown words', shown.join(' ')),
    { name: 'passphrase', text: PASSPHRASE },
  ])
  await driver.crash(async (profile) => {
    expect(await tracesInProfile(profile, sought)).toEqual([])
    // The page itself is written there: the session was looked at.
    expect(await tracesInProfile(profile, seek([{ name: 'page', text: 'src/import/index.html' }]))).not.toEqual([])
  })
  const later = await driver.openPopup()
  await makeVault(later)
})
