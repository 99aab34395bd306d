import { servePlain } from '../fixtures/plain'
import { test as settled } from '../journeys/settled'

/** A test of a person who has a wallet since yesterday, and of a plain page on this machine. */
export const test = settled.extend<{ served: Awaited<ReturnType<typeof servePlain>> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern that nothing is wanted.
  served: async ({}, use) => {
    const served = await servePlain()
    await use(served)
    await served.close()
  },
})
