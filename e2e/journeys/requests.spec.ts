import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { developmentAccounts } from '../localnet'
import { addPhrase, lookOutside } from '../long/inside'
import { askByName, askRelay, begin, enable, noWindow, type Outcome, outcome, raw, UNAUTHORIZED } from './asks'
import { askFaucet, askTransfer, connectDapp, KNOWN, PASSWORD, sees } from './person'
import { test } from './settled'

// What a site may and may not do, and what it takes to say yes: in the real browsers, through the real page, relay and window.

/** A payload as @polkadot/api makes it, of a call that nobody reads: whoever is not authorized is refused before. */
const payload = (address: string) => ({
  address,
  blockHash: `0x${'11'.repeat(32)}`,
  era: '0x1500',
  genesisHash: `0x${'22'.repeat(32)}`,
  method: '0x0503',
  nonce: '0x00000000',
  signedExtensions: ['CheckNonce'],
  specVersion: '0x000001a8',
  tip: '0x00000000000000000000000000000000',
  transactionVersion: '0x00000001',
  version: 4,
})

test('a site that is not connected learns nothing, signs nothing, and nobody is asked: no window, no badge (MSG-14)', async ({
  world,
  settled,
}) => {
  const { driver, demo } = world
  const { popup, address } = settled
  const page = await driver.openPage(demo.url)
  expect(await page.evaluate('Object.keys(window.injectedWeb3.kluis).sort().join()')).toBe('enable,version')
  // What the page's own library would do after enabling, done without it: straight at the relay.
  const nobody = { ok: true, value: [] }
  expect(await askByName(page, 'accounts')).toEqual(nobody)
  // It may listen, for a grant that the person gives later; until then it hears of nothing.
  expect(await askByName(page, 'subscribe')).toEqual(nobody)
  for (const who of [address, KNOWN.accounts[0].address, 'nobody']) {
    expect(await askByName(page, 'signRaw', { address: who, data: '0x00', type: 'bytes' })).toEqual(UNAUTHORIZED)
    expect(await askByName(page, 'signPayload', payload(who))).toEqual(UNAUTHORIZED)
  }
  for (const name of ['createWallet', 'unlock', 'approve', 'revokeSite', 'changeSettings', '__proto__', 'toString'])
    expect(await askByName(page, name, {}), name).toEqual({ ok: false, error: { code: 'unknown-request', facts: {} } })
  expect(await askByName(page, 'signRaw', { address, data: '0x00', type: 'bytes', extra: 1 })).toEqual({
    ok: false,
    error: { code: 'invalid-input', facts: {} },
  })
  expect(await askRelay(page, JSON.stringify({ name: 'connect', input: { name: 'x'.repeat(300_000) } }))).toMatchObject({
    ok: false,
    error: { code: 'too-large' },
  })
  await noWindow(driver)
  expect(await lookOutside(popup)).toMatchObject({ windows: 0, badge: '', items: 0 })
})

test('frames, other origins and pages without encryption get nothing', async ({ world }) => {
  const { driver, demo } = world
  const page = await driver.openPage(demo.url)
  const inFrame = await page.evaluate<string>(`new Promise((resolve) => {
    const frame = document.createElement('iframe')
    frame.src = location.href
    frame.onload = () => resolve(Object.keys(frame.contentWindow.injectedWeb3 ?? {}).join())
    document.body.append(frame)
  })`)
  expect(inFrame).toBe('')
  const port = new URL(demo.url).port
  const plain = await driver.openPage(`http://good.test:${port}/`)
  expect(await plain.evaluate('Object.keys(window.injectedWeb3 ?? {}).join()')).toBe('')
  // The files of the extension cannot be reached from a page: nobody can tell by them who has Kluis.
  const file = driver.extensionUrl('src/popup/index.html')
  expect(await page.evaluate(`fetch(${JSON.stringify(file)}).then(() => 'read', () => 'blocked')`)).toBe('blocked')
})

test('a page that froze the list of wallets can still connect', async ({ world }) => {
  const { driver, demo } = world
  const page = await driver.openPage(demo.url)
  await page.evaluate('Object.isFrozen(Object.freeze(window.injectedWeb3))')
  await connectDapp(driver, page, ['Account 1'])
})

test('only granted accounts sign, a revoked site ends at once, and navigation takes the request away (MSG-16, MSG-17)', async ({
  world,
  settled,
}) => {
  const { driver, demo } = world
  const { popup, address } = settled
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await enable(page)

  // One of the wallet's own that was not granted, and a stranger's: whoever asks cannot tell them apart.
  const [{ path, address: own }] = KNOWN.accounts
  await addPhrase(popup, 'the second one', { phrase: KNOWN.phrase, passphrase: KNOWN.passphrase, path, name: 'Second' })
  await sees(popup, 'Second')
  await begin(page, 'own', raw(own))
  await begin(page, 'stranger', raw(developmentAccounts()[5]?.address ?? ''))
  expect(await outcome(page, 'own')).toMatchObject({ code: 4100 })
  expect(await outcome(page, 'stranger')).toEqual(await outcome(page, 'own'))
  await noWindow(driver)

  await begin(page, 'revoked', raw(address))
  const window = await driver.approvalWindow()
  await window.byRole('button', 'Sign').waitFor()
  await popup.byRole('link', 'Sites').click()
  await popup.byRole('button', /^Remove/).click()
  await popup.byRole('dialog').byRole('button', 'Remove').click()
  expect(await outcome(page, 'revoked')).toMatchObject({ code: 4100 })
  await window.closed()
  await sees(popup, 'No site sees your accounts')
  await sees(page, '0 accounts')

  await connectDapp(driver, page, ['Account 1'])
  await begin(page, 'navigated', raw(address))
  const second = await driver.approvalWindow()
  await second.byRole('button', 'Sign').waitFor()
  await page.reload()
  await second.closed()
  expect(await page.evaluate('typeof window.outcomes')).toBe('undefined')
})

