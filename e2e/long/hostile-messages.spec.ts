import type { ChromiumDriver } from '../fixtures/chromium'
import { type Driver, type Screen, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import {
  askByName,
  askRelay,
  begin,
  moment,
  noWindow,
  openGranted,
  outcome,
  type Reply,
  raw,
  rawJson,
  SIGNATURE,
  signShown,
} from '../journeys/asks'
import { sees } from '../journeys/person'
import { heapOfBackground } from './heap'
import { lookOutside } from './inside'
import { test } from './served'

// What is too large, too deep, numbered wrongly or full of names that mean something: of a page that is connected, so that only its form is wrong.

const refused = (code: string) => ({ ok: false, error: { code, facts: {} } })
/** The page's next question, to a signature. */
async function signs(driver: Driver, page: Screen, address: string, text: string): Promise<void> {
  await begin(page, text, raw(address, text))
  const window = await driver.approvalWindow()
  await signShown(window, text)
  expect(await outcome(page, text)).toMatchObject({ value: { signature: expect.stringMatching(SIGNATURE) } })
  await window.closed()
}

test('a megabyte in a field, a thousand keys, ten thousand levels: each is refused, the background keeps nothing of it, and the next question is answered (MSG-09)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await signs(driver, page, address, 'before')
  const heap = () => (driver.kind === 'chromium' ? heapOfBackground(driver as ChromiumDriver) : 0)
  const before = await heap()
  const of = (name: string, input: object) => JSON.stringify({ name, input: { address, ...input } })
  const megabyte = `0x${'00'.repeat(499_000)}`
  const keys = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`k${n}`, n]))
  const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
  for (let round = 0; round < 5; round++) {
    expect(await askRelay(page, of('signPayload', { method: megabyte }))).toMatchObject({ error: { code: 'too-large' } })
    expect(await askRelay(page, of('signRaw', { data: megabyte }))).toMatchObject({ error: { code: 'too-large' } })
    // These are small enough to be carried, and the background itself says no.
    expect(await askRelay(page, of('signPayload', { method: `0x${'00'.repeat(65_537)}` }))).toEqual(refused('invalid-input'))
    expect(await askRelay(page, of('signRaw', { data: 'a'.repeat(65_537) }))).toEqual(refused('invalid-input'))
    expect(await askRelay(page, of('signRaw', { data: '0x00', ...keys }))).toEqual(refused('invalid-input'))
    expect(await askRelay(page, `{"name":"signRaw","input":${deep}}`)).toEqual(refused('invalid-input'))
    await moment(500)
  }
  await noWindow(driver)
  expect((await heap()) - before).toBeLessThan(10_000_000)
  await signs(driver, page, address, 'after')
})

test('seventy megabytes in one question are refused, and the next question is answered (MSG-10)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await begin(page, 'huge', `window.wallet.signer.signRaw({ address: '${address}', data: '0x' + '0'.repeat(70_000_000), type: 'bytes' })`)
  expect(await outcome(page, 'huge')).toMatchObject({ code: -32602, reason: 'too-large' })
  await signs(driver, page, address, 'after')
})

test('keys that would pollute what all objects share are refused or ignored, in the page, the background and the popup; as the name of a site they are text (MSG-11)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  for (const key of ['__proto__', 'constructor', 'prototype', 'toString']) {
    const more = `"${key}":{"polluted":1,"prototype":{"polluted":1}}`
    const input = `{${more},"address":"${address}","data":"0x00"}`
    expect(await askRelay(page, `{"name":"signRaw","input":${input}}`), key).toEqual(refused('invalid-input'))
    expect(await askRelay(page, `{"name":"connect","input":{"name":{${more}}}}`), key).toEqual(refused('invalid-input'))
    expect(await askRelay(page, `{${more},"name":"accounts"}`), key).toMatchObject({ ok: true })
    await moment(200)
  }
  await noWindow(driver)
  const stranger = await driver.openPage(`http://localhost:${served.port}/`)
  await begin(stranger, 'named', `window.injectedWeb3.kluis.enable('__proto__')`)
  const window = await driver.approvalWindow()
  await sees(window, '__proto__')
  await window.byRole('button', 'Reject').click()
  expect(await outcome(stranger, 'named')).toMatchObject({ code: 4001 })
  for (const screen of [page, stranger, popup]) expect(await screen.evaluate('({}).polluted ?? null')).toBe(null)
  expect(await driver.inBackground('new self.Object().polluted ?? new self.Array().polluted ?? null')).toBe(null)
})

test('a number that is in use is no second question, one that was used stands for its question only, and what is no number is nothing (MSG-12)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const page = await openGranted(driver, popup, served.url)
  await page.evaluate(`void (window.heard = [], addEventListener('message', ({ data }) =>
    data?.channel === 'kluis' && data.to === 'page' && window.heard.push([data.id, data.reply])))`)
  const put = (id: string, json: string) =>
    page.evaluate(`postMessage({ channel: 'kluis', to: 'relay', id: ${id}, json: ${JSON.stringify(json)} }, location.origin)`)
  await put(`'same'`, rawJson(address, 'the first'))
  await put(`'same'`, rawJson(address, 'the second'))
  for (const id of [`'x'.repeat(10_000_000)`, 'NaN', '{}', `['same']`, '7', 'null', `'x'.repeat(65)`]) await put(id, rawJson(address, id))
  const window = await driver.approvalWindow()
  await sees(window, 'the first')
  await moment()
  expect(await lookOutside(popup)).toMatchObject({ windows: 1, items: 1 })
  await signShown(window, 'the first')
  await window.closed()
  const heard = () => page.evaluate<[string, Reply][]>('window.heard')
  await until('the answer', async () => (await heard()).length)
  expect(await heard()).toEqual([['same', { ok: true, value: { signature: expect.stringMatching(SIGNATURE) } }]])
  // The answer is remembered with its question: it is given again for that one, and for no other.
  expect(await askRelay(page, rawJson(address, 'the second'), 'same')).toEqual(refused('duplicate-request'))
  expect(await askRelay(page, rawJson(address, 'the first'), 'same')).toEqual((await heard())[0]?.[1])
  await noWindow(driver)
})

test('two tabs of one site ask under one number and are answered oppositely: each hears its own answer (MSG-13)', async ({
  world: { driver },
  settled: { popup, address },
  served,
}) => {
  const yes = await openGranted(driver, popup, served.url)
  const no = await openGranted(driver, popup, served.url)
  const answers: Promise<Reply>[] = []
  for (const [at, [page, text]] of (
    [
      [yes, 'of the one tab'],
      [no, 'of the other tab'],
    ] as const
  ).entries()) {
    answers.push(askRelay(page, rawJson(address, text), 'same'))
    await until('the question to wait', async () => (await lookOutside(popup)).items === at + 1)
  }
  const window = await driver.approvalWindow()
  await sees(window, 'Request 1 of 2')
  await signShown(window, 'of the one tab')
  await sees(window, 'of the other tab')
  await window.byRole('button', 'Reject').click()
  expect(await Promise.all(answers)).toEqual([{ ok: true, value: { signature: expect.stringMatching(SIGNATURE) } }, refused('rejected')])
  await window.closed()
  expect(await askByName(yes, 'accounts')).toMatchObject({ ok: true })
})
