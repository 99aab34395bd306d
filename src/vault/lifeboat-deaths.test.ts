import { expect, test, vi } from 'vitest'
import { memoryMedia } from '../storage'
import { codeOf } from '../storage/fixtures/machine'
import { lifeOver } from './fixtures/lives'
import { only, password, secret, want } from './fixtures/machine'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
const next = 'a quite different password'

/** A browser with three copies. `life`: another life of the background, the session kept. */
async function filled() {
  const { media, disk, fault } = memoryMedia('three copies')
  const life = () => lifeOver(media)
  const lose = () => {
    for (const map of [disk.main, disk.second, disk.session, disk.keys]) map.clear()
  }
  const first = life()
  const key = await only(first.vault.create(password, want(secret), 15))
  await first.names.write(() => 'Savings')
  await first.storage.boarding()
  return { disk, fault, first, key, life, lose }
}
const never = () => new Promise<never>(() => undefined)
const realTimeout = setTimeout

test.each(['rekey', 'changePassword'] as const)(
  '%s dead at any access, then both other copies lost: one of the passwords opens the lifeboat, and everything is aboard',
  async (what) => {
    for (let death = 0; ; death++) {
      const { fault, first, key, life, lose } = await filled()
      let access = 0
      let died = false
      fault.before = () => {
        died ||= access++ >= death
        return died ? never() : undefined
      }
      let done: boolean | undefined
      const work = what === 'rekey' ? first.vault.rekey(password, 15) : first.vault.changePassword(password, next)
      work.then(
        () => (done = true),
        () => (done = false),
      )
      await vi.waitFor(() => expect(died || done !== undefined).toBe(true), { timeout: 10_000, interval: 1 })
      // What was under way beside the access that it died at.
      if (died) await new Promise((resolve) => setTimeout(resolve, 60))
      fault.before = () => undefined
      lose()
      const later = life()
      const opened = await later.vault.unlock(password, 15).then(
        () => 'old',
        () => later.vault.unlock(next, 15).then(() => 'next'),
      )
      expect(await later.vault.sign(key, Uint8Array.of(1)), `dead at access ${death}`).toHaveLength(65)
      expect(await later.names.read(), `dead at access ${death}`).toBe('Savings')
      if (done && what === 'changePassword') expect(opened).toBe('next')
      if (!died) break
    }
  },
)

test('a new key in a life that has not read the names takes them along, whatever spaces somebody puts into the lifeboat meanwhile', async () => {
  for (const spaced of [false, true]) {
    const { disk, fault, life, lose } = await filled()
    let reads = 0
    fault.before = (medium, act) => {
      const text = disk.exposed.get('lifeboat')
      if (spaced && medium === 'exposed' && act === 'read' && text && ++reads === 2)
        disk.exposed.set('lifeboat', JSON.stringify(JSON.parse(text), null, 1))
    }
    await life().vault.rekey(password, 15)
    fault.before = () => undefined
    lose()
    const later = life()
    await later.vault.unlock(password, 15)
    expect(await later.names.read()).toBe('Savings')
  }
})

test('a lifeboat that never answers: changes, locks and a wipe end all the same', async () => {
  const { disk, fault, first, life } = await filled()
  fault.before = (medium) => (medium === 'exposed' ? never() : undefined)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const ended = async <T>(work: Promise<T>) => {
    let end: T | string | undefined
    work.then(
      (value) => {
        end = value ?? 'done'
      },
      (error) => {
        end = codeOf(error)
      },
    )
    for (let n = 0; n < 400 && end === undefined; n++) {
      // Real work goes on between the seconds of this clock.
      await new Promise((resolve) => realTimeout(resolve, 3))
      await vi.advanceTimersByTimeAsync(200)
    }
    return end
  }
  try {
    expect(await ended(first.names.write(() => 'Bob'))).toBe('Bob')
    expect(await ended(first.vault.rekey(password, 15))).toBe('done')
    expect(await ended(first.vault.state())).toMatchObject({ status: 'unlocked' })
    const again = life()
    await again.vault.lock()
    expect(await ended(again.vault.unlock(password, 15))).toBe('done')
    expect(await ended(again.names.write(() => 'Eve'))).toBe('Eve')
    expect(await ended(again.storage.clear('wipe'))).toBe('place-silent')
    fault.before = () => undefined
    expect(await ended(life().storage.clear('wipe'))).toBe('done')
    expect([disk.main.size, disk.second.size, disk.exposed.size]).toEqual([0, 0, 0])
  } finally {
    vi.useRealTimers()
  }
})
