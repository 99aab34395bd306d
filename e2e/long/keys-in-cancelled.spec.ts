import { type Load, until } from '../fixtures/driver'
import { expect, test } from '../fixtures/wallet'
import { giveFiles, KEYS, keep, lookAt, naclFile, openFile } from '../journeys/keys'
import { SAY, sees } from '../journeys/person'

// A change of mind while a btcli coldkey takes its half gigabyte: what that leaves behind in the browser.

const MB = 1024 * 1024
const LONG_MS = 120_000

test('a coldkey whose opening is cancelled gives its worker and its half gigabyte back, and nothing of it comes later', async ({
  driver,
}) => {
  const tab = await driver.openImport()
  await giveFiles(tab, { coldkey: naclFile() })
  await sees(tab, SAY.bring.slow)
  const loaded = (what: string, fits: (load: Load) => boolean) =>
    until(
      what,
      async () => {
        const load = await driver.load()
        return fits(load) ? load : undefined
      },
      LONG_MS,
    )
  const before = await loaded('the worker that looked at the file to be gone', ({ workers }) => workers === 0)
  const computing = () => loaded('the half gigabyte', ({ workers, bytes }) => workers === 1 && bytes - before.bytes > 400 * MB)
  const over = () => loaded('worker and memory to be gone', ({ workers, bytes }) => workers === 0 && bytes - before.bytes < 150 * MB)
  // A worker that is left to finish tells what came out: so one that is gone without a word was ended.
  await tab.evaluate(`void (globalThis.kluisOutcomes = 0, globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      this.addEventListener('message', ({ data }) => 'outcome' in data && kluisOutcomes++)
    }
  })`)
  const outcomes = () => tab.evaluate<number>('kluisOutcomes')

  await openFile(tab, KEYS.nacl.password)
  await computing()
  await tab.byRole('button', SAY.bring.cancelOpening).click()
  await sees(tab, SAY.errors.cancelled({}))
  await over()
  expect(await outcomes()).toBe(0)

  // Another password takes as long as the cancelled one would have taken: what that would have opened is still closed.
  await openFile(tab, 'not the password of this')
  await computing()
  await sees(tab, SAY.errors['decrypt-failed']({}), LONG_MS)
  await over()
  expect(await outcomes()).toBe(1)
  await sees(tab, 'encrypted, NaCl')

  await openFile(tab, KEYS.nacl.password)
  expect(await lookAt(tab, SAY.bring.checkTitle({ count: 1 }), LONG_MS)).toEqual([KEYS.nacl.address])
  await over()
  await keep(tab, 1, { newVault: true })
  const popup = await driver.openPopup()
  await popup.byRole('heading', SAY.home.total({ count: 1 })).waitFor()
})
