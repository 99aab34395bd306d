import { cryptoWaitReady, sr25519Verify } from '@polkadot/util-crypto'
import { decodeAddress, fromHex } from '../../src/units'
import { serveFolder } from '../demo/server'
import { type Driver, type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO } from '../journeys/answers'
import { grant, KNOWN, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'
import { developmentAccounts, type Localnet } from '../localnet'
import { addPhrase, ownProblems } from './inside'

// Libraries by which pages find wallets, as they are published: what a person sees and what the page gets, with each of them.

test.use({ blockTimeMs: 1_000 })

const REJECTED = 'error: Rejected by user'
/** `refused` is what the library makes of a person who does not connect; `asks` is whether it lets a page choose if the wallet may change a transaction. */
const libraries = [
  { name: 'extension-dapp', what: '@polkadot/extension-dapp 0.63.1', refused: 'not connected', asks: true },
  { name: 'polkadot-api', what: 'polkadot-api/pjs-signer 2.2.2', refused: REJECTED, asks: false },
  { name: 'dedot', what: 'dedot 1.3.0', refused: REJECTED, asks: false },
  { name: 'talisman', what: '@talismn/connect-wallets 1.2.8', refused: REJECTED, asks: true },
  { name: 'onboard', what: '@polkadot-onboard/injected-wallets 1.1.0', refused: 'not connected', asks: true },
  { name: 'reactive-dot', what: '@reactive-dot/core 0.71.4', refused: REJECTED, asks: false },
  { name: 'subwallet', what: '@subwallet/wallet-connect 0.2.7', refused: 'not connected', asks: true },
] as const

const SECOND = 'Second'
const said = (page: Screen, name: string) => page.byRole('status', name).text()
/** Presses a button and waits for what comes of it. */
async function outcome(page: Screen, button: string, output: string, between?: () => Promise<void>): Promise<string> {
  await page.byRole('button', button).click()
  await between?.()
  return until(`the outcome of ${button}`, async () => {
    const text = await said(page, output)
    return ['waiting', 'nothing yet'].includes(text) ? undefined : text
  })
}
const hears = (page: Screen, list: string) => until(`the page to hear ${list}`, async () => (await said(page, 'Heard')) === list)

async function answer(driver: Driver, button: string): Promise<void> {
  const window = await driver.approvalWindow()
  const found = window.byRole('button', button)
  await until(`${button} to be possible`, async () => (await found.isVisible()) && (await found.isEnabled()))
  await found.click()
  await window.closed()
}

/** Ticks or unticks one account of the only connected site, as its owner does. */
async function change(popup: Screen, account: string): Promise<void> {
  await popup.byRole('button', new RegExp(`^${SAY.sites.change}`)).click()
  const dialog = popup.byRole('dialog')
  await dialog.byRole('checkbox', account).click()
  await dialog.byRole('button', SAY.sites.save).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** The mode byte of the only signed transaction of a block: 1 where the wallet added the digest of the metadata. */
function modeIn({ chain }: Localnet, hash: string): number | undefined {
  const block = chain.blocks.find((each) => each.hash === hash)
  const bodies = (block?.extrinsics ?? [])
    .map((each) => fromHex(each))
    .map((each) => each.subarray(each[0] !== undefined && (each[0] & 3) === 1 ? 2 : 1))
  const [body, more] = bodies.filter(([version]) => version === 0x84)
  expect(more, 'one signed transaction').toBeUndefined()
  // version, address, signature; then an era of two bytes, and nonce and tip of one.
  return body?.[1 + 33 + 65 + 2 + 1 + 1]
}

for (const { name, what, refused, asks } of libraries) {
  test(`${what} connects, lists, hears of every change, has transfers and messages signed, and comes back`, async ({ world, settled }) => {
    const { driver, chain } = world
    const { popup, address } = settled
    const [{ path, address: second }] = KNOWN.accounts
    const ferdie = developmentAccounts()[5]?.address ?? ''
    const page = { first: ['Account 1', 'sr25519', address], second: [SECOND, 'sr25519', second] }
    const list = (...accounts: string[][]) => JSON.stringify(accounts)
    await addPhrase(popup, 'the second one', { phrase: KNOWN.phrase, passphrase: KNOWN.passphrase, path, name: SECOND })
    chain.control({ balance: { address, rao: String(1_000n * TAO) } })
    const served = await serveFolder({ port: 0, folder: 'dist/conformance' })
    try {
      const dapp = await driver.openPage(`${served.url}?library=${name}&node=${encodeURIComponent(chain.url)}`)
      await dapp.byRole('heading', name).waitFor()
      expect(await dapp.evaluate('window.walletsAtFirstScript')).toEqual(['kluis'])

      await test.step('the person refuses to connect, then connects one account', async () => {
        expect(await outcome(dapp, 'Connect', 'Connection', () => answer(driver, SAY.approve.reject))).toBe(refused)
        expect(await outcome(dapp, 'Connect', 'Connection', () => grant(driver, ['Account 1']))).toBe('connected')
        await hears(dapp, list(page.first))
        expect(await outcome(dapp, 'List', 'Accounts')).toBe(list(page.first))
      })

      await test.step('a second account is granted and taken away, and the page hears of both', async () => {
        await popup.byRole('link', SAY.sites.title).click()
        await change(popup, SECOND)
        await hears(dapp, list(page.first, page.second))
        expect(await outcome(dapp, 'List', 'Accounts')).toBe(list(page.first, page.second))
        await change(popup, SECOND)
        await hears(dapp, list(page.first))
      })

      const transfer = async (how: string, mode: number) =>
        test.step(`a transfer that the wallet ${how}`, async () => {
          const before = free(chain, ferdie)
          await dapp.byLabel('Recipient').fill(ferdie)
          const told = await outcome(dapp, 'Transfer', 'Transaction', () => answer(driver, SAY.approve.approve))
          expect(told).toMatch(/^in block 0x[0-9a-f]{64}$/)
          expect(free(chain, ferdie) - before).toBe(TAO)
          expect(modeIn(chain, told.replace('in block ', ''))).toBe(mode)
        })
      if (asks) {
        await transfer('may not change', 0)
        await dapp.byLabel('The wallet may change it').click()
      }
      await transfer('may change', 1)

      const sign = async (text: string) => {
        await dapp.byLabel('Message').fill(text)
        const signature = await outcome(dapp, 'Sign', 'Signature', () => answer(driver, SAY.approve.sign))
        await cryptoWaitReady()
        expect(sr25519Verify(`<Bytes>${text}</Bytes>`, signature, decodeAddress(address).accountId)).toBe(true)
        expect(sr25519Verify(text, signature, decodeAddress(address).accountId)).toBe(false)
      }
      await test.step('a message is signed in its wrapping', () => sign('Who signs this has the key.'))

      // One refusal more would silence the site for a minute.
      await test.step('a refusal reaches the page as the wallet words it', async () => {
        expect(await outcome(dapp, 'Transfer', 'Transaction', () => answer(driver, SAY.approve.reject))).toMatch(
          /^error: .*Rejected by user/,
        )
      })

      const reconnect = async () => {
        expect(await outcome(dapp, 'Connect', 'Connection')).toBe('connected')
        expect(await driver.hasApprovalWindow()).toBe(false)
        await hears(dapp, list(page.first))
      }
      await test.step('it is connected again without a window: after a reload, and when the background died', async () => {
        await dapp.reload()
        await dapp.byRole('heading', name).waitFor()
        await reconnect()
        await driver.killBackground()
        await sign('And still has it.')
        await dapp.reload()
        await dapp.byRole('heading', name).waitFor()
        await driver.killBackground()
        await reconnect()
      })

      await test.step('the site is removed, and the page hears that it sees nobody', async () => {
        await popup.byRole('button', new RegExp(`^${SAY.sites.remove}`)).click()
        await popup.byRole('dialog').byRole('button', SAY.sites.remove).click()
        await hears(dapp, list())
        await sees(popup, SAY.sites.empty)
      })
      expect(await ownProblems(driver)).toEqual([])
    } finally {
      await served.close()
    }
  })
}
