import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { done, type Ran, runNode, step, trouble } from './say'

const vite = 'node_modules/vite/bin/vite.js'
/** What each thing is made from; a change in any of it makes the built one stale. */
const common = ['package-lock.json', 'vite.config.ts']
const targets = [
  { name: 'dist/chrome', args: ['build'], from: [...common, 'src', 'public', 'manifest.json'] },
  { name: 'dist/firefox', args: ['build', '--mode', 'firefox'], from: [...common, 'src', 'public', 'manifest.json'] },
  { name: 'dist/demo', args: ['build', '-c', 'e2e/demo/vite.config.ts'], from: ['package-lock.json', 'e2e/demo'] },
  {
    name: 'dist/gallery',
    args: ['build', '-c', 'e2e/gallery/vite.config.ts'],
    from: ['package-lock.json', 'src', 'manifest.json', 'e2e/gallery'],
  },
  {
    name: 'dist/conformance',
    args: ['build', '-c', 'e2e/conformance/vite.config.ts'],
    from: ['package-lock.json', ...['package-lock.json', 'vite.config.ts', 'page'].map((each) => `e2e/conformance/${each}`)],
  },
] as const
type Target = (typeof targets)[number]['name']
/** Made of packages that are installed only where the libraries of pages are tried: `npm run test:long`. */
const apart: Target = 'dist/conformance'
/** What is used by hand; the gallery serves tests and its own command. */
const forPeople: readonly Target[] = ['dist/chrome', 'dist/firefox', 'dist/demo']

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (!entries) return [path]
  return entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
}

/** A number that changes when any of the sources does. */
async function fingerprint(from: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await Promise.all(from.map(filesOf))).flat().sort()) {
    hash.update(`${file}\0`).update(await readFile(file))
  }
  return hash.digest('hex')
}

const stampOf = (name: string) => `${name}.built`

/** The last lines that a failed build wrote, without its progress. */
const lastWords = ({ output }: Ran) => output.trim().split('\n').slice(-25).join('\n')

/**
 * Builds what is older than its sources: everything but what has packages of its own, or only what is wanted.
 * @returns one line for each: undefined when it is there, else why it is not
 */
export async function buildStale(
  wanted: readonly Target[] = targets.map(({ name }) => name).filter((name) => name !== apart),
): Promise<{ name: string; failed?: string }[]> {
  await mkdir('dist', { recursive: true })
  const results: { name: string; failed?: string }[] = []
  for (const { name, args, from } of targets.filter((each) => wanted.includes(each.name))) {
    const now = await fingerprint(from)
    if ((await readFile(stampOf(name), 'utf8').catch(() => '')) === now) {
      results.push({ name })
      continue
    }
    step(`Building ${name}.`)
    await rm(stampOf(name), { force: true })
    const ran = await runNode(vite, args, {
      timeoutMs: 300_000,
      // A test that builds must build what everybody gets.
      env: { VITEST: undefined, NODE_ENV: undefined },
    })
    if (ran.code !== 0) {
      results.push({ name, failed: lastWords(ran) })
      continue
    }
    await writeFile(stampOf(name), now)
    done(`${name} (${ran.seconds.toFixed(1)} s)`)
    results.push({ name })
  }
  return results
}

/** Builds what is stale of these, by default the extensions and the demo dApp. @throws when one of them does not build */
export async function build(wanted: readonly Target[] = forPeople): Promise<void> {
  const failed = (await buildStale(wanted)).find((each) => each.failed)
  if (!failed) return
  throw trouble(`${failed.name} does not build:\n${failed.failed}`, 'mend what the lines above name, then run the same command again.')
}

export async function run(): Promise<number> {
  await build()
  done('dist/chrome, dist/firefox and dist/demo are as new as their sources.')
  return 0
}
