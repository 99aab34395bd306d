import { toHex } from '../../src/units'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { callOf } from '../localnet/signed'
import { largeOn } from '../localnet/world'
import { askFaucet, connectDapp, PASSWORD, SAY, sees } from './person'
import { test } from './settled'

test('what a site asks at whatever price there is takes the word of the form, beside the password and the tick', async ({
  world,
  settled,
}) => {
  const { driver, demo, faucet, chain } = world
  // However slow the machine is, its time is not over while somebody types.
  chain.setBlockTime(1_000)
  await askFaucet(driver, faucet.url, settled.address, '100')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await page.byText('More').click()
  const order = { hotkey: largeOn(30), netuid: 30, amount_staked: 1_000_000_000n }
  await page.byLabel('Call data as hex, instead of the transfer').fill(toHex(callOf(chain.chain, 'SubtensorModule', 'add_stake', order)))
  await page.byRole('button', 'Sign only').click()
  const window = await driver.approvalWindow()
  await sees(window, SAY.approve.risks['no-limit']())
  const agree = window.byRole('button', SAY.approve.approve)
  await window.byLabel(SAY.approve.password).fill(PASSWORD)
  await window.byLabel(SAY.approve.understand).click()
  await sees(window, SAY.approve.needWord)
  const word = window.byLabel(new RegExp(SAY.stake.unlimitedType))
  await word.fill('UNPROTECT')
  await sees(window, SAY.approve.needWord)
  expect(await agree.isEnabled()).toBe(false)
  await word.fill(SAY.stake.unlimitedWord)
  await until('the wait to be over', () => agree.isEnabled(), 20_000)
  await agree.click()
  await window.closed()
  await until('the page to have its signature', async () => /signature|0x/.test(await page.byRole('status', 'Transaction').text()))
})
