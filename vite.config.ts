import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin'
import react from '@vitejs/plugin-react'
import type { Plugin, Rolldown } from 'vite'
import { configDefaults, defineConfig } from 'vitest/config'
import chromeManifest from './manifest.json' with { type: 'json' }
import lock from './package-lock.json' with { type: 'json' }

/** Rooms that keep nothing between two calls: their tests share what was loaded once, which takes half the time. */
const keepsNothing =
  'accounts activity content explain history inpage messaging platform popup requests settings sites staking ui units words'.split(' ')

/** Of these rooms the tests that swap one module for another: they cannot share what was loaded before they came. */
const swapping = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => keepsNothing.includes(file.split(sep)[0] ?? '') && /\.test\.tsx?$/.test(file))
  .map((file) => `src/${file.replaceAll(sep, '/')}`)
  .filter((file) => readFileSync(file, 'utf8').includes('vi.mock('))

/** Firefox wants an event page instead of a worker, a sidebar instead of a side panel, and an id. */
function firefoxManifest() {
  const { minimum_chrome_version: _, background, side_panel, permissions, ...shared } = chromeManifest
  return {
    ...shared,
    permissions: permissions.filter((each) => each !== 'sidePanel'),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: { default_panel: side_panel.default_path, default_title: shared.name, open_at_install: false },
    browser_specific_settings: {
      gecko: { id: 'kluis@kluis.example', strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
    },
  }
}

/** Writes beside the extension what went into each file of it: the sizes and the count of shipped packages are read from there. */
function moduleList(browser: string): { pages: Plugin; worker: Plugin } {
  const root = import.meta.dirname
  // A worker is a bundle of its own, made before the one that names it is written.
  const inWorkers: object[] = []
  const listed = (bundle: Rolldown.OutputBundle) =>
    Object.values(bundle).flatMap((file) =>
      file.type === 'chunk'
        ? {
            file: file.fileName,
            entry: file.isEntry ? relative(root, file.facadeModuleId ?? '') : null,
            imports: file.imports,
            dynamicImports: file.dynamicImports,
            modules: Object.keys(file.modules).map((id) => (id.startsWith('\0') ? id.slice(1) : relative(root, id))),
          }
        : [],
    )
  return {
    pages: {
      name: 'module-list',
      apply: 'build',
      async writeBundle(_options, bundle) {
        await mkdir('dist', { recursive: true })
        await writeFile(`dist/${browser}.modules.json`, JSON.stringify([...listed(bundle), ...inWorkers], null, 1))
      },
    },
    worker: {
      name: 'module-list-of-workers',
      apply: 'build',
      generateBundle(_options, bundle) {
        inWorkers.push(...listed(bundle))
      },
    },
  }
}

/**
 * Of 89,000 surnames the judge of passwords gets the 30,000 commonest: those after them belong to one person in a million each, so
 * they are hardly easier to guess than other letters, and they would be a tenth of the whole package.
 */
const surnames: Plugin = {
  name: 'surnames',
  apply: 'build',
  async load(id) {
    if (!/@zxcvbn-ts\/language-en\/dist\/lastnames\.json\.mjs$/.test(id)) return null
    const { default: names } = (await import(id)) as { default: string[] }
    return `export default ${JSON.stringify(names.slice(0, 30_000).join(' '))}.split(' ')`
  },
}

/**
 * A package that stands in the tree twice in one version is shipped once: the lock file vouches that both are the same bytes.
 * @param alike versions that are shipped as another one, because what is used of them is the same code: alike.test.ts compares it
 */
function oneOfEach(name: string, alike: Readonly<Record<string, string>> = {}): Plugin {
  const end = `node_modules/${name}`
  const { packages } = lock as { packages: Record<string, { version?: string }> }
  const homes = new Map<string, string>()
  for (const [folder, { version }] of Object.entries(packages).sort()) {
    if (folder.endsWith(end) && version && !homes.has(version)) homes.set(version, folder)
  }
  return {
    name: `one-of-each-${name}`,
    enforce: 'pre',
    async resolveId(source, importer, options) {
      if (!importer?.includes('node_modules')) return null
      const found = await this.resolve(source, importer, { ...options, skipSelf: true })
      const at = found?.id.lastIndexOf(`/${end}/`) ?? -1
      if (!found || at < 0) return null
      // The tree may be a link to one that stands elsewhere: what is before it stays.
      const tree = found.id.indexOf('/node_modules/') + 1
      const folder = found.id.slice(tree, at + end.length + 1)
      const version = packages[folder]?.version ?? ''
      const home = homes.get(alike[version] ?? version) ?? folder
      return { ...found, id: found.id.slice(0, tree) + home + found.id.slice(at + end.length + 1) }
    },
  }
}

/** What util-crypto takes from older versions of packages that are shipped anyway, and what stands for it. */
const newer: Readonly<Record<string, string>> = {
  '@noble/curves/ed25519': '@noble/curves/ed25519.js',
  '@noble/curves/secp256k1': './newer-secp256k1.ts',
  '@noble/hashes/blake2b': '@noble/hashes/blake2.js',
  '@noble/hashes/hmac': '@noble/hashes/hmac.js',
  '@noble/hashes/pbkdf2': '@noble/hashes/pbkdf2.js',
  '@noble/hashes/scrypt': '@noble/hashes/scrypt.js',
  '@noble/hashes/sha256': '@noble/hashes/sha2.js',
  '@noble/hashes/sha3': '@noble/hashes/sha3.js',
  '@noble/hashes/sha512': '@noble/hashes/sha2.js',
  '@scure/base': '@scure/base',
}
/** Ships those once; e2e/checks/alike.test.ts holds what is shipped against what it stands for. */
const newerOfUtilCrypto: Plugin = {
  name: 'newer-of-util-crypto',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const instead = newer[source]
    if (!instead || !importer?.includes('/@polkadot/util-crypto/')) return null
    return this.resolve(instead, `${import.meta.dirname}/src/platform/newer-secp256k1.ts`, options)
  },
}

