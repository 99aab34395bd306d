import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkBoundaries } from '../checks/boundaries'
import { lineOf, measure } from '../size'
import { type BrowserKind, browserRemedy, getBrowser } from './browsers'
import { buildStale } from './build'
import { installPackages } from './packages.mjs'
import { type Ran, runNode, step } from './say'

/** What a part of the run came to; every failure has a line that says what it was. */
export type Result = { name: string; passed: number; failed: number; skipped?: number; lines: string[] }
export type Limit = () => number

const one = (name: string, lines: string[]): Result => ({ name, passed: lines.length ? 0 : 1, failed: lines.length ? 1 : 0, lines })
const linesOf = ({ output, timedOut }: Ran) => [
  ...(timedOut ? ['it took too long and was ended'] : []),
  ...output.trim().split('\n').slice(-60),
]

/** A tool that says with its exit code whether it is content. */
async function tool(name: string, file: string, args: string[], left: Limit): Promise<Result> {
  const ran = await runNode(file, args, { timeoutMs: Math.min(300_000, left()) })
  return one(name, ran.code === 0 ? [] : linesOf(ran))
}

export const types = (left: Limit) => tool('types', 'node_modules/typescript/bin/tsc', ['--noEmit', '--pretty', 'false'], left)
export const biome = (left: Limit) =>
  tool('Biome', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--colors=off', '.'], left)
export const knip = (left: Limit) =>
  tool('knip', 'node_modules/knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors'], left)
export const boundaries = async () => one('boundaries', await checkBoundaries(process.cwd()))

export async function builds(): Promise<Result[]> {
  return (await buildStale()).map(({ name, failed }) => one(name, failed ? [failed] : []))
}

/** The page with the libraries by which other pages find wallets: its packages, its types, and itself. */
export async function conformancePage(left: Limit): Promise<Result[]> {
  installPackages('e2e/conformance')
  const args = ['--noEmit', '--pretty', 'false', '-p', 'e2e/conformance']
  const checked = await tool('types of the conformance page', 'node_modules/typescript/bin/tsc', args, left)
  const built = await buildStale(['dist/conformance'])
  return [checked, ...built.map(({ name, failed }) => one(name, failed ? [failed] : []))]
}

/** The chain that nobody here wrote: its packages. */
export async function assetHub(): Promise<Result> {
  installPackages('e2e/asset-hub')
  return one('packages of Asset Hub', [])
}

export async function sizes(): Promise<Result[]> {
  try {
    return (await measure()).map((size) => one(`${size.browser}: ${size.name}`, size.bytes > size.limit ? [lineOf(size)] : []))
  } catch (error) {
    return [one('sizes', [String(error)])]
  }
}

type LintMessage = { code: string; message: string; file?: string }
/** Warnings of web-ext that are known and meant; anything else fails. */
const meantWarnings = new Set<string>([
  // React can set innerHTML for a property that we never give.
  'UNSAFE_VAR_ASSIGNMENT',
  // Kluis is for the desktop; the linter asks for Firefox for Android 142 because of a key that desktop Firefox 140 knows.
  'KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION',
])

export async function webExtLint(left: Limit): Promise<Result> {
  const args = ['lint', '--source-dir', 'dist/firefox', '--output', 'json', '--no-config-discovery', '--no-input']
  const ran = await runNode('node_modules/web-ext/bin/web-ext.js', args, { timeoutMs: Math.min(180_000, left()) })
  try {
    const found = JSON.parse(ran.output.slice(ran.output.indexOf('{'), ran.output.lastIndexOf('}') + 1)) as {
      errors: LintMessage[]
      warnings: LintMessage[]
    }
    const wrong = [...found.errors, ...found.warnings.filter(({ code }) => !meantWarnings.has(code))]
    return one(
      'web-ext lint',
      wrong.map(({ code, message, file }) => `${code}: ${message} (${file ?? 'manifest.json'})`),
    )
  } catch {
    return one('web-ext lint', linesOf(ran))
  }
}

