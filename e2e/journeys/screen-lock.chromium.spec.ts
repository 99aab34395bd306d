import { readOpeners } from '../fixtures/session'
import { expect } from '../fixtures/wallet'
import { addPhrase } from '../long/inside'
import { KEYS } from './keys'
import { SAY } from './person'
import { test } from './settled'

// Only Chromium tells an extension that the screen was locked. One without a screen never does: the browser's own event is told by hand.

test('when the screen is locked the wallet is locked in every window; a person who only rests is not locked out', async ({
  driver,
  settled,
}) => {
  const { popup } = settled
  const second = await driver.openPopup('/accounts')
  await second.byRole('heading', SAY.accounts.title).waitFor()
  const screenIs = (state: 'idle' | 'locked') => driver.inBackground(`(self.chrome.idle.onStateChanged.dispatch('${state}'), true)`)
  await screenIs('idle')
  const secret = (path: string) => ({ phrase: KEYS.phrases[0]?.phrase ?? '', passphrase: '', path })
  await addPhrase(popup, 'while the person rests', secret(''))
  await screenIs('locked')
  for (const each of [popup, second]) await each.byRole('heading', SAY.shell.unlockTitle).waitFor()
  expect(await readOpeners(popup)).toEqual({ keys: [], wrapped: [] })
  await expect(addPhrase(popup, 'while the screen is locked', secret('//1'))).rejects.toThrow('locked')
})
