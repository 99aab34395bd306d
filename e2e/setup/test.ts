import type { BrowserKind } from './browsers'
import { buildAll, lintFirefox, sourceChecks } from './check'
import { journeys, sizes, vitest } from './parts'
import { step, trouble } from './say'
import { runParts, summarise } from './summary'

/** The whole run is to take less than 25 minutes on two cores. One that hangs, or a machine that is far slower, is ended here and counted as failed. */
const LIMIT_MS = 60 * 60_000
const names = ['check', 'unit', 'size', 'journeys'] as const

/** `npm test`, or a part of it: `npm test -- journeys send --firefox`. */
export async function run(args: string[]): Promise<number> {
  const start = Date.now()
  const left = () => Math.max(1_000, start + LIMIT_MS - Date.now())
  const wanted = (['chromium', 'firefox'] as const).filter((kind) => args.includes(`--${kind}`))
  const kinds: BrowserKind[] = wanted.length ? wanted : ['chromium', 'firefox']
  const [part, ...filters] = args.filter((arg) => !['--chromium', '--firefox'].includes(arg))
  if (part !== undefined && !names.some((name) => name === part)) {
    throw trouble(`npm test knows no part "${part}".`, `use one of ${names.join(', ')}, or none for everything.`)
  }
  const size = {
    name: 'sizes',
    run: () => {
      step('The byte budgets.')
      return sizes()
    },
  }
  const unit = {
    name: 'unit tests',
    run: () => {
      step('Unit tests and the checks of the repository.')
      return vitest('unit tests', filters, left)
    },
  }
  const journey = { name: 'journeys', run: () => journeys(kinds, '', filters, left) }
  const parts = {
    check: [sourceChecks(left), buildAll, lintFirefox(left)],
    unit: [buildAll, unit],
    size: [buildAll, size],
    journeys: [buildAll, journey],
  }
  const all = [sourceChecks(left), buildAll, size, lintFirefox(left), unit, journey]
  return summarise(await runParts(part ? parts[part as keyof typeof parts] : all), start)
}
