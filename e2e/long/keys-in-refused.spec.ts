import { gzipSync } from 'node:zlib'
import { pictureOf } from '../fixtures/keyfiles'
import { expect } from '../fixtures/wallet'
import { bringMore, enterText, giveFiles, goHome, jsonFile, KEYS, lookAt, openFile } from '../journeys/keys'
import { fullAddress, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'

// What is no key for Kluis, or means harm: each is refused with a sentence of its own, the tab can go on, and nothing is lost.

const MEBIBYTE = 1_048_576
const error = (code: keyof typeof SAY.errors) => SAY.errors[code]({})

test('foreign, damaged and hostile things are refused with their reasons; the wallet stays as it was', async ({ driver, settled }) => {
  const { popup } = settled
  const address = await fullAddress(popup)
  const tab = await driver.openImport()
  const refusedFile = (name: string, content: string | Uint8Array, sentence: string) =>
    test.step(name, async () => {
      await giveFiles(tab, { [name]: content })
      await sees(tab, sentence, 30_000)
      expect(await tab.byRole('button', SAY.bring.look).count(), 'the way to bring something else').toBe(1)
      await tab.reload()
      await tab.byRole('button', SAY.bring.look).waitFor()
    })
  const refusedText = (text: string, sentence: string) =>
    test.step(text.slice(0, 40), async () => {
      await enterText(tab, text)
      await sees(tab, sentence)
      expect(await tab.byLabel(SAY.bring.secret).value(), 'what was typed').toBe(text)
    })

  await refusedFile('huge.json', Buffer.alloc(50 * MEBIBYTE, '{'), error('file-too-large'))
  await refusedFile('deep.json', '{"a":'.repeat(100_000), error('keyfile-unknown'))
  await refusedFile('packed.gz', gzipSync(KEYS.hotkey.text), error('keyfile-unknown'))
  await refusedFile('torn.zip', Buffer.from('504b0304140000000800', 'hex'), error('zip-unreadable'))
  await refusedFile('white.png', pictureOf('x').fill(0, 60), error('qr-not-found'))
  await refusedFile('kusama.png', pictureOf(KEYS.codes.kusama.text), error('qr-wrong-network'))
  await refusedFile('link.png', pictureOf(KEYS.codes.url.text), error('qr-unknown'))
  await refusedFile('costly.json', jsonFile(KEYS.expensive), error('kdf-too-expensive'))
  await refusedFile('empty.txt', ' ', error('keyfile-unknown'))

  await refusedText('0x6Fac4D18c912343BF86fa7049364Dd4E424Ab9C1', error('keyfile-unknown'))
  await refusedText('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ', error('ss58-checksum'))
  await refusedText('//Alice', error('suri-dev-phrase'))
  await refusedText('https://example.org/?words=legal', error('keyfile-unknown'))

  await test.step('an Ethereum key says so once it is open', async () => {
    await bringMore(tab)
    await giveFiles(tab, { 'evm.json': jsonFile(KEYS.ethereum) })
    await openFile(tab, KEYS.ethereum.password)
    await sees(tab, error('ethereum-key'))
    await tab.byRole('button', SAY.bring.bringOther).click()
    await tab.byLabel(SAY.bring.secret).waitFor()
  })
  await test.step('a file that names another account than its key is not taken', async () => {
    await giveFiles(tab, { 'swapped.json': jsonFile(KEYS.swapped) })
    await openFile(tab, KEYS.swapped.password)
    await sees(tab, error('address-mismatch'))
    await tab.byRole('button', SAY.bring.skip).click()
    await tab.byLabel(SAY.bring.secret).waitFor()
  })
  await test.step('between things that are refused a good one comes in', async () => {
    await giveFiles(tab, { 'notes.txt': 'water: plants; 3 times\n', 'miner.json': KEYS.hotkey.text, 'deep.json': '{"a":'.repeat(99_999) })
    await tab.byRole('heading', SAY.bring.chooseTitle({ wallets: 0, keys: 1 })).waitFor()
    await sees(tab, `notes.txt: ${error('keyfile-unknown')}`)
    await sees(tab, `deep.json: ${error('keyfile-unknown')}`)
    await tab.byRole('button', SAY.bring.next({ count: 1 })).click()
    expect(await lookAt(tab)).toEqual([KEYS.hotkey.address])
    await tab.byRole('button', SAY.common.cancel).click()
  })
  await goHome(popup)
  await popup.byRole('heading', 'Balance').waitFor()
  expect(await fullAddress(popup)).toBe(address)
  const own = (await driver.problems()).filter((each) => !/WebSocket|establish a connection/.test(each))
  expect(own).toEqual([])
})
