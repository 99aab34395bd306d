import { tabs } from '../bench-tabs'
import type { ChromiumDriver } from '../fixtures/chromium'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { begin, grantTo, moment, openGranted, outcome, raw, signShown } from '../journeys/asks'
import { heapOfBackground } from './heap'
import { test } from './served'

// Pages as only Chromium keeps them for tests, and a hundred of them at once.

test.describe('with pages that are kept', () => {
  test.use({ launchWith: { keepsLeftPages: true } })

  test('a page that was left and is come back to as it was asks over a new port, and signs (REQ-04)', async ({
    world: { driver },
    settled: { popup, address },
    served,
  }) => {
    const page = await openGranted(driver, popup, served.url)
    await page.evaluate(`void (window.mark = 'kept', addEventListener('pageshow', ({ persisted }) => { window.persisted = persisted }))`)
    await page.evaluate(`void setTimeout(() => location.assign('/away'))`)
    await until('the other page', () => page.evaluate(`location.pathname === '/away' && document.readyState === 'complete'`))
    await moment()
    await page.evaluate('void setTimeout(() => history.back())')
    await until('the first page', () => page.evaluate(`location.pathname === '/' && window.mark === 'kept'`))
    expect(await page.evaluate('window.persisted')).toBe(true)
    await begin(page, 'back', raw(address, 'after coming back'))
    await signShown(await driver.approvalWindow(), 'after coming back')
    expect(await outcome(page, 'back')).toHaveProperty('value')
  })
})

test('a hundred connected tabs hear of every new name, with the background running and after it died, and it does not grow by them (REQ-13)', async ({
  world,
  settled: { popup },
  served,
}) => {
  const driver = world.driver as ChromiumDriver
  await grantTo(popup, served.url)
  const before = await heapOfBackground(driver)
  let after = 0
  const measured = await tabs(driver, served.url, async () => {
    after = await heapOfBackground(driver)
    await driver.killBackground()
  })
  expect(measured.map(({ times }) => times.length)).toEqual([500, 100])
  expect(after - before).toBeLessThan(5_000_000)
})
