import { encodeEra, mortalEra, toHex } from '../src/units'
import { chainTimes } from './bench-chain'
import { lists } from './bench-lists'
import { locks } from './bench-locks'
import { tabs } from './bench-tabs'
import { launchChromium } from './fixtures/chromium'
import { type Screen, until } from './fixtures/driver'
import { servePlain } from './fixtures/plain'
import { freshProfile } from './fixtures/world'
import { PASSWORD, sees, settleIn } from './journeys/person'
import { developmentAccounts, type Localnet, startLocalnet } from './localnet'
import { callOf } from './localnet/signed'
import { askWallet } from './long/inside'
import { bringMany, idOf } from './long/many'
import { browserRemedy, findBrowser, getBrowser } from './setup/browsers'
import { build } from './setup/build'
import { done, step, trouble } from './setup/say'

type Browser = Awaited<ReturnType<typeof launchChromium>>
/** One row of the table: milliseconds, and the budget of design.md 7, where there is one. */
type Row = { what: string; times: number[]; budget?: number }
type Stopper = { stop(): Promise<void> }
type Bench = { browser: Browser; chain: Localnet; address: string; dapp: Screen; stopper: Stopper }

/** The balance that home has to show before it counts as usable, in TAO and as it is written there. */
const BALANCE = { rao: '120500000000', text: '120.5000' }
const NOW = 'performance.timeOrigin + performance.now()'

/** Runs in our own pages before their scripts: notes when home and a request were painted, and when the person really clicked. */
const watch = `if (location.protocol === 'chrome-extension:') {
  const whenPainted = (shows) => new Promise((resolve) => {
    const observer = new MutationObserver(() => look())
    const look = () => {
      if (!document.body || !shows()) return
      observer.disconnect()
      // The frame with it is made after this callback, and a message comes after the frame.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(0)
      })
    }
    observer.observe(document, { childList: true, subtree: true, characterData: true })
    look()
  })
  const some = (selector, fits) => [...document.querySelectorAll(selector)].some((each) => fits(each.textContent.trim()))
  // Of many accounts it says how many were counted.
  const home = () => some('h1', (text) => text.startsWith('Balance')) && document.body.textContent.replace(/\\s/g, '').includes('${BALANCE.text}')
  const request = () => some('button', (text) => text === 'Approve' || text === 'Sign')
  globalThis.kluisHomeAgain = () => whenPainted(home)
  globalThis.kluisHome = whenPainted(home)
  globalThis.kluisRequest = whenPainted(request).then((at) => performance.timeOrigin + at)
  addEventListener('click', ({ isTrusted, timeStamp }) => {
    if (isTrusted) console.debug('kluis-click', performance.timeOrigin + timeStamp)
  }, { capture: true })
}`

/** Many accounts: home, unlocking, saving one more, searching, and the longest frame while the list is scrolled. */
async function manyAccounts({ browser }: Bench, to: number): Promise<Row[]> {
  const popup = await browser.openPopup()
  const { total } = await askWallet<{ total: number }>(popup, 'accountsPage', { from: 0, count: 1, query: 'watched', only: 'all' })
  await bringMany(popup, total, to)
  const budget = to > 1_000 ? 400 : 250
  const homes = await repeat(8, async () => {
    const page = await browser.openPopup()
    const time = await page.evaluate<number>('kluisHome')
    await page.close()
    return time
  })
  const timed = async (name: 'changeAccount' | 'accountsPage', input: (run: number) => object) =>
    repeat(8, async (run) => {
      const start = performance.now()
      await askWallet(popup, name, input(run))
      return performance.now() - start
    })
  const saves = await timed('changeAccount', (run) => ({ id: idOf(to - 1), note: `run ${run}` }))
  const searches = await timed('accountsPage', (run) => ({ from: 0, count: 50, query: `watched ${run}`, only: 'all' }))
  await popup.close()
  const stopper = await createStopper(browser)
  const wakings: number[] = []
  const firsts = await repeat(8, async (run) => {
    await stopper.stop()
    const page = await browser.openPopup()
    const home = await page.evaluate<number>('kluisHome')
    if (run > 0) wakings.push(home)
    const start = performance.now()
    await askWallet(page, 'accountsPage', { from: 0, count: 50, query: 'qq', only: 'all' })
    const time = performance.now() - start
    await page.close()
    return time
  })
  const list = await browser.openPopup('/accounts')
  await list.byText('Watched 0').waitFor()
  const frames = await list.evaluate<number[]>(`new Promise((resolve) => {
    const body = document.querySelector('.body')
    const times = []
    let last = performance.now()
    const step = (now) => {
      times.push(now - last)
      last = now
      body.scrollTop += 3000
      if (times.length < 60) requestAnimationFrame(step)
      else resolve(times.slice(2))
    }
    requestAnimationFrame(step)
  })`)
  await list.close()
  const unlocking = (await unlocks({ browser } as Bench)).map((row) => ({ ...row, what: `${to} accounts: ${row.what}`, budget: 2_500 }))
  return [
    { what: `${to} accounts: navigation to home with the balance`, times: homes, budget },
    { what: `${to} accounts: the same, background stopped`, times: wakings, budget },
    { what: `${to} accounts: frames while the list is scrolled`, times: frames, budget: 100 },
    { what: `${to} accounts: a change of one saved and read back`, times: saves, budget: 500 },
    { what: `${to} accounts: a search answered`, times: searches, budget: 200 },
    { what: `${to} accounts: the first search for a piece of an address after the background started`, times: firsts },
    ...unlocking,
  ]
}

