import { expect, test, vi } from 'vitest'
import type { Container } from '../keyfiles'
import { sameBytes } from '../units'
import { containerIn, ending, machine, only, opened, password, phrase, replaceContainer, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

const message = new TextEncoder().encode('of one key')
const newPassword = 'a quite different password'

test('No write is reported before it was read back', async () => {
  const home = machine()
  home.fault.before = (_, act, key) => {
    if (act === 'write' && key.startsWith('vault') && !key.startsWith('vault-')) throw new Error('full')
  }
  const vault = home.start()
  expect(await ending(vault.create(password, want(secret), 15))).toBe('storage-failed')
  expect(await vault.state()).toEqual({ status: 'empty' })
  expect(home.disk.session.size).toBe(0)
  home.fault.before = () => undefined
  const key = await only(vault.create(password, want(secret), 15))
  home.fault.before = (_, act, key) => {
    if (act === 'write' && key.startsWith('vault') && !key.startsWith('vault-')) throw new Error('full')
  }
  expect(await ending(vault.add(want({ ...secret, passphrase: 'x' })))).toBe('storage-failed')
  expect(await ending(vault.changePassword(password, newPassword))).toBe('storage-failed')
  home.fault.before = () => undefined
  // Everything is as it was.
  const again = home.start()
  expect(containerIn(home).records).toHaveLength(1)
  await again.unlock(password, 15)
  expect(await again.sign(key, message)).toHaveLength(65)
})

test('a vault is made once: not over another, and not over one that cannot be read', async () => {
  const home = machine()
  const vault = home.start()
  const ends = await Promise.all([ending(vault.create(password, want(secret), 15)), ending(vault.create(newPassword, want(secret), 15))])
  expect(ends.filter((end) => end === 'wallet-exists')).toHaveLength(1)
  expect(await ending(home.start().create(newPassword, want(secret), 15))).toBe('wallet-exists')
  for (const { map, key, text } of home.texts()) map.set(key, text.slice(0, -1))
  const before = JSON.stringify(home.texts())
  expect(await ending(home.start().create(newPassword, want(secret), 15))).toBe('vault-damaged')
  expect(JSON.stringify(home.texts())).toBe(before)
})

test('a damaged vault is no wrong password, a failing disk is neither, and both are no empty wallet', async () => {
  const { home } = await opened()
  const { fault } = home
  home.disk.session.clear()
  fault.before = (medium, act) => {
    if (act === 'read' && medium !== 'session') throw new Error('fault')
  }
  expect(await home.start().state()).toEqual({ status: 'unreadable', code: 'storage-failed' })
  expect(await ending(home.start().unlock(password, 15))).toBe('storage-failed')
  fault.before = () => undefined
  for (const { map, key, text } of home.texts()) if (/^vault(\/|$)/.test(key)) map.set(key, text.replace('taovault', 'taovaulT'))
  const damaged = home.start()
  expect(await damaged.state()).toEqual({ status: 'unreadable', code: 'vault-damaged' })
  expect(await ending(damaged.unlock(password, 15))).toBe('vault-damaged')
  expect(await ending(damaged.unlock(newPassword, 15))).toBe('vault-damaged')
  // It was no guess: five of them would have been free.
  expect(JSON.stringify(home.texts().filter(({ key }) => key.startsWith('vault-guesses')))).not.toMatch(/wrong\\*":[1-9]/)
})

test('one copy is enough to open it', async () => {
  const { home, key } = await opened()
  for (const lost of ['main', 'second'] as const) {
    for (const name of [...home.disk[lost].keys()]) if (/^vault(\/|$)/.test(name)) home.disk[lost].delete(name)
    expect(await home.start().sign(key, message)).toHaveLength(65)
  }
})

test('a header that somebody changed opens with no password', async () => {
  const { home } = await opened()
  const original = containerIn(home)
  const changes: ((container: Container) => Container)[] = [
    (container) => ({ ...container, epoch: container.epoch + 1 }),
    (container) => ({ ...container, kdf: { ...container.kdf, memoryKiB: 1_024 } }),
    (container) => ({ ...container, kdf: { ...container.kdf, passes: 1 } }),
    (container) => ({ ...container, vaultId: `0x${'00'.repeat(16)}` }),
  ]
  for (const change of changes) {
    await replaceContainer(home, () => change(original))
    expect(await ending(home.start().unlock(password, 15))).toBe('wrong-password')
    home.clock.time += 300_000
  }
  await replaceContainer(home, () => ({ ...original, kdf: { ...original.kdf, memoryKiB: 16_777_216 } }))
  expect(await ending(home.start().unlock(password, 15))).toBe('kdf-too-expensive')
})

test('a record of another vault, or of another place, is never signed with', async () => {
  const [a, b] = await Promise.all([opened(), opened()])
  await a.vault.add(want({ ...secret, passphrase: 'second' }))
  const original = containerIn(a.home)
  const [first, second] = original.records as [Container['records'][0], Container['records'][0]]
  const foreign = containerIn(b.home).records[0] as Container['records'][0]
  const changes = [
    [{ ...foreign, recordId: first.recordId }],
    [{ ...second, recordId: first.recordId }, second],
    [{ ...first, recordVersion: 2 }],
    [{ ...first, kindCode: 2 }],
    [],
  ]
  for (const records of changes) {
    await replaceContainer(a.home, () => ({ ...original, records }))
    const vault = a.home.start()
    expect(await ending(vault.sign(a.key, message))).toBe('vault-damaged')
  }
  await replaceContainer(a.home, () => ({ ...original, records: [{ ...second, recordId: first.recordId }, second] }))
  expect(await ending(a.home.start().add(want(secret)))).toBe('vault-damaged')
})

test('nothing is signed for another account than the one that was named', async () => {
  const { vault, key } = await opened()
  const other = await only(vault.add(want({ ...secret, passphrase: 'other' })))
  const derived = await only(vault.add(want({ ...secret, path: '//kluis' })))
  const wrong: VaultKey[] = [
    { ...key, source: other.source },
    { ...key, source: derived.source },
    { ...key, publicKey: other.publicKey },
    { ...key, accountId: other.accountId },
    { ...key, type: 'ed25519' },
    { ...key, source: { ...key.source, recordId: `0x${'00'.repeat(16)}` } },
  ]
  for (const each of wrong) expect(await ending(vault.sign(each, message))).toBe('vault-damaged')
  expect(await vault.sign(derived, message)).toHaveLength(65)
})

test('a phrase is kept once, however many accounts come from it', async () => {
  const { home, vault, key } = await opened()
  const derived = await Promise.all([1, 2, 3].map((n) => only(vault.add(want({ ...secret, path: `//${n}` })))))
  expect(new Set(derived.map(({ source }) => source.recordId))).toEqual(new Set([key.source.recordId]))
  expect(containerIn(home).records).toHaveLength(1)
  const twins = await Promise.all([1, 2, 3].map((n) => only(vault.add(want({ ...secret, passphrase: 'other', path: `//${n}` })))))
  expect(new Set(twins.map(({ source }) => source.recordId)).size).toBe(1)
  expect(containerIn(home).records).toHaveLength(2)
})

test('there is room for a thousand phrases, and the next is refused', async () => {
  const { home, vault, key } = await opened()
  await replaceContainer(home, (container) => ({ ...container, records: Array(1_000).fill(container.records[0]) }))
  const full = home.start()
  expect(await ending(full.add(want({ ...secret, passphrase: 'one more' })))).toBe('vault-full')
  expect(await only(full.add(want({ ...secret, path: '//kluis' })))).toMatchObject({ source: { recordId: key.source.recordId } })
  await vault.lock()
})

test('what is no phrase or no path is refused before anything is kept', async () => {
  const home = machine()
  const vault = home.start()
  for (const [wrong, code] of [
    [{ ...secret, phrase: 'bannana' }, 'mnemonic-length'],
    [{ ...secret, phrase: phrase.replace('walk', 'wlak') }, 'mnemonic-word'],
    [{ ...secret, phrase: phrase.replace('walk', 'obey') }, 'mnemonic-checksum'],
    [{ ...secret, path: 'x' }, 'suri-path'],
    [{ ...secret, path: '/soft', type: 'ed25519' }, 'soft-junction-unsupported'],
    [{ kind: 'seed', seed: new Uint8Array(31), path: '', type: 'sr25519' }, 'seed-length'],
    [{ kind: 'key', key: new Uint8Array(63), path: '', type: 'sr25519' }, 'seed-length'],
    [{ kind: 'key', key: new Uint8Array(64).fill(255), path: '', type: 'sr25519' }, 'format-unsupported'],
  ] as const) {
    // Also when it comes last: nothing of the others is kept then.
    expect(await ending(vault.create(password, want(secret, wrong), 15))).toBe(code)
  }
  expect(home.texts()).toEqual([])
})

test('a password is one spelling of its letters, and spaces count', async () => {
  const home = machine()
  const vault = home.start()
  await vault.create(' cafe\u0301s cafe\u0301s ', want(secret), 15)
  await vault.checkPassword(' caf\u00e9s caf\u00e9s ')
  expect(await ending(vault.checkPassword('caf\u00e9s caf\u00e9s'))).toBe('wrong-password')
})

test('what is handed in stays the caller’s', async () => {
  const { vault, key } = await opened()
  const mine = Uint8Array.from(message)
  await vault.sign(key, mine)
  expect(sameBytes(mine, message)).toBe(true)
})
