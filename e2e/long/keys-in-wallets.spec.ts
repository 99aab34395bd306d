import { join } from 'node:path'
import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { type Files, writeFiles, zipOf } from '../fixtures/keyfiles'
import { expect, test } from '../fixtures/wallet'
import {
  addressesOn,
  giveFiles,
  goHome,
  goToAccount,
  goToAccounts,
  KEYS,
  keep,
  lookAt,
  naclFile,
  openAll,
  openFile,
} from '../journeys/keys'
import { chooseLocalNode, SAY, sees } from '../journeys/person'

// A person without a vault brings what btcli left on the disk: everything that was ever written there, whole and broken.

const wallets: Files = {
  'wallets/main/coldkey': naclFile(),
  'wallets/main/coldkeypub.txt': KEYS.coldkeypubOfNacl.text,
  'wallets/main/coldkey.lock': '',
  'wallets/main/hotkeys/miner': KEYS.hotkey.text,
  'wallets/old/coldkey': KEYS.ansible.text,
  'wallets/older/coldkey': KEYS.fernet.text,
  'wallets/watched/coldkeypub.txt': KEYS.coldkeypub.text,
  'wallets/quantum/coldkey': KEYS.hashed.text,
  'wallets/torn/coldkey': naclFile().subarray(0, 40),
  'wallets/main/evmkeys/bridge.json':
    '{"address":"6fac4d18c912343bf86fa7049364dd4e424ab9c0","crypto":{"cipher":"aes-128-ctr"},"version":3}',
  'wallets/notes.txt': 'Remember to restart the miner on Sunday, and to water the plants.\n',
}
const expected = [KEYS.nacl, KEYS.ansible, KEYS.fernet, KEYS.hotkey, KEYS.coldkeypub, KEYS.hashed].map(({ address }) => address)

/** The list of what was found: what is ticked, what is refused and why. */
async function chooseOneByOne(tab: Screen): Promise<void> {
  await tab.byRole('heading', SAY.bring.chooseTitle({ wallets: 5, keys: 6 })).waitFor()
  const box = (name: string) => tab.byRole('checkbox', name)
  for (const name of ['main', 'old', 'older', 'watched', 'quantum']) expect(await box(name).isChecked(), name).toBe(true)
  // A hotkey is not for holding TAO: it is there, and comes along only when it is asked for.
  expect(await box('miner').isChecked()).toBe(false)
  const row = (name: string) => tab.byRole('listitem').having(new RegExp(`^${name}`))
  expect(await row('miner').text()).toMatch(/Hotkey.*not encrypted/)
  expect(await row('main').text()).toMatch(/Coldkey.*encrypted, NaCl/)
  expect(await row('old[A-Z]').text()).toMatch(/Coldkey.*encrypted, Ansible Vault/)
  expect(await row('older').text()).toMatch(/Coldkey.*encrypted, old Fernet/)
  expect(await row('watched').text()).toMatch(/Watch only.*public part/)
  await sees(tab, `wallets/torn/coldkey: ${SAY.errors['keyfile-truncated']({})}`)
  await sees(tab, `wallets/main/evmkeys/bridge.json: ${SAY.errors['ethereum-key']({})}`)
  await sees(tab, `wallets/notes.txt: ${SAY.errors['keyfile-unknown']({})}`)
  expect(await tab.text()).not.toContain('coldkey.lock')
  for (const name of ['main', 'old', 'older', 'watched', 'quantum']) await box(name).click()
  expect(await tab.byRole('button', SAY.bring.next({ count: 0 })).isEnabled()).toBe(false)
  for (const name of ['main', 'old', 'older', 'watched', 'quantum', 'miner']) await box(name).click()
  await sees(tab, SAY.bring.nextPasswords({ count: 3 }))
  await tab.byRole('button', SAY.bring.next({ count: 6 })).click()
}

/** The coldkey that costs half a gigabyte: a wrong password, a change of mind, and the right one, while the tab lives on. */
async function openSlowOne(driver: Driver, tab: Screen): Promise<void> {
  await sees(tab, SAY.bring.slow)
  const wrong = 'not the password of this'
  const field = tab.byLabel(SAY.common.password)
  await field.fill(wrong)
  await field.press('Enter')
  await sees(tab, /Opening, [1-9]\d* s/)
  // What is typed while it is being opened would be lost: the field keeps the focus and what it holds, and takes nothing.
  expect(await tab.evaluate<string>('document.activeElement.type')).toBe('password')
  await tab.press('x')
  expect(await field.value()).toBe(wrong)
  const other = await driver.openPopup()
  await other.byRole('button', 'Make a new vault').waitFor()
  await other.close()
  await sees(tab, SAY.errors['decrypt-failed']({}), 90_000)
  await tab.press('x')
  expect(await field.value()).toHaveLength(wrong.length + 1)
  await openFile(tab, KEYS.nacl.password)
  await tab.byRole('button', SAY.bring.cancelOpening).click()
  await sees(tab, SAY.errors.cancelled({}))
  await openFile(tab, KEYS.nacl.password)
  await until('the coldkey to be open', async () => !(await tab.text()).includes('encrypted, NaCl'), 90_000)
}

