import { beforeEach, expect, test, vi } from 'vitest'
import { containerIn, ending, type Machine, machine, only, password, replaceContainer, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

// A password costs nothing here, and its work can be held up.
const work = vi.hoisted(() => ({ calls: 0, running: 0, most: 0, hold: undefined as Promise<void> | undefined }))
vi.mock('hash-wasm', () => ({
  argon2id: async ({ password }: { password: Uint8Array }) => {
    work.calls++
    work.most = Math.max(work.most, ++work.running)
    await (work.hold ?? new Promise((resolve) => setImmediate(resolve)))
    work.running--
    const key = new Uint8Array(32)
    for (const [i, byte] of password.entries()) key[i % 32] = (key[i % 32] ?? 0) ^ byte
    return key
  },
}))

let home: Machine
let vault: ReturnType<Machine['start']>
let key: VaultKey
beforeEach(async () => {
  work.hold = undefined
  home = machine()
  vault = home.start()
  key = await only(vault.create(password, want(secret), 15))
  await vault.lock()
  Object.assign(work, { calls: 0, running: 0, most: 0 })
})
const wrong = 'not this password'
/** Tries until the throttle answers. @returns how many wrong guesses were looked at */
async function exhaust(each = vault): Promise<number> {
  for (let n = 0; ; n++) {
    const end = await ending(each.unlock(wrong, 15))
    if (end === 'throttled') return n
    expect(end).toBe('wrong-password')
  }
}
const waits = async (each = vault) => {
  const state = await each.state()
  return state.status === 'locked' && state.waitUntil !== null ? state.waitUntil - home.clock.time : 0
}

test('five guesses are free, then the wait doubles from a second to five minutes', async () => {
  const seen: number[] = []
  for (let n = 0; n < 20; n++) {
    expect(await ending(vault.unlock(wrong, 15))).toBe('wrong-password')
    seen.push((await waits()) / 1_000)
    home.clock.time += await waits()
  }
  expect(seen).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300, 300])
})

test('twenty wrong guesses wait as long where the background or the browser begins anew after each', async () => {
  const seen: number[] = []
  for (let n = 0; n < 20; n++) {
    const life = home.start()
    expect(await ending(life.unlock(wrong, 15))).toBe('wrong-password')
    if (n % 2) home.disk.session.clear()
    const wait = await waits(home.start())
    seen.push(wait / 1_000)
    if (wait) {
      home.clock.time += wait - 1
      expect(await ending(home.start().unlock(password, 15))).toBe('throttled')
      home.clock.time += 1
    }
  }
  expect(seen).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300, 300, 300, 300])
})

test('while it lasts nothing is looked at, not even the right password, and the answer says until when', async () => {
  expect(await exhaust()).toBe(5)
  const { calls } = work
  await expect(vault.unlock(password, 15)).rejects.toMatchObject({ code: 'throttled', facts: { until: String(home.clock.time + 1_000) } })
  await expect(vault.checkPassword(password)).rejects.toMatchObject({ code: 'throttled' })
  await expect(vault.changePassword(password, 'another long password')).rejects.toMatchObject({ code: 'throttled' })
  expect(work.calls).toBe(calls)
  expect((await vault.state()).status).toBe('locked')
  home.clock.time += 1_000
  await vault.unlock(password, 15)
  expect((await vault.state()).status).toBe('unlocked')
})

test('the right password begins the count again', async () => {
  for (let n = 0; n < 4; n++) await ending(vault.unlock(wrong, 15))
  await vault.unlock(password, 15)
  expect(await exhaust()).toBe(5)
})

test('the count is one for all ways to say a password', async () => {
  const use = vi.fn()
  const ways: (() => Promise<unknown>)[] = [
    () => vault.unlock(wrong, 15),
    () => vault.checkPassword(wrong),
    () => vault.changePassword(wrong, 'another long password'),
    () => vault.rekey(wrong, 15),
    () => vault.reveal(wrong, [key], use),
    () => vault.revealAll(wrong, use),
  ]
  for (const way of ways) {
    await vault.unlock(password, 15)
    expect(await ending(way())).toBe('wrong-password')
    expect(await exhaust()).toBe(4)
    for (const each of ways) expect(await ending(each())).toBe('throttled')
    home.clock.time += 1_000
  }
  expect(use).not.toHaveBeenCalled()
})

test('parameters that cost too much are refused before any work', async () => {
  const original = containerIn(home)
  for (const dear of [{ memoryKiB: 16_777_216 }, { passes: 2 ** 31 }, { parallelism: 255 }]) {
    await replaceContainer(home, () => ({ ...original, kdf: { ...original.kdf, ...dear } }))
    expect(await ending(home.start().unlock(password, 15))).toBe('kdf-too-expensive')
  }
  expect(work.calls).toBe(0)
  await replaceContainer(home, () => original)
  await home.start().unlock(password, 15)
})

test('the count survives the background and the browser', async () => {
  for (let n = 0; n < 3; n++) await ending(home.start().unlock(wrong, 15))
  home.disk.session.clear()
  expect(await exhaust(home.start())).toBe(2)
  expect(await waits(home.start())).toBe(1_000)
})

test('a guess is counted before its work: killing the background is no way around it', async () => {
  let release: () => void = () => undefined
  work.hold = new Promise((resolve) => {
    release = resolve
  })
  for (let n = 1; n <= 5; n++) {
    void ending(home.start().unlock(wrong, 15))
    await vi.waitFor(() => expect(work.running).toBe(n))
  }
  expect(await ending(home.start().unlock(password, 15))).toBe('throttled')
  release()
})

test('a guess that cannot be counted is not looked at', async () => {
  home.fault.before = (_, act, key) => {
    if (act === 'write' && key.startsWith('vault-guesses')) throw new Error('full')
  }
  expect(await ending(home.start().unlock(password, 15))).toBe('storage-failed')
  expect(work.calls).toBe(0)
})

test('guesses made at once are looked at one by one', async () => {
  const ends = await Promise.all(Array.from({ length: 12 }, () => ending(vault.unlock(wrong, 15))))
  expect(ends).toEqual([...Array(5).fill('wrong-password'), ...Array(7).fill('throttled')])
  expect(work).toMatchObject({ calls: 5, most: 1 })
})

test('a clock that was ahead makes no endless wait: it is never longer than five minutes', async () => {
  const { time } = home.clock
  home.clock.time += 10 * 365 * 86_400_000
  await exhaust()
  home.clock.time = time
  expect(await waits(home.start())).toBe(300_000)
  expect(await ending(home.start().unlock(password, 15))).toBe('throttled')
  home.clock.time += 150_000
  expect(await waits(home.start())).toBe(150_000)
  home.clock.time += 150_000
  await home.start().unlock(password, 15)
})

test('a count that was destroyed is no way around it, and locks nobody out', async () => {
  for (const disk of [home.disk.main, home.disk.second])
    for (const key of disk.keys()) if (key.startsWith('vault-guesses')) disk.set(key, 'torn')
  const again = home.start()
  expect(await waits(again)).toBe(300_000)
  expect(await ending(again.unlock(password, 15))).toBe('throttled')
  home.clock.time += 300_000
  expect(await ending(again.unlock(wrong, 15))).toBe('wrong-password')
  expect(await waits(again)).toBe(2_000)
  home.clock.time += 2_000
  await again.unlock(password, 15)
})

test('without a wallet there is nothing to guess', async () => {
  expect(await ending(machine().start().unlock(password, 15))).toBe('no-wallet')
  expect(work.calls).toBe(0)
})