test('a site that is blocked where it asks learns it at once, may ask for nothing after that, and asks again once it is unblocked', async ({
  world,
  settled,
}) => {
  const { driver, demo } = world
  const { popup } = settled
  const page = await driver.openPage(demo.url)
  await begin(page, 'first', `window.injectedWeb3.kluis.enable('demo')`)
  const window = await driver.approvalWindow()
  await window.byRole('button', 'Block this site').click()
  await sees(window, 'no window opens for it')
  await window.byRole('dialog').byRole('button', 'Block').click()
  expect(await outcome(page, 'first')).toMatchObject({ code: 4100 })
  await window.closed()
  await begin(page, 'again', `window.injectedWeb3.kluis.enable('demo')`)
  expect(await outcome(page, 'again')).toMatchObject({ code: 4100 })
  await noWindow(driver)

  await popup.byRole('link', 'Sites').click()
  await sees(popup, 'Blocked since')
  await popup.byRole('button', /^Unblock/).click()
  await popup.byRole('dialog').byRole('button', 'Unblock').click()
  await popup.byText(/^Blocked since/).waitFor({ state: 'hidden' })
  await connectDapp(driver, page, ['Account 1'])
})

test('a flood opens one window; each request is answered by itself, and three refusals silence the site', async ({ world, settled }) => {
  const { driver, demo } = world
  const { address } = settled
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await enable(page)
  for (let at = 0; at < 30; at++) await begin(page, `flood${at}`, raw(address, `message ${at}`))
  const window = await driver.approvalWindow()
  await sees(window, 'Request 1 of 3')
  const refused = await until('the refusals', async () => {
    const all = await page.evaluate<Record<string, Outcome>>('window.outcomes')
    return Object.keys(all).length === 27 ? Object.values(all) : undefined
  })
  expect(refused.every(({ code }) => code === -32005)).toBe(true)
  await sees(window, 'message 0')
  await window.byRole('button', 'Next request').click()
  await sees(window, 'message 1')
  await window.byRole('button', 'Sign').click()
  expect(await outcome(page, 'flood1')).toMatchObject({ value: { signature: expect.stringMatching(/^0x[0-9a-f]{128}$/) } })
  await sees(window, 'Request 1 of 2')
  await window.byRole('button', 'Reject').click()
  await sees(window, 'message 2')
  await window.byRole('button', 'Reject').click()
  await window.closed()
  await begin(page, 'third', raw(address))
  await (await driver.approvalWindow()).byRole('button', 'Reject').click()
  expect(await outcome(page, 'third')).toMatchObject({ code: 4001 })
  await begin(page, 'silenced', raw(address))
  expect(await outcome(page, 'silenced')).toMatchObject({ code: 4100 })
  await noWindow(driver)
})

test('a click that comes too early or from a script is no consent; a risky transfer takes reading, password and a tick', async ({
  world,
  settled,
}) => {
  const { driver, chain, demo, faucet } = world
  const { address } = settled
  await askFaucet(driver, faucet.url, address, '100')
  const ferdie = developmentAccounts()[5]?.address ?? ''
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await askTransfer(chain, page, ferdie, '60', 'Sign only')
  const window = await driver.approvalWindow()
  const approve = window.byRole('button', 'Approve')
  await approve.waitFor()
  expect(await approve.isEnabled()).toBe(false)
  await sees(window, 'Risky')
  await sees(window, 'This is more than half of your free balance.')
  await sees(window, 'Read to the end to continue')
  await window.evaluate('void document.querySelector("main").scrollTo(0, 1e6)')
  await sees(window, 'Enter your password to continue')
  await window.byLabel('Password').fill('a wrong one, certainly')
  await sees(window, 'Tick the box to continue')
  await window.byRole('checkbox').click()
  await until('the three seconds to be over', () => approve.isEnabled())
  await window.evaluate('void [...document.querySelectorAll("button")].find((each) => each.textContent === "Approve").click()')
  await approve.click()
  await sees(window, 'Wrong password')
  await window.byLabel('Password').fill(PASSWORD)
  await until('the button', () => approve.isEnabled())
  await approve.click()
  await window.closed()
  await until('the signature', async () => (await page.byRole('status', 'Transaction').text()).startsWith('signed 0x'))
})