async function seeInPopup(driver: Driver): Promise<Screen> {
  const popup = await driver.openPopup()
  await goToAccounts(popup)
  await popup.byRole('link', /^miner.*Hotkey/).waitFor()
  await popup.byRole('link', /^watched.*Watched/).waitFor()
  await popup.byRole('link', /^quantum.*Watched/).waitFor()
  for (const [name, { address }] of [
    ['main', KEYS.nacl],
    ['old', KEYS.ansible],
    ['older', KEYS.fernet],
    ['miner', KEYS.hotkey],
    ['watched', KEYS.coldkeypub],
    ['quantum', KEYS.hashed],
  ] as const) {
    await goToAccount(popup, name)
    expect(await addressesOn(popup), name).toEqual([address])
  }
  return popup
}

test('a whole folder of wallets becomes a vault: coldkeys old and new, a hotkey, public parts; what is broken is said', async ({
  driver,
}) => {
  const tab = await driver.openImport()
  await writeFiles(test.info().outputPath(), wallets)
  await tab.byLabel(SAY.bring.chooseFolder).upload([join(test.info().outputPath(), 'wallets')])
  await chooseOneByOne(tab)
  const rest = { 'old / coldkey': KEYS.ansible.password, 'older / coldkey': KEYS.fernet.password }
  const first = async () => (await tab.text()).includes('main / coldkey')
  if (
    (await until('the first question', async () => ((await first()) ? 'main' : /older? \/ coldkey/.test(await tab.text()) && 'other'))) ===
    'main'
  ) {
    await openSlowOne(driver, tab)
    await openAll(tab, rest)
  } else {
    await openAll(tab, rest)
    await openSlowOne(driver, tab)
  }
  expect((await lookAt(tab, SAY.bring.checkTitle({ count: 6 }), 30_000)).sort()).toEqual([...expected].sort())
  await sees(tab, SAY.bring.watchText.hashed)
  await sees(tab, SAY.bring.unencrypted)
  await keep(tab, 6, { newVault: true })
  await sees(tab, SAY.bring.oldSalt)
  await sees(tab, SAY.bring.oldPlain)
  await seeInPopup(driver)
})

test('a zip of wallets: a hotkey is not offered for sending, a watched account sends nothing, a file can be skipped', async ({ world }) => {
  const { driver, chain } = world
  const tab = await driver.openImport()
  await giveFiles(tab, { 'wallets.zip': zipOf(wallets) })
  await tab.byRole('heading', SAY.bring.chooseTitle({ wallets: 5, keys: 6 })).waitFor()
  await tab.byRole('checkbox', 'main').click()
  await tab.byRole('checkbox', 'miner').click()
  await tab.byRole('button', SAY.bring.next({ count: 5 })).click()
  await openAll(tab, { 'old / coldkey': KEYS.ansible.password })
  await sees(tab, 'older / coldkey')
  await tab.byRole('button', SAY.bring.skip).click()
  await lookAt(tab, SAY.bring.checkTitle({ count: 4 }))
  await keep(tab, 4, { newVault: true })
  const popup = await driver.openPopup()
  await chooseLocalNode(popup, chain)
  for (const { address } of [KEYS.ansible, KEYS.hotkey, KEYS.coldkeypub]) chain.control({ balance: { address, rao: '5000000000' } })
  await goHome(popup)
  await popup.byRole('heading', 'Balance of 2 accounts').waitFor()
  await sees(popup, '10.0000')
  await sees(popup, /Not counted: .*2 watched accounts/)
  await popup.byRole('button', 'Send').click()
  await popup.byLabel('From').waitFor()
  const offered = await popup.evaluate<string[]>(`[...document.querySelectorAll('option')].map((each) => each.label.split(' · ')[0])`)
  expect(offered).toEqual(['old'])
  await goToAccount(popup, 'miner')
  await sees(popup, SAY.accounts.hotkeyText)
  expect(await popup.byRole('button', 'Send').count()).toBe(0)
  expect(await popup.byRole('button', SAY.accounts.sendHotkey).count()).toBe(1)
  await goToAccount(popup, 'watched')
  await sees(popup, SAY.accounts.watched)
  expect(await popup.byRole('button', /^Send/).count()).toBe(0)
})
