import { copyExtension, update } from '../fixtures/altered'
import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { readOpeners, readSession } from '../fixtures/session'
import { expect, test } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { goToAccount, KEYS } from '../journeys/keys'
import { askTransfer, connectDapp, KNOWN, makeVault, PASSWORD, SAY, sees, settleIn, unlock } from '../journeys/person'
import { addPhrase, askWallet, lookOutside, readViews } from './inside'

// What locks the wallet when nobody presses the button: its minute, a machine that slept, an update.

const LOCKED = { keys: [], wrapped: [] }
const secretOf = (path: string) => ({ phrase: KEYS.phrases[0]?.phrase ?? '', passphrase: '', path })
const isLocked = (screen: Screen) => screen.byRole('heading', SAY.shell.unlockTitle).waitFor()

async function lockAfterAMinute(popup: Screen): Promise<void> {
  await popup.byRole('link', SAY.common.settings).click()
  await popup.byLabel('1 min').click()
  await until('the minute to count', async () => (await deadlineOf(popup)) < Date.now() + 90_000)
}
async function deadlineOf(page: Screen): Promise<number> {
  const { session } = await readViews(page)
  if (session.status !== 'unlocked') throw new Error(`it is ${session.status}`)
  return session.deadline
}
/** When a page shows that it is locked, as it is noted in the page itself: who asks from outside may come late. */
async function noteLock(page: Screen): Promise<() => Promise<number>> {
  await page.evaluate(`void (globalThis.kluisLocked = new Promise((resolve) =>
    new MutationObserver(() => {
      if ([...document.querySelectorAll('h1')].some((each) => each.textContent.trim() === ${JSON.stringify(SAY.shell.unlockTitle)}))
        resolve(Date.now())
    }).observe(document, { childList: true, subtree: true, characterData: true })))`)
  return () => page.evaluate<number>('kluisLocked')
}

test('left alone for its minute the wallet locks by itself in every window, and what waited ends; what a person does puts it off', async ({
  world,
}) => {
  const { driver, chain, demo } = world
  const { popup, address } = await settleIn(driver, chain)
  chain.control({ balance: { address, rao: '5000000000' } })
  const dapp = await driver.openPage(demo.url)
  await connectDapp(driver, dapp, ['Account 1'])
  const second = await driver.openPopup('/accounts')
  await second.byRole('heading', SAY.accounts.title).waitFor()
  await askTransfer(chain, dapp, KNOWN.accounts[0].address, '1')
  const window = await driver.approvalWindow()
  await window.byRole('button', 'Approve').waitFor()
  await lockAfterAMinute(popup)
  const first = await deadlineOf(popup)
  const noted = [await noteLock(popup), await noteLock(second)]
  // Whoever reads what is to be signed is there, and nothing was pressed in any other window.
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  await window.press('Tab')
  const moved = await until('the deadline to move', async () => {
    const next = await deadlineOf(popup)
    return next > first ? next : undefined
  })
  expect(moved - first).toBeGreaterThan(10_000)
  for (const each of [popup, second]) await each.byRole('heading', SAY.shell.unlockTitle).waitFor({ timeoutMs: 180_000 })
  for (const lockedAt of noted) expect(await lockedAt()).toBeGreaterThanOrEqual(moved)
  await window.closed()
  await sees(dapp, 'Cancelled: the wallet was locked')
  expect(await readOpeners(popup)).toEqual(LOCKED)
  await expect(addPhrase(popup, 'after its minute', secretOf('//1'))).rejects.toThrow('locked')
  expect(chain.chain.account(address).nonce).toBe(0)
})

test('when the minute ends while no window is open and the background was stopped, it is locked all the same, and nobody has to ask', async ({
  driver,
}) => {
  // A bare file of ours: it asks the wallet nothing, and so wakes nothing.
  const bare = await driver.openPage(driver.extensionUrl('manifest.json'))
  const popup = await driver.openPopup()
  await makeVault(popup)
  await lockAfterAMinute(popup)
  await popup.close()
  await driver.killBackground()
  const open = await readOpeners(bare)
  expect([open.keys.length, open.wrapped.length], 'what opens it without a password').toEqual([1, 1])
  await until('the lock', async () => JSON.stringify(await readOpeners(bare)) === JSON.stringify(LOCKED), 180_000)
  const later = await driver.openPopup()
  await isLocked(later)
  await unlock(later)
  await later.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
})

