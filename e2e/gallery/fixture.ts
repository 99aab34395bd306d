import { test as base } from 'playwright/test'
import { freshProfile, launch } from '../fixtures/world'
import type { BrowserKind } from '../setup/browsers'
import { type Visit, visitGallery } from './visit'

/** Tests that share one browser and one page in it: hundreds of looks would otherwise be hundreds of browsers. */
export const test = base.extend<object, { kind: BrowserKind; gallery: Visit }>({
  kind: ['chromium', { option: true, scope: 'worker' }],
  gallery: [
    async ({ kind }, use) => {
      const profile = await freshProfile()
      try {
        const driver = await launch(kind, { profile: profile.path })
        try {
          const visit = await visitGallery(driver)
          await use(visit)
          await visit.close()
        } finally {
          await driver.close()
        }
      } finally {
        await profile.remove()
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect } from 'playwright/test'
