import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { developmentAccounts, startLocalnet } from '../localnet'
import { captured } from './asks'
import { askFaucet, askTransfer, chooseLocalNode, connectDapp, PASSWORD, sees } from './person'
import { test } from './settled'

// What Kluis never signs, and what it says when a node misbehaves: nothing is shown that could be approved, and nothing is lost.

const refusedWith = (page: Screen, text: RegExp) =>
  until(`the page to be refused with ${text}`, async () => text.test(await page.byRole('status', 'Transaction').text()))

test('calls that cannot be explained, bytes behind a call, immortal and foreign transactions are refused without a window', async ({
  world,
  settled,
}) => {
  const { driver, demo, faucet } = world
  const { address } = settled
  await askFaucet(driver, faucet.url, address, '100')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await page.byText('More').click()
  const call = page.byLabel('Call data as hex, instead of the transfer')
  const sign = page.byRole('button', 'Sign only')
  // Timestamp.set: known to the chain, and nothing that a person could mean.
  await call.fill('0x020000')
  await sign.click()
  await refusedWith(page, /error: .*call-unknown/)
  // A call of the root's, which a site never gets.
  await call.fill('0x000104deadbeef')
  await sign.click()
  await refusedWith(page, /error: .*(call-dangerous|call-unknown)/)
  await call.fill('')
  await page.byLabel('Recipient').fill(developmentAccounts()[5]?.address ?? '')
  await page.byLabel('Valid for ever').click()
  await sign.click()
  await refusedWith(page, /error: .*payload-immortal/)
  await page.byLabel('Valid for ever').click()

  // The page's library would not send these: they are put to the signer as a hostile page would.
  const payload = await page.evaluate<Record<string, unknown>>(`window.injectedWeb3.kluis.enable('demo').then((wallet) => {
    window.wallet = wallet
    return true
  })`)
  expect(payload).toBe(true)
  const asked = await until('the fields of a payload', () => captured(page))
  // No faster than a site may ask.
  const refusal = (change: object) =>
    page.evaluate<string>(
      `new Promise((resolve) => setTimeout(resolve, 600)).then(() => window.wallet.signer.signPayload(${JSON.stringify({ ...asked, ...change })})).then(() => 'signed', (error) => error.reason ?? String(error))`,
    )
  expect(await refusal({ method: `${String(asked.method)}00` })).toBe('call-not-canonical')
  expect(await refusal({ method: `${String(asked.method)}${'00'.repeat(64)}` })).toBe('call-not-canonical')
  expect(await refusal({ genesisHash: `0x${'11'.repeat(32)}` })).toBe('payload-wrong-genesis')
  expect(await refusal({ specVersion: '0x000001a7' })).toBe('payload-wrong-spec')
  expect(await refusal({ surprise: true })).toBe('invalid-input')
  expect(await refusal({ method: `0x${'00'.repeat(65_537)}` })).toBe('invalid-input')
  expect(await driver.hasApprovalWindow()).toBe(false)
})

test('offline is said with the age of what is known, and everything comes back with the node', async ({ world, settled }) => {
  const { driver, chain, faucet } = world
  const { popup, address } = settled
  await askFaucet(driver, faucet.url, address, '7')
  await sees(popup, '7.0000')
  chain.faults.silent = true
  chain.drop()
  await sees(popup, 'Offline since', 60_000)
  await sees(popup, '7.0000')
  await sees(popup, /Balances are .+ old/)
  expect(await popup.byRole('button', 'Send').isEnabled()).toBe(false)
  chain.faults.silent = false
  chain.drop()
  await popup.byRole('button', 'Try again').click()
  await until('the node to be back', async () => popup.byRole('button', 'Send').isEnabled(), 60_000)
})

test('a node with torn metadata is not used, and a node with false metadata cannot move anything (RPC-02)', async ({ world, settled }) => {
  const { driver, chain, faucet } = world
  const { popup, address } = settled
  await askFaucet(driver, faucet.url, address, '50')
  await sees(popup, '50.0000')

  const torn = await startLocalnet({ seed: 'torn' })
  torn.faults.torn = true
  await choose(popup, torn.url)
  await sees(popup, 'No node could be trusted.', 30_000)
  await torn.close()

  // Two calls have changed places: what says "keep alive" would allow the account to die. The digest that is signed along gives it away.
  const liar = await startLocalnet({ seed: 'liar' })
  liar.faults.swapCalls = ['Balances', 'transfer_keep_alive', 'transfer_allow_death']
  liar.control({ balance: { address, rao: '5000000000' } })
  await choose(popup, liar.url)
  await sees(popup, 'connected')
  await popup.byRole('button', 'Back').click()
  await popup.byRole('link', 'Home').click()
  await sees(popup, '5.0000')
  await popup.byRole('button', 'Send').click()
  await popup.byLabel('Recipient').fill(developmentAccounts()[5]?.address ?? '')
  await popup.byLabel('Amount in TAO').fill('1')
  await popup.byRole('button', 'Review').click()
  await popup.byRole('button', /^Send 1\b/).click()
  await sees(popup, /The node did not accept the signature: .+ Until block .+ it may still go in/)
  expect(liar.chain.account(address).data.free).toBe(5_000_000_000n)
  await liar.close()
  await popup.byRole('button', 'Done').click()

  const home = await driver.openPopup()
  await chooseLocalNode(home, chain)
  await sees(home, '50.0000')
})

async function choose(popup: Screen, url: string): Promise<void> {
  if (!(await popup.byLabel('Address of the node').isVisible())) {
    await popup.byRole('link', 'Settings').click()
    await popup.byRole('link', /^Network/).click()
  }
  await popup.byLabel('Address of the node').fill(url)
  await popup.byLabel('Password').fill(PASSWORD)
  await popup.byRole('button', 'Use this node').click()
}

test('an upgrade of the chain between asking and approving: what was explained for the old runtime is not signed (RPC-07)', async ({
  world,
  settled,
}) => {
  const { driver, chain, demo, faucet } = world
  const { address } = settled
  await askFaucet(driver, faucet.url, address, '10')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await askTransfer(chain, page, developmentAccounts()[5]?.address ?? '', '1', 'Sign only')
  const window = await driver.approvalWindow()
  await window.byRole('button', 'Approve').waitFor()
  chain.control({ upgrade: 425 })
  chain.produce()
  await window.byRole('button', 'Approve').click()
  await refusedWith(page, /error: /)
  await sees(window, 'Nothing was signed')
  await window.byRole('button', 'Close').click()
  await window.closed()
})

test('a transfer whose blocks are over when the person approves is not signed, and the page is told so', async ({ world, settled }) => {
  const { driver, chain, demo, faucet } = world
  await askFaucet(driver, faucet.url, settled.address, '100')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await askTransfer(chain, page, developmentAccounts()[5]?.address ?? '', '1')
  const window = await driver.approvalWindow()
  const approve = window.byRole('button', 'Approve')
  await until('the request to be read', () => approve.isEnabled())
  chain.produce(32)
  await approve.click()
  await sees(window, 'The request is too old to be answered')
  await refusedWith(page, /error: .*the request expired/)
})
