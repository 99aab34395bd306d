import type { Driver, Screen } from '../fixtures/driver'
import { madeOf, readStorage, type Secret, seek, threeWords, tracesIn, tracesInProfile } from '../fixtures/traces'
import { expect, test } from '../fixtures/wallet'
import { bringMore, enterText, giveFiles, goToAccount, jsonFile, KEYS, keep, lookAt, openFile } from '../journeys/keys'
import { enterPhrase, keepAs, PASSWORD, SAY, sees, unlock } from '../journeys/person'

// After everything was brought, shown and taken out, no secret is in any storage, nor in any file of the profile.

const FILE_PASSWORD = 'thirteen grey owls in Ghent'
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replace(/^0x/, ''), 'hex'))
const [, words] = KEYS.phrases
const phrase = words?.phrase ?? ''
/** Written openly in the same places: where it is not found, nothing was looked at. */
const OPEN = 'A name that is no secret'

async function bringEverything(driver: Driver): Promise<void> {
  const tab = await driver.openImport()
  await enterPhrase(tab, { phrase, path: words?.path ?? '', passphrase: words?.passphrase ?? '' })
  await lookAt(tab)
  await tab.byLabel(SAY.bring.name).fill(OPEN)
  await keep(tab, 1, { newVault: true })
  await bringMore(tab)
  await enterText(tab, KEYS.seed.hex)
  await lookAt(tab, SAY.bring.checkOneOf)
  await tab.byRole('radio', /, sr25519$/).click()
  await keepAs(tab, 'Seed')
  await bringMore(tab)
  await enterText(tab, KEYS.key.canonical)
  await lookAt(tab, /\?$/)
  if ((await tab.byRole('radio', /, sr25519$/).count()) > 0)
    await tab
      .byRole('radio', /, sr25519$/)
      .nth(0)
      .click()
  await keepAs(tab, 'Key')
  await bringMore(tab)
  await giveFiles(tab, { 'subwallet.json': jsonFile(KEYS.subwallet) })
  await openFile(tab, 'a guess that was wrong')
  await sees(tab, SAY.errors['decrypt-failed']({}))
  await openFile(tab, KEYS.subwallet.password)
  await lookAt(tab)
  await keep(tab, 1)
  await tab.close()
}

/** The words are shown and hidden, and files are written. */
async function takeOut(driver: Driver, popup: Screen): Promise<void> {
  await goToAccount(popup, OPEN)
  await popup.byRole('link', SAY.accounts.show.phrase).click()
  await popup.byLabel(SAY.common.password).fill(PASSWORD)
  await popup.byRole('button', SAY.common.continue).click()
  await popup.byRole('button', SAY.accounts.uncover).click()
  await popup.byRole('list', SAY.onboarding.words).waitFor()
  await popup.byRole('button', SAY.accounts.wroteDown).click()
  for (const [route, password, action] of [
    ['/export', SAY.takeout.newPassword, SAY.takeout.write],
    ['/backup', SAY.takeout.backupPassword, SAY.takeout.backupWrite],
  ] as const) {
    const tab = await driver.openImport(route)
    if (route === '/export') await tab.byRole('checkbox', 'Key').click()
    await tab.byLabel(password).fill(FILE_PASSWORD)
    await tab.byLabel(SAY.onboarding.repeat).fill(FILE_PASSWORD)
    await tab.byLabel(SAY.takeout.ownPassword).fill(PASSWORD)
    await tab.byRole('button', action).click()
    await tab.byRole('heading', SAY.takeout.ready).waitFor({ timeoutMs: 60_000 })
    await tab.close()
  }
}

const secrets: Secret[] = [
  ...threeWords('typed words', phrase),
  ...threeWords('words of a file', KEYS.subwallet.phrase),
  ...madeOf('typed words', phrase, words?.passphrase, words?.path),
  ...madeOf('words of a file', KEYS.subwallet.phrase),
  { name: 'seed', bytes: bytesOf(KEYS.seed.hex) },
  { name: 'seed, as written', text: KEYS.seed.hex.slice(2) },
  { name: 'key', bytes: bytesOf(KEYS.key.canonical).subarray(0, 32) },
  { name: 'key, in its other form', bytes: bytesOf(KEYS.key.expanded).subarray(0, 32) },
  { name: 'key, as written', text: KEYS.key.canonical.slice(2) },
  { name: 'password', text: PASSWORD },
  { name: 'password of the files', text: FILE_PASSWORD },
  { name: 'password of a brought file', text: KEYS.subwallet.password },
]

test('no phrase, seed, key or password is in any storage or in any file of the profile after all was brought, used and taken out', async ({
  driver,
}) => {
  test.setTimeout(180_000)
  await bringEverything(driver)
  const popup = await driver.openPopup()
  await takeOut(driver, popup)
  const sought = seek(secrets)
  const open = seek([{ name: OPEN, text: OPEN }])
  const looked = async (screen: Screen) => {
    const storage = Buffer.from(await readStorage(screen))
    expect(tracesIn(storage, open), 'the name').toEqual([OPEN])
    expect(tracesIn(storage, sought)).toEqual([])
  }
  await looked(popup)
  await popup.evaluate(`void (location.hash = '#/')`)
  await popup.byRole('button', SAY.common.lock).click()
  await popup.byRole('heading', SAY.shell.unlockTitle).waitFor()
  await looked(popup)
  await unlock(popup)
  await popup.byRole('heading', SAY.home.total({ count: 4 })).waitFor()
  // As the files are while it is open, and as an orderly end leaves them.
  for (const end of ['crash', 'restart'] as const)
    await driver[end](async (profile) => {
      expect(await tracesInProfile(profile, open), 'the name').not.toEqual([])
      expect(await tracesInProfile(profile, sought), end).toEqual([])
    })
})
