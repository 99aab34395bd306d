import sodium from 'libsodium-wrappers-sumo'
import { expect, test } from '../fixtures/wallet'
import { bringMore, enterText, KEYS, keep, lookAt } from '../journeys/keys'
import { enterPhrase, keepAs, SAY, sees } from '../journeys/person'
import { FILE_PASSWORD, fillPasswords, save, textOf, write } from '../journeys/takeout'

// A coldkey goes out as btcli keeps it: half a gigabyte to write, to open again, and to open here.

const ACCOUNT = 'Cold'

test('what btcli would read of a coldkey is opened by libsodium and names the same key; the public part names no secret', async ({
  driver,
}) => {
  await sodium.ready
  const [known] = KEYS.phrases
  const tab = await driver.openImport()
  await enterPhrase(tab, { phrase: known?.phrase ?? '' })
  await lookAt(tab)
  await tab.byLabel(SAY.bring.name).fill(ACCOUNT)
  await keep(tab, 1, { newVault: true })
  await bringMore(tab)
  await enterText(tab, KEYS.key.canonical)
  await lookAt(tab, /\?$/)
  if (await tab.byRole('radio', /, sr25519$/).isVisible())
    await tab
      .byRole('radio', /, sr25519$/)
      .nth(0)
      .click()
  await keepAs(tab, 'Bare key')
  await tab.close()

  const out = await driver.openImport('/export')
  await out.byRole('checkbox', ACCOUNT).click()
  await out.byRole('radio', SAY.takeout.formats.coldkey).click()
  await sees(out, SAY.takeout.slow)
  await fillPasswords(out)
  await write(out)
  const file = await save(driver, out, 'coldkey')
  expect(textOf(file.subarray(0, 5))).toBe('$NACL')
  const salt = sodium.from_hex('137183dff15a09bc9c90b5518739e9b1')
  const key = sodium.crypto_pwhash(32, FILE_PASSWORD, salt, 8, 536_870_912, sodium.crypto_pwhash_ALG_ARGON2I13)
  const json = JSON.parse(textOf(sodium.crypto_secretbox_open_easy(file.subarray(29), file.subarray(5, 29), key))) as Record<
    string,
    unknown
  >
  const vector = JSON.parse(KEYS.hotkey.text) as Record<string, unknown>
  // The same words as in the file that btwallet wrote.
  for (const each of ['accountId', 'publicKey', 'secretPhrase', 'secretSeed', 'privateKey', 'ss58Address'])
    expect(json[each], each).toBe(vector[each])
  expect(Number(json.cryptoType)).toBe(1)

  const pub = await driver.openImport('/export')
  await pub.byRole('checkbox', ACCOUNT).click()
  await pub.byRole('radio', SAY.takeout.formats.pub).click()
  await write(pub)
  const part = JSON.parse(textOf(await save(driver, pub, 'coldkeypub.txt'))) as Record<string, unknown>
  expect(part).toMatchObject({ accountId: vector.accountId, publicKey: vector.publicKey, ss58Address: vector.ss58Address })
  for (const each of ['secretPhrase', 'secretSeed', 'privateKey']) expect(part[each] ?? null, each).toBeNull()
})
