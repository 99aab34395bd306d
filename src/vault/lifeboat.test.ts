import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { memoryMedia } from '../storage'
import { seal } from '../storage/envelope'
import { codeOf } from '../storage/fixtures/machine'
import { lifeOver } from './fixtures/lives'
import { only, password, secret, want } from './fixtures/machine'

const released = vi.hoisted(() => ({ real: false }))
// Only what an older version wrote is opened at its real cost.
vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof import('hash-wasm')>()
  const quick = await import('./fixtures/quick-kdf')
  return { ...real, argon2id: (of: never) => (released.real ? real : quick).argon2id(of) }
})

const next = 'a quite different password'
const message = Uint8Array.of(1, 2, 3)

/** A browser that has a lifeboat, with a vault in it; `start` is a life of the background after the browser was closed. */
function machine(kind: 'three copies' | 'one copy') {
  const { as, disk, fault } = memoryMedia(kind)
  const home = { kind, disk, fault, start, keep, put }
  function start() {
    disk.session.clear()
    disk.keys.clear()
    return lifeOver(as(home.kind))
  }
  /** What is left of the first two copies, put back later. */
  function keep() {
    return [new Map(disk.main), new Map(disk.second)] as const
  }
  function put([main, second]: ReturnType<typeof keep>) {
    disk.main.clear()
    disk.second.clear()
    for (const [key, text] of main) disk.main.set(key, text)
    for (const [key, text] of second) disk.second.set(key, text)
  }
  return home
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
  expect([home.disk.main.size, home.disk.second.size]).toEqual([0, 0])
})

test('a wallet that is at home in other copies opens where they are not kept, signs, and cannot be changed there', async () => {
  const home = machine('three copies')
  const first = home.start()
  const key = await only(first.vault.create(password, want(secret), 15))
  await first.names.write(() => 'Savings')
  await first.storage.boarding()
  home.kind = 'one copy'
  const { vault, names } = home.start()
  await vault.unlock(password, 15)
  expect(await names.read()).toBe('Savings')
  expect(await vault.sign(key, message)).toHaveLength(65)
  expect(await vault.reveal(password, [key], (secrets) => secrets.length)).toBe(1)
  for (const change of [
    () => vault.add(want({ ...secret, passphrase: 'another' })),
    () => vault.changePassword(password, next),
    () => vault.forget(key.source.recordId),
    () => vault.rekey(password, 15),
  ])
    expect(await change().catch(codeOf)).toBe('storage-failed')
  home.kind = 'three copies'
  const back = home.start()
  await back.vault.unlock(password, 15)
  expect(await back.vault.sign(key, message)).toHaveLength(65)
})

test('copies of an older day are brought up to the lifeboat by who opens the vault', async () => {
  const home = machine('three copies')
  const first = home.start()
  await first.vault.create(password, want(secret), 15)
  const before = home.keep()
  const added = await only(first.vault.add(want({ ...secret, passphrase: 'another' })))
  await first.names.write(() => 'newer')
  await first.storage.boarding()
  home.put(before)
  const later = home.start()
  await later.vault.unlock(password, 15)
  expect(await later.names.read()).toBe('newer')
  expect(await later.vault.sign(added, message)).toHaveLength(65)
})

test('what was done holds in the lifeboat too if a lock comes in the middle of it', async () => {
  const home = machine('three copies')
  const first = home.start()
  const key = await only(first.vault.create(password, want(secret), 15))
  const changing = first.vault.changePassword(password, next)
  await first.vault.lock()
  await changing
  home.put(nothing)
  const later = home.start()
  expect(await later.vault.unlock(password, 15).catch(codeOf)).toBe('wrong-password')
  await later.vault.unlock(next, 15)
  expect(await later.vault.sign(key, message)).toHaveLength(65)
})

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
  released.real = true
  try {
    await vault.unlock(password, 15)
  } finally {
    released.real = false
  }
  expect(await names.read()).toBe('Savings')
})
