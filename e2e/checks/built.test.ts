import { createHash } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { packExtension, zip } from '../package'
import { buildStale } from '../setup/build'
import { runNode } from '../setup/say'
import { filesOfHome, readChunks } from '../size'

beforeAll(async () => {
  for (const { name, failed } of await buildStale()) expect(failed, name).toBeUndefined()
}, 300_000)

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
  "connect-src 'self' wss: ws://127.0.0.1:* ws://localhost:* https://polkadot.js.org; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
const pages = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*']
const icons = { '16': 'icons/icon-16.png', '32': 'icons/icon-32.png', '48': 'icons/icon-48.png', '128': 'icons/icon-128.png' }

/** The whole manifest of both, written down a second time: nothing may appear in the built ones that is not here (SUP-01). */
const shared = {
  manifest_version: 3,
  name: '__MSG_name__',
  description: '__MSG_description__',
  default_locale: 'en',
  version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  icons,
  action: {
    default_popup: 'src/popup/index.html',
    default_title: '__MSG_name__',
    default_icon: { '16': icons['16'], '32': icons['32'] },
  },
  content_scripts: [
    { matches: pages, js: ['src/content/relay.iife.js'], run_at: 'document_start', all_frames: false },
    { matches: pages, js: ['src/inpage/provider.iife.js'], run_at: 'document_start', all_frames: false, world: 'MAIN' },
  ],
  optional_permissions: ['notifications', 'clipboardRead'],
  content_security_policy: { extension_pages: policy },
}
const manifests: Record<string, object> = {
  chrome: {
    ...shared,
    minimum_chrome_version: '120',
    permissions: ['storage', 'alarms', 'idle', 'unlimitedStorage', 'sidePanel'],
    background: { service_worker: 'service-worker-loader.js', type: 'module' },
    side_panel: { default_path: 'src/popup/index.html' },
  },
  firefox: {
    ...shared,
    permissions: ['storage', 'alarms', 'idle', 'unlimitedStorage'],
    background: { scripts: [expect.stringMatching(/^(assets\/[\w.-]+|service-worker-loader)\.js$/)], type: 'module' },
    sidebar_action: { default_panel: 'src/popup/index.html', default_title: '__MSG_name__', open_at_install: false },
    browser_specific_settings: {
      gecko: { id: 'kluis@kluis.example', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
    },
  },
}

/** Addresses that stand in shipped code, none of which is ever asked by it. */
const meantAddresses = [
  /^https:\/\/(taostats\.io|taomarketcap\.com)\/extrinsics?\//, // explorers, gone to when the person presses their link
  /^https?:\/\/www\.w3\.org\//, // names of XML vocabularies
  /^https:\/\/react\.dev\//, // React's error messages
  /^https:\/\/www\.npmjs\.com\/package\/hash-wasm$/, // its licence
  /^https:\/\/polkadot\.js\.org\/phishing\/all\.json$/, // newer entries of the phishing list, once the person asks for them
  /^https?:\/\/(localhost|127\.0\.0\.1)(?=$|[:/*])/,
]
const analytics = /google-analytics|googletagmanager|sentry\.io|segment\.(io|com)|mixpanel|amplitude\.com|posthog|hotjar|datadoghq|bugsnag/i

describe.each(['chrome', 'firefox'])('dist/%s', (browser) => {
  const folder = join('dist', browser)
  const list = async () =>
    (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
  const texts = async (pattern: RegExp) =>
    Promise.all((await list()).filter((path) => pattern.test(path)).map(async (path) => ({ path, text: await readFile(path, 'utf8') })))

  test('its manifest is the one that was decided: no host permissions, nothing accessible to the web, nothing connectable', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    expect(manifest).toEqual(manifests[browser])
    for (const key of [
      'host_permissions',
      'optional_host_permissions',
      'web_accessible_resources',
      'externally_connectable',
      'update_url',
    ]) {
      expect(manifest).not.toHaveProperty(key)
    }
  })

  test('every file that the manifest names is there', async () => {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
    const files = await list()
    // Hosts that the policy names are no files.
    const named = JSON.stringify({ ...manifest, content_security_policy: {} }).match(/[\w./-]+\.(?:js|html|png)/g) ?? []
    expect(named.length).toBeGreaterThan(5)
    for (const name of named) expect(files).toContain(join(folder, name))
    expect(files.filter((path) => path.includes('_locales'))).toHaveLength(2)
  })

  test('only kinds of files that are meant, and no source maps', async () => {
    const files = await list()
    expect(files.filter((path) => !/\.(js|css|html|png|json|list|wasm|woff2)$/.test(path))).toEqual([])
    for (const { path, text } of await texts(/\.(js|css)$/)) expect(`${path} ${text.includes('sourceMappingURL')}`).toBe(`${path} false`)
  })

  test('no code is made from text', async () => {
    const found: string[] = []
    for (const { path, text } of await texts(/\.js$/)) {
      for (const [match] of text.matchAll(/(?<![\w$.])(?:eval\(|(?:new )?Function\()[^)]{0,60}/g)) found.push(`${path}: ${match}`)
      for (const [match] of text.matchAll(/\bimport\(\s*[`"']https?:[^)]*|importScripts\([^)]*/g)) found.push(`${path}: ${match}`)
    }
    expect(found).toEqual([])
  })

  test('no address of a host that is not meant, and no analytics', async () => {
    const endpoints = [...(await readFile('src/chain/networks.ts', 'utf8')).matchAll(/wss:\/\/[\w.:-]+/g)].map(([match]) => match)
    const found: string[] = []
    for (const { path, text } of await texts(/\.(js|css|html)$/)) {
      for (const [address] of text.matchAll(/(?:https?|wss?):\/\/[\w-]+(?:[.:][\w-]+)*[^\s"'`)<>\\]*/g)) {
        if (address.startsWith('wss://') && endpoints.some((each) => address.startsWith(each))) continue
        if (address.startsWith('ws://') && /^ws:\/\/(localhost|127\.0\.0\.1)([:/]|$)/.test(address)) continue
        if (!meantAddresses.some((meant) => meant.test(address))) found.push(`${path}: ${address}`)
      }
      const name = analytics.exec(text)?.[0]
      if (name) found.push(`${path}: ${name}`)
    }
    expect(found).toEqual([])
  })

  test('its pages hold no script, style or frame in the text', async () => {
    const html = await texts(/\.html$/)
    expect(html.length).toBeGreaterThan(0)
    for (const { path, text } of html)
      expect(`${path}: ${/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|<iframe/i.exec(text)?.[0]}`).toBe(`${path}: undefined`)
  })

  test('at most 60 packages ship, counted in the bundle', async () => {
    const modules = (await readChunks(browser)).flatMap((chunk) => chunk.modules)
    const packages = new Set(
      modules.flatMap((id) => {
        const at = id.lastIndexOf('node_modules/')
        if (at < 0) return []
        const [scope = '', name = ''] = id.slice(at + 'node_modules/'.length).split('/')
        return [scope.startsWith('@') ? `${scope}/${name}` : scope]
      }),
    )
    expect(modules.length).toBeGreaterThan(100)
    expect(packages.size).toBeGreaterThan(5)
    expect(packages.size, [...packages].sort().join(' ')).toBeLessThanOrEqual(60)
    for (const name of ['@polkadot/api', '@polkadot/types', 'polkadot-api', '@polkadot/wasm-crypto-wasm', '@polkadot/wasm-crypto-asmjs']) {
      expect([...packages]).not.toContain(name)
    }
  })

  test('the background is one piece: no import at run time, which a service worker refuses', async () => {
    const chunks = await readChunks(browser)
    const reached = new Set<string>()
    const visit = (file: string) => {
      if (reached.has(file)) return
      reached.add(file)
      for (const other of chunks.find((chunk) => chunk.file === file)?.imports ?? []) visit(other)
    }
    const start = chunks.find(({ entry }) => entry === 'src/background/main.ts')
    expect(start).toBeDefined()
    visit(start?.file ?? '')
    const split = chunks.filter(({ file, dynamicImports }) => reached.has(file) && dynamicImports.length > 0)
    expect(split.map(({ file }) => file)).toEqual([])
  })

  test('home does not load what only other screens need', async () => {
    const chunks = await readChunks(browser)
    const files = filesOfHome(chunks)
    const modules = chunks.filter(({ file }) => files.includes(file)).flatMap((chunk) => chunk.modules)
    expect(modules).toContain('src/words/en/first.ts')
    const words = /^src\/words\/(nl\/|failures\/(en|nl)\/|en\/(all|errors|accounts|notify)\.)/
    const others = /^src\/(popup\/unlock|vault|chain|explain|storage)\b|zxcvbn|@noble|@scure|@polkadot|hash-wasm/
    expect(modules.filter((id) => words.test(id) || others.test(id))).toEqual([])
  })
})

