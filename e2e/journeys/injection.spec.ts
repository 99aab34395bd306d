import { alterManifest, copyExtension } from '../fixtures/altered'
import type { Screen } from '../fixtures/driver'
import { type ServedPage, servePlain } from '../fixtures/plain'
import { test as bare, expect } from '../fixtures/wallet'
import { freshProfile, launch } from '../fixtures/world'
import { ownProblems } from '../long/inside'
import { grant } from './person'
import { test } from './settled'

// The provider in pages that forbid much, or that were there first: it is there before their first script, and they are as they were.

/** Writes down what goes wrong in the page, and what is said to it. */
const watch = `window.wrong = []
addEventListener('error', ({ message }) => window.wrong.push(message))
addEventListener('unhandledrejection', ({ reason }) => window.wrong.push(String(reason)))
addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.wrong.push(violatedDirective))
addEventListener('message', ({ data }) => window.wrong.push('a message: ' + JSON.stringify(data)))`
/** What the page's very first statement finds. */
const first = `window.found = typeof window.injectedWeb3?.kluis?.enable\n${watch}`
const html = (policy: string, script = ''): ServedPage => ({
  body: `<!doctype html><html lang="en"><head>${script}<title>A page</title><link rel="icon" href="data:,"></head><body><h1>A page</h1></body></html>`,
  // A browser asks for an icon by itself, and that is no deed of the wallet.
  headers: { 'content-security-policy': `${policy}; img-src data:; report-uri /report` },
})
const NONCE = 'bm90IHJhbmRvbQ'
const scripted = (policy: string) => html(policy, `<script nonce="${NONCE}">${first}</script>`)

/** Policies under which the page's own script runs. */
const running: Record<string, ServedPage> = {
  '/nonce': scripted(`default-src 'none'; script-src 'nonce-${NONCE}'`),
  '/strict': scripted(`default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; base-uri 'none'; frame-ancestors 'none'`),
  '/types': scripted(`default-src 'none'; script-src 'nonce-${NONCE}'; require-trusted-types-for 'script'; trusted-types 'none'`),
  '/sandboxed': scripted(`sandbox allow-scripts; default-src 'none'; script-src 'nonce-${NONCE}'`),
}
/** Policies under which no script of the page's runs. */
const silent: Record<string, ServedPage> = {
  '/nothing': html(`default-src 'none'`),
  '/no-script': html(`script-src 'none'`),
  '/sandbox': html('sandbox'),
}
/** Documents that are no pages. */
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A picture</title><rect width="9" height="9"/></svg>'
const others: Record<string, ServedPage> = {
  '/picture.svg': { body: SVG, type: 'image/svg+xml' },
  '/page.xhtml': {
    body: `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A page</title></head><body>A page</body></html>`,
    type: 'application/xhtml+xml',
  },
}
const heading = (page: Screen) => page.evaluate<string>(`document.querySelector('h1').textContent`)
/** Long enough for what must not come. */
const moment = () => new Promise((resolve) => setTimeout(resolve, 500))

