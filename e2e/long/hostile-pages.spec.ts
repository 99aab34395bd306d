import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { pageContract, popupContract } from '../../src/messaging'
import { type Screen, until } from '../fixtures/driver'
import { servePlain } from '../fixtures/plain'
import { expect } from '../fixtures/wallet'
import { askByName, moment, noWindow, openGranted, planted, rawJson } from '../journeys/asks'
import { askFaucet, askTransfer, connectDapp, sees } from '../journeys/person'
import { test } from '../journeys/settled'
import { developmentAccounts } from '../localnet'
import { lookOutside, readViews } from './inside'

// Who else stands in a page, or is none of those that are served, and what a page may not say even when it is.

/** What a frame does that takes itself for a page: it puts a valid question to itself and to the page around it. */
const attack = (json: string) => `<!doctype html><title>A frame</title><script>
  const tell = (what) => top.postMessage({ from: name, ...what }, '*')
  addEventListener('message', ({ data }) => data?.channel === 'kluis' && data.to === 'page' && tell({ heard: data }))
  tell({ wallets: Object.keys(window.injectedWeb3 ?? {}) })
  for (const [at, to] of [window, parent].entries())
    to.postMessage({ channel: 'kluis', to: 'relay', id: name + at, json: ${JSON.stringify(json)} }, '*')
  setTimeout(tell, 1500, { done: true })
</script>`

/** The frames, by their names: how each is given what it holds. `away` is the same page as another origin. */
const frames = (away: string): Record<string, string> => ({
  path: `frame.src = '/frame'`,
  sandboxed: `frame.sandbox = 'allow-scripts'; frame.src = '/frame'`,
  away: `frame.src = '${away}frame'`,
  srcdoc: `frame.srcdoc = html`,
  'sandboxed srcdoc': `frame.sandbox = 'allow-scripts'; frame.srcdoc = html`,
  blank: `setTimeout(() => { const { contentDocument: inner } = frame; inner.open(); inner.write(html); inner.close() }, 300)`,
  data: `frame.src = 'data:text/html;base64,' + btoa(html)`,
  blob: `frame.src = URL.createObjectURL(new Blob([html], { type: 'text/html' }))`,
})
type Said = { from?: string; done?: true; heard?: unknown; wallets?: string[]; channel?: string; to?: string }

test('frames of eight kinds, one of another origin among them, ask in the name of a connected page: none has a port or an answer, and nothing is asked (MSG-01, MSG-03)', async ({
  world: { driver },
  settled: { popup, address },
}) => {
  const html = attack(rawJson(address, 'from a frame'))
  const served = await servePlain({ '/frame': { body: html } })
  try {
    await planted(
      driver,
      popup,
      `(self.ports = new self.Array(), (self.browser ?? self.chrome).runtime.onConnect.addListener(({ name, sender }) => {
      if (name === 'page') self.ports.push(sender.frameId + ' ' + sender.url)
    }), true)`,
    )
    const page = await openGranted(driver, popup, served.url)
    await page.evaluate(`void (window.said = [], addEventListener('message', ({ data }) => window.said.push(data)))`)
    const kinds = frames(`http://localhost:${served.port}/`)
    for (const [name, fill] of Object.entries(kinds))
      await page.evaluate(`{
        const html = ${JSON.stringify(html)}
        const frame = document.createElement('iframe')
        frame.name = ${JSON.stringify(name)}
        ${name === 'blank' ? '' : fill}
        document.body.append(frame)
        ${name === 'blank' ? fill : ''}
      }`)
    const said = () => page.evaluate<Said[]>('window.said')
    await until('every frame to be done', async () => (await said()).filter(({ done }) => done).length === Object.keys(kinds).length)
    const all = await said()
    expect(new Set(all.flatMap(({ from, done }) => (done && from ? from : [])))).toEqual(new Set(Object.keys(kinds)))
    expect(all.filter(({ wallets }) => wallets?.length)).toEqual([])
    expect(all.filter(({ heard }) => heard)).toEqual([])
    expect(all.filter(({ channel, to }) => channel === 'kluis' && to === 'page')).toEqual([])
    // Both of what each put arrived where it was put, and was carried no further.
    expect(all.filter(({ channel, to }) => channel === 'kluis' && to === 'relay')).toHaveLength(Object.keys(kinds).length)
    await noWindow(driver)
    expect(await lookOutside(popup)).toMatchObject({ windows: 0, badge: '', items: 0 })
    expect(await driver.inBackground('self.ports.join()')).toBe(`0 ${served.url}`)
  } finally {
    await served.close()
  }
})

