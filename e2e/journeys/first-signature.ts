import type { Screen } from '../fixtures/driver'
import { until } from '../fixtures/driver'
import type { Journey } from './journey'

type Notes = { dapp?: Screen }

/** From nothing to a signature that a chain accepted: issue after issue adds its steps here. */
export const firstSignature: Journey<Notes> = {
  name: 'a first signature',
  begin: () => ({}),
  steps: [
    {
      name: 'The demo dApp opens, and Kluis was there before its first script ran',
      run: async ({ driver, demo }, notes) => {
        notes.dapp = await driver.openPage(demo.url)
        const early = await notes.dapp.evaluate<string[]>('window.walletsAtFirstScript')
        if (!early.includes('kluis')) throw new Error(`the page saw ${early.join(', ') || 'no wallet'} at its first script`)
        const log = notes.dapp.byRole('log')
        await until('the page to say so', async () => (await log.text()).includes('kluis'))
      },
    },
  ],
}
