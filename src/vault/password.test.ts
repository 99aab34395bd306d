import { expect, test, vi } from 'vitest'
import { type Container, openRecord, unwrap } from '../keyfiles'
import { containerIn, containersIn, ending, kinds, type Machine, machine, only, opened, password, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

const message = new TextEncoder().encode('of one key')
const newPassword = 'a quite different password'
const opens = (text: string, container: Container) =>
  unwrap(text, container).then(
    () => true,
    () => false,
  )
/** In how many of the containers that are anywhere a password opens the data key. */
async function openedBy(text: string, home: Machine): Promise<number> {
  const each = await Promise.all(containersIn(home).map((container) => opens(text, container)))
  return each.filter(Boolean).length
}
/** Holds the next write of the vault up until it is let go. */
function heldUp(home: Machine) {
  let release = () => {}
  let reached = () => {}
  const here = new Promise<void>((resolve) => {
    reached = resolve
  })
  const hold = new Promise<void>((resolve) => {
    release = resolve
  })
  home.fault.before = (_, act, key) => {
    if (act !== 'write' || !/^vault(\/|$)/.test(key)) return undefined
    reached()
    return hold
  }
  return { here, release: () => release() }
}

test('after a change only the new password opens anything, in every generation and copy', async () => {
  const { home, vault, key } = await opened()
  for (let n = 0; n < 3; n++) await vault.add(want(...kinds(n)))
  const before = containerIn(home)
  expect(await openedBy(password, home)).toBe(4)
  await vault.changePassword(password, newPassword)
  expect([await openedBy(password, home), await openedBy(newPassword, home)]).toEqual([0, 4])
  // The same data key under another wrap: no record was touched.
  const after = containerIn(home)
  expect(after.records).toEqual(before.records)
  expect([after.vaultId, after.epoch]).toEqual([before.vaultId, before.epoch])
  expect([after.kdf.salt === before.kdf.salt, after.wrapNonce === before.wrapNonce]).toEqual([false, false])
  for (const { text } of home.texts()) for (const old of [before.kdf.salt, before.wrappedDek]) expect(text.includes(old)).toBe(false)
  const again = home.start()
  expect(await again.sign(key, message)).toHaveLength(65)
  await again.lock()
  expect(await ending(again.unlock(password, 15))).toBe('wrong-password')
  await again.unlock(newPassword, 15)
  expect(await again.sign(key, message)).toHaveLength(65)
})

test('the session goes on through a change, and what is signed, added or derived meanwhile is not lost', async () => {
  const { home, vault, key } = await opened()
  const state = await vault.state()
  home.changes.length = 0
  const { here, release } = heldUp(home)
  const change = vault.changePassword(password, newPassword)
  await here
  const meanwhile = [
    vault.sign(key, message),
    vault.derive({ ...key.source, path: '//1' }, 'sr25519'),
    only(vault.add(want({ ...secret, passphrase: 'x' }))),
  ]
  release()
  await change
  const [signed, , added] = (await Promise.all(meanwhile)) as [Uint8Array, VaultKey, VaultKey]
  expect(signed).toHaveLength(65)
  expect(await vault.state()).toEqual(state)
  expect(home.changes).toEqual([])
  await home.start().unlock(newPassword, 15)
  expect(await home.start().sign(added, message)).toHaveLength(65)
})

test('a locked vault can change its password, and stays locked', async () => {
  const { home, vault } = await opened()
  await vault.lock()
  await vault.changePassword(password, newPassword)
  expect((await vault.state()).status).toBe('locked')
  expect(home.disk.session.size + home.disk.keys.size).toBe(0)
})

test('twenty changes at once are done one after the other, and only the last new password opens it', async () => {
  const { home, vault, key } = await opened()
  const passwords = [password, ...Array.from({ length: 20 }, (_, n) => `new password, number ${n}`)]
  const ends = await Promise.all(passwords.slice(1).map((next, n) => ending(vault.changePassword(passwords[n] as string, next))))
  expect(ends).toEqual(Array(20).fill(undefined))
  for (const each of passwords.slice(0, -1)) expect(await openedBy(each, home), each).toBe(0)
  expect(await openedBy(passwords.at(-1) as string, home)).toBe(4)
  expect(await home.start().sign(key, message)).toHaveLength(65)
})

test('of twenty changes from the same password the first is done, and the others are wrong guesses', async () => {
  const { home, vault } = await opened()
  const nexts = Array.from({ length: 20 }, (_, n) => `new password, number ${n}`)
  const ends = await Promise.all(nexts.map((next) => ending(vault.changePassword(password, next))))
  expect(ends).toEqual([undefined, ...Array(5).fill('wrong-password'), ...Array(14).fill('throttled')])
  for (const [n, next] of nexts.entries()) expect(await openedBy(next, home)).toBe(n ? 0 : 4)
})

test('a password that is no good changes nothing, and costs no guess', async () => {
  const { home, vault } = await opened()
  const before = JSON.stringify(home.texts())
  for (const next of ['', 'short', 'a'.repeat(1_025)]) expect(await ending(vault.changePassword(password, next))).toBe('password-weak')
  expect(JSON.stringify(home.texts())).toBe(before)
})

test('after a new key nothing that was sealed with the old one is left anywhere, and the records keep their names', async () => {
  const { home, vault, key } = await opened()
  const keys = (await vault.add(want(...kinds()))) as VaultKey[]
  const before = containerIn(home)
  const old = await unwrap(password, before)
  home.changes.length = 0
  await vault.rekey(password, 15)
  const after = containerIn(home)
  expect([after.vaultId, after.epoch]).toEqual([before.vaultId, before.epoch + 1])
  const names = ({ records }: Container) => records.map(({ recordId, kindCode }) => [recordId, kindCode])
  expect(names(after)).toEqual(names(before))
  expect(containersIn(home)).toHaveLength(4)
  for (const each of containersIn(home)) {
    expect(each.epoch).toBe(after.epoch)
    expect(await unwrap(password, each)).not.toEqual(old)
    // Neither as it stands nor as if it were of the old epoch.
    for (const record of each.records)
      for (const epoch of [before.epoch, after.epoch])
        expect(await ending(openRecord({ ...each, epoch }, old, record))).toBe('decrypt-failed')
  }
  const sealed = before.records.flatMap(({ nonce, ciphertext }) => [nonce, ciphertext])
  for (const { text } of home.texts())
    for (const each of [before.wrappedDek, before.kdf.salt, ...sealed]) expect(text.includes(each)).toBe(false)
  expect((await vault.state()).status).toBe('unlocked')
  expect(home.changes.at(-1)).toBe(true)
  for (const each of [vault, home.start()])
    for (const every of [key, ...keys]) expect((await each.sign(every, message)).length).toBeGreaterThan(64)
})

test('what is signed, added, derived or revealed while the key is replaced is not lost', async () => {
  for (let n = 0; n < 12; n++) {
    const { home, vault, key } = await opened()
    const rekey = vault.rekey(password, 15)
    // At every step of it: some come before the first write, some in it, some after it.
    for (let step = 0; step < n * 4; step++) await Promise.resolve()
    const work = [
      ...Array.from({ length: 5 }, () => vault.sign(key, message)),
      vault.derive({ ...key.source, path: '//1' }, 'sr25519'),
      vault.add(want(...kinds(n))),
      vault.touch(15),
      vault.reveal(password, [key], () => 'out'),
      vault.forget('0x00'),
    ]
    const ends = await Promise.all(
      work.map((each) =>
        each.then(
          () => 'done',
          (error: { code: string }) => error.code,
        ),
      ),
    )
    expect(ends, String(n)).toEqual(Array(work.length).fill('done'))
    await rekey
    const added = (await vault.add(want(...kinds(n)))) as VaultKey[]
    expect(containerIn(home).records).toHaveLength(6)
    for (const each of [key, ...added]) await vault.sign(each, message)
  }
})

test('a signature that has taken the old key is made before the key is replaced', async () => {
  for (const moment of ['before', 'after']) {
    const { home, key } = await opened()
    let release = () => {}
    let reached = () => {}
    const here = new Promise<void>((resolve) => {
      reached = resolve
    })
    let hold: Promise<void> | undefined = new Promise<void>((resolve) => {
      release = resolve
    })
    const get = async (name: string) => {
      const taken = home.disk.keys.get(name)
      const wait = hold
      hold = undefined
      reached()
      await wait
      return moment === 'before' ? home.disk.keys.get(name) : taken
    }
    const life = home.start({ ...home.media, keys: { ...home.media.keys, get } })
    const signed = life.sign(key, message)
    await here
    const rekey = life.rekey(password, 15)
    // Everything that can be done without the signature is done.
    await new Promise((resolve) => setTimeout(resolve, 20))
    release()
    expect(await signed, moment).toHaveLength(65)
    await rekey
    expect(await life.sign(key, message)).toHaveLength(65)
    expect((await home.start().state()).status).toBe('unlocked')
  }
})

test('a lock while the key is replaced holds, and the work is done all the same', async () => {
  const { home, vault, key } = await opened()
  const before = containerIn(home)
  const { here, release } = heldUp(home)
  const rekey = vault.rekey(password, 15)
  await here
  const locked = vault.lock()
  release()
  await Promise.all([rekey, locked])
  expect((await vault.state()).status).toBe('locked')
  expect(home.disk.session.size + home.disk.keys.size).toBe(0)
  for (const each of containersIn(home)) expect(each.epoch).toBe(before.epoch + 1)
  await vault.unlock(password, 15)
  expect(await vault.sign(key, message)).toHaveLength(65)
})

test('a key that cannot be replaced is not: the vault is locked, and opens as it was', async () => {
  const { home, vault, key } = await opened()
  const before = containerIn(home)
  home.changes.length = 0
  home.fault.before = (_, act, name) => {
    if (act === 'write' && /^vault(\/|$)/.test(name)) throw new Error('full')
  }
  expect(await ending(vault.rekey(password, 15))).toBe('storage-failed')
  expect(await ending(vault.changePassword(password, newPassword))).toBe('storage-failed')
  home.fault.before = () => undefined
  expect(containersIn(home).map(({ epoch }) => epoch)).not.toContain(before.epoch + 1)
  expect((await vault.state()).status).toBe('locked')
  expect(home.changes).toEqual([false])
  await vault.unlock(password, 15)
  expect(await vault.sign(key, message)).toHaveLength(65)
})

test('where one copy cannot be written the new password holds, and a start mends the copy', async () => {
  for (const broken of ['main', 'second']) {
    const { home, vault, key } = await opened()
    home.fault.before = (medium, act, name) => {
      if (medium === broken && act === 'write' && /^vault(\/|$)/.test(name)) throw new Error('full')
    }
    await vault.changePassword(password, newPassword)
    expect(await ending(vault.unlock(password, 15))).toBe('wrong-password')
    home.fault.before = () => undefined
    const again = home.start()
    await again.unlock(newPassword, 15)
    expect(await again.sign(key, message)).toHaveLength(65)
    expect(await opens(newPassword, containerIn(home))).toBe(true)
  }
})

test('ten thousand records and a thousand wraps are sealed without one nonce, salt or ciphertext twice', async () => {
  const home = machine()
  const vault = home.start()
  await vault.create(password, want(...[0, 1, 2, 3].flatMap((n) => kinds(n))), 15)
  const seen = new Set<string>()
  let all = 0
  const note = (...values: string[]) => {
    for (const each of values) {
      seen.add(each)
      all++
    }
  }
  const rounds = 500
  for (let n = 0; n < rounds; n++) {
    await vault.rekey(password, 15)
    const container = containerIn(home)
    expect(container.records).toHaveLength(20)
    for (const { nonce, ciphertext } of container.records) note(nonce, ciphertext)
    note(container.wrapNonce, container.wrappedDek, container.kdf.salt)
    await vault.changePassword(password, password)
    const { wrapNonce, wrappedDek, kdf } = containerIn(home)
    note(wrapNonce, wrappedDek, kdf.salt)
  }
  expect(all).toBe(rounds * (20 * 2 + 6))
  expect(seen.size).toBe(all)
})
