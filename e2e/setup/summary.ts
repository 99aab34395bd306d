import type { Result } from './parts'

/** Runs the parts in order and tells what each came to; one that throws has failed, and the others still run. */
export async function runParts(parts: { name: string; run: () => Promise<Result | Result[]> }[]): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, run } of parts) {
    const start = Date.now()
    let made: Result[]
    try {
      made = [await run()].flat()
    } catch (error) {
      made = [{ name, passed: 0, failed: 1, lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }]
    }
    const seconds = ((Date.now() - start) / 1000).toFixed(1)
    for (const result of made) {
      console.log(`${result.failed ? '✗' : '✓'} ${result.name}: ${result.passed} passed, ${result.failed} failed (${seconds} s)`)
      for (const line of result.lines) console.log(`    ${line.replaceAll('\n', '\n    ')}`)
    }
    results.push(...made)
  }
  return results
}

/** Prints what everything came to; its last line is `N passed, N failed`. @returns the exit code */
export function summarise(results: readonly Result[], start: number): number {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`\nAll parts, in ${((Date.now() - start) / 60_000).toFixed(1)} minutes:`)
  for (const result of results)
    console.log(`  ${result.failed ? '✗' : '✓'} ${result.name}: ${result.passed} passed, ${result.failed} failed`)
  const skipped = results.reduce((sum, result) => sum + (result.skipped ?? 0), 0)
  if (skipped)
    console.log(`${skipped} more could not be run here, because they compare with metadata of finney that is not part of the project.`)
  if (passed + failed === 0) {
    console.log('Nothing was run, which is no success.\n0 passed, 1 failed')
    return 1
  }
  console.log(`${passed} passed, ${failed} failed`)
  return failed ? 1 : 0
}
