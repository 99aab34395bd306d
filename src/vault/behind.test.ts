import { expect, test, vi } from 'vitest'
import { memoryMedia } from '../storage'
import { codeOf } from '../storage/fixtures/machine'
import { lifeOver } from './fixtures/lives'
import { only, password, secret, want } from './fixtures/machine'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))

test('two outages in turn: the older copy opens and signs and is not changed, and nothing that was reported is lost', async () => {
  const next = 'a quite different password'
  for (const [first, then] of [
    ['second', 'main'],
    ['main', 'second'],
  ] as const) {
    const { media, fault } = memoryMedia()
    const down = (place?: string) => {
      fault.before = (medium) => {
        if (medium === place) throw new Error('out of reach')
      }
    }
    const home = lifeOver(media)
    const key = await only(home.vault.create(password, want(secret), 15))
    await home.names.write(() => 'Savings')
    down(first)
    const one = lifeOver(media)
    await one.vault.changePassword(password, next)
    await one.names.write(() => 'Holidays')
    await one.vault.lock()
    down(then)
    const other = lifeOver(media)
    // It is as old as it is: its password too.
    await other.vault.unlock(password, 15)
    expect(await other.vault.sign(key, Uint8Array.of(1))).toHaveLength(65)
    expect(await other.names.read()).toBe('Savings')
    expect(await other.names.write(() => 'Car').catch(codeOf)).toBe('storage-failed')
    expect(await other.vault.changePassword(password, 'yet another password').catch(codeOf)).toBe('storage-failed')
    await other.vault.lock()
    down()
    const later = lifeOver(media)
    await later.vault.unlock(next, 15)
    expect(await later.names.read()).toBe('Holidays')
    expect(await later.vault.sign(key, Uint8Array.of(1))).toHaveLength(65)
  }
})
