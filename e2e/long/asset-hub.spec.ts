import { ROC, startAssetHub } from '../fixtures/asset-hub'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { bob } from '../journeys/answers'
import { chooseLocalNode, connectDapp, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'

// A chain that nobody here wrote: the genuine Asset Hub runtime, with its own unit, genesis and signed extensions.

test('the demo dApp pointed at Asset Hub has a transfer signed, and that chain includes it', async ({ world, settled }) => {
  const { driver, demo } = world
  const { popup, address } = settled
  const hub = await startAssetHub()
  try {
    await hub.give(address, 1_000n * ROC)
    await chooseLocalNode(popup, hub)
    await sees(popup, '1,000.0000')
    await sees(popup, 'ROC')
    const dapp = await driver.openPage(`${demo.url.split('?')[0]}?node=${encodeURIComponent(hub.url)}`)
    await connectDapp(driver, dapp, ['Account 1'])
    const [before, paid] = [await hub.account(address), await hub.account(bob)]

    // The page believes in nine decimals, so it asks for five ROC: what counts is what Kluis says.
    await dapp.byLabel('Recipient').fill(bob)
    await dapp.byLabel('Amount in TAO').fill('5000')
    await dapp.byRole('button', 'Sign and send').click()
    const window = await driver.approvalWindow()
    const approve = window.byRole('button', SAY.approve.approve)
    await until('the transfer to be shown', async () => (await approve.isVisible()) && (await approve.isEnabled()))
    const shown = await window.text()
    expect(shown).toMatch(/5\.000000000000\s*ROC/)
    expect(shown).not.toMatch(/τ|TAO/)
    await approve.click()
    await window.closed()

    const status = dapp.byRole('status', 'Transaction')
    await until('the transfer to be final', async () => /^finalized 0x[0-9a-f]{64}$/.test(await status.text()), 60_000)
    const after = await hub.account(address)
    expect((await hub.account(bob)).free - paid.free).toBe(5n * ROC)
    expect(after.nonce).toBe(before.nonce + 1)
    expect(before.free - after.free > 5n * ROC).toBe(true)
  } finally {
    await hub.close()
  }
})