async function withReport<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kluis-report-'))
  try {
    return await work(join(folder, 'report.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type VitestReport = {
  testResults: {
    name: string
    message: string
    status: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** Counts tests, not files; a file that could not be read at all is one failure, and so is a run without a report. */
export function countVitest({ testResults }: VitestReport): Omit<Result, 'name'> {
  let passed = 0
  let skipped = 0
  const lines: string[] = []
  for (const { name, message, status, assertionResults } of testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') passed += 1
      else if (test.status !== 'failed') skipped += 1
      else lines.push(`${name} > ${test.fullName}\n${test.failureMessages.join('\n')}`)
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) lines.push(`${name}: ${message}`)
  }
  return { passed, failed: lines.length, skipped, lines }
}

export async function vitest(name: string, args: string[], left: Limit): Promise<Result> {
  return withReport(async (path) => {
    const all = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${path}`, ...args]
    const ran = await runNode('node_modules/vitest/vitest.mjs', all, {
      show: true,
      env: { NO_COLOR: '1', FORCE_COLOR: undefined },
      timeoutMs: left(),
    })
    try {
      const counted = countVitest(JSON.parse(await readFile(path, 'utf8')) as VitestReport)
      // An error outside of every test ends the run with a code and without a failed test.
      if (ran.code !== 0 && counted.failed === 0) return { name, ...counted, failed: 1, lines: linesOf(ran) }
      return { name, ...counted }
    } catch {
      return one(name, ['it ended without a report', ...linesOf(ran)])
    }
  })
}

type PlaywrightSuite = { title: string; suites?: PlaywrightSuite[]; specs?: { title: string; file: string; tests: PlaywrightTest[] }[] }
type PlaywrightTest = {
  projectName: string
  status: 'expected' | 'unexpected' | 'flaky' | 'skipped'
  results: { errors: { message?: string }[] }[]
}
export type PlaywrightReport = { suites: PlaywrightSuite[]; errors: { message?: string }[] }

/** Counts tests of all projects; a flaky one failed, and a skipped one was not run. */
export function countPlaywright({ suites, errors }: PlaywrightReport): Omit<Result, 'name'> {
  let passed = 0
  const lines = errors.map(({ message }) => message ?? 'an error without words')
  const walk = ({ suites: inner = [], specs = [] }: PlaywrightSuite) => {
    for (const { title, file, tests } of specs) {
      for (const test of tests) {
        if (test.status === 'expected') passed += 1
        else if (test.status !== 'skipped') {
          const reasons = test.results.flatMap((result) => result.errors.map(({ message }) => message ?? ''))
          lines.push(`${test.projectName}: ${file} > ${title}\n${reasons.join('\n') || 'it was not run to its end'}`)
        }
      }
    }
    inner.forEach(walk)
  }
  suites.forEach(walk)
  return { passed, failed: lines.length, lines }
}

/**
 * Runs journeys in the browsers asked for. One that cannot be had does not spare its journeys: each fails with the reason.
 * `prefix` chooses the projects: '' for journeys, 'long-' for the long ones.
 */
export async function journeys(kinds: BrowserKind[], prefix: string, filters: string[], left: Limit): Promise<Result> {
  const name = prefix ? 'long journeys' : 'journeys'
  const env: Record<string, string> = {}
  const reasons: string[] = []
  for (const kind of kinds) {
    const found = await getBrowser(kind)
    const upper = kind.toUpperCase()
    if ('path' in found) env[upper] = found.path
    else {
      env[`KLUIS_NO_${upper}`] = found.missing
      reasons.push(`no ${kind}: ${found.missing}\n  What helps: ${browserRemedy(kind)}`)
    }
  }
  step(`Running the ${name} (${kinds.join(' and ')}).`)
  return withReport(async (path) => {
    const projects = kinds.map((kind) => `--project=${prefix}${kind}`)
    const limit = left()
    // The runner ends first by itself, so that it can still say what it saw.
    const args = ['test', '-c', 'e2e', '--reporter=list,json', `--global-timeout=${Math.max(1, limit - 20_000)}`, ...projects, ...filters]
    const ran = await runNode('node_modules/playwright/cli.js', args, {
      show: true,
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: path, FORCE_COLOR: '0' },
      timeoutMs: limit,
    })
    try {
      const counted = countPlaywright(JSON.parse(await readFile(path, 'utf8')) as PlaywrightReport)
      if (ran.code !== 0 && counted.failed === 0) return { name, passed: counted.passed, failed: 1, lines: [...reasons, ...linesOf(ran)] }
      return { name, ...counted, lines: [...reasons, ...counted.lines] }
    } catch {
      return { name, passed: 0, failed: 1, lines: [...reasons, 'it ended without a report', ...linesOf(ran)] }
    }
  })
}
