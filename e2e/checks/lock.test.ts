import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'

type Locked = {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  hasInstallScript?: boolean
}
const read = async (file: string) => JSON.parse(await readFile(file, 'utf8'))
/** A folder with packages of its own. */
const folderOf = async (folder: string) => {
  const lock = (await read(`${folder}/package-lock.json`)) as { lockfileVersion: number; packages: Record<string, Locked> }
  const manifest = (await read(`${folder}/package.json`)) as Record<
    'dependencies' | 'devDependencies' | 'overrides',
    Record<string, string>
  >
  return { folder, lock, manifest, packages: Object.entries(lock.packages).filter(([path]) => path !== '') }
}
const root = await folderOf('.')
const { manifest, packages } = root
/** What Kluis is made of and tested with, the libraries of pages that it is tried with, and a chain that nobody here wrote. */
const folders = [root, await folderOf('e2e/conformance'), await folderOf('e2e/asset-hub')]

test.each(folders)('package.json of $folder names exact versions', ({ manifest }) => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides }
  for (const [name, version] of Object.entries(all)) expect(`${name}@${version}`).toMatch(/@\d+\.\d+\.\d+$/)
})

test.each(folders)('the lock file of $folder has a version and a SHA-512 for every package, and no address', ({ lock, packages }) => {
  expect(lock.lockfileVersion).toBe(3)
  expect(packages.length).toBeGreaterThan(100)
  for (const [path, { version, integrity, resolved, link }] of packages) {
    expect(`${path} ${version}`).toMatch(/ \d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(`${path} ${integrity}`).toMatch(/ sha512-[A-Za-z0-9+/]{86}==$/)
    expect(`${path} ${resolved}`).toBe(`${path} undefined`)
    expect(link, path).toBeUndefined()
  }
})

test.each(folders)('nothing in $folder comes from git, a file or a plain address', async ({ folder, packages }) => {
  const text = await readFile(`${folder}/package-lock.json`, 'utf8')
  const dependencies = packages.flatMap(([path, locked]) =>
    Object.entries({ ...(locked as { dependencies?: Record<string, string> }).dependencies }).map(
      ([name, range]) => `${path} > ${name}@${range}`,
    ),
  )
  for (const each of dependencies) expect(each).not.toMatch(/@(git|github|https?|file|link):/)
  expect(text).not.toMatch(/"(resolved|version)": "(git|https?|file)/)
})

test.each(folders)('no install script is ever run in $folder, and no package of it has one', async ({ folder, packages }) => {
  expect(await readFile(`${folder}/.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m)
  expect(await readFile('e2e/setup/packages.mjs', 'utf8')).toContain("'--ignore-scripts'")
  expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
})

test('no package that is installed has an install script', async () => {
  const scripted: string[] = []
  let looked = 0
  for (const [path] of packages) {
    // Absent are the optional builds for other platforms.
    const text = await readFile(`${path}/package.json`, 'utf8').catch(() => undefined)
    if (!text) continue
    looked += 1
    const { scripts = {} } = JSON.parse(text) as { scripts?: Record<string, string> }
    if (['preinstall', 'install', 'postinstall'].some((name) => name in scripts)) scripted.push(path)
  }
  expect(looked).toBeGreaterThan(400)
  expect(scripted).toEqual([])
})

test('sr25519 is the one version that the parity tests cover', () => {
  expect(manifest.overrides['@scure/sr25519']).toBe('2.3.0')
  const versions = packages.filter(([path]) => path.endsWith('node_modules/@scure/sr25519')).map(([, { version }]) => version)
  expect(versions).toEqual(['2.3.0'])
})

test('the libraries of pages are the versions that are promised, and share one @polkadot/api with the demo dApp', () => {
  const conformance = folders[1]?.manifest.dependencies
  expect(conformance).toMatchObject({
    '@polkadot/extension-dapp': manifest.devDependencies['@polkadot/extension-dapp'],
    'extension-dapp-of-btcli': 'npm:@polkadot/extension-dapp@0.46.9',
    '@polkadot/api': manifest.devDependencies['@polkadot/api'],
    '@talismn/connect-wallets': '1.2.8',
    '@polkadot-onboard/injected-wallets': '1.1.0',
    '@reactive-dot/core': '0.71.4',
    '@subwallet/wallet-connect': '0.2.7',
  })
})

test('the clients that the localnet is tried with come without their command lines and what those bring', () => {
  const left = ['@dedot/cli', '@dedot/contracts', '@polkadot-api/cli']
  expect(left.map((name) => manifest.overrides[name])).toEqual(left.map(() => 'npm:@polkadot-api/utils@0.4.0'))
  expect(packages.filter(([path]) => /node_modules\/(esbuild|viem)$/.test(path))).toEqual([])
})