/** Of util-crypto, what keyring names for Ethereum's keys and for lotteries: Kluis has no such accounts. */
const unused = ['ethereumEncode', 'hdEthereum', 'keccakAsU8a', 'sr25519VrfSign', 'sr25519VrfVerify'] as const
const UTIL_OF_KEYRING = '\0util-of-keyring'
/** Gives keyring a refusal instead, and nobody else: SHA-3 and more, 3 kB less in every page with keys. */
const withoutUnused: Plugin = {
  name: 'without-unused',
  apply: 'build',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === '@polkadot/util-crypto' && importer?.includes('/@polkadot/keyring/') ? UTIL_OF_KEYRING : null,
  load: (id) =>
    id === UTIL_OF_KEYRING
      ? `export * from '@polkadot/util-crypto'
const absent = () => { throw new Error('not bundled') }
export { ${unused.map((each) => `absent as ${each}`).join(', ')} }`
      : null,
}

/** Of substrate-bindings, metadata-builders gets what it uses; e2e/checks/alike.test.ts holds that to be all. */
const scaleOfBuilders: Plugin = {
  name: 'scale-of-builders',
  enforce: 'pre',
  resolveId(source, importer) {
    const takesAll = /\/metadata-builders\/dist\/(dynamic-builder|lookup-codec-builder)\.js$/.test(importer ?? '')
    return source === '@polkadot-api/substrate-bindings' && takesAll ? `${import.meta.dirname}/src/chain/scale-of-builders.ts` : null
  },
}

const shippedOnce = () => [
  withoutUnused,
  scaleOfBuilders,
  oneOfEach('@noble/hashes', { '2.3.0': '2.4.0' }),
  oneOfEach('@noble/curves', { '2.4.0': '2.3.0' }),
  newerOfUtilCrypto,
]

export default defineConfig(({ mode }) => {
  const browser = mode === 'firefox' ? 'firefox' : 'chrome'
  const manifest = browser === 'firefox' ? firefoxManifest() : chromeManifest
  const lists = moduleList(browser)
  // npm run test:long runs vitest with --mode long.
  const files = mode === 'long' ? '**/*.long.test.ts' : '**/*.test.{ts,tsx}'
  const exclude = mode === 'long' ? configDefaults.exclude : [...configDefaults.exclude, '**/*.long.test.ts']
  const shared = keepsNothing.map((room) => `src/${room}/${files}`)
  return {
    plugins: process.env.VITEST
      ? [react()]
      : [react(), crx({ browser, manifest: manifest as ManifestV3Export }), lists.pages, surnames, ...shippedOnce()],
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        // util-crypto takes its audited JavaScript path when the WASM module says that it is not ready: 170 kB less.
        { find: /^@polkadot\/networks$/, replacement: fileURLToPath(new URL('./src/platform/no-networks.ts', import.meta.url)) },
        { find: /^@polkadot\/wasm-crypto$/, replacement: fileURLToPath(new URL('./src/platform/no-wasm-crypto.ts', import.meta.url)) },
        { find: /^\.\/bs32\.js$/, replacement: fileURLToPath(new URL('./src/platform/no-base32.ts', import.meta.url)) },
        { find: /^bn\.js$/, replacement: fileURLToPath(new URL('./src/platform/small-bn.ts', import.meta.url)) },
        { find: /^\.\/wordlists\/en\.js$/, replacement: fileURLToPath(new URL('./src/platform/english-words.ts', import.meta.url)) },
      ],
    },
    test: {
      restoreMocks: true,
      // Passwords cost what they cost, and a machine may be doing other things: a test that hangs is still ended.
      testTimeout: 60_000,
      hookTimeout: 60_000,
      maxWorkers: availableParallelism(),
      pool: 'threads',
      projects: [
        { extends: true, test: { name: 'rooms', include: shared, exclude: [...exclude, ...swapping], isolate: false } },
        { extends: true, test: { name: 'machines', include: [`{src,e2e}/${files}`], exclude: [...exclude, ...shared] } },
        { extends: true, test: { name: 'swapping', include: mode === 'long' ? [] : swapping, exclude } },
      ],
    },
    build: {
      outDir: `dist/${browser}`,
      target: browser === 'firefox' ? 'firefox140' : 'chrome120',
      modulePreload: false,
      // The import tab is named by no manifest.
      rollupOptions: {
        input: { import: 'src/import/index.html' },
        // Nothing happens when these are loaded: of what their doors offer, a page carries only what it uses.
        treeshake: { moduleSideEffects: [{ test: /\/src\/(units|messaging|ui|words)\/[^.]+\.tsx?$/, sideEffects: false }] },
      },
    },
    worker: { format: 'es', plugins: () => [lists.worker, ...shippedOnce()] },
  }
})
