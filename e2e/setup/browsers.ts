import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'
import { type Ran, runNode, runProgram, step } from './say'

export type BrowserKind = 'chromium' | 'firefox'
/** A browser that runs, or the sentence that says why there is none. */
export type BrowserFound = { path: string; version: string } | { missing: string }

const names = { chromium: 'Chromium', firefox: 'Firefox' } as const
const variable = { chromium: 'CHROMIUM', firefox: 'FIREFOX' } as const
/** manifest.json and vite.config.ts promise these. */
const oldest = { chromium: 120, firefox: 140 } as const
const onPath = {
  chromium: ['chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable'],
  firefox: ['firefox', 'firefox-esr'],
} as const
const elsewhere = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
} as const
/** Where `@puppeteer/browsers` puts its Firefox: outside node_modules, so that npm ci does not throw it away. */
const downloads = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'kluis-browsers')

/** A snap is confined to its own folders: it sees neither dist/ nor a profile in the temporary folder. */
export function isSnap(path: string): boolean {
  const real = realpathSync(path)
  if (/(^|\/)snap(\/|$)/.test(real)) return true
  if (statSync(real).size > 65_536) return false
  const file = openSync(real, 'r')
  try {
    const start = Buffer.alloc(65_536)
    return start.toString('utf8', 0, readSync(file, start)).includes('/snap/bin/')
  } finally {
    closeSync(file)
  }
}

/** What a browser says of itself with `--version`, as a verdict: usable, or why not. */
export function judge(kind: BrowserKind, path: string, said: string): BrowserFound {
  const version = said.trim().split('\n').at(-1) ?? ''
  const ours = kind === 'chromium' ? /Chromium|Edge|Google Chrome for Testing/ : /Firefox/
  if (kind === 'chromium' && /Google Chrome(?! for Testing)/.test(version)) {
    return { missing: `${path} is Google Chrome, which ignores --load-extension` }
  }
  if (!ours.test(version)) return { missing: `${path} did not say that it is ${names[kind]}` }
  const major = Number(/(\d+)\./.exec(version)?.[1] ?? 0)
  if (major < oldest[kind]) return { missing: `${path} is ${version}; Kluis needs ${oldest[kind]} or newer` }
  return { path, version }
}

function look(kind: BrowserKind, path: string): BrowserFound {
  if (!existsSync(path)) return { missing: `${path} does not exist` }
  if (isSnap(path)) return { missing: `${path} is a snap, which cannot load an extension from this folder` }
  // On Windows a browser answers --version by opening a window.
  if (process.platform === 'win32') return { path, version: names[kind] }
  const { status, stdout, stderr, error } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 })
  if (status === 0) return judge(kind, path, stdout)
  const reason = (error?.message ?? stderr).trim().split('\n')[0]
  return { missing: `${path} does not start${reason ? ` (${reason.slice(0, 200)})` : ''}` }
}

/** The browsers that earlier runs downloaded. */
function downloaded(kind: BrowserKind): string[] {
  if (kind === 'chromium') return [chromium.executablePath()]
  const index = join(downloads, 'firefox-path')
  return existsSync(index) ? [readFileSync(index, 'utf8').trim()] : []
}

/**
 * Finds a browser that can load the extension, without installing anything.
 * The variable CHROMIUM or FIREFOX, when set, is the only place that is looked at.
 */
export function findBrowser(kind: BrowserKind): BrowserFound {
  const chosen = process.env[variable[kind]]
  if (chosen) {
    const found = look(kind, chosen)
    return 'path' in found ? found : { missing: `${variable[kind]} is set, but ${found.missing}` }
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = [
    ...onPath[kind].flatMap((name) => folders.map((folder) => join(folder, name))),
    ...elsewhere[kind],
    ...downloaded(kind),
  ].filter((path) => existsSync(path))
  const reasons = new Set<string>()
  for (const path of candidates) {
    const found = look(kind, path)
    if ('path' in found) return found
    reasons.add(found.missing)
  }
  return { missing: [`no ${names[kind]} is installed`, ...reasons].join('; ') }
}

/** What stands before a command of the system's packages: nothing for root, or sudo that asks nothing; undefined where neither may. */
function packageRights(): string[] | undefined {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  if (process.getuid?.() === 0) return ['env']
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'env'] : undefined
}

