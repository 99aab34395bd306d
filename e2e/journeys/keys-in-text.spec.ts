import type { Screen } from '../fixtures/driver'
import { pictureOf } from '../fixtures/keyfiles'
import { expect, test as newTest } from '../fixtures/wallet'
import { addressesOn, bringMore, dropText, enterText, giveFiles, goToAccount, KEYS, keep, lookAt, pasteText } from './keys'
import { enterPhrase, keepAs, SAY, sees } from './person'
import { test } from './settled'

// What a person types, pastes or has as a code: each ends in the account whose address other programs give.

const ONE_OR_MORE = new RegExp(`^(${[SAY.bring.checkTitle({ count: 1 }), SAY.bring.checkOneOf].join('|').replaceAll('?', '\\?')})$`)

/** Of several readings of one text the one with this address. */
async function chooseReading(tab: Screen, address: string): Promise<void> {
  const all = await lookAt(tab, SAY.bring.checkOneOf)
  expect(all).toContain(address)
  await tab
    .byRole('radio', /, (sr25519|ed25519|ecdsa|Watch only)$/)
    .nth(all.indexOf(address))
    .click()
}

newTest('words of 12, 21 and 24, with path and passphrase, on three curves, begin a vault and join it', async ({ driver }) => {
  const tab = await driver.openImport()
  for (const [at, known] of KEYS.phrases.entries()) {
    await test.step(`${known.type}, ${known.phrase.split(' ').length} words, path “${known.path}”`, async () => {
      await enterPhrase(tab, known)
      expect(await lookAt(tab)).toEqual([known.address])
      if (known.path) await sees(tab, `${SAY.bring.pathShort} ${known.path}`)
      if (known.passphrase) await sees(tab, `${SAY.bring.withPassphrase} ${SAY.bring.yes}`)
      await sees(tab, SAY.bring.recovers.phrase)
      await tab.byLabel('Name').fill(`Phrase ${at + 1}`)
      await keep(tab, 1, { newVault: at === 0 })
      await bringMore(tab)
    })
  }
  const popup = await driver.openPopup()
  for (const [at, { address }] of KEYS.phrases.entries()) {
    await goToAccount(popup, `Phrase ${at + 1}`)
    expect(await addressesOn(popup)).toEqual([address])
    // Typed from paper: that is its backup.
    expect(await popup.text()).not.toContain(SAY.common.unsaved)
  }
})

test('a seed is read the way the person says; a private key is the same account in both of its forms', async ({ driver, settled }) => {
  const { popup } = settled
  const tab = await driver.openImport()
  // An Ethereum address that lost the case of a letter is none.
  await enterText(tab, '0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C1')
  await sees(tab, SAY.errors['keyfile-unknown']({}))
  await tab.byLabel(SAY.bring.secret).fill('')
  for (const [type, address] of Object.entries(KEYS.seed.addresses)) {
    // As Windows copies it, and as a letter breaks it.
    await pasteText(tab, `${KEYS.seed.hex.slice(0, 40)}\r\n${KEYS.seed.hex.slice(40)}\r\n`)
    await lookAt(tab, SAY.bring.checkOneOf)
    if (type === 'sr25519') expect(await tab.byRole('button', SAY.bring.keep({ count: 0 })).isEnabled()).toBe(false)
    await chooseReading(tab, address)
    await keepAs(tab, `Seed ${type}`)
    await bringMore(tab)
    await goToAccount(popup, `Seed ${type}`)
    expect(await addressesOn(popup)).toEqual([address])
    await sees(popup, SAY.accounts.show.seed)
  }
  await enterText(tab, KEYS.key.canonical)
  const forms = await lookAt(tab, ONE_OR_MORE)
  expect(forms).toContain(KEYS.key.address)
  if (forms.length > 1) await chooseReading(tab, KEYS.key.address)
  await sees(tab, SAY.bring.recoversLater.key)
  await keepAs(tab, 'Bare key')
  await bringMore(tab)
  await enterText(tab, KEYS.key.expanded)
  expect(await lookAt(tab, ONE_OR_MORE)).toContain(KEYS.key.address)
  await sees(tab, SAY.bring.here({ name: 'Bare key' }))
  await goToAccount(popup, 'Bare key')
  expect(await addressesOn(popup)).toEqual([KEYS.key.address])
  await sees(popup, SAY.accounts.show.key)
})

