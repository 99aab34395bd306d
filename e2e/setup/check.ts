import { biome, boundaries, builds, knip, types, vitest, webExtLint } from './parts'
import { step } from './say'
import { runParts, summarise } from './summary'

/** What reads the sources only; two at a time, as two cores allow. */
export const sourceChecks = (left: () => number) => ({
  name: 'types, knip, Biome, boundaries',
  run: async () => {
    step('Types, knip, Biome and boundaries.')
    const others = async () => [await knip(left), await biome(left), await boundaries()]
    return (await Promise.all([types(left), others()])).flat()
  },
})

export const buildAll = { name: 'builds', run: builds }

export const lintFirefox = (left: () => number) => ({
  name: 'web-ext lint',
  run: () => {
    step('web-ext lint of dist/firefox.')
    return webExtLint(left)
  },
})

export async function run(): Promise<number> {
  const start = Date.now()
  const left = () => Math.max(1_000, start + 600_000 - Date.now())
  const promises = {
    name: 'checks of the repository',
    run: () => {
      step('What the repository promises about itself.')
      return vitest('checks of the repository', ['e2e/checks'], left)
    },
  }
  return summarise(await runParts([sourceChecks(left), buildAll, lintFirefox(left), promises]), start)
}
