import { beforeEach, expect, test, vi } from 'vitest'
import { ending, type Machine, machine, only, password, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))

const minute = 60_000
const message = Uint8Array.of(1, 2, 3)
let home: Machine
let vault: ReturnType<Machine['start']>
let key: VaultKey
beforeEach(async () => {
  home = machine()
  vault = home.start()
  key = await only(vault.create(password, want(secret), 15))
  home.changes.length = 0
})

test('the open vault survives the death of the background', async () => {
  const signed = await vault.sign(key, message)
  expect(signed).toHaveLength(65)
  const again = home.start()
  expect(await again.state()).toEqual({ status: 'unlocked', deadline: home.clock.time + 15 * minute })
  expect(await again.sign(key, message)).toHaveLength(65)
})

test('the end of the browser locks: what was in its memory is gone', async () => {
  home.disk.session.clear()
  const again = home.start()
  expect(await again.state()).toEqual({ status: 'locked', waitUntil: null })
  expect(await ending(again.sign(key, message))).toBe('locked')
  await again.unlock(password, 15)
  expect(await again.sign(key, message)).toHaveLength(65)
})

test('a lock takes the session and its key away, for every part of the wallet', async () => {
  expect(home.disk.keys.size).toBe(1)
  await vault.lock()
  expect(home.disk.session.size).toBe(0)
  expect(home.disk.keys.size).toBe(0)
  for (const each of [vault, home.start()]) {
    expect(await each.state()).toEqual({ status: 'locked', waitUntil: null })
    expect(await ending(each.sign(key, message))).toBe('locked')
    expect(await ending(each.add(want(secret)))).toBe('locked')
  }
  expect(home.changes).toContain(false)
})

test('neither the session without its key nor the key without its session opens anything', async () => {
  const [[name, kept]] = [...home.disk.keys] as [[string, CryptoKey]]
  home.disk.keys.clear()
  expect(await ending(vault.sign(key, message))).toBe('locked')
  expect((await vault.state()).status).toBe('locked')
  home.disk.keys.set(name, kept)
  expect(await ending(home.start().sign(key, message))).toBe('locked')
})

test('a session goes with its own key only', async () => {
  home.disk.keys.set(
    [...home.disk.keys.keys()][0] ?? '',
    await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt', 'encrypt']),
  )
  expect(await ending(vault.sign(key, message))).toBe('locked')
  expect((await vault.state()).status).toBe('locked')
})

test('the deadline is checked at every use, with no alarm and whether or not the background died', async () => {
  const uses = {
    sign: (each: typeof vault) => each.sign(key, message),
    add: (each: typeof vault) => each.add(want({ ...secret, passphrase: 'x' })),
    derive: (each: typeof vault) => each.derive({ ...key.source, path: '//x' }, 'sr25519'),
    reveal: (each: typeof vault) => each.reveal(password, [key], () => 'out'),
    revealAll: (each: typeof vault) => each.revealAll(password, () => 'out'),
  }
  for (const died of [false, true])
    for (const [name, use] of Object.entries(uses)) {
      const other = machine()
      const opened = other.start()
      const made = await only(opened.create(password, want(secret), 15))
      expect(made).toMatchObject({ accountId: key.accountId })
      const after = died ? other.start() : opened
      other.clock.time += 15 * minute + 1_000
      expect(await ending(use(after)), `${name}, ${died}`).toBe('locked')
      expect(other.disk.session.size + other.disk.keys.size).toBe(0)
      expect(other.changes.at(-1)).toBe(false)
    }
})

test('the last millisecond before the deadline is open, the deadline itself is not', async () => {
  home.clock.time += 15 * minute - 1
  expect(await vault.sign(key, message)).toHaveLength(65)
  expect((await vault.state()).status).toBe('unlocked')
  home.clock.time += 1
  expect((await vault.state()).status).toBe('locked')
})

