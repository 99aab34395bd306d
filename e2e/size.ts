import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packExtension } from './package'
import { build } from './setup/build'

type Chunk = { file: string; entry: string | null; imports: string[]; dynamicImports: string[]; modules: string[] }
export type Size = { browser: string; name: string; bytes: number; limit: number }

const kB = 1_000
export const budgets = { home: 140 * kB, background: 200 * kB, relay: 1 * kB, provider: 3 * kB, zip: 1_500 * kB }

/** What the bundler put into each file of one extension. @throws when it was not built */
export async function readChunks(browser: string): Promise<Chunk[]> {
  return JSON.parse(await readFile(`dist/${browser}.modules.json`, 'utf8')) as Chunk[]
}

/**
 * All files that are loaded before the home screen of an open wallet can be used: the entry, what it imports, and what it fetches
 * before it draws although it is split off: what home says in one language. All other words come when it is drawn and idle.
 */
export function filesOfHome(chunks: Chunk[]): string[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]))
  const found = new Set<string>()
  const add = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    const chunk = byFile.get(file)
    for (const other of chunk?.imports ?? []) add(other)
    for (const other of chunk?.dynamicImports ?? []) {
      if (byFile.get(other)?.modules.some((module) => module === 'src/words/en/first.ts')) add(other)
    }
  }
  const popup = chunks.find(({ entry }) => entry === 'src/popup/index.html')
  if (!popup) throw new Error('the build has no popup')
  add(popup.file)
  return [...found].sort()
}

/** The background's file and all that it imports. */
function filesOfBackground(chunks: Chunk[]): string[] {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]))
  const found = new Set<string>()
  const add = (file: string) => {
    if (found.has(file)) return
    found.add(file)
    for (const other of byFile.get(file)?.imports ?? []) add(other)
  }
  const background = chunks.find(({ entry }) => entry === 'src/background/main.ts')
  if (!background) throw new Error('the build has no background')
  add(background.file)
  return [...found].sort()
}

async function gzipped(browser: string, files: string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(join('dist', browser, file)), { level: 9 }).length))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** The sizes of both extensions beside their budgets, in bytes. */
export async function measure(): Promise<Size[]> {
  const sizes: Size[] = []
  for (const browser of ['chrome', 'firefox']) {
    const chunks = await readChunks(browser)
    const add = (name: string, bytes: number, limit: number) => sizes.push({ browser, name, bytes, limit })
    add('all script that home loads, gzip', await gzipped(browser, filesOfHome(chunks)), budgets.home)
    add('background, gzip', await gzipped(browser, filesOfBackground(chunks)), budgets.background)
    add('relay, gzip', await gzipped(browser, ['src/content/relay.iife.js']), budgets.relay)
    add('provider, gzip', await gzipped(browser, ['src/inpage/provider.iife.js']), budgets.provider)
    add('package, zipped', (await packExtension(join('dist', browser))).length, budgets.zip)
  }
  return sizes
}

/** One line for a size; the mark says whether it is within its budget. */
export function lineOf({ browser, name, bytes, limit }: Size): string {
  const mark = bytes <= limit ? '✓' : '✗'
  const number = (value: number) => `${(value / kB).toFixed(1)} kB`.padStart(10)
  return `${mark} ${browser.padEnd(8)} ${name.padEnd(34)} ${number(bytes)} of ${number(limit)}`
}

export async function run(): Promise<number> {
  await build()
  const sizes = await measure()
  for (const size of sizes) console.log(lineOf(size))
  const over = sizes.filter(({ bytes, limit }) => bytes > limit).length
  if (over) console.log(`✗ ${over} over budget. What helps: look in dist/<browser>.modules.json for what came in, and split or drop it.`)
  return over ? 1 : 0
}
