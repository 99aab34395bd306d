import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { type KeySecret, secretFrom } from '../keyfiles'
import { ending, kinds, type Machine, machine, only, opened, password, phrase, replaceContainer, secret, want } from './fixtures/machine'
import type { VaultKey } from './records'

vi.mock('hash-wasm', () => import('./fixtures/quick-kdf'))
// Many small works each: on a machine that does other things too they take a while.
vi.setConfig({ testTimeout: 60_000 })

let home: Machine
let vault: ReturnType<Machine['start']>
let keys: VaultKey[]
const all = () => kinds(0, '//kluis')
beforeEach(async () => {
  ;({ home, vault } = await opened())
  keys = (await vault.add(want(...all()))) as VaultKey[]
})
/** What is given, as it was at that moment. */
const copied = <T>(given: T): T => structuredClone(given)

test('a secret comes out as it was put in', async () => {
  expect(await vault.reveal(password, keys, copied)).toEqual(all())
  // One by one, in any order, and after a death.
  const [a, , , b] = keys as [VaultKey, VaultKey, VaultKey, VaultKey]
  expect(await home.start().reveal(password, [b, a, b], copied)).toEqual([all()[3], all()[0], all()[3]])
  expect(await vault.reveal(password, [], copied)).toEqual([])
})

test('any words, passphrase and path come out as they were put in', async () => {
  const junction = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !text.includes('/'))
  const put = fc.record({
    passphrase: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('///', '/x', ' ', 'x///y')),
    path: fc.array(junction, { maxLength: 3 }).map((names) => names.map((name) => `//${name}`).join('')),
  })
  await fc.assert(
    fc.asyncProperty(put, async (given) => {
      const wanted = { ...secret, ...given }
      const key = await only(vault.add(want(wanted)))
      expect(await vault.reveal(password, [key], copied)).toEqual([wanted])
    }),
    { numRuns: 30 },
  )
})

test('every record comes out for a backup, and is enough to have every account again', async () => {
  const records = await vault.revealAll(password, copied)
  expect(records).toHaveLength(6)
  const other = machine()
  const again: KeySecret[] = keys.map(({ source, type }) => {
    const { kindCode, payload } = records.find(({ recordId }) => recordId === source.recordId) ?? expect.unreachable()
    return secretFrom(kindCode, payload, source.path, type)
  })
  expect(again).toEqual(all())
  const made = (await other.start().create('a password of another wallet', want(...again), 15)) as VaultKey[]
  expect(made.map(({ accountId }) => accountId)).toEqual(keys.map(({ accountId }) => accountId))
})

test('it takes an open vault and the right password, every time', async () => {
  const use = vi.fn()
  const ways = [
    (text: string) => vault.reveal(text, keys, use),
    (text: string) => vault.revealAll(text, use),
    (text: string) => home.start().reveal(text, keys, use),
  ]
  for (const way of ways) for (const text of ['', 'x', ` ${password}`]) expect(await ending(way(text))).toMatch(/wrong-password|throttled/)
  home.clock.time += 300_000
  await vault.lock()
  // The right password alone does not open a locked vault this way, and is not even looked at.
  for (const way of ways) expect(await ending(way(password))).toBe('locked')
  for (const way of ways) expect(await ending(way('wrong'))).toBe('locked')
  expect(use).not.toHaveBeenCalled()
  home.clock.time += 300_000
  await vault.unlock(password, 15)
  home.clock.time += 15 * 60_000
  for (const way of ways) expect(await ending(way(password))).toBe('locked')
  expect(use).not.toHaveBeenCalled()
})

test('a lock that comes while the password is looked at holds: nothing comes out', async () => {
  const use = vi.fn()
  for (const way of [() => vault.reveal(password, keys, use), () => vault.revealAll(password, use)]) {
    await vault.unlock(password, 15)
    let done: Promise<void> | undefined
    home.fault.before = (_, act, name) => {
      if (act === 'write' && name.startsWith('vault-guesses')) done ??= vault.lock()
    }
    expect(await ending(way())).toBe('locked')
    home.fault.before = () => undefined
    await done
  }
  expect(use).not.toHaveBeenCalled()
})

test('what came out is wiped, also where whoever got it fails', async () => {
  const seen: Uint8Array[] = []
  const keep = (given: readonly object[]) => {
    for (const each of given) for (const value of Object.values(each)) if (value instanceof Uint8Array) seen.push(value)
    expect(seen.every((bytes) => bytes.some((byte) => byte !== 0))).toBe(true)
  }
  await vault.reveal(password, keys, keep)
  expect(seen).toHaveLength(4)
  seen.length = 0
  await vault.revealAll(password, keep)
  expect(seen).toHaveLength(6)
  for (const way of [vault.reveal.bind(vault, password, keys), vault.revealAll.bind(vault, password)]) {
    const use = (given: readonly object[]) => {
      seen.length = 0
      keep(given)
      throw new Error('no room for it')
    }
    expect(await ending(way(use as never))).toMatchObject({ message: 'no room for it' })
    expect(seen.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true)
  }
})

test('nothing comes out under the name of another account, and nothing at all when one is damaged', async () => {
  const use = vi.fn()
  const [a, b] = keys as [VaultKey, VaultKey]
  const wrong: VaultKey[] = [
    { ...a, accountId: b.accountId },
    { ...a, type: 'ecdsa' },
    { ...a, source: { ...a.source, path: '' } },
    { ...a, source: { ...a.source, recordId: `0x${'00'.repeat(16)}` } },
  ]
  for (const each of wrong) expect(await ending(vault.reveal(password, [b, each], use))).toBe('vault-damaged')
  await replaceContainer(home, (container) => ({
    ...container,
    records: container.records.map((each) =>
      each.recordId === a.source.recordId
        ? { ...each, ciphertext: `${each.ciphertext.slice(0, -1)}${each.ciphertext.endsWith('0') ? 1 : 0}` }
        : each,
    ),
  }))
  const damaged = home.start()
  expect(await ending(damaged.reveal(password, [keys[3] as VaultKey, a], use))).toBe('vault-damaged')
  expect(await ending(damaged.revealAll(password, use))).toBe('vault-damaged')
  expect(use).not.toHaveBeenCalled()
  // What is whole still comes out.
  expect(await damaged.reveal(password, [keys[3] as VaultKey], copied)).toEqual([all()[3]])
  expect(JSON.stringify(home.texts())).not.toContain(phrase)
})
