import type { Driver, Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { bob, free, TAO } from '../journeys/answers'
import { fullAddress, SAY, sees, unlock } from '../journeys/person'
import { test } from '../journeys/settled'
import type { Localnet } from '../localnet'

// What the browser shows of a payment's end to a person who looks at something else. The browser's own question is answered by pressing it.

const say = SAY.ledger
const notify = (popup: Screen) => popup.byLabel(say.notify)

/** Presses the switch, and what the browser asks then. */
async function allow(driver: Driver, popup: Screen, allowed: boolean): Promise<void> {
  await notify(popup).click()
  expect(await driver.answerPermission(allowed)).toMatch(/Kluis.*notifications|notifications.*Kluis/)
}
async function pay(popup: Screen, amount: string): Promise<void> {
  await popup.byRole('link', 'Home').click()
  await popup.byRole('button', SAY.common.send).click()
  await popup.byLabel(SAY.send.recipient).fill(bob)
  await popup.byLabel(SAY.send.amount).fill(amount)
  await popup.byRole('button', SAY.send.review).click()
  await popup.byRole('button', new RegExp(`^Send ${amount}\\b`)).click()
}
const collapse = (text: string) => text.replace(/\s+/g, ' ').trim()
/** What is shown once something is. Nobody looks at the wallet: it wakes up by itself, every half minute. */
const shown = (driver: Driver) =>
  until(
    'a notification',
    async () => {
      const all = await driver.notifications()
      return all.length > 0 && all.map(collapse)
    },
    120_000,
  )
/** Long enough for what must not come. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 2_000))
const give = (chain: Localnet, address: string, rao: bigint) => chain.control({ balance: { address, rao: String(rao) } })
/** A person who has something looks at the settings. */
async function toSettings(popup: Screen, chain: Localnet, address: string): Promise<void> {
  give(chain, address, 10n * TAO)
  await sees(popup, '10.0000')
  // It has been noticed before anything is told of: what came earlier is not told now.
  await popup.evaluate(`void (location.hash = '#/activity')`)
  await sees(popup, '10.0000')
  await popup.evaluate(`void (location.hash = '#/')`)
  await popup.byRole('link', 'Settings').click()
}

test('a payment that ends while nobody looks is told with its amount and account; a press opens it; switched off, nothing is told', async ({
  world: { driver, chain },
  settled: { popup, address },
}) => {
  await toSettings(popup, chain, address)
  await allow(driver, popup, true)
  await until('the switch to be on', () => notify(popup).isChecked())
  const before = free(chain, bob)
  chain.control({ held: { blocks: true } })
  await pay(popup, '1')
  await sees(popup, SAY.activity.statusText.sent)
  await popup.close()
  await driver.killBackground()
  expect(await driver.notifications()).toEqual([])
  chain.control({ held: { blocks: false } })
  expect(await shown(driver)).toEqual(['Final: 1.0000 τ sent Account 1'])
  expect(free(chain, bob) - before).toBe(TAO)

  // Pressed, it wakes the wallet, and is gone.
  await driver.killBackground()
  await driver.pressNotification()
  const entry = await driver.approvalWindow()
  expect(await fullAddress(entry)).toBe(bob)
  await sees(entry, SAY.activity.statusText.final)
  expect(await driver.notifications()).toEqual([])

  await entry.byRole('button', 'Back').click()
  await entry.byRole('link', 'Settings').click()
  expect(await notify(entry).isChecked()).toBe(true)
  await notify(entry).click()
  await until('the switch to be off', async () => !(await notify(entry).isChecked()))
  await pay(entry, '2')
  await sees(entry, SAY.send.finalNote, 60_000)
  await moment()
  expect(await driver.notifications()).toEqual([])
})

test('a person who refused sees that, and may be asked again; with hidden amounts no figure is told, and a failure is told as one', async ({
  world: { driver, chain },
  settled: { popup, address },
}) => {
  await toSettings(popup, chain, address)
  await allow(driver, popup, false)
  await sees(popup, say.notifyRefused)
  expect(await notify(popup).isChecked()).toBe(false)
  await allow(driver, popup, true)
  await until('the switch to be on', () => notify(popup).isChecked())
  expect(await popup.text()).not.toContain(say.notifyRefused)
  await popup.byLabel(SAY.settings.hideAmounts).click()

  await pay(popup, '1')
  await sees(popup, SAY.send.finalNote, 60_000)
  expect(await shown(driver)).toEqual(['A transaction is final Account 1'])
  await driver.pressNotification()
  const entry = await driver.approvalWindow()
  expect(await fullAddress(entry)).toBe(bob)
  await entry.close()

  await popup.byRole('button', SAY.send.done).click()
  chain.control({ held: { blocks: true } })
  await pay(popup, '4')
  await sees(popup, SAY.activity.statusText.sent)
  // Meanwhile the money went another way: the fee can be paid, the amount cannot.
  give(chain, address, 2n * TAO)
  await popup.byRole('button', SAY.send.done).click()
  await popup.byRole('button', SAY.common.lock).click()
  await popup.byRole('heading', SAY.shell.unlockTitle).waitFor()
  await popup.close()
  chain.control({ held: { blocks: false } })
  expect(await shown(driver)).toEqual(['A transaction failed on the chain. Only the network fee is gone. Account 1'])
  // A press opens no locked wallet: first the password, then what was told.
  await driver.pressNotification()
  const locked = await driver.approvalWindow()
  await unlock(locked)
  await sees(locked, 'Failed on the chain')
  expect(await fullAddress(locked)).toBe(bob)
})
