import { expect, test, vi } from 'vitest'
import { codeOf, createComputer, pause, until } from './fixtures/computer'
import { bring, keptOf, password, secret } from './fixtures/world'

vi.mock('hash-wasm', () => import('../vault/fixtures/quick-kdf'))

// A disk that fails everywhere, for a while: nothing of it goes astray in the background, and afterwards the wallet is as it was.

test('a disk that fails leaves no failure that nobody catches, and every question has an answer', async () => {
  const uncaught: unknown[] = []
  const note = (reason: unknown) => uncaught.push(reason)
  process.on('unhandledRejection', note)
  try {
    const computer = createComputer()
    let popup = computer.popup()
    keptOf(await popup.ask('createWallet', { commandId: 'the first', password, keys: [bring(secret, { name: 'Main' })] }))
    await pause(100)
    computer.fault.disk = true
    const events = async () => {
      computer.life.emit('window', 1)
      computer.life.emit('tab', 7)
      computer.life.emit('idle', 'locked')
      computer.life.emit('installed', {})
      for (const name of ['lock', 'look']) computer.life.emit('alarm', { name })
      const page = computer.page('https://good.test', 7)
      const asked = popup.ask('addAccounts', { commandId: 'one more of them', keys: [bring({ ...secret, path: '//2' })] })
      for (const each of [asked, page.ask('accounts'), popup.ask('lock', undefined), popup.ask('wipe', { sure: 'everything' })])
        expect(codeOf(await each)).toMatch(/^(storage-failed|place-silent|locked|internal|ok)$/)
      page.leave()
      await pause(100)
    }
    // While it lives, and from its first moment.
    await events()
    await computer.restart()
    popup = computer.popup()
    await events()
    computer.fault.disk = false
    await computer.restart()
    popup = computer.popup()
    await until(() => popup.views.session)
    expect(popup.views.accounts.total).toBe(1)
    expect(codeOf(await popup.ask('unlock', { password }))).toBe('ok')
    expect(uncaught.map((each) => (each as Error).stack ?? String(each))).toEqual([])
  } finally {
    process.off('unhandledRejection', note)
  }
})