/** What a page asks to be signed, as @polkadot/api makes it. Nothing of it is sent, so the nonce stays. */
function payloadOf({ chain, address }: Bench, rao: bigint): object {
  const { best, info } = chain.chain
  const hex = (value: number, bytes: number) => `0x${value.toString(16).padStart(2 * bytes, '0')}`
  const dest = { type: 'Id', value: developmentAccounts()[5]?.address }
  return {
    address,
    blockHash: best.hash,
    blockNumber: hex(best.number, 4),
    era: toHex(encodeEra(mortalEra(best.number, 64))),
    genesisHash: chain.genesisHash,
    method: toHex(callOf(chain.chain, 'Balances', 'transfer_keep_alive', { dest, value: rao })),
    nonce: hex(chain.chain.account(address).nonce, 4),
    signedExtensions: chain.chain.built.unified.extrinsic.signedExtensions[0]?.map(({ identifier }) => identifier),
    specVersion: hex(info.specVersion, 4),
    tip: hex(0, 16),
    transactionVersion: hex(1, 4),
    version: 4,
  }
}

/** A vault with one account that has money, open, with its balance read, and a plain page that may see it. */
async function prepare(browser: Browser, chain: Localnet, plain: { url: string }): Promise<Bench> {
  await browser.context().addInitScript(watch)
  const { popup, address } = await settleIn(browser, chain)
  await popup.byRole('link', 'Settings').click()
  await popup.byLabel('60 min').click()
  await popup.byRole('link', 'Home').click()
  chain.control({ balance: { address, rao: BALANCE.rao } })
  await sees(popup, BALANCE.text)
  const dapp = await browser.openPage(plain.url)
  await dapp.evaluate(`globalThis.enabled = injectedWeb3.kluis.enable('bench'); 0`)
  const window = await browser.approvalWindow()
  await window.byRole('button', 'Connect 1 account').click()
  await window.closed()
  await dapp.evaluate(`enabled.then((injected) => { globalThis.kluis = injected; return 0 })`)
  // An open popup would wake the background whenever it is stopped.
  await popup.close()
  return { browser, chain, address, dapp, stopper: await createStopper(browser) }
}

/**
 * A way to stop the background that nothing wakes again: closing a page or a popup would. The driver's own way closes a page.
 * @returns `stop` resolves when the background is seen to be stopped and to stay so
 */
async function createStopper(browser: Browser): Promise<Stopper> {
  await browser.openPage(browser.extensionUrl('manifest.json'))
  const page = browser
    .context()
    .pages()
    .find((each) => each.url() === browser.extensionUrl('manifest.json'))
  if (!page) throw new Error('the page beside the background did not open')
  const session = await browser.context().newCDPSession(page)
  const states = new Map<string, string>()
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, runningStatus } of versions) states.set(versionId, runningStatus)
  })
  await session.send('ServiceWorker.enable')
  const stopped = () => states.size > 0 && [...states.values()].every((each) => each === 'stopped')
  return {
    stop: () =>
      until('the background to stop and to stay so', async () => {
        if (!stopped()) await session.send('ServiceWorker.stopAllWorkers')
        await until('the background to stop', stopped)
        await new Promise((resolve) => setTimeout(resolve, 500))
        return stopped()
      }).then(() => undefined),
  }
}

/** Repeats `once` and keeps what it measured, without the first, which warms up. */
async function repeat(runs: number, once: (run: number) => Promise<number>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run <= runs; run++) {
    const time = await once(run)
    if (run > 0) times.push(time)
  }
  return times
}