const wallets = (page: Screen) => page.evaluate<string[]>('Object.keys(window.injectedWeb3 ?? {})')

test('there is a wallet in pages that are encrypted or of this machine, and in no other document (MSG-04)', async ({
  world: { driver },
}, info) => {
  const served = await servePlain()
  const file = info.outputPath('page.html')
  await writeFile(file, '<!doctype html><title>A page</title><h1>A page</h1>')
  try {
    for (const url of [served.url, `http://localhost:${served.port}/`]) {
      const page = await driver.openPage(url)
      expect(await wallets(page), url).toEqual(['kluis'])
      await page.close()
    }
    for (const url of [
      `http://good.test:${served.port}/`,
      pathToFileURL(file).href,
      'data:text/html,<h1>A page</h1>',
      'about:blank',
      // Nobody drives a Firefox there.
      ...(driver.kind === 'chromium' ? [`view-source:${served.url}`] : []),
    ]) {
      const page = await driver.openPage(url)
      expect(await wallets(page), url).toEqual([])
      await page.close()
    }
  } finally {
    await served.close()
  }
})

/** All that a page could have changed. */
const state = async (popup: Screen) => {
  const { session, accounts, contacts, requests, sites, activity, settings } = await readViews(popup)
  return JSON.stringify([session.status, accounts, contacts, requests, sites, activity, settings])
}

test('a connected page calls every command of our own pages by its name: none is known to it, and nothing changes (MSG-05)', async ({
  world: { driver },
  settled: { popup },
}) => {
  const served = await servePlain()
  try {
    const page = await openGranted(driver, popup, served.url)
    const before = await state(popup)
    const names = [...Object.keys(popupContract), 'vault.unlock', 'vault.export', 'accounts.export', 'popup', '__proto__', 'toString', '']
    expect(names.length).toBeGreaterThan(50)
    for (const name of names.filter((each) => !Object.hasOwn(pageContract, each))) {
      expect(await askByName(page, name, {}), name).toEqual({ ok: false, error: { code: 'unknown-request', facts: {} } })
      await moment(50)
    }
    await noWindow(driver)
    expect(await state(popup)).toBe(before)
  } finally {
    await served.close()
  }
})

test('a connected page offers metadata, speaks to the node and asks what nobody knows: it is refused, and what is read afterwards is read as before (MSG-21)', async ({
  world: { driver, chain, demo, faucet },
  settled: { address },
}) => {
  await askFaucet(driver, faucet.url, address, '100')
  const page = await driver.openPage(demo.url)
  await connectDapp(driver, page, ['Account 1'])
  const ferdie = developmentAccounts()[5]?.address ?? ''
  const shown = async (answer: 'Reject' | 'Approve') => {
    await askTransfer(chain, page, ferdie, '1.5', 'Sign only')
    const window = await driver.approvalWindow()
    await window.byRole('button', 'Approve').waitFor()
    for (const part of ['1.500000000 τ', 'Balances.transfer_keep_alive']) await sees(window, part)
    const text = await window.text()
    await window.byRole('button', answer).click()
    await window.closed()
    // The blocks go on meanwhile, and with them the bytes.
    return text.replace(/\d+ min|0x\w+…\w+|Wait \d s/g, '')
  }
  const before = await shown('Reject')
  const definition = {
    chain: 'Finney',
    genesisHash: `0x${'11'.repeat(32)}`,
    specVersion: 1,
    types: {},
    tokenDecimals: 18,
    tokenSymbol: 'EVIL',
  }
  expect(
    await page.evaluate(`window.injectedWeb3.kluis.enable('demo').then(({ metadata }) =>
      Promise.all([metadata.provide(${JSON.stringify(definition)}), metadata.get()]))`),
  ).toEqual([false, []])
  for (const name of ['metadata.provide', 'metadata.get', 'rpc.send', 'rpc.subscribe', 'rpc.listProviders', 'signVote'])
    expect(await askByName(page, name, definition), name).toEqual({ ok: false, error: { code: 'unknown-request', facts: {} } })
  await noWindow(driver)
  expect(await shown('Approve')).toBe(before)
  await until('the signature', async () => (await page.byRole('status', 'Transaction').text()).startsWith('signed 0x'))
})
