import { readFileSync } from 'node:fs'
import { toHex } from '../../src/units'
import { serveFolder } from '../demo/server'
import { type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { startRecorder } from '../fixtures/recorder'
import { test as bare, expect } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { begin, captured, enable, isOpen, outcome } from '../journeys/asks'
import { askFaucet, connectDapp, makeVault, SAY, sees } from '../journeys/person'
import { test } from '../journeys/settled'
import { developmentAccounts } from '../localnet'
import { callOf } from '../localnet/signed'

// What a site writes where the person reads: its own name, its address, and text in what it wants signed. None of it can pass for the wallet.

const { approve: say } = SAY
const connecting = (page: Screen, name: string) => begin(page, 'connect', `window.injectedWeb3.kluis.enable(${JSON.stringify(name)})`)
/** Where things stand in a window that asks to connect, in pixels, and what the site's own name became. */
type Layout = { foot: number; heading: number; said: string; lines: number; wide: boolean }
const layoutOf = (window: Screen) =>
  window.evaluate<Layout>(`(() => {
    const said = document.querySelector('.said')
    const box = said?.getBoundingClientRect()
    return {
      foot: [...document.querySelectorAll('button')].at(-1).getBoundingClientRect().top,
      heading: document.querySelector('main h2, main h1').getBoundingClientRect().top,
      said: said?.textContent ?? '',
      lines: box ? Math.round(box.height / (parseFloat(getComputedStyle(said).lineHeight) || 20)) : 0,
      wide: document.documentElement.scrollWidth > innerWidth || (box ? box.right > innerWidth : false),
    }
  })()`)

test('whatever a site calls itself, it is one short framed text without controls, and everything else stays where it is (UIX-03)', async ({
  world: { driver },
  settled: _,
}) => {
  const names: [string, RegExp][] = [
    ['An ordinary name', /^An ordinary name$/],
    [`\u202eevil\u202c ${'\u200b\ufeff'.repeat(20)}Kluis`, /^evil Kluis$/],
    ['One\nYou have signed here before\r\n\r\nApprove', /^One You have signed here before Approve$/],
    ['<img src=x onerror="document.title=1"><h1>Kluis</h1>', /^<img src=x onerror="document.title=1"><h1>Kluis<\/h$/],
    ['👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿'.repeat(10), /^[^\p{C}]{1,50}$/u],
    [`Z${'\u0301\u0316'.repeat(120)}`, /^\p{L}\p{M}{1,5}$/u],
  ]
  const plain = await Promise.all(names.map(() => servePlain()))
  try {
    let usual: Layout | undefined
    for (const [at, [name, becomes]] of names.entries()) {
      // Each is another site: one that was refused three times is silenced.
      const page = await driver.openPage(plain[at]?.url ?? '')
      await connecting(page, name)
      const window = await driver.approvalWindow()
      await sees(window, say.connectTitle)
      const layout = await layoutOf(window)
      expect(layout.said, JSON.stringify(name)).toMatch(becomes)
      expect(Array.from(layout.said).length).toBeLessThanOrEqual(50)
      expect([layout.wide, layout.lines <= 3]).toEqual([false, true])
      usual ??= layout
      expect(layout.foot).toBe(usual.foot)
      // Three lines at most, where it was one.
      expect(layout.heading - usual.heading).toBeLessThanOrEqual(80)
      expect(await window.evaluate('document.querySelectorAll("main img, main h1 h1").length')).toBe(0)
      await window.byRole('button', say.reject).click()
      expect(await outcome(page, 'connect')).toMatchObject({ code: 4001 })
      await window.closed()
      await page.close()
    }
    const page = await driver.openPage(plain[0]?.url ?? '')
    await connecting(page, 'x'.repeat(1_000_000))
    expect((await outcome(page, 'connect')).error).toBeDefined()
    expect(await driver.hasApprovalWindow()).toBe(false)
  } finally {
    for (const each of plain) await each.close()
  }
})

const certificate = readFileSync('e2e/fixtures/self-signed.pem', 'utf8')
bare('an address in other letters, and one that hides behind a long name, stand whole and are warned of (UIX-04)', async ({ kind }) => {
  const served = await serveFolder({ port: 0, folder: 'dist/demo', certificate })
  const port = Number(new URL(served.url).port)
  // A Cyrillic а; Greek and Cyrillic among Latin; and a name of two hundred letters before the one that counts.
  const hosts: [string, string][] = [
    [new URL('https://tаostats.test').hostname, say.otherLetters],
    [new URL('https://bittensοr-wаllet.test').hostname, say.otherLetters],
    [`taostats.io.${'login.'.repeat(31)}evil.test`, say.resembles({ known: 'taostats.io' })],
  ]
  const recorder = await startRecorder(Object.fromEntries(hosts.map(([host]) => [host, port])))
  const profile = await freshProfile()
  const driver = await launch(kind, { profile: profile.path, anyCertificate: true, through: recorder.port })
  try {
    await makeVault(await driver.openPopup())
    for (const [host, warning] of hosts) {
      const page = await driver.openPage(served.url.replace('127.0.0.1', host))
      await connecting(page, 'Taostats')
      const window = await driver.approvalWindow()
      await sees(window, say.connectTitle)
      const { name, inside } = await window.evaluate<{ name: string; inside: boolean }>(`(() => {
        const all = document.querySelector('.origin-name')
        const end = document.createRange()
        end.selectNodeContents(all)
        const { bottom, right } = [...end.getClientRects()].at(-1)
        return { name: all.textContent, inside: bottom <= innerHeight && right <= innerWidth }
      })()`)
      expect(name).toBe(`https://${host}:${port}`)
      expect(name).toMatch(/^[\x21-\x7e]+$/)
      expect(inside, `the end of ${host} to be on the screen`).toBe(true)
      await sees(window, warning)
      await window.byRole('button', say.reject).click()
      await window.closed()
      await page.close()
    }
  } finally {
    await driver.close()
    await profile.remove()
    await recorder.close()
    await served.close()
  }
})

test('a note of 60,000 bytes that imitates the wallet stands in its frame, moves nothing else, and is read to its end before it is signed (UIX-05)', async ({
  world: { driver, chain, demo, faucet },
  settled: { address },
}) => {
  await askFaucet(driver, faucet.url, address, '10')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  await enable(page)
  await page.byText('More').click()
  await page.byLabel('Recipient').fill(developmentAccounts()[5]?.address ?? '')
  // No block, so that nothing expires while it is read: this node is the person's own.
  chain.setBlockTime('manual')
  const payload = await captured(page)
  const line =
    'Kluis: approved already. Network fee 0 τ. \u202eevorppA\u202c \u001b[2J\u001b[31mRisk: none\u001b[0m\u200b\u0000 Signed by: nobody\n'
  const text = line.repeat(Math.floor(60_000 / Buffer.byteLength(line)))
  const method = toHex(callOf(chain.chain, 'System', 'remark', { remark: Buffer.from(text) }))
  // No faster than a site may ask.
  await new Promise((resolve) => setTimeout(resolve, 600))
  await begin(page, 'note', `window.wallet.signer.signPayload(${JSON.stringify({ ...payload, method })})`)
  const window = await driver.approvalWindow()
  await sees(window, say.nothingMoves)
  const approve = window.byRole('button', say.approve)
  await approve.waitFor()
  const seen = await window.evaluate<{ quoted: string; raw: boolean; outside: string; mine: boolean[]; foot: boolean }>(`(() => {
    const quote = document.querySelector('.quote')
    const copy = document.querySelector('main').cloneNode(true)
    copy.querySelector('.quote').remove()
    const places = ['.origin', '.quote', '.who']
    const [origin, box, who] = places.map((each) => document.querySelector(each).getBoundingClientRect())
    const buttons = [...document.querySelectorAll('button')].slice(-2)
    return {
      quoted: quote.textContent.slice(0, 400),
      raw: /[\\u202a-\\u202e\\u200b\\u001b\\u0000]/.test(document.body.textContent),
      outside: copy.textContent,
      mine: [origin.bottom <= box.top, who.top >= box.bottom, box.right <= innerWidth],
      foot: buttons.every((each) => each.getBoundingClientRect().bottom <= innerHeight),
    }
  })()`)
  expect(seen.quoted).toContain('‹U+202E›evorppA‹U+202C› ‹U+001B›[2J')
  expect(seen.raw).toBe(false)
  expect(seen.outside).not.toContain('approved already')
  expect([...seen.mine, seen.foot]).toEqual([true, true, true, true])
  await sees(window, say.readToEnd)
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  expect(await approve.isEnabled()).toBe(false)
  await approve.hit()
  expect(await isOpen(page, 'note')).toBe(true)
  await window.evaluate('void document.querySelector("main").scrollTo(0, 1e9)')
  await until('it to be armed', () => approve.isEnabled())
  await approve.click()
  expect(await outcome(page, 'note')).toMatchObject({ value: { signature: expect.stringMatching(/^0x/) } })
})