async function popups({ browser, stopper }: Bench): Promise<Row[]> {
  const open = async () => {
    const popup = await browser.openPopup()
    const time = await popup.evaluate<number>('kluisHome')
    await popup.close()
    return time
  }
  return [
    { what: 'popup: navigation to home with the balance, background running', times: await repeat(20, open), budget: 200 },
    {
      what: 'popup: the same, background stopped',
      times: await repeat(12, async () => {
        await stopper.stop()
        return open()
      }),
      budget: 200,
    },
  ]
}

async function unlocks({ browser }: Bench): Promise<Row[]> {
  const popup = await browser.openPopup()
  const times = await repeat(8, async () => {
    await popup.byRole('button', 'Lock').click()
    await popup.byLabel('Password').fill(PASSWORD)
    await popup.evaluate(`globalThis.kluisUnlock = new Promise((resolve) =>
      addEventListener('submit', () => { const start = performance.now(); kluisHomeAgain().then((end) => resolve(end - start)) }, { capture: true, once: true })); 0`)
    await popup.byRole('button', 'Unlock').click()
    return popup.evaluate<number>('kluisUnlock')
  })
  await popup.close()
  return [{ what: 'unlock: password submitted to home with the balance', times }]
}

async function answers({ stopper, dapp }: Bench): Promise<Row[]> {
  const times = await repeat(15, async () => {
    await stopper.stop()
    return dapp.evaluate<number>(`(async () => {
      const start = performance.now()
      await kluis.accounts.get()
      return performance.now() - start
    })()`)
  })
  return [{ what: 'stopped background: accounts.get() of a page to its answer', times, budget: 200 }]
}

/** Asks for something to be signed and approves it. @returns how long it took to be shown, and from the click to the signature */
async function consent(
  { browser, dapp }: Bench,
  ask: string,
  button: string,
  clicks: number[],
): Promise<{ shown: number; signed: number }> {
  const asked = await dapp.evaluate<number>(
    `(() => { const at = ${NOW}; globalThis.signature = kluis.signer.${ask}.then(() => ${NOW}); return at })()`,
  )
  const window = await browser.approvalWindow()
  const shown = await window.evaluate<number>('kluisRequest')
  clicks.length = 0
  await window.byRole('button', button).click()
  const signed = await dapp.evaluate<number>('signature')
  const clicked = await until('the click to be told', () => clicks[0])
  await window.closed()
  return { shown: shown - asked, signed: signed - clicked }
}

async function approvals(bench: Bench): Promise<Row[]> {
  const clicks: number[] = []
  bench.browser.context().on('console', (message) => {
    const [word, time] = message.text().split(' ')
    if (word === 'kluis-click') clicks.push(Number(time))
  })
  const shown: number[] = []
  const transfers = await repeat(15, async (run) => {
    const ask = `signPayload(${JSON.stringify(payloadOf(bench, BigInt(run + 1)))})`
    const times = await consent(bench, ask, 'Approve', clicks)
    if (run > 0) shown.push(times.shown)
    return times.signed
  })
  const texts = await repeat(10, async (run) => {
    const ask = `signRaw(${JSON.stringify({ address: bench.address, data: `bench ${run}`, type: 'bytes' })})`
    return (await consent(bench, ask, 'Sign', clicks)).signed
  })
  return [
    { what: 'approve: trusted click to the signature of a transfer at the page', times: transfers, budget: 20 },
    { what: 'sign: trusted click to the signature of a text at the page', times: texts, budget: 20 },
    { what: 'explain: signPayload of a page to its window painted, opening included', times: shown },
  ]
}

/** The same page in two browsers, with and without the wallet, in turns: what counts is the difference of each pair. */
async function overhead(withWallet: Browser, without: Browser, plain: { url: string }): Promise<Row[]> {
  const pages = [await withWallet.context().newPage(), await without.context().newPage()]
  const load = async (at: number) => {
    await pages[at]?.goto(plain.url, { waitUntil: 'load' })
    const time = await until('the load event to end', () =>
      pages[at]?.evaluate(() => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).duration),
    )
    return time
  }
  const found = await pages[0]?.goto(plain.url).then(() => pages[0]?.evaluate(() => 'injectedWeb3' in window))
  if (!found) throw new Error('the page with the wallet has no wallet')
  const bare: number[] = []
  const added = await repeat(40, async (run) => {
    const [first, second] = run % 2 ? [0, 1] : [1, 0]
    const times = [0, 0]
    times[first] = await load(first)
    times[second] = await load(second)
    const [mine = 0, theirs = 0] = times
    if (run > 0) bare.push(theirs)
    return mine - theirs
  })
  return [
    { what: 'page load: added by the wallet (difference of pairs)', times: added, budget: 5 },
    { what: 'page load: without the wallet, for comparison', times: bare },
  ]
}

