import type { BrowserKind } from './browsers'
import { assetHub, builds, conformancePage, journeys, vitest } from './parts'
import { step } from './say'
import { runParts, summarise } from './summary'

/** `npm run test:long`, or some of it: `npm run test:long -- kills --firefox`. What takes longer than a developer waits; it has two hours. */
export async function run(args: string[]): Promise<number> {
  const start = Date.now()
  const left = () => Math.max(1_000, start + 120 * 60_000 - Date.now())
  const wanted = (['chromium', 'firefox'] as const).filter((kind) => args.includes(`--${kind}`))
  const kinds: BrowserKind[] = wanted.length ? wanted : ['chromium', 'firefox']
  const filters = args.filter((arg) => !['--chromium', '--firefox'].includes(arg))
  const isWanted = (name: string) => filters.length === 0 || filters.some((each) => each.includes(name))
  return summarise(
    await runParts([
      { name: 'builds', run: builds },
      ...(isWanted('conformance') ? [{ name: 'conformance page', run: () => conformancePage(left) }] : []),
      ...(isWanted('asset-hub') ? [{ name: 'packages of Asset Hub', run: assetHub }] : []),
      {
        name: 'long unit tests',
        run: () => {
          step('Long unit tests: src/**/*.long.test.ts.')
          return vitest('long unit tests', ['--mode', 'long', '--passWithNoTests', ...filters], left)
        },
      },
      { name: 'long journeys', run: () => journeys(kinds, 'long-', ['--pass-with-no-tests', ...filters], left) },
    ]),
    start,
  )
}
