import { words as SAY } from '../../src/words/en/all'
import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { says } from '../fixtures/says'
import type { Localnet } from '../localnet'

/** What a person does in one breath, in English; journeys are made of these. */

export { SAY }
export const PASSWORD = 'correct horse battery staple'
/** A phrase that everybody knows, with a path and a passphrase of its own; the addresses are those that @polkadot/keyring gives. */
export const KNOWN = {
  phrase: 'legal winner thank year wave sausage worth useful legal winner thank yellow',
  passphrase: 'a pass phrase',
  accounts: [
    { type: 'sr25519', path: '//staking/0', address: '5H71GJZVCnY6oAtvkuceUhsHfcDCU7yrk8qi9xa9Nb72E5ku' },
    { type: 'ed25519', path: '//staking//0', address: '5FSjsVd8VoWpzWxNKrhuHJk9ZBdEC7739v1VqwZxqQFgc6CY' },
    { type: 'ecdsa', path: '//staking//0', address: '5DNWL9R475rjK8C69Dng2We8buvipwfhiXE758rDw432Z788' },
  ],
} as const

/** As `says` has it. @throws when `text` is not on the screen within the patience of a person */
export async function sees(screen: Screen, text: string | RegExp, timeoutMs?: number): Promise<void> {
  await until(`the screen to say ${text}`, async () => says(await screen.text(), text), timeoutMs)
}
/** An amount beside a label, in rao. */
export async function told(popup: Screen, label: string): Promise<bigint> {
  const text = await popup.text()
  const found = new RegExp(`${label}\\s*([\\d,]+)\\.(\\d{9})`).exec(text)
  if (!found) throw new Error(`nothing is told as "${label}" in: ${text.slice(0, 900)}`)
  return BigInt(`${found[1]?.replaceAll(',', '')}${found[2]}`)
}
export function expectEqual(what: string, is: unknown, should: unknown): void {
  if (is !== should) throw new Error(`${what} is ${String(is)}, not ${String(should)}`)
}
/** The one address on a screen that is shown whole, without its spaces. */
export async function fullAddress(screen: Screen, nth = 0): Promise<string> {
  return until('a whole address', () =>
    screen.evaluate<string | undefined>(`document.querySelectorAll('.addr--full')[${nth}]?.textContent.replaceAll(' ', '')`),
  )
}

/** Writes the words down, as on paper. */
export async function writeWordsDown(popup: Screen): Promise<string[]> {
  await popup.byRole('button', 'Show the words').click()
  const items = popup.byRole('list', 'Your words').byRole('listitem')
  await items.nth(0).waitFor()
  const words: string[] = []
  for (let at = 0; at < (await items.count()); at++) words.push(await items.nth(at).text())
  return words
}

/** Types the three words that are asked for. @param read what the paper says for each place */
export async function typeWords(popup: Screen, words: readonly string[]): Promise<void> {
  await sees(popup, 'Check your paper')
  const labels = [...(await popup.text()).matchAll(/Word (\d+)/g)].map(([label, number]) => ({ label, number: Number(number) }))
  expectEqual('the count of words asked for', labels.length, 3)
  for (const { label, number } of labels) await popup.byLabel(label).fill(words[number - 1] ?? '')
}

export async function choosePassword(popup: Screen, action: string, password = PASSWORD): Promise<void> {
  await popup.byLabel('Password').fill(password)
  await popup.byLabel('The same password again').fill(password)
  await popup.byRole('button', action).click()
}

/** From the first screen to home. @returns the phrase */
export async function makeVault(popup: Screen, count: 12 | 24 = 12): Promise<string> {
  await popup.byRole('button', 'Make a new vault').click()
  if (count === 24) await popup.byLabel('24 words').click()
  const words = await writeWordsDown(popup)
  expectEqual('the count of words', words.length, count)
  await popup.byRole('button', 'I wrote them down').click()
  await typeWords(popup, words)
  await popup.byRole('button', 'Continue').click()
  await choosePassword(popup, 'Make the vault')
  await popup.byRole('heading', 'Balance').waitFor()
  return words.join(' ')
}