/** The table: minimum, median, 95th percentile, maximum and budget of each row, in milliseconds. */
function tableOf(rows: readonly Row[]): string {
  const ms = (time: number) => time.toFixed(1)
  const lines = rows.map(({ what, times, budget }) => {
    const sorted = [...times].sort((a, b) => a - b)
    const middle = sorted.length / 2
    const median = ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
    const most = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0
    const told = [sorted[0] ?? 0, median, most, sorted.at(-1) ?? 0].map(ms)
    return [what, String(times.length), ...told, budget === undefined ? '–' : `≤ ${budget}`]
  })
  const all = [['milliseconds', 'runs', 'min', 'median', 'p95', 'max', 'budget'], ...lines]
  const widths = [0, 1, 2, 3, 4, 5, 6].map((at) => Math.max(...all.map((line) => line[at]?.length ?? 0)))
  return all
    .map((line) => line.map((cell, at) => (at ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join('  '))
    .join('\n')
}

/**
 * `npm run bench`: the times of design.md 7, in real Chromium. They are told, never judged: only what could not be measured fails.
 * @param looked only the parts in whose sentence all of these are, `npm run bench -- accounts` for example
 */
export async function run(looked: readonly string[] = []): Promise<number> {
  const found = await getBrowser('chromium')
  if ('missing' in found) throw trouble(`There is no Chromium to measure in: ${found.missing}.`, browserRemedy('chromium'))
  process.env.CHROMIUM = found.path
  await build()
  const rows: Row[] = []
  let failed = 0
  const part = async (sentence: string, measure: () => Promise<Row[]>) => {
    if (!looked.every((each) => sentence.includes(each))) return
    step(sentence)
    try {
      rows.push(...(await measure()))
    } catch (error) {
      failed += 1
      console.error('✗ This could not be measured:', error)
    }
  }
  const closing: (() => Promise<unknown>)[] = []
  const launch = async (bare: boolean) => {
    const profile = await freshProfile()
    closing.push(profile.remove)
    const browser = await launchChromium({ profile: profile.path, bare })
    closing.push(browser.close)
    return browser
  }
  try {
    await part('Starting the localnet and filling its blocks.', chainTimes)
    const plain = await servePlain()
    closing.push(plain.close)
    const chain = await startLocalnet({ blockTimeMs: 2_000 })
    closing.push(chain.close)
    step(`Opening ${found.version} with Kluis: one account, a balance, one connected page.`)
    const browser = await launch(false)
    const bench = await prepare(browser, chain, plain)
    await part('Looking sites up on a phishing list.', lists)
    await part('Opening the popup, first with the background running, then with it stopped.', () => popups(bench))
    await part('Locking and unlocking.', () => unlocks(bench))
    await part('Stopping the background and asking from a page.', () => answers(bench))
    await part('Approving transfers and signing texts.', () => approvals(bench))
    await part('Renaming an account before a hundred connected tabs.', () => tabs(browser, plain.url, bench.stopper.stop))
    for (const screen of await browser.screens()) await screen.close()
    await part('Bringing 1,000 accounts, then opening, searching, scrolling, saving and unlocking.', () => manyAccounts(bench, 1_000))
    await part('The same with 10,000 accounts.', () => manyAccounts(bench, 10_000))
    for (const screen of await browser.screens()) await screen.close()
    await part('Loading a page with and without the wallet, in two browsers in turns.', async () =>
      overhead(browser, await launch(true), plain),
    )
    await part('Locking three windows and unlocking, in a Chromium of its own.', () => locks('chromium', PASSWORD))
    const other = findBrowser('firefox')
    if ('path' in other) await part('The same locking and unlocking in Firefox.', () => locks('firefox', PASSWORD))
  } finally {
    for (const close of closing.reverse()) await close().catch((error) => console.error('✗ While closing:', error))
  }
  if (!rows.length && !failed) throw trouble(`There is no part about ${looked.join(' ')}.`, 'npm run bench measures all of them.')
  console.log(`\n${found.version}, ${process.platform} ${process.arch}\n${tableOf(rows)}\n`)
  if (failed) console.log(`✗ ${failed} ${failed === 1 ? 'part' : 'parts'} could not be measured.`)
  else done('Everything was measured. Times depend on the machine and on what else runs on it.')
  return failed ? 1 : 0
}
