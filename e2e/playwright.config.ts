import { defineConfig } from 'playwright/test'
import type { BrowserKind } from './setup/browsers'

/** The same journeys in both browsers; `long` ones are run by npm run test:long. */
export default defineConfig<{ kind: BrowserKind }>({
  outputDir: '../test-results',
  timeout: 120_000,
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  reporter: [['list']],
  projects: (['chromium', 'firefox'] as const).flatMap((kind) => [
    { name: kind, testDir: 'journeys', use: { kind } },
    { name: `long-${kind}`, testDir: 'long', timeout: 1_200_000, use: { kind } },
  ]),
})
