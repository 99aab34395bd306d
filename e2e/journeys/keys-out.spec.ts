import { readFile } from 'node:fs/promises'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { cryptoWaitReady, jsonDecrypt } from '@polkadot/util-crypto'
import sodium from 'libsodium-wrappers-sumo'
import type { Driver, Screen } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bringMore, enterText, KEYS, keep, lookAt } from './keys'
import { enterPhrase, keepAs, PASSWORD, SAY, sees } from './person'

// Keys go out as files that other programs read; here those programs read them.

const FILE_PASSWORD = 'eleven blue tractors at dawn'
const ACCOUNT = 'Cold'

/** A vault of known phrases, by name. */
async function bringPhrases(driver: Driver): Promise<Map<string, string>> {
  const tab = await driver.openImport()
  const known = new Map<string, string>()
  for (const phrase of [KEYS.phrases[0], KEYS.phrases[2], KEYS.phrases[3]]) {
    if (!phrase) continue
    const name = `Of ${phrase.type}, ${phrase.path || 'no path'}`
    await enterPhrase(tab, phrase)
    await lookAt(tab)
    await tab.byLabel(SAY.bring.name).fill(name)
    await keep(tab, 1, { newVault: known.size === 0 })
    await bringMore(tab)
    known.set(name, phrase.address)
  }
  await tab.close()
  return known
}

async function fillPasswords(tab: Screen, own = PASSWORD): Promise<void> {
  await tab.byLabel(SAY.takeout.newPassword).fill(FILE_PASSWORD)
  await tab.byLabel(SAY.onboarding.repeat).fill(FILE_PASSWORD)
  await tab.byLabel(SAY.takeout.ownPassword).fill(own)
}
async function write(tab: Screen): Promise<void> {
  await tab.byRole('button', SAY.takeout.write).click()
  await tab.byRole('heading', SAY.takeout.ready).waitFor({ timeoutMs: 90_000 })
}
async function save(driver: Driver, tab: Screen, name: string): Promise<Uint8Array> {
  await tab.byRole('button', SAY.takeout.save({ name })).click()
  await sees(tab, SAY.takeout.saved)
  return new Uint8Array(await readFile(await driver.downloaded(name)))
}
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** The address that polkadot-js gives to a file once its password has opened it. */
function openWithPolkadot(json: KeyringPair$Json): { address: string; name: string } {
  const pair = new Keyring().addFromJson(json)
  pair.unlock(FILE_PASSWORD)
  const address = new Keyring({ ss58Format: 42 }).encodeAddress(pair.addressRaw)
  // The opened key really signs for that address.
  const signature = pair.sign(new Uint8Array([1, 2, 3]))
  expect(pair.verify(new Uint8Array([1, 2, 3]), signature, pair.publicKey)).toBe(true)
  return { address, name: String(pair.meta.name) }
}

test('polkadot-js opens the export of one account, of one for old programs, and of several', async ({ driver }) => {
  await cryptoWaitReady()
  const known = await bringPhrases(driver)
  const [[first, address] = ['', ''], ...others] = [...known]
  const tab = await driver.openImport('/export')
  await tab.byRole('checkbox', first).click()
  await fillPasswords(tab, 'not the password of Kluis')
  await tab.byRole('button', SAY.takeout.write).click()
  await sees(tab, SAY.errors['wrong-password']({}))
  await tab.byLabel(SAY.takeout.ownPassword).fill(PASSWORD)
  await write(tab)
  const single = JSON.parse(textOf(await save(driver, tab, `${first.replace(/[^\p{L}\p{N}._-]+/gu, '-')}.json`))) as KeyringPair$Json
  expect(openWithPolkadot(single)).toEqual({ address, name: first })
  expect(Object.keys(single.meta).sort()).toEqual(['genesisHash', 'name', 'whenCreated'])

  const again = await driver.openImport('/export')
  for (const name of known.keys()) await again.byRole('checkbox', name).click()
  await again.byRole('checkbox', new RegExp(`^${SAY.takeout.compatible}`)).click()
  await fillPasswords(again)
  await write(again)
  const batch = JSON.parse(textOf(await save(driver, again, 'kluis-accounts.json'))) as KeyringPair$Json
  const list = JSON.parse(textOf(jsonDecrypt(batch, FILE_PASSWORD))) as KeyringPair$Json[]
  const opened = new Map(list.map((each) => openWithPolkadot(each)).map((each) => [each.name, each.address]))
  expect(opened).toEqual(known)
  expect(others).toHaveLength(2)
})

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
