import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { addPhrase } from '../long/inside'
import { KEYS } from './keys'
import { connectDapp, SAY, sees, unlock } from './person'
import { test } from './settled'

// What a locked wallet tells sites.

const isLocked = (screen: Screen) => screen.byRole('heading', SAY.shell.unlockTitle).waitFor()

/** A page that keeps everything that comes back to it, and asks as a library would. */
async function listen(page: Screen): Promise<void> {
  await page.evaluate(`void (globalThis.heard = [], addEventListener('message', ({ data }) =>
    data?.channel === 'kluis' && data.to === 'page' && heard.push(JSON.stringify(data))))`)
}
const heard = (page: Screen) => page.evaluate<string[]>('heard')
/** Asks at the relay, without the page's provider. @returns the reply, or null when there is none yet */
async function ask(page: Screen, id: string, name: string, input?: unknown): Promise<() => Promise<unknown>> {
  const json = JSON.stringify({ name, input })
  await page.evaluate(`void postMessage({ channel: 'kluis', to: 'relay', id: '${id}', json: ${JSON.stringify(json)} }, location.origin)`)
  return async () => {
    const replies = (await heard(page)).map((each) => JSON.parse(each) as { id: string; reply?: unknown })
    return replies.find((each) => each.id === id && each.reply)?.reply ?? null
  }
}
const answered = (reply: () => Promise<unknown>) => until('an answer', reply)
/** Long enough for an answer that must not come. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 1_000))

test('locked, a site gets no balance and no address but those that it was given, and whatever else it asks waits for the password', async ({
  world,
  settled,
}) => {
  const { driver, chain, demo } = world
  const { popup, address } = settled
  chain.control({ balance: { address, rao: '123456789012' } })
  await sees(popup, '123.4567')
  const [known] = KEYS.phrases
  await addPhrase(popup, 'another account', { phrase: known?.phrase ?? '', passphrase: '', path: '', name: 'Not for sites' })
  const granted = await driver.openPage(demo.url)
  await connectDapp(driver, granted, ['Account 1'])
  const strange = await driver.openPage(demo.url.replace('127.0.0.1', 'localhost'))
  expect(new URL(await strange.url()).origin).not.toBe(new URL(await granted.url()).origin)
  await popup.byRole('button', SAY.common.lock).click()
  await isLocked(popup)
  // Nobody reads balances while it is closed, and nothing else of it is open.
  await popup.close()
  for (const page of [granted, strange]) await listen(page)
  const raw = { address, data: '0x68656c6c6f', type: 'bytes' }

  // Where nobody connected anything: no list, no signature, and for the question to connect the password comes first.
  const none = { ok: true, value: [] }
  expect(await answered(await ask(strange, 'accounts', 'accounts'))).toEqual(none)
  expect(await answered(await ask(strange, 'subscribe', 'subscribe'))).toEqual(none)
  expect(await answered(await ask(strange, 'raw', 'signRaw', raw))).toMatchObject({ ok: false, error: { code: 'unauthorized' } })
  const connecting = await ask(strange, 'connect', 'connect', { name: 'a strange site' })
  const first = await driver.approvalWindow()
  await isLocked(first)
  await moment()
  expect(await connecting()).toBeNull()
  await first.close()
  expect(await answered(connecting)).toMatchObject({ ok: false, error: { code: 'rejected' } })

  // Where the first account was given: that one and no other, and a signature only after the password.
  const mine = { ok: true, value: [expect.objectContaining({ address })] }
  expect(await answered(await ask(granted, 'connect', 'connect', { name: 'demo' }))).toMatchObject({ ok: true })
  expect(await answered(await ask(granted, 'accounts', 'accounts'))).toEqual(mine)
  expect(await answered(await ask(granted, 'subscribe', 'subscribe'))).toEqual(mine)
  expect(await answered(await ask(granted, 'other', 'signRaw', { ...raw, address: known?.address }))).toMatchObject({ ok: false })
  expect(await driver.hasApprovalWindow()).toBe(false)
  const signing = await ask(granted, 'raw', 'signRaw', raw)
  const second = await driver.approvalWindow()
  await isLocked(second)
  await moment()
  expect(await signing()).toBeNull()

  const all = { strange: (await heard(strange)).join(), granted: (await heard(granted)).join() }
  expect(all.strange).not.toContain(address)
  for (const told of Object.values(all))
    for (const secret of [known?.address ?? '', 'Not for sites', '123456789012', '123.45']) expect(told).not.toContain(secret)

  await unlock(second)
  await second.byRole('button', 'Sign').click()
  expect(await answered(signing)).toMatchObject({ ok: true, value: { signature: expect.stringMatching(/^0x[0-9a-f]{128}$/) } })
})
