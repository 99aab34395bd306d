import { defineConfig } from 'playwright/test'
import type { BrowserKind } from './setup/browsers'

/** The same journeys in both browsers; `long` ones are run by npm run test:long. */
export default defineConfig<{ kind: BrowserKind }>({
  outputDir: '../test-results',
  timeout: 300_000,
  workers: 3,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  projects: (['chromium', 'firefox'] as const).flatMap((kind) => {
    // What only one of them can do, or can do in the time, says so in the name of its file.
    const testIgnore = kind === 'firefox' ? '**/*.chromium.spec.ts' : '**/*.firefox.spec.ts'
    return [
      { name: kind, testDir: 'journeys', testIgnore, use: { kind } },
      { name: `long-${kind}`, testDir: 'long', testIgnore, timeout: 1_200_000, use: { kind } },
    ]
  }),
})
