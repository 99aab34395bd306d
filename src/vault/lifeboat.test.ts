import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createStorage, memoryMedia } from '../storage'
import { seal } from '../storage/envelope'
import { codeOf } from '../storage/fixtures/machine'
import { only, password, secret, want } from './fixtures/machine'
import { createVault } from './vault'

const next = 'a quite different password'
const message = Uint8Array.of(1, 2, 3)
const names = {
  name: 'names',
  area: 'durable',
  version: 1,
  initial: () => '',
  migrations: {},
  clearedBy: 'wipe',
  seenBy: 'nobody',
} as const

/** A browser that has a lifeboat, with a vault in it; `start` is a life of the background after the browser was closed. */
function machine(kind: 'three copies' | 'one copy') {
  const { media, disk, fault } = memoryMedia(kind)
  const over = (each: typeof media) => {
    const storage = createStorage(each, () => 1_800_000_000_000)
    const vault = createVault(
      storage,
      () => 1_800_000_000_000,
      () => undefined,
    )
    return { storage, vault, names: storage.box({ ...names, schema: v.string() }) }
  }
  const start = () => {
    disk.session.clear()
    disk.keys.clear()
    return over(media)
  }
  /** What is left of the first two copies, put back later. */
  const keep = () => [new Map(disk.main), new Map(disk.second)] as const
  const put = ([main, second]: ReturnType<typeof keep>) => {
    disk.main.clear()
    disk.second.clear()
    for (const [key, text] of main) disk.main.set(key, text)
    for (const [key, text] of second) disk.second.set(key, text)
  }
  return { media, disk, fault, start, keep, put }
}
const nothing = [new Map<string, string>(), new Map<string, string>()] as const

test('a wallet whose two copies are gone opens with its password, signs, and has its names again', async () => {
  const home = machine('three copies')
  const first = home.start()
  const key = await only(first.vault.create(password, want(secret), 15))
  await first.names.write(() => 'Savings')
  await first.storage.boarding()
  home.put(nothing)
  const later = home.start()
  expect((await later.vault.state()).status).toBe('locked')
  expect(await later.names.read()).toBe('')
  await expect(later.vault.unlock('not the password at all', 15)).rejects.toMatchObject({ code: 'wrong-password' })
  await later.vault.unlock(password, 15)
  expect(await later.names.read()).toBe('Savings')
  expect(await later.vault.sign(key, message)).toHaveLength(65)
})

test('where only the lifeboat is kept, everything that a vault can do lasts until the next start', async () => {
  const home = machine('one copy')
  const first = home.start()
  expect((await first.vault.state()).status).toBe('empty')
  const key = await only(first.vault.create(password, want(secret), 15))
  await first.names.write(() => 'Savings')
  const second = home.start()
  await second.vault.unlock(password, 15)
  const [added] = await second.vault.add(want({ ...secret, passphrase: 'another' }))
  await second.vault.changePassword(password, next)
  await second.vault.rekey(next, 15)
  await second.names.write((old) => `${old} and more`)
  const third = home.start()
  expect(await third.vault.unlock(password, 15).catch(codeOf)).toBe('wrong-password')
  await third.vault.unlock(next, 15)
  expect(await third.names.read()).toBe('Savings and more')
  for (const each of [key, added]) expect(each && (await third.vault.sign(each, message))).toHaveLength(65)
  await third.vault.forget(key.source.recordId)
  const fourth = home.start()
  await fourth.vault.unlock(next, 15)
  expect(await fourth.vault.sign(key, message).catch(codeOf)).toBe('vault-damaged')
  expect([home.disk.main.size, home.disk.second.size, home.disk.exposed.has('lifeboat-aside')]).toEqual([0, 0, false])
})

test.each(['a new account', 'another password', 'a new key'] as const)(
  'what was done while only the lifeboat was kept (%s) is taken in when the other copies are there again',
  async (done) => {
    const home = machine('three copies')
    const first = home.start()
    const key = await only(first.vault.create(password, want(secret), 15))
    await first.storage.boarding()
    const before = home.keep()
    const meanwhile = home.start()
    await meanwhile.vault.unlock(password, 15)
    let added = key
    if (done === 'a new account') added = await only(meanwhile.vault.add(want({ ...secret, passphrase: 'another' })))
    else if (done === 'another password') await meanwhile.vault.changePassword(password, next)
    else await meanwhile.vault.rekey(password, 15)
    await meanwhile.names.write(() => 'newer')
    await meanwhile.storage.boarding()
    home.put(before)
    const later = home.start()
    const now = done === 'another password' ? next : password
    await later.vault.unlock(now, 15)
    expect(await later.names.read()).toBe('newer')
    for (const each of [key, added]) expect(await later.vault.sign(each, message)).toHaveLength(65)
    // The first copies hold it now: the lifeboat may go.
    home.disk.exposed.clear()
    await home.start().vault.unlock(now, 15)
  },
)

test('an older vault that is put into the lifeboat as the newest opens nothing, takes nothing away and is not believed', async () => {
  const home = machine('three copies')
  const first = home.start()
  await first.vault.create(password, want(secret), 15)
  await first.storage.boarding()
  const old = JSON.parse(home.disk.exposed.get('lifeboat') ?? '') as { open: Record<string, string> }
  const added = await only(first.vault.add(want({ ...secret, passphrase: 'another' })))
  await first.vault.changePassword(password, next)
  await first.storage.boarding()
  // With a right checksum, as somebody can make it who knows how.
  const { version, payload } = JSON.parse(old.open.vault ?? '') as { version: number; payload: string }
  old.open.vault = await seal(version, 900, payload)
  home.disk.exposed.set('lifeboat', JSON.stringify(old))
  const later = home.start()
  expect(await later.vault.unlock(password, 15).catch(codeOf)).toBe('wrong-password')
  await later.vault.unlock(next, 15)
  expect(await later.vault.sign(added, message)).toHaveLength(65)
})

test('a lifeboat of version 1 is opened with its password', async () => {
  const home = machine('three copies')
  home.disk.exposed.set('lifeboat', readFileSync(new URL('./fixtures/lifeboat.1.json', import.meta.url), 'utf8').trim())
  const { vault, names } = home.start()
  await vault.unlock(password, 15)
  expect(await names.read()).toBe('Savings')
})