/** Debian and what is made from it, but not Ubuntu, whose browsers are snaps. */
function isDebian(): boolean {
  if (!existsSync('/etc/os-release')) return false
  const release = readFileSync('/etc/os-release', 'utf8')
  const family = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap(([, ids]) => (ids ?? '').split(' '))
  return family.includes('debian') && !family.includes('ubuntu')
}

const why = ({ code, output, timedOut }: Ran) =>
  timedOut ? 'took too long' : (/^.*\b(?:Error|E:).*$/m.exec(output)?.[0].trim().slice(0, 200) ?? `exit code ${code}`)
const TEN_MINUTES = 600_000

async function installFromDebian(kind: BrowserKind): Promise<string> {
  const [first, ...rest] = (isDebian() && packageRights()) || []
  if (!first) return "Debian's package cannot be installed here (no Debian, or neither root nor sudo without a password)"
  // Without user namespaces Chromium needs the sandbox that Debian packs apart; only root goes without one.
  const packages = kind === 'chromium' ? ['chromium', 'chromium-sandbox'] : ['firefox-esr']
  const name = packages.join(' ')
  step(`Installing Debian's ${name} (apt-get update, apt-get install ${name}).`)
  const quiet = [...rest, 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-q', '-y']
  await runProgram(first, [...quiet, 'update'], { show: true, timeoutMs: TEN_MINUTES })
  const ran = await runProgram(first, [...quiet, 'install', '--no-install-recommends', ...packages], { show: true, timeoutMs: TEN_MINUTES })
  return ran.code === 0 ? '' : `apt-get install ${name} failed: ${why(ran)}`
}

const playwright = 'node_modules/playwright/cli.js'

async function download(kind: BrowserKind): Promise<string> {
  if (kind === 'chromium') {
    step("Downloading Playwright's own Chromium, about 170 MB (npx playwright install chromium).")
    const ran = await runNode(playwright, ['install', '--no-shell', 'chromium'], { timeoutMs: TEN_MINUTES })
    if (ran.code !== 0) return `npx playwright install chromium failed: ${why(ran)}`
  } else {
    step('Downloading Firefox, about 100 MB (npx @puppeteer/browsers install firefox@stable).')
    const install = ['install', 'firefox@stable', '--path', downloads, '--format', 'installed at {{path}}']
    const ran = await runNode('node_modules/@puppeteer/browsers/lib/cjs/main-cli.js', install, { timeoutMs: TEN_MINUTES })
    const path = /^installed at (.+)$/m.exec(ran.output)?.[1]
    if (ran.code !== 0 || !path) return `npx @puppeteer/browsers install firefox@stable failed: ${why(ran)}`
    writeFileSync(join(downloads, 'firefox-path'), path)
  }
  // A bare machine lacks the libraries that a downloaded browser does not bring.
  if ('path' in findBrowser(kind) || !packageRights()) return ''
  step(`Installing the system libraries that the download needs (npx playwright install-deps ${kind}).`)
  const ran = await runNode(playwright, ['install-deps', kind], { show: true, timeoutMs: TEN_MINUTES })
  return ran.code === 0 ? '' : `npx playwright install-deps ${kind} failed: ${why(ran)}`
}

/** Finds a browser, or installs one where that is allowed. Never throws: the reasons are in `missing`. */
export async function getBrowser(kind: BrowserKind): Promise<BrowserFound> {
  step(`Looking for ${names[kind]} (${variable[kind]}=… chooses one).`)
  let found = findBrowser(kind)
  if ('path' in found || process.env[variable[kind]]) return found
  const reasons = [found.missing]
  for (const install of [installFromDebian, download]) {
    const failed = await install(kind)
    found = findBrowser(kind)
    if ('path' in found) return found
    reasons.push(failed || found.missing)
  }
  return { missing: [...new Set(reasons)].join('; ') }
}

/** What to do when there is none, for any of the reasons. */
export function browserRemedy(kind: BrowserKind): string {
  return kind === 'chromium'
    ? 'install Chromium or Microsoft Edge, or set CHROMIUM to the path of one, and run the same command again.'
    : 'install Firefox 140 or newer (not the snap), or set FIREFOX to the path of one, and run the same command again.'
}
