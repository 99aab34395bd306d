import type { Screen } from '../fixtures/driver'
import { test as base } from '../fixtures/wallet'
import { copiedProfile } from '../fixtures/world'
import { unlock } from './person'

export type Settled = { popup: Screen; address: string; phrase: string }

/**
 * A test of a person who has a wallet since yesterday: a vault with one account, the local node chosen, and just unlocked at home.
 * It was made by hand, once for each worker, and each test has a copy of its profile. How it is made is what other journeys are about.
 */
export const test = base.extend<{ settled: Settled }>({
  profile: async ({ yesterday }, use) => {
    const profile = await copiedProfile(yesterday.profile)
    await use(profile.path)
    await profile.remove()
  },
  // What was made yesterday was made with the same port.
  servers: async ({ yesterday: _, servers }, use) => use(servers),
  settled: [
    async ({ servers: _, driver, yesterday: { address, phrase } }, use) => {
      const popup = await driver.openPopup()
      await unlock(popup)
      await popup.byRole('heading', 'Balance').waitFor()
      await use({ popup, address, phrase })
    },
    { auto: true },
  ],
})