newTest(
  'words with their path in one field, and words in a file, are read as sr25519; another kind of key is a choice',
  async ({ driver }) => {
    const known = KEYS.phrases.find(({ type, path, passphrase }) => type === 'sr25519' && path && !passphrase)
    const plain = KEYS.phrases.find(({ type, path, passphrase }) => type === 'sr25519' && !path && !passphrase)
    if (!known || !plain) throw new Error('a phrase is missing')
    const tab = await driver.openImport()
    await enterText(tab, `${known.phrase}${known.path}`)
    expect(await lookAt(tab)).toEqual([known.address])
    await sees(tab, `${SAY.bring.pathShort} ${known.path}`)
    await tab.byRole('button', SAY.common.cancel).click()

    await giveFiles(tab, { 'my words.txt': plain.phrase })
    expect((await lookAt(tab))[0]).toBe(plain.address)
    const kinds = tab.byRole('radio', /, (sr25519|ed25519|ecdsa)$/)
    expect(await kinds.count()).toBe(1)
    expect(await kinds.isChecked()).toBe(true)
    await tab.byText(SAY.bring.otherKinds).click()
    const other = tab.byRole('radio', /, ed25519$/)
    await other.click()
    expect([await other.isChecked(), await kinds.nth(0).isChecked()]).toEqual([true, false])
    await tab.byRole('button', SAY.common.cancel).click()

    // Among other keys they may be left out.
    await giveFiles(tab, { 'my words.txt': plain.phrase, 'miner.json': KEYS.hotkey.text })
    await tab.byRole('button', SAY.bring.next({ count: 2 })).click()
    await lookAt(tab, SAY.bring.checkTitle({ count: 2 }))
    await tab.byRole('checkbox', 'my words, sr25519').click()
    expect(await tab.byRole('button', SAY.bring.keep({ count: 1 })).isEnabled()).toBe(true)
  },
)

newTest('a text that falls beside the field is in it, as if it had been pasted there', async ({ driver }) => {
  const known = KEYS.phrases.find(({ type, path, passphrase }) => type === 'sr25519' && !path && !passphrase)
  if (!known) throw new Error('a phrase is missing')
  const words = known.phrase.split(' ')
  const tab = await driver.openImport()
  // A column of words, as a table holds them.
  await dropText(tab, `${words.join('\r\n')}\r\n`)
  await sees(tab, SAY.bring.wordCount({ count: words.length }))
  await tab.byRole('button', SAY.bring.look).click()
  expect(await lookAt(tab)).toEqual([known.address])
})

test('codes as pictures: an address is watched, a secret becomes an account; a foreign address is converted openly; a key joins what was watched', async ({
  driver,
  settled,
}) => {
  const { popup } = settled
  const tab = await driver.openImport()
  const { address, secret, key } = KEYS.codes

  await giveFiles(tab, { 'address.png': pictureOf(address.text) })
  expect(await lookAt(tab, SAY.bring.checkWatch)).toEqual([address.address])
  await sees(tab, SAY.bring.watchText.address)
  expect(await tab.byLabel('Name').value()).toBe('My vault')
  await keep(tab, 1)
  await bringMore(tab)

  // The same key as it is written for another network.
  await enterText(tab, KEYS.foreign.written)
  expect(await lookAt(tab, SAY.bring.checkWatch)).toEqual([KEYS.foreign.address])
  await sees(tab, SAY.bring.foreign({ prefix: KEYS.foreign.prefix }))
  await sees(tab, SAY.bring.here({ name: 'My vault' }))
  await tab.byRole('button', SAY.common.cancel).click()

  await giveFiles(tab, { 'secret.png': pictureOf(secret.text) })
  await chooseReading(tab, secret.address)
  await keepAs(tab, 'From a code')
  await bringMore(tab)

  await enterText(tab, key.address)
  expect(await lookAt(tab, SAY.bring.checkWatch)).toEqual([key.address])
  await keepAs(tab, 'Watched first')
  await bringMore(tab)
  await goToAccount(popup, 'Watched first')
  await sees(popup, SAY.accounts.watched)
  await giveFiles(tab, { 'key.png': pictureOf(key.text) })
  await lookAt(tab, ONE_OR_MORE)
  if ((await addressesOn(tab)).length > 1) await chooseReading(tab, key.address)
  await sees(tab, SAY.bring.upgrade({ name: 'Watched first' }))
  await keep(tab, 1)
  await sees(popup, SAY.accounts.show.key)
  expect(await addressesOn(popup)).toEqual([key.address])
  expect(await popup.text()).not.toContain(SAY.accounts.watched)
  await goToAccount(popup, 'Watched first')
})
