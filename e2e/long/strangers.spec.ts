import { readdirSync } from 'node:fs'
import { copyExtension } from '../fixtures/altered'
import { servePlain } from '../fixtures/plain'
import { test as bare, expect } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { PASSWORD, SAY, unlock } from '../journeys/person'
import { test } from '../journeys/settled'

// What a page that the wallet does not know learns of it, and of its files.

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => `${each.parentPath}/${each.name}`.slice(folder.length + 1))
const folderOf = (kind: string) => `dist/${kind === 'firefox' ? 'firefox' : 'chrome'}`

test('no packaged file can be read, run or shown by a page, in any way that tells that it is there (PRV-01)', async ({
  kind,
  world: { driver },
  settled: { popup },
}) => {
  const files = filesOf(folderOf(kind))
  expect(files.length).toBeGreaterThan(20)
  const urls = files.map((each) => driver.extensionUrl(each))
  // The addresses are right: our own page reads what is there.
  const own = await popup.evaluate<string[]>(
    `Promise.all(${JSON.stringify(urls)}.map((url) => fetch(url).then(({ ok }) => ok, () => false).then((ok) => (ok ? '' : url)))).then((all) => all.filter(Boolean))`,
  )
  expect(own).toEqual([])
  const served = await servePlain()
  try {
    const page = await driver.openPage(served.url)
    const met = await page.evaluate<string[]>(`(async () => {
      const met = []
      const element = (kind, name, url) =>
        new Promise((resolve) => {
          const made = document.createElement(kind)
          if (kind === 'link') made.rel = 'stylesheet'
          made.onload = made.oncanplay = () => resolve('met')
          made.onerror = () => resolve('blocked')
          made[name] = url
          document.body.append(made)
          setTimeout(resolve, 20_000, 'silence')
        })
      for (const url of ${JSON.stringify([...urls, driver.extensionUrl('there-is-no-such-file.html')])}) {
        const all = await Promise.all([
          fetch(url).then(() => 'met', () => 'blocked'),
          fetch(url, { mode: 'no-cors' }).then(() => 'met', () => 'blocked'),
          element('img', 'src', url),
          element('script', 'src', url),
          element('link', 'href', url),
        ])
        if (all.some((each) => each !== 'blocked')) met.push(url + ' ' + all)
      }
      return met
    })()`)
    expect(met).toEqual([])
  } finally {
    await served.close()
  }
})

/** A page of the extension that would tell whoever shows it. */
const shouting = {
  'probe.html': '<!doctype html><html lang="en"><head><title>A probe</title><script src="probe.js"></script></head><body></body></html>',
  'probe.js': `for (const to of [parent, opener]) to?.postMessage('a page of the wallet was shown', '*')`,
}
bare('no page of the wallet is framed or opened by a page, nor fetched (UIX-02)', async ({ kind }, info) => {
  const extension = await copyExtension(kind, info.outputPath('extension'), shouting)
  const pages = filesOf(extension).filter((each) => each.endsWith('.html'))
  expect(pages).toEqual(expect.arrayContaining(['probe.html', 'src/popup/index.html', 'src/import/index.html']))
  const served = await servePlain()
  const profile = await freshProfile()
  const driver = await launch(kind, { profile: profile.path, extension })
  try {
    // Where it may be shown, it does tell: this is how it would be seen.
    const own = await driver.openPopup()
    const told = `new Promise((resolve) => {
      addEventListener('message', ({ data }) => data === 'a page of the wallet was shown' && resolve('shown'))
      setTimeout(resolve, 3_000, 'not shown')
    })`
    const page = await driver.openPage(served.url)
    for (const file of pages) {
      const url = JSON.stringify(driver.extensionUrl(file))
      const framed = await page.evaluate<string>(`(async () => {
        const told = ${told}
        for (const [kind, name] of [['iframe', 'src'], ['object', 'data'], ['embed', 'src']]) {
          const made = document.createElement(kind)
          made[name] = ${url}
          document.body.append(made)
        }
        try { window.open(${url}) } catch {}
        return [await told, await fetch(${url}).then(() => 'read', () => 'blocked')].join()
      })()`)
      expect(framed, file).toBe('not shown,blocked')
    }
    const opened = await Promise.all((await driver.screens()).map((each) => each.url()))
    expect(opened.filter((url) => url.startsWith(driver.extensionUrl('')))).toEqual([await own.url()])
    const shown = await driver.openPage(driver.extensionUrl('probe.html'))
    expect(await shown.evaluate('document.title')).toBe('A probe')
  } finally {
    await driver.close()
    await profile.remove()
    await served.close()
  }
})

/** What a page finds in its window: names of its globals, what of them is the wallet's, and the document. */
const look = `JSON.stringify({
  names: Object.getOwnPropertyNames(window).filter((name) => !/^(kluisQueries|axe|said|puppeteer)/.test(name)).sort(),
  wallets: window.injectedWeb3 && Object.keys(window.injectedWeb3).map((key) => [key, Object.entries(window.injectedWeb3[key]).map(([name, value]) => [name, typeof value])]),
  document: document.documentElement.outerHTML,
})`
type Seen = { names: string[]; wallets?: [string, [string, string][]][]; document: string }

test('a page that is not connected finds the name and the version in a minute, whatever is done with the wallet meanwhile, and nothing else (PRV-02)', async ({
  kind,
  world: { driver },
  settled: { popup, address },
}) => {
  const served = await servePlain()
  const profile = await freshProfile()
  const without = await launch(kind, { profile: profile.path, bare: true })
  try {
    const before = JSON.parse(await (await without.openPage(served.url)).evaluate<string>(look)) as Seen
    expect(before.wallets).toBeUndefined()
    const page = await driver.openPage(served.url)
    await page.evaluate(`void (window.said = [], addEventListener('message', ({ data }) => said.push(data)))`)
    const until = Date.now() + 60_000
    // Unlocked, locked and unlocked again; every few seconds the page comes to the front and looks.
    const names = new Set<string>()
    for (let turn = 0; Date.now() < until || turn < 3; turn++) {
      if (turn === 1) await popup.byRole('button', SAY.common.lock).click()
      if (turn === 2) await unlock(popup, PASSWORD)
      await page.evaluate(`void (dispatchEvent(new Event('focus')), document.dispatchEvent(new Event('visibilitychange')))`)
      await new Promise((resolve) => setTimeout(resolve, 8_000))
      const seen = JSON.parse(await page.evaluate<string>(look)) as Seen
      for (const name of seen.names) names.add(name)
      expect(seen.wallets?.map(([key, entries]) => [key, Object.fromEntries(entries)])).toEqual([
        ['kluis', { enable: 'function', version: 'string' }],
      ])
      expect(seen.document).toBe(before.document)
      expect(JSON.stringify(seen)).not.toContain(address)
    }
    expect([...names].filter((name) => !before.names.includes(name))).toEqual(['injectedWeb3'])
    expect(await page.evaluate('window.said')).toEqual([])
    expect(await driver.hasApprovalWindow()).toBe(false)
  } finally {
    await without.close()
    await profile.remove()
    await served.close()
  }
})