test('using it moves no deadline; only the person does', async () => {
  const { time } = home.clock
  for (let n = 1; n < 15; n++) {
    home.clock.time = time + n * minute
    await vault.sign(key, message)
    expect(await home.start().state()).toEqual({ status: 'unlocked', deadline: time + 15 * minute })
  }
  await vault.touch(5)
  expect(await home.start().state()).toEqual({ status: 'unlocked', deadline: home.clock.time + 5 * minute })
})

test('a touch opens nothing', async () => {
  home.clock.time += 15 * minute
  await vault.touch(60)
  expect((await vault.state()).status).toBe('locked')
  await vault.touch(60)
  expect((await vault.state()).status).toBe('locked')
  expect(home.disk.session.size).toBe(0)
})

test('a clock that goes back by more than a minute locks', async () => {
  home.clock.time -= 59_000
  expect((await vault.state()).status).toBe('unlocked')
  home.clock.time -= 1_001
  expect((await vault.state()).status).toBe('locked')
  expect(await ending(vault.sign(key, message))).toBe('locked')
})

test('a clock that goes back is noticed long after the session began, and after a death', async () => {
  for (const died of [false, true]) {
    await vault.unlock(password, 60)
    home.clock.time += 30 * minute
    await vault.state()
    home.clock.time -= 2 * minute
    expect((await (died ? home.start() : vault).state()).status, String(died)).toBe('locked')
  }
})

test('a session that cannot be read is a locked vault, and can be opened again', async () => {
  home.disk.session.set('vault-session', 'torn')
  const again = home.start()
  expect(await again.state()).toEqual({ status: 'locked', waitUntil: null })
  expect(await ending(again.sign(key, message))).toBe('locked')
  await again.unlock(password, 15)
  expect(await again.sign(key, message)).toHaveLength(65)
})

test('a lock that cannot clear the session says so, and nothing is signed after it', async () => {
  home.fault.before = (medium, act) => {
    if (medium === 'session' && act === 'remove') throw new Error('stuck')
  }
  await expect(vault.lock()).rejects.toThrow('storage-failed')
  expect(home.disk.keys.size).toBe(0)
  home.fault.before = () => undefined
  expect(await ending(vault.sign(key, message))).toBe('locked')
})

test('the session holds no more than the wrapped key and times', async () => {
  expect([...home.disk.session.keys()]).toEqual(['vault-session'])
  const { payload } = JSON.parse(home.disk.session.get('vault-session') ?? '') as { payload: string }
  expect(JSON.parse(payload)).toEqual({
    nonce: expect.stringMatching(/^0x[0-9a-f]{24}$/),
    wrapped: expect.stringMatching(/^0x[0-9a-f]{96}$/),
    deadline: home.clock.time + 15 * minute,
    at: home.clock.time,
  })
  const [kept] = [...home.disk.keys.values()]
  expect(kept?.extractable).toBe(false)
  await expect(crypto.subtle.exportKey('raw', kept as CryptoKey)).rejects.toThrow()
})

test('every session has a key and a nonce of its own', async () => {
  const seen = new Set<string>()
  for (let n = 0; n < 20; n++) {
    await vault.unlock(password, 15)
    const { payload } = JSON.parse(home.disk.session.get('vault-session') ?? '') as { payload: string }
    seen.add(JSON.parse(payload).nonce).add(JSON.parse(payload).wrapped)
  }
  expect(seen.size).toBe(40)
})

test('a lock while the vault is being opened is not undone by it', async () => {
  await vault.lock()
  for (const moment of ['read', 'write'] as const) {
    let done: Promise<void> | undefined
    home.fault.before = (_, act, name) => {
      const now = moment === 'read' ? name.startsWith('vault-guesses') : name === 'vault-session'
      if (act === 'write' && now) done ??= vault.lock()
    }
    expect(await ending(vault.unlock(password, 15))).toBe('locked')
    home.fault.before = () => undefined
    await done
    expect(await vault.state()).toEqual({ status: 'locked', waitUntil: null })
    expect(home.disk.session.size + home.disk.keys.size).toBe(0)
  }
  await vault.unlock(password, 15)
  expect(await vault.sign(key, message)).toHaveLength(65)
})
