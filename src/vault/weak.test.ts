import { expect, test, vi } from 'vitest'
import { unwrap, wrap } from '../keyfiles'
import { OUR_KDF } from '../keyfiles/container'
import { copyOf, cutsOf, mortal } from './fixtures/death'
import { containerIn, containersIn, opened, password, replaceContainer } from './fixtures/machine'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
vi.setConfig({ testTimeout: 60_000 })

const message = Uint8Array.of(1, 2, 3)
const ours = ({ kdf }: { kdf: { memoryKiB: number; passes: number } }) => kdf.memoryKiB >= OUR_KDF.memoryKiB && kdf.passes >= OUR_KDF.passes

/** A vault whose wrap costs a guesser little, as another program or an older version may have made it; locked. */
async function weak() {
  const { home, key } = await opened()
  const { vaultId, epoch } = containerIn(home)
  const dek = await unwrap(password, containerIn(home))
  const wrapped = await wrap(password, dek, vaultId, epoch, { memoryKiB: 8_192, passes: 1 })
  await replaceContainer(home, (container) => ({ ...container, ...wrapped }))
  for (const name of [...home.disk.main.keys()]) if (/^vault\/[12]$/.test(name)) home.disk.main.delete(name)
  home.disk.session.clear()
  home.disk.keys.clear()
  return { home, key }
}

test('a vault under a weak wrap opens, and is wrapped as ours are in every generation and copy; once', async () => {
  const { home, key } = await weak()
  expect(containersIn(home).some(ours)).toBe(false)
  const vault = home.start()
  await vault.unlock(password, 15)
  expect(containersIn(home).length).toBe(4)
  expect(containersIn(home).every(ours)).toBe(true)
  expect(await vault.sign(key, message)).toHaveLength(65)
  await vault.lock()
  const before = containersIn(home)
  await vault.unlock(password, 15)
  expect(containersIn(home)).toEqual(before)
})

test('a disk that refuses the stronger wrap is no reason not to open, and a wrong password makes none', async () => {
  const { home, key } = await weak()
  await expect(home.start().unlock('not the password at all', 15)).rejects.toMatchObject({ code: 'wrong-password' })
  expect(containersIn(home).some(ours)).toBe(false)
  home.fault.before = (_, act, name) => {
    if (act === 'write' && /^vault(\/\d)?$/.test(name)) throw new Error('full')
  }
  const vault = home.start()
  await vault.unlock(password, 15)
  expect(await vault.sign(key, message)).toHaveLength(65)
})

test('the stronger wrap cut off at any access leaves a vault that opens with its password, and ends up strong', async () => {
  const before = await weak()
  const whole = mortal(copyOf(before.home).media, Number.POSITIVE_INFINITY, 'before')
  await before.home.start(whole.media).unlock(password, 15)
  expect(whole.accesses.length).toBeGreaterThan(10)
  for (const { last, moment } of cutsOf(whole.accesses.length)) {
    const home = copyOf(before.home)
    const { media, dead } = mortal(home.media, last, moment)
    void home
      .start(media)
      .unlock(password, 15)
      .catch(() => undefined)
    await dead
    const life = home.start()
    await life.lock()
    await life.unlock(password, 15)
    await life.finish(() => true)
    expect(containersIn(home).every(ours), `cut off ${moment} ${last}`).toBe(true)
    expect(await life.sign(before.key, message)).toHaveLength(65)
  }
})