test('a machine that slept for longer than the minute until it locks is locked at the first question after it wakes', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await lockAfterAMinute(popup)
  await addPhrase(popup, 'before the sleep', secretOf(''))
  await driver.sleep(75_000)
  await expect(addPhrase(popup, 'after the sleep', secretOf('//1'))).rejects.toThrow('locked')
  await isLocked(popup)
  expect(await readOpeners(popup)).toEqual(LOCKED)
})

test('a machine that slept past the deadline is locked at the first question after it wakes, whatever its alarms did', async ({
  driver,
}) => {
  const popup = await driver.openPopup()
  await makeVault(popup)
  await addPhrase(popup, 'before the night', secretOf(''))
  // The background's clock jumps while everything stands still. Made of its own functions: in Firefox those of a closed page are dead.
  await driver.inBackground(
    '((self.Date.now = self.Function.prototype.bind.call(self.Number.prototype.valueOf, Date.now() + 20 * 60_000)), true)',
  )
  await driver.sleep(2_000)
  await expect(addPhrase(popup, 'after the night', secretOf('//1'))).rejects.toThrow('locked')
  await isLocked(popup)
  expect(await readOpeners(popup)).toEqual(LOCKED)
})

test('eleven wrong passwords: the next try waits for a minute, also for who asks the background itself, kills it or opens the browser again', async ({
  driver,
}) => {
  const WRONG = 11
  const popup = await driver.openPopup()
  await makeVault(popup)
  await popup.byRole('button', SAY.common.lock).click()
  await isLocked(popup)
  const field = (screen: Screen) => screen.byLabel(SAY.common.password)
  const button = (screen: Screen) => screen.byRole('button', SAY.shell.unlock)
  const isOpenAgain = (screen: Screen) => until('the end of the wait', () => button(screen).isEnabled(), 90_000)
  for (let wrong = 1; wrong <= WRONG; wrong++) {
    await field(popup).fill(`wrong guess ${wrong}`)
    await isOpenAgain(popup)
    await button(popup).click()
    await until('the answer', async () => (await field(popup).value()) === '')
  }
  const waits = async (screen: Screen) => {
    await isLocked(screen)
    await sees(screen, /Too many wrong passwords\. The next try is possible in \d+ s\./)
    await field(screen).fill(PASSWORD)
    expect(await button(screen).isEnabled()).toBe(false)
    await expect(askWallet(screen, 'unlock', { password: PASSWORD })).rejects.toThrow('throttled')
  }
  await waits(popup)
  await driver.killBackground()
  await waits(popup)
  await driver.restart()
  const later = await driver.openPopup()
  await waits(later)
  await isOpenAgain(later)
  await button(later).click()
  await later.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
})

test('words that are shown are covered again after their minute, and the seconds are counted down', async ({ driver }) => {
  const { accounts: say } = SAY
  const popup = await driver.openPopup()
  await makeVault(popup)
  await goToAccount(popup, 'Account 1')
  await popup.byRole('link', say.show.phrase).click()
  await popup.byLabel(SAY.common.password).fill(PASSWORD)
  await popup.byRole('button', SAY.common.continue).click()
  await popup.byRole('button', say.uncover).click()
  const list = popup.byRole('list', SAY.onboarding.words)
  await list.waitFor()
  const seconds = async () => Number(/\d+/.exec(await popup.byRole('timer').text())?.[0])
  const first = await seconds()
  await until('less time to be left', async () => (await seconds()) < first)
  await list.waitFor({ state: 'hidden', timeoutMs: 120_000 })
  await popup.byRole('button', say.uncover).waitFor()
  expect(await popup.byRole('timer').count()).toBe(0)
})

test('an update leaves the wallet locked, with nothing in the session and every account still there', async ({ kind }, info) => {
  const extension = await copyExtension(kind, info.outputPath('extension'))
  const profile = await freshProfile()
  try {
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      const popup = await driver.openPopup()
      await makeVault(popup)
      const before = await readOpeners(popup)
      expect([before.keys.length, before.wrapped.length], 'what opens it without a password').toEqual([1, 1])
      await update(driver, popup, extension)
      const later = await driver.openPopup()
      await isLocked(later)
      expect(await readOpeners(later)).toEqual(LOCKED)
      expect(Object.keys(await readSession(later)).filter((name) => /vault|command/.test(name))).toEqual([])
      expect(await lookOutside(later)).toMatchObject({ windows: 0, badge: '', items: 0, ended: 0 })
      expect((await readViews(later)).session.status).toBe('locked')
      await expect(addPhrase(later, 'after the update', secretOf('//1'))).rejects.toThrow('locked')
      await unlock(later)
      await later.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
    } finally {
      await driver.close()
    }
  } finally {
    await profile.remove()
  }
})