describe('the store packages', () => {
  const sha = (data: Buffer) => createHash('sha256').update(data).digest('hex')
  let elsewhere: string
  beforeAll(async () => {
    elsewhere = await mkdtemp(join(tmpdir(), 'kluis-elsewhere-'))
  })
  afterAll(() => rm(elsewhere, { recursive: true, force: true }))

  test('two builds in two folders, in two time zones, give the same bytes', async () => {
    for (const name of ['src', 'public', 'manifest.json', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']) {
      await cp(name, join(elsewhere, name), { recursive: true })
    }
    await symlink(join(process.cwd(), 'node_modules'), join(elsewhere, 'node_modules'))
    const vite = join(process.cwd(), 'node_modules/vite/bin/vite.js')
    const env = { TZ: 'Pacific/Auckland', LANG: 'nl_NL.UTF-8', USER: 'somebody', VITEST: undefined, NODE_ENV: undefined }
    for (const [browser, args] of [
      ['chrome', ['build']],
      ['firefox', ['build', '--mode', 'firefox']],
    ] as const) {
      const ran = await runNode(vite, args, { cwd: elsewhere, env })
      expect(ran.code, ran.output).toBe(0)
      expect(sha(await packExtension(join(elsewhere, 'dist', browser)))).toBe(sha(await packExtension(join('dist', browser))))
    }
  }, 120_000)

  test('a package does not depend on the order in which files are found', () => {
    const a = { name: 'a.txt', data: Buffer.from('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') }
    const b = { name: 'ünï/b.bin', data: Buffer.from([1, 2, 3]) }
    expect(sha(zip([a, b]))).toBe(sha(zip([b, a])))
    expect(sha(zip([a, b]))).not.toBe(sha(zip([a, { ...b, data: Buffer.from([1, 2, 4]) }])))
  })

  test('what is packed comes out again, byte for byte', () => {
    const entries = [
      { name: 'a.txt', data: Buffer.from('a'.repeat(5_000)) },
      { name: 'b/ünï.bin', data: Buffer.from([1, 2, 3]) },
      { name: 'empty', data: Buffer.alloc(0) },
    ]
    const packed = zip(entries)
    let at = packed.readUInt32LE(packed.length - 6)
    const out: { name: string; data: Buffer }[] = []
    for (let left = packed.readUInt16LE(packed.length - 12); left > 0; left--) {
      expect(packed.toString('latin1', at, at + 4)).toBe('PK\x01\x02')
      const nameLength = packed.readUInt16LE(at + 28)
      const local = packed.readUInt32LE(at + 42)
      expect(packed.toString('latin1', local, local + 4)).toBe('PK\x03\x04')
      const body = local + 30 + packed.readUInt16LE(local + 26)
      const raw = packed.subarray(body, body + packed.readUInt32LE(at + 20))
      out.push({
        name: packed.toString('utf8', at + 46, at + 46 + nameLength),
        data: packed.readUInt16LE(at + 10) === 8 ? inflateRawSync(raw) : Buffer.from(raw),
      })
      at += 46 + nameLength
    }
    expect(out).toEqual([...entries].sort((x, y) => (x.name < y.name ? -1 : 1)))
  })
})
