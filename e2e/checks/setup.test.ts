import { spawnSync } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { findBrowser, isSnap, judge } from '../setup/browsers'
import { countPlaywright, countVitest, type PlaywrightReport } from '../setup/parts'
import { runNode, runProgram } from '../setup/say'
import { runParts, summarise } from '../setup/summary'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kluis-setup-'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

/** A program that says a line, as a browser does for --version. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

describe('finding browsers', () => {
  test.each([
    ['chromium', 'Chromium 156.0.1.2 built on Debian', true],
    ['chromium', 'Microsoft Edge 150.0.1.2', true],
    ['chromium', 'Google Chrome for Testing 150.0.1.2', true],
    ['chromium', 'Google Chrome 150.0.1.2', false],
    ['chromium', 'Chromium 119.0.0.0', false],
    ['firefox', 'Mozilla Firefox 153.7.0esr', true],
    ['firefox', 'Mozilla Firefox 139.0', false],
    ['firefox', 'bash: firefox: not found', false],
  ] as const)('%s that says "%s"', (kind, said, usable) => {
    expect('path' in judge(kind, '/somewhere/browser', said)).toBe(usable)
  })

  test('the variable chooses, and a wrong one is told rather than passed over', async () => {
    const good = await program('mine', 'echo "Chromium 156.0.0.0"')
    vi.stubEnv('CHROMIUM', good)
    expect(findBrowser('chromium')).toEqual({ path: good, version: 'Chromium 156.0.0.0' })
    vi.stubEnv('CHROMIUM', join(folder, 'nothing'))
    expect(findBrowser('chromium')).toEqual({ missing: `CHROMIUM is set, but ${join(folder, 'nothing')} does not exist` })
    vi.stubEnv('CHROMIUM', await program('broken', 'echo "no libnss3" >&2; exit 1'))
    expect(findBrowser('chromium')).toEqual({ missing: expect.stringContaining('does not start (no libnss3)') })
  })

  test("Ubuntu's snaps do not count: neither the link into /snap nor the script that calls it", async () => {
    await mkdir(join(folder, 'snap/bin'), { recursive: true })
    await program('snap/bin/chromium', 'echo "Chromium 156.0.0.0"')
    await symlink(join(folder, 'snap/bin/chromium'), join(folder, 'chromium'))
    expect(isSnap(join(folder, 'chromium'))).toBe(true)
    expect(isSnap(await program('chromium-browser', 'exec /snap/bin/chromium "$@"'))).toBe(true)
    expect(isSnap(await program('plain', 'echo "Chromium 156.0.0.0"'))).toBe(false)
    vi.stubEnv('CHROMIUM', '')
    vi.stubEnv('PATH', [folder, join(folder, 'more')].join(delimiter))
    await program('more/chromium', 'echo "Chromium 156.0.0.0"')
    expect(findBrowser('chromium')).toEqual({ path: join(folder, 'more/chromium'), version: 'Chromium 156.0.0.0' })
  })
})

describe('counting what was really run', () => {
  const testOf = (status: string) => ({ status, fullName: 'a test', failureMessages: ['because'] })
  const file = (status: string, ...results: string[]) => ({
    name: 'x.test.ts',
    message: 'it broke',
    status,
    assertionResults: results.map(testOf),
  })

  test('vitest: passed and failed tests, a skipped one is neither, a file that breaks is one failure', () => {
    expect(countVitest({ testResults: [file('failed', 'passed', 'failed', 'skipped'), file('failed')] })).toMatchObject({
      passed: 1,
      failed: 2,
    })
    expect(countVitest({ testResults: [] })).toMatchObject({ passed: 0, failed: 0 })
  })

  test('playwright: a flaky test failed, an error outside of the tests is a failure', () => {
    const spec = (status: 'expected' | 'unexpected' | 'flaky' | 'skipped') => ({
      title: status,
      file: 'x.spec.ts',
      tests: [{ projectName: 'firefox', status, results: [{ errors: [{ message: 'because' }] }] }],
    })
    const report: PlaywrightReport = {
      suites: [
        { title: 'a', specs: [spec('expected'), spec('unexpected')], suites: [{ title: 'b', specs: [spec('flaky'), spec('skipped')] }] },
      ],
      errors: [{ message: 'outside' }],
    }
    expect(countPlaywright(report)).toMatchObject({ passed: 1, failed: 3 })
  })

  test('a part that throws is one failure, and the next part still runs', async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const results = await runParts([
      {
        name: 'broken',
        run: async () => {
          throw new Error('out of order')
        },
      },
      { name: 'fine', run: async () => ({ name: 'fine', passed: 3, failed: 0, lines: [] }) },
    ])
    expect(results.map(({ passed, failed }) => [passed, failed])).toEqual([
      [0, 1],
      [3, 0],
    ])
  })

  test('the last line is the count, and the exit code follows; nothing run is no success', () => {
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(...line.split('\n')))
    expect(summarise([{ name: 'a', passed: 2, failed: 0, lines: [] }], Date.now())).toBe(0)
    expect(lines.at(-1)).toBe('2 passed, 0 failed')
    expect(summarise([{ name: 'a', passed: 2, failed: 1, lines: [] }], Date.now())).toBe(1)
    expect(lines.at(-1)).toBe('2 passed, 1 failed')
    expect(summarise([], Date.now())).toBe(1)
    expect(lines.at(-1)).toBe('0 passed, 1 failed')
  })
})

describe('running programs', () => {
  test('one that takes too long is ended with its children', async () => {
    const script = `const { spawn } = require('node:child_process'); const c = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']); console.log(c.pid); setInterval(() => {}, 1000)`
    const ran = await runNode('-e', [script], { timeoutMs: 1_500 })
    expect(ran.timedOut).toBe(true)
    const pid = Number(ran.output.trim())
    expect(pid).toBeGreaterThan(1)
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'), { timeout: 5_000 })
  }, 15_000)

  test('one that cannot be started says why', async () => {
    expect(await runProgram(join(folder, 'nothing'), [])).toMatchObject({ code: 127, output: expect.stringContaining('ENOENT') })
  })
})

describe('the command itself', () => {
  test('an old Node is told to its face, and the last line counts it', async () => {
    await cp('e2e/run.mjs', join(folder, 'run.mjs'))
    const pretend = join(folder, 'old.mjs')
    await writeFile(pretend, `Object.defineProperty(process.versions, 'node', { value: '18.20.1' })`)
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, join(folder, 'run.mjs'), 'test'], {
      encoding: 'utf8',
    })
    expect(stderr).toContain('Kluis needs Node 20.19 or newer')
    expect(stdout.trim().split('\n').at(-1)).toBe('0 passed, 1 failed')
    expect(status).toBe(1)
  })

  test('an unknown command lists the known ones', () => {
    const { status, stdout } = spawnSync(process.execPath, ['e2e/run.mjs', 'dance'], { encoding: 'utf8' })
    expect(status).toBe(2)
    for (const name of ['start', 'test', 'test:long', 'check', 'build', 'localnet', 'size', 'bench', 'package'])
      expect(stdout).toContain(`  ${name} `)
  })
})
