import { Keyring } from '@polkadot/keyring'
import type { KeyringPair$Json } from '@polkadot/keyring/types'
import { cryptoWaitReady, jsonDecrypt } from '@polkadot/util-crypto'
import type { Driver } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { bringMore, KEYS, keep, lookAt } from '../journeys/keys'
import { enterPhrase, PASSWORD, SAY } from '../journeys/person'
import { FILE_PASSWORD, fillPasswords, save, seesWrongPassword, textOf, write } from '../journeys/takeout'

// Keys go out as files that other programs read; here those programs read them.

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
  await seesWrongPassword(tab)
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