/** Chooses the node of the localnet, or of another chain on this machine, as one does on the settings screen. */
export async function chooseLocalNode(popup: Screen, chain: Pick<Localnet, 'url'>, password = PASSWORD): Promise<void> {
  await popup.byRole('link', 'Settings').click()
  await popup.byRole('link', /^Network/).click()
  await popup.byLabel(/^Local node/).click()
  await popup.byLabel('Address of the node').fill(chain.url)
  await popup.byLabel('Password').fill(password)
  await popup.byRole('button', 'Use this node').click()
  await sees(popup, 'connected')
  await popup.byRole('button', 'Back').click()
  await popup.byRole('link', 'Home').click()
}

/** A popup with a vault in it and the local node chosen. @returns the popup at home, and the first account's address */
export async function settleIn(driver: Driver, chain: Localnet): Promise<{ popup: Screen; address: string; phrase: string }> {
  const popup = await driver.openPopup()
  const phrase = await makeVault(popup)
  await chooseLocalNode(popup, chain)
  return { popup, address: await fullAddress(popup), phrase }
}

/** Gives test TAO on the faucet's page. */
export async function askFaucet(driver: Driver, url: string, address: string, amount: string): Promise<void> {
  const page = await driver.openPage(url)
  await page.byLabel('Address').fill(address)
  await page.byLabel('Amount in TAO').fill(amount)
  await page.byRole('button', 'Send test TAO').click()
  await sees(page, `${amount} TAO sent in block`)
  await page.close()
}

export async function unlock(popup: Screen, password = PASSWORD): Promise<void> {
  await popup.byLabel('Password').fill(password)
  await popup.byRole('button', 'Unlock').click()
}

/** Fills the phrase, and what goes with it, in the tab where keys come in, and asks for the address. */
export async function enterPhrase(
  tab: Screen,
  secret: { phrase: string; path?: string; passphrase?: string; type?: string },
): Promise<void> {
  await tab.byLabel(SAY.bring.secret).fill(secret.phrase)
  if (secret.path !== undefined || secret.passphrase !== undefined || secret.type !== undefined) {
    const path = tab.byLabel(SAY.bring.path)
    if (!(await path.isVisible())) await tab.byText(SAY.bring.advanced).click()
    await path.fill(secret.path ?? '')
    await tab.byLabel(SAY.bring.passphrase).fill(secret.passphrase ?? '')
    await tab.byLabel(SAY.bring.keyType).choose(secret.type ?? 'sr25519')
  }
  await tab.byRole('button', SAY.bring.look).click()
}

/** Keeps the one account that is shown, under a name, and is ready to bring more. */
export async function keepAs(tab: Screen, name: string): Promise<void> {
  await tab.byLabel(/^Name( of .*)?$/).fill(name)
  await tab.byRole('button', SAY.bring.keep({ count: 1 })).click()
  await sees(tab, SAY.bring.doneTitle({ count: 1 }), 30_000)
}

/** Answers a site that wants to connect, and ticks exactly these accounts. */
export async function grant(driver: Driver, names: readonly string[]): Promise<void> {
  const window = await driver.approvalWindow()
  await sees(window, 'Which accounts may this site see?')
  const boxes = window.byRole('checkbox')
  for (let at = 0; at < (await boxes.count()); at++) if (await boxes.nth(at).isChecked()) await boxes.nth(at).click()
  for (const name of names) await window.byRole('checkbox', name).click()
  await window.byRole('button', names.length === 1 ? 'Connect 1 account' : `Connect ${names.length} accounts`).click()
  await window.closed()
}

/** Connects the demo dApp and ticks exactly these accounts. */
export async function connectDapp(driver: Driver, dapp: Screen, names: readonly string[]): Promise<void> {
  await dapp.byRole('button', 'Connect').click()
  await grant(driver, names)
  await sees(dapp, names.length === 1 ? '1 account' : `${names.length} accounts`)
}

/** Asks the demo dApp for a transfer. Blocks come slowly from then on: however slow the machine is, it does not expire while it is read. */
export async function askTransfer(chain: Localnet, dapp: Screen, to: string, amount: string, button = 'Sign and send'): Promise<void> {
  chain.setBlockTime(1_000)
  await dapp.byLabel('Recipient').fill(to)
  await dapp.byLabel('Amount in TAO').fill(amount)
  await dapp.byRole('button', button).click()
}
