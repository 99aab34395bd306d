import { builds, journeys, vitest } from './parts'
import { step } from './say'
import { runParts, summarise } from './summary'

/** `npm run test:long`: what takes longer than a developer waits. It has two hours. */
export async function run(args: string[]): Promise<number> {
  const start = Date.now()
  const left = () => Math.max(1_000, start + 120 * 60_000 - Date.now())
  return summarise(
    await runParts([
      { name: 'builds', run: builds },
      {
        name: 'long unit tests',
        run: () => {
          step('Long unit tests: src/**/*.long.test.ts.')
          return vitest('long unit tests', ['--mode', 'long', '--passWithNoTests', ...args], left)
        },
      },
      { name: 'long journeys', run: () => journeys(['chromium', 'firefox'], 'long-', ['--pass-with-no-tests', ...args], left) },
    ]),
    start,
  )
}
