import { resolve } from 'node:path'
import { freshProfile, launch, startServers } from '../fixtures/world'
import { tour } from '../tour'
import { type BrowserKind, browserRemedy, getBrowser } from './browsers'
import { build } from './build'
import { done, step, trouble } from './say'

/** Where `npm start` listens, so that a bookmark and a setting survive; a port in use is told, not guessed around. */
const ports = { chain: 9944, faucet: 9945, demo: 9946 }
const names = { chromium: 'Chromium', firefox: 'Firefox' } as const

function portTrouble(error: unknown): unknown {
  const { code, port } = error as { code?: string; port?: number }
  if (code !== 'EADDRINUSE') return error
  return trouble(
    `Port ${port ?? 'of one of the servers'} on 127.0.0.1 is in use, perhaps by another npm start.`,
    `end what listens there (the chain wants ${ports.chain}, the faucet ${ports.faucet}, the demo ${ports.demo}), then run npm start again.`,
    error,
  )
}

function tellPlaces(chain: string, faucet: string, demo: string): void {
  console.log(`
  Node        ${chain}
  Faucet      ${faucet}
  Demo dApp   ${demo}

  This browser reaches only this machine. In Kluis, once you have a vault: Settings → Network → Local node.

  To load Kluis into another browser by hand:
    Chrome, Chromium, Edge   chrome://extensions → Developer mode → Load unpacked → ${resolve('dist/chrome')}
    Firefox                  about:debugging#/runtime/this-firefox → Load Temporary Add-on… → ${resolve('dist/firefox/manifest.json')}

  The profile is fresh and is thrown away at the end. Close the browser or press Ctrl-C to end everything.
`)
}

/** The wallet in a real browser beside a chain, a faucet and a demo dApp, until the person closes it. */
async function open(kind: BrowserKind): Promise<number> {
  step('Starting the localnet, its faucet and the demo dApp on 127.0.0.1.')
  const servers = await startServers(ports, 1_000).catch((error) => {
    throw portTrouble(error)
  })
  const profile = await freshProfile()
  let close: (() => Promise<void>) | undefined
  try {
    step(`Opening ${names[kind]} with Kluis on a fresh profile.`)
    const driver = await launch(kind, { profile: profile.path, headless: false })
    close = () => driver.close()
    const interrupted = new Promise<void>((stop) => {
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
    })
    await driver.openPage(servers.faucet.url)
    await driver.openPage(servers.demo.url)
    await driver.openPage(driver.extensionUrl('src/popup/index.html'))
    done(`${names[kind]} is open with Kluis in a tab; its popup is behind the puzzle piece in the toolbar.`)
    tellPlaces(servers.chain.url, servers.faucet.url, servers.demo.url)
    await Promise.race([driver.ended(), interrupted])
    step('Ending.')
    return 0
  } finally {
    await close?.().catch(() => undefined)
    await servers.close()
    await profile.remove().catch(() => undefined)
  }
}

/** `npm start`, `npm start -- --firefox`, `npm start -- --tour`. */
export async function run(args: string[]): Promise<number> {
  const unknown = args.find((arg) => !['--firefox', '--chromium', '--tour'].includes(arg))
  if (unknown) throw trouble(`npm start knows no "${unknown}".`, 'use --firefox, --tour, both or none.')
  const kind: BrowserKind = args.includes('--firefox') ? 'firefox' : 'chromium'
  const browser = await getBrowser(kind)
  if ('missing' in browser) throw trouble(`There is no ${names[kind]} to start: ${browser.missing}.`, browserRemedy(kind))
  process.env[kind.toUpperCase()] = browser.path
  done(`${browser.version} (${browser.path})`)
  await build()
  const display = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  if (display && !args.includes('--tour')) return open(kind)
  if (!args.includes('--tour')) step('This machine has no display, so Kluis shows itself: the same as npm start -- --tour.')
  return (await tour({ browser: kind, headless: !display })) === 0 ? 0 : 1
}
