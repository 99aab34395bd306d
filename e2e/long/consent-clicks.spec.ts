import { type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { begin, enable, isOpen, outcome, raw } from '../journeys/asks'
import { connectDapp, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'

// Which presses are a consent: trusted ones, after a second of content that did not change. The clock of the window is in the test's hand.

const { approve: say } = SAY

/** From here on the page's clock stands, and goes on by `pass`. */
const holdClock = (window: Screen) =>
  window.evaluate<void>(`void (() => {
    let at = Date.now()
    Date.now = () => at
    globalThis.pass = (ms) => void (at += ms)
  })()`)
const pass = (window: Screen, ms: number) => window.evaluate<void>(`pass(${ms})`)
/** The window is in front again: everything begins anew. */
const refocus = (window: Screen) => window.evaluate<void>(`void dispatchEvent(new Event('focus'))`)
/** Long enough for a press to take effect, and for the page to look at its clock again. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 800))
const signOf = (window: Screen) => window.byRole('button', say.sign)

test('presses at 0, 300 and 900 ms after the window came to the front, and those of a script, are no consent; one at 1,100 ms is (UIX-01)', async ({
  world: { driver, demo },
  settled: { address },
}) => {
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await enable(page)
  await begin(page, 'first', raw(address))
  const window = await driver.approvalWindow()
  const sign = signOf(window)
  await sign.waitFor()
  await holdClock(window)
  await refocus(window)
  for (const more of [0, 300, 600]) {
    await pass(window, more)
    await moment()
    expect(await sign.isEnabled()).toBe(false)
    await sign.hit()
    await moment()
    expect(await isOpen(page, 'first')).toBe(true)
  }
  await pass(window, 200)
  await until('it to be armed', () => sign.isEnabled())
  await window.evaluate(
    `void [...document.querySelectorAll('button')].find((each) => each.textContent === ${JSON.stringify(say.sign)}).click()`,
  )
  await window.evaluate(
    `void [...document.querySelectorAll('button')].at(-1).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))`,
  )
  await moment()
  expect(await isOpen(page, 'first')).toBe(true)
  // Whatever lay over it in between: back in front it waits again.
  await refocus(window)
  await until('it to be disarmed', async () => !(await sign.isEnabled()))
  await sign.hit()
  await moment()
  expect(await isOpen(page, 'first')).toBe(true)
  await pass(window, 1_100)
  await until('it to be armed', () => sign.isEnabled())
  await sign.hit()
  expect(await outcome(page, 'first')).toMatchObject({ value: { signature: expect.stringMatching(/^0x[0-9a-f]{128}$/) } })
  await window.closed()
})

test('of three requests each waits anew when it is turned to, they are counted, and closing the window refuses all that are left (UIX-09)', async ({
  world: { driver, demo },
  settled: { address },
}) => {
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await enable(page)
  const names = ['one', 'two', 'three'] as const
  for (const name of names) {
    await begin(page, name, raw(address, `message ${name}`))
    // No faster than a site may ask.
    await moment()
  }
  const window = await driver.approvalWindow()
  const sign = signOf(window)
  await sees(window, say.titleOf({ at: 1, of: 3 }))
  await holdClock(window)
  await refocus(window)
  const turn = async (way: string, at: number, of: number, message: string) => {
    await window.byRole('button', way).click()
    await sees(window, say.titleOf({ at, of }))
    await sees(window, message)
    await until(`${message} to wait`, async () => !(await sign.isEnabled()))
    await sign.hit()
    await moment()
    for (const name of names) expect(await isOpen(page, name), name).toBe(true)
  }
  const arm = async () => {
    await pass(window, 1_100)
    await until('it to be armed', () => sign.isEnabled())
  }
  await arm()
  await turn(say.next, 2, 3, 'message two')
  await arm()
  await turn(say.next, 3, 3, 'message three')
  await arm()
  await turn(say.previous, 2, 3, 'message two')
  expect(await window.byRole('button', say.previous).isEnabled()).toBe(true)
  await arm()
  await sign.click()
  expect(await outcome(page, 'two')).toMatchObject({ value: { signature: expect.any(String) } })
  await sees(window, say.titleOf({ at: 1, of: 2 }))
  await window.close()
  for (const name of ['one', 'three']) expect(await outcome(page, name)).toMatchObject({ code: 4001 })
  expect(await driver.hasApprovalWindow()).toBe(false)
})
