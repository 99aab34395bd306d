import { launchChromium } from '../fixtures/chromium'
import { filmOf, writeFiles } from '../fixtures/keyfiles'
import { expect, test } from '../fixtures/wallet'
import { freshProfile } from '../fixtures/world'
import { KEYS, lookAt } from './keys'
import { SAY, sees } from './person'

// The camera itself, from permission to address: only Chromium takes a film for one.

test('a code before the camera becomes the account whose address it is, and the camera stops', async () => {
  const [camera = ''] = await writeFiles(test.info().outputPath('film'), { 'code.y4m': filmOf(KEYS.codes.address.text) })
  const profile = await freshProfile()
  try {
    const driver = await launchChromium({ profile: profile.path, camera })
    try {
      const tab = await driver.openImport()
      await tab.evaluate(`void (async () => {
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
        navigator.mediaDevices.getUserMedia = async (wanted) => (window.seen = await ask(wanted))
      })()`)
      await tab.byRole('button', SAY.bring.scan).click()
      expect(await lookAt(tab, SAY.bring.checkWatch)).toEqual([KEYS.codes.address.address])
      await sees(tab, SAY.bring.watchText.address)
      expect(await tab.evaluate<string[]>('window.seen.getTracks().map(({ readyState }) => readyState)')).toEqual(['ended'])
      expect(await driver.problems()).toEqual([])
    } finally {
      await driver.close()
    }
  } finally {
    await profile.remove()
  }
})