test('the provider is there before the first script of a page, under any policy, and no policy sees it do anything', async ({
  world: { driver },
  settled,
}) => {
  const served = await servePlain({ ...running, ...silent, ...others })
  const open = (path: string) => driver.openPage(`${served.url}${path.slice(1)}`)
  try {
    for (const path of Object.keys(running)) {
      const page = await open(path)
      expect(await page.evaluate('[window.found, window.wrong]'), path).toEqual(['function', []])
      expect(await heading(page)).toBe('A page')
      await page.close()
    }
    for (const path of Object.keys(silent)) {
      const page = await open(path)
      expect(await heading(page), path).toBe('A page')
      await page.close()
    }
    for (const [path, { body }] of Object.entries(others)) {
      const page = await open(path)
      expect(await page.evaluate('new XMLSerializer().serializeToString(document).replace(/\\s*\\/>/g, "/>")'), path).toBe(body)
      await page.close()
    }
    // What forbids a page every connection does not forbid it the wallet.
    const page = await open('/types')
    const asked = page.evaluate<string[]>(`window.injectedWeb3.kluis.enable('A page').then(async ({ accounts }) =>
      (await accounts.get()).map(({ address }) => address))`)
    await grant(driver, ['Account 1'])
    expect(await asked).toEqual([settled.address])
    // Whoever has no origin can be granted nothing, and is told so rather than left waiting.
    const sandboxed = await open('/sandboxed')
    const refusal = sandboxed.evaluate<string>(
      `window.injectedWeb3.kluis.enable('A page').then(() => 'connected', ({ message }) => message)`,
    )
    const silence = new Promise<string>((resolve) => setTimeout(resolve, 5_000, 'no answer'))
    expect(await Promise.race([refusal, silence])).toMatch(/^Not authorized/)
    await moment()
    expect(served.reports).toEqual([])
    expect(await ownProblems(driver)).toEqual([])
  } finally {
    await served.close()
  }
})

/** What stands in a page's list of wallets before ours comes, by the page's address. */
const taken = `(() => {
  const fixed = (value) => Object.defineProperty({}, 'kluis', { value, enumerable: true })
  const ways = {
    '/frozen': () => { window.injectedWeb3 = Object.freeze({ other: 'theirs' }) },
    '/getter': () => Object.defineProperty(window, 'injectedWeb3', { get: () => Object.freeze({ other: 'theirs' }) }),
    '/throws': () => Object.defineProperty(window, 'injectedWeb3', { get: () => { throw new Error('theirs') } }),
    '/taken': () => { window.injectedWeb3 = fixed('theirs') },
    '/text': () => { window.injectedWeb3 = 'theirs' },
    '/trap': () => { window.injectedWeb3 = new Proxy({}, { defineProperty: () => { throw new Error('theirs') } }) },
    '/shared': () => { window.injectedWeb3 = { other: 'theirs' } },
  }
  ways[location.pathname]?.()
})()`
const looks: Record<string, unknown> = {
  '/frozen': { other: 'theirs' },
  '/getter': { other: 'theirs' },
  '/taken': { kluis: 'theirs' },
  '/text': 'theirs',
  '/trap': {},
  '/shared': { other: 'theirs', kluis: 'function' },
}

bare(
  'a list of wallets that is frozen, a getter or holds our name already breaks no page, and nothing is said to it (MSG-20)',
  async ({ kind }, info) => {
    const extension = await copyExtension(kind, info.outputPath('extension'), { 'taken.js': taken })
    await alterManifest(extension, (manifest) => ({
      ...manifest,
      content_scripts: manifest.content_scripts.map((each) => ('world' in each ? { ...each, js: ['taken.js', ...each.js] } : each)),
    }))
    const page: ServedPage = {
      body: `<!doctype html><html lang="en"><head><script>${watch}</script><title>A page</title></head><body><h1>A page</h1></body></html>`,
    }
    const paths = [...Object.keys(looks), '/throws']
    const served = await servePlain(Object.fromEntries(paths.map((path) => [path, page])))
    const profile = await freshProfile()
    const driver = await launch(kind, { profile: profile.path, extension })
    try {
      for (const path of paths) {
        const screen = await driver.openPage(`${served.url}${path.slice(1)}`)
        expect(await screen.evaluate('window.wrong'), path).toEqual([])
        expect(await heading(screen), path).toBe('A page')
        if (path === '/throws') continue
        const seen = await screen.evaluate<string>(
          `JSON.stringify(window.injectedWeb3, (key, value) => key === 'kluis' && value.enable ? typeof value.enable : value)`,
        )
        expect(JSON.parse(seen), path).toEqual(looks[path])
        await screen.close()
      }
      expect(await ownProblems(driver)).toEqual([])
    } finally {
      await driver.close()
      await profile.remove()
      await served.close()
    }
  },
)
